"""What the index of an earlier build has left, and where it is kept."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from zlib import crc32

from portal.search.analyse import Keys, NameInText, Phrases, Words
from portal.search.documents import DocumentRecord
from portal.search.shards import Bucket, least_of, leaves_of, words_for_repair
from portal.search.split import rest_rows
from portal.search.terms import TermRow, WordRow, packed, unpacked

WORD, FRAGMENT, BUCKET, REPAIR, STATE, PHRASES = "word", "fragment", "bucket", "repair", "state", "phrases"
"""Kinds of rows."""
_STATE = b"state"
_PIECES = "pieces"
_PARTED = ("documents", "buckets")
"""What of a state is kept in pieces, for an edit changes little of it."""
_MANY = 64
"""How many pieces."""
_HASHES = 1 << 20


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


class RowsBeside:
    """Rows of another index of the language, ``name``, beside those of the first; words and phrases are of both."""

    def __init__(self, rows: KeptRows, name: str) -> None:
        self._rows, self._name = rows, name

    def _kind(self, kind: str) -> str:
        return kind if kind in {WORD, PHRASES} else f"{kind} of {self._name}"

    def get(self, kind: str, key: bytes) -> bytes | None:
        """One row."""
        return self._rows.get(self._kind(kind), key)

    def several(self, kind: str, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """Those rows that are there."""
        return self._rows.several(self._kind(kind), keys)

    def all(self, kind: str) -> Iterator[tuple[bytes, bytes]]:
        """All rows of a kind."""
        return self._rows.all(self._kind(kind))

    def put(self, kind: str, key: bytes, value: bytes) -> None:
        """Keep a row."""
        self._rows.put(self._kind(kind), key, value)

    def remove(self, kind: str, key: bytes) -> None:
        """Forget a row."""
        self._rows.remove(self._kind(kind), key)

    def clear(self, kind: str) -> None:
        """Forget all rows of a kind."""
        self._rows.clear(self._kind(kind))


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

    @property
    def least(self) -> int:
        """How many documents must have a word for repair."""
        return least_of(len(self.documents))


def read_state(rows: KeptRows) -> IndexState:
    """What the build before has left; an empty state where there is nothing of use."""
    data = rows.get(STATE, _STATE)
    if data is None:
        return IndexState()
    known: dict[str, Any] = json.loads(data)
    digests: dict[str, str] = known.pop(_PIECES)
    pieces = rows.several(STATE, map(str.encode, digests))
    if any(row_digest(pieces.get(name.encode(), b"")) != digest for name, digest in digests.items()):
        return IndexState()
    found: dict[str, dict[str, Any]] = {name: {} for name in _PARTED}
    for name in digests:
        found[name.partition(" ")[0]].update(json.loads(pieces[name.encode()]))
    known["documents"] = {key: DocumentRecord(*item) for key, item in found["documents"].items()}
    known["buckets"] = {name: Bucket(*item) for name, item in found["buckets"].items()}
    known["files"] = {name: (inputs, mark) for name, (inputs, mark) in known["files"].items()}
    return IndexState(**known)


def write_state(rows: KeptRows, state: IndexState, old: IndexState | None = None) -> None:
    """Leave it for the next build.

    What there is much of is parted by a hash of its keys: pieces that are in ``old``, which was read from these rows,
    are there already.
    """
    before = json.loads(rows.get(STATE, _STATE) or b"{}").get(_PIECES, {}) if old else {}
    digests: dict[str, str] = {}
    for part in _PARTED:
        now, then = _pieces(getattr(state, part)), _pieces(getattr(old, part) if old else {})
        for number, piece in now.items():
            name = f"{part} {number}"
            if name in before and piece == then.get(number):
                digests[name] = before[name]
            else:
                values = ((key, piece[key]) for key in sorted(piece))  # in an order that no earlier build has left
                data = _json({key: [*(vars(one).values() if part == "buckets" else one)] for key, one in values})
                digests[name] = row_digest(data)
                rows.put(STATE, name.encode(), data)
    for name in before.keys() - digests.keys():
        rows.remove(STATE, name.encode())
    value = {name: item for name, item in vars(state).items() if name not in _PARTED}
    rows.put(STATE, _STATE, _json({**value, _PIECES: digests}))


def _pieces(values: Mapping[str, Any]) -> dict[int, dict[str, Any]]:
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    for key, value in values.items():
        found[crc32(key.encode("utf-8", "surrogatepass")) % _MANY][key] = value
    return found


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


class DamagedRows(Exception):  # noqa: N818  # nobody's fault: what they say is made anew
    """A row that the state speaks of is not there as it was."""


def bucket_rows(rows: KeptRows, buckets: Mapping[str, Bucket], name: str) -> list[TermRow]:
    """The terms of a bucket."""
    data = rows.get(BUCKET, name.encode())
    if data is None or row_digest(data) != buckets[name].digest:
        raise DamagedRows(name)
    return unpacked(data)


def repair_rows(rows: KeptRows, buckets: Mapping[str, Bucket], name: str) -> list[WordRow]:
    """The words for repair of a bucket."""
    data = rows.get(REPAIR, name.encode())
    if data is None or row_digest(data) != buckets[name].words:
        raise DamagedRows(name)
    return [WordRow(*row) for row in json.loads(data)]


def put_bucket(rows: KeptRows, state: IndexState, name: str, some: list[TermRow]) -> None:
    """Keep the terms of a bucket; none, and it is gone."""
    key, before = name.encode(), state.buckets.pop(name, None)
    if not some:
        rows.remove(BUCKET, key)
        rows.remove(REPAIR, key)
        return
    data, words = packed(some), words_for_repair(some, state.least)
    of_words = packed(words)
    rests = leaves_of(rest_rows(some))
    found = Bucket(row_digest(data), row_digest(of_words) if words else "", leaves_of(some), leaves_of(words), rests)
    rows.put(BUCKET, key, data)
    if not words:
        rows.remove(REPAIR, key)
    elif before is None or before.words != found.words:
        rows.put(REPAIR, key, of_words)
    state.buckets[name] = found


def row_digest(data: bytes) -> str:
    """A hash of what a row holds."""
    return hashlib.blake2b(data, digest_size=12).hexdigest()


def read_phrases(rows: KeptRows, made_from: str) -> Phrases | None:
    """The phrases of an earlier build, if they were made from the same concepts."""
    data = rows.get(PHRASES, made_from.encode())
    if data is None:
        return None
    found: dict[str, list[list[Any]]] = json.loads(data)
    return {
        first: [
            NameInText(tuple(stems), tuple(words), capitals, tuple(map(tuple, gained)))
            for stems, words, capitals, gained in some
        ]
        for first, some in found.items()
    }


def put_phrases(rows: KeptRows, made_from: str, phrases: Phrases) -> None:
    """Leave the phrases for the next build, in the place of those that are there."""
    rows.clear(PHRASES)
    rows.put(PHRASES, made_from.encode(), json.dumps(phrases, ensure_ascii=False, separators=(",", ":")).encode())


class KeptWords:
    """How words were analysed. They are read when they are asked for: all at once, those of a text, or each by itself.

    ``words`` holds what is new and what was read, until it is let go of.
    """

    def __init__(self, rows: KeptRows, known: Words | None = None) -> None:
        self._rows = rows
        self.words: Words = {} if known is None else known
        self._kept: set[str] = set(self.words)
        self._whole = False
        self._let_go = False
        self._seen: bytearray | None = None
        """Of the hash of every word that is kept a 1: one that has none there need not be asked for."""

    @property
    def asked_singly(self) -> bool:
        """Whether nobody need read the words of a text beforehand."""
        return self._whole or self._let_go

    def read_all(self) -> None:
        """Read all words that are kept."""
        self._whole = True
        self._take(self._rows.all(WORD))

    def read(self, raws: Iterable[str]) -> None:
        """Read these words, as far as they are kept."""
        if self.asked_singly:
            return
        lacking = [raw.encode() for raw in raws if raw not in self.words]
        self._take(self._rows.several(WORD, lacking).items())

    def one(self, raw: str) -> tuple[str, Keys] | None:
        """A word that is not among :attr:`words`; nothing where it is new."""
        if not self._let_go or (self._seen and not self._seen[hash(raw) % _HASHES]):
            return None
        row = self._rows.get(WORD, raw.encode())
        if row is None:
            return None
        self._kept.add(raw)
        return _word(row)

    def _take(self, rows: Iterable[tuple[bytes, bytes]]) -> None:
        for raw, value in rows:
            name = raw.decode()
            self.words[name] = _word(value)
            self._kept.add(name)

    def let_go(self) -> None:
        """Keep the words that are new and hold none: each is read again if it is asked for."""
        self.keep()
        if self._whole and self._seen is None:
            self._seen = bytearray(_HASHES)
        if self._seen:
            for raw in self.words:
                self._seen[hash(raw) % _HASHES] = 1
        self.words.clear()
        self._kept.clear()
        self._whole, self._let_go = False, True

    def keep(self) -> None:
        """Keep the words that are new."""
        for raw, (word, keys) in self.words.items():
            if raw not in self._kept:
                parts = [word, *(part for key, weight in keys for part in (key, repr(weight)))]
                self._rows.put(WORD, raw.encode(), " ".join(parts).encode())
        self._kept.update(self.words)


def _word(row: bytes) -> tuple[str, Keys]:
    word, *keys = row.decode().split(" ")
    return word, tuple(zip(keys[::2], map(float, keys[1::2]), strict=True))
