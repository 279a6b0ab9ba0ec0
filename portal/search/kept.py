"""What the index of an earlier build has left, and where it is kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from portal.search.analyse import Words
from portal.search.documents import DocumentRecord
from portal.search.shards import Bucket, counts_of, leaves_of
from portal.search.terms import TermRow, packed, unpacked

WORD, FRAGMENT, BUCKET, COUNTS, STATE = "word", "fragment", "bucket", "counts", "state"
"""Kinds of rows."""
_STATE = b"state"


class KeptRows(Protocol):
    """Rows of bytes by kind and key (:class:`portal.core.store.RowStore`)."""

    def get(self, kind: str, key: bytes) -> bytes | None:
        """One row."""

    def several(self, kind: str, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """Those rows that are there."""

    def all(self, kind: str) -> Iterator[tuple[bytes, bytes]]:
        """All rows of a kind."""

    def put(self, kind: str, key: bytes, value: bytes) -> None:
        """Keep a row."""

    def remove(self, kind: str, key: bytes) -> None:
        """Forget a row."""

    def clear(self, kind: str) -> None:
        """Forget all rows of a kind."""


class MemoryRows:
    """Rows of this build only."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[bytes, bytes]] = {}

    def get(self, kind: str, key: bytes) -> bytes | None:
        """One row."""
        return self.rows.get(kind, {}).get(key)

    def several(self, kind: str, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """Those rows that are there."""
        own = self.rows.get(kind, {})
        return {key: own[key] for key in keys if key in own}

    def all(self, kind: str) -> Iterator[tuple[bytes, bytes]]:
        """All rows of a kind."""
        return iter(list(self.rows.get(kind, {}).items()))

    def put(self, kind: str, key: bytes, value: bytes) -> None:
        """Keep a row."""
        self.rows.setdefault(kind, {})[key] = value

    def remove(self, kind: str, key: bytes) -> None:
        """Forget a row."""
        self.rows.get(kind, {}).pop(key, None)

    def clear(self, kind: str) -> None:
        """Forget all rows of a kind."""
        self.rows.pop(kind, None)


@dataclass
class IndexState:
    """What an index was made from, and what it consists of."""

    common: str = ""
    """A digest of what all fragments are made from besides their documents."""
    documents: dict[str, DocumentRecord] = field(default_factory=dict)
    slots: dict[str, int] = field(default_factory=dict)
    fragments: dict[str, str] = field(default_factory=dict)
    """Document → a digest of its fragment."""
    buckets: dict[str, Bucket] = field(default_factory=dict)
    files: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Name of a file → a digest of what it is made from, and its stamp."""
    parts: dict[str, list[Any]] = field(default_factory=dict)
    """What is worked out of many documents or buckets: name → a digest of what it is made from, and what it is."""


def read_state(rows: KeptRows) -> IndexState:
    """What the build before has left; an empty state where there is nothing of use."""
    data = rows.get(STATE, _STATE)
    if data is None:
        return IndexState()
    known: dict[str, Any] = json.loads(data)
    known["documents"] = {key: DocumentRecord(*item) for key, item in known["documents"].items()}
    known["buckets"] = {name: Bucket(*item) for name, item in known["buckets"].items()}
    known["files"] = {name: (inputs, mark) for name, (inputs, mark) in known["files"].items()}
    return IndexState(**known)


def write_state(rows: KeptRows, state: IndexState) -> None:
    """Leave it for the next build."""
    buckets = {name: [one.digest, one.counts, one.leaves] for name, one in state.buckets.items()}
    value = {**vars(state), "buckets": buckets}
    rows.put(
        STATE, _STATE, json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    )


class DamagedRows(Exception):  # noqa: N818  # nobody's fault: what they say is made anew
    """A row that the state speaks of is not there as it was."""


def bucket_rows(rows: KeptRows, buckets: Mapping[str, Bucket], name: str) -> list[TermRow]:
    """The terms of a bucket."""
    data = rows.get(BUCKET, name.encode())
    if data is None or row_digest(data) != buckets[name].digest:
        raise DamagedRows(name)
    return unpacked(data)


def put_bucket(rows: KeptRows, buckets: dict[str, Bucket], name: str, some: list[TermRow]) -> None:
    """Keep the terms of a bucket; none, and it is gone."""
    key = name.encode()
    if not some:
        buckets.pop(name, None)
        rows.remove(BUCKET, key)
        rows.remove(COUNTS, key)
        return
    data = packed(some)
    counts = json.dumps(counts_of(some), ensure_ascii=False).encode()
    found = Bucket(row_digest(data), row_digest(counts), leaves_of(some))
    rows.put(BUCKET, key, data)
    if name not in buckets or buckets[name].counts != found.counts:
        rows.put(COUNTS, key, counts)
    buckets[name] = found


def read_counts(rows: KeptRows, buckets: Mapping[str, Bucket]) -> dict[str, int]:
    """Counts of all words."""
    keys = [name.encode() for name in buckets]
    found = rows.several(COUNTS, keys)
    counts: dict[str, int] = {}
    for key, bucket in zip(keys, buckets.values(), strict=True):
        data = found.get(key)
        if data is None or row_digest(data) != bucket.counts:
            raise DamagedRows(key)
        counts.update(json.loads(data))
    return counts


def row_digest(data: bytes) -> str:
    """A hash of what a row holds."""
    return hashlib.blake2b(data, digest_size=12).hexdigest()


class KeptWords:
    """How words were analysed. They are read when they are asked for, all at once or those of a text."""

    def __init__(self, rows: KeptRows, known: Words | None = None) -> None:
        self._rows = rows
        self.words: Words = {} if known is None else known
        self._kept: set[str] = set(self.words)
        self._whole = False

    def read_all(self) -> None:
        """Read all words that are kept."""
        self._whole = True
        self._take(self._rows.all(WORD))

    def read(self, raws: Iterable[str]) -> None:
        """Read these words, as far as they are kept."""
        if self._whole:
            return
        lacking = [raw.encode() for raw in raws if raw not in self.words]
        self._take(self._rows.several(WORD, lacking).items())

    def _take(self, rows: Iterable[tuple[bytes, bytes]]) -> None:
        for raw, value in rows:
            word, *keys = value.decode().split(" ")
            name = raw.decode()
            self.words[name] = word, tuple(zip(keys[::2], map(float, keys[1::2]), strict=True))
            self._kept.add(name)

    def keep(self) -> None:
        """Keep the words that are new."""
        for raw, (word, keys) in self.words.items():
            if raw not in self._kept:
                parts = [word, *(part for key, weight in keys for part in (key, repr(weight)))]
                self._rows.put(WORD, raw.encode(), " ".join(parts).encode())
        self._kept.update(self.words)
