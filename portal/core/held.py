"""Values that can be had again, held as long as there is room for them."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

ROOM = 6 << 20
"""Bytes of values as they are kept, for which there is room; in memory they take some times as many."""
_LEAST = 200
"""Bytes that any value counts."""
NOTHING = object()
"""In the place of a value that is not held: ``None`` may be one."""


class Held:
    """Values by name with their sizes. Those go first that nobody has asked for the longest."""

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._values: dict[Hashable, tuple[Any, int]] = {}

    def get(self, name: Hashable) -> Any:
        """A value, or :data:`NOTHING`."""
        found = self._values.pop(name, None)
        if found is None:
            return NOTHING
        self._values[name] = found  # it is the last now
        return found[0]

    def put(self, name: Hashable, value: Any, size: int) -> None:
        """Hold a value of so many bytes."""
        self.forget(name)
        size = max(size, _LEAST)
        self._values[name] = value, size
        self._room -= size
        while self._room < 0 and len(self._values) > 1:
            self.forget(next(iter(self._values)))

    def forget(self, name: Hashable) -> None:
        """Let go of a value, if it is held."""
        found = self._values.pop(name, None)
        if found is not None:
            self._room += found[1]
