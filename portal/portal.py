"""The whole portal in memory: reference data and documents, checked, rendered and linked.

Built once, immutable, shared by the builds of both languages. Each step is a function of the one before:
read → validate → render → link.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from pathlib import Path

from portal import redirects, review
from portal.addresses import address
from portal.caching import Store, digest
from portal.citing import citer, register_from, text_date, text_place
from portal.content.assets import asset_problems
from portal.content.documents import Document
from portal.content.models import LANGS, Kind, Lang, LawReference, PageMeta, Resolution
from portal.content.tree import is_plain_name, load_documents, plain_name, written_keys
from portal.content.validation import field_text, nearest
from portal.markup.links import ATTACHMENT_SUFFIXES, IMAGE_SUFFIXES, AskedLinks
from portal.markup.render import Heading, Rendered, Renderer
from portal.problems import Problem, problem
from portal.reference.load import ReferenceData, load_reference
from portal.site.interface import Interface
from portal.site_settings import SiteSettings, load_settings

SECTION_KEYS = ("index", "catalogue", "practices/index", "resolutions/index", "concepts/index", "courses/index",
                "events/index", "topics/index", "acts/index", "regions/index", "organisations/index", "glossary",
                "training", "form", "search", "offline", "status", "list", "404")  # fmt: skip
"""Pages that the portal makes of itself, besides one for every record of the reference data."""


@dataclass(frozen=True)
class Portal:
    """Everything loaded and linked. ``bodies`` has the rendered text of every version that exists."""

    settings: SiteSettings
    reference: ReferenceData
    documents: Mapping[str, Document]
    bodies: Mapping[tuple[Lang, str], Rendered]
    assets: frozenset[str]
    redirects: Mapping[str, str] = attribute(default_factory=dict)
    """Old key → the key of the page that took its place."""
    hidden: Mapping[str, Document] = attribute(default_factory=dict)
    """Drafts that the build leaves out (:mod:`portal.review`)."""

    def of_kind(self, kind: Kind) -> Iterator[Document]:
        """The listed documents of one kind, in the order of their slugs."""
        return (item for item in self.content if item.kind == kind)

    @property
    def content(self) -> Iterator[Document]:
        """What lists, search, counts and exports hold: published documents, without the ordinary pages."""
        return (
            item
            for item in self.documents.values()
            if not isinstance(item.meta, PageMeta) and item.review == "published"
        )


def load_portal(root: Path) -> tuple[Portal, tuple[Problem, ...]]:
    """Load the project at ``root``. All problems come back at once; what is broken is left out."""
    settings, problems_settings = load_settings(root)
    reference, problems_reference = load_reference(root)
    stores = Store(root, "documents"), Store(root, "bodies")
    documents, problems_documents = load_documents(root, stores[0])
    documents, problems_names = _without_taken_names(documents)
    by_slug = {item.slug: item for item in documents}
    assets, problems_assets = _assets(root)
    written = written_keys(root)
    bodies, problems_bodies = _render(by_slug, reference, assets, written, stores[1])
    for store in stores:
        store.save()
    addresses, problems_addresses = redirects.load_addresses(root)
    drafts = {item.key for item in documents if item.is_draft}
    public = (page_keys(documents, reference) | written) - drafts
    problems = (
        *problems_settings,
        *problems_reference,
        *problems_documents,
        *problems_names,
        *problems_assets,
        *problems_bodies,
        *problems_addresses,
        *redirects.check(addresses, public, drafts),
        *review.check(by_slug, bodies),
        *_check_references(by_slug, reference, {key.rpartition("/")[2] for key in written}),
    )
    moved = addresses.usable(public)
    return Portal(settings, reference, by_slug, bodies, frozenset(assets), moved), problems


def _without_taken_names(documents: Iterable[Document]) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Documents whose pages would lie on pages that the portal makes of itself are left out."""
    kept, problems = [], []
    for document in documents:
        if document.key in SECTION_KEYS:
            for version in document.versions.values():
                problems.append(problem("slug-reserved", version.path, slug=document.slug))
        else:
            kept.append(document)
    return tuple(kept), tuple(problems)


