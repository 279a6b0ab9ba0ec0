"""Kyrgyz provisions without the noun of an act: «КЖКнын 308-беренеси», «ушул берененин», and their near misses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.law.lexicon import KY_CODE_SHORT, RU_CODE_SHORT
from portal.law.model import SAME, THIS
from portal.law.provisions import Chains
from portal.law.reading import Found, Reading


def short_codes(r: Reading, chains: Chains, used: set[int]) -> Iterator[Found]:
    """«КЖКнын 308-беренеси», «КР КЖКсынын 5-беренеси»: an abbreviation before a provision."""
    t = r.t
    for start, chain in chains.by_start.items():
        if chain.start in used or not chain.has_article or start == 0:
            continue
        word = t.word(start - 1)
        short = re.fullmatch(r"(кжк|жпк|кпк|жк|упк|гпк|коап|ук|гк|тк|нк)-?(?:с?[ыи])?(?:н[ыи]н|д[ыи]н|т[ыи]н)?", word)
        if not short or not t.capital(start - 1):
            continue
        name = KY_CODE_SHORT.get(short[1]) or RU_CODE_SHORT[short[1]]
        state = r.states.by_end.get(start - 1)
        used.add(chain.start)
        yield Found(
            state.start if state else start - 1,
            chain.end,
            "code",
            name,
            provisions=chain.provisions,
            jurisdiction=state.value if state else "",
        )


_GAZETTE = re.compile(r"ведомост\w*|жарчы\w*|бюллетен\w*|гезит\w*|журнал\w*")


_BUDGET = re.compile(r"бюджет\w*|чыгаша\w*|киреше\w*|классификаци\w*|смета\w*|каржы\w*|чыгым\w*")


def bare(r: Reading, chains: Chains, used: set[int]) -> Iterator[Found]:
    """Provisions without an act: «233-10-статья», «21-беренеде», «ушул берененин 2-бөлүгү»."""
    t = r.t
    for chain in chains.by_start.values():
        if chain.start in used or not chain.has_article:
            continue
        if chain.refers == SAME and not any(p.part or p.point for p in chain.provisions):
            continue
        if r.is_heading(chain.start, chain.end) or r.role(chain.start - 1) == "draft":
            continue
        before = t.words[r.sentence_start(chain.start, 16) : chain.start]
        near = before[-3:] + t.words[chain.end : chain.end + 3]
        if any(_GAZETTE.fullmatch(word) for word in before):
            continue
        if not chain.refers and any(_BUDGET.fullmatch(word) for word in near):
            continue
        if any(p.article.isdecimal() and int(p.article) > 1300 for p in chain.provisions):
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
