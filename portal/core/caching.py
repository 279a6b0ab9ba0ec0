"""Results of an earlier run that are still right, kept in ``.cache/`` of the project.

What may be kept is the result of a pure function under a key made of *everything* that it depends on; the libraries
and the code that its stage uses are part of every key. A cache that is missing, damaged or of other code is an empty
one: then everything is made anew, and nothing else happens.

The files hold pickles, which run code when they are read. Nobody but this machine may have written them: a stranger's
pull request could bring a file in ``.cache/`` along, with code in it, or with a rendered page that no check has seen.
So every file carries a keyed hash, the key is a random one that lies in the home folder of the user and in no
repository, and what does not fit its hash is never unpickled.

A store is an index and packs. The index says where each value lies and what its hash is; a value is read when it is
asked for, so that a check of one document does not read two thousand. Packs are never changed: what is new goes to a
new pack, which takes in the smaller ones before it (as log-structured merge trees do, O'Neil et al. 1996), so that an
edit writes little and there are few packs.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import hmac
import os
import pickle
import secrets
import sys
import tempfile
import time
import weakref
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Set
from functools import cache, partial
from io import FileIO
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, TypeVar

from portal.core.stages import stage_digest

FOLDER = ".cache/portal"
_MAC = 32
_KEY = 32
_HASH = 20
_TEMPORARY = "making-"
_MAKING = ""
"""The name of a pack that is being made."""
_ABANDONED = 3600
"""Seconds after which such a file belongs to a run that was cut short."""
_HELD = 64
"""How many values are held by :class:`Lazy`: a page looks at a few documents, again and again."""

K = TypeVar("K")
V = TypeVar("V")


def digest(*parts: object) -> bytes:
    """A hash of values that have a stable ``repr``: text, numbers, bytes, tuples, frozen records of them."""
    return hashlib.blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=20).digest()


@cache
def libraries() -> bytes:
    """A hash of the names of all installed libraries, with their versions, and of Python's."""
    # The names of these folders hold the versions; asking importlib.metadata takes twenty times as long.
    names = sorted(
        file.name
        for folder in {*map(Path, sys.path)}
        if folder.is_dir()
        for file in os.scandir(folder)
        if file.name.endswith(".dist-info")
    )
    return digest(sys.version, names)


def code_version(stage: str) -> bytes:
    """A hash of the code and data that a stage uses (:mod:`portal.core.stages`), and of all libraries."""
    return libraries() + stage_digest(stage)


def cache_folder() -> Path:
    """The folder of this user for what belongs to no project. Raises ``RuntimeError`` where there is no home folder."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "kg-portal"


def cache_secret() -> bytes | None:
    """The key of this user on this machine, made when first asked for; ``None`` where none can be kept."""
    try:
        file = cache_folder() / "cache-key"
        if not file.exists():
            write_whole(file, secrets.token_bytes(_KEY), over=False)
        found = file.read_bytes()
    except (OSError, RuntimeError):  # no home folder, or not ours to write
        return None
    return found if len(found) == _KEY else None


def write_whole(file: Path, data: bytes, *, over: bool = True) -> None:
    """Write a file aside and put it into place: another run never sees half of it. Raises ``OSError``.

    ``over``: also where there is one by then.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as made:
        made.write(data)
    try:
        if over or not file.exists():
            Path(made.name).replace(file)
    finally:
        Path(made.name).unlink(missing_ok=True)


def packed(value: object) -> bytes:
    """A value as a store keeps it."""
    return pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)


class _Place(NamedTuple):
    """Where the index says that a value lies, and the keyed hash of its bytes."""

    pack: str
    start: int
    length: int
    hash: bytes


_FORMAT = b"2"
"""Counted on when an index or a pack looks otherwise: the code of a stage need not have this module in it."""

_Index = dict[str, dict[bytes, tuple[Any, ...]]]
"""Pack → key → where it stands there: plain values, for records of thousands of places take long to write."""


