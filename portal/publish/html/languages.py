"""The site of each language written to its folder, one language beside the other: pages, search index, feeds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from portal.core.built import built_name, hashed_name
from portal.core.caching import Store
from portal.core.garbage import look_for_garbage
from portal.core.processes import together
from portal.core.progress import over
from portal.core.records import dataclass
from portal.core.store import RowStore
from portal.language.looked_up import giving_back
from portal.model.values import Lang
from portal.pages.context import Planned
from portal.pages.feeds import feed_address
from portal.pages.registry import Site
from portal.publish.data import feeds
from portal.publish.html.files import is_finished, kept_page, read_pages, write_made, write_page
from portal.publish.html.previous import Kept, PreviousSite, Printed
from portal.publish.html.printing import Printer


@dataclass(frozen=True)
class Written:
    """What the site of one language consists of."""

    pages: Mapping[str, Printed]
    """Address → the page, in the order in which they were planned."""
    kept: Mapping[str, Kept]
    """Those of its files that can be told again in the next build."""


Beside = Callable[[Path, PreviousSite], Mapping[str, Kept]]
"""Writes to a folder what is made of the documents and of no page; what of it can be told again."""


def cells_of(root: Path, lang: str) -> Store:
    """The store of what the pages of a language are made from, or those of all languages for an empty name."""
    return Store(root, f"cells-{lang}" if lang else "related", "pages")


def write_languages(
    printers: Sequence[Printer],
    root: Path,
    folder: Path,
    previous: PreviousSite,
    done: Set[str] = frozenset(),
    beside: Beside = lambda *_: {},
) -> tuple[dict[Lang, Written], Mapping[str, Kept]]:
    """Write what is new of each language that is to be built to ``folder``, and what stands ``beside``; ``root`` is the
    project.

    ``done``: addresses of pages that the generator has written there already.
    """
    more: dict[str, Kept] = {}

    def first() -> Written:
        """Of the first language, in this process; others may not be done when it is."""
        written = _write(printers[0], root, folder, previous, done)
        more.update(beside(folder, previous))
        return written

    others = [partial(_write, printer, root, folder, previous, done) for printer in printers[1:]]
    tasks: list[Callable[[], Written]] = [first, *others]
    return {printer.site.lang: written for printer, written in zip(printers, together(tasks), strict=True)}, more


def _write(printer: Printer, root: Path, folder: Path, previous: PreviousSite, done: Set[str]) -> Written:
    files = LanguageFiles(printer, root, previous, done)
    files.read_done(folder)
    with files.searching():
        for planned in giving_back(over(files.plan, "pages")):
            files.write_page(planned, folder)
        files.write_search(folder)
    files.write_feeds(folder)
    printer.site.cells.save()
    return files.written()


class LanguageFiles:
    """The files of one language: its pages in any order, then the rest."""

    def __init__(self, printer: Printer, root: Path, previous: PreviousSite, done: Set[str]) -> None:
        self.site, self.kept = printer.site, dict[str, Kept]()
        self._printer, self._root, self._previous, self._done = printer, root, previous, done
        self._plan = list(self.site.plan())
        self._pages: dict[str, Printed] = {}
        self._new = 0

    @property
    def plan(self) -> Sequence[Planned]:
        """The pages that are not done."""
        return [planned for planned in self._plan if self.site.address_of(planned) not in self._done]

    def read_done(self, folder: Path) -> None:
        """Look at the pages that the generator has written."""
        theirs = {page.address: page for page in self.site.ordinary.values() if page.address in self._done}
        for address, page in read_pages(folder, theirs).items():
            self._pages[address] = replace(page, alternates=theirs[address].alternates)

    def keep(self, planned: Planned) -> bool:
        """Take the page of the build before, if it need not be made to tell that; whether nothing is left to do."""
        found = kept_page(planned, self._printer, self._previous)
        if found is None:
            return False
        self._put(planned, found)
        return is_finished(found, self._printer)

    def write_page(self, planned: Planned, folder: Path) -> None:
        """Write a page, if that must be."""
        found = write_page(planned, self._printer, folder, self._previous)
        self._put(planned, found)
        if found.is_new:
            self._new += 1
            look_for_garbage(self._new)

    def _put(self, planned: Planned, found: Kept) -> None:
        address = self.site.address_of(planned)
        self.kept[address], self._pages[address] = found, found.printed

    @contextmanager
    def searching(self) -> Iterator[None]:
        """While the search index, or its page, is made: what earlier builds have left of it. Kept if all goes well."""
        rows = RowStore(self._root, f"search-{self.site.lang}", "search")
        self.site.search_rows = rows if rows.works else None
        try:
            yield
            rows.save()
        finally:
            self.site.search_rows = None
            rows.close()

    def write_search(self, folder: Path) -> None:
        """Write the search index."""
        self.kept |= write_search(self.site, folder, self._previous)

    def write_feeds(self, folder: Path) -> None:
        """Write the feeds."""
        self.kept |= write_feeds(self.site, folder, self._previous)

    def written(self) -> Written:
        """What the site consists of, when all is written."""
        addresses = map(self.site.address_of, self._plan)
        return Written({address: self._pages[address] for address in addresses}, self.kept)


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
