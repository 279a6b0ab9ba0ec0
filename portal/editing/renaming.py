"""A document gets another name: its files, the links of all other documents, and the redirect from its old address.

Texts are changed at the names alone, every other byte stays. Such a change says nothing new, so translations that were
current are stamped with the revision that their changed original has.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from pydantic import BaseModel

from portal.content.field_words import reference_at
from portal.content.source import parse
from portal.content.source_marks import without_code
from portal.content.tree import is_plain_name, plain_name, written_keys
from portal.content.validation import nearest
from portal.core import strict_yaml
from portal.core.records import dataclass
from portal.corpus.corpus import SECTION_KEYS, Portal
from portal.corpus.redirects import REDIRECTS, Redirect, as_key, load_addresses
from portal.editing.spelling.typography_fix import revision_of
from portal.editing.translating.file import stamped
from portal.model.documents import FOLDERS, MODELS
from portal.model.journal import JournalFile
from portal.model.values import LANGS

_LINK = re.compile(r"\]\(\s*<?([^)\s>]+)|^ {0,3}\[[^\]\n]+\]:[ \t]*<?([^\s>]+)", re.MULTILINE)
_JOURNAL = "data/journal.yml"
"""The file of data that names documents."""
_LONGEST = 80
_HEAD = '# Pages that moved: the old address leads to the new one. Addresses without language and ".html".\n'


class CannotRenameError(Exception):
    """Why not: ``key`` is one of the words of the command, ``values`` fill it."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


@dataclass(frozen=True)
class Renaming:
    """What is to be done. ``moved``: old path → new path; ``files``: path → content of all files to be written.

    ``links``: the other files whose links change, ``redirect``: whether the old address leads to the new one.
    """

    moved: Mapping[str, str]
    files: Mapping[str, bytes]
    links: tuple[str, ...]
    redirect: bool


def renaming(root: Path, portal: Portal, old: str, new: str, today: dt.date) -> Renaming:
    """Plan it; nothing is written. ``old``, ``new``: names as editors write them, with or without folder and ending.

    Raises :class:`CannotRenameError`, and ``OSError`` for files that cannot be read.
    """
    key = _old_key(root, str(as_key(old)))
    target = _new_key(root, key, str(as_key(new)))
    moves = {f"docs/{lang}/{key}.md": f"docs/{lang}/{target}.md" for lang in LANGS}
    texts = dict(_texts(root))
    moved = {path: to for path, to in moves.items() if path in texts}
    changed = {path: _relinked(text, path, key, target) for path, text in texts.items()}
    _stamp(portal, texts, changed)
    files = {moved.get(path, path): text for path, text in changed.items() if path in moved or text != texts[path]}
    redirects = _redirects(root, portal, key, target, today)
    if redirects is not None:
        files[REDIRECTS] = redirects
    links = tuple(path for path in changed if path not in moved and changed[path] != texts[path])
    return Renaming(moved, {path: text.encode() for path, text in files.items()}, links, redirects is not None)


def _old_key(root: Path, old: str) -> str:
    written = written_keys(root)
    keys = sorted(key for key in written if old in {key, key.rpartition("/")[2]} and key not in SECTION_KEYS)
    if not keys:
        slugs = [key.rpartition("/")[2] for key in sorted(written)]
        near = nearest(old.rpartition("/")[2], slugs)
        raise CannotRenameError("unknown-near" if near else "unknown", old=old[:80], near=near)
    if len(keys) > 1:
        raise CannotRenameError("several", keys=", ".join(keys))
    if "/" not in keys[0]:
        raise CannotRenameError("page", old=keys[0])
    return keys[0]


def _new_key(root: Path, key: str, new: str) -> str:
    folder, _, slug = key.rpartition("/")
    stated, _, name = new.rpartition("/")
    if stated and stated != folder:
        raise CannotRenameError("folder", new=new[:80], folder=folder)
    if not is_plain_name(name) or len(name) > _LONGEST:
        raise CannotRenameError("bad-name", new=name[:80], near=plain_name(name, LANGS[0])[:_LONGEST].strip("-"))
    if name == slug:
        raise CannotRenameError("same", old=slug)
    taken = next((item for item in sorted({*written_keys(root), *SECTION_KEYS}) if item.split("/")[-1] == name), None)
    if taken:
        raise CannotRenameError("taken", new=name, by=taken)
    return f"{folder}/{name}"


def _texts(root: Path) -> Iterator[tuple[str, str]]:
    """The documents and the journal, those that are UTF-8; links are not followed."""
    keys = sorted(written_keys(root))
    for path in (*(f"docs/{lang}/{key}.md" for lang in LANGS for key in keys), _JOURNAL):
        file = root / path
        if file.is_file() and not file.is_symlink():
            with contextlib.suppress(UnicodeDecodeError):  # the check says so; no link in such a file works
                yield path, file.read_bytes().decode("utf-8")


