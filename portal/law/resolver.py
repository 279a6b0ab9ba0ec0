"""The resolver: a citation, the register and the date of the citing text → the act, or the acts it may be.

Number and date come first. The title decides second, among acts in force when the text was written: the same
title may belong to an old law and to the one that replaced it. Nothing is guessed: where two acts stay, both are
given as candidates and no act; where the register knows none, nothing is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from portal.law.model import Citation
from portal.law.register import ActRecord, Register, number_key, title_key


class Resolution(NamedTuple):
    """The act, when there is one answer; and all acts that it may be (the answer included)."""

    act: str | None
    candidates: tuple[str, ...]


NOTHING = Resolution(None, ())

_STATUTES = frozenset({"law", "constitutional_law", "code"})
_RESOLUTIONS = frozenset(
    {"gov_resolution", "cabinet_resolution", "jk_resolution", "local_resolution", "cec_resolution", "court_decision"}
)
_DOCUMENTS = frozenset({"regulation", "reglament", "concept", "program"})


def _compatible(citation: Citation, record: ActRecord) -> bool:
    """Whether a record may be what the citation names, by kind and state.

    A citation without an issuer (``other``) may be any resolution; a code may be called a law.
    """
    if record.jurisdiction != citation.jurisdiction:
        return False
    kind, other = citation.kind, record.kind
    if kind == other or (kind in _STATUTES and other in _STATUTES):
        return True
    if kind == "other":
        return other in _RESOLUTIONS or other == "other"
    if {kind, other} == {"gov_resolution", "cabinet_resolution"}:
        return True  # the same body before and after 2021; texts mix the names
    return {kind, other} <= {"order", "cabinet_order"}


def _same_day(citation_date: str, record: ActRecord) -> bool:
    """Whether the dates agree as far as both go: YYYY against YYYY-MM-DD, --MM-DD against any year."""
    if not record.date:
        return False
    if citation_date.startswith("--"):
        return record.date.endswith(citation_date[1:])
    length = min(len(citation_date), len(record.date))
    return citation_date[:length] == record.date[:length]


def resolve(
    citation: Citation, register: Register, text_date: str | None = None, place: str | None = None
) -> Resolution:
    """Find the act that ``citation`` names.

    ``text_date`` (YYYY-MM-DD or YYYY) is the date of the citing text, ``place`` the id of the place it is about,
    without which a local act is never settled. A citation of the act it stands in (``internal``) and one that has
    neither number, date nor title resolve to nothing: see :func:`resolve_all` for those that follow another.
    """
    if citation.internal:
        return NOTHING
    local = citation.kind == "local_resolution" or citation.issuer == "kenesh"
    if citation.number and citation.date:
        key = number_key(citation.number)
        found = [
            record
            for record in register.by_number.get(key, ())
            if _same_day(citation.date, record) and _compatible(citation, record)
        ]
        return _local(found, place) if local or _all_local(found) else _answer(found)
    if local:
        numbered = register.by_number.get(number_key(citation.number), ()) if citation.number else ()
        return _local([r for r in numbered if r.kind == "local_resolution"], place)
    return _by_title(citation, register, text_date)


def _all_local(found: Sequence[ActRecord]) -> bool:
    return bool(found) and all(record.kind == "local_resolution" for record in found)


def _local(found: Sequence[ActRecord], place: str | None) -> Resolution:
    """Numbers of local acts repeat from place to place: without the place there are only candidates."""
    if place is None:
        return Resolution(None, tuple(record.id for record in found))
    return _answer([record for record in found if record.place == place])


def _by_title(citation: Citation, register: Register, text_date: str | None) -> Resolution:
    if citation.kind == "constitution":
        found = list(register.by_kind.get("constitution", ()))
        found = [record for record in found if record.jurisdiction == citation.jurisdiction]
    elif citation.title:
        key = title_key(citation.title)
        found = [record for record in register.by_title.get(key, ()) if _compatible(citation, record)]
        if not found and citation.kind in _DOCUMENTS:
            found = [r for r in register.by_approved.get(key, ()) if r.jurisdiction == citation.jurisdiction]
    else:
        return NOTHING
    if citation.number:
        found = [r for r in found if r.number and number_key(r.number) == number_key(citation.number)]
    if citation.date:
        return _answer([r for r in found if not r.date or _same_day(citation.date, r)])
    return _answer(in_force(found, text_date))


def in_force(records: Iterable[ActRecord], day: str | None) -> list[ActRecord]:
    """The records in force on ``day``; the last to have ceased when none is; none that came later than ``day``.

    An act without dates counts as in force always. Without a day all records are returned.
    """
    rows = list(records)
    if not day:
        return rows
    started = [r for r in rows if not r.valid_from or r.valid_from[: len(day)] <= day]
    current = [r for r in started if not r.valid_to or r.valid_to > day]
    if current:
        return current
    last = max((r.valid_to or "" for r in started), default="")
    return [r for r in started if (r.valid_to or "") == last]


def _answer(found: Sequence[ActRecord]) -> Resolution:
    ids = tuple(dict.fromkeys(record.id for record in found))
    return Resolution(ids[0] if len(ids) == 1 else None, ids)


def resolve_all(
    citations: Sequence[Citation],
    register: Register,
    text_date: str | None = None,
    place: str | None = None,
) -> tuple[Resolution, ...]:
    """Resolve the citations of one text; one that takes its act from another gets the answer of that one."""
    answers: list[Resolution] = []
    for citation in citations:
        if citation.antecedent is not None and citation.antecedent < len(answers):
            answers.append(answers[citation.antecedent])
        else:
            answers.append(resolve(citation, register, text_date, place))
    return tuple(answers)
