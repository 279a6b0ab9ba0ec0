"""Kyrgyz names of bodies left of what was read: who decided, and of which place."""

from __future__ import annotations

import re
from itertools import pairwise

from portal.law.chunks import Chunk
from portal.law.model import LOCAL_ISSUERS
from portal.law.reading import DECIDED, DOCUMENTS, CitationParts, Reading
from portal.law.titles_ky import GENITIVE, is_clause
from portal.law.words import fold

_SURNAME = re.compile(r"\w{2,}(?:ов|ев|ин)")
"""A village that bears the name of a person: «Болот Мамбетов айыл аймагы»."""

_WITH_ISSUER = DECIDED | DOCUMENTS | {"decree", "law"}


def issuer_left(r: Reading, p: CitationParts, noun: str, floor: int) -> bool:
    """«КР Министрлер Кабинетинин», «Жогорку Кеңештин», «Ош шаардык кеңешинин», «Билим берүү министрлигинин»."""
    end = _before_person(r, p.start)
    body = r.issuers.by_end.get(end) or (_letters(r, end - 1) if noun == "order" else None)
    if not body or p.issuer or body.start < floor or noun not in _WITH_ISSUER:
        return False
    word = r.t.words[body.end - 1]
    letters = len(word) <= 4 and r.t.raw(body.start, body.end)[-1:] in "." + word[-1:].upper()  # «ЖК токтому», «а.ө.»
    named = end < p.start or GENITIVE.fullmatch(word) or word.endswith("нин")
    if not (named or letters or p.evidence & {"session", "heading"}):
        return False
    if noun == "law" and body.value != "parliament":
        return False
    start = body.start
    dash = r.t.word(start - 1) in ("-", "–")
    twin = r.issuers.by_end.get(start - dash)
    joined = twin and twin.value == body.value and (dash or GENITIVE.fullmatch(r.t.words[twin.end - 1]))
    if twin and joined and twin.start >= floor:
        body, start = twin, twin.start  # «… башчысынын – акимдин», «Ош мэриясынын вице-мэринин»
    if body.value in LOCAL_ISSUERS:
        start, p.place = place_left(r, body, floor)
    elif body.value == "election_commission":
        start, _ = place_left(r, body, floor)
    elif body.value in ("ministry", "court", "national_bank", "other"):
        start = _name_start(r, body.start, floor)
    if start < floor:
        return False
    p.start, p.issuer = start, body.value
    return True


def _letters(r: Reading, k: int) -> Chunk | None:
    """Letters that stand for an agency, «МКЖӨБАнын … буйругу»; no state, no company."""
    agency = _AGENCY.fullmatch(r.t.raw(k, k + 1)) and not (k + 1 in r.states.by_end or r.has("companies", k))
    return Chunk(k, k + 1, "ministry") if agency else None


_AGENCY = re.compile(r"[А-ЯӨҮҢ]{2,7}[нтд][ыиуү]н")
_OF_PERSON = re.compile(r"\w{2,}(?:[ое]ва?|ина?|уулу|кызы)[нд][ыиу]н")
_HEAD = re.compile(r"(?:вице-)?(?:мэр|аким|башчы|губернатор|аткаруучу)(?:с?[ыиу])?")


def _before_person(r: Reading, q: int) -> int:
    """Where the body ends whose head is named: «мэри А. Жунушалиевдин», «башчысы Асан Асановдун»; else ``q``."""
    t, k = r.t, q - 1
    if not (t.capital(k) and _OF_PERSON.fullmatch(t.word(k))):
        return q
    while t.word(k - 1) == "." and len(t.word(k - 2)) == 1 and t.capital(k - 2):
        k -= 2
    k -= k not in r.issuers.by_end and t.capital(k - 1)
    return k if k in r.issuers.by_end and _HEAD.fullmatch(t.word(k - 1)) else q


