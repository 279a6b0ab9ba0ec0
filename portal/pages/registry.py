"""All page types, and the pages of one language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from portal.core.caching import Store
from portal.corpus.corpus import Portal
from portal.model.values import LANGS, Lang
from portal.pages import (
    acts,
    catalogue,
    document,
    form,
    glossary,
    home,
    lists,
    moved,
    offline,
    ordinary,
    organisations,
    privacy,
    reader,
    regions,
    search,
    status,
    topics,
    training,
)  # fmt: skip
from portal.pages.catalogue import client_strings
from portal.pages.context import Context, Edition
from portal.pages.model import Page
from portal.pages.related import relate
from portal.pages.search_entries import search_index
from portal.search.analyse import Words as WordCache
from portal.search.build import SearchIndex

PAGE_TYPES: tuple[Callable[[Context], Page | Iterator[Page]], ...] = (
    home.page,
    catalogue.pages,
    topics.pages,
    reader.pages,
    training.page,
    form.page,
    acts.pages,
    regions.pages,
    organisations.pages,
    glossary.page,
    status.page,
    offline.page,
    lists.page,
    privacy.page,
    moved.not_found,
    document.pages,
    ordinary.pages,
    moved.redirects,
)
"""What makes the pages of each type, in the order in which they are made; the page of the search is made last."""


class Site(Context):
    """All pages of one language, its menu and its search index."""

    @cached_property
    def word_cache(self) -> WordCache:
        """What the search has word_cache of words, here or in an earlier build; it grows while the index is made."""
        return {}

    store: Store | None = None
    """Where the index of an earlier build is, and this one is put; none to make it anew."""

    @cached_property
    def search(self) -> SearchIndex:
        """The search index of this language."""
        return search_index(self, self.word_cache, self.store)

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Every page of this language, documents last."""
        return tuple(self.each_page())

    @cached_property
    def ordinary(self) -> Mapping[str, Page]:
        """The ordinary pages that are there in this language, by the file of their text."""
        made = (page for page in ordinary.pages(self) if page.template == "page")
        return {page.source: page for page in made if page.source}

    def each_page(self) -> Iterator[Page]:
        """The same, one after the other: together they would take as much memory again as all that they are made of."""
        for make in PAGE_TYPES:
            made = make(self)
            if isinstance(made, Page):
                yield made
            else:
                yield from made
        yield search.page(self, self.search.manifest)

    def show_only(self, key: str) -> bool:
        """Make the page of one document and nothing else, for its preview; whether there is such a document."""
        found = [
            *(document.page(self, item) for item in self.portal.documents.values() if item.key == key),
            *(ordinary.page(self, item) for item in self.portal.pages.values() if item.key == key),
        ]
        self.pages = tuple(found)
        return bool(found)

    def catalogue_words(self) -> dict[str, object]:
        """The words that the scripts of the catalogue and of the search need."""
        return client_strings(self.words)


def build_sites(portal: Portal, edition: Edition) -> dict[Lang, Site]:
    """The sites of both languages; what does not depend on the language is worked out once."""
    related = relate(portal.content, portal.reference)
    return {lang: Site(portal, lang, edition, related) for lang in LANGS}
