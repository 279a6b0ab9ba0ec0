"""Which acts a document names, article by article, with the sentences around its citations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TypeVar

from portal.core.urls import address
from portal.corpus.corpus import Portal
from portal.language.languages import others
from portal.markup.citations import PlacedCitation
from portal.model.documents import named_laws
from portal.model.values import Lang

T = TypeVar("T")

Sentences = tuple[tuple[str, str], ...]
"""Sentences around citations, each with the address of the citation."""
ByArticle = Mapping[str, T]
"""By the article that is named, '' for none."""
ActMentions = ByArticle[Mapping[str, Sentences]]
"""Where documents name one act: article → slug of the document → sentences."""


def mentions_of(portal: Portal, lang: Lang, slug: str) -> Mapping[str, ByArticle[Sentences]]:
    """The acts that a document names.

    What the front matter names counts like what the text cites, in any language, so that both count the same acts;
    only the text in this language gives sentences, each once however often it cites.
    """
    document = portal.documents[slug]
    at = address(lang, document.key)
    found: dict[str, dict[str, dict[tuple[str, str], None]]] = defaultdict(lambda: defaultdict(dict))
    for law in named_laws(document.meta):
        for article in law.articles or ("",):
            found[law.act][article] = {}
    for other in (*others(lang), lang):
        for act, citation in _citations(portal, other, slug):
            for article in citation.articles or ("",):
                sentences = found[act][article]
                if other == lang and citation.context not in {context for context, _ in sentences}:
                    sentences[citation.context, f"{at}#{citation.anchor}" if citation.anchor else at] = None
    return {act: _without_repeats(by_article) for act, by_article in found.items()}


def _citations(portal: Portal, lang: Lang, slug: str) -> Iterator[tuple[str, PlacedCitation]]:
    """The citations of a text whose act is sure."""
    body = portal.bodies.get((lang, slug))
    return ((item.acts[0], item) for item in (body.citations if body else ()) if len(item.acts) == 1)


def _without_repeats(by_article: Mapping[str, Mapping[tuple[str, str], None]]) -> ByArticle[Sentences]:
    """A document that names an article is not listed once more under "no article"."""
    repeated = len(by_article) > 1 and not by_article.get("", True)
    return {article: tuple(found) for article, found in by_article.items() if article or not repeated}
