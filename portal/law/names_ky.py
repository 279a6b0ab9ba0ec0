"""Kyrgyz names: bodies and their places left of what was read; programmes, rules, laws by a short name in use."""

from __future__ import annotations

import re
from itertools import pairwise

from portal.law.chunks import Chunk
from portal.law.model import LOCAL_ISSUERS
from portal.law.places import called, town_at
from portal.law.reading import DECIDED, DOCUMENTS, CitationParts, Reading, clean_title
from portal.law.titles_ky import GENITIVE, is_clause
from portal.law.tokens import BREAK
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
    name = called(t.raw(first, last))
    known = r.words.forms.places.names.get(fold(name))
    name = name.title() if name.isupper() else name
    sort = next((k for k in kinds if k >= first), kinds[0] if kinds else -1)
    kind = (r.words.sort_of(t.word(sort)) if sort >= 0 else None) or r.words.forms.places.of_body.get(issuer, "")
    if sort < 0 and not known:
        name = re.sub(r"(?<=[^\W\d_]{3})[нтд][ыиуү]н$", "", name)
    return " ".join(part for part in (name, kind) if part)


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


NAME_WINDOW = 18
_UNTIL = ("чейин", "чейинки", "карата", "мезгилине", "мезгилге")
# The years a programme is for; «2014–2015-жылдары» only tells when something happened.
_FOR_YEARS = re.compile(r"жыл(?:дар)?(?:га|дагы)|ж")
_OF_PURPOSE = re.compile(r"\d{4}|жөнүндө|өнүктүрүү|концепци")
# «программасы», «доктринасынын», «планын»: of somebody or something.
_POSSESSED = re.compile(r"\w+(?:[аеиуыэюя]с[ыи]|[бвгжзклмнпрсфхчшщ][ыиу])(?:н\w*)?")
_CASE = re.compile(r"(?<=[ыиуү])н(?:[ыиуү]н?|[аеоө]н?|д[аеоө]\w*)?$")
_OBLIQUE = re.compile(r"\w+(?:[дт][аео]|[дт][аео]гы|[дт][аео]н|г[ае]|к[ае])")


def name_of(r: Reading, i: int, noun: str, p: CitationParts) -> None:
    """Read the name that the noun ends, where titles and numbers do not say what act it is."""
    if noun == "regulation" and p.title and not p.quoted and r.lex[i].number == "pl":
        p.title = None  # «… негиздери жөнүндөгү жоболору»: what an act says
    if noun in ("regulation", "rules") and not p.issuer:
        _of_place(r, p)
    if noun == "agreement" and p.title and not p.quoted:
        p.named = _of_powers(r, i, p)
    if p.mark or (p.title and not p.quoted):
        return
    if noun in ("program", "concept"):
        _program(r, i, p)
        _of_place(r, p)
    elif noun == "law" and not (p.title or p.date or p.number):
        _popular(r, i, p)
    elif noun == "charter" and not (p.issuer or p.title) and _community(r, i, p):
        p.title = clean_title(r.t.raw(p.start, i)) + " уставы"
    elif noun in ("reglament", "charter") and p.issuer and not p.title:
        p.title = clean_title(r.t.raw(p.start, i)) + (" регламенти" if noun == "reglament" else " уставы")
        p.named = False
    elif noun in ("regulation", "rules") and not p.title and not p.number:
        _rules(r, i, p)
        _of_place(r, p)
    elif noun == "treaty" and not p.title:
        _treaty(r, i, p)


def _community(r: Reading, i: int, p: CitationParts) -> bool:
    """«Көк-Жар айыл аймагынын жамаатынын уставы»: whose charter it is, and that its kenesh adopted it."""
    q = i
    while q > i - 4 and r.has("of_community", q - 1):
        q -= 1
    of_body = q in r.issuers.by_end  # «Достук айыл өкмөтүнүн жамаатынын уставы»
    alone = q == i and not town_at(r, i - 2)  # but «Бишкек шаарынын уставы»
    if alone or not (of_body or r.has("place", q - 1)) or not GENITIVE.fullmatch(r.t.word(q - 1)):
        return False
    first = q if of_body else next(k for k in range(q - 1, -1, -1) if not r.has("place", k - 1))
    body = r.issuers.by_end.get(first) or Chunk(q, q, "local_kenesh")  # «… айыл өкмөтүнүн айыл аймагынын жамаатынын»
    start, place = place_left(r, body, 0)
    if place and " " in place:
        p.start, p.issuer, p.place = start, "local_kenesh", place
    return p.issuer is not None


