"""Russian acts that are named by what they decide alone, and the body that their sentence says decided.

«Ошский городской кенеш принял постановление о переименовании улицы»: no quotes, no date, no number. Such words name an
act where the body that decides such things stands beside them, or where the title tells of what only a general act may
decide. «Постановление о возбуждении дела», «приказ о призыве» name none.
"""

from __future__ import annotations

from collections.abc import Container

from portal.language.lemma_ru import word_class
from portal.law.bodies_ru import head_words, phrase_start, subject_ru
from portal.law.chunks import Chunk
from portal.law.model import GENERAL_ISSUERS, LOCAL_ISSUERS
from portal.law.reading import CitationParts, Reading

BEFORE, BEHIND = 24, 12
NEAR_BEGINNING = 5
"""Words of a title among which a word of the table tells that it is the title of no general act."""
_OF_ONE = GENERAL_ISSUERS - {"local_kenesh", "election_commission"} | {"ministry", "other"}
MAKERS = {
    "resolution": GENERAL_ISSUERS,
    "decision": LOCAL_ISSUERS | {"election_commission"},
    "directive": _OF_ONE,
    "order": _OF_ONE,
}
"""Who makes acts of a class."""

Body = tuple[str, str | None]


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
    low = r.sentence_start(p.start, BEFORE)
    found = decider(r, low, p.start, MAKERS[noun], told=True) or decider_behind(r, end, MAKERS[noun])
    if found and (noun != "decision" or matter):
        p.issuer, p.place = found
        return True
    planned = r.words.means("decides", r.t.word(p.start - 1))  # «требовали принять постановление о …»
    return matter and noun == "resolution" and not found and not planned


def decider(
    r: Reading,
    low: int,
    high: int,
    makers: Container[str],
    cited: Container[int] = (),
    acting: bool = True,
    told: bool = False,
) -> Body | None:
    """Who of the bodies between two tokens decided: the nearest that acts, else the only one that is named.

    With ``told`` a word must say that it decided: «мэр Оша подписал …», «принятое мэрией …»; without ``acting`` the
    bodies are only named.
    """
    named: dict[str, set[str]] = {}
    decided = not told
    for q in range(high, low, -1):
        body = r.issuers.by_end.get(q)
        if not body or body.start < low or q - 1 in cited:
            if told and _bars(r, q - 1, decided):
                return None
            decided = decided or r.has("own", q - 1) or _decides(r, r.t.words[q - 1])
            continue
        issuer, place = subject_ru(r, body, low)
        start = phrase_start(r, body, low)
        former = r.t.words[start].startswith(("бывш", "экс"))
        if issuer not in makers or former:
            continue
        if acting and acts(r, body, low):
            if any(r.words.means("undoes", r.t.words[k]) for k in range(q, min(high, q + 8))):
                continue
            return (issuer, place) if decided or _decides(r, r.t.word(start - 1)) else None
        if not r.t.words[start].startswith("депутат"):
            named.setdefault(issuer, set()).update({place} if place else ())
    if told or len(named) != 1:
        return None
    ((issuer, places),) = named.items()
    return (issuer, next(iter(places), None)) if len(places) < 2 else None


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
    low, high = r.sentence_around(start, end, BEFORE, BEHIND)
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


def _decides(r: Reading, word: str) -> bool:
    """Whether a word tells that something was decided: «принял», «принятое»; not «принять», «примет», «принимает»."""
    done = word.endswith(_PAST) or word_class(word) in ("PRTS", "PRTF")
    return len(word) > 4 and done and r.words.means("decides", word)
