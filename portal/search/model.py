"""What the index is made of: plain values that the site's pages are put into before they are indexed."""

from __future__ import annotations

from collections.abc import Mapping
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
    about: str = ""
    """Places, organisations and other words of the passport."""
    provisions: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    indexed: bool = True
    alphabetical: int = 0


@dataclass(frozen=True)
class TermNames:
    """Something with all its names; the foreign ones each with its language.

    A document with one of the ``own`` names is found by all others.
    """

    own: tuple[str, ...]
    foreign: tuple[tuple[str, str], ...]
    proper: bool = False
    """Whether its names begin with a capital: Кант is a town, кант is sugar."""


@dataclass(frozen=True)
class Suggestion:
    """Something with a title to be offered while somebody types; ``kind`` names what it is."""

    kind: str
    title: str
    key: str
    also: str = ""
    """Further words by which it is found (numbers, short names)."""
