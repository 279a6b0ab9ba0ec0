"""Which documents name an act, article by article, with the sentences around their citations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from portal.corpus.corpus import Portal
from portal.language.languages import others
from portal.model.documents import named_laws
from portal.model.values import Lang
from portal.pages.model import Card

Mentions = dict[str, dict[str, dict[str, list[tuple[str, str]]]]]
"""Act → article ('' for none) → slug of the document → sentences around its citations, each with its address."""


def mentions_of_acts(portal: Portal, lang: Lang, listed: Sequence[Card]) -> Mentions:
    """Act → article ('' for none) → slug of the document → sentences around its citations.

    What the front matter names counts like what the text cites, in any language, so that both count the same acts;
    only the text in this language gives sentences.
    """
    found: Mentions = defaultdict(lambda: defaultdict(dict))
    for item in listed:
        for law in named_laws(portal.documents[item.slug].meta):
            for article in law.articles or ("",):
                found[law.act][article].setdefault(item.slug, [])
        for other in others(lang):
            body = portal.bodies.get((other, item.slug))
            for citation in body.citations if body else ():
                for article in (citation.articles or ("",)) if len(citation.acts) == 1 else ():
                    found[citation.acts[0]][article].setdefault(item.slug, [])
        body = portal.bodies.get((lang, item.slug))
        for citation in body.citations if body else ():
            if len(citation.acts) == 1:
                place = f"{item.address}#{citation.anchor}" if citation.anchor else item.address
                for article in citation.articles or ("",):
                    sentences = found[citation.acts[0]][article].setdefault(item.slug, [])
                    if (citation.context, place) not in sentences:
                        sentences.append((citation.context, place))
    _without_repeats(found)
    return found


def _without_repeats(found: Mentions) -> None:
    for by_article in found.values():
        # A document that names an article is not listed once more under "no article".
        named = {slug for article, slugs in by_article.items() if article for slug in slugs}
        for slug in named & set(by_article.get("", {})):
            if not by_article[""][slug]:
                del by_article[""][slug]
