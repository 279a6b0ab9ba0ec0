"""Terms parted into shards, and words for repair, from what is known of buckets without reading their terms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any, NamedTuple, Protocol, TypeVar

from portal.language.normalise import fold
from portal.search.codec import front_code, vlq
from portal.search.split import in_shard, is_long, parted
from portal.search.terms import BUCKET, TermRow, WordRow

#: Leading letters within which a shard does not end, so that a typed word leads to the shard of its stem.
PREFIX = 4
#: With more documents than this, a word of only one of them is not proposed for repair.
MANY = 500


class Leaf(NamedTuple):
    """Terms that stand side by side: where they begin, their size together, and the first and last of them, folded."""

    start: str
    size: int
    first: str
    last: str


@dataclass(frozen=True)
class Bucket:
    """What is known of a bucket without reading its terms."""

    digest: str
    """Of its terms as they are kept."""
    words: str
    """A digest of its words for repair as they are kept; nothing where it has none."""
    leaves: Sequence[Sequence[Any]]
    """Its terms by their first :data:`PREFIX` letters, each a :class:`Leaf`."""
    word_leaves: Sequence[Sequence[Any]]
    """The same of its words for repair."""
    rest_leaves: Sequence[Sequence[Any]] = ()
    """The same of the second parts of its long lists."""


class Sized(Protocol):
    """What shards hold: terms or words."""

    @property
    def key(self) -> str:
        """The term."""

    @property
    def size(self) -> int:
        """About the characters that it takes in a shard."""


S = TypeVar("S", bound=Sized)
Rows = Callable[[str], Sequence[S]]
"""What gives the terms or words of a bucket."""


def leaves_of(rows: Sequence[Sized]) -> list[Leaf]:
    """Terms of a bucket by their first :data:`PREFIX` letters."""
    leaves = []
    for start, group in groupby(((fold(row.key), row) for row in rows), lambda item: item[0][:PREFIX]):
        terms = list(group)
        leaves.append(Leaf(start, sum(row.size for _, row in terms), terms[0][0], terms[-1][0]))
    return leaves


def least_of(documents: int) -> int:
    """How many documents must have a word that is proposed for repair, of so many."""
    return 2 if documents > MANY else 1


def words_for_repair(rows: Sequence[TermRow], least: int) -> list[WordRow]:
    """Those terms of a bucket that are words, and stand in so many documents."""
    return [
        row.word() for row in rows if row.documents >= least and row.forms and len(row.key) > 1 and row.key.isalpha()
    ]


@dataclass(frozen=True)
class Shard:
    """Terms from the first to the last, and the buckets where they are."""

    first: str
    last: str
    buckets: Sequence[str]

    def terms(self, rows: Rows[TermRow]) -> list[str]:
        """The terms and their postings; ``rows``: those of a bucket."""
        some = self._inside(rows)
        coded = front_code(row.key for row in some)
        return [" ".join(row.line(code) for row, code in zip(some, coded, strict=True)),
                " ".join(in_shard(row) for row in some)]  # fmt: skip

    def rests(self, rows: Rows[TermRow]) -> list[str]:
        """Those of its terms whose lists are parted, and the second parts."""
        some = [row for row in self._inside(rows) if is_long(row)]
        return [" ".join(front_code(row.key for row in some)), " ".join(parted(row.exact()).rest for row in some)]

    def words(self, rows: Rows[WordRow]) -> list[str]:
        """Words for repair and how many documents have them."""
        some = self._inside(rows)
        coded = front_code(row.key for row in some)
        return [" ".join(row.line(code) for row, code in zip(some, coded, strict=True)),
                "".join(vlq(row.step) for row in some)]  # fmt: skip

    def _inside(self, rows: Rows[S]) -> list[S]:
        return [row for name in self.buckets for row in rows(name) if self.first <= fold(row.key) <= self.last]


def shards_of(buckets: Mapping[str, Sequence[Sequence[Any]]], rows: Rows[Any], size: int) -> list[Shard]:
    """The shards of all terms from the leaves of buckets, each of about ``size`` characters before compression.

    Only the terms of a leaf that is too large are read.
    """

    def finer(leaf: Leaf) -> Sequence[Leaf]:
        terms = [(fold(row.key), row.size) for row in rows(leaf.start[:BUCKET])]
        return [Leaf(start, own, start, start) for start, own in terms if start[:PREFIX] == leaf.start]

    ordered = [Leaf(*leaf) for name in sorted(buckets) for leaf in buckets[name]]
    return [
        Shard(run[0].first, run[-1].last, list(dict.fromkeys(leaf.start[:BUCKET] for leaf in run)))
        for run in split(ordered, finer, size)
    ]


def split(ordered: Sequence[Leaf], finer: Callable[[Leaf], Sequence[Leaf]], size: int) -> list[list[Leaf]]:
    """Sorted leaves in runs of about this size, along a trie, so that what comes in one branch moves no
    bounds in others. What is equal stays together, and so does what has the same first letters unless it is too much:
    then a leaf is parted by ``finer``."""

    def part(items: Sequence[Leaf], depth: int) -> Iterator[list[Leaf]]:
        pending: list[Leaf] = []
        weight = 0
        for _, group in groupby(items, lambda item: item.start[: depth + 1]):
            branch = list(group)
            own = sum(leaf.size for leaf in branch)
            if weight + own > size and pending:
                yield pending
                pending, weight = [], 0
            if own > size * (2 if depth + 1 >= PREFIX else 1) and branch[0].first != branch[-1].last:
                if depth + 1 == PREFIX:
                    branch = [term for leaf in branch for term in finer(leaf)]
                yield from part(branch, depth + 1)
            else:
                pending += branch
                weight += own
        if pending:
            yield pending

    return list(part(ordered, 0))


def bounds(runs: Iterable[tuple[str, str]]) -> list[str]:
    """For every run but the first the shortest beginning that is greater than all before it; runs by first and last."""
    found = []
    for (_, last), (first, _) in pairwise(runs):
        length = next(n for n in range(1, len(first) + 1) if first[:n] > last)
        found.append(first[:length])
    return found
