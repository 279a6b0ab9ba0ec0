"""Files compressed beforehand beside the files: a server then sends them as they are, at no cost."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

SUFFIXES = frozenset({".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".csv", ".webmanifest"})
LEAST = 1000
"""Bytes below which nothing is won: it is one packet anyway."""

MADE = (".gz", ".br")


def compress(site: Path, brotli: Callable[[bytes], bytes] | None = None) -> tuple[int, int]:
    """Write ``.gz`` and, with ``brotli``, ``.br`` beside each file worth it; what was made before goes.

    Gives the number of files and their bytes.
    """
    for old in [path for path in site.rglob("*") if path.suffix in MADE and path.is_file()]:
        old.unlink()
    count = size = 0
    for path in sorted(site.rglob("*")):
        if path.suffix not in SUFFIXES or not path.is_file() or path.stat().st_size < LEAST:
            continue
        data = path.read_bytes()
        made = {".gz": gzip.compress(data, 9, mtime=0)}
        if brotli:
            made[".br"] = brotli(data)
        for suffix, packed in made.items():
            if len(packed) < len(data):
                path.with_name(path.name + suffix).write_bytes(packed)
                count, size = count + 1, size + len(packed)
    return count, size
