"""Russian names of bodies behind the noun of an act: who decided, and of which place."""

from __future__ import annotations

import re
from functools import cache

from portal.language.lemma_ru import word_class
from portal.law.chunks import Chunk
from portal.law.model import LOCAL_ISSUERS
from portal.law.places import called, of_place, place_stem, small_town
from portal.law.reading import DECIDED, CitationParts, Reading
from portal.law.tables import forms
from portal.law.titles_ru import frame_begins, stops
from portal.law.words import fold

ISSUER_WINDOW = 22
PHRASE_WINDOW = 9
_NOMINATIVE_BODY = ("ия", "министерство", "правительство", "служба", "палата", "прокуратура")
"""Ends of names of bodies in the nominative: such a word begins a new clause after the issuer."""


def issuer_right(r: Reading, p: CitationParts, noun: str) -> None:
    """Read the body that decided, up to the date, the number or the title, else to its last known word."""
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
        body = r.issuers.by_start.get(q) or (_letters(r, q, noun) if issuer_at < 0 else None)
        if body and _bears_a_name(r, body):
            q = last = q + 1
            continue
        if q in t.close_of or r.about(q) or word == "(":
            last = q if issuer_at >= 0 and q - last <= 3 else last  # a title follows: up to it goes the name
            break
        if body:
            if issuer_at >= 0 and word.endswith(_NOMINATIVE_BODY):
                break  # «Регламента городского кенеша сессия проходит …»
            if issuer_at < 0 or (r.has("parts_of_body", issuer_at) and body.value in LOCAL_ISSUERS | {"court"}):
                issuer, issuer_at = _who(r, p.end, body), q
            q = last = body.end
            last = q = place_end(r, q) if body.value in LOCAL_ISSUERS else q
            continue
        over = _over_mark(r, q, issuer_at >= 0 and issuer not in LOCAL_ISSUERS)
        if not over and _ends_name(r, q, issuer_at >= 0):
            break
        q = over or q + 1
    _take_issuer(r, p, noun, (first if first >= 0 else p.end, issuer_at, last), issuer, state)


def _letters(r: Reading, q: int, noun: str) -> Chunk | None:
    """Letters that stand for a body: «приказ МТСОиМ», «приказом Минтруда», «Закон ВС»; no company, no heading."""
    raw = r.t.raw(q, q + 1)
    body = r.words.forms.letters.get(r.value(q - 1), {}).get(r.t.word(q)) if raw.isupper() else None
    agency = noun == "order" and _AGENCY.fullmatch(raw) and not (r.t.raw(q - 1, q).isupper() or r.has("companies", q))
    return Chunk(q, q + 1, body or "ministry") if body or agency else None


_AGENCY = re.compile(r"(?=.{2,7}$)[А-ЯЁӨҮҢ]+(?:и[А-ЯЁӨҮҢ]+)*|(?:Мин|Гос(?!удар|питал|тин))\w{3,}|\w+надзор\w{0,2}")


def _over_mark(r: Reading, q: int, agency: bool) -> int:
    """Behind the full stop of «г.», or «, социального обеспечения КР» of an agency up to its date; else 0."""
    if r.t.word(q) == "." and (r.t.word(q - 1) in _STOPPED or _initial(r, q - 1)):
        return q + 1
    agency = agency and r.t.word(q) == ","
    while agency and q < len(r.t.words):
        if terminal(r, q) or r.about(q) or q in r.t.close_of:
            return q
        state, word = r.states.by_start.get(q), r.t.words[q]
        if not state and (not (word[0].isalpha() or word in ",-–") or r.role(q) not in ("", "conj") or stops(r, q)):
            break
        q = state.end if state else q + 1
    return 0


def _ends_name(r: Reading, q: int, named: bool) -> bool:
    word = r.t.words[q]
    if not word[0].isalpha() and not (word in ("-", "–") and (r.t.capital(q + 1) or q + 1 in r.issuers.by_start)):
        return True
    if _initial(r, q) and r.t.word(q + 1) == ".":
        return False
    if r.has("heads", q):
        return named
    if r.role(q) in ("head", "unit", "adopted", "draft") or frame_begins(r, q) or r.words.means("decides", r.t.word(q)):
        return True
    if not named and _in_phrase(r, q) and body_from(r, q):
        return False  # «городской мэрии»
    if r.has("subjects", q) and not r.t.capital(q):
        return True
    if not named and r.has("prepositions", q):
        return True  # «указом в августе 2025 года»
    return stops(r, q)


