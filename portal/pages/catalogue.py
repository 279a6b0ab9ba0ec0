"""The catalogue and the page of the search: static cards, facets with counts, and words for the client."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from portal.core.problems import message_lang_of
from portal.core.urls import address
from portal.language.languages import others
from portal.model.documents import KINDS, MODELS, Kind
from portal.model.fields import Shown, fields_of
from portal.pages.context import Cards, Context, Planned
from portal.pages.model import Card, Facet, FacetValue, Page
from portal.reference.load import ReferenceData
from portal.words.acts import act_details, act_title
from portal.words.interface import Interface
from portal.words.labels import label

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
    facets: tuple[Facet, ...]
    pages: tuple[PageLink, ...]
    number: int


def facets(
    cards: Sequence[Card], data: ReferenceData, words: Interface, with_kind: bool, searched: bool = False
) -> tuple[Facet, ...]:
    """Facets with the values that occur, each with its count; the client recounts while filtering.

    ``searched``: of the documents that the search finds, those that exist in the language.
    """
    if searched:
        cards = [card for card in cards if card.state != "missing"]
    found = [
        _facet(name, cards, words, label=_labels(name, data, words), order=order(cards) if order else None)
        for name, order in FACETS.items()
        if name != "kind" or with_kind
    ]
    return tuple(facet for facet in found if facet.values)


def _years(cards: Sequence[Card]) -> list[str]:
    return sorted({year for card in cards for year in card.facets["year"]}, reverse=True)


def _declared() -> dict[str, tuple[str, Shown]]:
    """The facets that fields declare: name → the field and what it declares, in their order."""
    found: dict[str, tuple[str, Shown]] = {}
    for kind in KINDS:
        for field, declared in fields_of(MODELS[kind]).items():
            if declared.facet:
                found.setdefault(declared.facet[0], (field, declared))
    return dict(sorted(found.items(), key=lambda item: (item[1][1].facet or ("", 0))[1]))


_Order = Callable[[Sequence[Card]], Sequence[str]]
_DERIVED: Mapping[str, tuple[int, _Order]] = {
    "kind": (0, lambda _cards: KINDS),
    "year": (30, _years),
    "translation": (90, lambda _cards: ("original", "current", "outdated", "missing")),
}
"""Facets that no field declares, with their place and the order of their values."""

FACETS: Mapping[str, _Order | None] = {
    name: order
    for _, name, order in sorted(
        [
            *((place, name, order) for name, (place, order) in _DERIVED.items()),
            *((declared.facet[1], name, None) for name, (_, declared) in _declared().items() if declared.facet),
        ],
        key=lambda item: item[0],
    )
}
"""All facets in the order in which they are shown, each with the order of its values where that is not the alphabet."""


def _labels(name: str, data: ReferenceData, words: Interface) -> Callable[[str], str]:
    """What gives the words for a value of a facet."""
    if name == "kind":
        return lambda value: words.t(f"kinds.{value}")
    if name == "translation":
        return lambda value: words.t(f"translation.{value}")
    if name == "topic":
        return lambda value: data.topics[value].title.get(words.lang)
    if name == "oblast":
        return lambda value: data.oblasts[value].title.get(words.lang)
    if name == "act":
        return lambda value: _act_name(value, data, words)
    declared = _declared().get(name)
    prefix = declared[1].choices if declared else ""
    return lambda value: words.t(f"{prefix}.{value}") if prefix else value


def _title(name: str, words: Interface) -> str:
    """The words for a facet, or what its field is called everywhere else."""
    key = f"facet.{name}"
    if words.has(key):
        return words.t(key)
    field, _ = _declared()[name]
    model = next(MODELS[kind] for kind in KINDS if field in MODELS[kind].model_fields)
    return label(model, field).name[message_lang_of(words.lang)]


def _act_name(name: str, data: ReferenceData, words: Interface) -> str:
    act = data.acts[name]
    return f"{act_title(act, words).text} ({act_details(act, words)})"


def _facet(
    name: str, cards: Sequence[Card], words: Interface, label: Callable[[str], str], order: Sequence[str] | None
) -> Facet:
    counts: Counter[str] = Counter()
    for card in cards:
        counts.update(card.facets.get(name, ()))
    ids = [item for item in order if item in counts] if order else sorted(counts, key=lambda v: words.sort(label(v)))
    return Facet(name, _title(name, words), tuple(FacetValue(v, label(v), counts[v]) for v in ids))


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
        "no_cards": words.t("catalogue.none"),
        "drop_words": words.t("catalogue.words.drop"),
        "clear": words.t("catalogue.filters.clear"),
        "repealed": words.t("act.status.repealed"),
        "kinds": {kind: words.t(f"kind.{kind}") for kind in (*KINDS, "page", *_NAMED)},
    }


def _samples(words: Interface, key: str) -> dict[str, str]:
    return {str(n): words.n(key, n) for n in (0, 1, 2, 5)}


_NAMED = ("topic", "act", "term", "organisation", "region")
_COUNTED = {
    "documents": "count.documents",
    "found": "catalogue.found",
    "suggested": "search.suggested",
}
_CLIENT = (
    "search.none", "search.none.filters", "search.none.hint", "search.empty", "search.relaxed",
    "search.unknown", "search.repaired", "search.asked", "search.meant", "search.instead", "search.partial",
    "search.direct", "search.topics", "search.failed", "search.partly", "search.updated", "search.loading",
    "search.unkept", "search.keep",
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


def facets_of(context: Context, kind: str) -> tuple[Facet, ...]:
    """The facets of a kind, of everything, or of what the search finds."""
    cards = context.listed if kind in {"", "search"} else context.by_kind(kind)
    return facets(cards, context.data, context.words, kind in {"", "search"}, searched=kind == "search")


def uncounted_facets(context: Context, kind: str) -> tuple[Facet, ...]:
    """The same without numbers, for pages of a list after its first: else all of them changed with any document."""
    return tuple(
        replace(facet, values=tuple(replace(value, count=None) for value in facet.values))
        for facet in context.of(facets_of, kind)
    )


def _page(context: Context, of_kind: Kind | Literal[""], number: int) -> Page:
    kind, t = of_kind or None, context.words.t
    cards = _listed(context, kind)
    title = t(f"kinds.{kind}") if kind else t("catalogue.title")
    lead = t(f"catalogue.lead.{kind}") if kind else t("catalogue.lead")
    count = _count(cards)
    first = (number - 1) * PAGE_SIZE
    links = tuple(
        PageLink(i, address(context.lang, page_key(kind, i)), i == number) for i in _shown_pages(number, count)
    )
    view = CatalogueView(
        kind=kind,
        title=title,
        lead=lead,
        count=context.words.n("count.documents", len(cards)),
        cards=tuple(cards[first : first + PAGE_SIZE]),
        facets=context.of(facets_of if number == 1 else uncounted_facets, of_kind),
        pages=links if count > 1 else (),
        number=number,
    )
    page_title = title if number == 1 else f"{title} — {t('catalogue.page', n=number)}"
    return context.page(page_key(kind, number), "catalogue", page_title, lead, view, page_key(kind, 1))


def _shown_pages(current: int, count: int) -> list[int]:
    """Numbers of pages to link: the first, the last, and those around the current one."""
    return sorted({1, count, *(n for n in range(current - 2, current + 3) if 1 <= n <= count)})
