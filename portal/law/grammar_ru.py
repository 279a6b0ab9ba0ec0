"""Russian citations: provisions, then the noun of the act, then issuer, state, date, number, title in any order.

One function per form. Every function reads from a token and returns where it stopped; none looks further than
its window, so the whole is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from portal.language.lemma_ru import cases
from portal.law import scan
from portal.law.judge import (
    bare,
    codes_left,
    codes_of_state,
    covered,
    judge,
    listed,
    named_acts,
    papers,
    short_acts,
    short_codes,
)
from portal.law.model import SAME, STATUTES, THIS
from portal.law.names_ru import code_name, codes_name, name_of
from portal.law.provisions import Chain, Chains
from portal.law.read_ru import bare_number, date_or_number, open_title, quoted_title, read_right
from portal.law.reading import DECIDED, CitationParts, Found, Reading, clean_title, read_as, take_left
from portal.law.tokens import BREAK


def russian_citations(r: Reading) -> Iterator[Found]:
    """All citations of a Russian text, overlaps not yet settled."""
    chains = scan.chains(r)
    used: set[int] = set()
    yield from named_acts(r, chains, used)
    floor, named = 0, covered(r)
    for i, lex in list(r.lex.items()):
        if lex.role != "head" or i < floor or i in named or _in_committee(r, i):
            continue
        for found in _at_head(r, chains, i, floor, used):
            floor = max(floor, found.end)
            yield found
    yield from short_codes(r, chains, used)
    yield from codes_of_state(r)
    yield from short_acts(r)
    yield from listed(r)
    yield from papers(r)
    yield from bare(r, chains, used)


def _at_head(r: Reading, chains: Chains, i: int, floor: int, used: set[int]) -> Iterator[Found]:
    noun = read_as(r.value(i))
    plural = r.lex[i].number == "pl"
    if (r.t.word(i - 1) == "-" and r.t.touches(i)) or (
        r.t.word(i + 1) == "-" and r.t.touches(i + 1) and r.t.touches(i + 2)
    ):
        return
    p = CitationParts(i, i + 1)
    noun, federal = _modifiers(r, p, i, noun, floor)
    if noun == "code" and (name := code_name(r, i, p.start)):
        p.title, p.named = name, True
    _right(r, p, noun)
    take_left(r, p)
    _heading_left(r, p, i, floor)
    if federal and not p.state:
        p.state = "ru"
    if plural and not p.title and (listed := r.list_after_colon(p.end)) and r.about(listed + 1):
        p.end = listed  # «Законы Кыргызской Республики: «О воде», «О пастбищах»»
        quoted_title(r, p, noun)
    chain = _left_chain(r, chains, p.start, floor)
    name_of(r, i, noun, p)
    p = p if p.mark or p.title or r.role(p.start) != "this" else CitationParts(p.start, i + 1, mark=THIS)
    if noun in STATUTES and plural and p.title and not (p.quoted or p.named or p.date or p.number):
        p.title, p.end = None, i + 1  # «законы о выборах»: a class of laws
    k = p.start - (r.t.word(p.start - 1) == "редакции")
    if noun in STATUTES | {"constitution"} and r.another(k - 1) and r.role(k - 2) == "draft":
        p.start = k - 1  # «проект нового Трудового кодекса», «проект новой редакции Закона»
    draft = r.role(p.start - 1) == "draft" and not chain and noun not in ("program", "concept")
    found = judge(r, i, "bill" if draft and p.title and noun in DECIDED else noun, p, chain)
    if not found:
        return
    if draft:
        found = _as_draft(r, replace(found, start=p.start - 1, kind="bill"), i)
        chain = _left_chain(r, chains, p.start - 1, floor)
    if chain:
        used.add(chain.start)
        found = replace(found, start=chain.start, provisions=chain.provisions)
    found = _right_chain(r, chains, found, used)
    if noun == "code" and plural and p.named and not p.mark and (others := codes_left(r, found, floor, codes_name)):
        before = chains.by_end.get(others[0].start)
        if before and before.start >= floor:  # the provisions stand before the first of the codes
            used.add(before.start)
            others[0] = replace(others[0], start=before.start, provisions=before.provisions)
        yield from others
    yield found
    yield from _series(r, found, p, noun, plural)


def _as_draft(r: Reading, found: Found, i: int) -> Found:
    """The day and the number behind the act that a draft amends are that act's, and end the title of the draft."""
    title = range(next((k for k in range(i + 1, found.end) if r.about(k)), found.end), found.end)
    amends = any(r.has("amends", k) for k in title) and any(r.role(k) == "head" for k in title)
    if not amends or not (found.end in r.dates.by_end or found.end in r.numbers.by_end):
        return found
    return replace(found, title=clean_title(r.t.raw(title.start, found.end)), date=None, number=None)


