"""Checks of documents: anchors to which others link, ids in front matter, states, empty sections, differing facts.

They work on cards and outlines, which are at hand without reading the documents. A document itself is read only if
something that it names has changed, or if there is something to say of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache, partial

from portal.content.documents import Document, DocumentCard, DocumentOrPage, OrdinaryPage
from portal.content.field_words import REFERENCE_FILES, label_path
from portal.content.photos import check_photos, is_photo
from portal.content.validation import field_text, nearest
from portal.core.caching import Store, digest
from portal.core.problems import Problem, problem
from portal.core.processes import WORTH_A_PROCESS, spread
from portal.corpus.check_costs import check_costs
from portal.corpus.check_desk import check_desk
from portal.corpus.check_lessons import check_lesson
from portal.corpus.check_review import check_withdrawal
from portal.corpus.check_sections import check_sections
from portal.corpus.check_sources import check_sources
from portal.corpus.facts.names import KnownNames, names_of_places
from portal.corpus.outlines import Outline, Outlines
from portal.corpus.parity import fact_errors
from portal.model.fields import references
from portal.reference.load import ReferenceData

_SOUND = b"sound"


def check_anchors(cards: Mapping[str, DocumentCard], outlines: Outlines) -> Iterator[Problem]:
    """Links to headings that are not there."""
    by_key = {item.key: item for item in cards.values()}
    for (lang, slug), outline in outlines.items():
        for link in outline.links:
            if not link.anchor:
                continue
            target_lang, key = link.page or (lang, cards[slug].key)
            target = by_key.get(key)
            if target is None:
                continue  # a generated page: its anchors come from data
            # A translation that is missing will have the anchors of the original.
            there = target_lang if target_lang in target.paths else target.original
            anchors = _anchors(target, outlines.get((there, target.slug)))
            if link.anchor not in anchors:
                near = nearest(link.anchor, anchors) or "–"
                path = cards[slug].paths[lang]
                yield problem("anchor-missing", path, link.line, link.column, anchor=link.anchor, page=key, near=near)


def _anchors(card: DocumentCard, outline: Outline | None) -> set[str]:
    anchors = set(outline.anchors) if outline else set()
    if card.recommendations is not None:
        anchors.update(f"recommendation-{number}" for number in card.recommendations)
        anchors.add("recommendations")
    if card.kind != "page":
        anchors.add("sources")
    return anchors


def check_front_matter(
    cards: Mapping[str, DocumentCard],
    documents: Mapping[str, DocumentOrPage],
    reference: ReferenceData,
    slugs: Collection[str],
    assets: Collection[str],
    store: Store,
) -> Iterator[Problem]:
    """Ids that nothing has, what contradicts what is said of the place or the other document, wrong states.

    ``slugs`` are those of all files, broken ones too. ``store`` remembers of which documents there was nothing to say:
    that depends on them and on what they name alone. What is wrong is found anew, with the nearest name that there is.
    """
    sound: frozenset[bytes] = store.get(_SOUND) or frozenset()
    photos = frozenset(path for path in assets if is_photo(path))
    known, names = digest(_known(reference), sorted(photos)), cache(partial(KnownNames, reference))
    lessons = sorted((*card.lesson, slug) for slug, card in cards.items() if card.lesson)
    keys = {
        slug: digest(
            card.digest, known, [(name, name in slugs, _face(cards.get(name))) for name in card.named],
            lessons if card.lesson else (),
        )
        for slug, card in cards.items()
    }  # fmt: skip

    def check(slug: str) -> tuple[Problem, ...]:
        document = documents[slug]
        found = [*check_sections(document), *fact_errors(document, names())]
        if not isinstance(document, OrdinaryPage):  # its front matter names nothing
            found += _check_references(document, slugs, reference)
            found += _check_relations(document, cards)
            found += _check_places(document, reference)
            found += check_sources(document)
            found += check_costs(document)
            found += check_photos(document, photos)
            found += check_withdrawal(document, cards)
            found += check_desk(document, cards)
            found += check_lesson(document, cards)
        return tuple(found)

    lacking = [slug for slug, key in keys.items() if key not in sound]
    found = dict(zip(lacking, spread(check, lacking, WORTH_A_PROCESS, "comparing"), strict=True))
    for problems in found.values():
        yield from problems
    still = frozenset(key for slug, key in keys.items() if not found.get(slug))
    if still != sound:
        store.put(_SOUND, still)


def _face(card: DocumentCard | None) -> tuple[object, ...]:
    """What the checks of front matter look at in another document."""
    return (card.kind, card.review, card.recommendations) if card else ()


def _known(reference: ReferenceData) -> bytes:
    """Of what these checks look at in the reference data."""
    return digest(
        list(names_of_places(reference)),
        [sorted(group) for group in (reference.topics, reference.organisations, reference.acts)],
        [sorted(group) for group in (reference.oblasts, reference.districts)],
        sorted(reference.oblast_of_district.items()),
        sorted((item.id, item.oblast, item.district) for item in reference.municipalities.values()),
    )


def _check_references(document: Document, slugs: Collection[str], reference: ReferenceData) -> Iterator[Problem]:
    """Ids in front matter that nothing has, with the nearest that something has."""
    for field, value, kind in references(document.meta):
        known: Collection[str] = slugs if kind == "documents" else getattr(reference, kind)
        if value not in known:
            version = document.versions[document.original]
            line, column = version.loaded.place(field)
            near = nearest(value, known) or "–"
            yield problem(
                "reference-unknown", version.path, line, column, field=field_text(field, version.loaded),
                labels=label_path(type(document.meta), field), name=value, value=value, near=near,
                file=REFERENCE_FILES[kind],
            )  # fmt: skip


def _check_relations(document: Document, cards: Mapping[str, DocumentCard]) -> Iterator[Problem]:
    for index, relation in enumerate(document.meta.related):
        if relation.document == document.slug:
            own = document.versions[document.original]
            line, column = own.loaded.place(("related", index, "document"))
            yield problem("relation-self", own.path, line, column, document=relation.document)
            continue
        target = cards.get(relation.document)
        if relation.recommendation is None or target is None:
            continue
        if relation.recommendation not in (target.recommendations or ()):
            version = document.versions[document.original]
            line, column = version.loaded.place(("related", index, "recommendation"))
            yield problem(
                "relation-recommendation", version.path, line, column,
                number=relation.recommendation, document=relation.document,
            )  # fmt: skip


def _check_places(document: Document, reference: ReferenceData) -> Iterator[Problem]:
    """A district lies in one oblast: what is said twice must agree."""
    version = document.versions[document.original]
    for index, place in enumerate(document.meta.places):
        municipality = reference.municipalities.get(place.municipality or "")
        oblast = municipality.oblast if municipality else None
        district = place.district or (municipality.district if municipality else None)
        oblast = oblast or reference.oblast_of_district.get(district or "")
        for field, value, right in (
            ("oblast", place.oblast, oblast),
            ("district", place.district, municipality.district if municipality else None),
        ):
            if value and right and value != right:
                line, column = version.loaded.place(("places", index, field))
                yield problem("place-mismatch", version.path, line, column, field=field, value=value, other=right)