def _take_issuer(
    r: Reading, p: CitationParts, noun: str, at: tuple[int, int, int], issuer: str | None, state: str
) -> None:
    start, issuer_at, last = at
    if issuer_at < 0 and not issuer and (headed := _headed(r, p.end, last)):
        issuer, issuer_at = headed
    if issuer_at < 0 and any(k in r.sessions.by_start for k in range(p.end, last)):
        p.end, p.issuer, p.state = last, "local_kenesh", state
    elif issuer_at >= 0:
        p.place = place_of(r, start, issuer_at, last, issuer or "") if issuer in LOCAL_ISSUERS else None
        company = not p.place and r.t.word(issuer_at) == "ао"  # a company's letters as well: «приказом АО «Банк»»
        p.end, p.issuer, p.state = last, None if company else issuer, state
        p.evidence.update({"body"} if company else ())
    elif noun in DECIDED | {"decree"} and last > p.end and terminal(r, last):
        p.end, p.state = last, state
        p.evidence.add("body")


_STOPPED = frozenset({"г", "гор", "им", "обл", "с"})


def _initial(r: Reading, k: int) -> bool:
    return len(r.t.word(k)) == 1 and r.t.capital(k)


def _person_at(r: Reading, k: int) -> bool:
    """Whether two initials stand at ``k``: «мэра города В.А. Иванова»; a place bears one at most."""
    return all(_initial(r, j) and r.t.word(j + 1) == "." for j in (k, k + 2))


def _bears_a_name(r: Reading, body: Chunk) -> bool:
    """Whether the word for a body is the name of a place: «айыл окмоту Кенеш», «Кенеш айыл окмоту»."""
    return r.t.words[body.start : body.end] == ["кенеш"] and r.t.raw(body.start, body.end).istitle()


def _headed(r: Reading, start: int, end: int) -> tuple[str, int] | None:
    """The head of a place, of no body of it: «главы Баткенского района»."""
    at = next((k for k in range(start, min(start + 3, end)) if r.has("heads", k)), end)
    sort = next(filter(None, (r.words.sort_of(r.t.word(k)) for k in range(at + 1, end))), "")
    heads = {place: body for body, place in r.words.forms.places.of_body.items()}
    return (heads.get(sort, "governor"), at) if sort else None


def _in_phrase(r: Reading, k: int) -> bool:
    """Whether token ``k`` may stand before the noun of a body: «Ошского», «городского», «и.о.», «главы»."""
    return r.has("place", k) or r.has("of_body", k) or r.has("heads", k) or r.t.capital(k)


def body_from(r: Reading, q: int) -> Chunk | None:
    """The body whose name begins at ``q`` and holds nothing but words of such names."""
    k = q
    while k < q + PHRASE_WINDOW and k < len(r.t.words):
        body = r.issuers.by_start.get(k)
        if body and not _bears_a_name(r, body):
            return body
        dash = r.t.word(k) in ("-", "–") and r.t.capital(k + 1)
        stop = r.t.word(k) == "." and (r.t.word(k - 1) in _STOPPED or _initial(r, k - 1))
        if not (dash or stop or _in_phrase(r, k)) or k in r.states.by_start or r.role(k) == "head":
            return None
        k += 1
    return None


def body_behind(r: Reading, p: CitationParts) -> bool:
    """The body behind a date or a number: «постановление 29 от 2013 года Бишкекского городского кенеша»."""
    t, q = r.t, p.end
    body = body_from(r, q) if q < len(t.words) and t.words[q][0].isalpha() else None
    if not body:
        return _head_behind(r, p)
    found = CitationParts(p.start, q)
    issuer_right(r, found, "")
    genitive = any(t.words[k].endswith(("ого", "ой", "главы")) for k in range(q, body.end))
    nominative = t.words[body.end - 1] in head_words(r.lang) and not genitive
    if not found.issuer or (nominative and not terminal(r, found.end)):
        return False  # «… от 3 июня 2021 года № 17 айыл окмоту выделил»
    p.end, p.issuer, p.place, p.state = found.end, found.issuer, found.place, p.state or found.state
    return True


