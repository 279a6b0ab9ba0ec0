"""An ordinary page: about, how to use and contribute, and the like."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from portal.content.documents import OrdinaryPage
from portal.core.problems import Problem
from portal.core.records import dataclass
from portal.corpus.rendered import render_again
from portal.pages.context import Context, Planned
from portal.pages.model import Link, Page
from portal.pages.notices import Notice, original_link
from portal.pages.texts import edit_address, report_address, report_text, text_page
from portal.words.texts import Words


@dataclass(frozen=True)
class PageView:
    """All that an ordinary page shows."""

    lead: Words
    title: Words
    notices: tuple[Notice, ...]
    edit: str | None
    report: str | None
    slip: str
    original: Link | None


def pages(context: Context) -> Iterator[Planned]:
    """Every ordinary page."""
    for slug in context.portal.pages:
        yield Planned(slug, page, (slug,))


def page(context: Context, slug: str) -> Page:
    """An ordinary page, or the notice that it is missing in this language."""
    item = context.portal.pages[slug]
    template = "page_missing" if item.state(context.lang) == "missing" else "page"
    return text_page(context, item, template, _view(context, item))


def with_text(context: Context, made: Page, markdown: str) -> tuple[Page, tuple[Problem, ...]]:
    """The page with another text in the place of its own, as a plugin of the generator has it; with its problems."""
    item = context.whole.pages[made.key.rpartition("/")[2]]
    version = item.version(context.lang)
    if markdown.split() == version.body.split():
        return made, ()
    body, problems = render_again(context.whole, item, context.lang, markdown)
    return replace(made, body=body.html, toc=tuple(body.toc), features=body.features), problems


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
        slip=report_text(context, version),
        original=original_link(context, document),
    )
