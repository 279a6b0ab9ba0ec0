"""Microsoft's compound files (.doc, .xls, …): what stands at their root, and how the text of an old Word file begins.

A compound file is a small file system. The program it is of is told by the names at its root alone: deeper down stand
the sheets and slides that somebody put into a letter.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADS = 4 * 1024 * 1024
_HEADER, _SECTOR, _SMALL_SECTOR, _ENTRY = 512, 512, 64, 128
_IN_HEADER = 109
"""Sectors of the table of sectors that the header itself names."""
_LAST = 0xFFFFFFFA
"""Above it, a number of a sector is none."""
_MOST = 20_000
_WORD_97, _WORD_95 = b"\xec\xa5", b"\xdc\xa5"
_SMALL_HEADS = (b"\xec\xa5\xc1\x00", b"\xdc\xa5\x65\x00", b"\xdc\xa5\x68\x00", b"\xdc\xa5\x69\x00")
"""With the number of the version, for two bytes alone are found anywhere."""


def root_names(data: bytes) -> frozenset[str]:
    """The names at the root in small letters; empty where the file is too damaged to tell."""
    try:
        entries = list(_entries(data))
    except struct.error:
        return frozenset()
    found: set[str] = set()
    waiting, seen = ([_number(entries[0], 76)] if entries else []), set[int]()
    while waiting:
        place = waiting.pop()
        if place in seen or place >= len(entries):
            continue
        seen.add(place)
        entry = entries[place]
        length = struct.unpack_from("<H", entry, 64)[0]
        found.add(entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace").casefold())
        waiting += [_number(entry, 68), _number(entry, 72)]  # its neighbours left and right
    return frozenset(found)


def is_word_95(data: bytes) -> bool:
    """Whether the text is that of Word 6 or 95, which other filters read than that of Word 97."""
    kinds = {head[:2] for head in _heads(data)}
    return _WORD_95 in kinds and _WORD_97 not in kinds


def is_locked(data: bytes) -> bool:
    """Whether the head of the text, at the start of a sector, says that it is encrypted."""
    return any(len(head) == 12 and head[11] & 1 for head in _heads(data))


def _heads(data: bytes) -> Iterator[bytes]:
    places = range(_HEADER, min(len(data), _HEADS), _SECTOR)
    found = [data[place : place + 12] for place in places if data.startswith((_WORD_97, _WORD_95), place)]
    if not found:  # texts of a page or less stand in sectors of their own
        places = range(_HEADER, min(len(data), _HEADS), _SMALL_SECTOR)
        found = [data[place : place + 12] for place in places if data.startswith(_SMALL_HEADS, place)]
    yield from found


def _number(data: bytes, place: int) -> int:
    found: int = struct.unpack_from("<I", data, place)[0]
    return found


def _entries(data: bytes) -> Iterator[bytes]:
    """The entries of the directory. Raises ``struct.error`` where the file is cut."""
    size = 1 << max(9, min(16, struct.unpack_from("<H", data, 30)[0]))
    tables = [number for place in range(_IN_HEADER) if (number := _number(data, 76 + 4 * place)) < _LAST]
    sector, seen = _number(data, 48), set[int]()
    while sector < _LAST and sector not in seen and len(seen) < _MOST:
        seen.add(sector)
        start = (sector + 1) * size
        for place in range(start, start + size, _ENTRY):
            if len(entry := data[place : place + _ENTRY]) == _ENTRY:
                yield entry
        which, place = divmod(sector, size // 4)
        if which >= len(tables):
            return
        sector = _number(data, (tables[which] + 1) * size + 4 * place)