def _who(r: Reading, start: int, body: Chunk) -> str:
    """Who decided: «главы Ленинского айыл окмоту» is its head."""
    headed = body.value == "aiyl_okmotu" and any(r.has("heads", k) for k in range(start, body.start))
    return "head_aiyl_okmotu" if headed else body.value


def phrase_start(r: Reading, body: Chunk, low: int) -> int:
    """Where the name of a body begins: «Ошский городской», «депутаты столичного», «глава Ленинского»."""
    k = body.start
    while k > low and r.t.words[k - 1][0].isalpha() and (_in_phrase(r, k - 1) or small_town(r, k - 1)):
        if where(r, k - 1) or r.role(k - 1) in ("head", "session") or word_class(r.t.words[k - 1]) in ("VERB", "PRTF"):
            break  # «Принятое мэрией Оша постановление …»
        k -= 1
    return k


def subject_ru(r: Reading, body: Chunk, low: int) -> tuple[str, str | None]:
    """Who decided and of which place, where the body is the subject: «Ошский городской кенеш принял …»."""
    start = phrase_start(r, body, low)
    if r.has("prepositions", start):
        start = body.start  # «В Мин-Булаке кенеш …»
    end = place_end(r, body.end)
    issuer = _who(r, start, body)
    return issuer, place_of(r, start, body.start, end, issuer) if issuer in LOCAL_ISSUERS else None


def where(r: Reading, k: int) -> bool:
    """Whether token ``k`` tells where a body acts, and is no part of its name: «в Кеминском районе аким …»."""
    return r.has("place", k) and r.t.word(k).endswith(("е", "ах", "и")) and word_class(r.t.word(k)) == "NOUN"


def _head_behind(r: Reading, p: CitationParts) -> bool:
    """«распоряжение № 17 главы Баткенского района»."""
    end = place_end(r, p.end + 1) if r.has("heads", p.end) else p.end
    headed = _headed(r, p.end, end)
    if headed:
        p.issuer, p.place = headed[0], place_of(r, p.end, headed[1], end, headed[0])
        p.end = end
    return bool(headed)


def _bare_name_end(r: Reading, q: int) -> int:
    """Where the name of a place ends that bears no sort: «мэрии Бишкека», «айыл окмоту Ак-Турпак»."""
    known = r.words.towns(r.t.word(q)) or r.t.word(q) in r.words.forms.places.names
    body = r.issuers.by_end.get(q)
    village = (body is not None and body.value in _VILLAGE) or r.has("place", q - 2)
    named = r.t.capital(q) and not (r.t.capital(q + 1) or r.roman(q) or r.words.means("decides", r.t.word(q)))
    return q + 1 if body and named and (known or village) else q


_VILLAGE = ("aiyl_okmotu", "head_aiyl_okmotu")


@cache
def head_words(lang: str, first: bool = False) -> frozenset[str]:
    """The last words of the names of bodies, in the nominative; with ``first`` the first words too."""
    phrases = [phrase.partition(" ~ ")[0].split() for group in forms(lang).issuers.values() for phrase in group]
    found = {words[-1].removeprefix("=") for words in phrases}
    found |= {words[0] for words in phrases if first and words[0][0] != "="}
    return frozenset(map(fold, found))


def place_end(r: Reading, q: int) -> int:
    """Where the name of the place behind a body ends: «мэрии города Бишкек», «кенеша Аламудунского района»."""
    t, k = r.t, q
    village = q in r.issuers.by_end and r.issuers.by_end[q].value in _VILLAGE
    while k < q + 9:
        quoted = t.close_of.get(k, 0)
        state = r.states.by_start.get(k)
        acts = k in r.numbers.by_start or _person_at(r, k) or r.words.means("decides", t.word(k))
        if quoted in range(k + 2, k + 5) and t.capital(k + 1) and (r.has("place", k - 1) if k > q else village):
            k = quoted + 1  # «города «Бишкек»», «айыл окмоту «Ак-Турпак»»
        elif state and r.has("of_place", state.end):
            k = state.end  # «представителя Президента Кыргызской Республики в Ошской области»
        elif state or r.role(k) == "head" or acts or (k > q and seat_end(r, k) > k):
            break
        elif r.has("place", k) or r.has("of_place", k) or t.capital(k) or (t.word(k) in ("-", "–") and t.touches(k)):
            k += 1 + (t.word(k + 1) == "." and (t.word(k) in _STOPPED or _initial(r, k)))
        else:
            break
    while k > q and r.has("of_place", k - 1):
        k -= 1
    named = any(r.has("place", j) for j in range(q, k)) or (village and k - 1 in t.open_of)
    return k if named else _bare_name_end(r, q)


