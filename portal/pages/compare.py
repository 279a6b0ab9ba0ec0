"""The page on which practices stand side by side. Which ones says its address, which only the browser knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from portal.core.records import dataclass
from portal.core.urls import address
from portal.pages.context import Context, Planned
from portal.pages.model import Page

_WORDS = ("title_row", "summary_row", "none", "remove", "loading", "gone", "more", "one")


@dataclass(frozen=True)
class CompareView:
    """The words for the script, and where practices are to be found."""

    words: dict[str, str]
    practices: str


def pages(_: Context) -> Iterator[Planned]:
    """The page."""
    yield Planned("compare", page)


def page(context: Context) -> Page:
    """The page in the language of ``context``."""
    t = context.words.t
    words = {name: t(f"compare.{name}") for name in _WORDS} | {"copied": t("catalogue.out.copied")}
    view = CompareView(words, address(context.lang, "practices/index"))
    made = context.page("compare", "compare", t("compare.title"), t("compare.lead"), view)
    return replace(made, indexed=False)
