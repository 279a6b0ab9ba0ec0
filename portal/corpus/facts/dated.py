"""Dates of a text as day, month and year, whatever order and notation it writes them in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from portal.core.records import dataclass
from portal.corpus.facts.fact_words import (
    Beginnings,
    ContrastGroup,
    FactToken,
    FactTokens,
    beginnings,
    contrast_groups,
    groups_of,
    normalised,
    numeric_day,
)
from portal.language.languages import analyser
from portal.model.values import Lang

_HYPHENS = "-\u2011\u2013"


@dataclass(frozen=True)
class DateFact:
    """``None``: not said. ``tokens``: the places of its numbers among the tokens."""

    day: int | None
    month: int
    year: int | None
    start: int
    shown: str
    tokens: frozenset[int]
    end: int

    def agrees(self, other: DateFact) -> bool:
        """Whether both can be one day."""
        pairs = ((self.day, other.day), (self.month, other.month), (self.year, other.year))
        return all(one is None or two is None or one == two for one, two in pairs)


def dates_of(tokens: FactTokens, lang: Lang, places: Iterable[int] | None = None) -> tuple[DateFact, ...]:
    """All dates with a month; ``places``: of what may be one."""
    if places is None:
        places = [at for at, raw in enumerate(tokens.raws) if may_be_dated(raw, normalised(raw), lang)]
    return tuple(_dates(tokens, lang, places))


def _dates(tokens: FactTokens, lang: Lang, places: Iterable[int]) -> Iterator[DateFact]:
    table, names = _months().table(lang), list(_months().classes)
    for at in places:
        token = tokens[at]
        numeric = numeric_day(token.raw)
        if numeric:
            end = token.start + len(token.raw)
            yield DateFact(*numeric, token.start, token.raw, frozenset({at}), end)
            continue
        found = table.of(tokens, at) if token.is_word else frozenset[str]()
        if found:
            yield _worded(tokens, at, names.index(min(found)) + 1, lang)


@cache
def _months() -> ContrastGroup:
    return next(item for item in contrast_groups() if item.name == "months")


@cache
def _month_beginnings(lang: Lang) -> Beginnings:
    table = _months().table(lang)
    return beginnings(table.whole, table.openings)


def may_be_dated(raw: str, low: str, lang: Lang) -> bool:
    """Whether a token can be a date or the month of one; most are neither. ``low``: normalised."""
    if raw[0].isdecimal():
        return True
    length, known = _month_beginnings(lang)
    return (low[:length] in known or "-" in low) and "months" in groups_of(low, lang)


def _worded(tokens: FactTokens, at: int, month: int, lang: Lang) -> DateFact:
    """A date whose month is a word at ``at``."""
    before = at - 1
    if before >= 0 and tokens[before].raw in _HYPHENS:
        before -= 1
    used: set[int] = set()
    day = year = None
    if before >= 0 and _is(tokens[before], 1, 31):
        day = int(tokens[before].raw)
        used.add(before)
        before -= 1
    after = at + 1
    if analyser(lang) != "kyrgyz" and after < len(tokens) and _is(tokens[after], 1900, 2100):
        year = int(tokens[after].raw)
        used.add(after)
    elif analyser(lang) == "kyrgyz" and before >= 1 and tokens[before].low.startswith("жыл"):
        before -= 1
        if tokens[before].raw in _HYPHENS:
            before -= 1
        if before >= 0 and _is(tokens[before], 1900, 2100):
            year = int(tokens[before].raw)
            used.add(before)
    first = min((*used, at))
    last = max((*used, at))
    shown = " ".join(item.raw for item in tokens[first : last + 1])
    end = tokens[last].start + len(tokens[last].raw)
    return DateFact(day, month, year, tokens[first].start, shown, frozenset(used), end)


def _is(token: FactToken, low: int, high: int) -> bool:
    return token.raw.isascii() and token.raw.isdecimal() and len(token.raw) <= 4 and low <= int(token.raw) <= high
