"""The files below a folder of the project as one look finds them, and what was made of their content before.

A file whose size, times and number on the disk are what they were has not changed and is not read again. Times are
coarse: two seconds on a stick (FAT). A file that was written shortly before it was looked at could be written once
more without its time saying so, therefore nothing is remembered of such a file (git does the same: "racy git",
Documentation/technical/racy-git.txt).
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from portal.core.caching import Store
from portal.core.records import dataclass
from portal.core.stamps import COARSE, Stamp, stamp_of

_SEEN = b"seen"


@dataclass(frozen=True, slots=True)
class File:
    """A file or a link; ``stamp`` (size, two times, number) is missing where the content is not to be trusted.

    ``path`` is relative to the project; ``suffix`` is what stands from the last full stop of the ``name``, if anything.
    """

    path: str
    name: str
    suffix: str
    is_link: bool
    stamp: Stamp | None


Looked = dict[tuple[str, str], tuple[File, ...]]
"""What was found below folders of a project, where one build asks several times."""


def files_below(root: Path, folder: str, looked: Looked | None = None) -> tuple[File, ...]:
    """All files and links below ``root / folder`` in order of their paths. Links are named, never followed.

    What is in ``looked`` is not looked at again. A stamp may be older than the content that is read later: the next
    build sees that, and reads it again.
    """
    if looked is not None:
        name = str(root), folder
        if name not in looked:
            looked[name] = files_below(root, folder)
        return looked[name]
    inside = (root / folder).resolve().is_relative_to(root.resolve())
    found = sorted(_walk(f"{root}/{folder}", folder, inside), key=lambda file: file.path)
    return tuple(found)


def files_at(root: Path, name: str, looked: Looked | None = None) -> tuple[File, ...]:
    """The file ``root / name``, or all files below the folder of that name; those that links lead to as well."""
    start = root / name
    if start.is_file():
        state = start.stat()
        return (File(name, start.name, start.suffix, start.is_symlink(), stamp_of(state)),)
    found = files_below(root, name, looked)
    return tuple(file for file in found if not file.is_link or (root / file.path).is_file())


def _walk(place: str, path: str, inside: bool) -> Iterator[File]:
    try:
        entries = list(os.scandir(place))
    except OSError:  # not there, or not ours to read
        return
    for entry in entries:
        own = f"{path}/{entry.name}"
        if not entry.is_symlink() and entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, own, inside)
            continue
        at = entry.name.rfind(".")
        suffix = entry.name[at:] if 0 < at < len(entry.name) - 1 else ""  # as pathlib has it
        if entry.is_symlink():
            yield File(own, entry.name, suffix, True, None)
        elif entry.is_file(follow_symlinks=False):
            yield File(own, entry.name, suffix, False, _stamp(entry) if inside else None)


def _stamp(entry: os.DirEntry[str]) -> Stamp | None:
    try:
        state = entry.stat(follow_symlinks=False)
    except OSError:  # gone meanwhile
        return None
    return stamp_of(state)


class Seen:
    """What was made of the content of files, so long as their stamps are the same. Made before files are looked at."""

    def __init__(self, store: Store | None) -> None:
        self._started = time.time_ns()
        self._store = store
        self._before: dict[str, tuple[Stamp, Any]] = (store.get(_SEEN) if store else None) or {}
        self._now: dict[str, tuple[Stamp, Any]] = {}

    def get(self, file: File) -> Any:
        """What :meth:`keep` was told of this content, or ``None``."""
        before = self._before.get(file.path)
        if before is None or before[0] != file.stamp:
            return None
        self._now[file.path] = before
        return before[1]

    def keep(self, file: File, value: Any) -> None:
        """Remember ``value``, which was made of the content that the file had after its stamp was taken."""
        if file.stamp and max(file.stamp[1:3]) < self._started - COARSE:
            self._now[file.path] = file.stamp, value

    def save(self) -> None:
        """Keep what this run saw for the next one."""
        if self._store and self._now != self._before:
            self._store.put(_SEEN, self._now)
