"""Russian provisions without the noun of an act: «ст. 308 УК КР», «настоящей статьи», and their near misses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.law.lexicon import RU_CODE_SHORT
from portal.law.model import SAME, THIS
from portal.law.provisions import Chain, Chains
from portal.law.reading import Found, Reading
from portal.law.tail_ru import Tail, date_or_number


def short_codes(r: Reading, chains: Chains, used: set[int]) -> Iterator[Found]:
    """«ст. 308 УК КР», «статьи 5 ГК»: an abbreviation counts only after a provision, or as «УК КР» with one near."""
    t = r.t
    for chain in chains.by_start.values():
        end = _after_heading(r, chain.end)
        word = t.word(end)
        if word not in RU_CODE_SHORT or not t.capital(end) or not chain.has_article or chain.start in used:
            continue
        if not t.raw(end, end + 1)[-1].isupper() and word != "коап":
            continue
        state = r.states.by_start.get(end + 1)
        used.add(chain.start)
        yield Found(
            chain.start,
            state.end if state else end + 1,
            "code",
            RU_CODE_SHORT[word],
            provisions=chain.provisions,
            jurisdiction=state.value if state else "",
        )


_CODES_OF_STATE = frozenset({"ук", "упк", "уик", "гк", "гпк", "тк", "нк", "зк", "коап"})
"""Abbreviations that mean a code before the name of the state even without a provision («ЖК КР» is the parliament)."""

_SHORT_ACTS = {"ппкр": "gov_resolution", "пкмкр": "cabinet_resolution", "пкм": "cabinet_resolution"}


SHORT = _CODES_OF_STATE | frozenset(_SHORT_ACTS)
"""Words that are citations without the noun of an act or of a unit of one."""


def short_acts(r: Reading) -> Iterator[Found]:
    """«нормам ГК Кыргызской Республики», «ППКР № 146 от 20.06.2011», «ПКМ КР от 3 мая 2022 года № 45»."""
    t = r.t
    for state in r.states.by_start.values():
        i = state.start - 1
        if t.word(i) in _CODES_OF_STATE and t.raw(i, i + 1).isupper():
            yield Found(i, state.end, "code", RU_CODE_SHORT[t.word(i)], jurisdiction=state.value)
    for p in (*r.numbers.by_start, *r.dates.by_start):
        start = p - 1 if t.word(p - 1) in ("от", "за") else p
        named = r.states.by_end.get(start)
        i = (named.start if named else start) - 1
        kind = _SHORT_ACTS.get(t.word(i))
        if not kind or (t.word(i) == "пкм" and not named) or not t.raw(i, i + 1).isupper():
            continue
        tail = Tail(start)
        for _ in range(2):
            if not date_or_number(r, tail, tail.end):
                break
        if tail.number:
            state_code = named.value if named else "kg"
            yield Found(i, tail.end, kind, None, tail.date, tail.number, jurisdiction=state_code)


def _after_heading(r: Reading, p: int) -> int:
    """The token after a heading in quotes or brackets that begins at ``p``; ``p`` when there is none."""
    t = r.t
    if p in t.close_of and t.close_of[p] - p <= 15:
        return t.close_of[p] + 1
    if t.word(p) == "(":
        for q in range(p + 1, min(p + 15, len(t.words))):
            if t.words[q] == ")":
                return q + 1
    return p


_GAZETTE = re.compile(r"ведомост\w*|бюллетен\w*|газет\w*|собрани\w*|журнал\w*|вестник\w*|жарчы\w*")


_BUDGET = re.compile(r"бюджет\w*|расход\w*|доход\w*|классификаци\w*|смет\w*|затрат\w*|экономическ\w*")


_CONTRACT = re.compile(r"договор\w*|контракт\w*|соглашени\w*|устав\w*|оферт\w*")


def bare(r: Reading, chains: Chains, used: set[int]) -> Iterator[Found]:
    """Provisions without an act: «настоящей статьи», «в статье 5»; not items of a gazette, nor lines of a budget."""
    for chain in chains.by_start.values():
        if chain.start in used or not chain.has_article:
            continue
        if chain.refers == SAME and not any(p.part or p.point for p in chain.provisions):
            continue
        if r.is_heading(chain.start, chain.end) or _is_near_miss(r, chain):
            continue
        yield Found(
            chain.start,
            chain.end,
            "code",
            provisions=chain.provisions,
            internal=chain.refers == THIS,
            elliptic=chain.refers != THIS,
            bare=True,
        )


def _is_near_miss(r: Reading, chain: Chain) -> bool:
    t = r.t
    following = t.word(chain.end)
    if _CONTRACT.fullmatch(following) or _BUDGET.fullmatch(following) or following in ("журнала", "газеты", "договора"):
        return True
    low = r.sentence_start(chain.start, 16)
    before = t.words[low : chain.start]
    if any(_GAZETTE.fullmatch(word) for word in before):
        return True
    after = t.words[chain.end : chain.end + 4]
    if any(_BUDGET.fullmatch(word) for word in before[-4:] + after):
        return True
    return any(p.article.isdecimal() and int(p.article) > 1300 for p in chain.provisions)
