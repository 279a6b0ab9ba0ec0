"""The site of each language written to its folder, one language beside the other: pages, then the search index."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from portal.core.built import built_name
from portal.core.caching import Store
from portal.core.processes import together
from portal.core.store import RowStore
from portal.model.values import Lang
from portal.pages.model import Page
from portal.publish.html.files import PreviousBuild, Printed, read_pages, write_pages
from portal.publish.html.printing import Printer
from portal.publish.html.search_files import write_search


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
    rows = RowStore(root, f"search-{site.lang}", "search")
    site.search_rows = rows if rows.works else None
    pages: list[Page] = []

    def each() -> Iterator[Page]:
        for page in site.each_page():
            pages.append(replace(page, view=None, body="", toc=(), crumbs=()))
            if page.address not in done:
                yield page

    files = write_pages(each(), printer, folder, store, before)
    files |= read_pages(folder, (page.address for page in pages if page.address in done))
    place = built_name(f"search/{site.lang}/")
    write_search(site.search, folder / place, before.folder / place if before else None, site.search_rows)
    rows.save()
    rows.close()
    store.save()
    return Written(tuple(pages), files)
