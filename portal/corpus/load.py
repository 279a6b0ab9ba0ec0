"""Loads the whole portal: reference data and documents, checked, rendered and linked.

Built once, immutable, shared by the builds of both languages. Each step is a function of the one before:
read → validate → render → link.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from portal.content.assets import asset_problems
from portal.content.documents import Document, DocumentCard, OrdinaryPage
from portal.content.files import File, Looked, Seen, files_below
from portal.content.tree import Library, is_markdown, is_plain_name, load_library, plain_name
from portal.core.caching import Lazy, Store
from portal.core.problems import Problem, problem
from portal.corpus import redirects
from portal.corpus.check_languages import check_words
from portal.corpus.check_references import check_anchors, check_front_matter
from portal.corpus.check_review import check_links
from portal.corpus.citing import form_problems
from portal.corpus.corpus import SECTION_KEYS, Portal, page_keys
from portal.corpus.downloads import load_downloads
from portal.corpus.named_in_words import with_letters, with_meant
from portal.corpus.rendered import load_bodies
from portal.corpus.settings import load_settings
from portal.corpus.unused import body_problems
from portal.generator.config_file import NAME
from portal.generator.configuration import load_configuration
from portal.generator.navigation import check_nav, usable
from portal.language.languages import language_of
from portal.language.lemma_ru import open_dictionary
from portal.language.looked_up import forget_words, give_back
from portal.markup.links import ATTACHMENT_SUFFIXES, IMAGE_SUFFIXES, AskedLinks
from portal.model.values import LANGS, Lang
from portal.reference.load import ReferenceData, load_reference

T = TypeVar("T", Document, OrdinaryPage)

_RECORDS = {"topics": "topics", "acts": "acts", "regions": "oblasts", "organisations": "organisations"}
"""Files of reference data, and where their records are; empty where a file could not be used."""
_CONSEQUENCES = frozenset({"reference-unknown", "address-lost", "redirect-nowhere", "link-missing"})
"""What is found all over the portal when such a file cannot be used."""
_LARGE = 500
"""Documents from which on what was looked up while they were read and rendered takes memory that a build wants."""


def load_portal(
    root: Path, config_name: str = NAME, looked: Looked | None = None
) -> tuple[Portal, tuple[Problem, ...]]:
    """Load the project at ``root``. All problems come back at once; what is broken is left out.

    ``looked``: as for :func:`files_below`.
    """
    stores = {name: Store(root, name) for name in ("data", "documents", "bodies")}
    configuration, problems_configuration = load_configuration(root, config_name)
    settings, problems_settings = load_settings(root)
    downloads, problems_downloads = load_downloads(root)
    reference, problems_reference = load_reference(root, stores["data"])
    seen = Seen(stores["documents"])
    files = files_below(root, "docs", looked)
    library, problems_documents = load_library(root, files, stores["documents"], seen)
    assets, problems_assets = _assets(root, files, seen)
    seen.save()
    cards, problems_names = _without_taken_names(library.cards)
    links = AskedLinks(page_keys(cards.values(), reference) | library.written, assets)
    bodies, problems_bodies = load_bodies(
        cards, library.texts, reference, links, stores["bodies"], configuration.extensions
    )
    addresses, problems_addresses = redirects.load_addresses(root)
    drafts = {item.key for item in cards.values() if item.is_draft}
    public = links.keys - drafts
    languages = _languages(links.keys, cards)
    untitled = page_keys((), reference) - frozenset(SECTION_KEYS)
    slugs = {key.rpartition("/")[2] for key in library.written}
    problems = (
        *problems_configuration,
        *check_nav(configuration.nav, languages, untitled),
        *check_words(),
        *problems_settings,
        *problems_downloads,
        *problems_reference,
        *form_problems(),
        *problems_documents,
        *problems_names,
        *problems_assets,
        *problems_bodies,
        *body_problems(root, library.unused, links, configuration.extensions),
        *check_anchors(cards, bodies.outlines),
        *problems_addresses,
        *redirects.check(addresses, public, drafts),
        *check_links(cards, bodies.outlines),
        *check_front_matter(cards, library.texts, reference, slugs, assets, stores["documents"]),
    )
    problems = with_letters(with_meant(_without_consequences(problems, reference), reference))
    for store in stores.values():
        store.save()
    if bodies.made > _LARGE:
        forget_words()
        give_back()
        open_dictionary()
    documents = _lazy(library, (slug for slug, item in cards.items() if item.kind != "page"), Document)
    pages = _lazy(library, (slug for slug, item in cards.items() if item.kind == "page"), OrdinaryPage)
    moved = addresses.usable(public)
    configuration = replace(configuration, nav=usable(configuration.nav, languages, untitled))
    portal = Portal(settings, reference, cards, documents, pages, bodies.rendered, bodies.outlines, assets, moved)
    return replace(portal, configuration=configuration, heads=library.heads, downloads=downloads), problems


def _without_consequences(problems: tuple[Problem, ...], reference: ReferenceData) -> tuple[Problem, ...]:
    """Hide problems that only follow from an unusable data file, so that the cause stays visible."""
    unused = {f"data/{name}.yml" for name, records in _RECORDS.items() if not getattr(reference, records)}
    causes = [item for item in problems if item.path in unused and item.severity == "error"]
    held = [item for item in problems if item.code in _CONSEQUENCES]
    if not causes or not held:
        return problems
    first = min(causes)
    note = problem("data-held-back", first.path, first.line, 0, count=len(held), file=first.path)
    return (*(item for item in problems if item.code not in _CONSEQUENCES), note)


def _languages(keys: Iterable[str], cards: Mapping[str, DocumentCard]) -> dict[str, frozenset[Lang]]:
    """In which languages each page is there, and not only as the notice that it is missing. Drafts are not."""
    found = dict.fromkeys((key for key in keys if key != "404"), frozenset(LANGS))
    found.update((card.key, frozenset(card.paths) if not card.is_draft else frozenset()) for card in cards.values())
    return found


def _lazy(library: Library, slugs: Iterable[str], kind: type[T]) -> Mapping[str, T]:
    """Of the texts of a library, those that are of one type by their cards, read when they are asked for."""

    def read(slug: str) -> T:
        found = library.texts[slug]
        assert isinstance(found, kind)
        return found

    return Lazy({slug: partial(read, slug) for slug in slugs})


def _without_taken_names(cards: Mapping[str, DocumentCard]) -> tuple[dict[str, DocumentCard], tuple[Problem, ...]]:
    """Documents whose pages would lie on pages that the portal makes of itself are left out."""
    kept, problems = {}, []
    for slug, card in cards.items():
        if card.key in SECTION_KEYS:
            problems += [problem("slug-reserved", path, slug=slug) for path in card.paths.values()]
        else:
            kept[slug] = card
    return kept, tuple(problems)


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
            problems.append(_of_other_type(file, allowed))
            continue
        found.add(file.path)
        problems += _asset_problems(root, file, seen)
        stem = file.name.removesuffix(file.suffix)
        if not is_plain_name(stem) or suffix != file.suffix:
            proposed = plain_name(stem, language_of(file.path.removeprefix("docs/"))) + suffix
            problems.append(problem("asset-name", file.path, name=file.name, proposed=proposed))
    return frozenset(found), tuple(problems)


def _of_other_type(file: File, allowed: tuple[str, ...]) -> Problem:
    """A file that may not stand here. Programs of Windows put an ending behind the one that somebody typed, unseen."""
    name = file.name.removesuffix(file.suffix)
    typed = name[name.rfind(".") :].lower() if "." in name else ""
    if file.suffix.lower() == ".txt" and typed in {".md", *allowed}:
        lang = language_of(file.path.removeprefix("docs/"))
        proposed = plain_name(name[: name.rfind(".")], lang) + typed
        return problem("file-double-name", file.path, name=file.name, extra=file.suffix, proposed=proposed)
    return problem("file-type", file.path, name=file.name, allowed=", ".join((".md", *allowed)))


def _asset_problems(root: Path, file: File, seen: Seen) -> tuple[Problem, ...]:
    known: tuple[Problem, ...] | None = seen.get(file)
    if known is None:
        known = tuple(asset_problems(root, file.path))
        if all(item.code != "file-unreadable" for item in known):  # that may be over although the file is the same
            seen.keep(file, known)
    return known
