"""Who decided a Russian act, and of which place, where only the words around it tell.

«Мэр Оша подписал документ. Распоряжение № 88-р …», «Кенеш города … принял: а) … постановлением № 12; б) …». The
nearest body that may make such an act and stands for one who acts counts, else the only one of its sentence; then the
sentences before. What belongs to another citation does not. In doubt it stays open.

«Постановление о переименовании улицы» without date and number names an act where the body that decides such things
stands beside it, or where only a general act may decide it; «приказ о призыве» names none.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import replace

from portal.language.lemma_ru import word_class
from portal.law.bodies_ru import head_words, issuer_right, phrase_start, place_of, subject_ru
from portal.law.chunks import Chunk
from portal.law.model import GENERAL_ISSUERS, LOCAL_ISSUERS
from portal.law.places import OF_TOWN, called, of_place, town_at
from portal.law.reading import DECIDED, CitationParts, Found, Reading, kind_of
from portal.law.tokens import BREAK

BEFORE, BEHIND, SENTENCES, LIST, NEAR, NEAR_TITLE = 60, 12, 3, 240, 14, 24
"""Tokens of a sentence, sentences and tokens of a list up to its heading that are looked at; tokens near an act."""
NEAR_BEGINNING = 5
"""Words of a title among which a word of the table tells that it is the title of no general act."""
_PERSONS = frozenset({"mayor", "governor", "aiyl_okmotu", "head_aiyl_okmotu"})
MAKERS = {
    "resolution": GENERAL_ISSUERS,
    "decision": LOCAL_ISSUERS | {"election_commission"},
    "directive": GENERAL_ISSUERS - {"local_kenesh", "election_commission"} | {"ministry", "other"},
    "order": _PERSONS | {"ministry", "other"},
}
"""Who makes acts of a class."""
Body = tuple[str, str | None]
_JOINTS = frozenset({",", ";", "и", "а", "также"})
_SORTS = {"айыл": "aimak", "аил": "aimak", "сель": "aimak", "гор": "city", "район": "district", "област": "oblast"}
_SORTS |= {"полпред": "oblast", "полномоч": "oblast", "губерн": "oblast"}
_ENDS = {"aimak": "аймак", "city": "", "district": "район", "oblast": "область"}
_SORT_OF = {"mayor": "city", "aiyl_okmotu": "aimak", "head_aiyl_okmotu": "aimak"}


def with_context(r: Reading, found: Sequence[Found]) -> list[Found]:
    """``found`` with issuers, kinds and places that only the text around them tells."""
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
            f = replace(f, kind=near.kind, issuer=near.issuer, place=near.place)  # «решения № 5, решения № 6»
        elif f.elliptic and not noun and f.kind == "other":
            same = bool(head and index and ":" not in r.t.words[found[index - 1].end : f.start])
            head = head if same else _heading(r, f.start, found[index - 1].end if index else 0, cited)
            noun, body = head or ("", None)
            f = _told(f, noun, body) if noun else f
        elif noun in DECIDED and not (f.issuer or f.bare) and f.kind != "bill" and (f.number or f.date or f.title):
            twin = _twin(f, twins.get((noun, f.number), ()))
            f = _told(f, noun, twin or _amended(r, f, noun) or _decider(r, f, noun, cited))
        if f.issuer in LOCAL_ISSUERS and not f.place:
            places = places if places is not None else _all_places(r)
            f = replace(f, place=_nominative(r, _place(r, f, places)))
        out.append(_of_day(r, f, noun, found[index - 1].end if index else 0))
    return out


def _of_day(r: Reading, f: Found, noun: str, floor: int) -> Found:
    """«Мэр Оша 5 мая 2021 года подписал распоряжение № 5», «12 мая принято …»: begins with who decided or the day."""
    start = f.start - 1
    one = r.role(f.start) == "head" and r.lex[f.start].number != "pl" and noun in DECIDED | {"decree"}
    if not one or f.date or f.kind == "bill" or not _decides(r, r.t.word(start), "enacts"):
        return f
    start -= r.t.word(start - 1) in ("было", "был")
    low, when = max(floor, r.sentence_start(start, NEAR_TITLE)), None
    for _ in range(2):
        date = r.dates.by_end.get(start - (r.t.word(start - 1) == ","))
        if date and not when and date.form in ("full", "day") and not r.has("prepositions", date.start - 1):
            start, when = date.start, date.value
        else:
            start = _subject_left(r, start, low)
    return replace(f, start=start, date=when) if when and start >= floor else f


def _subject_left(r: Reading, q: int, low: int) -> int:
    """Where the body that acts begins whose name, and that of its head, end before ``q``; ``q`` for no such body."""
    k = q
    while k > low and q - k < BEHIND and k not in r.issuers.by_end:
        state = r.states.by_end.get(k)
        named = r.t.capital(k - 1) or r.t.word(k - 1) == "." or r.role(k - 1) == "session"
        named = named or r.has("asides", k - 1 - (r.t.word(k - 1) == ","))  # «сегодня, 14 апреля,»
        if not (state or named or r.has("place", k - 1)):
            return q
        k = state.start if state else k - 1
    found = r.issuers.by_end.get(k) if k > low else None
    return phrase_start(r, found, low) if found and acts(r, found, low) else q


def _twins(r: Reading, found: Sequence[Found]) -> dict[tuple[str, str | None], list[Found]]:
    """The acts that the text names with their body, by noun and number."""
    known: dict[tuple[str, str | None], list[Found]] = {}
    for f in found:
        if f.issuer and f.number:
            known.setdefault((_noun(r, f), f.number), []).append(f)
    return known


def _twin(f: Found, others: Sequence[Found]) -> Body | None:
    """Who decided the same act where it is named with its body."""
    days = ((g, sorted((g.date or "", f.date or ""))) for g in others)
    bodies = {(g.issuer or "", g.place) for g, day in days if day[1].startswith(day[0])}  # «2024», «2024-06-19»
    return bodies.pop() if len(bodies) == 1 else None


def _amended(r: Reading, f: Found, noun: str) -> Body | None:
    """Whose act the title amends; the Cabinet followed the Government in 2021: «№ 5 о внесении изменений в …»."""
    heads = [k for k in range(f.start, f.end) if r.role(k) == "head" and r.value(k) == noun]
    if len(heads) != 2 or not any(r.has("amends", k) for k in range(*heads)):
        return None
    p = CitationParts(heads[1], heads[1] + 1)
    issuer_right(r, p, noun)
    return (p.issuer, p.place) if p.issuer and (p.issuer != "government" or (f.date or "9") < "2021") else None


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
            makers = MAKERS.get(noun, ())
            body = (p.issuer, p.place) if p.issuer else decider(r, low, k, makers, cited)
            body = body or _only_one(r, low, k, makers, cited)
            return noun, body
    return None


def _decider(r: Reading, f: Found, noun: str, cited: Container[int]) -> Body | None:
    """Who decided: a body of the words before, or the one behind «… подписал»; «по постановлению» has others act."""
    makers, ground = MAKERS.get(noun, frozenset()), r.has("grounds", f.start - 1)
    for low, high in _stretches(r, f.start):
        low = max(low, high - NEAR) if ground else low
        body = None if ground else decider(r, low, high, makers, cited)
        body = body or decider(r, low, high, {"court"}, cited, told=True)
        body = body or _only_one(r, low, high, makers, cited, idle=not ground)
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
    """«Мин-Булака айыл аймак» with the name as the text has it elsewhere: «Мин-Булак»."""
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
    return f"{of_place(called(r.t.raw(k - 1, k)), sort == 'область')} {sort}" if named else None


def _aimak(r: Reading, k: int) -> str | None:
    """«Барскоонском айылном аймаке», «айыл аймаке Ак-Чий»."""
    behind = r.t.word(k + 1)
    if not (r.t.word(k).startswith(("айыл", "аил")) and behind.startswith(("аймак", "окмоту", "округ", "кенеш"))):
        return None
    start, end = k - (r.t.capital(k - 1) and not (r.has("prepositions", k - 1) or r.role(k - 1))), k + 2
    while end < k + 6 and (r.t.capital(end) or (r.t.word(end) in ("-", "–") and r.t.touches(end))):
        end += 1
    return place_of(r, start, k, end, "aiyl_okmotu")


_NAMED: dict[str, Callable[[Reading, int], str | None]] = {
    "city": town_at,
    "district": lambda r, k: _adjective(r, k, "район", "район"),
    "oblast": lambda r, k: _adjective(r, k, "област", "область"),
    "aimak": _aimak,
}


def names_a_deed(r: Reading, p: CitationParts, noun: str, end: int) -> bool:
    """Whether the title without quotes between ``p.end`` and ``end`` names an act; tells ``p`` who decided."""
    head = next((k for k in range(p.end - 1, p.start - 1, -1) if r.role(k) == "head"), p.start)
    title = range(p.end + 1, end)
    if noun not in MAKERS or r.lex[head].number == "pl":
        return False
    if any(r.has("no_matters", k) for k in title[:NEAR_BEGINNING]):
        return False
    matter = any(r.has("matters", k) for k in title)
    p.evidence.update({"matter"} if matter else ())
    if p.issuer:
        several = any(r.t.words[k].endswith(("ей", "ий")) for k in range(head, p.end) if k in r.issuers.by_start)
        return p.issuer in MAKERS[noun] and not several
    low = r.sentence_start(p.start, NEAR_TITLE)
    found = decider(r, low, p.start, MAKERS[noun], told=True) or decider_behind(r, end, MAKERS[noun])
    if found and (noun != "decision" or matter):
        p.issuer, p.place = found
        return True
    planned = r.words.means("decides", r.t.word(p.start - 1))  # «требовали принять постановление о …»
    return matter and noun == "resolution" and not found and not planned


def decider(
    r: Reading, low: int, high: int, makers: Container[str], cited: Container[int] = (), told: bool = False
) -> Body | None:
    """Who decided: the nearest body between two tokens that acts; ``told``: a word must say that it decided."""
    decided = not told
    for q in range(high, low, -1):
        body = r.issuers.by_end.get(q)
        if not body or body.start < low or q - 1 in cited:
            if told and _bars(r, q - 1, decided):
                return None
            decided = decided or r.has("own", q - 1) or _decides(r, r.t.words[q - 1])
            continue
        found = _maker(r, body, low, makers) if acts(r, body, low) else None
        undone = any(r.words.means("undoes", r.t.words[k]) for k in range(q, min(high, q + 8)))
        if found and not undone:
            return found if decided or _decides(r, r.t.word(phrase_start(r, body, low) - 1)) else None
    return None


def _only_one(
    r: Reading, low: int, high: int, makers: Container[str], cited: Container[int], idle: bool = True
) -> Body | None:
    """The only body between two tokens that may have decided; with ``idle`` those that act do not count."""
    named: dict[str, set[str]] = {}
    for q in range(high, low, -1):
        body = r.issuers.by_end.get(q)
        if not body or body.start < low or q - 1 in cited or (idle and acts(r, body, low)):
            continue
        found = _maker(r, body, low, makers)
        if found and not r.t.words[phrase_start(r, body, low)].startswith("депутат"):
            named.setdefault(found[0], set()).update({found[1]} if found[1] else ())
    if len(named) != 1:
        return None
    ((issuer, places),) = named.items()
    return (issuer, next(iter(places), None)) if len(places) < 2 else None


def _maker(r: Reading, body: Chunk, low: int, makers: Container[str]) -> Body | None:
    """A body with its place, if it is still one and makes such acts."""
    found = subject_ru(r, body, low)
    former = r.t.words[phrase_start(r, body, low)].startswith(("бывш", "экс"))
    return found if found[0] in makers and not former else None


def _bars(r: Reading, k: int, decided: bool) -> bool:
    """Whether nobody before token ``k`` is who decided: «что», «не подписал», another act."""
    word = r.t.words[k]
    barred = word == "не" or r.has("clause_begins", k)
    return barred or (not decided and (r.role(k) == "head" or r.words.means("undoes", word)))


def decider_behind(r: Reading, end: int, makers: Container[str]) -> Body | None:
    """Who decided, behind the act: «… подписал мэр Оша», «постановлением № 115 Жогорку Кенеш …»."""
    verb = next((k for k in range(end, min(end + 3, len(r.t.words))) if _decides(r, r.t.words[k])), end)
    behind = range(verb, min(verb + (BEHIND if verb > end or _decides(r, r.t.word(end)) else 1), len(r.t.words)))
    by = (c for k in behind if (c := r.issuers.by_start.get(k)) and acts(r, c, verb))
    found = subject_ru(r, one, verb) if (one := next(by, None)) else None
    return found if found and found[0] in makers else None


def addressee(r: Reading, start: int, end: int) -> Body | None:
    """The kenesh before which a draft lies: «в кенеш внесен проект …», «депутаты кенеша рассмотрят проект …»."""
    low, high = r.sentence_around(start, end, NEAR_TITLE, BEHIND)
    near = [body for k in (*range(start - 1, low - 1, -1), *range(end, high)) if (body := r.issuers.by_start.get(k))]
    before = [body for body in near if body.value == "local_kenesh" and _before(r, body, low)]
    near = before or [body for body in near if acts(r, body, low)]
    if {body.value for body in near} - {"local_kenesh", "mayor"}:
        return None
    found = {subject_ru(r, body, low) for body in near if body.value == "local_kenesh"}
    return found.pop() if len(found) == 1 else None


def acts(r: Reading, body: Chunk, low: int) -> bool:
    """Whether a body stands in a case for those who act: «горкенеш принял», «принято мэрией», «депутаты кенеша …»."""
    start = phrase_start(r, body, low)
    words = r.t.words[start : body.end]
    if start > low and r.has("prepositions", start - 1):
        return False
    if any(word.startswith("депутат") for word in words):
        return not {"депутаты", "депутатами"}.isdisjoint(words)
    if start in r.sessions.by_end:
        return True
    heads = [r.t.words[k] for k in range(start, body.end) if r.has("heads", k)]
    if heads:
        return heads[0] in ("глава", "главой")
    first, last = r.t.words[body.start], words[-1]
    return not head_words(r.lang, first=True).isdisjoint((first, last)) or first.endswith(_BY) or last.endswith(_BY)


_BY = ("ом", "ем", "ией")


def _before(r: Reading, body: Chunk, low: int) -> bool:
    """«в городской кенеш», «на рассмотрение горкенеша», «в БГК»."""
    start = phrase_start(r, body, low)
    return r.t.word(start - 1) in ("в", "рассмотрение", "утверждение", "заседании") or start in r.sessions.by_end


_PAST = ("л", "ла", "ло", "ли")


def _decides(r: Reading, word: str, table: str = "decides") -> bool:
    """Whether a word tells that something was decided: «принял», «принятое»; not «принять», «примет», «принимает»."""
    done = word.endswith(_PAST) or word_class(word) in ("PRTS", "PRTF")
    return len(word) > 4 and done and r.words.means(table, word)
