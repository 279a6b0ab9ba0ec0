"""Dates in running text, Kyrgyz and Russian, single ones and spans."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from portal.core.records import dataclass
from portal.model.dates import PartialDate

_RU_MONTHS = ("январ", "феврал", "март", "апрел", "ма[йяе]", "июн", "июл", "август", "сентябр", "октябр", "ноябр",
              "декабр")  # fmt: skip
_KK_MONTHS = ("қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша",
              "желтоқсан")  # fmt: skip
_RU = "|".join(f"(?:{month}\\w*)" for month in _RU_MONTHS)
_KY = "|".join(f"(?:{month}\\w*)" for month in (*_RU_MONTHS, *_KK_MONTHS))
_S = r"[\s\u00a0]+"
_DASH = r"[\s\u00a0]*[-–—][\s\u00a0]*"
_YEAR = r"(?P<year>(?:19|20)\d\d)"

_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # с 9 по 11 августа 2021 года · 9–11 августа 2021 · с 30 июня по 2 июля 2021 года
        rf"\b(?:с{_S})?(?P<d1>\d{{1,2}})(?:{_S}(?P<m1>{_RU}))?(?:{_S}(?:по|до|и){_S}|{_DASH})"
        rf"(?P<d2>\d{{1,2}}){_S}(?P<m2>{_RU}){_S}{_YEAR}",
        rf"\b«?(?P<d1>\d{{1,2}})»?{_S}(?P<m1>{_RU}){_S}{_YEAR}",
        # 2014-жылдын 16-июнунан 5-июлуна чейин · 2014-жылдын 5-7-июлунда · 2014-жылдын 5-июлунда
        rf"{_YEAR}[-–\s\u00a0]*жыл\w*,?{_S}(?P<d1>\d{{1,2}})[-–\s]*(?P<m1>{_KY})(?:{_S}(?:тарта{_S})?|{_DASH})"
        rf"(?P<d2>\d{{1,2}})[-–\s]*(?P<m2>{_KY})",
        rf"{_YEAR}[-–\s\u00a0]*жыл\w*,?{_S}(?P<d1>\d{{1,2}}){_DASH}(?P<d2>\d{{1,2}})[-–\s]*(?P<m1>{_KY})",
        rf"{_YEAR}[-–\s\u00a0]*жыл\w*,?{_S}(?P<d1>\d{{1,2}})[-–\s\u00a0]*(?P<m1>{_KY})",
        rf"\b(?P<d1>[0-3]?\d)[./](?P<n1>[01]?\d)[./]{_YEAR}\b",
        rf"\b{_YEAR}-(?P<n1>[01]\d)-(?P<d1>[0-3]\d)\b",
        rf"(?<![\d-])(?P<m1>{_RU}){_S}{_YEAR}(?={_S}(?:г\b|год))",
        rf"{_YEAR}[-–\s\u00a0]*жыл\w*{_S}(?P<m1>{_KY})\b",
    )
)
_YEARS = re.compile(
    rf"\b{_YEAR}(?:(?:[-–]|{_DASH})(?P<end>(?:19|20)\d\d))?(?=[-–\s\u00a0]*(?:г\b|гг\b|год|жыл))", re.IGNORECASE
)


@dataclass(frozen=True)
class FoundDate:
    """A date of the text and its place; ``end`` of a span."""

    start: int
    date: PartialDate
    end: PartialDate | None = None


def dates_in(text: str) -> tuple[FoundDate, ...]:
    """Dates with at least a month, in the order of the text; impossible ones are left out."""
    found: dict[int, FoundDate] = {}
    taken = bytearray(len(text))
    for form in _FORMS:
        for match in form.finditer(text):
            start, end = match.span()
            if any(taken[start:end]):
                continue
            item = _date(match)
            taken[start:end] = b"\1" * (end - start)  # a day that does not exist is no month either
            if item:
                found[match.start()] = item
    return tuple(found[start] for start in sorted(found))


def years_in(text: str) -> Iterator[tuple[int, int | None]]:
    """Years called years, and spans of them: (2013, 2017), (2014, None)."""
    for match in _YEARS.finditer(text):
        yield int(match["year"]), int(match["end"]) if match["end"] else None


def _date(match: re.Match[str]) -> FoundDate | None:
    parts = match.groupdict()
    year = int(parts["year"])
    month = int(parts["n1"]) if parts.get("n1") else _month(parts.get("m1") or parts.get("m2"))
    day = int(parts["d1"]) if parts.get("d1") else 0
    start = _partial(year, month, day)
    if start is None:
        return None
    end = None
    if parts.get("d2"):
        end = _partial(year, _month(parts.get("m2")) or month, int(parts["d2"]))
        if end is not None and end <= start:
            end = None
    return FoundDate(match.start(), start, end)


def _month(word: str | None) -> int:
    if not word:
        return 0
    for names in (_RU_MONTHS, _KK_MONTHS):
        for number, name in enumerate(names, 1):
            if re.match(name, word, re.IGNORECASE):
                return number
    return 0


def _partial(year: int, month: int, day: int) -> PartialDate | None:
    try:
        if day:
            dt.date(year, month, day)
        return PartialDate.parse("-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part)]))
    except ValueError:
        return None