class Store:
    """What one step of the work remembers from run to run.

    What a run does not use is kept for another one all the same, until there is more of it than of what is used: after
    an edit that is taken back, or on another branch and back, nothing is made anew.
    """

    def __init__(self, root: Path, name: str, stage: str = "", spare: int = 1) -> None:
        """Open the store ``name`` of the project at ``root``. Never raises for what it finds there.

        ``stage`` says whose results these are, where that is not the name: with other code, the store is empty.
        ``spare``: so many times as much as a run uses may be kept that it does not use.
        """
        self._root, self._folder, self._spare = root, root / FOLDER, spare
        self._stage = stage or name
        self._name = name
        self._new: dict[bytes, _Place] = {}
        self._held: dict[bytes, bytes] = {}
        """Packed values kept in memory because the cache folder is not writable."""
        self._making: BinaryIO | None = None
        self._used: set[bytes] = set()
        self._secret = cache_secret()
        self._index: dict[bytes, _Place] = {}
        self._packs: dict[str, FileIO] = {}
        self.is_foreign = False
        """Whether there is one that cannot be used: damaged, or of another user, machine or version."""
        self._open = contextlib.ExitStack()
        weakref.finalize(self, self._open.close)
        self._read()

    def beside(self, name: str) -> Store:
        """Another store of the same stage, with ``name`` behind the name of this one."""
        return Store(self._root, f"{self._name}-{name}", self._stage)

    @property
    def _file(self) -> Path:
        return self._folder / f"{self._name}.bin"

    def _read(self) -> None:
        self._open.close()
        self._index, self._packs = {}, {}
        with contextlib.suppress(OSError):
            data = memoryview(self._file.read_bytes())
            self.is_foreign = not self._secret or not hmac.compare_digest(data[:_MAC], self._mac(data[_MAC:]))
            if not self.is_foreign:
                index: _Index = pickle.loads(data[_MAC:])  # written by this user with the same code
                for pack, inside in index.items():
                    with contextlib.suppress(OSError):  # kept open: another run may remove it meanwhile
                        self._packs[pack] = self._open.enter_context((self._folder / pack).open("rb", buffering=0))
                        self._index |= {key: _Place(pack, *place) for key, place in inside.items()}

    def _mac(self, data: memoryview | bytes) -> bytes:
        mac = hashlib.blake2b(key=self._secret or b"", digest_size=_MAC)
        mac.update(_FORMAT + code_version(self._stage) + self._name.encode() + b"\0")
        mac.update(data)
        return mac.digest()

    def _hash(self, data: bytes) -> bytes:
        return hashlib.blake2b(data, key=self._secret or b"", digest_size=_HASH).digest()

    def _bytes(self, place: _Place) -> bytes:
        with contextlib.suppress(OSError):  # a stick that was pulled out
            file = self._packs[place.pack]
            if hasattr(os, "pread"):  # processes that were forked have one place in the file together
                return os.pread(file.fileno(), place.length, place.start)
            file.seek(place.start)
            return file.read(place.length)
        return b""

    def has(self, key: bytes) -> bool:
        """Whether something is kept under ``key``, as far as can be seen without reading it."""
        self._used.add(key)
        return key in self._new or key in self._held or key in self._index

    def get(self, key: bytes) -> Any:
        """What was kept under ``key``, or ``None``."""
        self._used.add(key)
        place = self._new.get(key) or self._index.get(key)
        if place is None:
            return pickle.loads(self._held[key]) if key in self._held else None
        data = self._bytes(place)
        if not hmac.compare_digest(self._hash(data), place.hash):
            self._index.pop(key, None)
            self._new.pop(key, None)
            return None
        return pickle.loads(data)  # written by this user: see above

    def put(self, key: bytes, value: Any) -> None:
        """Keep ``value`` (not ``None``), which nobody may change any more. It is written at once, and not held."""
        self.put_packed(key, packed(value))

    def put_packed(self, key: bytes, data: bytes) -> None:
        """The same for a value that another process has packed already."""
        self._used.add(key)
        try:
            self._new[key] = self._append(data, self._hash(data))
        except OSError:
            self._held[key] = data

    def _append(self, data: bytes, hashed: bytes) -> _Place:
        """Write to the pack that is being made."""
        if not self._secret:
            raise PermissionError
        if self._making is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._forget_cut_short()
            made = tempfile.NamedTemporaryFile(  # noqa: SIM115  # closed when the pack is finished
                dir=self._folder, prefix=f"{_TEMPORARY}{self._name}-", suffix=".tmp", delete=False, buffering=0
            )
            self._making = made  # type: ignore[assignment]  # tempfile's wrapper is a BinaryIO in all but name
            weakref.finalize(self, _drop, Path(made.name), os.getpid())
            reading = Path(made.name).open("rb", buffering=0)  # noqa: SIM115  # closed with the other packs
            self._packs[_MAKING] = self._open.enter_context(reading)
        assert self._making is not None
        start = self._making.seek(0, os.SEEK_END)
        if self._making.write(data) != len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return _Place(_MAKING, start, len(data), hashed)

    def save(self) -> None:
        """Write what is to be kept, if that is not what is there already. Where that cannot be done, nothing is.

        What was put in is let go of: from now on it is read again when it is asked for.
        """
        old = {key: place for key, place in self._index.items() if key not in self._new}
        unused = old.keys() - self._used
        room = self._spare * len(self._used)
        if not self._secret or not (self._new or len(unused) > room):
            return
        if len(unused) > room:
            old = {key: place for key, place in old.items() if key not in unused}
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            index: _Index = {}
            for key, (pack, *place) in self._write_pack(old).items():
                index.setdefault(pack, {})[key] = tuple(place)
            data = pickle.dumps(index, protocol=pickle.HIGHEST_PROTOCOL)
            with self._aside() as file:
                file.write(self._mac(data) + data)
            self._put_in_place(file.name, self._file)
            self._new.clear()
            self._read()
            self._forget({*index})

    def _write_pack(self, old: Mapping[bytes, _Place]) -> dict[bytes, _Place]:
        """Finish the pack of what is new with what stands in packs that are smaller, or half unused; the index."""
        index = dict(old)
        alive: Counter[str] = Counter()
        for place in old.values():
            alive[place.pack] += place.length
        at = sum(place.length for place in self._new.values())
        moved = dict(self._new)
        for pack, length in sorted(alive.items(), key=lambda item: item[1]):
            if length <= 2 * at or 2 * length < self._packs[pack].seek(0, os.SEEK_END):
                for key, place in old.items():
                    if place.pack == pack:
                        moved[key] = self._append(self._bytes(place), place.hash)
                        at += place.length
        if moved and self._making is not None:
            name = f"{self._name}-{secrets.token_hex(8)}.pack"
            made, self._making = self._making, None
            made.close()
            self._put_in_place(made.name, self._folder / name)
            index |= {key: place._replace(pack=name) for key, place in moved.items()}
        return index

    @contextlib.contextmanager
    def _aside(self) -> Iterator[BinaryIO]:
        """A file of another name, which is gone if it cannot be written to its end."""
        with tempfile.NamedTemporaryFile(
            dir=self._folder, prefix=f"{_TEMPORARY}{self._name}-", suffix=".tmp", delete=False
        ) as made:
            try:
                yield made  # type: ignore[misc]  # tempfile's wrapper is a BinaryIO in all but name
            except BaseException:
                made.close()
                Path(made.name).unlink(missing_ok=True)
                raise

    @staticmethod
    def _put_in_place(made: str, target: Path) -> None:
        try:
            Path(made).replace(target)
        except OSError:
            Path(made).unlink(missing_ok=True)
            raise

    def _forget_cut_short(self) -> None:
        """Remove what runs have left that were cut short."""
        for file in self._folder.glob(f"{_TEMPORARY}*.tmp"):
            with contextlib.suppress(OSError):
                if abs(time.time() - file.stat().st_mtime) > _ABANDONED:
                    file.unlink()

    def _forget(self, packs: set[str]) -> None:
        """Remove packs that no index speaks of. One of another run that is just being made is a loss of time only."""
        for file in self._folder.glob(f"{self._name}-{'?' * 16}.pack"):  # not those of a longer name
            if file.name not in packs:
                with contextlib.suppress(OSError):  # on Windows, while somebody reads it
                    file.unlink()


def _drop(file: Path, process: int) -> None:
    """Remove a file if this process has made it: not in one that was forked meanwhile."""
    if os.getpid() == process:
        with contextlib.suppress(OSError):  # on Windows, while it is open; a later run removes what was left
            file.unlink(missing_ok=True)


class Lazy(Mapping[K, V]):
    """Values that are made or read when they are asked for. Only the last few are held in memory."""

    def __init__(self, makers: Mapping[K, Callable[[], V]]) -> None:
        self._makers = makers
        self._made: dict[K, V] = {}

    def __getitem__(self, key: K) -> V:
        """The value."""
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._makers[key]()
            if len(self._made) > _HELD:
                del self._made[next(iter(self._made))]
        return found

    def __iter__(self) -> Iterator[K]:
        """The keys in their order."""
        return iter(self._makers)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._makers)

    def __contains__(self, key: object) -> bool:
        """Whether there is one, without making it."""
        return key in self._makers


def changed(values: Mapping[K, V], others: Mapping[K, Callable[[], V]], without: Set[K] = frozenset()) -> Lazy[K, V]:
    """``values`` with others for some keys, and ``without`` some; none is read before it is asked for."""
    return Lazy({key: others.get(key) or partial(values.__getitem__, key) for key in values if key not in without})
