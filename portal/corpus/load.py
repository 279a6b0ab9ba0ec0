"""The whole portal in memory: reference data and documents, checked, rendered and linked.

Built once, immutable, shared by the builds of both languages. Each step is a function of the one before:
read → validate → render → link.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from functools import partial
from pathlib import Path

from portal.content.assets import asset_problems
from portal.content.documents import Card, Document
from portal.content.files import File, Seen, files_below
from portal.content.tree import is_markdown, is_plain_name, load_library, plain_name
from portal.core.caching import Lazy, Store
from portal.core.problems import Problem, problem
from portal.corpus import redirects
from portal.corpus import visible as review
from portal.corpus.check_references import check_anchors, check_front_matter
from portal.corpus.citing import form_problems
from portal.corpus.rendered import load_bodies
from portal.corpus.settings import SiteSettings, load_settings
from portal.markup.links import ATTACHMENT_SUFFIXES, IMAGE_SUFFIXES, AskedLinks
from portal.markup.render import Rendered
from portal.model.documents import Kind, Lang, PageMeta
from portal.reference.load import ReferenceData, load_reference

SECTION_KEYS = ("index", "catalogue", "practices/index", "resolutions/index", "concepts/index", "courses/index",
                "events/index", "topics/index", "acts/index", "regions/index", "organisations/index", "glossary",
                "training", "form", "search", "offline", "status", "list", "404")  # fmt: skip
"""Pages that the portal makes of itself, besides one for every record of the reference data."""


@dataclass(frozen=True)
class Portal:
    """Everything loaded and linked. ``bodies`` has the rendered text of every version that exists.

    Documents and bodies are read when they are asked for; what their ``cards`` say is at hand.
    """

    settings: SiteSettings
    reference: ReferenceData
    cards: Mapping[str, Card]
    documents: Mapping[str, Document]
    bodies: Mapping[tuple[Lang, str], Rendered]
    assets: frozenset[str]
    redirects: Mapping[str, str] = attribute(default_factory=dict)
    """Old key → the key of the page that took its place."""
    hidden: Mapping[str, Document] = attribute(default_factory=dict)
    """Drafts that the build leaves out (:mod:`portal.corpus.visible`)."""

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
    stores = {name: Store(root, name) for name in ("data", "documents", "bodies")}
    settings, problems_settings = load_settings(root)
    reference, problems_reference = load_reference(root, stores["data"])
    seen = Seen(stores["documents"])
    files = files_below(root, "docs")
    library, problems_documents = load_library(root, files, stores["documents"], seen)
    assets, problems_assets = _assets(root, files, seen)
    seen.save()
    cards, problems_names = _without_taken_names(library.cards)
    links = AskedLinks(page_keys(cards.values(), reference) | library.written, assets)
    bodies, problems_bodies = load_bodies(cards, library.documents, reference, links, stores["bodies"])
    addresses, problems_addresses = redirects.load_addresses(root)
    drafts = {item.key for item in cards.values() if item.is_draft}
    public = links.keys - drafts
    slugs = {key.rpartition("/")[2] for key in library.written}
    problems = (
        *problems_settings,
        *problems_reference,
        *form_problems(),
        *problems_documents,
        *problems_names,
        *problems_assets,
        *problems_bodies,
        *check_anchors(cards, bodies.outlines),
        *problems_addresses,
        *redirects.check(addresses, public, drafts),
        *review.check_links(cards, bodies.outlines),
        *check_front_matter(cards, library.documents, reference, slugs, stores["documents"]),
    )
    for store in stores.values():
        store.save()
    documents = Lazy({slug: partial(library.documents.__getitem__, slug) for slug in cards})
    moved = addresses.usable(public)
    return Portal(settings, reference, cards, documents, bodies.rendered, assets, moved), problems


def _without_taken_names(cards: Mapping[str, Card]) -> tuple[dict[str, Card], tuple[Problem, ...]]:
    """Documents whose pages would lie on pages that the portal makes of itself are left out."""
    kept, problems = {}, []
    for slug, card in cards.items():
        if card.key in SECTION_KEYS:
            problems += [problem("slug-reserved", path, slug=slug) for path in card.paths.values()]
        else:
            kept[slug] = card
    return kept, tuple(problems)


def page_keys(documents: Iterable[Document | Card], reference: ReferenceData) -> frozenset[str]:
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


def _assets(root: Path, files: Iterable[File], seen: Seen) -> tuple[frozenset[str], tuple[Problem, ...]]:
    """Those of the files that are not Markdown: only pictures and office documents may stand there."""
    allowed = (*IMAGE_SUFFIXES, *ATTACHMENT_SUFFIXES)
    found: set[str] = set()
    problems = []
    for file in files:
        if file.is_link:
            problems.append(problem("file-outside", file.path))
            continue
        if is_markdown(file) or file.name.startswith("."):
            continue
        suffix = file.suffix.lower()
        if not file.path.lower().endswith(allowed):
            problems.append(problem("file-type", file.path, name=file.name, allowed=", ".join(allowed)))
            continue
        found.add(file.path)
        problems += _asset_problems(root, file, seen)
        stem = file.name.removesuffix(file.suffix)
        if not is_plain_name(stem) or suffix != file.suffix:
            proposed = plain_name(stem, "ru" if file.path.startswith("docs/ru/") else "ky") + suffix
            problems.append(problem("asset-name", file.path, name=file.name, proposed=proposed))
    return frozenset(found), tuple(problems)


def _asset_problems(root: Path, file: File, seen: Seen) -> tuple[Problem, ...]:
    known: tuple[Problem, ...] | None = seen.get(file)
    if known is None:
        known = tuple(asset_problems(root, file.path))
        if all(item.code != "file-unreadable" for item in known):  # that may be over although the file is the same
            seen.keep(file, known)
    return known
