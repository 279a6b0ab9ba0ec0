"""What stands to the right of the noun of a Kyrgyz citation: number, date, village, body and title of a heading."""

from __future__ import annotations

import re
from dataclasses import replace

from portal.law.model import LOCAL_ISSUERS, STATUTES
from portal.law.names_ky import place_left, place_name
from portal.law.reading import DECIDED, DOCUMENTS, CitationParts, Reading, clean_title
from portal.law.titles_ky import GENITIVE, TITLE_WINDOW, ends_title
from portal.law.tokens import BREAK

_OF_BODY = re.compile(r"\w+[лдт][ыиу]к")
"""«Бишкек шаардык», «Ак-Суу айылдык»: of a body, no name of a town or a village."""
# «6-июнундагы» belongs to what follows it.
_ATTRIBUTIVE = re.compile(r"\w+[дт][аео]г[ыиу]")
_ENDS = frozenset({".", ";", ")", "", BREAK})
_STATED = STATUTES | {"decree"}
"""Nouns of acts whose headings begin with the state."""


def right_of_noun(r: Reading, p: CitationParts, noun: str) -> None:
    """What may follow the noun: «Мыйзамы №67, 04.05.2007», «Мыйзамы («…жөнүндө»)», «ТОКТОМ № 1 8-июнь 2022-ж. «…»»."""
    p.end += "heading" in p.evidence and r.has("heading_twin", p.end)  # «ТОКТОМ ПОСТАНОВЛЕНИЕ № 1»
    for _ in range(6):
        if not any(take(r, p, noun) for take in _TAKES):
            break


def _place_right(r: Reading, p: CitationParts, noun: str) -> bool:
    """The village in the heading of a local act, when its number or date follows: «ТОКТОМУ Киров айылы № 1»."""
    local = p.issuer in LOCAL_ISSUERS or "session" in p.evidence
    heading = noun in DECIDED and (local or bool(p.issuer and r.t.raw(p.end - 1, p.end).replace(" ", "").isupper()))
    heading = heading or (noun in STATUTES and bool(p.state))
    q = 0 if not heading or (p.number and p.date) else _village_end(r, p.end)
    q += r.t.word(q) in (".", ",")
    if q > p.end and r.t.word(q + 2) == "," and r.t.capital(q) and r.t.capital(q + 1):
        q += 3  # «Бишкек шаары, Өкмөт Үйү,»
    bare = _bare_number(r, q) if q > p.end and not p.number else 0
    if bare and bare in r.dates.by_start:
        p.number, q = r.t.raw(q, bare), bare  # «Чапаев айылы 4-6 13.05.2013»
    dated = q in r.numbers.by_start or (q in r.dates.by_start and r.dates.by_start[q].form == "full")
    if q <= p.end or not dated:
        return False
    p.evidence.add("heading")
    p.end = q
    return True


def _bare_number(r: Reading, q: int) -> int:
    """Where a number without its sign ends that begins at ``q``: «4-6», «1 /1»; 0 for no such number."""
    k = q
    while r.t.word(k).isdecimal() and r.t.word(k + 1) in ("-", "–", "/") and r.t.word(k + 2).isdecimal() and k < q + 4:
        k += 2
    return k + 1 if k > q else 0


def _village_end(r: Reading, q: int) -> int:
    """Where the name of a village or a town ends that begins at ``q``: «8-Март айылы», «Кызыл-Суу айылы»; else 0."""
    t, k = r.t, q
    k += t.word(q).isdecimal() and t.word(q + 1) == "-" and t.capital(q + 2)
    while k < q + 5 and ((t.capital(k) and not r.has("place", k)) or t.word(k) in ("-", "–")):
        k += 1
    named = k > q and r.has("place", k) and not (_OF_BODY.fullmatch(t.words[k]) or GENITIVE.fullmatch(t.words[k]))
    return k + 1 if named else 0


def _body_right(r: Reading, p: CitationParts, _noun: str) -> bool:
    """Who decided, behind the number in a heading: «ТОКТОМ №19/3 Ак-Суу айылдык кеңешинин ХIХ-сессиясы 22.02.2016»."""
    q = p.end
    if "heading" not in p.evidence or p.issuer or not (p.number or p.date) or not r.t.capital(q):
        return False
    for k in range(q, min(q + 9, len(r.t.words))):
        body = r.issuers.by_start.get(k)
        if body:
            start, place = place_left(r, body, q)
            if start != q or body.value not in LOCAL_ISSUERS or not place:
                return False
            session = r.sessions.by_start.get(body.end)
            p.end, p.issuer, p.place = (session or body).end, body.value, place
            return True
        if not (r.t.capital(k) or r.has("place", k) or r.t.word(k) in ("-", "–")):
            break
    return False


