"""The site of the build before: which of its files are still what this build would write, and putting in the others.

A build writes to a folder beside the site and moves what changed into it at its end: one that fails, or is cut short,
leaves the site as it was. What was written is remembered with size, times and number of each file; where these are the
same, nobody has touched the file. (A file that was written in the very moment when it was looked at is compared by its
content the next time: see :mod:`portal.content.files`.)
"""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping, Set
from pathlib import Path
from typing import Any, NamedTuple

from portal.core.caching import FOLDER, Store, digest
from portal.core.records import dataclass
from portal.core.stamps import COARSE, Stamp, stamp_of
from portal.publish.html.entries import FileEntry, entry

_ROWS = b"rows"
MAKING = "making-site-"
"""How the name of the folder begins that a build writes to."""

_STORE = "site-"
_NAME = 8
"""Letters of the name of a site."""
_DAY = 24 * 3600


@dataclass(frozen=True)
class Printed:
    """A file of the site: its length and hash; of a page, which files of the site it refers to."""

    entry: FileEntry
    references: tuple[str, ...] = ()
    alternates: tuple[tuple[str, str], ...] | None = None
    """For the sitemap: the page in other languages; ``None`` for a file that does not belong in it."""
    built: tuple[str, ...] = ()
    """Names with a hash that were filled in (:meth:`BuiltNames.used`)."""


@dataclass(frozen=True)
class Kept:
    """A file by the key of all that it is made from; ``is_new``: this build has written it."""

    key: bytes
    printed: Printed
    is_new: bool


class _Row(NamedTuple):
    """The same as it is remembered; no stamp: the content is to be compared."""

    key: bytes
    size: int
    hash: str
    references: tuple[str, ...]
    alternates: tuple[tuple[str, str], ...] | None
    built: tuple[str, ...]
    stamp: Stamp | None


class PreviousSite:
    """The folder ``site`` as a build before left it, or somebody after that."""

    def __init__(self, root: Path, site: Path) -> None:
        """Look at the folder; ``root`` is the project, whose cache remembers what was written."""
        self.name = _name(site)
        self.site = site
        self.making = root / FOLDER / f"{MAKING}{self.name}"
        """Where this build is to write; what one has left there that was cut short is nobody's."""
        shutil.rmtree(self.making, ignore_errors=True)
        _forget_others(root / FOLDER, {self.name, _name(root / "site")})
        self._store = Store(root, store_name(site), "pages")
        self._rows: dict[str, tuple[Any, ...]] = self._store.get(_ROWS) or {}
        """Each a :class:`_Row`, as a plain value: thousands of records take long to write."""
        self._there = dict(_files(site)) if site.is_dir() and not site.is_symlink() else {}
        self.left: tuple[tuple[str, Stamp | None], ...] = ()
        """All that lay in the site when the build had put the last file into it (:func:`all_below`)."""

    def has(self, path: str, key: bytes) -> Printed | None:
        """What is known of a file, if it lies there as something with this key would be written."""
        known_row, stamp = self._rows.get(path), self._there.get(path)
        if known_row is None or stamp is None or (row := _Row(*known_row)).key != key:
            return None
        known = FileEntry(row.size, row.hash)
        if row.stamp != stamp and not (row.stamp is None and self._is(path, known)):
            return None
        return Printed(known, row.references, row.alternates, row.built)

    def text(self, path: str) -> str:
        """The text of a file."""
        return (self.site / path).read_bytes().decode("utf-8")

    def _is(self, path: str, known: FileEntry) -> bool:
        with contextlib.suppress(OSError):
            return entry((self.site / path).read_bytes()) == known
        return False

    def replace(self, kept: Mapping[str, Kept]) -> None:
        """Put what was made into the site, take out what no longer belongs there, and remember both.

        ``kept`` are the files that can be told again. Names with a leading full stop are not ours.
        """
        self.drop(self.move() | {path for path, item in kept.items() if not item.is_new})
        self.remember(kept)

    def move(self) -> set[str]:
        """Put what was made into the site; its paths."""
        made = {path for path, _ in _files(self.making)} if self.making.is_dir() else set()
        for path in made:
            self._move(path)
        self.discard()
        return made

    def drop(self, stays: Set[str], ending: str = "") -> None:
        """Take out of the site what was there and does not stay; with an ``ending``, only names that end so."""
        for path in self._there.keys() - stays:
            stale = self.site / path
            ours = path.endswith(ending) and not path.startswith(".")
            if ours and (stale.is_symlink() or not stale.is_dir()):
                stale.unlink(missing_ok=True)
        _drop_empty(self.site)

    def _move(self, path: str) -> None:
        source, target = self.making / path, self.site / path
        old = self._there.get(path)
        if old and old[0] == source.stat().st_size and target.read_bytes() == source.read_bytes():
            return
        _make_room(self.site, target)
        try:
            source.replace(target)
        except OSError:  # another disk
            aside = target.with_name(f"{target.name}.new")
            shutil.copyfile(source, aside)
            aside.replace(target)

    def discard(self) -> None:
        """Throw away what was made and not yet put into the site."""
        shutil.rmtree(self.making, ignore_errors=True)

    def remember(self, kept: Mapping[str, Kept], of_all: bool = True) -> None:
        """Remember those files of the site that can be told again.

        Not ``of_all``: what is known of others stays; it holds for the file that was looked at then.
        """
        self.left = tuple(all_below(str(self.site)))
        now, there = time.time_ns(), dict(_only_files(self.left))
        rows = {} if of_all else dict(self._rows)
        for path, item in kept.items():
            known = self._rows.get(path)
            stamp = there.get(path)
            if not item.is_new and known and _Row(*known).stamp is not None:
                rows[path] = known
            elif stamp:
                old = abs(now - stamp[1]) > COARSE
                size, hashed = item.printed.entry.size, item.printed.entry.hash
                found = (item.key, size, hashed, item.printed.references, item.printed.alternates, item.printed.built)
                rows[path] = tuple(_Row(*found, stamp if old else None))
        self._store.has(_ROWS)
        if rows != self._rows:
            self._store.put(_ROWS, rows)
        self._store.save()
        with contextlib.suppress(OSError):  # for _forget_others: it is in use
            os.utime(self.making.with_name(f"{_STORE}{self.name}.bin"))


