"""The resolver: a citation, the register and the date of the citing text → the act, or the acts it may be.

Identity and validity are two answers. Number, date, kind and issuer that agree say which act is meant, whatever its
state; a title alone says it only of an act that was in force on the day of the text. Whose issuer or place does not
agree is never linked. Nothing is guessed: where two acts stay, or one cannot be told for certain, all are given as
candidates and no act; where the register knows none, nothing is given.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from portal.law.model import LOCAL_ISSUERS, STATUTES, Citation
from portal.law.places import place_agrees
from portal.law.register import ActRecord, Register, number_key, title_key
from portal.law.tables import common


class Resolved(NamedTuple):
    """The act, when there is one answer; all acts that it may be; whether the act was in force on the day of the text.

    ``validity`` is ``in-force``, ``lapsed``, ``not-yet`` or ``unknown``; empty without an act or a day.
    """

    act: str | None
    candidates: tuple[str, ...]
    validity: str = ""


NOTHING = Resolved(None, ())
_RESOLUTIONS = frozenset(
    {"gov_resolution", "cabinet_resolution", "jk_resolution", "local_resolution", "cec_resolution", "court_decision"}
)
_DOCUMENTS = frozenset({"regulation", "reglament", "concept", "program"})
_ONE_BODY = frozenset({"government", "cabinet"})
"""The same body before and after 2021; texts mix the names."""
_LONGEST_NEW = 15
"""For how many years texts call an act new, at most."""


def issuer_of(record: ActRecord) -> str | None:
    """Who decided: as the register says, else as the kind tells."""
    return record.issuer or common().issuer_of_kind.get(record.kind)


def is_local(record: ActRecord) -> bool:
    """Whether the act is one of a place."""
    return record.kind == "local_resolution" or record.issuer in LOCAL_ISSUERS or record.place is not None


def _compatible(citation: Citation, record: ActRecord) -> bool:
    """Whether a record may be what the citation names, by state, kind, issuer and place."""
    if record.jurisdiction != citation.jurisdiction or not _kinds_agree(citation.kind, record.kind):
        return False
    named, known = citation.issuer, issuer_of(record)
    if (named in LOCAL_ISSUERS and not is_local(record)) or (named and named not in LOCAL_ISSUERS and is_local(record)):
        return False
    if named and known and named != known and {named, known} != _ONE_BODY:
        return False
    return not (citation.place and record.place) or place_agrees(citation.place, record.place, record.place_names)


def _kinds_agree(kind: str, other: str) -> bool:
    """A citation without an issuer (``other``) may be any resolution; a code may be called a law."""
    if kind == other or (kind in STATUTES and other in STATUTES and kind != "code"):
        return True
    if kind == "other":
        return other in _RESOLUTIONS
    return {kind, other} in ({"gov_resolution", "cabinet_resolution"}, {"order", "cabinet_order"})


def _same_day(citation_date: str, record: ActRecord) -> bool:
    """Whether the dates agree as far as both go: YYYY against YYYY-MM-DD, --MM-DD against any year."""
    if not record.date:
        return False
    if citation_date.startswith("--"):
        return record.date.endswith(citation_date[1:])
    length = min(len(citation_date), len(record.date))
    return citation_date[:length] == record.date[:length]


def resolve(
    citation: Citation,
    register: Register,
    text_date: str | None = None,
    place: str | None = None,
    named: Container[str] = (),
) -> Resolved:
    """Find the act that ``citation`` names.

    ``text_date`` (YYYY-MM-DD or YYYY) is the date of the citing text, ``place`` the id of the place it is about: a
    local act whose place the citation does not name is never settled without it. ``named`` are ids of acts on which the
    text is known to rest: a number without a date means one of these alone. A citation of the act it stands in
    (``internal``) and one that has neither number, date nor title resolve to nothing: see :func:`resolve_all` for
    those that follow another.
    """
    if citation.internal or citation.follows:
        return NOTHING
    if citation.number and citation.date:
        same = register.by_number.get(number_key(citation.number), ())
        found = [r for r in same if _same_day(citation.date, r) and _compatible(citation, r)]
        if not found and citation.kind in _DOCUMENTS:
            # «типовое положение № 01-25/44 от …»: by the act that approved it
            return _answer([r for r in same if r.approves and _same_day(citation.date, r)], text_date)
        answer = _identified(citation, found, text_date, place)
    elif citation.issuer in LOCAL_ISSUERS:
        same = register.by_number.get(number_key(citation.number), ()) if citation.number else ()
        found = [r for r in same if is_local(r) and _compatible(citation, r) and not citation.date]
        answer = _identified(citation, found, text_date, place)
    else:
        answer = _by_title(citation, register, text_date)
    return answer if answer.act else _by_mention(citation, register, text_date, named) or answer


def _identified(citation: Citation, found: Sequence[ActRecord], day: str | None, place: str | None) -> Resolved:
    """The answer where number and date agree: certain when the issuer is known, and of a local act the place."""
    if any(map(is_local, found)):
        if citation.issuer is None:
            return _open(found)
        if not citation.place:
            if place is None:
                return _open(found)
            found = [r for r in found if r.place == place]
    elif citation.kind == "other":
        return _open(found)  # whose resolution it is, nobody said
    return _answer(found, day)


def is_mention(citation: Citation) -> bool:
    """Whether a citation says no more than number or day, so that it counts what else the document names."""
    return not citation.title and bool(citation.number or len(citation.date or "") == 10)


def hangs_on_named(citation: Citation, register: Register, text_date: str | None, place: str | None) -> bool:
    """Whether the answer may be another one for what the text is known to rest on."""
    if not is_mention(citation) or resolve(citation, register, text_date, place).act:
        return False
    return any(True for _ in _mentioned(citation, register))


def _mentioned(citation: Citation, register: Register) -> Iterator[ActRecord]:
    """The acts that a citation by number or day may mean."""
    same = register.by_number.get(number_key(citation.number), ()) if citation.number else register.records
    return (r for r in same if _compatible(citation, r) and (not citation.date or _same_day(citation.date, r)))


def _by_mention(citation: Citation, register: Register, day: str | None, named: Container[str]) -> Resolved | None:
    """«закон № 125» in a document that says elsewhere, by its id, that it rests on that law: one act only agrees."""
    if not is_mention(citation):
        return None
    found = [r for r in _mentioned(citation, register) if r.id in named]
    return _answer(found, day) if len(found) == 1 else None


def _by_title(citation: Citation, register: Register, day: str | None) -> Resolved:
    if citation.kind == "constitution":
        found = [r for r in register.records if (r.kind, r.jurisdiction) == ("constitution", citation.jurisdiction)]
    elif citation.title:
        key = title_key(citation.title)
        found = [r for r in register.by_title.get(key, ()) if _compatible(citation, r)]
        if not found and citation.kind in _DOCUMENTS:
            found = [r for r in register.by_approved.get(key, ()) if r.jurisdiction == citation.jurisdiction]
    else:
        return NOTHING
    if citation.number:
        found = [r for r in found if r.number and number_key(r.number) == number_key(citation.number)]
    if citation.date:
        return _answer([r for r in found if not r.date or _same_day(citation.date, r)], day)
    if citation.other_time and not citation.number:
        # «нового Кодекса»: new on which day, nobody said; but not the one that has long been there
        return _open([r for r in found if not (citation.of_late and _long_known(r, day))])
    return _in_force(found, day)


def _long_known(record: ActRecord, day: str | None) -> bool:
    """Whether the act was so old on the day of the text that no text calls it new."""
    return bool(day and record.date and int(day[:4]) - int(record.date[:4]) > _LONGEST_NEW)


def _in_force(found: Sequence[ActRecord], day: str | None) -> Resolved:
    """The one act of a title that was in force then: certain only when dates say so."""
    started = [r for r in found if not day or not r.valid_from or r.valid_from[: len(day)] <= day]
    current = in_force(found, day)
    if not day and len(found) > 1:
        return _open(found)
    if len(current) == 1 and (current[0].date or current[0].valid_from):
        return _answer(current, day)
    return _open(current or started)


def in_force(records: Iterable[ActRecord], day: str | None) -> list[ActRecord]:
    """The records in force on ``day`` as far as their dates tell; without a day all that have not lapsed."""
    rows = [r for r in records if not day or not r.valid_from or r.valid_from[: len(day)] <= day]
    return [r for r in rows if not r.valid_to or (day and r.valid_to > day)]


def validity(record: ActRecord, day: str | None) -> str:
    """Whether an act was in force on ``day``; ``unknown`` where the register has seen no state of it."""
    if not day:
        return ""
    if record.valid_from and record.valid_from[: len(day)] > day:
        return "not-yet"
    if record.valid_to:
        return "in-force" if record.valid_to > day else "lapsed"
    return "in-force" if record.seen_in_force else "unknown"


def _open(found: Sequence[ActRecord]) -> Resolved:
    return Resolved(None, tuple(dict.fromkeys(record.id for record in found)))


def _answer(found: Sequence[ActRecord], day: str | None) -> Resolved:
    ids = tuple(dict.fromkeys(record.id for record in found))
    return Resolved(ids[0], ids, validity(found[0], day)) if len(ids) == 1 else Resolved(None, ids)


def resolve_all(
    citations: Sequence[Citation],
    register: Register,
    text_date: str | None = None,
    place: str | None = None,
    named: Container[str] = (),
) -> tuple[Resolved, ...]:
    """Resolve the citations of one text; one that takes its act from another gets the answer of that one."""
    answers: list[Resolved] = []
    for citation in citations:
        if citation.antecedent is not None and citation.antecedent < len(answers):
            answers.append(answers[citation.antecedent])
        else:
            answers.append(resolve(citation, register, text_date, place, named))
    for index, citation in enumerate(citations):
        if citation.approved_by is not None and not answers[index].candidates and answers[citation.approved_by].act:
            answers[index] = answers[citation.approved_by]
    return tuple(answers)
