"""Documents as cards of a list."""

from __future__ import annotations

from portal.content.documents import Document
from portal.core.urls import address
from portal.model.documents import Concept, Course, Event, PageMeta, Practice, Resolution
from portal.pages.model import Card
from portal.reference.load import ReferenceData
from portal.words.interface import Interface
from portal.words.places import locate, names
from portal.words.texts import Words


def card(document: Document, data: ReferenceData, words: Interface) -> Card:
    """The card of a document in the language of ``words``."""
    meta, lang = document.meta, words.lang
    assert not isinstance(meta, PageMeta)
    version = document.version(lang)
    located = [locate(place, data) for place in meta.places]
    state = document.state(lang)
    return Card(
        key=document.key,
        slug=document.slug,
        address=address(lang, document.key),
        kind=meta.kind,
        kind_name=words.t(f"kind.{meta.kind}"),
        title=Words(version.title, version.lang),
        summary=version.summary,
        passport=passport_line(document, data, words),
        badge=words.t(f"document.badge.{state}") if state in {"missing", "outdated"} else "",
        year=meta.year,
        added=meta.added.isoformat(),
        status=getattr(meta, "status", None) or "",
        topics=meta.topics,
        oblasts=tuple(dict.fromkeys(item.oblast for item in located if item.oblast)),
        acts=tuple(dict.fromkeys(law.act for law in meta.laws)),
        state=state,
    )


def passport_line(document: Document, data: ReferenceData, words: Interface) -> str:
    """The one line under a card's title: where, when, in which state."""
    meta = document.meta
    parts: list[str] = []
    if not isinstance(meta, PageMeta) and meta.places:
        located = locate(meta.places[0], data)
        if located.country:
            key = f"country.{located.country}"
            parts.append(words.t(key) if words.has(key) else located.country)
        place = names(located, data, words.lang)
        if place:
            parts.append(", ".join(dict.fromkeys([place[0][0], place[-1][0]])))
    parts.extend(_when(document, words))
    if isinstance(meta, Practice | Concept) and meta.status:
        parts.append(words.t(f"status.{meta.status}"))
    return " · ".join(part for part in parts if part)


def _when(document: Document, words: Interface) -> list[str]:
    meta = document.meta
    if isinstance(meta, Practice):
        return [words.years(meta.period.start, meta.period.end)]
    if isinstance(meta, Resolution):
        return [words.date(meta.date)]
    if isinstance(meta, Event):
        return [words.t(f"type.{meta.type}"), words.date_range(meta.date, meta.date_end)]
    if isinstance(meta, Course):
        when = words.date_range(meta.date, meta.date_end) if meta.date else ""
        return [when or words.years(meta.period.start, meta.period.end)]
    if isinstance(meta, Concept):
        when = words.date(meta.date) if meta.date else words.years(meta.horizon.start, meta.horizon.end)
        return [words.t(f"type.{meta.type}"), when]
    return []
