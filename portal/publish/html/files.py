"""The pages of the site as files: what is known of each, and writing those that are not there yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from portal.pages.context import Planned
from portal.pages.model import Page
from portal.publish.html.entries import entry
from portal.publish.html.previous import Kept, PreviousSite, Printed
from portal.publish.html.printing import Printer
from portal.publish.html.references import local_references


def write_pages(pages: Iterable[Page], printer: Printer, folder: Path) -> dict[str, Printed]:
    """Print pages and write them below ``folder``; what is known of them by their address."""
    return {page.address: _print(page, printer.site.describe(page), printer, folder) for page in pages}


def write_page(planned: Planned, printer: Printer, folder: Path, previous: PreviousSite) -> Kept:
    """Print a planned page, if it is not in the site of the build before as it should be.

    If only names of styles, scripts and fonts are others now, they are put in.
    """
    address, key = printer.site.address_of(planned), printer.key(planned)
    known = previous.has(address, key)
    renamed = printer.names.renewed(known.built) if known else None
    if known is None or renamed is None:
        page, description = printer.site.made(planned)
        printed = _print(page, description, printer, folder)
    elif renamed:
        printed = _rename(address, previous.text(address), known, renamed, folder)
    else:
        printed = known
    return Kept(key, printed, is_new=printed is not known)


def kept_page(planned: Planned, printer: Printer, previous: PreviousSite) -> Kept | None:
    """The page of the build before, if it can be told without making it that nothing has changed but names of styles,
    scripts and fonts (:func:`is_finished`).
    """
    key = printer.known_key(planned)
    known = previous.has(printer.site.address_of(planned), key) if key else None
    return Kept(key, known, is_new=False) if key and known else None


def is_finished(page: Kept, printer: Printer) -> bool:
    """Whether a page of the build before needs no other names."""
    return printer.names.renewed(page.printed.built) == {}


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
