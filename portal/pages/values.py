"""Values of fields that are told in plain words: choices, dates, years, numbers, yes and no."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from pydantic import BaseModel

from portal.content.documents import Document
from portal.model.dates import PartialDate
from portal.model.fields import fields_of
from portal.model.parts import Figure, Period
from portal.model.values import Lang
from portal.words.interface import Interface
from portal.words.texts import Words


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
        over = declared.row == "years" and not _is_open(meta)
        return words.years(value.start, value.end, _over(meta, words) if over else "passport.until")
    told = _TOLD.get(type(value))
    return told(value, words) if told else ""


def _over(meta: BaseModel, words: Interface) -> str:
    """The words for an end alone; what has ended has a gender in Russian: «практика завершена», «курс завершён»."""
    own = f"passport.years.until.{getattr(meta, 'kind', '')}"
    return own if words.has(own) else "passport.years.until"


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


def figure_value(figure: Figure, words: Interface) -> str:
    """A figure with its unit: «около 10–12 сомов», «более 1 000 человек»."""
    if figure.over and figure.to is None:
        return words.n(f"over.{figure.unit}", figure.value)
    return amount(words, figure.unit, figure.value, figure.to, figure.approximate)


def amount(words: Interface, unit: str, value: float, to: float | None = None, approximate: bool = False) -> str:
    """A number or a range with its unit, perhaps "about"."""
    told = words.n(f"unit.{unit}", value if to is None else to)
    if to is not None:
        told = f"{words.number(value)}–{told}"
    return words.t("passport.approximate", value=told) if approximate else told


def item_words(document: Document, lang: Lang, group: str, key: str | int, original: str) -> Words:
    """The words of an item of a list in ``lang``, or the original's."""
    version = document.version(lang)
    own = version.parts.get(group, {}).get(key)
    return Words(own, version.lang) if own else Words(original, document.original)
