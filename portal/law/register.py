"""The register of acts as the resolver needs it, the adapter from ``acts.yml``, and ids in the shape of Akoma Ntoso.

Source of that shape: the Akoma Ntoso Naming Convention 1.0 (OASIS), beside the project's own ids:
``/akn/{country}-{locality}/act/{subtype}/{actor}/{date}/{number}`` for a work, locality and actor where there is one;
``art_28__para_3`` for an element (eId), abbreviations of elements as there (art, para, point, al, chp, sec, att).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from portal.law.fold import fold_latin, fold_text
from portal.law.model import LOCAL_ISSUERS, STATUTES, Citation, Provision
from portal.law.places import LETTERS, place_work
from portal.law.tables import common


@dataclass(frozen=True, slots=True)
class ActRecord:
    """What is known of one act; what is not known is None or empty.

    ``date``, ``valid_from`` and ``valid_to`` are YYYY-MM-DD or YYYY. ``valid_to`` is the first day on which the act
    was no longer in force; ``seen_in_force``: a source showed it in force and nothing since said otherwise. ``issuer``
    is who decided where the kind does not tell; ``place`` the id of the place whose local act it is, with its
    names. ``approves`` holds titles of documents that the act brought into force (a regulation, a programme).
    """

    id: str
    kind: str
    titles: tuple[tuple[str, str], ...] = ()
    date: str | None = None
    number: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    jurisdiction: str = "kg"
    place: str | None = None
    approves: tuple[tuple[str, str], ...] = ()
    issuer: str | None = None
    place_names: tuple[str, ...] = ()
    seen_in_force: bool = False


@dataclass(frozen=True, slots=True)
class Register:
    """Records with indexes by number and by title. Build it with :func:`register_of`."""

    records: tuple[ActRecord, ...]
    by_number: Mapping[str, tuple[ActRecord, ...]] = field(repr=False)
    by_title: Mapping[str, tuple[ActRecord, ...]] = field(repr=False)
    by_approved: Mapping[str, tuple[ActRecord, ...]] = field(repr=False)


_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_STATE = re.compile(
    r"\b(?:(?:в )?кыргызск(?:ой|ая|ую) республик(?:и|е|ой|а|у)|кыргыз республикасы(?:нын|нда|ндагы|на|н)?"
    r"|кыргызстан(?:дын|да|дагы|а)?|(?:в )?кр(?:нын|да)?)\b"
)
_YEARS = re.compile(r"(?<=\d)\s*[-–]\s*(?=\d)")
_REGULATION = re.compile(
    r"\bположени(?:е|я|ю|ем) (?:о|об) | (?:жонундо|тууралуу)(?=(?: типтуу| убактылуу)? жобо\w{0,4}$)"
)
_VARIANTS = (
    (re.compile(r"\bмаалыматтар(?=\b|[а-я]{0,8}\b)"), "маалымат"),
    (re.compile(r"\bадминистративд(?=[иы]к)"), "администрациял"),
    (re.compile(r"\bтууралуу\b"), "жонундо"),
    (re.compile(r"\bграждандык\b"), "жарандык"),
)
"""Words that official titles write in two ways."""
_ABOUT = re.compile(r"^(?:о|об|обо) | (?:жонундо|жонундогу|тууралуу|тууралу)$")
_CODE_PART = re.compile(r"\b(?:часть|болук) (?:[iv]+|\d|первая|вторая)\b")


@lru_cache(maxsize=4096)  # every register is made of the same titles
def title_key(title: str) -> str:
    """A title as it is compared: folded, without punctuation, the name of the state, and «часть I» of a code.

    >>> title_key("«Гражданский кодекс Кыргызской Республики, часть I»") == title_key("гражданский кодекс")
    True
    """
    words = " ".join(
        fold_latin(word) if len(word) > 2 else word for word in _WORD.findall(_YEARS.sub(" ", fold_text(title).low))
    )
    words = _CODE_PART.sub(" ", words)
    for pattern, one in _VARIANTS:
        words = pattern.sub(one, words)
    words = " ".join(_STATE.sub(" ", words).split())
    words = re.sub(r" жобо\w{0,4}$", "", _REGULATION.sub("", words))
    words = _ABOUT.sub("", words)
    return re.sub(r"кодекси$", "кодекс", words)


def number_key(number: str) -> str:
    """A number of an act as it is compared: ``437 - xii`` and ``437-XII`` are one."""
    return re.sub(r"[\s№]", "", number).replace("–", "-").upper().translate(str.maketrans("РПХСМ", "PПXCM"))


def register_of(records: Iterable[ActRecord]) -> Register:
    """Index ``records``. Raises ``ValueError`` when an id occurs twice."""
    rows = tuple(records)
    seen: set[str] = set()
    numbers: dict[str, list[ActRecord]] = {}
    titles: dict[str, list[ActRecord]] = {}
    approved: dict[str, list[ActRecord]] = {}
    for record in rows:
        if record.id in seen:
            raise ValueError(f"act id {record.id!r} occurs twice in the register")
        seen.add(record.id)
        if record.number:
            numbers.setdefault(number_key(record.number), []).append(record)
        for table, named in ((titles, record.titles), (approved, record.approves)):
            for key in dict.fromkeys(title_key(title) for _, title in named):
                table.setdefault(key, []).append(record)

    def frozen(table: dict[str, list[ActRecord]]) -> dict[str, tuple[ActRecord, ...]]:
        return {key: tuple(group) for key, group in table.items()}

    return Register(rows, frozen(numbers), frozen(titles), frozen(approved))


def records_from(data: Mapping[str, Any], places: Mapping[str, tuple[str, ...]] | None = None) -> tuple[ActRecord, ...]:
    """Read the mapping of ``acts.yml`` (``acts:`` with id, kind, title, date, number …) into records.

    The day on which an act ceased is taken from its ``states``, else from ``status.since`` of a repealed act, else
    from the date of the act that replaced it. A value that is missing stays missing. Raises ``ValueError`` for an act
    without id or kind.
    """
    acts = data.get("acts") or []
    dates = {str(act.get("id")): _text(act.get("date") or act.get("year")) for act in acts}
    return tuple(
        replace(r, place_names=(places or {}).get(r.place or "", ())) for r in (_record(act, dates) for act in acts)
    )


def named_documents(
    kind: str, approves: Iterable[tuple[str, str]], aliases: Iterable[tuple[str, str]]
) -> tuple[tuple[str, str], ...]:
    """The names of what an act brought into force: an alias of a resolution is one of them («Положение о …»)."""
    return (*approves, *(() if kind in STATUTES | {"constitution"} else aliases))


ENDED = frozenset({"repealed", "replaced"})


def span_of(states: Iterable[tuple[str, str]]) -> tuple[str | None, str | None]:
    """From which day to which day an act was in force, by its states in the order of their days."""
    begun = ended = None
    for state, day in states:
        if state == "in-force":
            begun, ended = begun or day, None
        elif state in ENDED:
            ended = ended or day
    return begun, ended


def _record(act: Mapping[str, Any], dates: Mapping[str, str | None]) -> ActRecord:
    if not act.get("id") or not act.get("kind"):
        raise ValueError(f"an act without id or kind: {act!r}")
    date = _text(act.get("date") or act.get("year"))
    status = act.get("status")
    status = status if isinstance(status, Mapping) else {}
    repealed = _text(status.get("since")) if status.get("state") in ENDED else None
    successor = act.get("replaced_by") or status.get("by")
    states = [(str(item.get("state")), str(item.get("from"))) for item in act.get("states") or ()]
    begun, ended = span_of(states)
    return ActRecord(
        id=str(act["id"]),
        kind=str(act["kind"]),
        titles=(*_named(act.get("title")), *_named(act.get("short")), *_named(act.get("aliases"))),
        date=date,
        number=_text(act.get("number")),
        valid_from=begun or date,
        valid_to=ended or repealed or (dates.get(str(successor)) if successor else None),
        jurisdiction=str(act.get("jurisdiction") or "kg"),
        place=_text(act.get("place")),
        approves=named_documents(str(act["kind"]), _named(act.get("approves")), _named(act.get("aliases"))),
        issuer=_text(act.get("issuer")),
        seen_in_force="in-force" in (status.get("state"), states[-1][0] if states else ""),
    )


def _text(value: Any) -> str | None:
    return None if value is None or value == "" else str(value)


def _named(value: Any) -> tuple[tuple[str, str], ...]:
    """Titles given as a mapping of languages to a title or a list of titles, as a list, or as one string."""
    if not value:
        return ()
    if isinstance(value, str):
        return (("", value),)
    if isinstance(value, Mapping):
        return tuple((str(lang), title) for lang, group in value.items() for _, title in _named(group))
    return tuple(("", str(title)) for title in value)


_LATIN = str.maketrans(
    LETTERS
    | {"ж": "zh", "й": "j", "э": "eh", "ю": "yu", "я": "ya", "ё": "yo", "ъ": "hs", "ь": "ss"}
    | {"ң": "ng", "ө": "oe", "ү": "ue"}
)
"""Every letter has a value of its own: points «о» and «ө» of one article are two elements."""
_UNIT = re.compile(r"(ch|sec|annex)(.+)")
_UNIT_NAME = {"ch": "chp", "sec": "sec", "annex": "att"}
_LEVELS = (("article", "art"), ("part", "para"), ("point", "point"), ("subpoint", "item"), ("paragraph", "al"))
_MOST_OF_RANGE = 200


def _token(text: str) -> str:
    """A part of an id: lower-case Latin letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower().translate(_LATIN)).strip("-")


