"""What follows the noun of a Russian citation: issuer, state, date, number, title, in any order."""

from __future__ import annotations

import re
from dataclasses import replace

from portal.law.chunks import Chunk
from portal.law.model import LOCAL_ISSUERS, STATUTES
from portal.law.reading import DECIDED, DOCUMENTS, CitationParts, Reading, clean_title
from portal.law.titles_ru import frame_begins, open_title_end, stops, years_at
from portal.law.tokens import BREAK
from portal.law.words import fold

ISSUER_WINDOW = 22
_NOMINATIVE_BODY = ("ия", "министерство", "правительство", "служба", "палата", "прокуратура")
"""Ends of names of bodies in the nominative: such a word begins a new clause after the issuer."""


def is_about(r: Reading, i: int) -> bool:
    """Whether token ``i`` begins a title: «о», «об»."""
    return r.role(i) == "about"


def read_right(r: Reading, p: CitationParts, noun: str) -> None:
    """Read issuer, state, date, number and title after the noun, in the order in which they come."""
    # «Концепция реформирования судебной системы»: not a body, a word of the name
    if noun in DECIDED | DOCUMENTS | {"decree"} and (noun not in ("program", "concept") or _body_next(r, p.end)):
        _issuer(r, p, noun)
    for _ in range(9):
        if not read_step(r, p, noun):
            break


def _body_next(r: Reading, q: int) -> bool:
    state = r.states.by_start.get(q)
    return (state.end if state else q) in r.issuers.by_start


def read_step(r: Reading, p: CitationParts, noun: str) -> bool:
    """Take one part to the right of what was read; False when none follows."""
    t, q, allowed = r.t, p.end, r.words.forms.after_noun
    state = r.states.by_start.get(q) if "state" in allowed else None
    if state and not p.state:
        p.end, p.state = state.end, state.value
        return True
    if date_or_number(r, p, q):
        return True
    word = t.word(q)
    if (after := _over_place(r, p, q)) > q:
        p.end = after
        return True
    if word == ",":
        return _behind_comma(r, p, noun)
    if word in ("в", "за") and p.issuer and not (p.date or p.number) and (year := r.dates.by_start.get(q + 1)):
        if year.form != "year_locative":
            return False
        p.end, p.date = year.end, year.value  # «постановлением кенеша в 2009 году»
        return True
    if word == "(":
        return _bracket(r, p)
    if q in t.close_of and not p.title and "title" in allowed:
        return quoted_title(r, p, noun)
    if q in r.sessions.by_start and noun in DECIDED:
        p.end = r.sessions.by_start[q].end
        _issuer(r, p, noun)
        return True
    if noun in ("program", "concept") and p.quoted and (years := years_at(r, q)) > q:
        p.end = years  # «программа «…» на 2022–2026 годы»
        p.evidence.add("years")
        return True
    return not p.title and "title" in allowed and _title(r, p, noun)


def _over_place(r: Reading, p: CitationParts, q: int) -> int:
    """Where «г.Бишкек,» in the heading of an act ends, when its date or number follows; ``q`` when it is none."""
    t, k = r.t, q
    if t.word(k) not in ("г", "с", "город", "село") or p.date or p.number:
        return q
    k += 1 + (t.word(k + 1) == ".")
    first = k
    while k < q + 6 and (t.capital(k) or t.word(k) in ("-", "–")):
        k += 1
    k += t.word(k) in (",", ".")
    return k if k > first and _terminal(r, k) else q


def _behind_comma(r: Reading, p: CitationParts, noun: str) -> bool:
    if (p.number or p.date or p.title) and date_or_number(r, p, p.end + 1):
        return True
    if noun in STATUTES | DECIDED | {"constitution"} and r.role(p.end + 1) == "adopted":
        return _adopted(r, p, p.end + 2)
    return False