def _relinked(text: str, path: str, key: str, target: str) -> str:
    """The text with the new name in its links and in the fields of its card."""
    slug, name = key.rpartition("/")[2], target.rpartition("/")[2]
    if slug not in text:
        return text
    places = list(_fields(text, path, slug))
    if path != _JOURNAL:
        shown = without_code(text)
        places += [start for start in _links(shown, path, key) if text.startswith(slug, start)]
    for start in sorted(set(places), reverse=True):
        text = text[:start] + name + text[start + len(slug) :]
    return text


def _links(text: str, path: str, key: str) -> Iterator[int]:
    """Where the name stands in links to the document, in whichever language."""
    wanted = {f"docs/{lang}/{key}{suffix}" for lang in LANGS for suffix in (".md", ".html")}
    slug = key.rpartition("/")[2]
    for match in _LINK.finditer(text):
        group = 1 if match[1] else 2
        file = re.split("[#?]", match[group])[0]
        resolved = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(file)))
        if resolved in wanted and slug in file:
            yield match.start(group) + file.rfind(slug)


def _fields(text: str, path: str, slug: str) -> Iterator[int]:
    """Where the name stands in fields that hold names of documents: which these are, the models say."""
    models: list[type[BaseModel]] = [JournalFile]
    if path == _JOURNAL:
        loaded = strict_yaml.load(text, path)
    else:
        source, _ = parse(text.encode(), path)
        if source is None:
            return
        folder = path.split("/")[2]
        loaded, models = source.meta, [model for kind, model in MODELS.items() if FOLDERS[kind] == folder]
    lines = [match.end() for match in re.finditer(r"\A|\n", text)]
    for place, (line, column) in loaded.places.items():
        if not any(reference_at(model, place) == "documents" for model in models):
            continue
        start = lines[line - 1] + column - 1
        # A value without a line of its own has the place of its field's name.
        value = re.compile(rf"(?:\w+\s*:\s*)?['\"]?({re.escape(slug)})(?![\w-])").match(text, start)
        if value:
            yield value.start(1)


def _stamp(portal: Portal, before: Mapping[str, str], after: dict[str, str]) -> None:
    """Translations that were current stay so."""
    for document in portal.texts:
        original = document.versions[document.original].path
        if after.get(original) == before.get(original) or original not in after:
            continue
        revision = revision_of(after[original], original, document.kind)
        for lang, version in document.versions.items():
            if revision and document.state(lang) == "current" and version.path in after:
                after[version.path] = stamped(after[version.path], revision)


def _redirects(root: Path, portal: Portal, key: str, target: str, today: dt.date) -> str | None:
    """The file of redirects as it must be; ``None`` where it stays: nobody has seen the old address."""
    addresses, problems = load_addresses(root)
    about = [item for item in problems if item.path == REDIRECTS]
    if about:
        raise CannotRenameError("redirects-broken", path=REDIRECTS, line=about[0].line)
    there = next((item for item in addresses.redirects if item.from_ == target), None)
    if there and there.to != key:
        raise CannotRenameError("moved-away", new=target, to=there.to)
    document = portal.text(key.rpartition("/")[2])
    seen = key in addresses.ledger or (document is not None and not document.is_draft)
    kept = [(index, item.model_copy(update={"to": target} if item.to == key else {}))
            for index, item in enumerate(addresses.redirects) if item.from_ not in {target, key}]  # fmt: skip
    if not seen and [item for _, item in kept] == list(addresses.redirects):
        return None
    file = root / REDIRECTS
    text = file.read_text(encoding="utf-8-sig") if file.is_file() else _HEAD
    lines = text.rstrip("\n").split("\n")
    head = next((number for number, line in enumerate(lines) if line.startswith("redirects")), len(lines))
    starts = [addresses.loaded.place(("redirects", index))[0] - 1 for index in range(len(addresses.redirects))]
    entries = []
    for index, item in kept:  # every entry on a line of its own, with the comments that stood above and behind it
        above = lines[(starts[index - 1] if index else head) + 1 : starts[index]]
        behind = re.search(r"\s+#.*$", lines[starts[index]])
        entries += [line for line in above if line.lstrip().startswith("#")]
        entries.append(_line(item) + (behind[0] if behind else ""))
    entries += [line for line in lines[starts[-1] + 1 :] if line.lstrip().startswith("#")] if starts else []
    if seen:
        entries.append(_line(Redirect.model_validate({"from": key, "to": target}), today.isoformat()))
    return "\n".join([*lines[:head], "redirects:" if entries else "redirects: []", *entries]) + "\n"


def _line(item: Redirect, since: str = "") -> str:
    day = since or (item.since.iso() if item.since else "")
    return f"  - {{from: {item.from_}, to: {item.to}{f', since: {day}' if day else ''}}}"
