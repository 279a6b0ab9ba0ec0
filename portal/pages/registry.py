"""All page types, and the pages of one language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any

from portal.core.caching import Store
from portal.core.records import dataclass
from portal.core.urls import address
from portal.corpus.corpus import Portal
from portal.model.values import LANGS, Lang
from portal.pages import (
    acts,
    catalogue,
    compare,
    contests,
    courses,
    document,
    facets,
    follow_up,
    form,
    glossary,
    home,
    journal,
    learning,
    lessons,
    lists,
    moved,
    offline,
    ordinary,
    organisations,
    pairs,
    privacy,
    reader,
    regions,
    search,
    status,
    topics,
    training,
)  # fmt: skip
from portal.pages.catalogue import client_strings
from portal.pages.context import Context, Edition, Planned
from portal.pages.model import Page
from portal.pages.related import RelatedDocument, relations
from portal.pages.search_entries import declare_entries, search_index
from portal.search.build import SearchIndex
from portal.search.kept import KeptRows

PAGE_TYPES: tuple[Callable[[Context], Iterator[Planned]], ...] = (
    home.pages,
    catalogue.pages,
    topics.pages,
    reader.pages,
    training.pages,
    learning.pages,
    courses.pages,
    form.pages,
    acts.pages,
    regions.pages,
    organisations.pages,
    glossary.pages,
    contests.pages,
    journal.pages,
    follow_up.pages,
    status.pages,
    offline.pages,
    lists.pages,
    compare.pages,
    privacy.pages,
    document.pages,
    pairs.pages,
    ordinary.pages,
    moved.pages,
)
"""What plans the pages of each type, in the order in which they are made; the page of the search is made last."""

SHARED: tuple[Callable[[Any, Any], object], ...] = (
    acts.replaced,
    facets.common, facets.facet_in, facets.facets_of, facets.uncounted_facets,
    catalogue.is_short, catalogue.short_notes, home.weeks, home.facts_said,
    regions.nowhere, regions.places, regions.by_district, regions.of_oblast,
    follow_up.followed_by, follow_up.by_addressee,
    contests.won, journal.by_page, journal.sources_of, journal.made_from,
    *pairs.SHARED,
    lessons.of_course, courses.courses, status.standing_of,
    organisations.parts_in, organisations.parts, organisations.part_of,
)  # fmt: skip
"""What makes cells that several pages read."""


@dataclass(frozen=True)
class SearchFacts:
    """What is known of the search index of a language without making it."""

    manifest: str
    hashes: Mapping[str, bytes]
    """Of what its files are made from, by their path below the index's folder."""
    stamps: Mapping[str, str]
    """Of their content, where it belongs in the name (:func:`hashed_name`)."""


class Site(Context):
    """All pages of one language, its menu and its search index."""

    def __init__(
        self,
        portal: Portal,
        lang: Lang,
        edition: Edition,
        related: Mapping[str, tuple[RelatedDocument, ...]],
        store: Store | None = None,
    ) -> None:
        super().__init__(portal, lang, edition, related, store)
        for make in SHARED:
            self.shared(make)
        declare_entries(self)
        self._search = self.cells.derived("search", self._make_search, heavy=True)
        self._index: SearchIndex | None = None
        self.cells.derived("page", self._make, kept=False)
        self._plan: dict[tuple[str, ...], Planned] = {}
        self.describe: Callable[[Page], str] = lambda _: ""
        """What makes the description of a page for programs; it may read cells like the page itself."""

    search_rows: KeptRows | None = None
    """What an earlier build has left of the search index; none to make it anew."""

    @property
    def search(self) -> SearchIndex:
        """The search index of this language."""
        self._search("")
        return self._index or self._make_index()  # none: what was known of it holds

    @property
    def search_facts(self) -> SearchFacts:
        """What is known of it."""
        found: SearchFacts = self._search("")
        return found

    def _make_search(self, _: object) -> SearchFacts:
        index = self._make_index()
        hashes = {name: made_from.encode() for name, made_from in index.inputs.items()}
        return SearchFacts(index.manifest, hashes, index.stamps)

    def _make_index(self) -> SearchIndex:
        self._index = search_index(self, self.search_rows)
        return self._index

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Every page of this language, documents last."""
        return tuple(self.page_of(item) for item in self.plan())

    @cached_property
    def ordinary(self) -> Mapping[str, Page]:
        """The ordinary pages that are there in this language, by the file of their text."""
        made = (ordinary.page(self, slug) for slug in self.portal.pages)
        return {page.source: page for page in made if page.source and page.template == "page"}

    def plan(self) -> Iterator[Planned]:
        """Every page that is to be made."""
        for plan in PAGE_TYPES:
            yield from plan(self)
        yield Planned("search", search_page)

    def address_of(self, planned: Planned) -> str:
        """Where a page lies in the site."""
        return address(self.lang, planned.key)

    def digest_of(self, planned: Planned) -> bytes:
        """A hash of a page and of what it is described by. The page is made for that only if it must be."""
        self._plan[planned.name] = planned
        return self.cells.digest("page", planned.name)

    def known_digest(self, planned: Planned) -> bytes | None:
        """The same if it can be told without making the page or the search index."""
        self._plan[planned.name] = planned
        return self.cells.known("page", planned.name)

    def made(self, planned: Planned) -> tuple[Page, str]:
        """A page, and its description for programs."""
        self._plan[planned.name] = planned
        found: tuple[Page, str] = self.cells.read("page", planned.name)
        self.cells.forget("page", planned.name)
        return found

    def page_of(self, planned: Planned) -> Page:
        """A page."""
        return self.made(planned)[0]

    def _make(self, name: tuple[str, ...]) -> tuple[Page, str]:
        planned = self._plan[name]
        page = planned.make(self, *planned.words)
        return page, self.describe(page)

    def show_only(self, key: str) -> bool:
        """Make the page of one document and nothing else, for its preview; whether there is such a document."""
        plans = (*document.pages(self), *ordinary.pages(self))
        self.pages = tuple(self.page_of(item) for item in plans if item.key == key)
        return bool(self.pages)

    def catalogue_words(self) -> dict[str, object]:
        """The words that the scripts of the catalogue and of the search need."""
        return client_strings(self.words)


def search_page(context: Site) -> Page:
    """The page of the search."""
    return search.page(context, context.search_facts.manifest)


Stores = Callable[[str], Store]
"""What gives the store of the cells of a language, or of all of them for an empty name."""


def build_sites(portal: Portal, edition: Edition, stores: Stores | None = None) -> dict[Lang, Site]:
    """The sites of both languages; what does not depend on the language is worked out once.

    ``stores``: where cells of an earlier build are.
    """
    related = relations(portal, stores("") if stores else None)
    return {lang: Site(portal, lang, edition, related, stores(lang) if stores else None) for lang in LANGS}
