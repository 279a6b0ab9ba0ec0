"""Russian citations: provisions, then the noun of the act, then issuer, state, date, number, title in any order.

One function per form. Every function reads from a token and returns where it stopped; none looks further than
its window, so the whole is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from portal.law.bare_ru import bare, short_acts, short_codes
from portal.law.judge_ru import CUE, NAMED_TREATY, judge
from portal.law.lexicon import RU_CODE_ADJECTIVE
from portal.law.model import SAME, THIS
from portal.law.provisions import Chain, Chains
from portal.law.reading import Found, Reading
from portal.law.scan_ru import russian_chains
from portal.law.tail_ru import ABOUT, Tail, date_or_number, quoted_title, read_step, read_tail
from portal.law.tokens import BREAK

_ADJECTIVE = re.compile(
    r"[^\W\d_]{3,}(?:ый|ий|ой|ая|яя|ое|ее|ого|его|ому|ему|ым|им|ом|ем|ей|ую|юю|ою|ею|ые|ие|ых|их|ыми|ими)"
)


_CONSTITUTIONAL = re.compile(r"конституционн[а-я]{2,3}")


_FEDERAL = re.compile(r"федеральн[а-я]{2,3}")


_BASIC = re.compile(r"основн[а-я]{2,3}")


def russian_citations(r: Reading) -> Iterator[Found]:
    """All citations of a Russian text, overlaps not yet settled."""
    chains = russian_chains(r)
    used: set[int] = set()
    floor = 0
    for i, lex in list(r.lex.items()):
        if lex.role != "head" or i < floor:
            continue
        for found in _at_head(r, chains, i, floor, used):
            floor = max(floor, found.end)
            yield found
    yield from short_codes(r, chains, used)
    yield from short_acts(r)
    yield from bare(r, chains, used)


def _at_head(r: Reading, chains: Chains, i: int, floor: int, used: set[int]) -> Iterator[Found]:
    noun = r.value(i)
    plural = r.lex[i].number == "pl"
    if noun == "bill":
        yield from _bill(r, i)
        return
    if r.t.word(i - 1) == "-" or (r.t.word(i + 1) == "-" and r.t.touches(i + 1) and r.t.touches(i + 2)):
        return
    start, noun, mark = _modifiers(r, i, noun, floor)
    named = _code_name(r, i, start) if noun == "code" else None
    tail = read_tail(r, i, noun)
    if noun == "law" and start < i and _FEDERAL.fullmatch(r.t.word(start)) and not tail.state:
        tail.state = "ru"
    if noun == "code" and not named and tail.title and not tail.quoted and (tail.state or r.t.capital(i)):
        named = "Кодекс " + tail.title
    if plural and not tail.title and (listed := r.list_after_colon(tail.end)) and r.t.word(listed + 1) in ABOUT:
        tail.end = listed  # «Законы Кыргызской Республики: «О воде», «О пастбищах»»
        quoted_title(r, tail, noun)
    chain, chain_start = _left_chain(r, chains, start, floor)
    found = judge(r, i, noun, start, tail, mark, named, chain)
    if not found:
        return
    if r.role(start - 1) == "draft" and noun in ("law", "constitutional_law", "code") and not chain:
        if not tail.quoted:
            return
        found = replace(found, start=start - 1, kind="bill")
        chain, chain_start = _left_chain(r, chains, start - 1, floor)
    if chain:
        used.add(chain.start)
        found = replace(found, start=chain_start, provisions=chain.provisions)
    found = _right_chain(r, chains, found, used)
    if noun == "code" and plural and named and not mark and (others := _codes_left(r, floor, found)):
        before = chains.by_end.get(others[0].start)
        if before and before.start >= floor:  # the provisions stand before the first of the codes
            used.add(before.start)
            others[0] = replace(others[0], start=before.start, provisions=before.provisions)
        yield from others
    yield found
    yield from _series(r, found, tail, noun, plural)


def _modifiers(r: Reading, i: int, noun: str, floor: int) -> tuple[int, str, str]:
    """Adjectives of the noun to its left: (start, noun, mark); mark is ``this`` or ``same`` for a pronoun.

    «конституционный закон», «Федеральный закон», «Основной закон», «Уголовно-процессуальный кодекс»,
    «настоящего Кодекса», «того же закона», «Государственная программа».
    """
    t, start, mark = r.t, i, ""
    while start - 1 >= floor and i - start < 4:
        word = t.word(start - 1)
        role = r.role(start - 1)
        if role == "this":
            return start - 1, noun, THIS
        if word == "же" and r.role(start - 2) == "same":
            return start - 2, noun, SAME
        if role == "same" and r.value(start - 1) == "same":
            return start - 1, noun, SAME
        if noun == "law" and _CONSTITUTIONAL.fullmatch(word):
            noun = "constitutional_law"
        elif noun == "law" and _FEDERAL.fullmatch(word):
            pass  # a law of the Russian Federation
        elif noun == "law" and _BASIC.fullmatch(word) and t.capital(start - 1):
            noun = "constitution"
        elif (
            (noun == "code" and RU_CODE_ADJECTIVE.fullmatch(word))
            or (
                noun in ("program", "concept")
                and _ADJECTIVE.fullmatch(word)
                and (t.capital(start - 1) or CUE.fullmatch(word))
            )
            or (noun == "treaty" and NAMED_TREATY.fullmatch(word))
            or (
                noun in ("regulation", "rules", "concept", "program", "reglament")
                and word.startswith(("типов", "временн", "примерн"))
            )
        ):
            pass
        else:
            break
        start -= 1
    return start, noun, mark


_NOMINATIVE = (
    (re.compile(r"(.*(?:ск|вск|тск))(?:ого|ому|им|ом|ий)"), r"\1ий"),
    (re.compile(r"(.*)(?:ого|ому|ым|ом|ый)"), r"\1ый"),
)


def _nominative_adjective(word: str) -> str:
    match = re.fullmatch(r"(?i:(лесн|трудов|торгов))\w+", word)
    if match:
        return match[1] + "ой"
    for pattern, form in _NOMINATIVE:
        match = pattern.fullmatch(word)
        if match:
            return match.expand(form)
    return word


def _code_name(r: Reading, i: int, start: int) -> str | None:
    """«Гражданским процессуальным кодексом» → «Гражданский процессуальный кодекс»; None without an adjective."""
    words = [r.t.raw(k, k + 1) for k in range(start, i) if RU_CODE_ADJECTIVE.fullmatch(r.t.word(k))]
    if not words:
        return None
    name = " ".join(_nominative_adjective(word) for word in words)
    return name[:1].upper() + name[1:].lower() + " кодекс"


def _codes_left(r: Reading, floor: int, found: Found) -> list[Found]:
    """Codes that share the noun: «Уголовный, Трудовой и Гражданский кодексы» – all but the last."""
    t = r.t
    out: list[Found] = []
    end = found.start
    while len(out) < 12 and t.word(end - 1) in (",", "и", "или") and end - 1 > floor:
        first = last = end - 2
        while first >= floor and last - first < 3 and RU_CODE_ADJECTIVE.fullmatch(t.word(first)):
            first -= 1
        if first == last:
            break
        words = " ".join(_nominative_adjective(t.raw(k, k + 1)) for k in range(first + 1, last + 1))
        name = words[:1].upper() + words[1:].lower() + " кодекс"
        out.append(Found(first + 1, last + 1, "code", name, jurisdiction=found.jurisdiction, elliptic=True))
        end = first + 1
    return out[::-1]


def _left_chain(r: Reading, chains: Chains, start: int, floor: int) -> tuple[Chain | None, int]:
    """Provisions that end at the act, or at a heading between: «статьи 308 «Коррупция» Уголовного кодекса»."""
    t = r.t
    end = start
    if t.word(end - 1) == "к" and (chain := chains.by_end.get(end - 1)) and chain.only_units:
        return (chain, chain.start) if chain.start >= floor else (None, 0)
    if t.word(end - 1) in ABOUT or t.word(end - 1) in ("из", "от"):
        return None, 0
    chain = chains.by_end.get(end)
    if not chain and end - 1 in t.open_of and end - t.open_of[end - 1] <= 15:
        chain = chains.by_end.get(t.open_of[end - 1])
    if not chain and t.word(end - 1) == ")":
        for q in range(end - 2, max(floor, end - 15), -1):
            if t.words[q] == "(":
                chain = chains.by_end.get(q)
                break
    if chain and chain.start >= floor:
        return chain, chain.start
    return None, 0


def _right_chain(r: Reading, chains: Chains, found: Found, used: set[int]) -> Found:
    """Provisions after the act: «, за исключением статей 310, 312», «(ст. 5)», «, статья 5», « ст. 5»."""
    t, p = r.t, found.end
    words = t.words[p : p + 4]
    q = p
    exception = False
    if words[:1] == [","]:
        q += 1
    if t.word(q) == "(":
        q += 1
    if t.word(q) == "за" and t.word(q + 1) == "исключением":
        q += 2
        exception = True
    elif t.word(q) == "кроме":
        q += 1
        exception = True
    chain = chains.by_start.get(q)
    if not chain or chain.start in used:
        return found
    bracket = t.word(p) == "("
    of_code = found.kind == "code" and [e.unit for e in chain.elements] == ["part"]
    if bracket and of_code and r.in_brackets(chain.start, chain.end):
        used.add(chain.start)  # «Гражданский кодекс (часть вторая)»: a part of the code itself
        return replace(found, end=chain.end + 1)
    if found.provisions and not exception:
        return found
    if not exception and not (bracket and t.word(chain.end) == ")"):
        if q != p and not (chain.has_article and r.role(q) == "unit"):
            return found
        if r.role(chain.end) == "head" or r.role(chain.end) in ("this", "same") or chain.end in r.states.by_start:
            return found
        if RU_CODE_ADJECTIVE.fullmatch(t.word(chain.end)) or not chain.has_article:
            return found
    used.add(chain.start)
    end = chain.end + 1 if bracket and t.word(chain.end) == ")" else chain.end
    return replace(found, end=end, provisions=found.provisions + chain.provisions)


def _bill(r: Reading, i: int) -> Iterator[Found]:
    """«Законопроект «О местном бюджете»»: only with a title in quotes."""
    tail = Tail(i + 1)
    read_step(r, tail, "law")
    if tail.quoted or (tail.end in r.t.close_of and quoted_title(r, tail, "law")):
        yield Found(i, tail.end, "bill", tail.title, jurisdiction=tail.state)


def _series(r: Reading, first: Found, tail: Tail, noun: str, plural: bool) -> Iterator[Found]:
    """Acts that share the noun: «законы КР «О …», «О …» и «О …»», «Законов от … № 1, 22 марта 2008 года № 22»."""
    t = r.t
    end = first.end
    for _ in range(60):
        p = end
        while t.word(p) in (",", "и", ";", "-", "–", "•", BREAK) or (t.word(p) == "а" and t.word(p + 1) == "также"):
            p += 1 + (t.word(p) == "а")
            if p - end > 4:
                return
        if p == end:
            return
        part = Tail(p)
        if p in t.close_of and tail.quoted and t.word(p + 1) in ABOUT:
            quoted_title(r, part, noun)
        elif not (tail.date and (plural or t.word(p) == "от")) or not date_or_number(r, part, p) or not part.date:
            return
        for _ in range(3):
            if not date_or_number(r, part, part.end):
                break
        if not part.title and not part.number:
            return
        if not part.title and part.end in t.close_of and t.word(part.end + 1) in ABOUT:
            quoted_title(r, part, noun)
        yield Found(
            p,
            part.end,
            first.kind,
            part.title,
            part.date,
            part.number,
            jurisdiction=first.jurisdiction,
            elliptic=True,
            issuer=first.issuer,
            place=first.place,
        )
        end = part.end