def _dated_right(r: Reading, p: CitationParts, noun: str) -> bool:
    t, q = r.t, p.end
    if t.word(q) == "," and (p.number or p.date) and not (p.number and p.date):
        q += 1
    elif t.word(q) == "," and noun and (stated := r.dates.by_start.get(q + 1)):
        # «Мыйзамы, 2008-жылдын 25-апрели N 65», «Бюджеттик кодекси, 2016-жылдын 16-майы, № 59»
        behind = stated.end + (t.word(stated.end) == ",")
        numbered = behind in r.numbers.by_start and not _of_next(r, behind)
        last = t.word(stated.end) in _ENDS and p.issuer  # «Президенттин Жарлыгы, 2017-жыл 31-август.»
        q += stated.form == "full" and bool(numbered or last)
    elif t.word(q) == "." and p.number and not p.date and "heading" in p.evidence:
        q += q + 1 in r.dates.by_start  # «ТОКТОМУ № 16-1.», the day in the next line
    elif t.word(q) == "." and p.date and not p.number and t.word(q + 1) in ("№", "n") and q + 1 in r.numbers.by_start:
        q += 1  # «17-январь . № 8»
    bare = _bare_number(r, q) if "heading" in p.evidence and not p.number and t.raw(q - 1, q).isupper() else 0
    if bare and (bare in t.close_of or bare in r.dates.by_start or (t.word(bare) == BREAK and bare + 1 in t.close_of)):
        p.number, p.end = t.raw(q, bare).replace(" ", ""), bare  # «ТОКТОМ 1/1 «…»»
        return True
    allowed = r.words.forms.after_noun
    number = r.numbers.by_start.get(q) if "number" in allowed else None
    of_unit = number and r.role(number.end + (t.word(number.end) in ("-", "–"))) == "unit"  # «№ 12-беренеси»
    if number and not p.number and not of_unit and not _of_next(r, q):
        p.end, p.number = number.end, number.value
        return True
    date = r.dates.by_start.get(q) if "date" in allowed else None
    of_next = bool(date and _ATTRIBUTIVE.fullmatch(t.words[date.end - 1]))
    following = r.numbers.by_start.get(date.end) if date else None
    if of_next and "heading" in p.evidence and following and not p.number:
        of_next = r.role(following.end) == "head"  # «… сессиясынын Т О К Т О М У 2021-жылдын 11-майындагы №1»
    if date and not p.date and date.form == "full" and not of_next:
        p.end, p.date = date.end, date.value
        return True
    if q == p.end and t.word(q) == "(" and noun and not (p.number and p.date):
        inner = replace(p, end=q + 1)
        right_of_noun(r, inner, "")
        if t.word(inner.end) == ")" and inner.end > q + 1:
            p.end, p.number, p.date = inner.end + 1, inner.number, inner.date
            return True
    return False


def _day_behind(r: Reading, p: CitationParts, noun: str) -> bool:
    """«№ 77 буйругу менен 2005-жылы 17-февралда бекитилген»: the day on which the act approved something."""
    date = r.dates.by_start.get(p.end + 1) if r.t.word(p.end) == "менен" else None
    if not date or p.date or not (p.number and p.issuer) or date.form != "locative" or noun not in DECIDED:
        return False
    approved = any(r.role(k) == "adopted" or r.has("approved", k) for k in (date.end, date.end + 1))
    if approved:
        p.end, p.date = date.end, date.value
    return approved


def _of_next(r: Reading, q: int) -> bool:
    """Whether the number that begins at ``q`` is that of another act: «регламентинде № 101 мыйзам»."""
    number = r.numbers.by_start[q]
    return r.role(number.end) == "head" and r.t.word(number.end) != BREAK and not r.t.raw(q - 1, q).isupper()


def _quoted_right(r: Reading, p: CitationParts, noun: str) -> bool:
    """A title behind the noun; in the heading of an act the name of the village may stand before it."""
    t, q = r.t, p.end
    if p.title or not noun or "title" not in r.words.forms.after_noun:
        return False
    village = _village_end(r, q) if noun in DECIDED and bool(p.number or p.date) and q not in t.close_of else 0
    q = village or q
    q += "heading" in p.evidence and t.word(q) in (BREAK, ".")
    if q not in t.close_of:
        return False
    close = t.close_of[q]
    if not ends_title(r, q, close) or noun_after(r, _list_end(r, close + 1)):
        return False
    _of_village(r, p, noun, village)
    p.title, p.quoted, p.end = clean_title(t.raw(q + 1, close)), True, close + 1
    return True


