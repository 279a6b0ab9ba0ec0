"""The pages of the site as files. A page that is made from the same as in the build before is taken from there.

Which pages those are says a store of hashes (:mod:`portal.core.caching`); and each is taken only if the file still is,
byte for byte, the one that was printed.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from portal.core.caching import FOLDER, Store, digest
from portal.pages.model import Page
from portal.publish.html.entries import FileEntry, entry
from portal.publish.html.printing import Printer
from portal.publish.html.references import local_references


@dataclass(frozen=True)
class Printed:
    """A page in the folder of the site: its length and hash, and which files of the site it refers to."""

    entry: FileEntry
    references: frozenset[str]


class PreviousBuild:
    """The site of the build before, moved out of the way of a generator that clears its folder first."""

    def __init__(self, root: Path, site: Path) -> None:
        """Move the visible content of ``site`` into the cache of the project at ``root``; what cannot be stays."""
        self.folder = root / FOLDER / f"before-{digest(str(site.absolute())).hex()[:8]}"
        shutil.rmtree(self.folder, ignore_errors=True)  # of a build that was cut short
        with contextlib.suppress(OSError):  # another disk, or a program has a file of it open
            if not site.is_dir():
                return
            self.folder.mkdir(parents=True)
            for item in sorted(site.iterdir()):
                if not item.name.startswith("."):
                    item.rename(self.folder / item.name)

    def take(self, path: str, target: Path, known: FileEntry) -> bool:
        """Move a file to its place in the new site, if it is the one that is known; says whether it was."""
        try:
            old = self.folder / path
            if entry(old.read_bytes()) != known:
                return False
            old.replace(target)
        except OSError:
            return False
        return True

    def clear(self) -> None:
        """Delete what the new build did not take over."""
        shutil.rmtree(self.folder, ignore_errors=True)


def write_pages(
    pages: Iterable[Page],
    printer: Printer,
    folder: Path,
    store: Store | None = None,
    before: PreviousBuild | None = None,
) -> dict[str, Printed]:
    """Write the pages below ``folder`` and give what is known of them by their address.

    With a ``store``, what was printed is remembered for the next build, which finds it in its ``before``.
    """
    found: dict[str, Printed] = {}
    made: set[Path] = set()
    for page in pages:
        target = folder / page.address
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        key = printer.key(page) if store else b""
        known: Printed | None = store.get(key) if store else None
        if known is None or before is None or not before.take(page.address, target, known.entry):
            html = printer.html(page)
            data = html.encode("utf-8", errors="xmlcharrefreplace")
            target.write_bytes(data)
            known = Printed(entry(data), frozenset(local_references(page.address, html)))
            if store:
                store.put(key, known)
        found[page.address] = known
    return found


def read_pages(folder: Path, paths: Iterable[str]) -> Mapping[str, Printed]:
    """The same of pages that lie there already."""
    found = {}
    for path in paths:
        data = (folder / path).read_bytes()
        found[path] = Printed(entry(data), frozenset(local_references(path, data.decode("utf-8"))))
    return found