def akn_id(act: ActRecord) -> str | None:
    """The work id of ``act``; None while neither its date nor its year is known.

    ``nn`` stands for a number that is not known; with a year alone the register's id follows, to tell works apart.

    >>> akn_id(ActRecord("kg-law-2021-125", "law", date="2021-10-27", number="125"))
    '/akn/kg/act/law/2021-10-27/125'
    """
    if not act.date:
        return None
    number = act.number or (None if len(act.date) == 10 else f"nn-{act.id}")
    return _work(act.jurisdiction, act.kind, act.issuer, act.place, act.date, number)


def _work(state: str, kind: str, issuer: str | None, place: str | None, date: str, number: str | None) -> str:
    """A work id; the actor stands in it where the kind does not tell who decided."""
    implied = common().issuer_of_kind.get(kind)
    actor = issuer if issuer and issuer != implied else ""
    country = f"{state}-{_token(place)}" if place else state
    parts = ["akn", country, "act", kind.replace("_", "-"), _token(actor)]
    return "/" + "/".join([part for part in parts if part] + [date, _token(number) if number else "nn"])


def citation_work(citation: Citation) -> str | None:
    """The work id of a local act that a citation names in full, also where the register has none.

    >>> named = {"issuer": "local_kenesh", "place": "Ош шаары"}
    >>> citation_work(Citation(0, 1, "local_resolution", None, "2023-03-01", "5", **named))
    '/akn/kg-osh-city/act/local-resolution/local-kenesh/2023-03-01/5'
    """
    if citation.issuer not in LOCAL_ISSUERS or not (citation.place and citation.date and citation.number):
        return None
    if len(citation.date) != 10:
        return None
    place = place_work(citation.place)
    return _work(citation.jurisdiction, citation.kind, citation.issuer, place, citation.date, citation.number)


