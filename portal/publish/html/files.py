"""The pages of the site as files: what is known of each, and writing those that are not there yet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
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
    return {page.address: _print(page, printer.site.describe(page), printer, folder) for page in pages}


def write_planned(
    plan: Collection[Planned], printer: Printer, folder: Path, previous: PreviousSite
) -> tuple[dict[str, Printed], dict[str, Kept]]:
    """Print those of the planned pages that are not in the site of the build before as they should be.

    In those that are, only names of styles, scripts and fonts may be others now; they are put in.
    What is known of all pages by their address; and of each, the key under which it can be told again.
    """
    printed: dict[str, Printed] = {}
    kept: dict[str, Kept] = {}
    for planned in over(plan, "pages"):
        address, key = printer.site.address_of(planned), printer.key(planned)
        known = previous.has(address, key)
        renamed = printer.names.renewed(known.built) if known else None
        if known is None or renamed is None:
            page, description = printer.site.made(planned)
            printed[address] = _print(page, description, printer, folder)
        elif renamed:
            printed[address] = _rename(address, previous.text(address), known, renamed, folder)
        else:
            printed[address] = known
        kept[address] = Kept(key, printed[address], is_new=printed[address] is not known)
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


def _print(page: Page, description: str, printer: Printer, folder: Path) -> Printed:
    marked = printer.html(page, description)
    html = printer.names.fill(marked)
    known = _write(page.address, html, folder)
    return replace(known, alternates=page.alternates if page.indexed else None, built=printer.names.used(marked, html))


def _rename(address: str, html: str, known: Printed, renamed: Mapping[str, str], folder: Path) -> Printed:
    """The same page with other names of what it loads."""
    for old, new in renamed.items():
        html = html.replace(old, new)
    built = tuple(sorted(renamed.get(name, name) for name in known.built))
    return replace(_write(address, html, folder), alternates=known.alternates, built=built)


def _write(address: str, html: str, folder: Path) -> Printed:
    target = folder / address
    target.parent.mkdir(parents=True, exist_ok=True)
    data = html.encode("utf-8", errors="xmlcharrefreplace")
    target.write_bytes(data)
    return Printed(entry(data), tuple(local_references(address, html)))


def read_pages(folder: Path, paths: Iterable[str]) -> Mapping[str, Printed]:
    """The same of pages that lie there already."""
    found = {}
    for path in paths:
        data = (folder / path).read_bytes()
        found[path] = Printed(entry(data), tuple(local_references(path, data.decode("utf-8"))))
    return found
