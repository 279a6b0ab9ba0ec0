"""Kyrgyz citations: state, issuer, date, number and title in any order, then the noun of the act, then provisions.

Read from the noun to the left, part by part, then to the right. Kazakh is read with the same rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from portal.law import scan
from portal.law.judge import bare, codes_left, covered, judge, listed, named_acts, short_codes
from portal.law.model import STATUTES
from portal.law.names_ky import name_of
from portal.law.provisions import Chain, Chains
from portal.law.read_ky import adjectives_left, date_left, name_left, number_left, quoted_left, step_left
from portal.law.reading import DECIDED, CitationParts, Found, Reading, clean_title, kind_of, read_as
from portal.law.right_ky import noun_after, right_of_noun
from portal.law.titles_ky import GENITIVE, amended, ends_title
from portal.law.tokens import BREAK, QUOTES

# «долбоорлорду» is the object of another verb, «долбоорун» the draft of the act before it.
_UNPOSSESSED = re.compile(r"\w+[^н](?:[дт][ыиу]н?|[гк][аео]|[дт][аео]н?)")
_CLOSING = ("»", '"', "”", "“", ">>")


def kyrgyz_citations(r: Reading) -> Iterator[Found]:
    """All citations of a Kyrgyz text, overlaps not yet settled."""
    chains = scan.chains(r)
    used: set[int] = set()
    yield from named_acts(r, chains, used)
    named = covered(r)
    floor = inner = 0
    close = -1
    quotes = iter(sorted(r.t.close_of))
    last_close = {opening: closing for closing, opening in sorted(r.t.open_of.items())}
    opening = next(quotes, None)
    for i, lex in list(r.lex.items()):
        if lex.role != "head" or i in named:
            continue
        while opening is not None and opening < i:
            if opening > close:  # an outermost quote: what is found inside it is no floor for the noun behind it
                close, inner = last_close.get(opening, r.t.close_of[opening]), floor
            opening = next(quotes, None)
        for found in _at_head(r, chains, i, min(max(floor, inner) if i < close else floor, i), used):
            if not found.provisions and _in_title(r, found):
                yield found
                continue  # «Жер кодексин колдонууга киргизүү жөнүндө мыйзамга»
            if found.end <= close:
                inner = max(inner, found.end)
            else:
                floor = max(floor, found.end)
            yield found
    yield from short_codes(r, chains, used)
    yield from listed(r)
    yield from bare(r, chains, used)


def _at_head(r: Reading, chains: Chains, i: int, floor: int, used: set[int]) -> Iterator[Found]:
    t, noun = r.t, read_as(r.value(i))
    p = CitationParts(i, i + 1)
    drafted = r.role(i + 1) == "draft" and not _UNPOSSESSED.fullmatch(t.words[i + 1])
    drafted = drafted or (t.word(i) == "мыйзам" and t.word(i + 1) == "долбоордун")
    if drafted:
        if noun not in STATUTES | DECIDED and not t.word(i).endswith(("нын", "нун")):
            return
        noun, p.end = ("bill" if noun in STATUTES - {"code"} else noun), i + 2
    if (i in t.open_of or (r.about(i - 1) and t.word(i + 1) in _CLOSING)) and (
        inside := _noun_inside_quotes(r, i, noun)
    ):
        chain = chains.by_start.get(inside.end)
        used.update({chain.start} if chain else ())
        yield replace(inside, end=chain.end, provisions=chain.provisions) if chain else inside
        return
    part = p.end + 1 + (t.word(p.end + 1) == "-")
    if r.roman(p.end) and r.value(part) == "part" and noun == "code":
        p.end = part + 1  # «Граждандык кодексинин I бөлүгү»: a part of the code, no part of an article
    _over_signs(r, p, i, floor)
    noun = _read(r, p, i, noun, floor)
    listed = r.list_after_colon(p.end) if r.lex[i].number == "pl" and not p.title else 0
    if listed and (title := _title_right(r, listed)):
        p.title, p.quoted, p.end = title, True, t.close_of[listed] + 1
    chain = _chain(r, chains, p, used)
    name_of(r, i, noun, p)
    found = judge(r, i, noun, p, chain)
    if not found:
        return
    if p.end == i + 2 and drafted:
        found = replace(found, kind="bill")
    if chain:
        used.add(chain.start)
        found = replace(found, end=max(chain.end, found.end), provisions=chain.provisions)
    if noun == "code" and p.named and r.lex[i].number == "pl":
        yield from codes_left(r, found, floor, lambda name: " ".join(name.split()) + " кодекси")
    elif listed:
        yield from _series_right(r, found)
    else:
        yield from _series_left(r, found, p, i, floor)
        return
    yield found


def _in_title(r: Reading, found: Found) -> bool:
    """Whether what follows ends the title of a law that begins with a code, or with the law that it amends."""
    p = found.end
    if found.kind == "treaty" and r.t.word(p).startswith("ратификац"):
        return any(r.about(k) for k in range(p + 1, p + 4))  # «макулдашууну ратификациялоо жөнүндө мыйзам»
    if not (found.kind in ("code", "constitution") or (found.kind in STATUTES and amended(r, p - 1))):
        return False
    for k in range(p, min(p + 8, len(r.t.words))):
        if r.about(k) and r.role(k + 1) == "head":
            return r.value(k + 1) in STATUTES | DECIDED
        if not r.t.words[k][0].isalpha():
            return False
    return False


def _over_signs(r: Reading, p: CitationParts, i: int, floor: int) -> None:
    """Step over a quote that closes nothing («…» “Жарлыгын) and a hyphen apart («№ 3 -токтомдору»)."""
    t = r.t
    while t.word(p.start - 1) in QUOTES and p.start - 1 not in t.open_of and p.start - 1 > floor:
        p.start -= 1
    if p.start < i and p.start - 1 not in t.open_of:
        p.start = i
    if t.word(p.start - 1) in ("-", "–") and p.start - 1 in r.numbers.by_end and p.start - 1 > floor:
        p.start -= 1


def _read(r: Reading, p: CitationParts, i: int, noun: str, floor: int) -> str:
    """Read all parts around the noun; the noun as the words beside it make it."""
    noun = name_left(r, p, i, noun, floor)
    alone = p.named or (p.start == i and r.about(i - 2))
    if alone and r.t.close_of.get(p.start - 1) == p.end and p.start - 1 >= floor:
        p.start, p.end = p.start - 1, p.end + 1  # «Бюджеттик кодексинин» in quotes
    adjectives_left(r, p, noun, floor)
    _heading(r, p, i, noun, floor)
    for _ in range(12):
        if not step_left(r, p, noun, floor):
            break
    right_of_noun(r, p, noun)
    return noun


def _heading(r: Reading, p: CitationParts, i: int, noun: str, floor: int) -> None:
    """The heading of an act: «… сессиясынын Жаңы-Арык айылы 8 – ТОКТОМУ», «Ак-Кудук айылдык Кеңеши ТОКТОМ № 2»."""
    t = r.t
    upper = t.raw(i, i + 1).replace(" ", "").isupper()
    if noun not in DECIDED or not (upper or t.capital(i)):
        return
    p.evidence.update(("heading",) if upper else ())
    dashed = t.word(i - 1) in ("-", "–") and i - 1 not in r.numbers.by_end
    if dashed and t.word(i - 2).isdecimal() and i - 2 > floor:
        p.start, p.number = i - 2, t.word(i - 2)
    k = p.start
    if not r.has("place", k - 1):
        return
    k -= 2
    while k > max(floor, p.start - 6) and (t.capital(k) or t.word(k) in ("-", "–")):
        k -= 1
    if k + 1 in r.sessions.by_end or k + 1 in r.issuers.by_end or k + 1 in r.numbers.by_end:
        p.start = k + 1
        p.evidence.add("heading")


def _chain(r: Reading, chains: Chains, p: CitationParts, used: set[int]) -> Chain | None:
    """The provisions behind the act, also in brackets: «Конституциянын (16-берене)»."""
    chain = chains.by_start.get(p.end)
    if not chain and r.t.close_of.get(p.end, p.end + 99) - p.end < 14:
        chain = chains.by_start.get(r.t.close_of[p.end] + 1)  # «Кылмыш-жаза кодекси “Мал уурдоо” 205-беренеси»
        chain = chain if chain and chain.has_article else None
    if not chain and r.t.word(p.end) == "," and GENITIVE.fullmatch(r.t.words[p.end - 1]):
        chain = chains.by_start.get(p.end + 1)  # «№ 101 мыйзамынын, 31-беренесине»
        chain = chain if chain and chain.has_article else None
    if not chain and (named := r.t.close_of.get(p.end, 0)) and r.role(named + 1) == "unit":
        inner = chains.by_start.get(named + 3)  # «кодексинин «Массалык тартипсиздик» беренесинин (278-берене)»
        chain = replace(inner, end=inner.end + 1) if inner and r.in_brackets(inner.start, inner.end) else None
    if not chain and (after := r.definition_end(p.end)) > p.end:
        chain = chains.by_start.get(after)  # «Жер кодексинин (мындан ары – Кодекс) 12-беренеси»
    if not chain and r.t.word(p.end) == "(" and (chain := chains.by_start.get(p.end + 1)):
        chain = replace(chain, end=chain.end + 1) if r.in_brackets(chain.start, chain.end) else None
    if chain and (chain.start in used or not (chain.numbered or chain.has_article)):
        return None
    noun = r.t.words[p.end - 1]
    owns = GENITIVE.fullmatch(noun) or noun.endswith(("на", "не", "га", "ге"))
    if chain and chain.only_units and chain.start == p.end and not owns:
        return None  # «Регламенти 1-тиркемеге ылайык бекитилсин»
    return chain


def _title_right(r: Reading, p: int) -> str | None:
    """The title in the quotes that open at ``p``, unless a noun of its own follows it."""
    close = r.t.close_of[p]
    return clean_title(r.t.raw(p + 1, close)) if ends_title(r, p, close) and not noun_after(r, close + 1) else None


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


def _noun_inside_quotes(r: Reading, i: int, noun: str) -> Found | None:
    """ "… аттестациялоо тартиби жөнүндө Жобонун": the quotes close after the noun."""
    t = r.t
    opening = t.open_of.get(i + 1)
    if opening is None or not r.about(i - 1) or noun not in ("regulation", "rules", "law", "program", "concept"):
        return None
    return Found(opening, i + 2, kind_of(noun, None), clean_title(t.raw(opening + 1, i)))


def _series_left(r: Reading, found: Found, p: CitationParts, i: int, floor: int) -> Iterator[Found]:
    """Acts that share the noun, in the order of the text: ««А» жана «Б» мыйзамдары», «№ 193, № 22 токтомдору»."""
    t, start = r.t, found.start
    plural = r.lex[i].number == "pl"
    out: list[Found] = [found]
    for _ in range(60):
        k = start
        while t.word(k - 1) in (",", "жана", "ошондой", "эле", ";") and k - 1 >= floor and start - k <= 3:
            k -= 1
        part = CitationParts(k, k)
        joined = k < start or (plural and p.number and k in r.numbers.by_end)
        if not joined or k <= floor or not _part_left(r, part, p, plural, floor):
            break
        if not p.issuer and (body := step_body(r, part, i, floor)):
            part = body
        elif (state := r.states.by_end.get(part.start)) and state.start >= floor:
            part.start, part.state = state.start, state.value
        kg = part.state or found.jurisdiction
        out.append(Found(part.start, k, found.kind, part.title, part.date, part.number, jurisdiction=kg, elliptic=True))
        start = part.start
        if part.issuer or "session" in part.evidence:
            issuer = part.issuer or "local_kenesh"
            found = replace(found, issuer=issuer, place=part.place, kind=kind_of(r.value(i), issuer))
        if part.issuer:
            break
    if first := out[-1].date:  # «9-декабрындагы № 795, № 796 токтомдору» are of one day
        out[:-1] = [item if item.date or item.title else replace(item, date=first) for item in out[:-1]]
    for item in reversed(out):
        yield replace(item, issuer=found.issuer, place=found.place, kind=found.kind)


def step_body(r: Reading, part: CitationParts, i: int, floor: int) -> CitationParts | None:
    """Who decided a whole list, or in which session, stands before its first act: «Өкмөттүн № 3, № 5 токтомдору»."""
    body = replace(part, evidence=set())
    for _ in range(4):
        if not step_left(r, body, r.value(i), floor):
            break
    return body if body.issuer or "session" in body.evidence else None


def _part_left(r: Reading, part: CitationParts, p: CitationParts, plural: bool, floor: int) -> bool:
    """Read one more act of a list: a title in quotes, or date and number, or a title that ends as one does."""
    t, k = r.t, part.start
    if p.quoted and k - 1 in t.open_of and t.open_of[k - 1] >= floor:
        if not (plural or r.about(k - 2)) or not quoted_left(r, part, "law"):
            return False
    elif not plural or not (p.date or p.number) or not (number_left(r, part, floor) or date_left(r, part, floor)):
        return False
    for _ in range(4):
        if not (number_left(r, part, floor) or date_left(r, part, floor)):
            break
    if not part.title and p.quoted and part.start - 1 in t.open_of and t.open_of[part.start - 1] >= floor:
        quoted_left(r, part, "law")  # ««А» 2004-жылдын … № 114 жана «Б» … № 165 мыйзамдары»
    return True
