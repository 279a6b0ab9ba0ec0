"""The whole check of an editor's work: problems of the content, and advice on spelling, typography and parity.

A build asks for the first alone. Advice takes longer and is given for the files in question only.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path, PurePosixPath

from portal.content.documents import DocumentCard, Version
from portal.content.source import MAX_BYTES, conflict_in
from portal.core import progress
from portal.core.budget import SECONDS, OverBudgetError, budget
from portal.core.caching import Store
from portal.core.problems import Problem, problem
from portal.core.records import dataclass
from portal.corpus.corpus import Portal
from portal.corpus.parity import parity_problems
from portal.editing.journal import journal_problems
from portal.editing.layout import layout_problems, with_blank_lines
from portal.editing.naming import naming_problems
from portal.editing.outdated import outdated_answers
from portal.editing.page_words import page_problems
from portal.editing.spelling.checker import Speller
from portal.editing.spelling.dictionary import RussianDictionary, find_dictionary, has_reader, is_named
from portal.editing.spelling.frequency import frequent_words
from portal.editing.spelling.letters import lonely, mixed
from portal.editing.spelling.prose import Prose, prose
from portal.editing.spelling.renderings import load_renderings
from portal.editing.spelling.typography import problems as typography_problems
from portal.editing.spelling.typography import settled, slips
from portal.editing.spelling.words import accepted_words, load_words, words
from portal.editing.to_come import days_to_come
from portal.editing.withdrawn import links_to_withdrawn
from portal.language.languages import with_spelling
from portal.model.values import LANGS, Lang

_FIXED = frozenset({"spelling-letters", "layout-list", "layout-table"})
_MOST_SLIPS = 300
"""So much advice of a kind is given for one file; the rest comes when that is mended."""


@dataclass(frozen=True)
class Selection:
    """Which files to check: ``paths`` are files and folders relative to the project, ``None`` means all.

    ``gone``: files that are no longer there. Where files of ``data/`` or ``addresses/`` changed or anything is gone,
    every document may have got a problem by it.
    """

    paths: tuple[str, ...] | None = None
    gone: tuple[str, ...] = ()

    @property
    def everything(self) -> bool:
        """Whether problems of all files are to be shown."""
        return (
            self.paths is None
            or any(path.partition("/")[0] in {"data", "addresses"} for path in self.paths)
            or any(path.partition("/")[0] in {"docs", "data", "addresses"} for path in self.gone)
        )

    def has(self, path: str) -> bool:
        """Whether a file is one of those that were named, or below a folder that was."""
        return self.paths is None or _is_in(path.rpartition("/")[0], self._named) or path in self._named

    @cached_property
    def _named(self) -> frozenset[str]:
        return frozenset(self.paths or ())


@lru_cache(maxsize=1 << 10)
def _is_in(folder: str, named: frozenset[str]) -> bool:
    """Whether a folder or one above it is named; thousands of files lie in few folders."""
    if not folder:
        return "." in named
    return folder in named or _is_in(folder.rpartition("/")[0], named)


@dataclass(frozen=True)
class Advice:
    """Findings; ``dictionary``: the Hunspell dictionary that was used, if any; ``unread``: one that nothing reads."""

    problems: tuple[Problem, ...]
    dictionary: Path | None
    unread: Path | None = None


def selected(portal: Portal, selection: Selection) -> tuple[Version, ...]:
    """The versions of documents that stand in the files of the selection."""
    return tuple(
        found.versions[lang]
        for slug, card in portal.cards.items()
        for lang, path in card.paths.items()
        if selection.has(path) and (found := portal.text(slug))
    )


def of_selection(portal: Portal, problems: Iterable[Problem], selection: Selection) -> tuple[Problem, ...]:
    """Those of the content's problems that the selection may have caused.

    These are the ones in its files, in the same documents in other languages, and those elsewhere that name one of
    its documents: links to its headings, the ledger of addresses, what it contradicts.
    """
    if selection.everything:
        return tuple(sorted(set(problems)))
    chosen = _cards(portal, selection)
    paths = {path for card in chosen for path in card.paths.values()}
    paths.update(path for named in selection.paths or () for path in _in_all_languages(named))
    names = {name for card in chosen for name in (card.key, card.slug)}
    # A document that is too broken to be read has no card, and two in one place have one.
    names.update(PurePosixPath(path).stem for path in selection.paths or () if path.endswith(".md"))
    return tuple(
        sorted(
            {
                item
                for item in problems
                if item.path in paths
                or selection.has(item.path)
                or any(
                    value.removesuffix(".md") in names or value.partition(":")[0] in paths
                    for key, value in item.values
                    if key != "near"
                )
            }
        )
    )


def _cards(portal: Portal, selection: Selection) -> list[DocumentCard]:
    """The cards of documents of which a file is in the selection."""
    return [card for card in portal.cards.values() if any(map(selection.has, card.paths.values()))]


def _in_all_languages(path: str) -> Iterator[str]:
    """The same place in every language, for documents that are too broken to be joined."""
    yield path
    folder, lang, inner = [*path.split("/", 2), "", ""][:3]
    if folder == "docs" and lang in LANGS:
        yield from (f"docs/{other}/{inner}" for other in LANGS if other != lang)


def list_problems(root: Path) -> tuple[Problem, ...]:
    """What is wrong with the lists that advice reads. These are errors, and told where no advice is asked for too."""
    return (*load_words(root)[1], *load_renderings(root)[1])


def advice(root: Path, portal: Portal, selection: Selection, dictionary: str | None = None) -> Advice:
    """Spelling, typography, fixed renderings and parity of the selected documents; names in the data.

    Raises ``FileNotFoundError`` if the ``dictionary`` that was asked for is not there, ``ModuleNotFoundError`` if what
    reads it is not installed; one that was not asked for is left out then.
    """
    versions = selected(portal, selection)
    read = [(version, _read(root, version)) for version in versions]
    files = [(version, file) for version, file in read if file is not None]
    found: list[Problem] = []
    for version, file in files:
        found += _in_time(version.path, lambda: _typography(version.path, file))  # noqa: B023 - called at once
    there = find_dictionary(root, dictionary)
    path = there if is_named(dictionary) or has_reader() else None
    store = Store(root, "words")
    accepted, problems = accepted_words(root, portal, store)
    found += problems
    speller = Speller(accepted, RussianDictionary(root, path), _Frequency(root, portal, store))
    speller.prepare((file, version.lang) for version, file in files)
    renderings, problems = load_renderings(root)
    found += problems
    for version, file in progress.over(files, "spelling"):
        found += _in_time(
            version.path,
            lambda: islice(speller.check(file, version.path, version.lang), _MOST_SLIPS),  # noqa: B023
        )
        found += _in_time(version.path, lambda: renderings.check(file, version.path, version.lang))  # noqa: B023
    if selection.everything:
        found += naming_problems(root)
        found += journal_problems(portal)
        found += page_problems(root, portal)
    store.save()
    slugs = {card.slug for card in _cards(portal, selection)}
    found += parity_problems(portal, slugs)
    found += outdated_answers(portal, slugs)
    found += days_to_come(portal, slugs, dt.date.today())
    found += links_to_withdrawn(portal, slugs)
    return Advice(tuple(sorted(set(found))), path, None if path else there)


def conflicts(root: Path, paths: Iterable[str]) -> Iterator[Problem]:
    """Marks of changes that were not merged, in files of any kind; those of documents and data are told by reading."""
    for path in paths:
        file = root / path
        try:
            if file.is_symlink() or not file.is_file() or file.stat().st_size > MAX_BYTES:
                continue
            found = conflict_in(file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError):
            continue
        if found:
            yield problem("conflict-markers", path, found[0], 1, mark=found[1])


def _typography(path: str, file: Prose) -> Iterable[Problem]:
    yield from typography_problems(file, path, tuple(islice(slips(file), _MOST_SLIPS)))
    yield from islice(layout_problems(file, path), _MOST_SLIPS)


def _in_time(path: str, work: Callable[[], Iterable[Problem]]) -> tuple[Problem, ...]:
    """What one step says of a file, or that it takes too long."""
    try:
        with budget():
            return tuple(work())
    except OverBudgetError:
        return (problem("file-too-slow", path, seconds=int(SECONDS)),)


class _Frequency:
    """The words of the portal's Kyrgyz texts, counted when the first word asks for them."""

    def __init__(self, root: Path, portal: Portal, store: Store) -> None:
        self._root = root
        lang = with_spelling("roots") or ""
        self._texts = {card.paths[lang]: card.digest for card in portal.cards.values() if lang in card.paths}
        self._store = store
        self._counts: dict[str, int] | None = None

    def __call__(self, word: str) -> int:
        if self._counts is None:
            self._counts = dict(frequent_words(self._root, self._texts, self._store))
        return self._counts.get(word, 0)


