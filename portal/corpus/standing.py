"""What the status of the portal and the list of translations are made of: what they look at in each text, and no more.

It is small and seldom changes when a text does, so that pages can keep it (:mod:`portal.pages.status`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from portal.content.documents import Document, DocumentOrPage, OrdinaryPage, State
from portal.core.records import dataclass
from portal.corpus.corpus import Portal
from portal.corpus.filled import THINGS, Thing, things
from portal.language.languages import OBLIGATORY
from portal.model.documents import DocumentKind, Practice, named_laws
from portal.model.values import LANGS, Lang, ReviewState

PARTS = ("place", "figures", "laws", "results", "related")
"""What makes a document complete."""
FILLED = ("place", "figures", "results", "evidence", "laws")
"""What a practice should have."""


@dataclass(frozen=True)
class Untranslated:
    """A translation that is missing or outdated. ``path`` is its file, there or to be."""

    lang: Lang
    state: Literal["missing", "outdated"]
    path: str


@dataclass(frozen=True)
class Standing:
    """How far one text is."""

    slug: str
    key: str
    kind: DocumentKind
    original: Lang
    path: str
    review: ReviewState
    is_draft: bool
    states: Mapping[Lang, State]
    titles: Mapping[Lang, tuple[str, Lang]]
    """Its title as readers of each language see it, and the language of that."""
    waiting: tuple[Untranslated, ...]
    added: str
    parts: tuple[str, ...]
    """Those of :data:`PARTS` that it has; ``results`` only a practice can have."""
    links: tuple[str, ...]
    """Keys of pages to which its texts link, each once."""
    related: tuple[str, ...]
    """Documents that it says it is related to."""
    acts: tuple[str, ...]
    """Acts that its card names or its texts cite, each once."""
    things: tuple[Thing, ...] | None
    """What it has of what a mayor looks for; ``None`` if it is no practice."""
    lacking: tuple[str, ...]
    """Those of :data:`FILLED` that a practice lacks."""


def standings(portal: Portal) -> list[Standing]:
    """Of all documents and ordinary pages, in the order of their slugs."""
    return [standing(portal, text) for text in portal.texts]


def standing(portal: Portal, text: DocumentOrPage) -> Standing:
    """Of one."""
    outlines = [outline for lang in LANGS if (outline := portal.outlines.get((lang, text.slug)))]
    links = [link.page[1] for outline in outlines for link in outline.links if link.page]
    versions = {lang: text.version(lang) for lang in LANGS}
    of_document: Document | None = None if isinstance(text, OrdinaryPage) else text
    meta = of_document.meta if of_document else None
    cited = [law.act for law in named_laws(meta)] if meta else []
    if of_document:
        cited += [act for outline in outlines for act in outline.acts]
    practice = of_document and isinstance(meta, Practice)
    return Standing(
        slug=text.slug,
        key=text.key,
        kind=text.kind,
        original=text.original,
        path=text.versions[text.original].path,
        review=text.review,
        is_draft=text.is_draft,
        states={lang: text.state(lang) for lang in LANGS},
        titles={lang: (version.title, version.lang) for lang, version in versions.items()},
        waiting=tuple(_waiting(text)),
        added=meta.added.isoformat() if meta else "",
        parts=tuple(_parts(of_document, portal)) if of_document else (),
        links=tuple(dict.fromkeys(links)),
        related=tuple(item.document for item in meta.related) if meta else (),
        acts=tuple(dict.fromkeys(cited)),
        things=_things(of_document, portal) if of_document and practice else None,
        lacking=tuple(_lacking(of_document, portal)) if of_document and practice else (),
    )


def targets(document: DocumentOrPage) -> tuple[Lang, ...]:
    """The languages into which a document is to be translated: the obligatory ones, and those in which it is."""
    wanted = (lang for lang in LANGS if lang in OBLIGATORY or lang in document.versions)
    return tuple(lang for lang in wanted if lang != document.original)


def translation_path(document: DocumentOrPage, target: Lang) -> str:
    """The file of the translation: at the same place below the folder of its language."""
    there = document.versions.get(target)
    if there:
        return there.path
    inner = document.versions[document.original].path.removeprefix(f"docs/{document.original}/")
    return f"docs/{target}/{inner}"


def _waiting(text: DocumentOrPage) -> Iterator[Untranslated]:
    """Nothing waits of what is withdrawn."""
    for target in targets(text) if text.review != "withdrawn" else ():
        state = text.state(target)
        if state == "missing" or state == "outdated":  # a comparison from which its type follows
            yield Untranslated(target, state, translation_path(text, target))


def _parts(document: Document, portal: Portal) -> Iterator[str]:
    meta = document.meta
    outline = portal.outlines.get((document.original, document.slug))
    has = {
        "place": bool(meta.places),
        "figures": bool(meta.figures),
        "laws": bool(meta.laws),
        "results": isinstance(meta, Practice) and outline is not None and "results" in outline.anchors,
        "related": bool(meta.related),
    }
    return (name for name in PARTS if has[name])


def _things(document: Document, portal: Portal) -> tuple[Thing, ...]:
    """In an order of their own: a cell with a set would be another one each time."""
    has = things(document, portal)
    return tuple(thing for thing in THINGS if thing in has)


def _lacking(document: Document, portal: Portal) -> Iterator[str]:
    meta = document.meta
    assert isinstance(meta, Practice)
    outline = portal.outlines.get((document.original, document.slug))
    there: dict[str, object] = {
        "place": meta.places,
        "figures": meta.figures,
        "results": outline and "results" in outline.anchors,
        "evidence": meta.evidence,
        "laws": meta.laws or (outline and outline.acts),
    }
    return (name for name in FILLED if not there[name])