def provision_eid(provision: Provision) -> str | None:
    """The element id of ``provision``, of the first place when it is a range; None for «this» or an empty one.

    >>> [provision_eid(p) for p in (Provision("28", "3"), Provision("62", point="1"), Provision(unit="ch34"))]
    ['art_28__para_3', 'art_62__point_1', 'chp_34']
    """
    if provision.unit:
        match = _UNIT.fullmatch(provision.unit)
        return f"{_UNIT_NAME[match[1]]}_{_token(match[2])}" if match else None
    parts = []
    for name, short in _LEVELS:
        value = getattr(provision, name).split("..")[0]
        if value in ("this", "same"):
            return None
        if value:
            parts.append(f"{short}_{_token(value)}")
    return "__".join(parts) or None


def provision_eids(provision: Provision) -> tuple[str, ...]:
    """The element ids of all places in a range; of a longer one, or one of inserted articles, that of its first place.

    >>> provision_eids(Provision("5..7", "2")), provision_eids(Provision("12-1..12-3"))
    (('art_5__para_2', 'art_6__para_2', 'art_7__para_2'), ('art_12-1',))
    """
    for name, _ in _LEVELS:
        first, _, last = getattr(provision, name).partition("..")
        if first.isdecimal() and last.isdecimal() and 0 < int(last) - int(first) < _MOST_OF_RANGE:
            places = (replace(provision, **{name: str(n)}) for n in range(int(first), int(last) + 1))
            return tuple(eid for place in places for eid in provision_eids(place))
    eid = provision_eid(provision)
    return (eid,) if eid else ()
