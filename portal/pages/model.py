"""What every page type shows, as plain immutable values that templates render."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from portal.core.records import dataclass
from portal.model.documents import DocumentKind, Kind
from portal.model.values import LANGS, Lang
from portal.pages.drawings import Drawing
from portal.words.texts import Words


@dataclass(frozen=True)
class Link:
    """A link to a page of the site; ``address`` is site-relative, in the language of the page that shows it."""

    title: Words
    address: str
    note: str = ""


@dataclass(frozen=True)
class Card:
    """A document in a list, with all that the catalogue filters and sorts by."""

    key: str
    slug: str
    address: str
    kind: Kind
    kind_name: str
    title: Words
    summary: str
    passport: str
    badge: str
    year: int | None
    added: str
    facets: Mapping[str, tuple[str, ...]]
    """Its values in each facet, by the facet's name."""
    state: str = ""
    """State of the translation into the language of the list."""
    facts: tuple[str, ...] = ()
    """Of a practice: for how many, and the cost, as far as they are said."""
    drawing: Drawing | None = None
    full: bool = True
    """Whether it is more than a short note."""

    @property
    def topics(self) -> tuple[str, ...]:
        """Its topics."""
        return self.facets["topic"]

    @property
    def oblasts(self) -> tuple[str, ...]:
        """The oblasts of its places."""
        return self.facets["oblast"]

    @property
    def acts(self) -> tuple[str, ...]:
        """The acts that its front matter names."""
        return self.facets["act"]


@dataclass(frozen=True)
class CardGroup:
    """Cards below a heading; ``anchor`` is empty where nothing links to the heading."""

    title: str
    cards: tuple[Card, ...]
    anchor: str = ""
    more: Link | None = None


@dataclass(frozen=True)
class Fact:
    """A line of register data: a label and values, each perhaps a link."""

    label: str
    values: tuple[tuple[Words, str | None], ...]


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
class Page:
    """One page in one language. ``view`` is the model of its type, ``template`` the name of the type."""

    key: str
    lang: Lang
    template: str
    title: str
    description: str
    address: str
    section: str
    view: Any
    versions: Mapping[Lang, str]
    """Languages in which the page exists as such, with its address there (for ``hreflang``): its own language first."""
    switch: Mapping[Lang, str]
    """Where the language switch leads, for every other language: always somewhere."""
    toc: tuple[Mapping[str, Any], ...] = ()
    crumbs: tuple[Link, ...] = ()
    source: str | None = None
    """The Markdown file behind the page, for the links to edit it."""
    indexed: bool = True
    body: str = ""
    kind: DocumentKind | None = None
    both: str = ""
    """Where both languages of the document stand beside each other; empty where there is no such page."""
    features: tuple[str, ...] = ()
    """What the text has that needs styles of its own: :data:`portal.markup.extensions.STYLED`."""

    @property
    def alternates(self) -> tuple[tuple[str, str], ...]:
        """Values of ``hreflang`` with their addresses; none where the page is there in one language only."""
        if len(self.versions) < 2:
            return ()
        default = next(address for lang in LANGS if (address := self.versions.get(lang)))
        return (*self.versions.items(), ("x-default", default))


@dataclass(frozen=True)
class Bar:
    """A segment of the bar of votes; positions and widths in per cent."""

    name: str
    label: str
    value: int
    start: float
    width: float


@dataclass(frozen=True)
class TileView:
    """A tile of the map of oblasts; ``level`` from 0 (no document) to 4 shades it."""

    name: str
    short: str
    address: str
    count: int
    label: str
    row: int
    column: int
    level: int


@dataclass(frozen=True)
class FacetValue:
    """A value of a facet with the number of documents that have it; ``None`` where the page does not tell."""

    id: str
    name: str
    count: int | None


@dataclass(frozen=True)
class Facet:
    """A facet of the catalogue, its values in the order in which they are shown."""

    id: str
    name: str
    values: tuple[FacetValue, ...] = field(default_factory=tuple)
    ceilings: bool = False
    """Whether its values are upper bounds, each of which has what is below it too."""
