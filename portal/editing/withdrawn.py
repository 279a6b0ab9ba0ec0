"""Links to documents that were withdrawn: advice, for the page is there still, but what it says no longer holds."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from portal.core.problems import Problem, problem
from portal.corpus.corpus import Portal


def links_to_withdrawn(portal: Portal, slugs: Collection[str]) -> Iterator[Problem]:
    """Links and relations to a withdrawn document, where that, or the one that names it, is one of ``slugs``.

    A withdrawn document may name another, and what is told of its successor is told elsewhere.
    """
    yield from _reasons(portal, slugs)
    gone = {card.key: card.slug for card in portal.cards.values() if card.review == "withdrawn"}
    if not gone:
        return
    for (lang, slug), outline in portal.outlines.items():
        card = portal.cards[slug]
        for link in outline.links if card.review != "withdrawn" else ():
            key = link.page[1] if link.page else ""
            if key in gone and not {slug, gone[key]}.isdisjoint(slugs):
                yield problem("link-withdrawn", card.paths[lang], link.line, link.column, key=key)
    keys = {slug: key for key, slug in gone.items()}
    for slug, card in portal.cards.items():
        named = keys.keys() & set(card.named)
        if card.review == "withdrawn" or not named or {slug, *named}.isdisjoint(slugs):
            continue
        document = portal.documents.get(slug)
        if document is None:
            continue
        own = document.versions[document.original]
        for index, relation in enumerate(document.meta.related):
            if relation.document in keys and not {slug, relation.document}.isdisjoint(slugs):
                place = own.loaded.place(("related", index, "document"))
                yield problem("link-withdrawn", own.path, *place, key=keys[relation.document])


def _reasons(portal: Portal, slugs: Collection[str]) -> Iterator[Problem]:
    """Reasons that readers of a language see in another one."""
    for slug in slugs:
        card = portal.cards.get(slug)
        document = portal.documents.get(slug) if card and card.review == "withdrawn" else None
        if document is None or document.meta.withdrawn is None:
            continue
        reason, own = document.meta.withdrawn.reason, document.versions[document.original]
        for lang in document.versions if reason.best(document.original) else ():
            if not getattr(reason, lang):
                place = own.loaded.place(("withdrawn", "reason"))
                yield problem("withdrawal-reason-language", own.path, *place, lang=lang)