def _in_committee(r: Reading, i: int) -> bool:
    """Whether the noun is what a committee is for: «Комитет по … законодательству, … вопросам и регламенту»."""
    words = r.t.words
    if r.value(i) not in ("reglament", "constitution") or r.t.word(i - 1) not in ("и", ","):
        return False
    if not words[i].endswith(("у", "и")):
        return False
    low = r.sentence_start(i, 30)
    return any(words[k].startswith("комитет") and words[k + 1] == "по" for k in range(low, i))


def _right(r: Reading, p: CitationParts, noun: str) -> None:
    """What follows the noun, also in «Настоящее Положение о …»; «указанный закон № 5» begins with the noun."""
    own = noun in ("regulation", "rules") and r.t.capital(p.start) and r.t.capital(p.end - 1)
    if p.mark == THIS and not own:
        return
    p.mark = "" if p.mark == THIS else p.mark
    read_right(r, p, noun)
    if p.mark == SAME and (p.title or p.date or p.number) and not p.named:
        p.mark = ""
        p.start = next(k for k in range(p.start, p.end) if r.role(k) == "head")


def _heading_left(r: Reading, p: CitationParts, i: int, floor: int) -> None:
    """The date first: «от 9 июля 2008 года N 141 ЗАКОН …», «утверждено 5 мая 2009 года приказом № 4»."""
    when = r.dates.by_end.get(p.start)
    if when and when.form == "full" and when.start > floor and p.number and not p.date:
        if r.role(when.start - 1) == "adopted" or r.has("approved", when.start - 1):
            p.start, p.date = when.start, when.value
        return
    by = r.decider_told(p) and not (p.date or p.number or r.lex[i].number == "pl") and cases(r.t.words[i]) == {"ablt"}
    if when and by and when.start >= floor:
        # «14 декабря 1995 года распоряжением мэра», «в 2022 году решением районного суда»
        year = r.t.word(when.start - 1) == "в" and when.form == "year_locative" and r.value(i) in DECIDED
        if year or when.form == "full":
            p.start, p.date = when.start - year, when.value
        return
    number = r.numbers.by_end.get(p.start)
    date = r.dates.by_end.get(number.start) if number else None
    if p.date or p.number or not date or not number or date.start < floor or not r.t.raw(i, i + 1).isupper():
        return
    p.start, p.date, p.number = date.start - (r.t.word(date.start - 1) == "от"), date.value, number.value


def _modifiers(r: Reading, p: CitationParts, i: int, noun: str, floor: int) -> tuple[str, bool]:
    """Adjectives of the noun to its left: the noun they make, and whether it is a federal law; marks pronouns.

    «конституционный закон», «Федеральный закон», «Уголовно-процессуальный кодекс», «настоящего Кодекса»,
    «того же закона», «Государственная программа».
    """
    federal = False
    while p.start - 1 >= floor and i - p.start < 4:
        k = p.start - 1
        role = r.role(k)
        if role == "this" or (role == "same" and r.value(k) == "same"):
            p.start, p.mark = k, THIS if role == "this" else SAME
            break
        if r.t.word(k) == "же" and r.role(k - 1) == "same":
            p.start, p.mark = k - 1, SAME
            break
        if noun == "law" and r.has("constitutional", k):
            noun = "constitutional_law"
        elif noun == "law" and r.has("federal", k):
            federal = True
        elif not _belongs(r, k, noun):
            break
        p.start = k
    return noun, federal


def _belongs(r: Reading, k: int, noun: str) -> bool:
    """Whether the adjective ``k`` belongs to the name that the noun begins."""
    if noun == "code":
        return r.has("code", k)
    if noun in ("program", "concept"):
        adjective = _ADJECTIVE.fullmatch(r.t.word(k)) and r.t.capital(k)
        return bool(adjective) or r.has("cue", k) or r.has("modifies", k)
    if noun == "treaty":
        return r.has("treaty", k)
    return noun in ("regulation", "rules", "reglament", "charter") and r.has("modifies", k)


_ADJECTIVE = re.compile(r"\w{3,}(?:[ыиое]й|[ая]я|[ое]е|[ое]го|[ое]му|[ыиое]м|[уюое]ю|[ыи]е|[ыи]х|[ыи]ми)")


