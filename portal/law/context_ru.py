"""Who decided an act, and of which place, where only the words around a Russian citation tell it.

«Мэр Оша подписал документ. Распоряжение № 88-р …», «Кенеш города … принял: а) … постановлением № 12; б) …». The
nearest body that may make such an act and stands for one who acts counts, else the only one of its sentence; then the
sentences before. What belongs to another citation does not. In doubt it stays open.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import replace

from portal.law.bodies_ru import issuer_right, phrase_start, place_of, subject_ru
from portal.law.deeds_ru import MAKERS, Body, decider, decider_behind
from portal.law.model import LOCAL_ISSUERS
from portal.law.places import of_place
from portal.law.reading import DECIDED, CitationParts, Found, Reading, kind_of
from portal.law.tokens import BREAK
from portal.law.towns import OF_TOWN, town_at

BEFORE, BEHIND, SENTENCES, LIST, NEAR = 60, 12, 3, 240, 14
"""Tokens of a sentence, sentences and tokens of a list up to its heading that are looked at; tokens near an act."""
_JOINTS = frozenset({",", ";", "и", "а", "также"})
_SORTS = {"айыл": "aimak", "аил": "aimak", "сель": "aimak", "гор": "city", "район": "district", "област": "oblast"}
_SORTS |= {"полпред": "oblast", "полномоч": "oblast", "губерн": "oblast"}
_ENDS = {"aimak": "аймагы", "city": "", "district": "район", "oblast": "область"}
_SORT_OF = {"mayor": "city", "aiyl_okmotu": "aimak", "head_aiyl_okmotu": "aimak"}


def with_context(r: Reading, found: Sequence[Found]) -> list[Found]:
    """``found`` with issuers, kinds and places that only the text around them tells."""
    if not found:  # as in most texts
        return []
    out: list[Found] = []
    places: dict[str, set[str]] | None = None
    spans = [(f.start, f.end) for f in found if f.kind != "reglament"]
    spans += [(q, close) for q, close in r.t.close_of.items() if r.about(q + 1)]
    cited = {k for start, end in spans for k in range(start, end)}
    head: tuple[str, Body | None] | None = None
    twins = _twins(r, found)
    for index, f in enumerate(found):
        noun = _noun(r, f)
        near = out[-1] if out and not set(r.t.words[found[index - 1].end : f.start]) - _JOINTS else None
        if near and near.issuer and f.kind == "other" and not f.issuer and noun in ("", _noun(r, near)):
            f = replace(
                f, kind=near.kind, issuer=near.issuer, place=near.place
            )  # «постановления № 5, постановления № 6»
        elif f.elliptic and not noun and f.kind == "other":
            same = bool(head and index and ":" not in r.t.words[found[index - 1].end : f.start])
            head = head if same else _heading(r, f.start, found[index - 1].end if index else 0, cited)
            noun, body = head or ("", None)
            f = _told(f, noun, body) if noun else f
        elif noun in DECIDED and not (f.issuer or f.bare) and f.kind != "bill" and (f.number or f.date or f.title):
            f = _told(f, noun, _twin(f, twins.get((noun, f.number), ())) or _decider(r, f, noun, cited))
        if f.issuer in LOCAL_ISSUERS and not f.place:
            places = places if places is not None else _all_places(r)
            f = replace(f, place=_nominative(r, _place(r, f, places)))
        out.append(f)
    return out


def _twins(r: Reading, found: Sequence[Found]) -> dict[tuple[str, str | None], list[Found]]:
    """The acts that the text names with their body, by noun and number."""
    known: dict[tuple[str, str | None], list[Found]] = {}
    for f in found:
        if f.issuer and f.number:
            known.setdefault((_noun(r, f), f.number), []).append(f)
    return known


def _twin(f: Found, others: Sequence[Found]) -> Body | None:
    """Who decided the same act where it is named with its body."""
    bodies = {(g.issuer or "", g.place) for g in others if _one_day(f.date, g.date)}
    return bodies.pop() if len(bodies) == 1 else None


def _one_day(a: str | None, b: str | None) -> bool:
    """Whether two dates may be one: «2024» and «2024-06-19»."""
    return not (a and b) or a.startswith(b) or b.startswith(a)


def _noun(r: Reading, f: Found) -> str:
    """What the act is called outside of its title; empty for an item of a list."""
    k = f.start
    while k < f.end and r.role(k) != "head":
        k = r.t.close_of.get(k, k) + 1
    return r.value(k) if k < f.end else ""


def _told(f: Found, noun: str, body: Body | None) -> Found:
    issuer, place = body or (f.issuer, f.place)
    return replace(f, kind=kind_of(noun, issuer), issuer=issuer, place=place)


def _heading(r: Reading, start: int, floor: int, cited: Container[int]) -> tuple[str, Body | None] | None:
    """The noun and the body of «следующие постановления … кенеша:» above a list that begins at ``start``."""
    colon = next((k for k in range(start - 1, max(floor, start - BEFORE) - 1, -1) if r.t.words[k] == ":"), -1)
    low = r.sentence_start(colon, BEFORE) if colon >= 0 else 0
    for k in range(colon - 1, low - 1, -1):
        if r.role(k) == "head":
            p, noun = CitationParts(k, k + 1), r.value(k)
            if noun in DECIDED:
                issuer_right(r, p, noun)
            body = (p.issuer, p.place) if p.issuer else decider(r, low, k, MAKERS.get(noun, ()), cited)
            return noun, body
    return None


def _decider(r: Reading, f: Found, noun: str, cited: Container[int]) -> Body | None:
    """Who decided: a body of the words before, or the one behind «… подписал»; «по постановлению» has others act."""
    makers, ground = MAKERS.get(noun, frozenset()), r.has("grounds", f.start - 1)
    for low, high in _stretches(r, f.start):
        low = max(low, high - NEAR) if ground else low
        body = decider(r, low, high, makers, cited, acting=not ground)
        if body or ground:
            return body
        if high == f.start and (body := decider_behind(r, f.end, makers)):
            return body
    return None


def _stretches(r: Reading, start: int) -> Iterator[tuple[int, int]]:
    """The words before ``start`` in its sentence, in those before it or, for an item of a list, in the heading."""
    high = start
    for _ in range(SENTENCES):
        low = r.sentence_start(high, BEFORE)
        yield low, high
        if low < 2:
            return
        if _is_item(r, low):
            back = range(low - 1, max(0, low - LIST), -1)
            lists = (k for k in back if r.t.words[k] == ":" and (r.t.words[k + 1] == BREAK or _is_item(r, k + 1)))
            colon = next(lists, 0)
            if colon:
                yield r.sentence_start(colon, BEFORE), colon
            return
        if r.t.words[low - 1] == BREAK:
            return
        high = low - 1


def _is_item(r: Reading, low: int) -> bool:
    """Whether an item of a list begins at ``low``: «а) …», «2. …», «- …»."""
    word = r.t.word(low)
    return word in ("-", "–", "•", "*") or (len(word) <= 2 and word.isalnum() and r.t.word(low + 1) in (")", "."))


def _all_places(r: Reading) -> dict[str, set[str]]:
    """The places of all bodies that the text names, by who they are."""
    found: dict[str, set[str]] = {}
    for body in r.issuers.by_start.values():
        if body.value in LOCAL_ISSUERS:
            issuer, place = subject_ru(r, body, r.sentence_start(body.start, 9))
            found.setdefault(issuer, set()).update({place} if place else ())
    return found


def _place(r: Reading, f: Found, of_bodies: dict[str, set[str]]) -> str | None:
    """The one place of the sentence, of those before it, or of all bodies of the text that are called so."""
    sort = _SORT_OF.get(f.issuer or "") or _sort_told(r, f)
    read = _NAMED.get(sort)
    if read:
        end = r.sentence_around(f.start, f.end, 1, 2 * BEHIND)[1]
        for number, (low, high) in enumerate(_stretches(r, f.start)):
            found = {place for k in range(low, high) if (place := read(r, k))}
            if not number:
                found |= {place for k in range(f.start, end) if (place := read(r, k))}
            several = any(r.t.word(k).startswith(("районах", "районов", "районам")) for k in range(low, high))
            if found:
                return found.pop() if len(found) == 1 and not (several and sort == "district") else None
    same = {place for place in of_bodies.get(f.issuer or "", ()) if not sort or place.endswith(_ENDS[sort])}
    return same.pop() if len(same) == 1 and not (sort == "city" and " " in next(iter(same))) else None


def _nominative(r: Reading, place: str | None) -> str | None:
    """«Мин-Булака айыл аймагы» with the name as the text has it elsewhere: «Мин-Булак»."""
    name, _, sort = (place or "").partition(" айыл ")
    last = name.rpartition("-")[2].lower()
    return f"{name[:-1]} айыл {sort}" if sort and last.endswith("а") and last[:-1] in r.t.words else place


def _sort_told(r: Reading, f: Found) -> str:
    """What the kenesh or the administration is one of, as the sentence calls it: «городской», «айылного», «полпред»."""
    low, high = r.sentence_around(f.start, f.end, BEFORE, 2 * BEHIND)
    order = (*range(f.end - 1, low - 1, -1), *range(f.end, high))
    near = [body for k in order if (body := r.issuers.by_start.get(k))]
    words = [
        r.t.word(k) for body in near if body.value == f.issuer for k in range(phrase_start(r, body, low), body.end)
    ]
    sorts = (_SORTS[begin] for word in words for begin in _SORTS if word.startswith(begin))
    of_town = any(map(r.words.towns, words))
    return next(sorts, "district" if f.issuer == "governor" else "city" if of_town else "")


def _adjective(r: Reading, k: int, word: str, sort: str) -> str | None:
    """«Кеминском районе», «Чуйской области»: the sort behind an adjective."""
    named = r.t.word(k).startswith(word) and r.t.capital(k - 1) and OF_TOWN.fullmatch(r.t.word(k - 1))
    return f"{of_place(r.t.raw(k - 1, k), sort == 'область')} {sort}" if named else None


def _aimak(r: Reading, k: int) -> str | None:
    """«Барскоонском айылном аймаке», «айыл аймаке Ак-Чий»."""
    behind = r.t.word(k + 1)
    if not (r.t.word(k).startswith(("айыл", "аил")) and behind.startswith(("аймак", "окмоту", "округ", "кенеш"))):
        return None
    start, end = k - (r.t.capital(k - 1) and not r.has("prepositions", k - 1)), k + 2
    while end < k + 6 and (r.t.capital(end) or (r.t.word(end) in ("-", "–") and r.t.touches(end))):
        end += 1
    return place_of(r, start, k, end, "aiyl_okmotu")


_NAMED: dict[str, Callable[[Reading, int], str | None]] = {
    "city": town_at,
    "district": lambda r, k: _adjective(r, k, "район", "район"),
    "oblast": lambda r, k: _adjective(r, k, "област", "область"),
    "aimak": _aimak,
}
