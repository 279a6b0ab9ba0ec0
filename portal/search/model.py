"""What the index is made of: plain values that the site's pages are put into before they are indexed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Unit:
    """A section of a document: the least thing that a hit can lead to. The first has neither anchor nor title."""

    anchor: str
    title: str
    text: str


@dataclass(frozen=True)
class Entry:
    """A document in one language. One that is not ``indexed`` (no translation) is listed and filtered only."""

    key: str
    kind: str
    state: str
    title: str
    title_lang: str
    summary: str
    passport: str
    units: tuple[Unit, ...] = ()
    topics: str = ""
    acts: str = ""
    question: str = ""
    """What it answers, where the title does not say it."""
    asked: str = ""
    """The same in the words of those who ask."""
    about: str = ""
    """Places, organisations and other words of the passport."""
    provisions: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()
    """Of names in other languages, by the rules of these."""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    indexed: bool = True
    alphabetical: int = 0
    places: tuple[str, ...] = ()
    """All places that it is about, each with the oblast, where the passport says only one."""
    drawing: str = ""
    """The small drawing of its card, in short."""


@dataclass(frozen=True)
class TermNames:
    """Something with all its names; the foreign ones each with its language.

    A document with one of the ``own`` names is found by all others.
    """

    own: tuple[str, ...]
    foreign: tuple[tuple[str, str], ...]
    proper: bool = False
    """Whether its names begin with a capital: Кант is a town, кант is sugar."""
    asked: tuple[str, ...] = ()
    """Words that find it too, after the documents in which they stand, and are no names of it."""


@dataclass(frozen=True)
class Suggestion:
    """Something with a title to be offered while somebody types; ``kind`` names what it is."""

    kind: str
    title: str
    key: str
    also: str = ""
    """Further words by which it is found (numbers, short names)."""


@dataclass(frozen=True)
class EntrySource:
    """Where an entry comes from. Equal digests mean equal entries, but for the place by the alphabet."""

    key: str
    digest: str
    alphabetical: int
    """The place of the title by the alphabet among all."""
    entry: Callable[[], Entry]
    texts: Callable[[], Sequence[str]]
    """The texts of its sections only."""


def source_of(entry: Entry) -> EntrySource:
    """An entry that is at hand."""
    made_from = hashlib.blake2b(repr(entry).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
    texts = [unit.text for unit in entry.units]
    return EntrySource(entry.key, made_from, entry.alphabetical, lambda: entry, lambda: texts)