def _left_chain(r: Reading, chains: Chains, start: int, floor: int) -> Chain | None:
    """Provisions that end at the act, or at a heading between: «статьи 308 «Коррупция» Уголовного кодекса»."""
    t = r.t
    end = start - (r.has("other_time", start - 1) and start - 1 in chains.by_end)  # «статьи 5 нового Кодекса»
    if t.word(end - 1) == "к" and (chain := chains.by_end.get(end - 1)) and chain.only_units:
        return chain if chain.start >= floor else None
    if r.about(end - 1) or t.word(end - 1) in ("из", "от"):
        return None
    chain = chains.by_end.get(end)
    if not chain and end - 1 in t.open_of and end - t.open_of[end - 1] <= 15:
        chain = chains.by_end.get(t.open_of[end - 1])
    if not chain and t.word(end - 1) == ")":
        opening = next((q for q in range(end - 2, max(floor, end - 15), -1) if t.words[q] == "("), 0)
        chain = chains.by_end.get(opening)
    return chain if chain and chain.start >= floor else None


def _right_chain(r: Reading, chains: Chains, found: Found, used: set[int]) -> Found:
    """Provisions after the act: «, за исключением статей 310, 312», «(ст. 5)», «, статья 5», « ст. 5»."""
    t, p = r.t, found.end
    q = p + (t.word(p) == ",")
    q += t.word(q) == "("
    exception = False
    if t.word(q) == "за" and t.word(q + 1) == "исключением":
        q, exception = q + 2, True
    elif t.word(q) == "кроме":
        q, exception = q + 1, True
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
    closed = bracket and t.word(chain.end) == ")"
    if not exception and not closed and not _hangs_on(r, chain, q, p):
        return found
    used.add(chain.start)
    return replace(found, end=chain.end + closed, provisions=found.provisions + chain.provisions)


def _hangs_on(r: Reading, chain: Chain, q: int, p: int) -> bool:
    """Whether provisions right of the act are its own, and not those of another act further right."""
    if not chain.has_article or (q != p and r.role(q) != "unit"):
        return False
    if r.role(chain.end) in ("head", "this", "same") or chain.end in r.states.by_start:
        return False
    # «…, статья 8 проекта», «…, статья 8 меморандума»: of a document that is no act
    return not (r.another(chain.end) or any(r.has(name, chain.end) for name in ("code", "documents")))


def _series(r: Reading, first: Found, p: CitationParts, noun: str, plural: bool) -> Iterator[Found]:
    """Acts that share the noun: «законы КР «О …», «О …» и «О …»», «Законов от … № 1, 22 марта 2008 года № 22»."""
    t, end = r.t, first.end
    for _ in range(60):
        q = _over_remark(r, end)
        while t.word(q) in (",", "и", ";", "-", "–", "•", BREAK) or (t.word(q) == "а" and t.word(q + 1) == "также"):
            q += 1 + (t.word(q) == "а")
            if q - end > 18:
                return
        part = CitationParts(q, q)
        if q == end or not _part_right(r, part, p, noun, plural):
            return
        yield Found(
            q, part.end, first.kind, part.title, part.date, part.number,
            jurisdiction=first.jurisdiction, elliptic=True, issuer=first.issuer, place=first.place,
        )  # fmt: skip
        end = part.end


def _over_remark(r: Reading, q: int) -> int:
    """Behind «(вступил в силу 01.01.2016 г.)» in a list of acts; ``q`` when a list does not go on there."""
    closing = r.closing(q) if r.t.word(q) == "(" else 0
    remark = closing and not any(r.role(k) == "head" for k in range(q, closing))
    return closing + 1 if remark and r.t.word(closing + 1) == "," else q


def _part_right(r: Reading, part: CitationParts, p: CitationParts, noun: str, plural: bool) -> bool:
    """Read one more act of a list."""
    t, q = r.t, part.end
    # «Законами КР «Об образовании» и «Защите прав потребителей»»: what they are about need not be said twice
    named = plural and noun in STATUTES and t.close_of.get(q, q) - q > 3
    if q in t.close_of and p.quoted and (named or r.about(q + 1)):
        part.state = p.state
        quoted_title(r, part, noun)
    else:
        date = r.dates.by_start.get(q)
        numbered = date and date.form == "full" and date.end in r.numbers.by_start
        listed = p.date and (plural or t.word(q) == "от" or numbered)
        numbers = bool(p.number) and q in r.numbers.by_start  # «постановления № 15, № 16 и № 17»
        if p.number and not numbers and (number := bare_number(r, q)):
            part.end, part.number = number.end, number.value  # «постановлений № 188 и 189 от 18 мая 2001 года»
            if taken := date_or_number(r, part, part.end):
                open_title(r, part, noun)
            return taken
        if not (listed or numbers) or not date_or_number(r, part, q) or not (part.date or numbers):
            return False
    while date_or_number(r, part, part.end):
        pass
    if not part.title and part.end in t.close_of and r.about(part.end + 1):
        quoted_title(r, part, noun)
    return bool(part.title or part.number or (plural and len(part.date or "") == 10))
