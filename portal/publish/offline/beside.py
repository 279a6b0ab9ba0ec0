"""Both languages of a document beside each other, on a stick inside the document's own page.

On the web they stand on pages of their own, several documents a page (:mod:`portal.pages.pairs`), for nobody there
should load a second text that he may not look at. A stick gives a whole cluster to a page that fills a third of it: put
into the page they cost nothing, and of the pages of their own, which would take a seventh of a large stick, none is
needed. Styles alone show the one or the other, as there.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from portal.core.urls import address
from portal.model.values import LANGS
from portal.pages.pairs import FOLDER

ANCHOR = "p-both"
"""What the address of a page ends in where it shows both languages. No heading is called so."""

_SECTION = re.compile(r'(?=<section class="p-pair" id=")|(?=<ul class="p-pair__others">)')
_SLUG = re.compile(r'<section class="p-pair" id="([^"]*)">')
_TITLE = re.compile(r'<h2><a href="([^"]*)"')
_HEAD = re.compile(r"(?P<heading><h1>.*?</h1>)\s*(?P<about><p class=\"p-pair__about\">.*?</p>)", re.DOTALL)
_LINK = re.compile(rf'href="(?:\.\./)*{FOLDER}/[0-9a-f]+\.html#([^"]*)"')
_PLACE = re.compile(r'<p class="p-both |<nav class="p-crumbs |<article ')


class Pair(NamedTuple):
    """Both languages of a document as HTML, and the page of the document by its path in the site."""

    page: str
    html: str


def is_of_pairs(path: str) -> bool:
    """Whether a file of the site is one of the pages of both languages."""
    return any(path.startswith(posixpath.dirname(address(lang, f"{FOLDER}/x")) + "/") for lang in LANGS)


def pairs_of(path: str, html: str) -> Iterator[Pair]:
    """The documents of a page of both languages."""
    head, *sections = _SECTION.split(html)
    about = _HEAD.search(head)
    for section in sections[:-1]:
        slug, title = _SLUG.match(section), _TITLE.search(section)
        if not (about and slug and title):
            raise ValueError(f"{path}: no page of both languages, see overrides/portal/pairs.html")
        page = posixpath.normpath(posixpath.join(posixpath.dirname(path), title[1]))
        inner = section[slug.end() :].rstrip()
        # Links are relative to a page that lies as deep below the same folder. It is not called a page's text (p-page):
        # scripts take the first one for the document.
        yield Pair(
            page,
            f'<article class="md-typeset p-pair" id="{ANCHOR}">\n{about["heading"]}\n'
            f"{about['about']}\n{inner.removesuffix('</section>')}</article>\n",
        )


def with_pair(html: str, pair: str) -> str:
    """The page of a document with both languages in it, and its links to them."""
    place = _PLACE.search(html, html.index("<main"))
    if place is None or f'id="{ANCHOR}"' in html:
        raise ValueError(f"no place for both languages, or one is called {ANCHOR}")
    joined = f"{html[: place.start()]}{pair}{html[place.start() :]}"
    return _LINK.sub(f'href="#{ANCHOR}"', joined)


def move_pairs(source: Path, pages: Iterable[str], target: Path) -> None:
    """Put what stands on ``pages`` of both languages of the site ``source`` into the documents' pages in ``target``.

    A part for some of three languages or more has pages of two others, and not the page of that document.
    """
    for path in pages:
        for pair in pairs_of(path, (source / path).read_text(encoding="utf-8")):
            place = target / pair.page
            if not place.is_file():
                continue
            html = with_pair(place.read_text(encoding="utf-8"), pair.html)
            place.write_text(html, encoding="utf-8", newline="\n")