def _of_powers(r: Reading, i: int, p: CitationParts) -> bool:
    """Whether a title tells a treaty: «Кыргызстан менен Тажикстандын ортосундагы …», «Евразия … биримдиги жөнүндө»."""
    between = {r.states.by_start[k].value for k in range(p.start, i) if k in r.states.by_start}
    both = len(between) > 1 and "ортосунда" in (p.title or "").lower()
    return both or any(r.has("treaty_words", k) for k in range(p.start, i))


def _popular(r: Reading, i: int, p: CitationParts) -> None:
    """«мамлекеттик тил мыйзамынын»: a short title without quotes, the last word before the noun in the nominative."""
    t = r.t
    if r.lex[i].number != "sg" or p.start < i or not re.fullmatch(r"\w+зам[ыи]\w*", t.words[i]):
        return
    q, state = i, ""
    while q - 1 >= 0 and i - q < 5:
        word = t.words[q - 1]
        chunk = r.states.by_end.get(q)
        if chunk:
            state, q = chunk.value, chunk.start
            break
        if not word[0].isalpha() or r.role(q - 1) in ("head", "this", "same", "conj") or is_clause(r, word):
            break
        if GENITIVE.fullmatch(word) or (_OBLIQUE.fullmatch(word) and word != "жеке"):
            break
        q -= 1
    first = q + (r.states.by_start[q].end - q if q in r.states.by_start else 0)
    known = [k for k in range(first, i) if r.has("popular", k)]
    if i - first < 2 or not known:
        return
    if not state:
        first = q = known[0]
        if i - first < 2:
            return
    p.start, p.title, p.named = q, clean_title(t.raw(first, i)) + " мыйзамы", True
    p.state = state or p.state


def _program(r: Reading, i: int, p: CitationParts) -> None:
    """«… өнүктүрүү Программасы», «Кыргыз Республикасынын … Концепциясы», ««…» мамлекеттик программасы»."""
    t = r.t
    if p.quoted:
        # with the years or «улуттук» between title and noun
        if _OF_PURPOSE.search((p.title or "").lower() + t.raw(p.start, i)) or r.has("cue", i - 1):
            p.evidence.add("cue")
        if r.has("cue", p.start - 1):  # «Улуттук «Манас таалими» программасы»
            p.start -= 1
            p.evidence.add("cue")
        return
    if p.title or (p.date and p.number):
        return
    start, state, cue = _program_name(r, i)
    if not cue or not (t.capital(i) or cue == "years"):
        return
    words = sum(len(word) > 3 and word.isalpha() and not word.startswith("жыл") for word in t.words[start:i])
    if not _POSSESSED.fullmatch(t.words[i]) or words < 2:
        return
    nominative = _CASE.sub("", t.raw(i, i + 1))
    p.start, p.title, p.state = start, clean_title(t.raw(start, i)) + " " + nominative, state
    p.evidence.add("cue")


def _program_name(r: Reading, i: int) -> tuple[int, str, str]:
    t = r.t
    q, best, state, cue = i, i, "", ""
    while q - 1 >= 0 and i - q < NAME_WINDOW:
        chunk = r.states.by_end.get(q)
        if chunk:
            best, state, cue, q = chunk.start, chunk.value, cue or "state", chunk.start
            continue
        word = t.words[q - 1]
        until = word in _UNTIL and q - 1 in r.dates.by_end
        date = r.dates.by_end.get(q - until)
        if date and date.form.startswith("year"):
            q = date.start
            if t.word(q - 1) in ("-", "–") and t.word(q - 2).isdecimal():
                q -= 2
            national = r.has("cue", i - 1) and t.word(i - 1).endswith(("тик", "тук", "лык", "дык"))
            town = _genitive_place(r, q)
            if until or town < q or _FOR_YEARS.fullmatch(t.words[date.end - 1]) or national:
                best, cue = town, "years"  # «2018-2040-жылдары … улуттук стратегиясы»
            q = town
            continue
        another = r.role(q - 1) in ("head", "this", "same") or r.has("subjects", q - 1)
        if another or not word[0].isalpha() or word == BREAK:
            break
        if is_clause(r, word) and word not in ("боюнча", "учун"):
            break
        q -= 1
        if r.has("cue", q) and t.capital(q):
            best, cue = q, cue or "cue"
    if cue == "years" and i - best < 6 and (t.capital(q) or r.has("subjects", q - 1)):
        best = q  # «Ош шаарын өнүктүрүүнүн 2023-2027-жылдарга стратегиясы»
    return best, state, cue