def _bracket(r: Reading, p: CitationParts) -> bool:
    """«(№ 125, от 27.10.2021)»."""
    inner = replace(p)
    if (p.number and p.date) or not date_or_number(r, inner, p.end + 1):
        return False
    date_or_number(r, inner, inner.end + (r.t.word(inner.end) == ","))
    if r.t.word(inner.end) != ")":
        return False
    p.end, p.date, p.number = inner.end + 1, inner.date, inner.number
    return True


def _title(r: Reading, p: CitationParts, noun: str) -> bool:
    """A title or a name without quotes, as the noun takes it."""
    t, q = r.t, p.end
    if noun == "treaty":
        for k in range(q, q + 3):  # «Конвенция ООН о правах инвалидов», «… Совета Европы о …»
            if k > q and is_about(r, k):
                p.end = k
                if _open_title(r, p, noun):
                    return True
                p.end = q
            if not t.capital(k):
                break
    if is_about(r, q):
        return _open_title(r, p, noun)
    if noun == "rules" and t.word(q) == "по":
        end = open_title_end(r, q, noun)
        if _terminal(r, end):  # «Инструкция по делопроизводству от 3 марта 2020 года»
            p.title, p.end = clean_title(t.raw(q, end)), end
            return True
        return False
    return noun in ("program", "concept") and _genitive_title(r, p)


def date_or_number(r: Reading, p: CitationParts, q: int) -> bool:
    """«от 27 октября 2021 года», «27.10.2021», «2016 года», «№ 125», «за № 125»."""
    number = r.numbers.by_start.get(q)
    if number and not p.number and "number" in r.words.forms.after_noun:
        p.end, p.number = number.end, number.value
        return True
    k = q + 1 if r.t.word(q) in ("от", "за") else q
    date = r.dates.by_start.get(k)
    if not date or p.date or date.form in ("day_locative", "locative") or "date" not in r.words.forms.after_noun:
        return False
    if k == q and (date.form in ("day", "year_locative") or (date.form == "year" and p.title)):
        return False
    p.end, p.date = date.end, date.value
    return True


def _adopted(r: Reading, p: CitationParts, q: int) -> bool:
    """«, принятой референдумом 27 июня 2010 года»: the date of adoption within eight words."""
    for k in range(q, min(q + 8, len(r.t.words))):
        date = r.dates.by_start.get(k)
        if date:
            if date.form != "full" or p.date:
                return False
            p.end, p.date = date.end, date.value
            return True
        if r.t.words[k] in (",", ".", ";", BREAK, "(", ")"):
            return False
    return False


def _issuer(r: Reading, p: CitationParts, noun: str) -> None:
    """Read the body that decided: «Правительства КР», «15-й сессии айыльного кенеша», «МОН КР».

    The name runs up to the date, the number or the title; without one it ends with its last known word.
    """
    t = r.t
    q = last = p.end
    first = issuer_at = -1
    issuer, state = p.issuer, ""
    while q < min(p.end + ISSUER_WINDOW, len(t.words)):
        word = t.words[q]
        chunk = r.states.by_start.get(q) or r.sessions.by_start.get(q)
        if chunk:
            state = chunk.value if q in r.states.by_start else state
            if q in r.sessions.by_start and issuer_at >= 0 and not _terminal(r, chunk.end):
                break
            q = last = chunk.end
            first = q if issuer_at < 0 and chunk.value == "session" else first
            continue
        if _terminal(r, q):
            last = q - (t.word(q - 1) == "в" and q - 1 > p.end)  # «постановлением кенеша в 2009 году»
            break
        if q in t.close_of or is_about(r, q) or word == "(":
            last = q if issuer_at >= 0 and q - last <= 3 else last  # a title follows: up to it goes the name
            break
        body = r.issuers.by_start.get(q)
        if body:
            if issuer_at >= 0 and word.endswith(_NOMINATIVE_BODY):
                break  # «Регламента городского кенеша сессия проходит …»
            if issuer_at < 0:
                issuer, issuer_at = body.value, q
                if issuer == "aiyl_okmotu" and any(r.has("heads", k) for k in range(p.end, q)):
                    issuer = "head_aiyl_okmotu"  # «главы Ленинского айыл окмоту»
            q = last = body.end
            last = q = place_end(r, q) if body.value in LOCAL_ISSUERS else q
            continue
        if word == "." and t.word(q - 1) in ("г", "им", "обл", "с"):
            q += 1
            continue
        if _ends_name(r, q, issuer_at >= 0):
            break
        q += 1
    _take_issuer(r, p, noun, (first if first >= 0 else p.end, issuer_at, last), issuer, state)


