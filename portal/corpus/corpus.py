"""The whole portal in memory, as :mod:`portal.corpus.load` makes it: what checks, pages and outputs read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as attribute

from portal.content.documents import Document, DocumentCard
from portal.corpus.settings import SiteSettings
from portal.markup.model import Rendered
from portal.model.documents import Kind, Lang, PageMeta
from portal.reference.load import ReferenceData

SECTION_KEYS = ("index", "catalogue", "practices/index", "resolutions/index", "concepts/index", "courses/index",
                "events/index", "topics/index", "acts/index", "regions/index", "organisations/index", "glossary",
                "training", "form", "search", "offline", "status", "list", "404")  # fmt: skip
"""Pages that the portal makes of itself, besides one for every record of the reference data."""


@dataclass(frozen=True)
class Portal:
    """Everything loaded and linked. ``bodies`` has the rendered text of every version that exists.

    Documents and bodies are read when they are asked for; what their ``cards`` say is at hand.
    """

    settings: SiteSettings
    reference: ReferenceData
    cards: Mapping[str, DocumentCard]
    documents: Mapping[str, Document]
    bodies: Mapping[tuple[Lang, str], Rendered]
    assets: frozenset[str]
    redirects: Mapping[str, str] = attribute(default_factory=dict)
    """Old key → the key of the page that took its place."""
    hidden: Mapping[str, Document] = attribute(default_factory=dict)
    """Drafts that the build leaves out (:mod:`portal.corpus.visible`)."""

    def of_kind(self, kind: Kind) -> Iterator[Document]:
        """The listed documents of one kind, in the order of their slugs."""
        return (item for item in self.content if item.kind == kind)

    @property
    def content(self) -> Iterator[Document]:
        """What lists, search, counts and exports hold: published documents, without the ordinary pages."""
        return (
            item
            for item in self.documents.values()
            if not isinstance(item.meta, PageMeta) and item.review == "published"
        )


def page_keys(documents: Iterable[Document | DocumentCard], reference: ReferenceData) -> frozenset[str]:
    """The key of every page that the site has in each language."""
    keys = set(SECTION_KEYS)
    keys.update(item.key for item in documents)
    for folder, records in (
        ("topics", reference.topics),
        ("readers", reference.topics),
        ("acts", reference.acts),
        ("regions", reference.oblasts),
        ("organisations", reference.organisations),
    ):
        keys.update(f"{folder}/{name}" for name in records)
    return frozenset(keys)
