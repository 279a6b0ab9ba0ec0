"""The finder of a list of documents: facets with counts and orders, and which of them a page has."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace

from pydantic import BaseModel

from portal.core.problems import message_lang_of
from portal.core.records import dataclass
from portal.model.documents import KINDS, MODELS
from portal.model.fields import Shown, choices_of, fields_of
from portal.pages.bands import BOUNDS, CEILINGS, bands
from portal.pages.context import Cards, Context
from portal.pages.drawings import Drawing, blank
from portal.pages.model import Facet, FacetValue
from portal.reference.load import ReferenceData
from portal.words.acts import act_details, act_title
from portal.words.interface import Interface
from portal.words.labels import label

FEWEST = 12
"""How many documents of the portal have a value of a field before its facet is shown and lists can be sorted by it."""
LEAST = 8
"""From how many documents on the list of a topic, a region or an act has a finder."""


@dataclass(frozen=True)
class Finder:
    """What a page with a list of documents offers to find some of them."""

    facets: tuple[Facet, ...]
    orders: tuple[tuple[str, str], ...]
    """Orders of the list with their words, the one that it has first."""
    fixed: str = ""
    """What the page is about, as ``facet=value``: it holds for every list on it."""
    blank: Drawing | None = None
    """What drawings of cards are made of."""

    @property
    def ceilings(self) -> tuple[FacetValue, ...]:
        """Bounds of the whole cost for one touch: those that some document of the list keeps."""
        there = (value for facet in self.facets if facet.id == "cost" for value in facet.values)
        return tuple(value for value in there if value.id in map(str, CEILINGS))


def finder(context: Context, scope: str, first: str = "newest", counted: bool = True) -> Finder:
    """The finder of a list; ``first`` is the order that the list has."""
    t = context.words.t
    shown = context.of(facets_of if counted else uncounted_facets, scope)
    names = dict.fromkeys((first, "newest", "year", "title"))
    orders = [(name, t("search.sort.relevance" if name == "relevance" else f"catalogue.sort.{name}")) for name in names]
    sorting = {name for name, (_, declared) in _declared().items() if declared.sorts} | set(BOUNDS)
    orders += [(facet.id, sort_name(context.words, facet.id, facet.name)) for facet in shown if facet.id in sorting]
    return Finder(shown, tuple(orders), scope if "=" in scope else "", blank(context.data))


def sort_name(words: Interface, name: str, told: str) -> str:
    """What an order by the facet ``name``, ``told`` so, is called: «сначала недорогие» where there are words for it."""
    key = f"catalogue.sort.{name}"
    return words.t(key) if words.has(key) else words.t("catalogue.sort.by", name=told)


def finder_beside(context: Context, scope: str) -> Finder | None:
    """The finder of a page that is about something else than its list; none where the list is short."""
    return finder(context, scope) if len(cards_of(context, scope)) >= LEAST else None


def cards_of(context: Context, scope: str) -> Cards:
    """The documents of a list: all (empty, or ``search``), those with a value of a facet (``topic=roads``)."""
    facet, _, value = scope.partition("=")
    if not value:
        return context.listed
    return context.list_of(context.naming(value)) if facet == "cited" else context.with_value(facet, value)


def facets_of(context: Context, scope: str) -> tuple[Facet, ...]:
    """The facets of a list, but for what the page itself is about."""
    facet, _, value = scope.partition("=")
    itself = {"act" if facet == "cited" else facet} if value else set()
    names = context.of(common, "") - itself
    found = tuple(context.of(facet_in, (scope, name)) for name in FACETS if name in names)
    found = tuple(one for one in found if one.values)
    if value and facet != "kind":  # what all have tells nothing apart
        found = tuple(one for one in found if len(one.values) > 1)
    return found


def uncounted_facets(context: Context, scope: str) -> tuple[Facet, ...]:
    """The same without numbers, for pages of a list after its first: else all of them changed with any document."""
    return tuple(
        replace(facet, values=tuple(replace(value, count=None) for value in facet.values))
        for facet in context.of(facets_of, scope)
    )


def common(context: Context, _: Hashable) -> frozenset[str]:
    """The facets that are worth their place: those of which enough documents have a value."""
    counts = {name: len({slug for some in context.grouped(name).values() for slug in some}) for name in FACETS}
    return frozenset(name for name in FACETS if name in _ALWAYS or counts[name] >= FEWEST)


def facet_in(context: Context, place: tuple[str, str]) -> Facet:
    """A facet of a list (``scope``, ``facet``) with the values that occur, each with its count; the client recounts
    while filtering.
    """
    scope, name = place
    words, order = context.words, FACETS[name]
    label, counts = _labels(name, context.data, words), _counts(context, scope, name)
    ids = (
        [item for item in order(counts) if item in counts]
        if order
        else sorted(counts, key=lambda v: words.sort(label(v)))
    )
    return Facet(name, _title(name, words), tuple(FacetValue(v, label(v), counts[v]) for v in ids), name in BOUNDS)


def _counts(context: Context, scope: str, name: str) -> dict[str, int]:
    """How many documents of a list have each value."""
    groups = context.grouped(name)
    if not scope:
        return {value: len(slugs) for value, slugs in groups.items()}
    inside = set(cards_of(context, scope).slugs)
    if scope == "search":  # what is found exists in the language
        inside.difference_update(context.grouped("translation").get("missing", ()))
    counts = {value: sum(map(inside.__contains__, slugs)) for value, slugs in groups.items()}
    return {value: count for value, count in counts.items() if count}


def _declared() -> dict[str, tuple[str, Shown]]:
    """The facets that fields declare: name → the field and what it declares, in their order."""
    found: dict[str, tuple[str, Shown]] = {}
    for kind in KINDS:
        for field, declared in fields_of(MODELS[kind]).items():
            if declared.facet:
                found.setdefault(declared.facet[0], (field, declared))
    return dict(sorted(found.items(), key=lambda item: (item[1][1].facet or ("", 0))[1]))


def _model_with(field: str) -> type[BaseModel]:
    """A kind that has the field."""
    return next(MODELS[kind] for kind in KINDS if field in MODELS[kind].model_fields)


def _order_of(field: str) -> _Order:
    """The values as the type of the field names them."""
    choices = choices_of(_model_with(field), field)
    return lambda _there: choices


_Order = Callable[[Iterable[str]], Sequence[str]]
"""What puts the values that occur into their order; it may name others beside them."""
_DERIVED: Mapping[str, tuple[int, _Order]] = {
    "kind": (0, lambda _there: KINDS),
    "year": (30, lambda there: sorted(there, reverse=True)),
    "settlement": (25, lambda _there: ("city", "aiyl-aimak")),
    "cost": (42, lambda _there: bands("cost")),
    "own": (43, lambda _there: bands("own")),
    "each": (44, lambda _there: bands("each")),
    "translation": (90, lambda _there: ("original", "current", "outdated", "missing")),
}
"""Facets that no field declares, with their place and the order of their values."""

FACETS: Mapping[str, _Order | None] = {
    name: order
    for _, name, order in sorted(
        [
            *((place, name, order) for name, (place, order) in _DERIVED.items()),
            *(
                (declared.facet[1], name, _order_of(field) if declared.sorts else None)
                for name, (field, declared) in _declared().items()
                if declared.facet
            ),
        ],
        key=lambda item: item[0],
    )
}
"""All facets in the order in which they are shown, each with the order of its values where that is not the alphabet."""
_ALWAYS = frozenset({*_DERIVED, "topic", "oblast"}) - {"settlement", *BOUNDS}


def _labels(name: str, data: ReferenceData, words: Interface) -> Callable[[str], str]:
    """What gives the words for a value of a facet."""
    if name == "kind":
        return lambda value: words.t(f"kinds.{value}")
    if name in {"translation", "settlement", *BOUNDS}:
        return lambda value: words.t(f"{name}.{value}")
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
    return label(_model_with(field), field).name[message_lang_of(words.lang)]


def _act_name(name: str, data: ReferenceData, words: Interface) -> str:
    act = data.acts[name]
    return f"{act_title(act, words).text} ({act_details(act, words)})"