def _ends_name(r: Reading, q: int, named: bool) -> bool:
    word = r.t.words[q]
    if not word[0].isalpha() and not (word in ("-", "–") and (r.t.capital(q + 1) or q + 1 in r.issuers.by_start)):
        return True
    if r.has("heads", q):
        return named
    if r.role(q) in ("head", "unit", "adopted", "draft") or frame_begins(r, q):
        return True
    if r.has("subjects", q) and not r.t.capital(q):
        return True
    if not named and r.has("prepositions", q):
        return True  # «указом в августе 2025 года»
    return stops(r, q)


def _take_issuer(
    r: Reading, p: CitationParts, noun: str, at: tuple[int, int, int], issuer: str | None, state: str
) -> None:
    start, issuer_at, last = at
    session = any(k in r.sessions.by_start for k in range(p.end, last))
    if issuer_at < 0 and session:
        p.end, p.issuer, p.state = last, "local_kenesh", state
        return
    if issuer_at >= 0:
        p.place = place_of(r, start, issuer_at, last) if issuer in LOCAL_ISSUERS else None
        p.end, p.issuer, p.state = last, issuer, state
    elif noun in DECIDED | {"decree"} and last > p.end and _terminal(r, last):
        p.end, p.state = last, state
        p.evidence.add("body")


def place_end(r: Reading, q: int) -> int:
    """Where the name of the place behind a body ends: «мэрии города Бишкек», «кенеша Аламудунского района»."""
    t, k = r.t, q
    while k < q + 6 and (r.has("place", k) or t.capital(k) or (t.word(k) in ("-", "–") and t.touches(k))):
        if k in r.states.by_start or r.role(k) == "head" or k in r.numbers.by_start:
            break
        k += 1
        if t.word(k) == "." and t.word(k - 1) in ("г", "с"):
            k += 1
    named = any(r.has("place", j) for j in range(q, k)) or k == q
    return k if named else q


def place_of(r: Reading, start: int, issuer_at: int, end: int) -> str | None:
    """The place whose body it is: «Бишкекского городского кенеша» → «Бишкек», «Кеминского» → «Кеминский район»."""
    t = r.t
    letters = r.words.forms.places.names.get(t.word(issuer_at))
    if letters:
        return letters
    span = [k for k in range(start, end) if k not in r.issuers.by_start]
    sorts = [k for k in range(start, end) if r.has("place", k)]
    names = [
        k for k in span
        if t.capital(k) and k not in sorts and not any(c.start <= k < c.end for c in _covering(r, k))
    ]  # fmt: skip
    if not names:
        return None
    last = names[0]
    while last + 1 in names or (t.word(last + 1) in ("-", "–") and last + 2 in names):
        last += 1
    name = re.sub(r"\s*[-–]\s*", "-", " ".join(t.raw(names[0], last + 1).split()))
    sort = next((n for n, words in r.words.place_sorts if sorts and t.word(sorts[0]) in words), "город")
    if sort == "город":
        return _city(r, name if sorts or names[0] < issuer_at else _CASE.sub(_nominative_case, name))
    return f"{_nominative(name, sort)} {sort}"


def _covering(r: Reading, k: int) -> list[Chunk]:
    return [c for c in (r.states.by_start.get(k), r.states.by_start.get(k - 1)) if c]


_CASE = re.compile(r"(?<=[бвгджзйклмнпрстфхцчшщ])(а|ы)$")


