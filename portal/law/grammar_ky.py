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
    noun_after,
    number_left,
    quoted_left,
    right_of_noun,
    step_left,
)
from portal.law.lexicon import KY_CODE_WORD, ROMAN
from portal.law.provisions import Chains
from portal.law.reading import Found, Reading, clean_title, kind_of
from portal.law.scan_ky import kyrgyz_chains
from portal.law.tokens import BREAK


def kyrgyz_citations(r: Reading) -> Iterator[Found]:
    """All citations of a Kyrgyz text, overlaps not yet settled."""
    chains = kyrgyz_chains(r)
    used: set[int] = set()
    floor = inner = 0
    close = -1
    quotes = iter(sorted(r.t.close_of))
    opening = next(quotes, None)
    for i, lex in list(r.lex.items()):
        if lex.role != "head":
            continue
        while opening is not None and opening < i:
            if opening > close:  # an outermost quote: what is found inside it is no floor for the noun behind it
                close, inner = r.t.close_of[opening], floor
            opening = next(quotes, None)
        for found in _at_head(r, chains, i, min(max(floor, inner) if i < close else floor, i), used):
            if found.end <= close:
                inner = max(inner, found.end)
            else:
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
    listed = r.list_after_colon(h.end) if r.lex[i].number == "pl" and not h.title else 0
    if listed and (title := _title_right(r, listed)):
        h.title, h.quoted, h.end = title, True, t.close_of[listed] + 1
    chain = chains.by_start.get(h.end)
    if not chain and t.word(h.end) == "(" and (chain := chains.by_start.get(h.end + 1)):
        # «Конституциянын (16-берене)»
        chain = replace(chain, end=chain.end + 1) if r.in_brackets(chain.start, chain.end) else None
    if chain and (chain.start in used or not (chain.numbered or chain.has_article)):
        chain = None
    found = judge(r, i, noun, h, code, chain)
    if not found:
        return
    if chain:
        used.add(chain.start)
        found = replace(found, end=chain.end, provisions=chain.provisions)
    if noun == "code" and code and r.lex[i].number == "pl":
        yield from _codes_left(r, found, floor)
    elif listed:
        yield from _series_right(r, found)
    else:
        yield from _series_left(r, found, h, i, floor)
    yield found


def _title_right(r: Reading, p: int) -> str | None:
    """The title in the quotes that open at ``p``, unless a noun of its own follows it."""
    t, close = r.t, r.t.close_of[p]
    about = any(TITLE_END.fullmatch(t.words[k]) for k in range(max(p + 1, close - 2), close))
    return clean_title(t.raw(p + 1, close)) if about and not noun_after(r, close + 1) else None


def _series_right(r: Reading, found: Found) -> Iterator[Found]:
    """The other titles of «Мыйзамдары: «А», «Б» жана «В»»."""
    t, end = r.t, found.end
    for _ in range(60):
        p = end
        while t.word(p) in (",", "жана", ";", "-", "–", "•", BREAK) and p - end < 4:
            p += 1
        if p == end or p not in t.close_of or not (title := _title_right(r, p)):
            return
        end = t.close_of[p] + 1
        yield Found(p, end, found.kind, title, jurisdiction=found.jurisdiction, elliptic=True)


def _codes_left(r: Reading, found: Found, floor: int) -> Iterator[Found]:
    """Codes that share the noun: «КР Эмгек, Салык жана Жер кодекстери» – all but the last."""
    t, end = r.t, found.start
    out: list[Found] = []
    while len(out) < 12 and t.word(end - 1) in (",", "жана") and end - 1 > floor:
        first = last = end - 1
        while first - 1 >= floor and last - first < 4 and KY_CODE_WORD.fullmatch(t.word(first - 1)):
            first -= 1
        if first == last:
            break
        name = " ".join(t.raw(first, last).split()) + " кодекси"
        state = r.states.by_end.get(first)
        start = state.start if state and state.start >= floor else first
        kg = state.value if state else found.jurisdiction
        out.append(Found(start, last, "code", name[:1].upper() + name[1:], jurisdiction=kg, elliptic=True))
        end = start
    yield from reversed(out)


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
        if not part.title and h.quoted and part.start - 1 in t.open_of and t.open_of[part.start - 1] >= floor:
            quoted_left(r, part, "law")  # ««А» 2004-жылдын … № 114 жана «Б» … № 165 мыйзамдары»
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
