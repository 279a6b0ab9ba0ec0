"""What the public sees: published documents, and the addresses of withdrawn ones.

A document goes from ``proposed`` to ``checked`` to ``published``; a published one may be ``withdrawn``. The state
stands in the original's front matter; a document without it is published. Drafts (proposed, checked) are checked like
all others, and built only where ``PORTAL_DRAFTS=1`` asks for it: on an editor's machine and for the preview of a pull
request. Lists, search, counts, feeds and the graph of citations hold published documents only, in every build.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace
from functools import partial
from urllib.parse import unquote, urlsplit

from portal.content.documents import Document
from portal.core.caching import changed
from portal.core.urls import address, asset_address
from portal.corpus.corpus import Portal
from portal.model.documents import Concept, Event, Guide, Resolution

DRAFTS_VARIABLE = "PORTAL_DRAFTS"
_REFERENCE = re.compile(r"""\s(?:href|src)=["']?([^"'\s>]+)""")


def visible(portal: Portal, drafts: bool = False) -> Portal:
    """The portal as a build shows it: without drafts, unless they are asked for, and what only they use.

    What is left out can still be counted: ``portal.hidden``.
    """
    hidden = {} if drafts else {slug: portal.documents[slug] for slug, item in portal.cards.items() if item.is_draft}
    if not hidden:
        return portal
    altered = {
        slug for slug, item in portal.cards.items() if slug not in hidden and not hidden.keys().isdisjoint(item.named)
    }
    makers = {slug: partial(_without_relations, portal, slug, hidden.keys()) for slug in altered}
    return replace(
        portal,
        cards={slug: item for slug, item in portal.cards.items() if slug not in hidden},
        documents=changed(portal.documents, makers, hidden.keys()),
        bodies=changed(portal.bodies, {}, {place for place in portal.bodies if place[1] in hidden}),
        outlines={place: outline for place, outline in portal.outlines.items() if place[1] not in hidden},
        assets=portal.assets - _assets_of(portal, hidden) if portal.assets else portal.assets,
        hidden=hidden,
        altered=frozenset(altered),
    )


def _without_relations(portal: Portal, slug: str, hidden: Set[str]) -> Document:
    """The document without what names hidden ones: relations, practices of a guide, evidence, winners' pages."""
    document = portal.documents[slug]
    meta = document.meta
    kept: dict[str, object] = {"related": tuple(item for item in meta.related if item.document not in hidden)}
    if isinstance(meta, Guide):
        kept["practices"] = tuple(name for name in meta.practices if name not in hidden)
    if isinstance(meta, Resolution | Concept):
        kept["follow_up"] = tuple(
            item.model_copy(update={"documents": tuple(name for name in item.documents if name not in hidden)})
            for item in meta.follow_up
        )
    if isinstance(meta, Event):
        kept["winners"] = tuple(
            item.model_copy(update={"document": None}) if item.document in hidden else item for item in meta.winners
        )
    if all(getattr(meta, name) == value for name, value in kept.items()):
        return document
    return replace(document, meta=meta.model_copy(update=kept))


def _assets_of(portal: Portal, hidden: Mapping[str, Document]) -> set[str]:
    """Pictures and attachments that hidden documents use and no others."""
    used = {
        is_hidden: set(_referred(portal, (slug for slug in portal.cards if (slug in hidden) == is_hidden)))
        for is_hidden in (True, False)
    }
    only = used[True] - used[False]
    return {path for path in portal.assets if asset_address(path) in only}


def _referred(portal: Portal, slugs: Iterable[str]) -> Iterator[str]:
    """Site-relative addresses of all that the texts of these documents refer to."""
    for slug in slugs:
        document = portal.text(slug)
        if document is None:
            continue
        for lang in document.versions:
            body = portal.bodies.get((lang, slug))
            folder = posixpath.dirname(address(lang, document.key))
            for reference in _REFERENCE.findall(body.html if body else ""):
                parts = urlsplit(reference)
                if not parts.scheme and parts.path:
                    yield posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
