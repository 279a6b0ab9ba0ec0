"""Bytes put aside for later in the same run: in memory while they are few, then in a file without a name.

What a step needs of everything at its end, but of each thing only once, is not held meanwhile. The file lies where the
system keeps such files, and is gone with the process; where none can be written, the bytes stay in memory.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Hashable, Iterator
from typing import IO, Generic, TypeVar

K = TypeVar("K", bound=Hashable)

_HELD = 2 << 20
"""So many bytes are held in memory."""


class Spool(Generic[K]):
    """Pieces of bytes by key, several under one key in the order in which they came. Belongs to one process."""

    def __init__(self, held: int | None = None) -> None:
        self._room = _HELD if held is None else held
        self._pieces: dict[K, list[bytes | tuple[int, int]]] = {}
        """Each as it is, or as its place in the file and its length."""
        self._file: IO[bytes] | None = None
        self._end = 0

    def __contains__(self, key: K) -> bool:
        """Whether there is anything under a key."""
        return key in self._pieces

    def __iter__(self) -> Iterator[K]:
        """The keys, in the order in which they came."""
        return iter(self._pieces)

    def add(self, key: K, data: bytes) -> None:
        """Put a piece aside behind those that are there."""
        self._room -= len(data)
        self._pieces.setdefault(key, []).append(data if self._room >= 0 else self._written(data))

    def take(self, key: K) -> bytes | None:
        """All pieces of a key in one, which are let go of; ``None`` where there are none."""
        pieces = self._pieces.pop(key, None)
        return None if pieces is None else b"".join(self._read(piece) for piece in pieces)

    def _written(self, data: bytes) -> bytes | tuple[int, int]:
        with contextlib.suppress(OSError):
            if self._file is None:
                self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115  # closed with this
            self._file.seek(self._end)
            if self._file.write(data) == len(data):
                self._end += len(data)
                return self._end - len(data), len(data)
        return data

    def _read(self, piece: bytes | tuple[int, int]) -> bytes:
        if isinstance(piece, bytes):
            return piece
        assert self._file is not None
        self._file.seek(piece[0])
        found = self._file.read(piece[1])
        if len(found) < piece[1]:
            raise OSError("a file that was put aside is cut short")
        return found