def _name(site: Path) -> str:
    """A name for the folder of a site."""
    return digest(str(site.absolute())).hex()[:_NAME]


def store_name(site: Path) -> str:
    """How the store is called that remembers what was written to a folder."""
    return f"{_STORE}{_name(site)}"


def _forget_others(cache: Path, names: Set[str]) -> None:
    """Remove what is left of sites that nobody has built for a day: `mkdocs serve` makes one in a folder of its own."""
    for begin in (_STORE, MAKING):
        for item in cache.glob(f"{begin}*"):
            name = item.name.removeprefix(begin)[:_NAME]
            with contextlib.suppress(OSError):
                index = cache / f"{_STORE}{name}.bin"
                used = (index if index.exists() else item).stat().st_mtime
                if name not in names and time.time() - used > _DAY:
                    shutil.rmtree(item) if item.is_dir() else item.unlink()


def all_below(folder: str, inner: str = "") -> Iterator[tuple[str, Stamp | None]]:
    """All that lies below a folder with its stamps; links (never followed) without, and folders, with a stroke."""
    try:
        entries = list(os.scandir(f"{folder}/{inner}"))
    except OSError:
        return
    for item in entries:
        path = inner + item.name
        if item.is_dir(follow_symlinks=False):
            yield f"{path}/", None
            yield from all_below(folder, f"{path}/")
        else:
            is_file = item.is_file(follow_symlinks=False)
            yield path, stamp_of(item.stat(follow_symlinks=False)) if is_file else None


def _only_files(looked: Iterable[tuple[str, Stamp | None]]) -> Iterator[tuple[str, Stamp | None]]:
    return (item for item in looked if item[0][-1:] != "/")


def _files(folder: Path) -> Iterator[tuple[str, Stamp | None]]:
    """All files below a folder, and links."""
    return _only_files(all_below(str(folder)))


def _make_room(site: Path, target: Path) -> None:
    """Folders that lead to a file; what else stands in its way is removed."""
    for parent in (site, *reversed(target.relative_to(site).parents[:-1])):
        folder = site / parent
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            if folder == site:
                break
            folder.unlink()
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_dir() and not target.is_symlink():
        shutil.rmtree(target)


def _drop_empty(folder: Path) -> bool:
    """Remove folders without files; whether this one is empty now."""
    empty = True
    for item in list(os.scandir(folder)):
        if item.is_dir(follow_symlinks=False) and not item.name.startswith(".") and _drop_empty(Path(item.path)):
            Path(item.path).rmdir()
        else:
            empty = False
    return empty
