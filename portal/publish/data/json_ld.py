"""schema.org descriptions of pages, as JSON-LD: what a document is, and which acts it cites."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from portal.corpus.citing import register_from
from portal.corpus.corpus import Portal
from portal.law import akn_id
from portal.model.reference import Act
from portal.pages.model import Page
from portal.publish.data.open_law import OpenRelation, relations
from portal.words.acts import act_title
from portal.words.interface import Interface


class Descriptions:
    """Describes the pages of one language; acts, which many of them cite, once each."""

    def __init__(self, portal: Portal, words: Interface) -> None:
        self._portal, self._words = portal, words
        self._acts: dict[str, dict[str, Any]] = {}
        self._relations = relations(tuple(portal.reference.acts.values()))

    def script(self, page: Page) -> str:
        """The description as the text of a script element; empty for pages that have none."""
        found = _describe(page, self._portal, self._act, self._relations)
        if found is None:
            return ""
        # "<" could end the element or open a comment in it.
        return json.dumps(found, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")

    def _act(self, name: str) -> dict[str, Any]:
        if name not in self._acts:
            self._acts[name] = _legislation(self._portal.reference.acts[name], self._words)
        return self._acts[name]


def _describe(
    page: Page, portal: Portal, act: Callable[[str], dict[str, Any]], known: Sequence[OpenRelation]
) -> dict[str, Any] | None:
    """The description of a document's or an act's page; ``None`` for other pages."""
    folder, _, name = page.key.partition("/")
    if folder == "acts" and name in portal.reference.acts:
        return {"@context": "https://schema.org", **act(name), **related(name, known, act)}
    document = portal.documents.get(name or page.key)
    if document is None or document.key != page.key or not page.indexed:
        return None
    body = portal.bodies.get((page.lang, document.slug))
    cited = dict.fromkeys(
        [law.act for law in document.meta.laws]
        + [citation.acts[0] for citation in (body.citations if body else ()) if len(citation.acts) == 1]
    )
    description: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article" if document.kind != "resolution" else "Report",
        "headline": page.title,
        "abstract": page.description,
        "inLanguage": page.lang,
        "dateCreated": document.meta.added.isoformat(),
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "keywords": [portal.reference.topics[t].title.get(page.lang) for t in document.meta.topics],
    }
    acts = [act(name) for name in cited if name in portal.reference.acts]
    if acts:
        description["citation"] = acts
    return description


_PROPERTIES = {"replaces": "legislationRepeals", "amends": "legislationAmends"}


def related(name: str, known: Sequence[OpenRelation], act: Callable[[str], dict[str, Any]]) -> dict[str, Any]:
    """What the act does to others and, by ``@reverse``, what others did to it: schema.org has no inverse of these."""
    forward: dict[str, list[dict[str, Any]]] = {}
    reverse: dict[str, list[dict[str, Any]]] = {}
    for item in known:
        if item.subject == name:
            forward.setdefault(_PROPERTIES[item.predicate], []).append(act(item.object))
        if item.object == name:
            reverse.setdefault(_PROPERTIES[item.predicate], []).append(act(item.subject))
    return {**forward, **({"@reverse": reverse} if reverse else {})}


def _legislation(act: Act, words: Interface) -> dict[str, Any]:
    title = act_title(act, words)
    found: dict[str, Any] = {"@type": "Legislation", "name": title.text, "inLanguage": title.lang}
    record = next(iter(register_from([act]).records))
    identifier = akn_id(record)
    if identifier:
        found["legislationIdentifier"] = identifier
    if act.date:
        found["legislationDate"] = act.date.iso()
    found["legislationType"] = words.t(f"actkind.{act.kind}")
    if act.ended or (act.standing and act.standing.state == "in-force"):
        force = "NotInForce" if act.ended else "InForce"
        found["legislationLegalForce"] = f"https://schema.org/{force}"
    url = act.official(words.lang)
    if url:
        found["sameAs"] = url
    return found