def seat_end(r: Reading, q: int) -> int:
    """Where «г.Бишкек,» in the heading of an act ends, when its date or number follows; ``q`` when it is none."""
    t, k = r.t, q
    if t.word(k) not in ("г", "с", "город", "село"):
        return q
    k += 1 + (t.word(k + 1) == ".")
    first = k
    while k < q + 6 and (t.capital(k) or t.word(k) in ("-", "–")):
        k += 1
    k += t.word(k) in (",", ".")
    return k if k > first and terminal(r, k) else q


def place_of(r: Reading, start: int, issuer_at: int, end: int, issuer: str) -> str | None:
    """The place whose body it is: «Бишкекского городского кенеша» → «Бишкек», «Кеминского» → «Кеминский район»."""
    t = r.t
    letters = r.words.forms.places.names.get(t.word(issuer_at))
    if letters:
        return letters
    chunks = [c for index in (r.states, r.issuers) for k in range(start, end) if (c := index.by_start.get(k))]
    other = {k for c in chunks if not _bears_a_name(r, c) for k in range(c.start, c.end)}
    sorts = [k for k in range(start, end) if r.has("place", k)]
    names = [
        k
        for k in range(start, end)
        if t.capital(k)
        and not r.roman(k)
        and not (k in sorts or k in other or k == issuer_at or r.has("heads", k) or r.has("of_body", k))
    ]
    if not names:
        return None
    last = names[0]
    while not _name_ends(r, last, sorts) and (
        last + 1 in names or (t.word(last + 1) in ("-", "–", ".") and last + 2 in names)
    ):
        last += 1
    if issuer in ("mayor", "governor") and last > names[0] and _PERSON.fullmatch(t.word(last)) and not sorts:
        return None  # «распоряжение мэра Айбека Джунушалиева»
    name = called(t.raw(names[0], last + 1))
    near = next((k for k in (names[0] - 1, last + 1) if k in sorts), sorts[0] if sorts else -1)
    sort = (r.words.sort_of(t.word(near)) if sorts else None) or r.words.forms.places.of_body.get(issuer, "город")
    if sort == "город":
        return _city(r, name, bool(sorts) or names[0] < issuer_at)
    return f"{of_place(name, sort == 'область')} {sort}"


_PERSON = re.compile(r"\w{2,}(?:[ое]в|ин)(?:а|ой|ым)")


def _name_ends(r: Reading, k: int, sorts: list[int]) -> bool:
    """Whether a name of a place ends with token ``k``: a person or another place follows."""
    if r.t.word(k + 1) in ("-", "–", "."):
        return False
    town = r.words.towns(r.t.word(k))
    of_district = k + 2 in sorts and r.t.word(k + 1).endswith("ского")  # «айыл окмоту Ак-Суу Кеминского района»
    return bool(town) or _initial(r, k + 1) or of_district or (k - 1 in sorts and k + 2 in sorts)


_CASE = re.compile(r"(?<=[бвгджзйклмнпрстфхцчшщ])(а|ы)$")


def _city(r: Reading, name: str, plain: bool) -> str:
    """«Бишкекского» → «Бишкек», «Каракольской» → «Каракол»; a name in the nominative stays."""
    town = r.words.towns(fold(name))
    known = r.words.forms.places.names.get(fold(name)) or (town[0] if town else None)
    if known:
        return known
    if not plain:
        return _CASE.sub(lambda ending: "" if ending[1] == "а" else "а", name)  # «мэрии Бишкека», «кенеша Кара-Балты»
    stem = place_stem(name)
    if stem == name:
        return name
    stem = re.sub(r"(?<=[^\W\d_]{4})ин$", "а", stem)  # «Чолпон-Атинского» → «Чолпон-Ата»
    return r.words.forms.places.names.get(fold(stem), stem.capitalize() if stem.isupper() else stem)


def terminal(r: Reading, q: int) -> bool:
    """Whether a date or a number of an act begins at ``q``: there the name of a body ends."""
    dated = r.t.word(q) in ("от", "за") and q + 1 in r.dates.by_start
    return q in r.dates.by_start or q in r.numbers.by_start or dated
