"""Which translations are missing or outdated, in the order in which they are worth an editor's time, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from portal.content.documents import DocumentOrPage, OrdinaryPage
from portal.corpus.corpus import Portal
from portal.corpus.redirects import as_key
from portal.language.languages import OBLIGATORY
from portal.model.documents import Practice
from portal.model.values import LANGS, Lang

PARTS = ("place", "figures", "laws", "results", "related")
"""What makes a document complete; see :func:`parts`."""


@dataclass(frozen=True)
class Outstanding:
    """A translation that is missing or outdated. ``path`` is its file, there or to be."""

    document: DocumentOrPage
    lang: Lang
    state: Literal["missing", "outdated"]
    path: str
    inbound: int
    """Links and stated relations that lead to the document."""
    parts: tuple[str, ...]
    added: str


def outstanding(portal: Portal) -> tuple[Outstanding, ...]:
    """All that is missing or outdated of documents that are not withdrawn.

    First what readers see already; then what more of the portal leads to, what says more, what has waited longest.
    """
    inbound = inbound_links(portal)
    found = [
        item
        for document in portal.texts
        if document.review != "withdrawn"
        for target in targets(document)
        if (item := _outstanding(document, target, portal, inbound))
    ]
    return tuple(
        sorted(
            found,
            key=lambda item: (item.document.is_draft, -item.inbound, -len(item.parts), item.added, item.document.slug),
        )
    )


def targets(document: DocumentOrPage) -> tuple[Lang, ...]:
    """The languages into which a document is to be translated: the obligatory ones, and those in which it is."""
    wanted = (lang for lang in LANGS if lang in OBLIGATORY or lang in document.versions)
    return tuple(lang for lang in wanted if lang != document.original)


def _outstanding(
    document: DocumentOrPage, target: Lang, portal: Portal, inbound: Mapping[str, int]
) -> Outstanding | None:
    state = document.state(target)
    if state not in {"missing", "outdated"}:
        return None
    return Outstanding(
        document=document,
        lang=target,
        state="missing" if state == "missing" else "outdated",
        path=translation_path(document, target),
        inbound=inbound.get(document.slug, 0),
        parts=parts(document, portal),
        added="" if isinstance(document, OrdinaryPage) else document.meta.added.isoformat(),
    )


def translation_path(document: DocumentOrPage, target: Lang) -> str:
    """The file of the translation: at the same place below the folder of its language."""
    there = document.versions.get(target)
    if there:
        return there.path
    inner = document.versions[document.original].path.removeprefix(f"docs/{document.original}/")
    return f"docs/{target}/{inner}"


def inbound_links(portal: Portal) -> Counter[str]:
    """How many other documents lead to each, by links of their text or by what they say they are related to."""
    by_key = {item.key: item.slug for item in portal.texts}
    pairs: set[tuple[str, str]] = set()
    for (_, slug), text in portal.outlines.items():
        pairs.update((slug, by_key[link.page[1]]) for link in text.links if link.page and link.page[1] in by_key)
    for document in portal.documents.values():
        pairs.update((document.slug, item.document) for item in document.meta.related)
    return Counter(target for source, target in pairs if source != target)


def parts(document: DocumentOrPage, portal: Portal) -> tuple[str, ...]:
    """Which of :data:`PARTS` a document has; ``results`` only a practice can have."""
    if isinstance(document, OrdinaryPage):
        return ()
    meta = document.meta
    outline = portal.outlines.get((document.original, document.slug))
    has = {
        "place": bool(meta.places),
        "figures": bool(meta.figures),
        "laws": bool(meta.laws),
        "results": isinstance(meta, Practice) and outline is not None and "results" in outline.anchors,
        "related": bool(meta.related),
    }
    return tuple(name for name in PARTS if has[name])


def find_document(portal: Portal, name: str) -> DocumentOrPage | None:
    """The document that an editor means by its name, the path of one of its files, or its address."""
    slug = str(as_key(name.replace("\\", "/"))).rpartition("/")[2]
    return portal.text(slug)
