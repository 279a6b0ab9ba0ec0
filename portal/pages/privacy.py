"""The page that lists what the reader's browser keeps of the portal, with a button that removes all of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from portal.core.records import dataclass
from portal.pages.context import Context, Planned
from portal.pages.model import Page

_WORDS = ("now.yes", "now.no", "removed", "failed")


@dataclass(frozen=True)
class StoredEntry:
    """One kind of thing that is kept. ``name`` begins the names of its entries in the ``store`` of the browser."""

    id: str
    store: Literal["localStorage", "CacheStorage"]
    name: str


KEPT = (
    StoredEntry("list", "localStorage", "portal-list"),
    StoredEntry("ticks", "localStorage", "portal-ticks:"),
    StoredEntry("learning", "localStorage", "portal-learning"),
    StoredEntry("scheme", "localStorage", "portal-scheme"),
    StoredEntry("drafts", "localStorage", "portal-form:"),
    StoredEntry("pages", "CacheStorage", "portal "),
    StoredEntry("off", "localStorage", "portal-offline-off "),
)
"""All of it: the page shows and removes by this list, and a test holds it against what a visit leaves behind."""


@dataclass(frozen=True)
class PrivacyView:
    """The list, and the words for the script."""

    kept: tuple[StoredEntry, ...]
    words: dict[str, str]


def pages(_: Context) -> Iterator[Planned]:
    """The page."""
    yield Planned("privacy", page)


def page(context: Context) -> Page:
    """The page in the language of ``context``."""
    t = context.words.t
    view = PrivacyView(KEPT, {name: t(f"privacy.{name}") for name in _WORDS})
    return replace(context.page("privacy", "privacy", t("privacy.title"), t("privacy.lead"), view), indexed=False)
