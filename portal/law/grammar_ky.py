"""Kyrgyz citations: state, issuer, date, number and title in any order, then the noun of the act, then provisions.

Read from the noun to the left, chunk by chunk, then to the right. Kazakh is read with the same rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from portal.law.bare_ky import bare, short_codes
from portal.law.judge_ky import judge
from portal.law.left_ky import (
    TITLE_END,
    Head,
    adjectives_left,
    date_left,
    name_left,
    number_left,
    quoted_left,
    right_of_noun,
    step_left,
)
from portal.law.lexicon import ROMAN
from portal.law.provisions import Chains
from portal.law.reading import Found, Reading, clean_title, kind_of
from portal.law.scan_ky import kyrgyz_chains


def kyrgyz_citations(r: Reading) -> Iterator[Found]:
    """All citations of a Kyrgyz text, overlaps not yet settled."""
    chains = kyrgyz_chains(r)
    used: set[int] = set()
    floor = 0
    for i, lex in list(r.lex.items()):
        if lex.role != "head":
            continue
        for found in _at_head(r, chains, i, min(floor, i), used):
            floor = max(floor, found.end)
            yield found
    yield from short_codes(r, chains, used)
    yield from bare(r, chains, used)


def _at_head(r: Reading, chains: Chains, i: int, floor: int, used: set[int]) -> Iterator[Found]:
    t, noun = r.t, r.value(i)
    if r.role(i + 1) == "draft" and noun in ("law", "constitutional_law", "code"):
        noun, end = "bill", i + 2
    else:
        end = i + 1
    h = Head(i, end)
    if i in t.open_of or (r.role(i - 1) == "about" and t.word(i + 1) in ("»", '"', "”", "“", ">>")):
        inside = _noun_inside_quotes(r, i, noun)
        if inside:
            yield inside
            return
    if t.word(end) and set(t.raw(end, end + 1)) <= ROMAN and r.value(end + 1) == "part" and noun == "code":
        h.end = end + 2  # «Граждандык кодексинин I бөлүгү»: a part of the code, no part of an article
    noun, code = name_left(r, h, i, noun, floor)
    adjectives_left(r, h, noun, floor)
    for _ in range(10):
        if not step_left(r, h, noun, floor):
            break
    right_of_noun(r, h, noun)
    chain = chains.by_start.get(h.end)
    if not chain and t.word(h.end) == "(" and (chain := chains.by_start.get(h.end + 1)):
        # «Конституциянын (16-берене)»
        chain = replace(chain, end=chain.end + 1) if r.in_brackets(chain.start, chain.end) else None
    if chain and chain.start in used:
        chain = None
    found = judge(r, i, noun, h, code, chain)
    if not found:
        return
    if chain:
        used.add(chain.start)
        found = replace(found, end=chain.end, provisions=chain.provisions)
    yield from _series_left(r, found, h, i, floor)
    yield found


def _noun_inside_quotes(r: Reading, i: int, noun: str) -> Found | None:
    """ "… аттестациялоо тартиби жөнүндө Жобонун": the quotes close after the noun."""
    t = r.t
    opening = t.open_of.get(i + 1)
    if opening is None or r.role(i - 1) != "about" or noun not in ("regulation", "rules", "law", "program", "concept"):
        return None
    return Found(opening, i + 2, kind_of(noun, None), clean_title(t.raw(opening + 1, i)))


def _series_left(r: Reading, found: Found, h: Head, i: int, floor: int) -> Iterator[Found]:
    """Acts that share the noun, to the left of the last: ««А» жана «Б» мыйзамдары», «№ 193, № 22 Мыйзамдары»."""
    t = r.t
    plural = r.lex[i].number == "pl"
    start = found.start
    out: list[Found] = []
    for _ in range(60):
        k = start
        while t.word(k - 1) in (",", "жана", "ошондой", "эле", ";") and k - 1 >= floor:
            k -= 1
            if start - k > 3:
                break
        if k == start or k <= floor:
            break
        part = Head(k, k)
        if h.quoted and k - 1 in t.open_of and t.open_of[k - 1] >= floor:
            if not (plural or (TITLE_END.fullmatch(t.word(k - 2)))) or not quoted_left(r, part, "law"):
                break
        elif not plural or not (h.date or h.number) or not (number_left(r, part, floor) or date_left(r, part, floor)):
            break
        for _ in range(4):
            if not (number_left(r, part, floor) or date_left(r, part, floor)):
                break
        state = r.states.by_end.get(part.start)
        if state and state.start >= floor:
            part.start, part.state = state.start, state.value
        out.append(
            Found(
                part.start,
                k,
                found.kind,
                part.title,
                part.date,
                part.number,
                jurisdiction=part.state or found.jurisdiction,
                elliptic=True,
                issuer=found.issuer,
                place=found.place,
            )
        )
        start = part.start
    yield from reversed(out)
