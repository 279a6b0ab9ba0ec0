"""What rendering makes of a body: HTML, and everything that others need to know of it."""

from __future__ import annotations

from typing import Any

from portal.core.records import dataclass
from portal.markup.citations import PlacedCitation
from portal.model.questions import Question
from portal.model.values import Lang


@dataclass(frozen=True)
class Heading:
    """A heading with its level (2 to 6) and its anchor."""

    level: int
    id: str
    text: str


@dataclass(frozen=True)
class Section:
    """The plain text between one heading and the next; ``id`` is empty before the first heading."""

    id: str
    title: str
    text: str


@dataclass(frozen=True)
class Rendered:
    """A body as HTML with everything that others need to know of it."""

    html: str
    headings: tuple[Heading, ...]
    sections: tuple[Section, ...]
    anchors: frozenset[str]
    links: tuple[TextLink, ...]
    toc: tuple[dict[str, Any], ...]
    citations: tuple[PlacedCitation, ...] = ()
    features: tuple[str, ...] = ()
    """What needs styles of its own: :data:`portal.markup.extensions.STYLED`."""
    questions: tuple[Question, ...] = ()
    """Of a lesson; they are no part of the HTML."""


@dataclass(frozen=True)
class TextLink:
    """A link to a page of the portal or to a place in one, to be checked when all pages are rendered."""

    page: tuple[Lang, str] | None
    anchor: str
    line: int
    column: int


EMPTY = Rendered("", (), (), frozenset(), (), ())
