"""Stamps of files: what tells whether a file has changed since it was looked at, without reading it."""

from __future__ import annotations

import os

COARSE = 2_000_000_000
"""Nanoseconds. Times are coarse: two seconds on a stick (FAT); a file written within them is not to be trusted."""

Stamp = tuple[int, int, int, int]


def stamp_of(state: os.stat_result) -> Stamp:
    """Size, times of content and of the entry, number on the disk."""
    return state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino
