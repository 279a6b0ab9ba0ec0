"""Values that are made of other values, each made anew only if something that it was made from has changed.

A *source* is what was loaded: it has a hash that is known without reading it. A *derived* cell is what a function makes
of a key. While the function runs, every cell that it reads is written down: its trace. In a later run the hashes of the
cells in the trace are compared; if all are what they were, so is the value, and it is not made. A value that is made
anew and comes out the same stops there: what was made of it stays (early cutoff, as in Mokhov, Mitchell, Peyton Jones:
Build systems à la carte, 2018).

That is right so long as a function reads nothing but cells and what belongs to the ``base`` of all of them. Nothing
may be remembered beside the cells: who reads it second would have a trace without it.
"""

from __future__ import annotations

import hashlib
import io
import pickle
from array import array
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping
from functools import cached_property, partial
from typing import Any, Generic, NamedTuple, TypeVar

from portal.core.caching import Store, digest
from portal.core.held import NOTHING, Held
from portal.core.records import dataclass
from portal.core.snapshots import KeptCells, Name

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
D = TypeVar("D")

_ABSENT, _PRESENT = b"-", b"+"


class There(NamedTuple):
    """The key of the cell that says whether a source has a key, and nothing of the value."""

    key: Any


def stable_bytes(value: object) -> bytes:
    """A value as bytes, such that equal bytes mean equal values, and that pickle can read.

    Without the pickler's memory: with it, the bytes would tell whether two equal texts in a value are the same one.
    """
    found = io.BytesIO()
    pickler = pickle.Pickler(found, protocol=pickle.HIGHEST_PROTOCOL)
    pickler.fast = True
    pickler.dump(value)
    return found.getvalue()


def bytes_digest(data: bytes) -> bytes:
    """A hash of bytes."""
    return hashlib.blake2b(data, digest_size=20).digest()


@dataclass(frozen=True)
class _Derived:
    make: Callable[[Any], Any]
    kept: bool
    heavy: bool


