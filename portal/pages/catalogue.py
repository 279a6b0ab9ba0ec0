"""The catalogue: static cards with their finder, and words for the client."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from portal.core.records import dataclass
from portal.core.urls import address
from portal.language.languages import others
from portal.model.documents import KINDS, Kind
from portal.pages.context import Cards, Context, Planned
from portal.pages.facets import Finder, finder
from portal.pages.model import Card, Page
from portal.words.interface import Interface

PAGE_SIZE = 50


@dataclass(frozen=True)
class PageLink:
    """A link to a page of the list."""

    number: int
    address: str
    current: bool


@dataclass(frozen=True)
class CatalogueView:
    """One page of a catalogue. ``kind`` is empty in the catalogue of everything."""

    kind: Kind | None
    title: str
    lead: str
    count: str
    cards: tuple[Card, ...]
    finder: Finder
    pages: tuple[PageLink, ...]
    paper: str
    """What of the list is on paper, and how to print all of it."""
    number: int


def folders(kind: Kind | None) -> str:
    """The key of the first page of a kind's catalogue, without number."""
    return "catalogue" if kind is None else f"{kind}s"


def page_key(kind: Kind | None, number: int) -> str:
    """The key of a page: ``practices/index``, ``catalogue/practices-2``, ``catalogue``, ``catalogue/all-2``."""
    if number == 1:
        return "catalogue" if kind is None else f"{folders(kind)}/index"
    return f"catalogue/{'all' if kind is None else folders(kind)}-{number}"


def client_strings(words: Interface) -> dict[str, object]:
    """The words that the client scripts need, in the language of the page. Plural forms go as samples of numbers."""
    return {
        "lang": words.lang,
        **{name: _samples(words, key) for name, key in _COUNTED.items()},
        "others": {lang: _samples(words, f"search.other.{lang}") for lang in others(words.lang)},
        **{key.removeprefix("search.").replace(".", "_"): words.t(key) for key in _CLIENT},
        **{name: words.t(f"catalogue.out.{name}") for name in _OUT},
        "paper": words.t("catalogue.out.paper", range="{range}", all="{all}"),
        "no_cards": words.t("catalogue.none"),
        "strays": words.t("catalogue.strays", values="{values}"),
        "drop_words": words.t("catalogue.words.drop"),
        "clear": words.t("catalogue.filters.clear"),
        "acts": {state: words.t(f"act.status.{state}" if state else "act.badge.unchecked") for state in _TOLD},
        "kinds": {kind: words.t(f"kind.{kind}") for kind in (*KINDS, "page", *_NAMED)},
    }


def _samples(words: Interface, key: str) -> dict[str, str]:
    return {str(n): words.n(key, n) for n in (0, 1, 2, 5)}


#: States of acts that are told beside their names, and that nobody has looked.
_TOLD = ("repealed", "replaced", "suspended", "draft", "")
_OUT = ("copied", "csv_title", "csv_summary", "csv_passport", "csv_address")
_NAMED = ("topic", "act", "term", "organisation", "region")
_COUNTED = {
    "documents": "count.documents",
    "found": "catalogue.found",
    "show": "catalogue.show",
    "suggested": "search.suggested",
}
_CLIENT = (
    "search.none", "search.none.filters", "search.none.hint", "search.none.named", "search.empty", "search.relaxed",
    "search.unknown", "search.repaired", "search.asked", "search.meant", "search.instead", "search.partial",
    "search.lacks", "search.direct", "search.topics", "search.failed", "search.partly", "search.updated",
    "search.loading", "search.unkept", "search.keep",
    "search.more", "search.chip", "search.catalogue", "search.results",
)  # fmt: skip


def box_strings(words: Interface) -> dict[str, object]:
    """The few words of the search field, which stands on every page."""
    return {
        "suggested": _samples(words, "search.suggested"),
        "suggestions": words.t("search.suggestions"),
        "all": words.t("search.all"),
        "highlight": words.t("search.highlight"),
        "clear": words.t("search.highlight.clear"),
    }


def pages(context: Context) -> Iterator[Planned]:
    """The catalogue of everything, then those of the kinds, each as pages of ``PAGE_SIZE`` cards."""
    for kind in (None, *KINDS):
        for number in range(1, _count(_listed(context, kind)) + 1):
            yield Planned(page_key(kind, number), _page, (kind or "", number))


def _listed(context: Context, kind: Kind | None) -> Cards:
    return context.by_kind(kind) if kind else context.listed


def _count(cards: Cards) -> int:
    return max(1, -(-len(cards) // PAGE_SIZE))


def _page(context: Context, of_kind: Kind | Literal[""], number: int) -> Page:
    kind, t = of_kind or None, context.words.t
    cards = _listed(context, kind)
    title = t(f"kinds.{kind}") if kind else t("catalogue.title")
    lead = t(f"catalogue.lead.{kind}") if kind else t("catalogue.lead")
    count = _count(cards)
    first = (number - 1) * PAGE_SIZE
    shown = tuple(cards[first : first + PAGE_SIZE])
    links = tuple(
        PageLink(i, address(context.lang, page_key(kind, i)), i == number) for i in _shown_pages(number, count)
    )
    view = CatalogueView(
        kind=kind,
        title=title,
        lead=lead,
        count=_counted(context, kind, cards),
        cards=shown,
        finder=finder(context, f"kind={kind}" if kind else "", counted=number == 1),
        pages=links if count > 1 else (),
        paper=t("catalogue.out.paper", range=f"{first + 1}–{first + len(shown)}", all=len(cards)),
        number=number,
    )
    page_title = title if number == 1 else f"{title} — {t('catalogue.page', n=number)}"
    return context.page(page_key(kind, number), "catalogue", page_title, lead, view, page_key(kind, 1))


def _counted(context: Context, kind: Kind | None, cards: Cards) -> str:
    """How many there are; of practices the short notes apart."""
    notes = context.of(short_notes, kind) if kind == "practice" else 0
    if not notes:
        return context.words.n("count.documents", len(cards))
    return f"{context.words.n('count.practices', len(cards) - notes)}, {context.words.n('count.short', notes)}"


def short_notes(context: Context, kind: str) -> int:
    """How many documents of a kind are short notes."""
    return sum(context.of(is_short, slug) for slug in context.by_kind(kind).slugs)


def is_short(context: Context, slug: str) -> bool:
    """Whether a document is a short note: of a card that has changed, this seldom has."""
    return not context.cards[slug].full


def _shown_pages(current: int, count: int) -> list[int]:
    """Numbers of pages to link: the first, the last, and those around the current one."""
    return sorted({1, count, *(n for n in range(current - 2, current + 3) if 1 <= n <= count)})