def place_left(r: Reading, body: Chunk, floor: int) -> tuple[int, str | None]:
    """Where the name of a body of a place begins, and the name of the place: «Ак-Турпак айыл аймагынын айылдык …»."""
    t = r.t
    q = body.start
    kinds = [k for k in range(body.start, body.end) if r.has("place", k)]
    while q - 1 >= floor and body.start - q < 9:
        word = t.word(q - 1)
        joined = word in ("-", "–") and (
            t.touches(q - 1) or t.touches(q) or t.raw(q, q + 1).isupper() or r.has("name_begins", q - 2)
        )
        dash = joined and t.word(q - 2)[:1].isalpha() and t.capital(q - 2)
        if _where(r, q - 1):
            break  # «Бишкекте мэриянын № 80 буйругу»
        if r.has("place", q - 1):
            kinds.append(q - 1)
        elif (opening := t.open_of.get(q - 1, q)) in range(max(q - 5, floor), q - 2) and t.capital(opening + 1):
            kinds += [k for k in range(opening, q) if r.has("place", k)]
            q = opening + 1  # «Манас шаары» муниципалитети
        elif word == "." and len(t.word(q - 2)) == 1 and (t.capital(q - 2) or r.has("place", q - 2)):
            q -= 2  # «Т. Кулатов», «Бишкек ш. мэриясынын»
            kinds += [q] if r.has("place", q) else []
            continue
        elif not (dash or (word[:1].isalpha() and _capital(r, q - 1)) or r.has("of_body", q - 1)):
            break
        if q in r.states.by_end or r.role(q - 1) in ("head", "unit"):
            break
        if q < body.start and not r.has("place", q) and not GENITIVE.fullmatch(word) and not dash:
            first = r.sentence_start(q - 1, 1) == q - 1 and not r.has("name_begins", q - 1)  # «Кыргыз Ата айылдык …»
            if first and t.word(q) not in ("-", "–", "атындагы") and not _SURNAME.fullmatch(t.word(q)):
                break  # «Бюджет Араван айылдык кеңешинин»: the first word only begins the sentence
        q -= 1
    q += is_clause(r, t.word(q))  # «… маселеси боюнча Ош шаардык …»
    return q, place_name(r, q, body.start, kinds, body.value)


def _capital(r: Reading, k: int) -> bool:
    """Whether a name holds token ``k``: «Ак-Суу», the «май» of «Биринчи май»."""
    return r.t.capital(k) or (r.t.capital(k - 1) and r.has("name_begins", k - 1) and not r.role(k))


def _where(r: Reading, k: int) -> bool:
    """Whether token ``k`` is a town in the locative: where something happens, not whose body it is."""
    word = r.t.word(k)
    town = r.words.towns(word)
    return town is not None and word.endswith(("те", "де", "та", "да", "то", "до")) and word != fold(town[0].split()[0])


def _no_name(r: Reading, k: int) -> bool:
    """Whether token ``k`` stands before the noun of a body, and does not begin a name: «Биринчи Май району»."""
    return r.has("of_body", k) and not (r.has("name_begins", k) and r.t.capital(k) and _capital(r, k + 1))


def place_name(r: Reading, start: int, end: int, kinds: list[int], issuer: str = "") -> str | None:
    """«Ош шаардык» → «Ош шаары»: the name as the place is called, whatever the case."""
    t = r.t
    chunks = [c for k in range(start, end) if (c := r.issuers.by_start.get(k)) and c.value != "local_kenesh"]
    other = {k for c in chunks for k in range(c.start, c.end)}  # «Президенттин Ош облусундагы ыйгарым укуктуу өкүлү»
    names = [
        k for k in range(start, end)
        if t.words[k][0].isalpha() and k not in other and not (r.has("place", k) or _no_name(r, k))
    ]  # fmt: skip
    if not names:
        return None
    # «Кочкор районунун Чолпон айыл өкмөтү»: the name next to the body
    first = next((b for a, b in reversed(list(pairwise(names))) if any(a < k < b for k in kinds)), names[0])
    last = next((k for k in range(first, end) if k in kinds or _no_name(r, k)), end)
    name = re.sub(r"\s*[-–]\s*", "-", " ".join(t.raw(first, last).split()))
    known = r.words.forms.places.names.get(fold(name))
    name = name.title() if name.isupper() else name
    sort = next((k for k in kinds if k >= first), kinds[0] if kinds else -1)
    called = (r.words.sort_of(t.word(sort)) if sort >= 0 else None) or r.words.forms.places.of_body.get(issuer, "")
    if sort < 0 and not known:
        name = re.sub(r"(?<=[^\W\d_]{3})[нтд][ыиуү]н$", "", name)
    return " ".join(part for part in (name, called) if part)


def _name_start(r: Reading, k: int, floor: int) -> int:
    """Where the name of a body begins: after the state, or at the first capital of the words before."""
    t = r.t
    start = q = k
    while q - 1 >= floor and k - q < 20:
        if q in r.states.by_end or q in r.dates.by_end or q in r.numbers.by_end:
            return q
        q -= 1
        word = t.words[q]
        ends = is_clause(r, word) and not t.capital(q) and word != "боюнча"
        if ends or not word[0].isalpha() or r.role(q) == "head":
            break
        if t.capital(q) and (start == k or r.sentence_start(q, 1) != q or q + 1 == start):
            start = q
    return start
