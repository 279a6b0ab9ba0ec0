"""The site of each language written to its folder, one language beside the other: pages, then the search index."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from portal.core.built import built_name
from portal.core.caching import Store
from portal.core.processes import together
from portal.model.values import Lang
from portal.pages.model import Page
from portal.pages.registry import Site
from portal.publish.html.files import PreviousBuild, Printed, read_pages, write_pages
from portal.publish.html.printing import Printer

_WORD_CACHE = b"word_cache"


@dataclass(frozen=True)
class Written:
    """What the site of one language consists of."""

    pages: tuple[Page, ...]
    """Every page without what it shows: its addresses and what it is."""
    files: Mapping[str, Printed]
    """Address → the file."""


def write_languages(
    printers: Sequence[Printer], root: Path, folder: Path, before: PreviousBuild | None, done: Set[str] = frozenset()
) -> dict[Lang, Written]:
    """Write everything of each language that is to be built; ``root`` is the project, ``folder`` the site.

    ``done``: addresses of pages that the generator has written there already.
    """
    tasks = [partial(_write, printer, root, folder, before, done) for printer in printers]
    return {printer.site.lang: written for printer, written in zip(printers, together(tasks), strict=True)}


def _write(printer: Printer, root: Path, folder: Path, before: PreviousBuild | None, done: Set[str]) -> Written:
    site = printer.site
    store = Store(root, f"pages-{site.lang}", "pages")
    word_cache = Store(root, f"search-{site.lang}", "search")
    site.word_cache, site.store = word_cache.get(_WORD_CACHE) or {}, word_cache
    known = len(site.word_cache)
    pages: list[Page] = []

    def each() -> Iterator[Page]:
        for page in site.each_page():
            pages.append(replace(page, view=None, body="", toc=(), crumbs=()))
            if page.address not in done:
                yield page

    files = write_pages(each(), printer, folder, store, before)
    files |= read_pages(folder, (page.address for page in pages if page.address in done))
    write_search(site, folder)
    if len(site.word_cache) > known:
        word_cache.put(_WORD_CACHE, site.word_cache)
    word_cache.save()
    store.save()
    return Written(tuple(pages), files)


def write_search(site: Site, folder: Path) -> None:
    """The search index of one language."""
    index = folder / built_name(f"search/{site.lang}/")
    shutil.rmtree(index, ignore_errors=True)  # shards of an older edition
    index.mkdir(parents=True)
    for name, text in site.search.files.items():
        (index / name).parent.mkdir(exist_ok=True)
        (index / name).write_text(text, encoding="utf-8", newline="\n")
