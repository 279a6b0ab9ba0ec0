"""Where in a passage something may begin that carries a fact: told once for each word, by its letters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from portal.corpus.facts.dated import may_be_dated
from portal.corpus.facts.fact_words import FactTokens, says_something
from portal.corpus.facts.numerals import may_begin
from portal.language.normalise import normalise
from portal.model.values import Lang

_NUMBER, _DATE, _GROUP, _CAPITAL = 1, 2, 4, 8
_KEPT = 1 << 16
"""Of so many words of a language it is remembered: most stand once or twice, and their letters say that they are none
of these."""


class FactPlaces(NamedTuple):
    """FactPlaces among the tokens of a passage."""

    numbers: list[int]
    dates: list[int]
    groups: list[int]
    """Of words that exclude each other."""
    capitals: list[int]
    """Of words with a capital letter."""


def places_of(tokens: FactTokens, lang: Lang) -> FactPlaces:
    """Of the tokens of a passage those that may be something."""
    hits = [(at, marks) for at, marks in enumerate(map(_marks_of(lang), tokens.raws)) if marks]
    return FactPlaces(*([at for at, marks in hits if marks & kind] for kind in (_NUMBER, _DATE, _GROUP, _CAPITAL)))


@cache
def _marks_of(lang: Lang) -> Callable[[str], int]:
    @lru_cache(maxsize=_KEPT)
    def marks(raw: str) -> int:
        return sum(_marks(raw, lang))

    return marks


def _marks(raw: str, lang: Lang) -> Iterator[int]:
    low = normalise(raw)
    if may_begin(raw, low, lang):
        yield _NUMBER
    if may_be_dated(raw, low, lang):
        yield _DATE
    if says_something(raw, low, lang):
        yield _GROUP
    if raw[0].isupper() and raw[0].isalpha() and len(raw) > 1:
        yield _CAPITAL
