"""The pages of the site as files: what is known of each, and writing those that are not there yet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

from portal.core.progress import over
from portal.pages.context import Planned
from portal.pages.model import Page
from portal.publish.html.entries import entry
from portal.publish.html.previous import Kept, PreviousSite, Printed
from portal.publish.html.printing import Printer
from portal.publish.html.references import local_references


def write_pages(pages: Iterable[Page], printer: Printer, folder: Path) -> dict[str, Printed]:
    """Print pages and write them below ``folder``; what is known of them by their address."""
    return {page.address: _write(page, printer.html(page, printer.site.describe(page)), folder) for page in pages}


def write_planned(
    plan: Collection[Planned], printer: Printer, folder: Path, previous: PreviousSite
) -> tuple[dict[str, Printed], dict[str, Kept]]:
    """Print those of the planned pages that are not in the site of the build before as they should be.

    What is known of all pages by their address; and of each, the key under which it can be told again.
    """
    printed: dict[str, Printed] = {}
    kept: dict[str, Kept] = {}
    for planned in over(plan, "pages"):
        address, key = printer.site.address_of(planned), printer.key(planned)
        known = previous.has(address, key)
        if known is None:
            page, description = printer.site.made(planned)
            printed[address] = _write(page, printer.html(page, description), folder)
            kept[address] = Kept(key, printed[address], is_new=True)
        else:
            printed[address], kept[address] = known, Kept(key, known, is_new=False)
    return printed, kept


def write_made(path: str, key: bytes, text: Callable[[], str], folder: Path, previous: PreviousSite) -> Kept:
    """Write a file that stands beside the pages, if it is not in the site of the build before as it should be."""
    known = previous.has(path, key)
    if known:
        return Kept(key, known, is_new=False)
    data = text().encode()
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes(data)
    return Kept(key, Printed(entry(data)), is_new=True)


def _write(page: Page, html: str, folder: Path) -> Printed:
    target = folder / page.address
    target.parent.mkdir(parents=True, exist_ok=True)
    data = html.encode("utf-8", errors="xmlcharrefreplace")
    target.write_bytes(data)
    return Printed(entry(data), tuple(local_references(page.address, html)), page.alternates if page.indexed else None)


def read_pages(folder: Path, paths: Iterable[str]) -> Mapping[str, Printed]:
    """The same of pages that lie there already."""
    found = {}
    for path in paths:
        data = (folder / path).read_bytes()
        found[path] = Printed(entry(data), tuple(local_references(path, data.decode("utf-8"))))
    return found
