"""The page of the search."""

from __future__ import annotations

from dataclasses import replace

from portal.core.built import built_name
from portal.core.records import dataclass
from portal.core.urls import address
from portal.pages.context import Context
from portal.pages.facets import Finder, finder
from portal.pages.model import Page, TopicTile
from portal.pages.topics import tiles_of_topics


@dataclass(frozen=True)
class SearchView:
    """The page of the search: the finder of everything, and what its scripts start from."""

    finder: Finder
    catalogue: str
    topics: tuple[TopicTile, ...]
    manifest: str
    """The manifest of the index, inline: one journey to the server less."""
    folder: str


def page(context: Context, manifest: str) -> Page:
    """``manifest``: of the search index of this language."""
    t = context.words.t
    view = SearchView(
        finder=finder(context, "search", "relevance"),
        catalogue=address(context.lang, "catalogue"),
        topics=tuple(tile for tile in tiles_of_topics(context) if tile.count),
        manifest=manifest,
        folder=built_name(f"search/{context.lang}/"),
    )
    made = context.page("search", "search", t("search.title"), t("search.lead"), view)
    return replace(made, indexed=False)
