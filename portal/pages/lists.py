"""The page of the reader's own list. What is on it only the reader's browser knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from portal.core.records import dataclass
from portal.core.urls import address
from portal.language.languages import others
from portal.model.values import Lang
from portal.pages.context import Context, Planned
from portal.pages.model import Page
from portal.words.interface import Interface

MOST = 200
"""How many documents a list may have: the same number as in ``my-list.js``."""

_WORDS = {
    "unknown": "list.unknown", "waiting": "list.waiting", "up": "list.up", "down": "list.down",
    "remove": "list.remove", "removed": "list.removed", "moved": "list.moved", "cleared": "list.cleared",
    "copied": "list.copied", "imported": "list.imported", "none": "list.import.none", "large": "list.import.large",
    "loading": "list.loading", "failed": "list.failed", "list": "list.title", "sources": "document.sources",
    "unread": "list.import.unread", "saved": "onefile.saved", "cannot": "onefile.failed",
}  # fmt: skip


@dataclass(frozen=True)
class ListView:
    """The words for the script, the address of the site if it has one, and where to find documents."""

    words: dict[str, str]
    address: str
    catalogue: str
    langs: tuple[Lang, ...]
    """The language of the page, then the others, in which texts can be had."""


def list_view(words: Interface, site: str | None, catalogue: str) -> ListView:
    """The view in the language of ``words``; placeholders stay for the script to fill in."""
    found = {name: words.t(key) for name, key in _WORDS.items()} | {"full": words.t("list.full", n=MOST)}
    return ListView(found, site or "", catalogue, (words.lang, *others(words.lang)))


def pages(_: Context) -> Iterator[Planned]:
    """The page."""
    yield Planned("list", page)


def page(context: Context) -> Page:
    """The page in the language of ``context``."""
    t = context.words.t
    view = list_view(context.words, context.portal.settings.address, address(context.lang, "catalogue"))
    made = context.page("list", "list", t("list.title"), t("list.lead"), view)
    return replace(made, indexed=False)
