"""Ids in the shape of Akoma Ntoso / FRBR beside the project's own.

Source of the shape: the Akoma Ntoso Naming Convention 1.0 (OASIS):
``/akn/{country}-{locality}/act/{subtype}/{actor}/{date}/{number}`` for a work, locality and actor where there is one;
``art_28__para_3`` for an element (eId), abbreviations of elements as there (art, para, point, al, chp, sec, att).
"""

from __future__ import annotations

import re
from dataclasses import replace

from portal.law.model import LOCAL_ISSUERS, Citation, Provision
from portal.law.places import LETTERS, place_work
from portal.law.register import ActRecord
from portal.law.tables import common

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
