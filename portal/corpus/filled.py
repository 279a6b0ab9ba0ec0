"""What each practice has of what a mayor looks for: in the text, and in the card."""

from __future__ import annotations

from typing import Literal, get_args

from portal.content.documents import Document
from portal.core.records import dataclass
from portal.corpus.corpus import Portal
from portal.corpus.outlines import Outline
from portal.model.documents import Practice
from portal.model.practice_parts import MONEY

Thing = Literal["steps", "money", "payer", "result", "measured", "contact", "law", "documents", "picture"]
THINGS: tuple[Thing, ...] = get_args(Thing)
FULL: frozenset[Thing] = frozenset({"steps", "payer", "result", "contact"})
"""A practice that has these can be done again: what in which order, who paid, what came of it, whom to ask."""

_NOTHING = Outline(frozenset(), ())


@dataclass(frozen=True)
class Filled:
    """What one practice has."""

    slug: str
    has: frozenset[Thing]

    @property
    def full(self) -> bool:
        """Whether nothing lacks of :data:`FULL`."""
        return self.has >= FULL


def filled(portal: Portal) -> tuple[Filled, ...]:
    """All published practices, in the order of the slugs."""
    return tuple(
        Filled(document.slug, things(document, portal))
        for document in portal.content
        if isinstance(document.meta, Practice)
    )


def things(document: Document, portal: Portal) -> frozenset[Thing]:
    """What a practice has."""
    meta = document.meta
    assert isinstance(meta, Practice)
    outline = portal.outlines.get((document.original, document.slug), _NOTHING)
    reached = any(figure.counts == "reached" for figure in meta.figures)
    funder = any(one.role == "funder" for one in meta.organisations)
    laws = meta.laws or outline.acts or any(condition.laws for condition in meta.conditions)
    there: dict[Thing, object] = {
        "steps": "steps" in outline.numbered,
        "money": any(figure.unit in MONEY for figure in meta.figures),
        "payer": funder or any(figure.payer for figure in meta.figures),
        # A result that says how it is known: one of which nothing is known yet has a section too.
        "result": "results" in outline.anchors and meta.evidence,
        "measured": meta.indicators or reached,
        "contact": meta.contacts,
        "law": laws,
        "documents": meta.reusable,
        "picture": meta.photos,
    }
    return frozenset(thing for thing in THINGS if there[thing])
