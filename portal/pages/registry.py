"""All page types, and the pages of one language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property

from portal.corpus.corpus import Portal
from portal.model.documents import FOLDERS, KINDS
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
    reader,
    regions,
    search,
    status,
    topics,
    training,
)  # fmt: skip
from portal.pages.catalogue import client_strings
from portal.pages.context import Context, Edition
from portal.pages.model import Link, Page
from portal.pages.related import relate
from portal.pages.search_entries import search_index
from portal.search.analyse import Words as WordsLearnt
from portal.search.build import SearchIndex

MENU = ("index", *(f"{FOLDERS[kind]}/index" for kind in KINDS), "topics/index", "acts/index", "regions/index",
        "glossary", "about")  # fmt: skip

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
    moved.not_found,
    document.pages,
    ordinary.pages,
    moved.redirects,
)
"""What makes the pages of each type, in the order in which they are made; the page of the search is made last."""


class Site(Context):
    """All pages of one language, its menu and its search index."""

    @cached_property
    def learnt(self) -> WordsLearnt:
        """What the search has learnt of words, here or in an earlier build; it grows while the index is made."""
        return {}

    @cached_property
    def search(self) -> SearchIndex:
        """The search index of this language."""
        return search_index(self, self.learnt)

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Every page of this language, documents last."""
        return tuple(self.each_page())

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
        """Make the page of one document and nothing else, for its preview; whether there is such a document.

        The sections of the menu are there by their names only.
        """
        found = [
            *(document.page(self, item) for item in self.portal.documents.values() if item.key == key),
            *(ordinary.page(self, item) for item in self.portal.pages.values() if item.key == key),
        ]
        sections = [self.page(name, "page", title, title, None) for title, name in self.menu() if name != key]
        self.pages = (*sections, *found)
        return bool(found)

    def menu(self) -> list[tuple[str, str]]:
        """Sections of the navigation: title and key."""
        keys = [key for key in MENU if key != "about" or "about" in self.portal.pages]
        return [(self.words.t("menu.home" if key == "index" else f"menu.{key.split('/')[0]}"), key) for key in keys]

    def sections(self) -> tuple[Link, ...]:
        """Sections of the navigation as links."""
        return tuple(self.link(key, title) for title, key in self.menu())

    def catalogue_words(self) -> dict[str, object]:
        """The words that the scripts of the catalogue and of the search need."""
        return client_strings(self.words)


def build_sites(portal: Portal, edition: Edition) -> dict[Lang, Site]:
    """The sites of both languages; what does not depend on the language is worked out once."""
    related = relate(portal.content, portal.reference)
    return {lang: Site(portal, lang, edition, related) for lang in LANGS}