def page_keys(documents: Iterable[Document], reference: ReferenceData) -> frozenset[str]:
    """The key of every page that the site has in each language."""
    keys = set(SECTION_KEYS)
    keys.update(item.key for item in documents)
    for folder, records in (
        ("topics", reference.topics),
        ("readers", reference.topics),
        ("acts", reference.acts),
        ("regions", reference.oblasts),
        ("organisations", reference.organisations),
    ):
        keys.update(f"{folder}/{name}" for name in records)
    return frozenset(keys)


def _assets(root: Path) -> tuple[set[str], tuple[Problem, ...]]:
    """The files of ``docs/`` that are not Markdown: only pictures and office documents may stand there."""
    allowed = (*IMAGE_SUFFIXES, *ATTACHMENT_SUFFIXES)
    found: set[str] = set()
    problems = []
    for file in sorted((root / "docs").rglob("*")):
        path = file.relative_to(root).as_posix()
        if file.is_symlink():
            problems.append(problem("file-outside", path))
            continue
        if not file.is_file() or file.suffix.lower() in {".md", ".markdown"} or file.name.startswith("."):
            continue
        if not path.lower().endswith(allowed):
            problems.append(problem("file-type", path, name=file.name, allowed=", ".join(allowed)))
            continue
        found.add(path)
        problems.extend(asset_problems(root, path))
        suffix = file.suffix.lower()
        if not is_plain_name(file.stem) or suffix != file.suffix:
            proposed = plain_name(file.stem, "ru" if path.startswith("docs/ru/") else "ky") + suffix
            problems.append(problem("asset-name", path, name=file.name, proposed=proposed))
    return found, tuple(problems)


def _render(
    documents: Mapping[str, Document],
    reference: ReferenceData,
    assets: set[str],
    written: frozenset[str],
    store: Store,
) -> tuple[dict[tuple[Lang, str], Rendered], tuple[Problem, ...]]:
    links = AskedLinks(page_keys(documents.values(), reference) | written, assets)
    titles = {lang: Interface(lang).t("document.section_link") for lang in LANGS}
    renderers = {lang: Renderer(lang, links, titles[lang]) for lang in LANGS}
    acts = list(reference.acts.values())
    register, register_digest = register_from(acts), digest(acts)
    bodies: dict[tuple[Lang, str], Rendered] = {}
    problems: list[Problem] = []
    for document in documents.values():
        original: tuple[Heading, ...] | None = None
        for lang in (document.original, *(item for item in LANGS if item != document.original)):
            version = document.versions.get(lang)
            if version is None:
                continue
            # An outdated translation renders an older original: its headings may differ.
            mirrored = original if document.state(lang) == "current" else None
            citing = None if document.kind == "page" else (lang, text_date(document), text_place(document))
            own = address(lang, document.key)
            key = digest(
                (lang, document.kind, version.path, own, version.body, version.body_line, mirrored),
                (titles[lang], citing, register_digest if citing else b""),
            )
            known = store.get(key)
            if known is None or any(links.answer_again(question) != answer for question, answer in known[2]):
                links.asked.clear()
                rendered, found = renderers[lang].render(
                    version.body,
                    kind=document.kind,
                    path=version.path,
                    own_address=own,
                    body_line=version.body_line,
                    original=mirrored,
                    cite=citer(register, *citing) if citing else None,
                )
                known = rendered, found, tuple(links.asked)
                store.put(key, known)
            bodies[lang, document.slug] = known[0]
            problems.extend(known[1])
            if lang == document.original:
                original = known[0].headings
    problems.extend(_check_anchors(documents, bodies))
    return bodies, tuple(problems)


def _check_anchors(documents: Mapping[str, Document], bodies: Mapping[tuple[Lang, str], Rendered]) -> Iterator[Problem]:
    by_key = {item.key: item for item in documents.values()}
    for (lang, slug), body in bodies.items():
        path = documents[slug].versions[lang].path
        for link in body.links:
            if not link.anchor:
                continue
            target_lang, key = link.page or (lang, documents[slug].key)
            target = by_key.get(key)
            if target is None:
                continue  # a generated page: its anchors come from data
            # A translation that is missing will have the anchors of the original.
            there = target_lang if target_lang in target.versions else target.original
            anchors = _anchors(target, bodies.get((there, target.slug)))
            if link.anchor not in anchors:
                near = nearest(link.anchor, anchors) or "–"
                yield problem("anchor-missing", path, link.line, link.column, anchor=link.anchor, page=key, near=near)