def _nominative_case(ending: re.Match[str]) -> str:
    """«мэрии Бишкека» → «Бишкек», «кенеша Кара-Балты» → «Кара-Балта»."""
    return "" if ending[1] == "а" else "а"


_ADJECTIVE = re.compile(r"(?:ого|ому|ий|им|ом|ая|ой|ую)$")


def _city(r: Reading, name: str) -> str:
    """«Бишкекского» → «Бишкек», «Каракольской» → «Каракол»; a name in the nominative stays."""
    known = r.words.forms.places.names.get(fold(name))
    if known:
        return known
    match = re.fullmatch(r"(.+?)(?:ь?ск)(?:ого|ому|ий|им|ом|ая|ой|ую)", name, re.IGNORECASE)
    if match:
        stem = re.sub(r"(?<=[^\W\d_]{4})ин$", "а", match[1])  # «Чолпон-Атинского» → «Чолпон-Ата»
        return r.words.forms.places.names.get(
            fold(stem), stem[:1].upper() + stem[1:].lower() if stem.isupper() else stem
        )
    return name


def _nominative(name: str, sort: str) -> str:
    name = name.title() if name.isupper() else name
    return _ADJECTIVE.sub("ая" if sort == "область" else "ий", name) if re.search(r"ск\w{2,3}$", name) else name


def _terminal(r: Reading, q: int) -> bool:
    dated = r.t.word(q) in ("от", "за") and q + 1 in r.dates.by_start
    return q in r.dates.by_start or q in r.numbers.by_start or dated


def quoted_title(r: Reading, p: CitationParts, noun: str) -> bool:
    """A title in quotes, when it is one: «закон «О воде»», not «закон «бумеранга»»."""
    t, q = r.t, p.end
    close = t.close_of[q]
    known = bool(p.state or p.date or p.number or p.issuer)
    about = is_about(r, q + 1)
    if noun in STATUTES | {"treaty"} and not (about or (known and close - q >= 3)):
        return False
    if noun == "agreement" and not about:
        return False
    if noun in DECIDED | {"decree"} and not (about or known):
        return False
    p.title, p.quoted, p.end = clean_title(t.raw(q + 1, close)), True, close + 1
    return True


def _open_title(r: Reading, p: CitationParts, noun: str) -> bool:
    """A title without quotes: «Положение о порядке перевода, отчисления и восстановления студентов»."""
    if noun in ("constitution", "reglament"):
        return False
    end = open_title_end(r, p.end, noun)
    if end <= p.end + 1 or (noun == "bill" and (r.role(end) == "head" or r.has("constitutional", end - 1))):
        return False
    draft = r.role(p.start - 1) == "draft"
    if noun in DECIDED and not (draft or p.date or p.number or (p.issuer and _terminal(r, end))):
        return False
    p.title, p.end = clean_title(r.t.raw(p.end, end)), end
    return True


def _genitive_title(r: Reading, p: CitationParts) -> bool:
    """The rest of a name in the genitive: «развития регионов Кыргызской Республики на 2024-2028 годы».

    Taken when it holds the state or years; the state may stand at its beginning («КР … на 2024–2028 годы»).
    """
    t = r.t
    q, good = p.end, 0
    limit = min(q + 25, len(t.words))
    while q < limit:
        state = r.states.by_start.get(q)
        if state:
            q = good = state.end
            continue
        years = years_at(r, q)
        if years > q:
            good = years
            break
        if q in t.close_of:
            named = 0 < q - p.end <= 4 and not any(t.capital(k) for k in range(p.end, q))
            if good or not t.capital(p.end - 1) or not named:
                break
            # «Концепция цифровой трансформации «Цифровой Кыргызстан»»
            p.title, p.quoted, p.end = clean_title(t.raw(q + 1, t.close_of[q])), True, t.close_of[q] + 1
            return True
        if not t.words[q][0].isalpha() or stops(r, q) or r.role(q) in ("head", "unit", "about"):
            break
        q += 1
    if not good:
        return False
    p.title, p.end = clean_title(t.raw(p.end, good)), good
    return True
