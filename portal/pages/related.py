"""Related documents, each with the reason why.

What the authors say (a practice answers a recommendation) comes first, both ways. The rest shares something that
helps a reader: an article of an act or an act that few documents rest on, a programme, the same themes in a place of
the same size. One shared oblast or one broad topic is no reason. Candidates come from inverted lists of which only the
``_WINDOW`` newest are looked at, so that the work per document stays constant however large the portal grows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from portal.content.documents import Document
from portal.core.caching import Store
from portal.core.cells import Cells, DerivedMap
from portal.core.records import dataclass
from portal.corpus.corpus import Portal
from portal.model.documents import Concept, DocumentMeta, Event, Guide, Resolution, named_laws
from portal.pages.cells import portal_of_cells
from portal.reference.load import ReferenceData
from portal.words.places import locate

_WINDOW = 40
_MOST = 6
_WEIGHTS = {"article": 6, "act": 5, "theme-size": 4, "programme": 3, "theme": 2}
_RARE = 6
"""An act without an article that more documents than this rest on says nothing about likeness."""
_BROAD = 0.2
"""A topic of more than this share of documents (in portals of 20 and more) is broad: it alone says nothing."""
_PROGRAMMES = frozenset({"project"})
"""The kinds of organisations that are programmes and projects."""
_NOWHERE = "country"
"""The size of documents that name no place."""

REVERSE: Mapping[str, str] = {
    "answers": "answered",
    "carries-out": "carried-out",
    "teaches": "taught",
    "presents": "presented",
    "follows": "followed",
    "replaces": "replaced",
    "made-from": "source-of",
    # What other fields than "related" say: a guide's practices, evidence of what followed, winners of a contest.
    "based-on": "in-guide",
    "shown-by": "shows",
    "won-by": "won",
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


@dataclass(frozen=True)
class Traits:
    """All of a document that decides what it is related to; ``stated``: what its author says."""

    slug: str
    year: int
    features: tuple[tuple[str, str], ...]
    topics: int
    size: str
    stated: tuple[tuple[str, str, int | None], ...]


def traits(document: Document, data: ReferenceData) -> Traits:
    """The traits of a document."""
    meta = document.meta
    return Traits(
        slug=document.slug,
        year=meta.year or 0,
        features=tuple(_features(document, data)),
        topics=len(meta.topics),
        size=_size(document, data),
        stated=tuple(_stated_by(meta)),
    )


def _stated_by(meta: DocumentMeta) -> Iterator[tuple[str, str, int | None]]:
    """What the front matter says of other documents: which, how they are related, to which recommendation."""
    yield from ((item.document, item.relation, item.recommendation) for item in meta.related)
    if isinstance(meta, Guide):
        yield from ((name, "based-on", None) for name in meta.practices)
    if isinstance(meta, Resolution | Concept):
        number = isinstance(meta, Resolution)
        for item in meta.follow_up:
            yield from ((name, "shown-by", item.part if number else None) for name in item.documents)
    if isinstance(meta, Event):
        yield from ((item.document, "won-by", None) for item in meta.winners if item.document)


def relate(documents: Iterable[Document], data: ReferenceData) -> Mapping[str, tuple[RelatedDocument, ...]]:
    """Slug → related documents, the strongest first."""
    return relate_by([traits(item, data) for item in documents])


def relations(portal: Portal, store: Store | None = None) -> Mapping[str, tuple[RelatedDocument, ...]]:
    """The same of all documents, for one that is not listed nothing. Only documents that changed are looked at, and
    what is the same is kept.
    """
    cells = Cells(b"related", store)
    seen = portal_of_cells(portal, cells)

    def one(slug: str) -> Traits | None:
        document = seen.documents[slug]
        return traits(document, seen.reference) if document.review == "published" else None

    own = cells.derived("traits", one)

    def all_of_them(_: str) -> Mapping[str, tuple[RelatedDocument, ...]]:
        return relate_by([found for slug in seen.documents if (found := own(slug)) is not None])

    everything = cells.derived("related", all_of_them)

    def of_one(slug: str) -> tuple[RelatedDocument, ...]:
        return everything("").get(slug, ())

    digest = partial(cells.digest, "related of")
    found = DerivedMap(portal.documents, cells.derived("related of", of_one), digest)
    for slug in found:
        digest(slug)
    cells.save()
    return found


def relate_by(content: Sequence[Traits]) -> Mapping[str, tuple[RelatedDocument, ...]]:
    """The same by the traits of documents."""
    content = sorted(content, key=lambda item: (-item.year, item.slug))
    features = {item.slug: item.features for item in content}
    topics = {item.slug: item.topics for item in content}
    sizes = {item.slug: item.size for item in content}
    lists: dict[tuple[str, str], list[str]] = defaultdict(list)
    for slug, found in features.items():
        for feature in found:
            lists[feature].append(slug)
    broad = _BROAD * len(content) if len(content) >= 20 else len(content) + 1
    stated = _stated(content)
    related = {}
    for slug, found in features.items():
        own = stated.get(slug, {})
        shared: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for feature in found:
            if feature[0] == "act" and len(lists[feature]) > _RARE:
                continue
            for other in lists[feature][:_WINDOW]:
                if other != slug and other not in own:
                    shared[other].append(feature)
        narrow = {name for kind, name in found if kind == "topic" and len(lists[kind, name]) <= broad}
        reasons = {
            other: _reasons(common, narrow, _same(sizes[slug], sizes[other]), max(topics[slug], topics[other]))
            for other, common in shared.items()
        }
        scores = {other: _score(names, shared[other], narrow) for other, names in reasons.items() if names}
        chosen = [RelatedDocument(other, tuple(stated_)) for other, stated_ in own.items()]
        for other in sorted(scores, key=lambda one: (-scores[one], -len(shared[one]), one)):
            if len(chosen) >= max(_MOST, len(own)):
                break
            chosen.append(RelatedDocument(other, tuple(Reason(name) for name in reasons[other][:2])))
        related[slug] = tuple(chosen)
    return related


def _same(one: str, other: str) -> str | None:
    """The size that both have; ``None`` where they differ."""
    return one if one == other else None


def _reasons(shared: Iterable[tuple[str, str]], narrow: set[str], size: str | None, most: int) -> list[str]:
    """The reasons that shared features give, the strongest first; none that helps nobody.

    ``size``: that of the places of both; nobody calls documents that name no place alike in size.
    ``most``: how many topics the one of the two with more has; who has ten shares one with everybody.
    """
    kinds = {kind for kind, _ in shared if kind != "topic"}
    topics = {name for kind, name in shared if kind == "topic"}
    alike = bool(topics & narrow) and 3 * len(topics) >= most
    if size not in {None, _NOWHERE} and alike:
        kinds.add("theme-size")
    elif alike and (size == _NOWHERE or len(topics) > 1):
        kinds.add("theme")
    if "article" in kinds:
        kinds.discard("act")
    if not topics:
        kinds.discard("programme")  # a programme of many years has done everything somewhere
    return sorted(kinds, key=lambda name: (-_WEIGHTS[name], name))


def _score(reasons: Iterable[str], shared: Iterable[tuple[str, str]], narrow: set[str]) -> int:
    """How much two documents have to do with each other: the reasons, then the themes that both have."""
    themes = [name for kind, name in shared if kind == "topic"]
    return sum(_WEIGHTS[name] for name in reasons) + sum(2 if name in narrow else 1 for name in themes)


def _features(document: Document, data: ReferenceData) -> list[tuple[str, str]]:
    meta = document.meta
    found: dict[tuple[str, str], None] = {}
    for law in named_laws(meta):
        found["act", law.act] = None
        for article in law.articles:
            found["article", f"{law.act}#{article}"] = None
    for topic in meta.topics:
        found["topic", topic] = None
    for item in meta.organisations:
        organisation = data.organisations.get(item.id)
        if organisation and organisation.kind in _PROGRAMMES:
            found["programme", item.id] = None
    return list(found)


def _size(document: Document, data: ReferenceData) -> str:
    """How large the place of a document is: the type of its municipality, else district, oblast; or none."""
    for place in document.meta.places:
        located = locate(place, data)
        municipality = data.municipalities.get(place.municipality or "")
        if municipality:
            return str(municipality.type)
        return "district" if located.district else "oblast" if located.oblast else "abroad"
    return _NOWHERE


def _stated(content: Sequence[Traits]) -> dict[str, dict[str, list[Reason]]]:
    stated: dict[str, dict[str, list[Reason]]] = defaultdict(lambda: defaultdict(list))
    known = {item.slug for item in content}
    for document in content:
        for other, relation, recommendation in document.stated:
            if other in known:
                stated[document.slug][other].append(Reason(relation, recommendation))
                stated[other][document.slug].append(Reason(REVERSE[relation], recommendation))
    return stated