def _open_right(r: Reading, p: CitationParts, noun: str) -> bool:
    """The title in the heading of an act: «ТОКТОМ № 14 Айыл өкмөтүнүн Регламентин бекитүү жөнүндө»."""
    t, q = r.t, p.end
    heads = (k for k in range(p.start, p.end) if r.role(k) == "head")
    heading = noun in DECIDED or (noun in _STATED and any(t.raw(k, k + 1).isupper() for k in heads))
    heading = heading or "heading" in p.evidence
    q += heading and (bool(p.number and p.date) or "heading" in p.evidence) and t.word(q) == BREAK
    statute = noun in _STATED and bool(p.state) and p.end == q and t.raw(p.start, q).isupper()
    first = p.issuer in LOCAL_ISSUERS and noun == "resolution" and r.sentence_start(p.start, 1) == p.start
    if p.title or not heading or not (p.number or statute or first) or GENITIVE.fullmatch(t.word(p.end - 1)):
        return False
    if p.end - 1 not in range(len(t.words)) or p.start == p.end - 1 or not (t.capital(q) or q in t.close_of):
        return False
    village = _village_end(r, q) if "heading" in p.evidence else 0
    begin = q = village or q
    while q < min(p.end + 120, len(t.words)) and not r.about(q):
        if t.words[q] == "(" and begin < q and (closing := r.closing(q, 90)):
            q = closing + 1  # «айрым мыйзам актыларына («…» мыйзамына, … кодексине) өзгөртүүлөрдү киргизүү жөнүндө»
            continue
        comma = t.words[q] == "," and "heading" not in p.evidence  # «… программасын кароо, бекитүү боюнча»
        if r.sentence_ends(q) or comma or t.words[q] in (";", ":", "(", ")") or r.role(q) == "this":
            return False
        q = t.close_of.get(q, q) + 1
    q = _last_about(r, q)
    if not r.about(q) or noun_after(r, q + 1) or q - begin < 2:
        return False
    _of_village(r, p, noun, village)
    p.title, p.end = clean_title(t.raw(begin, q + 1)), q + 1
    return True


def _of_village(r: Reading, p: CitationParts, noun: str, village: int) -> None:
    """The village in a heading tells whose resolution it is; an order is one of another body than its kenesh."""
    if village and not p.issuer and noun in ("resolution", "decision"):
        p.issuer, p.place = "local_kenesh", place_name(r, p.end, village, [village - 1])


def _record_right(r: Reading, p: CitationParts, noun: str) -> bool:
    """A record of a list, each part with a full stop: «Президенттин Жарлыгы. … жөнүндө. №96, 22.03.2025»."""
    t, q = r.t, p.end
    if not noun or p.title or p.number or p.date or not p.issuer or t.word(q) != ".":
        return False
    for k in range(q + 1, min(q + TITLE_WINDOW, len(t.words))):
        number = r.numbers.by_start.get(k + 2) if k > q + 3 and r.about(k) and t.word(k + 1) == "." else None
        if number:
            p.title, p.number, p.end = clean_title(t.raw(q + 1, k + 1)), number.value, number.end
            return True
        if r.sentence_ends(k):
            break
    return False


def _last_about(r: Reading, q: int) -> int:
    """The word with which a title ends that has one with which titles end: «… боюнча … жөнүндө», «киргизүү жөнүндө»."""
    last = q
    for k in range(q + 1, min(q + 16, len(r.t.words))):
        named = r.t.words[k] in (".", "№") and not r.sentence_ends(k)  # «Б. Асановдун», «№ 1 протоколун»
        word = r.t.words[k][0].isalnum() or named
        if not word or (r.role(k) == "head" and r.value(k) not in DOCUMENTS | {"code"} and not r.has("of_acts", k + 1)):
            break
        last = k if r.about(k) else last
    return last


def _list_end(r: Reading, p: int) -> int:
    """Where the list of titles ends of which one closes before ``p``: «А», «Б» жана «В»."""
    q = p
    while r.t.word(q) in (",", "жана"):
        q += 1
        if q not in r.t.close_of:
            return p
        p = q = r.t.close_of[q] + 1
    return p


def noun_after(r: Reading, p: int) -> bool:
    """Whether a title that ends before ``p`` belongs to a noun of its own further right: «… жөнүндө» КР Мыйзамы."""
    for _ in range(6):
        starts = (r.states, r.dates, r.numbers, r.issuers)
        if chunk := next((chunks.by_start[p] for chunks in starts if p in chunks.by_start), None):
            p = chunk.end
        elif r.has("before_noun", p) or r.has("constitutional", p):
            p += 1
        else:
            break
    return r.role(p) == "head" and r.t.word(p) != BREAK


_TAKES = (_dated_right, _day_behind, _place_right, _body_right, _quoted_right, _open_right, _record_right)
