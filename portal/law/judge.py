"""Whether a noun with all that was read around it is a citation, and of what kind: the table of classes decides."""

from __future__ import annotations

import re
from dataclasses import replace

from portal.law.deciders_ru import MAKERS, addressee, decider
from portal.law.model import LOCAL_ISSUERS, SAME, THIS
from portal.law.names_ky import place_left
from portal.law.places import with_town
from portal.law.provisions import Chain
from portal.law.reading import DECIDED, DOCUMENTS, CitationParts, Found, Reading, kind_of, read_as
from portal.law.tables import common
from portal.law.titles_ky import signer
from portal.law.tokens import QUOTES


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
    if (
        _called(r, p)
        or _of_committee(r, p, noun)
        or (noun == "constitution" and (r.has("no_act", p.end) or _street_before(r, p.start)))
    ):
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


def _of_committee(r: Reading, p: CitationParts, noun: str) -> bool:
    """«Комитет по … законодательству, … вопросам и регламенту»: what a committee is for."""
    last = noun in ("reglament", "constitution") and r.t.word(p.start - 1) in ("и", ",")
    return last and any(r.t.words[k].startswith("комитет") for k in range(r.sentence_start(p.start, 30), p.start))


def _called(r: Reading, p: CitationParts) -> bool:
    """«(далее – Конституция)», «(мындан ары – «Жер кодекси»)»: what an act named before will be called."""
    k = p.start - 1 - (r.t.word(p.start - 1) in QUOTES)
    k -= r.t.word(k) in ("-", "–")
    return r.t.word(k) in ("далее", "ары") and not (p.date or p.number)
