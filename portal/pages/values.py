"""Values of fields that are told in plain words: choices, dates, years, numbers, yes and no."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from pydantic import BaseModel

from portal.model.dates import PartialDate
from portal.model.fields import fields_of
from portal.model.parts import Period
from portal.words.interface import Interface


def plain_words(meta: BaseModel, name: str, words: Interface) -> str:
    """The value of a field in words; empty for none, and for values that are no plain words (places, laws …)."""
    value = getattr(meta, name)
    declared = fields_of(type(meta))[name]
    if value is None:
        return ""
    if declared.choices:
        choice = {True: "yes", False: "no"}[value] if isinstance(value, bool) else value
        of_type = f"{declared.choices}.{choice}.{getattr(meta, 'type', '')}"  # «утверждена» of a programme
        return words.t(of_type if words.has(of_type) else f"{declared.choices}.{choice}")
    if isinstance(value, PartialDate):
        return words.date_range(value, _joined(meta, name))
    if isinstance(value, Period):
        # A practice whose end alone is known is over since then; a horizon lasts until then.
        until = "passport.years.until" if declared.row == "years" and not _is_open(meta) else "passport.until"
        return words.years(value.start, value.end, until)
    told = _TOLD.get(type(value))
    return told(value, words) if told else ""


def _is_open(meta: BaseModel) -> bool:
    """Whether nobody says that the work is over."""
    return getattr(meta, "status", None) in {"planned", "unknown-end", "pilot", "in-use"}


def _joined(meta: BaseModel, name: str) -> PartialDate | None:
    """The value of the field that is told together with ``name``: the end of a span of days."""
    other = next((field for field, one in fields_of(type(meta)).items() if one.joins == name and not one.cites), None)
    value: PartialDate | None = getattr(meta, other) if other else None
    return value


_TOLD: Mapping[type, Callable[..., str]] = {
    bool: lambda value, words: words.t("form.yes" if value else "form.no"),
    int: lambda value, words: words.number(value),
    float: lambda value, words: words.number(value),
    str: lambda value, _words: value,
    dt.date: lambda value, words: words.date(PartialDate.parse(value)),
}
