"""Models of the pages that list: home, topics, acts, regions, organisations, glossary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.pages.model import Card, Link, TileView
from portal.words.texts import Words


@dataclass(frozen=True)
class TopicTile:
    """A topic with its count."""

    id: str
    title: str
    summary: str
    icon: str
    address: str
    count: int
    count_text: str
    survey: bool


@dataclass(frozen=True)
class TopicGroupView:
    """A group of topics."""

    title: str
    topics: tuple[TopicTile, ...]


@dataclass(frozen=True)
class Door:
    """A door of the home page for one kind of users."""

    icon: str
    title: str
    text: str
    link: Link


@dataclass(frozen=True)
class Number:
    """A number of the home page."""

    value: str
    label: str
    address: str


@dataclass(frozen=True)
class HomeView:
    """The home page."""

    lead: str
    numbers: tuple[Number, ...]
    topics: tuple[TopicTile, ...]
    newest: tuple[Card, ...]
    doors: tuple[Door, ...]
    map: tuple[TileView, ...]
    search: str
    catalogue: str
    topics_index: str


@dataclass(frozen=True)
class CardGroup:
    """Cards below a heading; ``anchor`` is empty where nothing links to the heading."""

    title: str
    cards: tuple[Card, ...]
    anchor: str = ""
    more: Link | None = None


@dataclass(frozen=True)
class TopicsView:
    """The index of topics."""

    groups: tuple[TopicGroupView, ...]


@dataclass(frozen=True)
class TopicView:
    """The page of a topic."""

    summary: str
    description: str
    icon: str
    survey: bool
    groups: tuple[CardGroup, ...]
    acts: tuple[Link, ...]
    catalogue: str


@dataclass(frozen=True)
class ActLine:
    """An act in a list."""

    title: Words
    details: str
    address: str
    count: int
    count_text: str


@dataclass(frozen=True)
class ActsView:
    """The index of acts, by kind, the ones that documents name first."""

    used: tuple[tuple[str, tuple[ActLine, ...]], ...]
    other: tuple[tuple[str, tuple[ActLine, ...]], ...]


@dataclass(frozen=True)
class Fact:
    """A line of register data: a label and values, each perhaps a link."""

    label: str
    values: tuple[tuple[Words, str | None], ...]


@dataclass(frozen=True)
class Mention:
    """A document that names an act, with the sentences around its citations (text and address of the place)."""

    card: Card
    contexts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ArticleView:
    """An article of an act with everything that rests on it; ``anchor`` is empty for the act as a whole."""

    title: str
    anchor: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True)
class ActView:
    """The page of an act."""

    title: Words
    foreign: bool
    facts: tuple[Fact, ...]
    articles: tuple[ArticleView, ...]
    notice: Fact | None


@dataclass(frozen=True)
class RegionsView:
    """The index of regions with the tile map."""

    map: tuple[TileView, ...]
    rows: int
    columns: int
    national: tuple[Card, ...]


@dataclass(frozen=True)
class RegionView:
    """The page of an oblast or a city of republican significance."""

    map: tuple[TileView, ...]
    rows: int
    columns: int
    current: str
    centre: str
    districts: str
    topics: tuple[Link, ...]
    """The topics of most of its documents."""
    count: str
    groups: tuple[CardGroup, ...]
    catalogue: str


@dataclass(frozen=True)
class OrganisationsView:
    """The index of organisations by kind."""

    groups: tuple[tuple[str, tuple[Link, ...]], ...]


@dataclass(frozen=True)
class OrganisationView:
    """The page of an organisation."""

    names: tuple[tuple[tuple[Words, ...], str], ...]
    url: str | None
    groups: tuple[CardGroup, ...]
    recommendations: tuple[Link, ...]


@dataclass(frozen=True)
class TermView:
    """A term in both languages."""

    id: str
    term: str
    other: str
    abbr: tuple[str, ...]
    other_abbr: tuple[str, ...]
    synonyms: tuple[str, ...]
    definition: str


@dataclass(frozen=True)
class GlossaryView:
    """The glossary by the letters of the page's language."""

    letters: tuple[tuple[str, tuple[TermView, ...]], ...]


@dataclass(frozen=True)
class NotFoundView:
    """The page for what is not there, in both languages."""

    parts: tuple[Mapping[str, str], ...]


def map_size(tiles: Sequence[TileView]) -> tuple[int, int]:
    """Rows and columns of a tile map."""
    return max((t.row for t in tiles), default=1), max((t.column for t in tiles), default=1)