class Cells:
    """The cells of one stage of a build. With a ``store``, they outlive the run."""

    def __init__(self, base: bytes, store: Store | None = None) -> None:
        self.made: Counter[str] = Counter()
        """How many cells of each kind this run has made."""
        self._base, self._store = base, store
        self._sources: dict[str, SourceMap[Any, Any]] = {}
        self._derived: dict[str, _Derived] = {}
        self._held = Held()
        """Values that are kept, and can be read again."""
        self._values: dict[Name, Any] = {}
        """Values that are not."""
        self._bytes: dict[Name, bytes] = {}
        """What is kept of the cells that this run has made (:meth:`KeptCells.keep`)."""
        self._digests: dict[Name, bytes] = {}
        self._traces: dict[Name, array[int]] = {}
        """By the numbers of the cells: traces of thousands of pages have the same ones."""
        self._reading: list[dict[Name, None]] = []
        self._numbers: dict[Name, int] = {}
        """Of each name that stands in a trace, from 0 on."""
        self._known: bytearray | None = None

    @cached_property
    def _kept(self) -> KeptCells:
        """What an earlier run has left; the process that makes the pages of a language reads it, and no other."""
        return KeptCells(self._store, self._base)

    @cached_property
    def _places(self) -> dict[Name, int]:
        return {name: place for place, name in enumerate(self._kept.before.names)}

    def source(self, kind: str, values: Mapping[K, V], hash_of: Callable[[K], bytes] | None = None) -> SourceMap[K, V]:
        """``values`` as cells. ``hash_of``: of the value of a key that is there, by default of the value itself."""
        assert not self.has(kind), kind
        found = SourceMap(self, kind, values, hash_of)
        self._sources[kind] = found
        self._known = None
        return found

    def derived(self, kind: str, make: Callable[[K], V], kept: bool = True, heavy: bool = False) -> Callable[[K], V]:
        """What gives the cells that ``make`` makes. ``kept``: in a later run they are read instead of made.
        ``heavy``: nobody shall wait for them who only asks whether another holds (:meth:`known`).
        """
        assert not self.has(kind), kind
        self._derived[kind] = _Derived(make, kept, heavy)
        return partial(self.read, kind)

    def has(self, kind: str) -> bool:
        """Whether there are cells of this kind."""
        return kind in self._derived or kind in self._sources

    def note(self, name: Name) -> None:
        """Write a cell down in the trace of what is being made."""
        if self._reading:
            self._reading[-1][name] = None

    def read(self, kind: str, key: Hashable) -> Any:
        """The value of a derived cell."""
        name = (kind, key)
        self.note(name)
        found = self._value(name)
        if found is NOTHING:
            self.digest(kind, key)
            found = self._value(name)
        if found is NOTHING:  # it is what it was, or made in this run and let go
            data = self._data(name)
            if data is None:
                self._make(name)
                found = self._value(name)
            else:
                found = pickle.loads(data)  # written by this user: see portal.core.caching
                self._held.put(name, found, len(data))
        return found

    def _value(self, name: Name) -> Any:
        return self._values.get(name, NOTHING) if (found := self._held.get(name)) is NOTHING else found

    def _data(self, name: Name) -> bytes | None:
        if name in self._traces:
            return self._kept.data(self._digests[name], self._bytes.get(name))
        return self._kept.value(self._places[name])

    def digest(self, kind: str, key: Hashable) -> bytes:
        """The hash of a cell, which is made for that only if its trace no longer holds."""
        name = (kind, key)
        found = self._digests.get(name)
        if found is None:
            source = self._sources.get(kind)
            if source is not None:
                found = self._digests[name] = source.digest(key)
            else:
                place = self._places.get(name)
                if place is not None and self._holds(place):
                    found = self._digests[name] = self._kept.before.digests[place]
                else:
                    found = self._make(name)
        return found

    def known(self, kind: str, key: Hashable) -> bytes | None:
        """The hash of a cell if it can be told without making it, or looking at a heavy one."""
        name = (kind, key)
        if name not in self._digests and kind in self._derived:
            place = self._places.get(name)
            if place is None or not self._holds(place, light=True):
                return None
        return self.digest(kind, key)

    def forget(self, kind: str, key: Hashable) -> None:
        """Let go of the value of a cell, which hardly anybody will read again; it is made again for who does."""
        self._values.pop((kind, key), None)
        self._held.forget((kind, key))

    @property
    def _same(self) -> bytearray:
        """For each place whether the cell is known to have the hash that it had: at first all but changed sources and
        what rests on them, so that only sources are looked at for the pages that an edit does not touch.
        """
        if self._known is None:
            before, sources = self._kept.before, self._sources
            changed = [
                place
                for place, (trace, (kind, key), known) in enumerate(
                    zip(before.traces, before.names, before.digests, strict=True)
                )
                if trace is None and (kind not in sources or sources[kind].digest(key) != known)
            ]
            self._known = before.untouched(changed)
        return self._known

    def _holds(self, place: int, light: bool = False) -> bool:
        """Whether all that the cell at this place was made from is what it was; ``light``: and no heavy cell unknown.

        In the order in which it was read: what is read later may be there only because of what was read before.
        """
        trace, same = self._kept.before.traces[place], self._same
        if same[place]:
            return True
        return trace is not None and all(same[one] or self._is_same(one, light) for one in trace)

    def _is_same(self, place: int, light: bool) -> bool:
        name = self._kept.before.names[place]
        found = (self._light if light else self.digest)(*name) == self._kept.before.digests[place]
        self._same[place] = found
        return found

    def _light(self, kind: str, key: Hashable) -> bytes | None:
        heavy = kind in self._derived and self._derived[kind].heavy
        return self._digests.get((kind, key)) if heavy else self.digest(kind, key)

    def _make(self, name: Name) -> bytes:
        kind, key = name
        derived = self._derived[kind]
        self._reading.append({})
        try:
            value = derived.make(key)
        finally:
            trace = self._reading.pop()
        self.made[kind] += 1
        data, number = stable_bytes(value), self._numbers.setdefault
        found = self._digests[name] = bytes_digest(data)
        self._traces[name] = array("I", (number(item, len(self._numbers)) for item in trace))
        if derived.kept:
            self._bytes[name] = self._kept.keep(found, data)
            self._held.put(name, value, len(data))
        else:
            self._values[name] = value
        return found

    def save(self) -> None:
        """Keep what this run knows, for the next one.

        Of cells that were kept and that nobody has asked for this time those stay that rest on nothing that changed.
        """
        before, same = self._kept.before, self._same
        lost = {
            place
            for place, trace in enumerate(before.traces)
            if trace is not None and not same[place] and before.names[place] not in self._digests
        }
        if not self._traces and not lost:
            return
        now, places = before.copy(), dict(self._places)

        def place_of(name: Name) -> int:
            found = places.get(name)
            if found is None:
                found = places[name] = now.add(name, self.digest(*name))
            return found

        for place, name in enumerate(before.names):
            if not same[place] and name[0] in self._sources:
                now.digests[place] = self.digest(*name)
        numbered = array("I", map(place_of, self._numbers))
        for name, trace in self._traces.items():
            place = place_of(name)
            now.digests[place] = self._digests[name]
            now.traces[place] = array("I", map(numbered.__getitem__, trace))
            now.values[place] = self._bytes.get(name)
        self._kept.write(now.without(lost) if lost else now)