_ROUNDS = 4


def fixed_text(text: str, lang: Lang) -> str:
    """A file's text with all that is sure fixed: typography, letters of other alphabets that look alike, blank lines.

    A fix may make another one sure: a lone «c» is a slip once the word beside it is Cyrillic as a whole.
    """
    text = with_blank_lines(text)
    for _ in range(_ROUNDS):
        before, text = text, _fixed_once(text, lang)
        if text == before:
            break
    return text


def _fixed_once(text: str, lang: Lang) -> str:
    file = prose(text)
    wrong = [(word.start, word.end, found) for word in words(file) if (found := mixed(word.text, lang)) is not None]
    wrong += [(start, start + 1, found) for start, found in lonely(file.masked)]
    parts: list[str] = []
    at = 0
    for start, end, found in sorted(wrong, key=lambda item: item[0]):
        # In a heading other letters would change the anchor to which others link; invisible signs are another matter.
        if found.sure and not file.in_heading(start) and len(found.right) == end - start:
            parts += [text[at:start], found.right]
            at = end
    return settled("".join([*parts, text[at:]]))


def _read(root: Path, version: Version) -> Prose | None:
    """The file as it is on the disk: advice is given for its own signs and its own places."""
    try:
        return prose((root / version.path).read_bytes().decode("utf-8"))
    except (OSError, UnicodeDecodeError):
        return None


def counts(problems: Sequence[Problem]) -> tuple[int, int]:
    """How many errors and how many warnings there are."""
    errors = sum(item.severity == "error" for item in problems)
    return errors, len(problems) - errors


def fixable(problems: Collection[Problem]) -> int:
    """How many of them ``--fix`` is likely to fix."""
    return sum(item.code.startswith("typography-") or item.code in _FIXED for item in problems)
