"""What a practice cost, who paid it, whom it reached: read out of its figures, or worked out of them.

Nothing is guessed. A figure says with ``counts`` which question it answers. Two habits of the first documents count as
said: a sum of money with the id ``total``, and figures with a payer if they add up to it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from portal.model.practice_parts import MONEY, Counts, PracticeFigure
from portal.model.values import Unit

NEAR = 0.05
"""By so much of the total sums may differ where a source says "about"."""


@dataclass(frozen=True)
class Amount:
    """A number of some unit, how it is known, and the sources that say so."""

    value: float
    unit: Unit
    to: float | None = None
    approximate: bool = False
    derived: bool = False
    sources: tuple[int, ...] = ()


@dataclass(frozen=True)
class Payment:
    """What one payer paid, and which part of the total that is."""

    figure: PracticeFigure
    amount: Amount
    part: float


@dataclass(frozen=True)
class Costs:
    """All that figures say of money. ``rest``: the part of the total of which no source says who paid it."""

    total: Amount | None = None
    payments: tuple[Payment, ...] = ()
    rest: float = 0
    used: frozenset[str] = frozenset()
    """Ids of the figures in which it stands."""


@dataclass(frozen=True)
class Mismatch:
    """Payers that do not add up to the total: the figure of the total, and both numbers."""

    figure: PracticeFigure
    paid: float
    total: float


def counting(figures: Sequence[PracticeFigure], *kinds: Counts) -> tuple[PracticeFigure, ...]:
    """The figures that say that they answer one of these questions."""
    return tuple(figure for figure in figures if figure.counts in kinds)


def total_figure(figures: Sequence[PracticeFigure]) -> PracticeFigure | None:
    """The figure of the whole cost."""
    said = counting(figures, "total")
    habit = [one for one in figures if one.counts is None and one.id == "total" and one.unit in MONEY and not one.payer]
    return next(iter((*said, *habit)), None)


def costs_of(figures: Sequence[PracticeFigure]) -> Costs:
    """The costs, as far as they are known."""
    whole = total_figure(figures)
    paying = _paying(figures, whole)
    total = _stated(whole) if whole else _added(paying)
    if total is None:
        # Shares of an unknown whole, or nothing at all.
        return Costs()
    payments = tuple(_payment(figure, total) for figure in paying)
    paid = sum(one.part for one in payments)
    rest = max(0.0, 1 - paid) if payments and any(one.counts == "part" for one in paying) else 0.0
    used = {figure.id for figure in paying} | ({whole.id} if whole else set())
    return Costs(total, payments, rest, frozenset(used))


def own_part(costs: Costs, own: Collection[str]) -> tuple[Amount, float] | None:
    """What the municipality itself paid, and the part of the total; ``own``: the ids of such payers.

    Zero where all payers are known and none of them is it.
    """
    mine = [one for one in costs.payments if one.figure.payer in own]
    if not mine:
        return None
    first = mine[0].amount
    if len(mine) == 1:
        return first, mine[0].part
    sources = tuple(dict.fromkeys(number for one in mine for number in one.amount.sources))
    value = sum(one.amount.value for one in mine)
    about = any(one.amount.approximate for one in mine)
    return Amount(value, first.unit, None, about, True, sources), sum(one.part for one in mine)


def own_sums(figures: Sequence[PracticeFigure], own: Collection[str]) -> tuple[PracticeFigure, ...]:
    """What the municipality itself paid where nobody says the whole: sums without a share."""
    if costs_of(figures).payments:
        return ()
    whole = total_figure(figures)
    return tuple(one for one in figures if one.payer in own and one.unit in MONEY and one is not whole)


def reached(figures: Sequence[PracticeFigure]) -> tuple[PracticeFigure, ...]:
    """The figures of those whom the practice reached, the one by which the cost is divided first."""
    return counting(figures, "reached")


def cost_each(costs: Costs, figures: Sequence[PracticeFigure]) -> Amount | None:
    """The cost for one of those whom the practice reached, worked out; in whole units above ten."""
    served = next(iter(reached(figures)), None)
    if costs.total is None or served is None or served.value <= 0:
        return None
    total = costs.total
    value = total.value / served.value
    value = round(value) if value >= 10 else round(value, 2)
    # A range makes a range; the words for it say "about" all the same.
    about = total.approximate or served.approximate or total.to is not None or served.to is not None
    sources = tuple(dict.fromkeys((*total.sources, *served.sources)))
    return Amount(value, total.unit, None, about, True, sources)


def mismatch(figures: Sequence[PracticeFigure]) -> Mismatch | None:
    """Payers that are all there but do not add up to the total, or that paid more than the total."""
    whole = total_figure(figures)
    said = counting(figures, "paid", "part")
    if whole is None or not said:
        return None
    total = _stated(whole)
    paid = sum(_payment(figure, total).amount.value for figure in said)
    # Sums in whole units may each be rounded.
    allowed = float(len(said))
    if whole.approximate or whole.to is not None or any(one.approximate or one.to is not None for one in said):
        allowed = max(allowed, total.value * NEAR)
    over, under = paid - total.value > allowed, total.value - paid > allowed
    open_end = any(one.counts == "part" for one in said)
    return Mismatch(whole, paid, total.value) if over or (under and not open_end) else None


def foreign_money(figures: Sequence[PracticeFigure]) -> PracticeFigure | None:
    """The first payment in another currency than the total, or a share of a total that nobody says."""
    whole, said = total_figure(figures), counting(figures, "paid", "part")
    unit = whole.unit if whole else next((one.unit for one in said if one.unit in MONEY), None)
    return next((one for one in said if one.unit != unit and (one.unit != "percent" or whole is None)), None)


def _paying(figures: Sequence[PracticeFigure], whole: PracticeFigure | None) -> tuple[PracticeFigure, ...]:
    said = counting(figures, "paid", "part")
    if said:
        return () if foreign_money(figures) or mismatch(figures) else said
    if whole is None:
        return ()
    habit = [
        one
        for one in figures
        if one.counts is None and one.payer and one is not whole and one.unit in (whole.unit, "percent")
    ]
    as_said = tuple(one.model_copy(update={"counts": "paid"}) for one in habit)
    return () if not as_said or mismatch((*as_said, whole)) else as_said


def _stated(figure: PracticeFigure) -> Amount:
    return Amount(
        figure.value,
        figure.unit,
        figure.to,
        figure.approximate or figure.over,
        figure.basis == "derived",
        tuple(figure.sources),
    )


def _added(paying: Sequence[PracticeFigure]) -> Amount | None:
    """The total of payers who are all known."""
    if not paying or any(one.counts != "paid" or one.unit == "percent" for one in paying):
        return None
    if len(paying) == 1:
        return _stated(paying[0])
    sources = tuple(dict.fromkeys(number for one in paying for number in one.sources))
    about = any(one.approximate or one.to is not None for one in paying)
    return Amount(sum(one.value for one in paying), paying[0].unit, None, about, True, sources)


def _payment(figure: PracticeFigure, total: Amount) -> Payment:
    amount = _stated(figure)
    if figure.unit == "percent":
        amount = replace(amount, value=total.value * figure.value / 100, to=None, unit=total.unit, derived=True)
    return Payment(figure, amount, amount.value / total.value if total.value else 0.0)


def answered(figures: Sequence[PracticeFigure]) -> frozenset[str]:
    """Ids of the figures that answer a question, and so stand beside it instead of among the other figures."""
    return costs_of(figures).used | {one.id for one in counting(figures, "reached", "time")}
