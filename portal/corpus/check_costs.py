"""Does the money of a practice add up? Every number stands in its card once, so payers and total can be compared."""

from __future__ import annotations

from collections.abc import Iterator

from portal.content.documents import Document
from portal.core.problems import Problem, message_lang_of, problem
from portal.language.dates import format_number
from portal.model.costs import counting, foreign_money, mismatch, total_figure
from portal.model.documents import Practice


def check_costs(document: Document) -> Iterator[Problem]:
    """Two totals, payers in another currency, payers that do not add up to the total."""
    if not isinstance(document.meta, Practice):
        return
    figures, own = document.meta.figures, document.versions[document.original]
    lang = message_lang_of(document.original)

    def place(figure: object) -> tuple[int, int]:
        return own.loaded.place(("figures", next(at for at, one in enumerate(figures) if one is figure)))

    totals = counting(figures, "total")
    if len(totals) > 1:
        yield problem("costs-two-totals", own.path, *place(totals[1]), first=totals[0].id, second=totals[1].id)
        return
    if foreign := foreign_money(figures):
        total = total_figure(figures)
        unit = total.unit if total else "–"
        yield problem("costs-currency", own.path, *place(foreign), name=foreign.id, unit=foreign.unit, other=unit)
    elif wrong := mismatch(figures):
        paid, total_value = (format_number(round(value, 2), lang) for value in (wrong.paid, wrong.total))
        yield problem("costs-sum", own.path, *place(wrong.figure), paid=paid, total=total_value)
