"""What a change takes away, judged against its base: pages, translations, addresses, records; and what it touches
besides the content.

An explicit line lifts each error: a redirect, a withdrawal, or a line of ``addresses/reasons.yml``.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from portal.core import strict_yaml
from portal.core.problems import Problem, problem
from portal.core.records import dataclass
from portal.corpus.corpus import Portal
from portal.corpus.redirects import LEDGER, REDIRECTS, as_key, load_addresses
from portal.editing.changed import Changed, files_before, text_before
from portal.editing.reasons import REASONS, load_reasons
from portal.model.documents import FOLDERS
from portal.model.values import LANGS, Lang

_CONTENT = ("docs/", "data/", "addresses/")
_OWN = ".cache/"
"""What the portal itself writes, where a project has no .gitignore."""
_MOST_CHANGED = 300
_MOST_NAMED = 6
_STAMP = re.compile(r"(?m)^revision[ \t]*:[ \t]*\S+$")
_MISTYPED = 4
"""Two words that went and two that came."""
_DRAFT = re.compile(r"(?m)^review[ \t]*:[ \t]*['\"]?(proposed|checked)")


def judged(root: Path, portal: Portal, changed: Changed) -> tuple[Problem, ...]:
    """Everything that is to be said of a change besides the state that it leaves."""
    lifted, problems = load_reasons(root)
    before = _Before(root, changed)
    return (
        *_program(changed),
        *_many(changed),
        *problems,
        *_pages(root, portal, changed, lifted),
        *_unpublished(portal, changed, before, lifted),
        *_addresses(root, portal, before, lifted),
        *_records(root, changed, before, lifted),
        *_stamps(root, portal, changed, before, lifted),
    )


@dataclass(frozen=True)
class _Before:
    """The state from which the work branched off."""

    root: Path
    changed: Changed

    def text(self, path: str) -> str | None:
        return text_before(self.root, self.changed.base, path)

    def files(self, folder: str) -> tuple[str, ...]:
        return files_before(self.root, self.changed.base, folder)


# What is touched -------------------------------------------------------------------------------------------


def program_files(changed: Changed) -> tuple[str, ...]:
    """What a change touches besides documents, data and addresses: code, templates, workflows, configuration."""
    return tuple(path for path in (*changed.present, *changed.gone) if not path.startswith((*_CONTENT, _OWN)))


def _program(changed: Changed) -> Iterator[Problem]:
    files = program_files(changed)
    if files:
        named = ", ".join(files[:_MOST_NAMED]) + (" …" if len(files) > _MOST_NAMED else "")
        yield problem("changed-program", files[0], count=len(files), files=named)


def _many(changed: Changed) -> Iterator[Problem]:
    count = sum(path.startswith(_CONTENT) for path in (*changed.present, *changed.gone))
    if count > _MOST_CHANGED:
        yield problem("changed-many", (*changed.present, *changed.gone)[0], count=count, limit=_MOST_CHANGED)


# Pages and translations ------------------------------------------------------------------------------------


def place_of(path: str) -> tuple[Lang, str] | None:
    """Language and key of a text by its path, such as ``ky`` and ``practices/kum-dobo``; ``None`` for other files."""
    folder, _, rest = path.partition("/")
    lang, _, inner = rest.partition("/")
    known = next((item for item in LANGS if item == lang), None)
    if folder != "docs" or known is None or not inner.endswith((".md", ".markdown")):
        return None
    parts = PurePosixPath(inner)
    top = parts.parts[0] if len(parts.parts) > 1 else ""
    return known, f"{top}/{parts.stem}" if top in FOLDERS.values() and top else parts.stem


def _pages(root: Path, portal: Portal, changed: Changed, lifted: frozenset[str]) -> Iterator[Problem]:
    """Texts that are gone: a page as a whole, or one of its languages."""
    gone: dict[str, list[tuple[Lang, str]]] = defaultdict(list)
    for path in changed.gone:
        place = place_of(path)
        if place:
            gone[place[1]].append((place[0], path))
    if not gone:
        return
    here = _keys_here(root)
    moved = {item.from_: item.to for item in load_addresses(root)[0].redirects}
    renamed = dict(changed.renamed)
    for key, files in sorted(gone.items()):
        languages = here.get(key, frozenset[Lang]())
        if not languages:
            target = moved.get(key)
            if key in lifted or (target and (target in here or target in _other_pages(portal))):
                lost = _languages_lost(files, here.get(target or "", frozenset()), bool(target))
                yield from _translations(lost, lifted, renamed, key)
                continue
            new = next((renamed[path] for _, path in files if path in renamed), "–")
            yield problem("gone-page", files[0][1], key=key, new=new, redirects=REDIRECTS, reasons=REASONS)
            continue
        yield from _translations([item for item in files if item[0] not in languages], lifted, renamed, key)


def _languages_lost(files: list[tuple[Lang, str]], there: frozenset[Lang], is_moved: bool) -> list[tuple[Lang, str]]:
    """The languages that a page had before it moved and has not at its new place."""
    return [item for item in files if item[0] not in there] if is_moved and there else []


def _translations(
    files: list[tuple[Lang, str]], lifted: frozenset[str], renamed: Mapping[str, str], key: str
) -> Iterator[Problem]:
    for lang, path in files:
        if path not in lifted and key not in lifted:
            new = renamed.get(path, "–")
            yield problem("gone-translation", path, key=key, language=lang, new=new, reasons=REASONS)


def _keys_here(root: Path) -> dict[str, frozenset[Lang]]:
    """Which texts stand in the folder now, in which languages."""
    found: dict[str, set[Lang]] = defaultdict(set)
    for lang in LANGS:
        for file in (root / "docs" / lang).rglob("*.md"):
            place = place_of(file.relative_to(root).as_posix())
            if place:
                found[place[1]].add(lang)
    return {key: frozenset(langs) for key, langs in found.items()}


def _other_pages(portal: Portal) -> frozenset[str]:
    reference = portal.reference
    groups = (("topics", reference.topics), ("acts", reference.acts), ("regions", reference.oblasts),
              ("organisations", reference.organisations))  # fmt: skip
    return frozenset(f"{folder}/{name}" for folder, records in groups for name in records)


def _unpublished(portal: Portal, changed: Changed, before: _Before, lifted: frozenset[str]) -> Iterator[Problem]:
    """Published documents that became drafts, and withdrawals that were taken back without a word."""
    by_path = {path: card for card in portal.cards.values() for path in card.paths.values()}
    for path in changed.present:
        card = by_path.get(path)
        if card is None or not card.is_draft or path != card.paths.get(card.original):
            continue
        text = before.text(path)
        if text is not None and not _DRAFT.search(text) and path not in lifted and card.key not in lifted:
            yield problem("gone-published", path, 1, 1, key=card.key, state=card.review, reasons=REASONS)


# Addresses and records -------------------------------------------------------------------------------------


def _addresses(root: Path, portal: Portal, before: _Before, lifted: frozenset[str]) -> Iterator[Problem]:
    """Lines of the ledger and redirects that are gone. Only the command ``ledger`` writes there, and it only adds."""
    now = load_addresses(root)[0]
    old = before.text(LEDGER) or ""
    keys = {line.strip() for line in old.split("\n") if line.strip() and not line.startswith("#")}
    for key in sorted(keys - set(now.ledger) - lifted):
        yield problem("gone-address", LEDGER, key=key, reasons=REASONS)
    pages = {card.key for card in portal.cards.values()}
    targets = {item.from_ for item in now.redirects}
    for key in sorted(_redirects(before.text(REDIRECTS)) - targets - pages - lifted - (keys - set(now.ledger))):
        yield problem("gone-address", REDIRECTS, key=key, reasons=REASONS)


def _redirects(text: str | None) -> set[str]:
    items = _loaded(text).get("redirects") if text else None
    return {
        str(as_key(item["from"])) for item in items if isinstance(item, dict) and "from" in item
    } if isinstance(items, list) else set()  # fmt: skip


def _records(root: Path, changed: Changed, before: _Before, lifted: frozenset[str]) -> Iterator[Problem]:
    touched = {path for path in (*changed.present, *changed.gone) if path.startswith("data/") and path.endswith(".yml")}
    for path in sorted(touched):
        text = before.text(path)
        file = root / path
        if text is None or not file.is_file():
            continue  # a file that is gone as a whole has a problem of its own
        old = _ids(_loaded(text))
        now = _ids(_loaded(file.read_text(encoding="utf-8", errors="replace")))
        if not now:
            continue  # cannot be read: that is the cause, and has been told
        for name in sorted(old - now):
            if f"{path}#{name}" not in lifted:
                yield problem("gone-record", path, id=name, name=f"{path}#{name}", reasons=REASONS)


def _stamps(root: Path, portal: Portal, changed: Changed, before: _Before, lifted: frozenset[str]) -> Iterator[Problem]:
    """Translations whose stamp alone was renewed while the original says something else."""
    originals = {path: card.paths[card.original] for card in portal.cards.values() for path in card.paths.values()}
    for path in changed.present:
        original = originals.get(path, path)
        old = before.text(path) if original != path and path not in lifted else None
        if old is None:
            continue
        now = (root / path).read_text(encoding="utf-8", errors="replace")
        if _STAMP.sub("", old) != _STAMP.sub("", now) or _stamp(old) == _stamp(now):
            continue
        was = before.text(original) or ""
        if not _nearly_same(was, (root / original).read_text(encoding="utf-8", errors="replace")):
            yield problem(
                "stamp-forged", path, now.count("\n", 0, now.find("revision")) + 1, 1, other=original, reasons=REASONS
            )


def _stamp(text: str) -> str:
    found = _STAMP.search(text)
    return found[0] if found else ""


def _nearly_same(one: str, two: str) -> bool:
    """Whether two states of an original differ in typography or in a mistyped word at most."""
    if re.findall(r"\d+", one) != re.findall(r"\d+", two):
        return False
    words = re.findall(r"\w+", one), re.findall(r"\w+", two)
    if abs(len(words[0]) - len(words[1])) > 1:
        return False
    changed = Counter(words[0])
    changed.subtract(Counter(words[1]))
    return sum(map(abs, changed.values())) <= _MISTYPED


def _loaded(text: str) -> Mapping[str, object]:
    """What a file of data holds; nothing where it cannot be read. Only its ids are looked at."""
    if len(text.encode("utf-8", "replace")) > strict_yaml.MAX_BYTES:
        return {}
    value = strict_yaml.load(text, "").value
    return value if isinstance(value, dict) else {}


def _ids(value: object) -> set[str]:
    """All ids of records, however deep they lie."""
    if isinstance(value, dict):
        own = {value["id"]} if isinstance(value.get("id"), str) else set()
        return own.union(*map(_ids, value.values()))
    if isinstance(value, list):
        return set[str]().union(*map(_ids, value))
    return set()
