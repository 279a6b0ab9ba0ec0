"""What a mayor asks first of a practice: for how many, at which cost, how much of it their own, how long it took."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from portal.content.documents import Document
from portal.core.records import dataclass
from portal.model.costs import Amount, Costs, cost_each, costs_of, counting, own_part, own_sums, reached, total_figure
from portal.model.documents import Practice
from portal.model.practice_parts import PracticeFigure
from portal.pages.bands import own_bodies
from portal.pages.context import Context
from portal.pages.passport import payer_name
from portal.pages.values import amount, figure_value, item_words
from portal.words.texts import Words

NBSP = "\u00a0"


@dataclass(frozen=True)
class Said:
    """A value: what it is a number of, whether a source says it or the portal has worked it out, and which source."""

    value: str
    basis: str = ""
    words: Words | None = None
    note: str = ""
    sources: tuple[int, ...] = ()


@dataclass(frozen=True)
class BriefRow:
    """The answer to one question; none where ``items`` is empty."""

    id: str
    label: str
    items: tuple[Said, ...]


@dataclass(frozen=True)
class Payer:
    """A payer in the bar: position and width in per cent, ``shade`` from 0; ``rest``: of whom nobody says who it is."""

    words: Words
    note: str
    value: str
    share: str
    start: float
    width: float
    shade: int
    basis: str = ""
    sources: tuple[int, ...] = ()
    rest: bool = False


SHADES = 4


def brief(context: Context, document: Document, meta: Practice) -> tuple[BriefRow, ...]:
    """The questions in their order, each with what is known."""
    t = context.words.t
    costs = costs_of(meta.figures)
    served = next(iter(reached(meta.figures)), None)
    each = f"brief.each.{served.unit}" if served else "brief.each.people"
    lasted = tuple(_figures(context, document, counting(meta.figures, "time")))
    found = (
        ("reached", "brief.reached", _figures(context, document, reached(meta.figures))),
        ("total", "brief.total", _total(context, document, meta, costs)),
        ("own", "brief.own", _own(context, document, meta, costs)),
        ("each", each, _amounts(context, meta, cost_each(costs, meta.figures))),
        ("time", "brief.time" if lasted else "brief.when", lasted or _period(context, meta)),
    )
    return tuple(BriefRow(name, t(label), tuple(items)) for name, label, items in found)


def payers(context: Context, document: Document, meta: Practice) -> tuple[Payer, ...]:
    """The segments of the bar of who paid, as wide as their part of the total."""
    costs = costs_of(meta.figures)
    whole = sum(one.part for one in costs.payments) + costs.rest or 1
    found, start = [], 0.0
    for number, one in enumerate(costs.payments):
        width = round(100 * one.part / whole, 2)
        words = item_words(document, context.lang, "figures", one.figure.id, one.figure.label)
        value, basis = _value(context, one.amount), _basis(context, one.amount)
        payer = payer_name(context, one.figure, meta.year)
        note = payer if payer.casefold() not in words.text.casefold() else ""
        sources = _sources(meta, one.amount.sources)
        found.append(
            Payer(words, note, value, _percent(context, one.part), start, width, number % SHADES, basis, sources)
        )
        start = round(start + width, 2)
    if costs.rest > 0.005 and costs.total:
        rest = Amount(costs.total.value * costs.rest, costs.total.unit, None, costs.total.approximate, True)
        label = Words(context.words.t("payers.rest"), context.lang)
        share = _percent(context, costs.rest)
        width = round(100 - start, 2)
        found.append(Payer(label, "", _value(context, rest), share, start, width, 0, _basis(context, rest), (), True))
    return tuple(found)


def _figures(context: Context, document: Document, figures: Sequence[PracticeFigure]) -> Iterator[Said]:
    for figure in figures:
        words = item_words(document, context.lang, "figures", figure.id, figure.label)
        basis = context.words.t(f"basis.{figure.basis}")
        value = figure_value(figure, context.words).replace(" ", NBSP)
        assert isinstance(document.meta, Practice)
        payer = payer_name(context, figure, document.meta.year)
        note = context.words.t("passport.payer", name=payer) if payer else ""
        yield Said(value, basis, words, note, _sources(document.meta, tuple(figure.sources)))


def _total(context: Context, document: Document, meta: Practice, costs: Costs) -> Iterator[Said]:
    figure = total_figure(meta.figures)
    if figure:
        yield from _figures(context, document, (figure,))
    elif costs.total:
        yield from _amounts(context, meta, costs.total)


def _own(context: Context, document: Document, meta: Practice, costs: Costs) -> Iterator[Said]:
    own = own_bodies(context.data)
    yield from _figures(context, document, own_sums(meta.figures, own))
    found = own_part(costs, own)
    if found:
        told, part = found
        for said in _amounts(context, meta, told):
            yield Said(said.value, said.basis, None, _percent(context, part), said.sources)


def _amounts(context: Context, meta: Practice, told: Amount | None) -> Iterator[Said]:
    if told:
        yield Said(_value(context, told), _basis(context, told), None, "", _sources(meta, told.sources))


def _period(context: Context, meta: Practice) -> Iterator[Said]:
    """The years, where no figure says how long it took; the end of a plan is none, nor one that nobody told."""
    period = meta.period
    ended = meta.status not in {"planned", "unknown-end"}
    if ended and period.start and period.end:
        yield Said(context.words.years(period.start, period.end), context.words.t("basis.stated"))


def _value(context: Context, told: Amount) -> str:
    return amount(context.words, told.unit, told.value, told.to, told.approximate).replace(" ", NBSP)


def _basis(context: Context, told: Amount) -> str:
    return context.words.t("basis.derived" if told.derived else "basis.stated")


def _percent(context: Context, part: float) -> str:
    value = 100 * part
    return context.words.n("unit.percent", round(value) if value >= 1 else round(value, 1)).replace(" ", NBSP)


def _sources(meta: Practice, numbers: tuple[int, ...]) -> tuple[int, ...]:
    """The sources; of a document with one source everything is from that one."""
    return numbers or ((1,) if len(meta.sources) == 1 else ())
