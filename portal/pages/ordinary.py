"""An ordinary page: about, how to use and contribute, and the like."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from portal.content.documents import OrdinaryPage
from portal.pages.context import Context
from portal.pages.model import Link, Page
from portal.pages.notices import Notice, original_link
from portal.pages.texts import edit_address, report_address, text_page
from portal.words.texts import Words


@dataclass(frozen=True)
class PageView:
    """All that an ordinary page shows."""

    lead: Words
    title: Words
    notices: tuple[Notice, ...]
    edit: str | None
    report: str | None
    original: Link | None


def pages(context: Context) -> Iterator[Page]:
    """Every ordinary page."""
    for item in context.portal.pages.values():
        yield page(context, item)


def page(context: Context, item: OrdinaryPage) -> Page:
    """An ordinary page, or the notice that it is missing in this language."""
    template = "page_missing" if item.state(context.lang) == "missing" else "page"
    return text_page(context, item, template, _view(context, item))


def _view(context: Context, document: OrdinaryPage) -> PageView:
    version = document.version(context.lang)
    state = document.state(context.lang)
    notices: tuple[Notice, ...] = ()
    if state == "outdated":
        notices = (Notice("outdated", context.words.t("document.outdated"), original_link(context, document)),)
    return PageView(
        lead=Words(version.summary, version.lang),
        title=Words(version.title, version.lang),
        notices=notices,
        edit=edit_address(context, version),
        report=report_address(context, version),
        original=original_link(context, document),
    )