class DerivedMap(Mapping[K, V], Generic[K, V]):
    """A derived cell for every key of a source."""

    def __init__(
        self, keys: Mapping[K, Any], value: Callable[[K], V], digest: Callable[[K], bytes] | None = None
    ) -> None:
        """``digest``: of the value of a key, for cells that are made of these (:meth:`Cells.source`)."""
        self._keys, self._value, self.digest = keys, value, digest

    def __getitem__(self, key: K) -> V:
        """The cell of a key that is there."""
        if key not in self._keys:
            raise KeyError(key)
        return self._value(key)

    def __contains__(self, key: object) -> bool:
        """Whether the source has the key."""
        return key in self._keys

    def __iter__(self) -> Iterator[K]:
        """The keys of the source."""
        return iter(self._keys)

    def __len__(self) -> int:
        """How many keys the source has."""
        return len(self._keys)


class SourceMap(Mapping[K, V], Generic[K, V]):
    """What was loaded, read as cells."""

    def __init__(
        self, cells: Cells, kind: str, values: Mapping[K, V], hash_of: Callable[[K], bytes] | None = None
    ) -> None:
        self._cells, self._kind, self._loaded, self._hash_of = cells, kind, values, hash_of

    def digest(self, key: Any) -> bytes:
        """The hash of the value of a key, or of the keys."""
        if key is None:
            return digest(tuple(self._loaded))
        if isinstance(key, There):
            return _PRESENT if key.key in self._loaded else _ABSENT
        if key not in self._loaded:
            return _ABSENT
        return self._hash_of(key) if self._hash_of else digest(self._loaded[key])

    def __getitem__(self, key: K) -> V:
        """The value of a key."""
        self._cells.note((self._kind, key))
        return self._loaded[key]

    def get(self, key: Any, default: D | None = None) -> Any:
        """The value of a key, or ``default``: that there is none is written down too."""
        self._cells.note((self._kind, key))
        return self._loaded.get(key, default)

    def __contains__(self, key: object) -> bool:
        """Whether there is a value: that alone is written down."""
        self._cells.note((self._kind, There(key)))
        return key in self._loaded

    def __iter__(self) -> Iterator[K]:
        """The keys in their order."""
        self._cells.note((self._kind, None))
        return iter(self._loaded)

    def __len__(self) -> int:
        """How many there are."""
        self._cells.note((self._kind, None))
        return len(self._loaded)
