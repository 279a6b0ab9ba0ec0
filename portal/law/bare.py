"""Citations without the noun of an act: by a name of its own, by letters of a code, provisions alone; near misses.

«Баш мыйзам», «Правила дорожного движения», «ст. 308 УК КР», «КЖКнын 308-беренеси», «настоящей статьи».
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.law.bodies_ru import place_end, place_of
from portal.law.chunks import Chunk
from portal.law.model import SAME, THIS
from portal.law.names_ru import codes_name
from portal.law.places import town_behind
from portal.law.provisions import Chain, Chains
from portal.law.read_ru import date_or_number
from portal.law.reading import CitationParts, Found, Reading, clean_title
from portal.law.tokens import BREAK

MAX_ARTICLE = 1300
"""No act has more articles; a greater number is a line of something else."""


def short_codes(r: Reading, chains: Chains, used: set[int]) -> Iterator[Found]:
    """«ст. 308 УК КР», «КЖКнын 308-беренеси»: the letters of a code beside a provision."""
    for chain in chains.by_start.values():
        at = _after_heading(r, chain.end) if r.lang == "ru" else chain.start - 1
        title = _short_code(r, at) if chain.start not in used and chain.has_article else ""
        if not title:
            continue
        used.add(chain.start)
        state = r.states.by_start.get(at + 1) if r.lang == "ru" else r.states.by_end.get(at)
        start, end = min(chain.start, at), max(chain.end, at + 1)
        start, end = (min(start, state.start), max(end, state.end)) if state else (start, end)
        kg = state.value if state else ""
        yield Found(start, end, "code", title, provisions=chain.provisions, jurisdiction=kg)


def _short_code(r: Reading, i: int) -> str:
    """The code that token ``i`` stands for by its letters; empty for another word."""
    word, codes = r.t.word(i), r.words.forms.short_codes
    if not r.t.capital(i):
        return ""
    if word in codes:
        told = r.t.raw(i, i + 1)[-1].isupper() or i in r.states.by_end  # «УК КР», «КР ЖПК 261-1-беренесин»
        return codes[word].title if told else ""
    longest = sorted(codes, key=len, reverse=True) if r.lang != "ru" else ()
    return next((codes[letters].title for letters in longest if re.fullmatch(letters + _GENITIVE, word)), "")


_GENITIVE = r"-?(?:с?[ыи])?[ндт][ыи]н"
"""Behind letters that stand for a code: жкнын, жк-нын, жксынын."""


def short_acts(r: Reading) -> Iterator[Found]:
    """Letters that stand for noun and issuer, before a date or number: «ППКР № 146», «УП КР от 5 мая 2021 года № 5»."""
    for p in (*r.numbers.by_start, *r.dates.by_start):
        start = p - 1 if r.t.word(p - 1) in ("от", "за") else p
        named = r.states.by_end.get(start)
        i = (named.start if named else start) - 1
        kind = r.words.forms.short_acts.get(r.t.word(i))
        if kind and r.t.raw(i, i + 1).isupper() and (named or r.t.word(i).endswith("кр")):
            part = CitationParts(i, start)
            while date_or_number(r, part, part.end):
                pass
            state = named.value if named else "kg"
            if part.number:
                yield Found(i, part.end, kind, None, part.date, part.number, jurisdiction=state)


def codes_of_state(r: Reading) -> Iterator[Found]:
    """«нормам ГК Кыргызской Республики»: with the state, letters need no provision («ЖК КР» is the parliament)."""
    t, codes = r.t, r.words.forms.short_codes
    for state in r.states.by_start.values():
        i = state.start - 1
        code = codes.get(t.word(i))
        if code and code.state and t.raw(i, i + 1).isupper():
            yield Found(i, state.end, "code", code.title, jurisdiction=state.value)


def _after_heading(r: Reading, p: int) -> int:
    """The token after a heading in quotes or brackets that begins at ``p``; ``p`` when there is none."""
    t = r.t
    if p in t.close_of and t.close_of[p] - p <= 15:
        return t.close_of[p] + 1
    closing = r.closing(p, 15) if t.word(p) == "(" else 0
    return closing + 1 if closing else p


def bare(r: Reading, chains: Chains, used: set[int]) -> Iterator[Found]:
    """Provisions without an act: «настоящей статьи», «233-10-статья»; not items of a gazette, nor lines of a budget."""
    for chain in chains.by_start.values():
        if chain.start in used or not (chain.has_article or _of_amended(r, chain)):
            continue
        if chain.refers == SAME and not any(p.part or p.point or p.article not in ("", SAME) for p in chain.provisions):
            continue
        if r.is_heading(chain.start, chain.end) or r.role(chain.start - 1) == "draft" or _is_near_miss(r, chain):
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


def _of_amended(r: Reading, chain: Chain) -> bool:
    """«3-бөлүгү … толукталсын», «а) часть 2 дополнить …»: the sentence begins with a place of the act it changes."""
    begins = r.t.word(chain.start - 1) in ("", BREAK, ".", ":", ";", "-", "–", ")")
    behind = range(chain.end, min(chain.end + 60, len(r.t.words)))
    part = begins and not chain.refers and any(p.part or p.point for p in chain.provisions)
    return part and any(r.has("amending", k) for k in behind)


def _is_near_miss(r: Reading, chain: Chain) -> bool:
    """Whether it is a place of no act: of a contract, of a gazette, a line of a budget."""
    following = chain.end
    beyond = any(p.article.isdecimal() and int(p.article) > MAX_ARTICLE for p in chain.provisions)
    counted = r.t.word(following - 1) == "берене" and r.t.word(following - 2).isdecimal()  # «187 берене»: how many
    if beyond or (counted and len(chain.elements) == 1) or r.has("documents", following) or r.has("budget", following):
        return True
    low = r.sentence_start(chain.start, 16)
    near = (*range(max(low, chain.start - 4), chain.start), *range(following, following + 4))
    of_budget = not chain.refers and any(r.has("budget", k) for k in near)
    return of_budget or any(r.has("gazettes", k) for k in (*range(low, chain.start), following))


def listed(r: Reading) -> Iterator[Found]:
    """An act of a list whose noun stands above it: «2003-жылдын 19-февралындагы № 4/2 «… жөнүндө»;».

    The title may stand first: «а) «О тарифах» от 17 мая 2011 года № 225;».
    """
    t = r.t
    for number in r.numbers.by_start.values():
        date = r.dates.by_end.get(number.start)
        if not date or date.form != "full":
            continue
        before = date.start - 1 - (t.word(date.start - 1) == "от")
        first = t.open_of.get(before, -1)
        start = date.start - (t.word(date.start - 1) in ("от", "№"))
        close = t.close_of.get(number.end, -1)
        for opening, closing, begin, end in ((first, before, first, number.end), (number.end, close, start, close + 1)):
            about = any(r.about(k) for k in (opening + 1, closing - 1))
            begins = t.word(begin - 1) in ("", BREAK, "-", "–", ":", ";", ")", "•")
            if -1 < opening < closing and about and begins and t.word(end) in (",", ";", ".", "", BREAK):
                title = clean_title(t.raw(opening + 1, closing))
                yield Found(begin, end, "other", title, date.value, number.value, elliptic=True)
                break


def papers(r: Reading) -> Iterator[Found]:
    """«Документ «О внесении …»», «проект «О рыбе» во втором чтении»: a bill called otherwise; if signed, a law."""
    t = r.t
    for opening, close in t.close_of.items():
        if not r.about(opening + 1) or not (r.has("papers", opening - 1) or r.role(opening - 1) == "draft"):
            continue
        low, high = r.sentence_around(opening, close, 30, 30)
        outside = (*range(low, opening), *range(close + 1, high))
        read = any(r.has("readings", k) for k in outside)
        signed = any(r.has("signs_law", k) for k in outside) and any(t.word(k).startswith("подпис") for k in outside)
        if read or any(r.has("amends", k) for k in range(opening + 2, opening + 5)):
            title = clean_title(t.raw(opening + 1, close))
            yield Found(opening - 1, close + 1, "law" if signed else "bill", title)


def covered(r: Reading) -> frozenset[int]:
    """The tokens of all names that count, so that no noun in them is read as another act."""
    return frozenset(k for chunk in r.names.by_start.values() if _counts(r, chunk.start, chunk.value)
                     for k in range(chunk.start, chunk.end))  # fmt: skip


def _counts(r: Reading, start: int, value: str) -> bool:
    name = r.words.kinds_of_names[value]
    second = " " in name.name and r.t.capital(start + 1)
    return not name.capital or (r.t.capital(start) and (second or r.sentence_start(start, 1) != start))


def _official(r: Reading, chains: Chains, chunk: Chunk) -> bool:
    """Whether a name in small letters is one of an act: «пункт 5 правил благоустройства», «правила …, утверждённые»."""
    k = chunk.end
    while k < chunk.end + 4 and (r.t.capital(k) or r.has("place", k)):
        k += 1
    return r.lang == "ru" and (
        chunk.end in r.states.by_start
        or chunk.start in chains.by_end
        or (r.t.word(k) == "," and r.has("approved", k + 1))
    )


def named_acts(r: Reading, chains: Chains, used: set[int]) -> Iterator[Found]:
    """Every such name with its state, its provisions and, of an act of a place, the place."""
    for chunk in r.names.by_start.values():
        name = r.words.kinds_of_names[chunk.value]
        town_end, town = town_behind(r, chunk.end) if name.of_town else (chunk.end, None)
        counts = _counts(r, chunk.start, chunk.value) or bool(town) or _official(r, chains, chunk)
        if not counts or r.has("no_act", chunk.end) or r.has("no_act", chunk.start - 1):
            continue
        start, end = chunk.start, town_end
        if name.of_place and (end := place_end(r, chunk.end)) == chunk.end:
            continue
        russian = r.lang == "ru"
        state = r.states.by_start.get(end) if russian else r.states.by_end.get(start)
        if state:
            start, end = min(start, state.start), max(end, state.end)
        chain = chains.by_end.get(start) if russian else chains.by_start.get(end)
        kind = name.kind
        if russian and r.role(start - 1) == "draft":
            start, kind, chain = start - 1, "bill", None
        if chain and chain.start not in used:
            used.add(chain.start)
            start, end = min(start, chain.start), max(end, chain.end)
        title = name.name if not name.of_place else clean_title(r.t.raw(chunk.start, end))
        yield Found(
            start,
            end,
            kind,
            title,
            provisions=chain.provisions if chain else (),
            jurisdiction=state.value if state else name.jurisdiction,
            issuer="local_kenesh" if name.of_place or town else None,
            place=place_of(r, chunk.end, chunk.start, end, "local_kenesh") if name.of_place else town,
        )


def codes_left(r: Reading, chains: Chains, found: Found, floor: int) -> Iterator[Found]:
    """All but the last of codes that share the noun: «Уголовный и Трудовой кодексы», «Эмгек жана Жер кодекстери»."""
    t, end = r.t, found.start
    while t.word(end - 1) in (",", "и", "или", "жана") and end - 1 > floor and r.has("code", end - 2):
        last = first = end - 1
        while first > floor and last - first < 4 and r.has("code", first - 1):
            first -= 1
        before = r.states.by_end.get(first) or chains.by_end.get(first)
        end = before.start if before and before.start >= floor else first
        places = before.provisions if isinstance(before, Chain) and end < first else ()
        name = codes_name(t.raw(first, last)) if r.lang == "ru" else t.raw(first, last) + " кодекси"
        kg, name = found.jurisdiction, name[:1].upper() + name[1:]
        yield Found(end, last, "code", name, provisions=places, jurisdiction=kg, elliptic=True)
