"""The loaded portal as cells: what pages may read of it, and by which hashes they tell that it is what it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from portal.content.documents import Document, DocumentOrPage, OrdinaryPage, head_digest, head_of
from portal.core.caching import Lazy
from portal.core.cells import Cells
from portal.corpus.corpus import Portal
from portal.generator.configuration import Configuration
from portal.reference.load import ReferenceData, groups_of

T = TypeVar("T", Document, OrdinaryPage)


def portal_of_cells(portal: Portal, cells: Cells) -> Portal:
    """The portal as pages see it: documents without their Markdown, and nothing that is not a cell.

    The settings are as they are: they belong to the base of the cells.
    """

    def head(slug: str) -> bytes:
        card = None if slug in portal.altered else portal.cards.get(slug)
        return card.head if card else head_digest(portal.documents[slug])

    return replace(
        portal,
        reference=_reference(portal.reference, cells),
        cards={},
        documents=cells.source("document", _heads(portal, portal.documents), head),
        pages=cells.source("page of docs", _heads(portal, portal.pages), lambda slug: portal.cards[slug].head),
        bodies=cells.source("body", portal.bodies, lambda place: portal.outlines[place].digest),
        outlines=cells.source("outline", portal.outlines, lambda place: portal.outlines[place].digest),
        assets=frozenset(),
        redirects=cells.source("redirect", portal.redirects),
        configuration=Configuration(),
        hidden=cells.source("hidden", _heads(portal, portal.hidden)),
    )


def _reference(data: ReferenceData, cells: Cells) -> ReferenceData:
    """The reference data with a cell for every record."""
    sources: dict[str, Any] = {
        name: cells.source(f"data {name}", records, data.hashes[name].__getitem__ if name in data.hashes else None)
        for name, records in groups_of(data).items()
    }
    return ReferenceData(**sources)


def _heads(portal: Portal, texts: Mapping[str, T]) -> Mapping[str, T]:
    return Lazy({slug: partial(_head, portal, texts, slug) for slug in texts})


def _head(portal: Portal, texts: Mapping[str, T], slug: str) -> T:
    known = slug in portal.heads and slug not in portal.altered
    found: DocumentOrPage = portal.heads[slug] if known else head_of(texts[slug])
    return found  # type: ignore[return-value]  # of the type that it was
