"""Related documents, each with the reason why.

What the authors say (a practice answers a recommendation) comes first, both ways. The rest is found through
inverted lists of acts, districts, topics …; of each list only the ``_WINDOW`` newest are looked at, so that the
work per document stays constant however large the portal grows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from portal.content.documents import Document
from portal.model.values import RelationName
from portal.reference.load import ReferenceData
from portal.words.places import locate

_WINDOW = 40
_MOST = 6
_WEIGHTS = {"act": 5, "district": 4, "organisation": 1, "topic": 2, "oblast": 1}
_MOST_COMMON = 0.5
"""A feature that more than this share of documents has says nothing about likeness (portals of 20 and more)."""

REVERSE: Mapping[RelationName, str] = {
    "answers": "answered",
    "carries-out": "carried-out",
    "teaches": "taught",
    "presents": "presented",
    "follows": "followed",
    "replaces": "replaced",
    "made-from": "source-of",
}


@dataclass(frozen=True)
class Reason:
    """Why two documents are related: a stated relation (with the recommendation's number) or a shared feature."""

    name: str
    recommendation: int | None = None


@dataclass(frozen=True)
class RelatedDocument:
    """A related document and its reasons, the strongest first."""

    slug: str
    reasons: tuple[Reason, ...]


def relate(documents: Iterable[Document], data: ReferenceData) -> Mapping[str, tuple[RelatedDocument, ...]]:
    """Slug → related documents, the strongest first."""
    content = sorted(
        documents,
        key=lambda item: (-(item.meta.year or 0), item.slug),
    )
    features = {item.slug: _features(item, data) for item in content}
    lists: dict[tuple[str, str], list[str]] = defaultdict(list)
    for slug, found in features.items():
        for feature in found:
            lists[feature].append(slug)
    too_common = _MOST_COMMON * len(content) if len(content) >= 20 else len(content) + 1
    stated = _stated(content)
    related = {}
    for slug, found in features.items():
        scores: dict[str, int] = defaultdict(int)
        shared: dict[str, list[str]] = defaultdict(list)
        for feature in found:
            if len(lists[feature]) > too_common and feature[0] != "act":
                continue
            for other in lists[feature][:_WINDOW]:
                if other != slug:
                    scores[other] += _WEIGHTS[feature[0]]
                    shared[other].append(feature[0])
        own = stated.get(slug, {})
        chosen = [RelatedDocument(other, tuple(reasons)) for other, reasons in own.items()]
        ranked = sorted(scores, key=lambda other: (-scores[other], other))
        for other in ranked:
            if len(chosen) >= max(_MOST, len(own)):
                break
            if other not in own:
                names = sorted(set(shared[other]), key=lambda name: (-_WEIGHTS[name], name))
                if "district" in names and "oblast" in names:
                    names.remove("oblast")
                chosen.append(RelatedDocument(other, tuple(Reason(name) for name in names[:2])))
        related[slug] = tuple(chosen)
    return related


def _features(document: Document, data: ReferenceData) -> list[tuple[str, str]]:
    meta = document.meta
    found: dict[tuple[str, str], None] = {}
    for law in meta.laws:
        found["act", law.act] = None
    for place in meta.places:
        located = locate(place, data)
        if located.district:
            found["district", located.district] = None
        if located.oblast:
            found["oblast", located.oblast] = None
    for topic in meta.topics:
        found["topic", topic] = None
    for item in meta.organisations:
        if data.organisations.get(item.id) and data.organisations[item.id].kind not in {"group", "lsg"}:
            found["organisation", item.id] = None
    return list(found)


def _stated(content: Iterable[Document]) -> dict[str, dict[str, list[Reason]]]:
    stated: dict[str, dict[str, list[Reason]]] = defaultdict(lambda: defaultdict(list))
    content = list(content)
    known = {item.slug for item in content}
    for document in content:
        for relation in document.meta.related:
            if relation.document in known:
                stated[document.slug][relation.document].append(Reason(relation.relation, relation.recommendation))
                stated[relation.document][document.slug].append(
                    Reason(REVERSE[relation.relation], relation.recommendation)
                )
    return stated
