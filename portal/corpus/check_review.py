"""Checks of the states of review: what is published leads to no draft, and what is withdrawn says why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from portal.content.documents import Document, DocumentCard
from portal.core.problems import Problem, problem
from portal.corpus.rendered import Outlines


def check_links(cards: Mapping[str, DocumentCard], outlines: Outlines) -> Iterator[Problem]:
    """Published texts that lead to drafts."""
    by_key = {item.key: item for item in cards.values()}
    for (lang, slug), outline in outlines.items():
        if cards[slug].is_draft:
            continue
        for link in outline.links:
            target = by_key.get(link.page[1]) if link.page else None
            if target is not None and target.is_draft:
                yield problem("link-draft", cards[slug].paths[lang], link.line, link.column, key=target.key)


def check_withdrawal(document: Document, cards: Mapping[str, DocumentCard]) -> Iterator[Problem]:
    """States that do not fit what is said beside them."""
    meta = document.meta
    version = document.versions[document.original]
    if meta.review == "withdrawn" and meta.withdrawn is None:
        yield problem("withdrawal-missing", version.path, *version.loaded.place(("review",)))
    if meta.withdrawn is None:
        return
    if meta.review != "withdrawn":
        yield problem("withdrawal-unexpected", version.path, *version.loaded.place(("withdrawn",)), state=meta.review)
    if not (meta.withdrawn.reason.ky or meta.withdrawn.reason.ru):
        yield problem("withdrawal-reason", version.path, *version.loaded.place(("withdrawn", "reason")))
    successor = cards.get(meta.withdrawn.successor or "")
    if successor is not None and successor.review != "published":
        place = version.loaded.place(("withdrawn", "successor"))
        yield problem("withdrawal-successor", version.path, *place, slug=successor.slug, state=successor.review)
