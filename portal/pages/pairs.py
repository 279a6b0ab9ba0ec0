"""Both languages of a document beside each other, paragraph by paragraph.

Several documents share a page, of which the address shows one (``both/3f.html#kum-dobo``; styles alone hide the
others). A page a document would be a third file for each pair, more than a stick may have; made in the browser, it
would need scripts. On which page a document stands follows from its name alone, so that addresses stay.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from portal.content.documents import Document
from portal.core.records import dataclass
from portal.core.urls import address
from portal.language.languages import others
from portal.model.values import Lang
from portal.pages.blocks import beside
from portal.pages.context import Context, Planned
from portal.pages.embedding import embed, without_last_heading
from portal.pages.model import Link, Page
from portal.pages.sources import SourceView, sources
from portal.words.texts import Words

FOLDER = "both"
PAGES = 128
"""Of 2,000 pairs some 16 are on a page, 35 KB compressed; a site has at most so many pages in each language."""

_OWN_LINK = re.compile(r'href="#([^"]*)"')


@dataclass(frozen=True)
class PairRow:
    """What belongs together, as HTML; a side may be empty."""

    one: str
    two: str


@dataclass(frozen=True)
class PairView:
    """One document: its titles lead to its pages, the language of the page first."""

    slug: str
    kind_name: str
    titles: tuple[Link, Link]
    summaries: tuple[str, str]
    rows: tuple[PairRow, ...]
    recommendations: tuple[tuple[int, str, str], ...]
    sources: tuple[SourceView, ...]
    notice: str
    """That the translation is older than the original, if it is."""


@dataclass(frozen=True)
class PairsView:
    """The documents of a page."""

    pairs: tuple[PairView, ...]


def page_of(slug: str) -> str:
    """The key of the page on which a document stands with both its languages."""
    number = int.from_bytes(hashlib.blake2b(slug.encode(), digest_size=4).digest()) % PAGES
    return f"{FOLDER}/{number:02x}"


def both_address(context: Context, slug: str) -> str:
    """Where both languages of a document stand beside each other; empty if it has but one."""
    return f"{address(context.lang, page_of(slug))}#{slug}" if context.of(pair_of, slug) else ""


def pair_of(context: Context, slug: str) -> tuple[Lang, Lang] | None:
    """The two languages that are shown of a document, that of the page first."""
    document = context.portal.documents[slug]
    there = [lang for lang in (context.lang, *others(context.lang)) if lang in document.versions]
    return (there[0], there[1]) if len(there) > 1 and document.review != "withdrawn" else None


def members(context: Context, _: str) -> Mapping[str, tuple[str, ...]]:
    """The documents of each page by its key."""
    found: dict[str, list[str]] = defaultdict(list)
    for slug in context.portal.documents:
        if context.of(pair_of, slug):
            found[page_of(slug)].append(slug)
    return {key: tuple(slugs) for key, slugs in sorted(found.items())}


SHARED: tuple[Callable[[Any, Any], object], ...] = (pair_of, members)
"""What makes cells that several pages read."""


def pages(context: Context) -> Iterator[Planned]:
    """All pages on which documents stand."""
    for key in context.of(members, ""):
        yield Planned(key, page, (key,))


def page(context: Context, key: str) -> Page:
    """One of them."""
    at, t = address(context.lang, key), context.words.t
    slugs: tuple[str, ...] = context.of(members, "")[key]
    made = tuple(_pair(context, context.portal.documents[slug], at) for slug in slugs)
    features = dict.fromkeys(
        feature
        for slug in slugs
        for lang in context.of(pair_of, slug) or ()
        if (body := context.portal.bodies.get((lang, slug)))
        for feature in body.features
    )
    found = context.page(key, "pairs", t("both.title"), t("both.lead"), PairsView(made), "catalogue")
    # It repeats what stands on pages of its own.
    return replace(found, indexed=False, versions={}, features=tuple(features))


def _pair(context: Context, document: Document, at: str) -> PairView:
    langs = context.of(pair_of, document.slug)
    assert langs is not None  # else it is on no page
    one, two = (document.version(lang) for lang in langs)
    outdated = any(document.state(lang) == "outdated" for lang in langs)
    sides = [_body(context, document, lang, at) for lang in langs]
    numbers = dict.fromkeys([*one.parts.get("recommendations", ()), *two.parts.get("recommendations", ())])
    return PairView(
        slug=document.slug,
        kind_name=context.words.t(f"kind.{document.kind}"),
        titles=(
            Link(Words(one.title, one.lang), address(one.lang, document.key)),
            Link(Words(two.title, two.lang), address(two.lang, document.key)),
        ),
        summaries=(one.summary, two.summary),
        rows=tuple(PairRow(*row) for row in beside(*sides)),
        recommendations=tuple(
            (int(n), one.parts["recommendations"].get(n, ""), two.parts["recommendations"].get(n, "")) for n in numbers
        ),
        sources=tuple(sources(context, document)),
        notice=context.words.t("both.outdated") if outdated else "",
    )


def _body(context: Context, document: Document, lang: Lang, at: str) -> str:
    """The text of a version as a part of the page. Links within it lead to its own page: here they would hide it."""
    body = context.portal.bodies.get((lang, document.slug))
    own = address(lang, document.key)
    html = _OWN_LINK.sub(f'href="{posixpath.basename(own)}#\\1"', without_last_heading(body.html)) if body else ""
    return embed(html, f"{document.slug}--{lang}", own, at)
