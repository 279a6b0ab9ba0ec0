"""The whole portal in memory, as :mod:`portal.corpus.load` makes it: what checks, pages and outputs read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field as attribute

from portal.content.documents import Document, DocumentCard, DocumentOrPage, OrdinaryPage
from portal.core.records import dataclass
from portal.corpus.downloads import Download
from portal.corpus.outlines import Outlines
from portal.corpus.settings import SiteSettings
from portal.generator.configuration import Configuration
from portal.generator.navigation import NavLine
from portal.markup.model import Rendered
from portal.model.documents import FOLDERS, KINDS
from portal.model.values import Lang
from portal.reference.load import ReferenceData

SECTION_KEYS = ("index", "catalogue", *(f"{FOLDERS[kind]}/index" for kind in KINDS), "topics/index", "acts/index",
                "regions/index", "organisations/index", "glossary", "training", "learning", "follow-up", "contests",
                "journal", "form", "search", "offline", "status", "list", "compare", "privacy", "404")  # fmt: skip
"""Pages that the portal makes of itself, besides one for every record of the reference data."""


@dataclass(frozen=True)
class Portal:
    """Everything loaded and linked. ``bodies`` has the rendered text of every version that exists.

    Documents and bodies are read when they are asked for; what their ``cards`` and ``outlines`` say is at hand.
    """

    settings: SiteSettings
    reference: ReferenceData
    cards: Mapping[str, DocumentCard]
    documents: Mapping[str, Document]
    pages: Mapping[str, OrdinaryPage]
    bodies: Mapping[tuple[Lang, str], Rendered]
    outlines: Outlines
    assets: frozenset[str]
    redirects: Mapping[str, str] = attribute(default_factory=dict)
    """Old key → the key of the page that took its place."""
    hidden: Mapping[str, Document] = attribute(default_factory=dict)
    """Drafts that the build leaves out (:mod:`portal.corpus.visible`)."""
    configuration: Configuration = attribute(default_factory=Configuration)
    heads: Mapping[str, DocumentOrPage] = attribute(default_factory=dict)
    """Documents and ordinary pages without their Markdown, as their files say."""
    altered: frozenset[str] = frozenset()
    """The slugs of documents that are not what their files say: relations to what is left out are gone."""
    downloads: tuple[Download, ...] = ()
    """The editions for a stick that lie beside the published site."""

    @property
    def nav(self) -> tuple[NavLine, ...]:
        """The lines of ``nav`` whose pages are there."""
        return self.configuration.nav

    @property
    def content(self) -> Iterator[Document]:
        """What lists, search, counts and exports hold: published documents, without the ordinary pages."""
        return (item for item in self.documents.values() if item.review == "published")

    @property
    def texts(self) -> Iterator[DocumentOrPage]:
        """Documents and ordinary pages, in the order of their slugs."""
        return (item for slug in sorted([*self.documents, *self.pages]) if (item := self.text(slug)))

    def text(self, slug: str) -> DocumentOrPage | None:
        """The document or the ordinary page of this slug."""
        return self.documents.get(slug) or self.pages.get(slug)


def page_keys(texts: Iterable[DocumentOrPage | DocumentCard], reference: ReferenceData) -> frozenset[str]:
    """The key of every page that the site has in each language."""
    keys = set(SECTION_KEYS)
    keys.update(item.key for item in texts)
    for folder, records in (
        ("topics", reference.topics),
        ("readers", reference.topics),
        ("acts", reference.acts),
        ("regions", reference.oblasts),
        ("organisations", reference.organisations),
    ):
        keys.update(f"{folder}/{name}" for name in records)
    return frozenset(keys)