def _genitive_place(r: Reading, q: int) -> int:
    """Where the place begins for which a programme is: «Токтогул шаарын 2019-2023-жылдары …»; ``q`` for none."""
    k = q - 1
    if not (k > 0 and r.has("place", k) and r.t.word(k).endswith(("ын", "ун"))):
        return q
    while k > 0 and (r.t.capital(k - 1) or r.has("place", k - 1) or r.t.word(k - 1) in ("-", "–")):
        k -= 1
    return k if r.t.capital(k) else q


def _rules(r: Reading, i: int, p: CitationParts) -> None:
    """«… бекитилген Бишкек шаарын көрктөндүрүү эрежелери»: a name without «жөнүндө» that an act has approved."""
    t = r.t
    possessed = re.fullmatch(r"(?:эреже|тартиб|нускама|жобо)\w*(?:с[ыиу]|лер[ыи]|[ыиу])\w*", t.words[i])
    if not possessed or "about" in (r.role(i + 1), r.role(i + 2)):
        return  # «… тартибин бекитүү жөнүндө»: a name inside the title of another act
    if (town := _town_before(r, i)) >= 0:
        p.start, p.title, p.named = town, clean_title(t.raw(town, i + 1)), True
        return
    q = i
    while q - 1 >= 0 and i - q < NAME_WINDOW:
        if r.has("approved", q - 1) or (t.word(q - 1) == "менен" and r.role(q - 2) == "head"):
            break
        chunk = r.states.by_end.get(q)
        word = t.words[q - 1]
        if chunk:
            q = chunk.start
            continue
        if r.sentence_ends(q - 1) or word in (")", "-", "–"):
            break  # «1. Кыртыштын сапатын аныктоо тартиби бекитилсин»
        if not word[0].isalpha() or r.role(q - 1) in ("head", "this", "same") or is_clause(r, word):
            return
        q -= 1
    told = any(r.has("approved", k) for k in range(i + 1, i + 8)) or t.raw(i, i + 1).isupper()  # a heading: «ТАРТИБИ»
    after = told and t.capital(q) and (t.word(q - 1) == ")" or r.sentence_start(q, 4) >= q - 2)
    if i - q >= 2 and (after or (q >= 1 and (r.has("approved", q - 1) or t.word(q - 1) == "менен"))):
        q = next((k for k in range(q, min(q + 4, i - 1)) if t.capital(k)), q)  # «… бекитилген расмий тилдеги Бишкек …»
        p.start, p.title, p.named = q, clean_title(t.raw(q, i + 1)), True


def _town_before(r: Reading, i: int) -> int:
    """Where «Бишкек шаарынын көрктөндүрүү эрежелери» begins: a town, and a verbal noun before the rules; else -1."""
    if not r.t.word(i - 1).endswith(("уу", "оо")):
        return -1
    starts = range(max(0, i - 5), i - 2)
    return next((k for k in starts if town_at(r, k) and r.has("place", k + 1) and r.t.word(k + 1).endswith("ын")), -1)


def _of_place(r: Reading, p: CitationParts) -> None:
    """«Бишкек шаарын көрктөндүрүү эрежелери»: rules that begin with a town are those of its kenesh."""
    named = p.title and not p.quoted and r.t.capital(p.start) and r.has("place", p.start + 1)
    if named and (place := place_name(r, p.start, p.start + 2, [p.start + 1])):
        p.issuer, p.place = "local_kenesh", place


def _treaty(r: Reading, i: int, p: CitationParts) -> None:
    t, start = r.t, i
    if not re.fullmatch(r"\w+с[ыи]\w*|\w+т[ыу]\w*", t.words[i]):
        return
    while start - 1 >= 0 and i - start < 7 and t.word(start - 1)[:1].isalpha() and not is_clause(r, t.word(start - 1)):
        start -= 1
        if t.capital(start) and (r.has("treaty", start) or t.word(start).startswith(("бала", "бму"))):
            p.start, p.title, p.named = start, clean_title(t.raw(start, i + 1)), True
            return
