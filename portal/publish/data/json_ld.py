"""schema.org descriptions of pages, as JSON-LD: what a document is, and which acts it cites."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from portal.core.urls import address
from portal.corpus.citing import register_from
from portal.corpus.corpus import Portal
from portal.law import akn_id
from portal.model.values import LANGS
from portal.pages.context import Context
from portal.pages.model import Page
from portal.publish.data.open_documents import CSV, JSON
from portal.publish.data.open_law import LICENCE, Triple, triples
from portal.words.acts import act_kind, act_title

_CONTEXT = "https://schema.org"


def script(context: Context, page: Page) -> str:
    """The description of a page as the text of a script element; empty for pages that have none."""
    if page.key == "status":
        found: dict[str, Any] | None = _dataset(context)
    else:
        found = _described(context, page)
    if found is None:
        return ""
    # "<" could end the element or open a comment in it.
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _described(context: Context, page: Page) -> dict[str, Any] | None:
    return _describe(
        page, context.portal, lambda name: context.of(legislation, name), partial(context.of, relations_of)
    )


def _dataset(context: Context) -> dict[str, Any] | None:
    """What search engines for data read: the open data of documents; none without the address of the site."""
    settings, t = context.portal.settings, context.words.t
    base, about = settings.address, f"{settings.description.get(context.lang)} {t('status.data.documents')} JSON, CSV."
    if not base:
        return None
    kinds = {JSON: "application/json", CSV: "text/csv"}
    return {
        "@context": _CONTEXT,
        "@type": "Dataset",
        "name": f"{t('status.data')}: {settings.name.get(context.lang)}",
        "description": about,
        "inLanguage": list(LANGS),
        "license": LICENCE,
        "url": f"{base}{address(context.lang, 'status')}#data",
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": base + path} for path, kind in kinds.items()
        ],
    }


def _describe(
    page: Page, portal: Portal, act: Callable[[str], dict[str, Any]], known: Callable[[str], Sequence[Triple]]
) -> dict[str, Any] | None:
    """The description of a document's or an act's page; ``None`` for other pages."""
    folder, _, name = page.key.partition("/")
    if folder == "acts" and name in portal.reference.acts:
        return {"@context": _CONTEXT, **act(name), **related(name, known(name), act)}
    document = portal.documents.get(name or page.key)
    if document is None or document.key != page.key or not page.indexed:
        return None
    body = portal.bodies.get((page.lang, document.slug))
    cited = dict.fromkeys(
        [law.act for law in document.meta.laws]
        + [citation.acts[0] for citation in (body.citations if body else ()) if len(citation.acts) == 1]
    )
    description: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "Article" if document.kind != "resolution" else "Report",
        "headline": page.title,
        "abstract": page.description,
        "inLanguage": page.lang,
        "dateCreated": document.meta.added.isoformat(),
        "license": LICENCE,
        "keywords": [portal.reference.topics[t].title.get(page.lang) for t in document.meta.topics],
    }
    if portal.settings.address:
        description["url"] = portal.settings.address + page.address
    acts = [act(name) for name in cited if name in portal.reference.acts]
    if acts:
        description["citation"] = acts
    return description


_PROPERTIES = {"replaces": "legislationRepeals", "amends": "legislationAmends"}


def related(name: str, known: Sequence[Triple], act: Callable[[str], dict[str, Any]]) -> dict[str, Any]:
    """What the act does to others and, by ``@reverse``, what others did to it: schema.org has no inverse of these."""
    forward: dict[str, list[dict[str, Any]]] = {}
    reverse: dict[str, list[dict[str, Any]]] = {}
    for subject, predicate, object_ in known:
        if subject == name:
            forward.setdefault(_PROPERTIES[predicate], []).append(act(object_))
        if object_ == name:
            reverse.setdefault(_PROPERTIES[predicate], []).append(act(subject))
    return {**forward, **({"@reverse": reverse} if reverse else {})}


def relations_of(context: Context, name: str) -> tuple[Triple, ...]:
    """What an act does to others and others to it."""
    return tuple(triple for triple in context.of(_relations, "") if name in triple[::2])


def _relations(context: Context, _: str) -> tuple[Triple, ...]:
    return triples(context.data.acts.values())


def legislation(context: Context, name: str) -> dict[str, Any]:
    """The description of an act."""
    act, words = context.data.acts[name], context.words
    title = act_title(act, words)
    found: dict[str, Any] = {"@type": "Legislation", "name": title.text, "inLanguage": title.lang}
    record = next(iter(register_from([act]).records))
    identifier = akn_id(record)
    if identifier:
        found["legislationIdentifier"] = identifier
    if act.date:
        found["legislationDate"] = act.date.iso()
    found["legislationType"] = act_kind(act, words)
    if act.ended or (act.standing and act.standing.state == "in-force"):
        force = "NotInForce" if act.ended else "InForce"
        found["legislationLegalForce"] = f"https://schema.org/{force}"
    url = act.official(words.lang)
    if url:
        found["sameAs"] = url
    return found


SHARED: tuple[Callable[[Any, Any], object], ...] = (legislation, relations_of, _relations)
"""What makes cells that several descriptions read."""
