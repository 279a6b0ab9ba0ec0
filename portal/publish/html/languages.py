"""The site of each language written to its folder, one language beside the other: pages, search index, feeds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from portal.core.built import built_name, hashed_name
from portal.core.caching import Store
from portal.core.processes import together
from portal.core.store import RowStore
from portal.model.values import Lang
from portal.pages.feeds import feed_address
from portal.pages.registry import Site
from portal.publish.data import feeds
from portal.publish.html.files import read_pages, write_made, write_planned
from portal.publish.html.previous import Kept, PreviousSite, Printed
from portal.publish.html.printing import Printer


@dataclass(frozen=True)
class Written:
    """What the site of one language consists of."""

    pages: Mapping[str, Printed]
    """Address → the page, in the order in which they were planned."""
    kept: Mapping[str, Kept]
    """Those of its files that can be told again in the next build."""


def cells_of(root: Path, lang: str) -> Store:
    """The store of what the pages of a language are made from, or those of all languages for an empty name."""
    return Store(root, f"cells-{lang}" if lang else "related", "pages")


def write_languages(
    printers: Sequence[Printer], root: Path, folder: Path, previous: PreviousSite, done: Set[str] = frozenset()
) -> dict[Lang, Written]:
    """Write what is new of each language that is to be built to ``folder``; ``root`` is the project.

    ``done``: addresses of pages that the generator has written there already.
    """
    tasks = [partial(_write, printer, root, folder, previous, done) for printer in printers]
    return {printer.site.lang: written for printer, written in zip(printers, together(tasks), strict=True)}


def _write(printer: Printer, root: Path, folder: Path, previous: PreviousSite, done: Set[str]) -> Written:
    site = printer.site
    rows = RowStore(root, f"search-{site.lang}", "search")
    site.search_rows = rows if rows.works else None
    plan = list(site.plan())
    ours = [planned for planned in plan if site.address_of(planned) not in done]
    pages, kept = write_planned(ours, printer, folder, previous)
    theirs = {page.address: page for page in site.ordinary.values() if page.address in done}
    for address, page in read_pages(folder, theirs).items():
        pages[address] = replace(page, alternates=theirs[address].alternates)
    kept |= write_search(site, folder, previous)
    kept |= write_feeds(site, folder, previous)
    rows.save()
    rows.close()
    site.cells.save()
    return Written({site.address_of(planned): pages[site.address_of(planned)] for planned in plan}, kept)


def write_search(site: Site, folder: Path, previous: PreviousSite) -> dict[str, Kept]:
    """The search index of one language: those of its files that are not there yet."""
    inside = built_name(f"search/{site.lang}/")
    facts = site.search_facts
    kept = {}
    for name, hashed in facts.hashes.items():
        path = inside + (hashed_name(name, facts.stamps[name]) if name in facts.stamps else name)
        kept[path] = write_made(path, hashed, partial(_search_file, site, name), folder, previous)
    return kept


def _search_file(site: Site, name: str) -> str:
    return site.search.files[name]  # the index is made only if a file of it is


def write_feeds(site: Site, folder: Path, previous: PreviousSite) -> dict[str, Kept]:
    """The feeds of one language: those that are not there yet."""
    kind, kept = site.shared(feeds.feed), {}
    for key in feeds.names(site):
        path, make = feed_address(site.lang, key), partial(site.of, feeds.feed, key)
        kept[path] = write_made(path, site.cells.digest(kind, key), make, folder, previous)
    return kept
