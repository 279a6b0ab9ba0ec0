"""What a run leaves of its cells (:mod:`portal.core.cells`) for the next one.

Names, hashes and traces are one value of a store: a run needs all of them to tell what has changed, and they are
small. Of what the cells hold only that is read which somebody asks for, and only that is written which is new: each
value stands under its hash in a store beside that one.
"""

from __future__ import annotations

import hashlib
import pickle
from array import array
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from portal.core.caching import Store

Name = tuple[str, Any]
"""The kind of a cell and its key among those of its kind; ``None`` for the keys of a source in their order, and
:class:`portal.core.cells.There` for one of them."""

_KEY, _NAMES = b"cells", b"names"
_SMALL = 256
"""Bytes of a value that stands beside the name of its cell: its own place would take about as many."""
_BESIDE = b""
"""In the place of a value that stands under its hash. No value is empty."""


@dataclass
class Snapshot:
    """The cells of an earlier run. ``traces`` are places in ``names``; ``values`` are there of cells that are kept."""

    base: bytes
    names: list[Name] = field(default_factory=list)
    digests: list[bytes] = field(default_factory=list)
    traces: list[array[int] | None] = field(default_factory=list)
    values: list[bytes | None] = field(default_factory=list)

    def add(self, name: Name, digest: bytes) -> int:
        """Put a cell at the end, as one that was not made from others; its place."""
        self.names.append(name)
        self.digests.append(digest)
        self.traces.append(None)
        self.values.append(None)
        return len(self.names) - 1

    def copy(self) -> Snapshot:
        """The same, to be changed."""
        return Snapshot(self.base, [*self.names], [*self.digests], [*self.traces], [*self.values])

    def untouched(self, others: Iterable[int]) -> bytearray:
        """For each place whether its cell rests on none of those at the places ``others``, by way of others too."""
        touched = set(others)
        waiting = [(place, trace) for place, trace in enumerate(self.traces) if trace] if touched else []
        count = -1
        while count != len(touched):  # mostly cells stand behind those that they were made from: twice is enough
            count = len(touched)
            left = []
            for place, trace in waiting:
                if touched.isdisjoint(trace):
                    left.append((place, trace))
                else:
                    touched.add(place)
            waiting = left
        found = bytearray(b"\1") * len(self.names)
        for place in touched:
            found[place] = 0
        return found

    def without(self, lost: Collection[int]) -> Snapshot:
        """The same without some derived cells, on which no other rests, and without sources that no trace names."""
        named = set[int]()
        for place, trace in enumerate(self.traces):
            if trace and place not in lost:
                named.update(trace)
        stay = [
            place
            for place, trace in enumerate(self.traces)
            if place not in lost and (trace is not None or place in named)
        ]
        moved = dict(zip(stay, range(len(stay)), strict=True))
        now = Snapshot(self.base)
        for place in stay:
            trace = self.traces[place]
            here = now.add(self.names[place], self.digests[place])
            now.traces[here] = None if trace is None else array("I", map(moved.__getitem__, trace))
            now.values[here] = self.values[place]
        return now


class KeptCells:
    """The cells that outlive a run in ``store``; without one, none do."""

    def __init__(self, store: Store | None, base: bytes) -> None:
        """``base``: what all cells are made from; of another one nothing is of use."""
        self._store = store
        self._values = store.beside("values") if store else None
        self._names_at = b""
        before = self._read(store) if store else None
        self.before = before if before and before.base == base else Snapshot(base)
        """The cells of the run before."""

    def value(self, place: int) -> bytes | None:
        """What the cell at a place held in the run before; none if that is not kept, or lost."""
        return self.data(self.before.digests[place], self.before.values[place])

    def keep(self, digest: bytes, data: bytes) -> bytes:
        """Put a value into the store, unless it is small; what is to be held of it."""
        if self._values is None or len(data) <= _SMALL:
            return data
        if not self._values.has(digest):
            self._values.put(digest, data)
        return _BESIDE

    def data(self, digest: bytes, kept: bytes | None) -> bytes | None:
        """The value again of which that is held; none if it is lost."""
        return self._values.get(digest) if self._values and kept == _BESIDE else kept

    def write(self, now: Snapshot) -> None:
        """Leave ``now`` for the next run."""
        if self._store is None or self._values is None:
            return
        for digest, value in zip(now.digests, now.values, strict=True):
            if value == _BESIDE:
                self._values.has(digest)  # still in use, although nobody may have read it this time
        self._values.save()
        at = self._names_at
        if not at or now.names != self.before.names:
            data = pickle.dumps(now.names, protocol=pickle.HIGHEST_PROTOCOL)
            at = _NAMES + hashlib.blake2b(data, digest_size=20).digest()
            self._store.put(at, now.names)
        else:
            self._store.has(at)
        ends, places = array("I"), array("I")
        for trace in now.traces:
            places.extend(trace or ())
            ends.append(len(places))
        sources = bytes(trace is None for trace in now.traces)
        self._store.put(_KEY, (now.base, at, now.digests, ends, places, sources, now.values))
        self._store.save()

    def _read(self, store: Store) -> Snapshot | None:
        """What :meth:`write` has left. Names hardly ever change, and traces are one row of numbers."""
        found = store.get(_KEY)
        names = store.get(found[1]) if found else None
        if found is None or names is None:
            return None
        base, self._names_at, digests, ends, places, sources, values = found
        traces: list[array[int] | None] = []
        start = 0
        for end, source in zip(ends, sources, strict=True):
            traces.append(None if source else places[start:end])
            start = end
        return Snapshot(base, names, digests, traces, values)
