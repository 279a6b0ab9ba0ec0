"""Both trees of Markdown files → documents and problems.

A file's place says its language and kind: ``docs/<language>/<folder of the kind>/…/<slug>.md``. Folders below
the kind's (a year, an oblast) are free: they do not appear in the address.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from portal.content import source as sources
from portal.content.documents import DocumentCard, DocumentOrPage, card_of, head_of
from portal.content.files import File, Seen, files_below
from portal.content.joining import SourceFile, join
from portal.core.caching import Lazy, Store, digest, packed
from portal.core.problems import Problem, problem
from portal.core.processes import WORTH_A_PROCESS, handed_out, processes
from portal.core.progress import over
from portal.core.records import dataclass
from portal.language.translit import slugify
from portal.model.documents import FOLDERS, DocumentKind
from portal.model.values import LANGS, Lang

_KIND_OF_FOLDER: dict[str, DocumentKind] = {folder: kind for kind, folder in FOLDERS.items()}
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_WINDOWS_RESERVED = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"com{n}" for n in range(10)),
    *(f"lpt{n}" for n in range(10)),
}
_MAX_SLUG = 80
_ALL = b"cards"
"""Under this key stand the cards of all documents of the last run: one value is read faster than thousands."""


@dataclass(frozen=True)
class UnusedFile:
    """A text that is part of no document, for its front matter or its place is broken."""

    path: str
    lang: Lang
    kind: DocumentKind
    key: str


@dataclass(frozen=True)
class Library:
    """All documents and pages by slug, in the order of the slugs: their cards, and the texts, read when asked for.

    ``heads``: the texts without their Markdown. ``written``: keys of all files that stand where documents stand, broken
    ones too: links to those are not at fault.
    """

    cards: Mapping[str, DocumentCard]
    texts: Mapping[str, DocumentOrPage]
    heads: Mapping[str, DocumentOrPage]
    written: frozenset[str]
    unused: tuple[UnusedFile, ...] = ()


@dataclass(frozen=True)
class _Spot:
    """A file and what its place says that it is; ``problem``: what is wrong with its name."""

    file: File
    lang: Lang
    kind: DocumentKind
    slug: str
    problem: Problem | None

    @property
    def key(self) -> str:
        folder = FOLDERS[self.kind]
        return f"{folder}/{self.slug}" if folder else self.slug


def load_documents(root: Path) -> tuple[tuple[DocumentOrPage, ...], tuple[Problem, ...]]:
    """Read every document below ``root / "docs"``. Broken ones are left out and their problems returned."""
    library, problems = load_library(root, files_below(root, "docs"))
    return tuple(library.texts.values()), problems


def load_library(
    root: Path, files: Iterable[File], store: Store | None = None, seen: Seen | None = None
) -> tuple[Library, tuple[Problem, ...]]:
    """Read the documents among ``files`` of ``root``. Broken ones are left out and their problems returned.

    What ``store`` and ``seen`` remember of files that have not changed is not made again.
    """
    problems: list[Problem] = []
    groups: dict[str, list[_Spot]] = defaultdict(list)
    for file in filter(is_markdown, files):
        spot = _spot(file)
        if isinstance(spot, Problem):
            problems.append(spot)
        else:
            groups[spot.slug].append(spot)
    reader = _Reader(root, store, seen or Seen(None))
    cards: dict[str, DocumentCard] = {}
    documents: dict[str, Callable[[], DocumentOrPage]] = {}
    slugs = sorted(groups)
    reader.read_apart([groups[slug] for slug in slugs])
    for slug in over(slugs, "reading"):
        card, document, found = reader.read(groups[slug])
        problems.extend(found)
        if card:
            cards[slug], documents[slug] = card, document
    reader.save()
    written = frozenset(spot.key for group in groups.values() for spot in group)
    texts = Lazy(documents)
    heads = Lazy({slug: partial(_head, store, card, texts) for slug, card in cards.items()})
    known = {path for card in cards.values() for path in card.paths.values()}
    unused = tuple(
        UnusedFile(spot.file.path, spot.lang, spot.kind, spot.key)
        for group in groups.values()
        for spot in group
        if spot.file.path not in known and spot.problem is None
    )
    return Library(cards, texts, heads, written, unused), tuple(problems)


def is_markdown(file: File) -> bool:
    """Whether a file is a text by its name."""
    return file.suffix.lower() in {".md", ".markdown"}


def written_keys(root: Path) -> frozenset[str]:
    """Keys of all files that stand where documents stand (:attr:`Library.written`)."""
    spots = map(_spot, filter(is_markdown, files_below(root, "docs")))
    return frozenset(spot.key for spot in spots if not isinstance(spot, Problem))


def files_of(root: Path, name: str) -> tuple[str, ...]:
    """The files of the document that has this name or key, in all languages; none where there is no such document."""
    spots = (_spot(file) for file in filter(is_markdown, files_below(root, "docs")))
    found = [spot.file.path for spot in spots if not isinstance(spot, Problem) and f"/{spot.key}".endswith(f"/{name}")]
    return tuple(sorted(found)) if name else ()


def _spot(file: File) -> _Spot | Problem:
    """What a file is by its place, or what is wrong with the place."""
    _, *folders, name = file.path.split("/")
    lang = next((item for item in LANGS if folders[:1] == [item]), None)
    if lang is None:
        known = ", ".join(f"docs/{item}" for item in LANGS)
        return problem("folder-unknown", file.path, folder="/".join(("docs", *folders)), known=known)
    kind = _KIND_OF_FOLDER.get(folders[1] if len(folders) > 1 else "")
    if kind is None:
        known = ", ".join(sorted(name for name in _KIND_OF_FOLDER if name))
        return problem("folder-unknown", file.path, folder=folders[1], known=known)
    stem = name.removesuffix(file.suffix)
    return _Spot(file, lang, kind, stem, _check_name((*folders[1:], stem), file, lang))


def _check_name(parts: Sequence[str], file: File, lang: Lang) -> Problem | None:
    """``parts``: of the path below the language, without the suffix."""
    wrong = next((part for part in parts if not is_plain_name(part)), None)
    if wrong is None and file.suffix != ".md":
        wrong = file.name
    if wrong is None:
        return None
    proposed = "/".join(plain_name(part, lang) for part in parts)
    return problem("file-name", file.path, name=wrong, proposed=f"{proposed}.md")


def is_plain_name(part: str) -> bool:
    """Whether a name can be an address, and a file on every system."""
    return bool(_SLUG.match(part)) and len(part) <= _MAX_SLUG and part not in _WINDOWS_RESERVED


def plain_name(part: str, lang: Lang) -> str:
    """A name as :func:`is_plain_name` wants it, as like ``part`` as can be."""
    name = slugify(part, lang)[:_MAX_SLUG].strip("-") or "document"
    return f"{name}-1" if name in _WINDOWS_RESERVED else name


_Kept = tuple[DocumentCard | None, tuple[Problem, ...]]


@dataclass(frozen=True)
class _Made:
    """What the files of one slug make; ``key`` is of all that it was made of."""

    key: bytes
    document: DocumentOrPage | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class _Packed:
    """The same as the store keeps it: card with problems, document, and its head; and hashes of the files."""

    key: bytes
    hashes: Mapping[str, bytes]
    kept: bytes = b""
    document: bytes = b""
    head: bytes = b""


class _Reader:
    """Reads the files of one slug after the other."""

    def __init__(self, root: Path, store: Store | None, seen: Seen) -> None:
        self.root = root
        self.store = store
        self.seen = seen
        self.before: Mapping[bytes, _Kept] = (store.get(_ALL) if store else None) or {}
        self.now: dict[bytes, _Kept] = {}
        self._hashes: dict[str, bytes] = {}
        """Of files that were read apart."""

    def read_apart(self, groups: Sequence[Sequence[_Spot]]) -> None:
        """Read those files that are not known, in other processes if there are many: then the store has them."""
        lacking = [spots for spots in groups if any(self.seen.get(spot.file) is None for spot in spots)]
        if self.store is None or len(lacking) < WORTH_A_PROCESS or processes() < 2:
            return
        for _, made in handed_out(self._packed, lacking, WORTH_A_PROCESS, "reading"):
            self._hashes |= made.hashes
            if made.kept:
                self._keep(made)

    def _packed(self, spots: Sequence[_Spot]) -> _Packed:
        """What is to be kept of files; hashes alone where that is there already, or one of them cannot be read."""
        data = {spot.file.path: sources.read_bytes(self.root, spot.file.path)[0] for spot in spots}
        found = {path: content for path, content in data.items() if content is not None}
        hashes = {path: _hash(content) for path, content in found.items()}
        key = _key(hashes)
        if len(found) < len(data) or (self.store and self.store.has(key)):
            return _Packed(key, hashes)
        return self._pack(self._make(spots, found), hashes)

    @staticmethod
    def _pack(made: _Made, hashes: Mapping[str, bytes]) -> _Packed:
        if made.document is None:
            return _Packed(made.key, hashes, packed((None, made.problems)))
        kept = packed((card_of(made.document, made.key), made.problems))
        return _Packed(made.key, hashes, kept, packed(made.document), packed(head_of(made.document)))

    def _keep(self, made: _Packed) -> None:
        if self.store:
            self.store.put_packed(made.key, made.kept)
            if made.document:
                self.store.put_packed(_whole(made.key), made.document)
                self.store.put_packed(_of_head(made.key), made.head)

    def save(self) -> None:
        """Keep the cards that were read, if any is another now."""
        if self.store and self.now.keys() != self.before.keys():
            self.store.put(_ALL, self.now)

    def read(
        self, spots: Sequence[_Spot]
    ) -> tuple[DocumentCard | None, Callable[[], DocumentOrPage], tuple[Problem, ...]]:
        """The card and the document of the files of one slug, if they make one, and all their problems."""
        problems: list[Problem] = []
        data: dict[str, bytes] = {}
        hashes: dict[str, bytes] = {}
        for spot in spots:
            path = spot.file.path
            known: bytes | None = self.seen.get(spot.file)
            if known is None:
                known = self._hashes.get(path)
                if known is None:
                    content, found = sources.read_bytes(self.root, path)
                    if content is None:
                        problems += [*found, *([spot.problem] if spot.problem else [])]
                        continue
                    known, data[path] = _hash(content), content
                self.seen.keep(spot.file, known)
            hashes[path] = known
        spots = [spot for spot in spots if spot.file.path in hashes]
        key = _key(hashes)
        kept = self.before.get(key) or (self.store.get(key) if self.store else None)
        document = partial(self._document, spots, key)
        if kept is None:
            made = self._make(spots, data)
            card = card_of(made.document, made.key) if made.document else None
            kept, key = (card, made.problems), made.key
            if self.store:
                self._keep(self._pack(made, hashes))
            elif made.document:
                document = partial(_same, made.document)
        elif self.store:
            for name in (key, _whole(key), _of_head(key)) if kept[0] else (key,):
                self.store.has(name)  # still in use, although nobody may read them this time
        self.now[key] = kept
        return kept[0], document, (*problems, *kept[1])

    def _document(self, spots: Sequence[_Spot], key: bytes) -> DocumentOrPage:
        """The document of a card. Raises ``OSError`` if the cache is damaged and the files have changed as well."""
        document: DocumentOrPage | None = self.store.get(_whole(key)) if self.store else None
        if document is None:
            made = self._make(spots, {})
            if made.document is None or made.key != key:
                raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), spots[0].file.path)
            document = made.document
        return document

    def _make(self, spots: Sequence[_Spot], data: Mapping[str, bytes]) -> _Made:
        """Read and join. ``data``: the bytes of the files that were read already."""
        problems: list[Problem] = []
        hashes: dict[str, bytes] = {}
        by_lang: dict[Lang, list[SourceFile]] = defaultdict(list)
        for spot in spots:
            path = spot.file.path
            content, found = (data[path], ()) if path in data else sources.read_bytes(self.root, path)
            source = None
            if content is not None:
                hashes[path] = _hash(content)
                source, found = sources.parse(content, path)
            problems += [*found, *([spot.problem] if spot.problem else [])]
            if source and not spot.problem:
                by_lang[spot.lang].append(SourceFile(spot.lang, spot.kind, spot.slug, source))
        document, found = join(by_lang, complete=sum(map(len, by_lang.values())) == len(spots))
        return _Made(_key(hashes), document, (*problems, *found))


def _hash(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=20).digest()


def _key(hashes: Mapping[str, bytes]) -> bytes:
    """Of the content of all files of a slug, by path."""
    return digest("documents", tuple(hashes.items()))


def _whole(key: bytes) -> bytes:
    return key + b"document"


def _of_head(key: bytes) -> bytes:
    return key + b"head"


def _head(store: Store | None, card: DocumentCard, texts: Mapping[str, DocumentOrPage]) -> DocumentOrPage:
    found: DocumentOrPage | None = store.get(_of_head(card.digest)) if store else None
    return found or head_of(texts[card.slug])


def _same(document: DocumentOrPage) -> DocumentOrPage:
    return document
