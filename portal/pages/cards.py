"""Documents as cards of a list."""

from __future__ import annotations

from portal.content.documents import Document
from portal.core.urls import address
from portal.model.costs import costs_of, reached
from portal.model.documents import Answer, Concept, Practice, Resolution
from portal.model.fields import fields_of
from portal.model.parts import LawReference, Place
from portal.pages.bands import bands_of
from portal.pages.drawings import drawing
from portal.pages.model import Card
from portal.pages.values import amount, figure_value, plain_words
from portal.reference.load import ReferenceData
from portal.words.interface import Interface
from portal.words.places import locate, names
from portal.words.texts import Words


def card(document: Document, data: ReferenceData, words: Interface, headings: frozenset[str]) -> Card:
    """The card of a document in the language of ``words``; ``headings``: the anchors of its text."""
    meta, lang = document.meta, words.lang
    full = is_full(document, headings)
    version = document.version(lang)
    state = document.state(lang)
    facets = {
        one.facet[0]: _facet_values(document, name, data)
        for name, one in fields_of(type(meta)).items()
        if one.facet is not None
    }
    derived = {
        "kind": (meta.kind,),
        "year": (str(meta.year),) if meta.year else (),
        "settlement": _settlements(document, data),
        "translation": (state,),
    }
    return Card(
        key=document.key,
        slug=document.slug,
        address=address(lang, document.key),
        kind=meta.kind,
        kind_name=kind_name(document, words) if full else words.t("practice.short"),
        title=Words(version.title, version.lang),
        summary=version.summary,
        passport=passport_line(document, data, words),
        badge=words.t(f"document.badge.{state}") if state in {"missing", "outdated"} else "",
        year=meta.year,
        added=meta.added.isoformat(),
        facets=facets | derived | bands_of(meta, data),
        state=state,
        facts=_facts(meta, words) if isinstance(meta, Practice) else (),
        drawing=drawing(document, data, words) if isinstance(meta, Practice) else None,
        full=full,
    )


def is_full(document: Document, headings: frozenset[str]) -> bool:
    """Whether a practice says two of these: how it was done, what it cost, what came of it; else it is a short note."""
    meta = document.meta
    if not isinstance(meta, Practice):
        return True
    costs = costs_of(meta.figures)
    told = ("steps" in headings, "cost" in headings or costs.total, "results" in headings or meta.indicators)
    return sum(map(bool, told)) > 1


def _facts(meta: Practice, words: Interface) -> tuple[str, ...]:
    """For how many, and at which cost."""
    served, total = next(iter(reached(meta.figures)), None), costs_of(meta.figures).total
    told = [figure_value(served, words)] if served else []
    told += [amount(words, total.unit, total.value, total.to, total.approximate)] if total else []
    return tuple(one.replace(" ", "\u00a0") for one in told)


def kind_name(document: Document, words: Interface) -> str:
    """What the document is: of resolutions and concepts the type, of answers whether they are one."""
    meta = document.meta
    if isinstance(meta, Answer):
        return words.t(f"answer.{meta.standing}")
    return words.t(f"type.{meta.type}" if isinstance(meta, Resolution | Concept) else f"kind.{meta.kind}")


def passport_line(document: Document, data: ReferenceData, words: Interface) -> str:
    """The one line under a card's title: where, when, in which state, as the fields declare it."""
    declared = fields_of(type(document.meta))
    places = sorted({one.line for one in declared.values() if one.line})
    parts = []
    for place in places:
        here = (name for name, one in declared.items() if one.line == place)
        told = (_in_line(document, name, data, words) for name in here if not _is_said(document, name))
        parts.append(next(filter(None, told), ""))
    return " · ".join(part for part in parts if part)


def _is_said(document: Document, name: str) -> bool:
    """Whether the years already say the state: «завершена в 2018 году»."""
    meta = document.meta
    if name != "status" or not isinstance(meta, Practice):
        return False
    return meta.status == "completed" and meta.period.end is not None and meta.period.start is None


def _in_line(document: Document, name: str, data: ReferenceData, words: Interface) -> str:
    value = getattr(document.meta, name)
    if isinstance(value, tuple):
        return _place(value[0], data, words) if value and isinstance(value[0], Place) else ""
    return plain_words(document.meta, name, words)


def _place(place: Place, data: ReferenceData, words: Interface) -> str:
    """The country abroad; the smallest and the largest part of the place."""
    located = locate(place, data)
    parts = []
    if located.country:
        key = f"country.{located.country}"
        parts.append(words.t(key) if words.has(key) else located.country)
    found = names(located, data, words.lang)
    if found:
        parts.append(", ".join(dict.fromkeys([found[0][0], found[-1][0]])))
    return " · ".join(parts)


def _facet_values(document: Document, name: str, data: ReferenceData) -> tuple[str, ...]:
    """The values of a field in its facet: places count by their oblast, laws by their act."""
    value = getattr(document.meta, name)
    values = value if isinstance(value, tuple) else () if value is None else (value,)
    found = [
        locate(item, data).oblast
        if isinstance(item, Place)
        else item.act
        if isinstance(item, LawReference)
        else {True: "yes", False: "no"}[item]
        if isinstance(item, bool)
        else str(item)
        for item in values
    ]
    return tuple(dict.fromkeys(item for item in found if item))


def _settlements(document: Document, data: ReferenceData) -> tuple[str, ...]:
    """Whether it is of cities, of aiyl aimaks or of both."""
    named = (data.municipalities.get(place.municipality or "") for place in document.meta.places)
    return tuple(dict.fromkeys(one.type for one in named if one))


def order(document: Document, full: bool) -> tuple[bool, str, int] | None:
    """The place of a document in the static list: short notes last, by the day of adding, then the year; none if it is
    not listed.
    """
    meta = document.meta
    return (full, meta.added.isoformat(), meta.year or 0) if document.review == "published" else None
