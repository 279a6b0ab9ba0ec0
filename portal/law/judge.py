"""Whether words are a citation: a noun with all that was read around it, and what needs no noun.

The table of classes decides of a noun; without one a name of its own, letters of a code, provisions alone are read.
«Баш мыйзам», «Правила дорожного движения», «ст. 308 УК КР», «КЖКнын 308-беренеси», «настоящей статьи».
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from portal.law.bodies_ru import place_end, place_of
from portal.law.chunks import Chunk
from portal.law.deciders_ru import MAKERS, addressee, decider
from portal.law.model import LOCAL_ISSUERS, SAME, THIS
from portal.law.names_ky import place_left
from portal.law.places import town_behind, with_town
from portal.law.provisions import Chain, Chains
from portal.law.read_ru import date_or_number
from portal.law.reading import DECIDED, DOCUMENTS, CitationParts, Found, Reading, clean_title, kind_of, read_as
from portal.law.tables import common
from portal.law.titles_ky import signer
from portal.law.tokens import BREAK, QUOTES


def judge(r: Reading, i: int, noun: str, p: CitationParts, chain: Chain | None) -> Found | None:
    """Decide whether the noun ``i`` with all that was read is a citation, and of what kind."""
    named = r.value(i) if read_as(r.value(i)) == noun else noun
    if noun == "agreement" and p.mark:
        return None  # a clause of the contract at hand, no treaty
    if noun == "decision" and not p.issuer and r.words.has("of_court", r.pair(p.end)):
        p.issuer = "court"  # «Решение от 5 мая 2013 года по делу …»
    p.issuer = p.issuer or (common().classes[named].issuer or None if named != noun else None)
    base = p.found(kind_of(named, p.issuer))
    marked = bool(p.title or p.date or p.number)
    if p.mark == THIS and not marked:
        return replace(base, internal=True) if chain or p.end > i + 1 else None  # «ушул Кодекстин V бөлүгү»
    if p.mark == SAME and not marked:
        return replace(base, elliptic=True, strong=True) if chain else None
    if _called(r, p) or (noun == "constitution" and (r.has("no_act", p.end) or _street_before(r, p.start))):
        return None
    drafted = noun == "bill" or r.role(p.end - 1) == "draft"
    if drafted and r.value(i) == "resolution" and not p.issuer:
        issuer, place = (addressee(r, p.start, p.end) if r.lang == "ru" else _addressee_ky(r, p.end)) or (None, None)
        base = replace(base, issuer=issuer, place=place)
    if noun in DECIDED and not p.issuer and "matter" not in p.evidence:
        base = _with_subject(r, i, noun, base, "local_kenesh" if "session" in p.evidence else None)
    have = evidence(r, i, noun, p, chain) | ({"issuer"} if base.issuer else set())
    table = common().classes[named]
    if any(needed <= have for needed in table.cited_by):
        return base if r.lang == "ru" else with_town(r, base)
    if chain and table.with_provision and (table.with_provision is True or r.t.capital(i)):
        return replace(base, anaphoric=not p.issuer)
    return None


def evidence(r: Reading, i: int, noun: str, p: CitationParts, chain: Chain | None) -> frozenset[str]:
    """What stands beside the noun, in the words of the table."""
    found = set(p.evidence)
    if p.named:
        found.add("name")
    elif p.title:
        found.add("quoted" if p.quoted else "title")
    if p.date and not (len(p.date) == 4 and r.lex[i].number == "pl"):  # «2015-жылдагы чечимдери»: no one act
        found.add("year" if len(p.date) == 4 else "date")
    for name in ("number", "issuer", "state"):
        if getattr(p, name):
            found.add(name)
    if chain:
        found.add("provision")
    if r.t.capital(i) or r.t.capital(p.start):
        found.add("capital")
    committee = r.t.word(p.end) == "боюнча"  # «Регламенти боюнча комитет»
    if noun in DOCUMENTS and p.issuer and (p.place or p.issuer not in LOCAL_ISSUERS) and not committee:
        found.add("whose")
    return frozenset(found)


def _with_subject(r: Reading, i: int, noun: str, base: Found, session_of: str | None) -> Found:
    """The subject decides, else the state itself; of a Russian act with number or day the words around it tell."""
    if r.lang == "ru":
        low = r.sentence_start(base.start, 14)
        named = base.number or len(base.date or "") > 4
        issuer, place = (None if named else decider(r, low, base.start, MAKERS.get(noun, ()))) or (None, None)
    else:
        told = not _OF_IT.fullmatch(r.t.words[i]) or r.t.word(i + 1) == "кол"  # «… буйрукка кол койду»
        by = signer(r, base.end)
        issuer, place = (by.value, None) if by else (_subject(r, base) if told else None) or (session_of, None)
    if issuer:
        return replace(base, kind=kind_of(noun, issuer), issuer=issuer, place=place)
    return replace(base, kind="gov_resolution") if noun == "resolution" and base.jurisdiction else base


_OF_IT = re.compile(r"\w+(?:[дт][аое]н?|[нтд][ыиу]н(?:ын)?|[гк][ао]|на|но)")
"""A case for what nobody makes or acts by."""


def _subject(r: Reading, base: Found) -> tuple[str, str | None] | None:
    low = r.sentence_start(base.start, 14)
    if any(r.has("undoes", k) for k in range(base.end, min(base.end + 4, len(r.t.words)))):
        return None
    for q in range(base.start, low, -1):
        body = r.issuers.by_end.get(q)
        if body and body.start >= low:
            place = place_left(r, body, low)[1] if body.value in LOCAL_ISSUERS else None
            return body.value, place if place and " " in place else None  # «Миң-Булакта кеңеш …»: not whose it is
        if r.role(q - 1) == "head" and r.value(q - 1) not in DOCUMENTS:
            return None
    return None


def _addressee_ky(r: Reading, q: int) -> tuple[str, str | None] | None:
    """«… токтомдун долбоорун Бишкек шаардык кеңешине киргизди»: the kenesh before which a draft lies."""
    for k in range(q, min(q + 6, len(r.t.words))):
        body = r.issuers.by_start.get(k)
        if body and body.value == "local_kenesh" and r.t.words[body.end - 1].endswith(("не", "ке")):
            return body.value, place_left(r, body, q)[1]
    return None


def _street_before(r: Reading, start: int) -> bool:
    return r.has("no_act", start - 1) or (r.t.word(start - 1) == "." and r.has("no_act", start - 2))


def _called(r: Reading, p: CitationParts) -> bool:
    """«(далее – Конституция)», «(мындан ары – «Жер кодекси»)»: what an act named before will be called."""
    k = p.start - 1 - (r.t.word(p.start - 1) in QUOTES)
    k -= r.t.word(k) in ("-", "–")
    return r.t.word(k) in ("далее", "ары") and not (p.date or p.number)


MAX_ARTICLE = 1300
"""No act has more articles; a greater number is a line of something else."""


def short_codes(r: Reading, chains: Chains, used: set[int]) -> Iterator[Found]:
    """«ст. 308 УК КР», «КЖКнын 308-беренеси»: the letters of a code beside a provision."""
    for chain in chains.by_start.values():
        if chain.start in used or not (chain.has_article or _short_article(r, chain)):
            continue
        at = _after_heading(r, chain.end) if r.lang == "ru" else chain.start - 1
        title = _short_code(r, at)
        if not title:
            continue
        used.add(chain.start)
        state = r.states.by_start.get(at + 1) if r.lang == "ru" else r.states.by_end.get(at)
        start, end = min(chain.start, at), max(chain.end, at + 1)
        start, end = (min(start, state.start), max(end, state.end)) if state else (start, end)
        kg = state.value if state else ""
        places = chain.provisions
        if not chain.has_article:
            places = tuple(replace(place, article=place.part, part="") for place in places)
        yield Found(start, end, "code", title, provisions=places, jurisdiction=kg)


def _short_article(r: Reading, chain: Chain) -> bool:
    """«КР ЭК 64-б.»: behind the letters of a code the short word for a part is that for an article."""
    (first, *more) = chain.elements
    return r.lang != "ru" and not more and first.unit == "part" and first.short


def _short_code(r: Reading, i: int) -> str:
    """The code that token ``i`` stands for by its letters; empty for another word."""
    t, word = r.t, r.t.word(i)
    if not t.capital(i):
        return ""
    codes = r.words.forms.short_codes
    if word in codes:
        told = t.raw(i, i + 1)[-1].isupper() or word == "коап" or i in r.states.by_end
        return codes[word].title if told else ""  # «УК КР», «КР ЖПК 261-1-беренесин»
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
    part = begins and not chain.refers and any(p.part or p.point for p in chain.provisions)
    return part and any(r.has("amending", k) for k in range(chain.end, min(chain.end + 60, len(r.t.words))))


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


def codes_left(r: Reading, found: Found, floor: int, name_of: Callable[[str], str]) -> list[Found]:
    """All but the last of codes that share the noun: «Уголовный и Трудовой кодексы», «Эмгек жана Жер кодекстери»."""
    t, end = r.t, found.start
    out: list[Found] = []
    while len(out) < 12 and t.word(end - 1) in (",", "и", "или", "жана") and end - 1 > floor:
        first = last = end - 1
        while first - 1 >= floor and last - first < 4 and r.has("code", first - 1):
            first -= 1
        if first == last:
            break
        name = name_of(t.raw(first, last))
        state = r.states.by_end.get(first) if r.lang != "ru" else None
        end = state.start if state and state.start >= floor else first
        kg = state.value if state else found.jurisdiction
        out.append(Found(end, last, "code", name[:1].upper() + name[1:], jurisdiction=kg, elliptic=True))
    return out[::-1]