def _anchors(document: Document, body: Rendered | None) -> set[str]:
    anchors = set(body.anchors) if body else set()
    if isinstance(document.meta, Resolution):
        anchors.update(f"recommendation-{item.number}" for item in document.meta.recommendations)
        anchors.add("recommendations")
    if not isinstance(document.meta, PageMeta):
        anchors.add("sources")
    return anchors


def _check_references(
    documents: Mapping[str, Document], reference: ReferenceData, slugs: set[str]
) -> Iterator[Problem]:
    """Ids in front matter that nothing has, with the nearest that something has."""
    for document in documents.values():
        for field, value, known in _references(document, slugs, reference):
            if value not in known:
                version = document.versions[document.original]
                line, column = version.loaded.place(field)
                near = nearest(value, known) or "–"
                name = field_text(field, version.loaded)
                yield problem("reference-unknown", version.path, line, column, field=name, value=value, near=near)
        yield from _check_relations(document, documents)
        yield from _check_places(document, reference)


Field = tuple[str | int, ...]


def _references(
    document: Document, slugs: set[str], reference: ReferenceData
) -> Iterator[tuple[Field, str, Iterable[str] | Mapping[str, object]]]:
    meta = document.meta
    if isinstance(meta, PageMeta):
        return
    for index, topic in enumerate(meta.topics):
        yield ("topics", index), topic, reference.topics
    for index, place in enumerate(meta.places):
        for name, known in (
            ("municipality", reference.municipalities),
            ("district", reference.districts),
            ("oblast", reference.oblasts),
        ):
            value = getattr(place, name)
            if value:
                yield ("places", index, name), value, known
    for index, item in enumerate(meta.organisations):
        yield ("organisations", index, "id"), item.id, reference.organisations
    for index, figure in enumerate(meta.figures):
        if figure.payer:
            yield ("figures", index, "payer"), figure.payer, reference.organisations
    yield from _laws(("laws",), meta.laws, reference)
    if meta.withdrawn and meta.withdrawn.successor:
        yield ("withdrawn", "successor"), meta.withdrawn.successor, slugs
    for index, relation in enumerate(meta.related):
        yield ("related", index, "document"), relation.document, slugs
    if isinstance(meta, Resolution):
        for index, recommendation in enumerate(meta.recommendations):
            for position, addressee in enumerate(recommendation.addressees):
                yield ("recommendations", index, "addressees", position), addressee, reference.organisations
            yield from _laws(("recommendations", index, "laws"), recommendation.laws, reference)
    approved_by = getattr(meta, "approved_by", None)
    if approved_by:
        yield ("approved_by",), approved_by, reference.acts


def _laws(
    field: Field, laws: tuple[LawReference, ...], reference: ReferenceData
) -> Iterator[tuple[Field, str, Mapping[str, object]]]:
    for index, law in enumerate(laws):
        yield (*field, index, "act"), law.act, reference.acts


def _check_relations(document: Document, documents: Mapping[str, Document]) -> Iterator[Problem]:
    if isinstance(document.meta, PageMeta):
        return
    for index, relation in enumerate(document.meta.related):
        target = documents.get(relation.document)
        if relation.recommendation is None or target is None:
            continue
        numbers = (
            {item.number for item in target.meta.recommendations} if isinstance(target.meta, Resolution) else set()
        )
        if relation.recommendation not in numbers:
            version = document.versions[document.original]
            line, column = version.loaded.place(("related", index, "recommendation"))
            yield problem(
                "relation-recommendation", version.path, line, column,
                number=relation.recommendation, document=relation.document,
            )  # fmt: skip


def _check_places(document: Document, reference: ReferenceData) -> Iterator[Problem]:
    """A district lies in one oblast: what is said twice must agree."""
    if isinstance(document.meta, PageMeta):
        return
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
