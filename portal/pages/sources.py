"""The sources of a document, as its page and every page that repeats its text list them."""

from __future__ import annotations

from collections.abc import Iterable

from portal.content.documents import Document
from portal.core.records import dataclass
from portal.pages.context import Context
from portal.pages.journal import item_of
from portal.pages.model import Link
from portal.words.texts import Words


@dataclass(frozen=True)
class SourceView:
    """A source as the page lists it."""

    title: Words
    lang: str
    url: str | None
    publisher: str
    date: str
    accessed: str
    language: str
    journal: Link | None
    """Its issue and rubric, where it is an item of the journal that the portal knows."""


def sources(context: Context, document: Document) -> Iterable[SourceView]:
    """The sources as the page lists them."""
    for source in document.meta.sources:
        date = context.words.date(source.date) if source.date else ""
        journal = item_of(context, source.url)
        yield SourceView(
            title=Words(source.title, context.lang),
            lang=source.language,
            url=source.url,
            publisher=source.publisher or "",
            date="" if journal and date in journal.title.text else date,  # the line of the journal says it
            accessed=context.words.t("document.accessed", date=context.words.date(source.accessed)),
            language=context.words.t(f"lang.in.{source.language}") if source.language != context.lang else "",
            journal=journal,
        )
