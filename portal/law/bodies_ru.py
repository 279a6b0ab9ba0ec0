"""Russian names of bodies behind the noun of an act: who decided, and of which place."""

from __future__ import annotations

import re

from portal.law.chunks import Chunk
from portal.law.model import LOCAL_ISSUERS
from portal.law.reading import DECIDED, CitationParts, Reading
from portal.law.titles_ru import frame_begins, stops
from portal.law.words import fold

ISSUER_WINDOW = 22
_NOMINATIVE_BODY = ("ия", "министерство", "правительство", "служба", "палата", "прокуратура")
"""Ends of names of bodies in the nominative: such a word begins a new clause after the issuer."""


def issuer_right(r: Reading, p: CitationParts, noun: str) -> None:
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
            if q in r.sessions.by_start and issuer_at >= 0 and not terminal(r, chunk.end):
                break
            q = last = chunk.end
            first = q if issuer_at < 0 and chunk.value == "session" else first
            continue
        if terminal(r, q):
            last = q - (t.word(q - 1) == "в" and q - 1 > p.end)  # «постановлением кенеша в 2009 году»
            break
        if q in t.close_of or r.role(q) == "about" or word == "(":
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
    elif noun in DECIDED | {"decree"} and last > p.end and terminal(r, last):
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


def terminal(r: Reading, q: int) -> bool:
    """Whether a date or a number of an act begins at ``q``: there the name of a body ends."""
    dated = r.t.word(q) in ("от", "за") and q + 1 in r.dates.by_start
    return q in r.dates.by_start or q in r.numbers.by_start or dated
