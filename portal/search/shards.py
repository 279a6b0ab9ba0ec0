"""Terms parted into shards, and words for repair, from what is known of buckets without reading their terms."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from portal.language.normalise import fold
from portal.search.codec import front_code, vlq
from portal.search.terms import BUCKET, TermRow

#: Characters of a shard of terms or of the vocabulary, before compression.
SHARD = 16_000
#: Leading letters within which a shard does not end, so that a typed word leads to the shard of its stem.
PREFIX = 4


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
    counts: str
    """A digest of what :func:`counts_of` gives."""
    leaves: Sequence[Sequence[Any]]
    """Its terms by their first :data:`PREFIX` letters, each a :class:`Leaf`."""


def leaves_of(rows: Sequence[TermRow]) -> list[Leaf]:
    """The terms of a bucket by their first :data:`PREFIX` letters."""
    leaves = []
    for start, group in groupby(((fold(row.key), row) for row in rows), lambda item: item[0][:PREFIX]):
        terms = list(group)
        leaves.append(Leaf(start, sum(row.size for _, row in terms), terms[0][0], terms[-1][0]))
    return leaves


def counts_of(rows: Sequence[TermRow]) -> dict[str, int]:
    """Those terms that are words, and how many documents have them, in steps."""
    # Half steps of the logarithm are enough to choose by, and stay the same when a document comes.
    return {row.key: round(2 * math.log2(row.documents + 1)) for row in rows if len(row.key) > 2 and row.key.isalpha()}


@dataclass(frozen=True)
class Shard:
    """Terms from the first to the last, and the buckets where they are."""

    first: str
    last: str
    buckets: Sequence[str]

    def content(self, rows: Callable[[str], Sequence[TermRow]]) -> list[str]:
        """The terms and their postings; ``rows``: those of a bucket."""
        some = [row for name in self.buckets for row in rows(name) if self.first <= fold(row.key) <= self.last]
        coded = front_code(row.key for row in some)
        return [" ".join(row.line(code) for row, code in zip(some, coded, strict=True)),
                " ".join(row.exact() for row in some)]  # fmt: skip


def shards_of(buckets: Mapping[str, Bucket], rows: Callable[[str], Sequence[TermRow]]) -> list[Shard]:
    """The shards of all terms. Only the terms of a leaf that is too large for one are read."""

    def finer(leaf: Leaf) -> Sequence[Leaf]:
        terms = [(fold(row.key), row.size) for row in rows(leaf.start[:BUCKET])]
        return [Leaf(start, size, start, start) for start, size in terms if start[:PREFIX] == leaf.start]

    ordered = [Leaf(*leaf) for name in sorted(buckets) for leaf in buckets[name].leaves]
    return [
        Shard(run[0].first, run[-1].last, list(dict.fromkeys(leaf.start[:BUCKET] for leaf in run)))
        for run in split(ordered, PREFIX, finer)
    ]


def split(
    ordered: Sequence[Leaf], prefix: int, finer: Callable[[Leaf], Sequence[Leaf]] | None = None
) -> list[list[Leaf]]:
    """Sorted leaves in runs of about the size of a shard, along a trie, so that what comes in one branch moves no
    bounds in others. What is equal stays together, and so does what has the same first letters unless it is too much:
    then a leaf is parted by ``finer``."""

    def part(items: Sequence[Leaf], depth: int) -> Iterator[list[Leaf]]:
        pending: list[Leaf] = []
        weight = 0
        for _, group in groupby(items, lambda item: item.start[: depth + 1]):
            branch = list(group)
            own = sum(leaf.size for leaf in branch)
            if weight + own > SHARD and pending:
                yield pending
                pending, weight = [], 0
            if own > SHARD * (2 if depth + 1 >= prefix else 1) and branch[0].first != branch[-1].last:
                if depth + 1 == prefix and finer:
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


def vocabulary_of(counts: Mapping[str, int], rare: int) -> tuple[list[list[str]], list[str]]:
    """Words for repair, which need a count of ``rare``, in runs with their counts; and the bounds of the runs."""
    words = sorted((fold(key)[PREFIX : PREFIX + 3], key, step) for key, step in counts.items() if step >= rare)
    runs, ends = [], []
    place = 0
    for run in split([Leaf(tail, len(key) + 1, tail, tail) for tail, key, _ in words], 3):
        some = words[place : place + len(run)]
        place += len(run)
        runs.append([" ".join(key for _, key, _ in some), "".join(vlq(step) for _, _, step in some)])
        ends.append((some[0][0], some[-1][0]))
    return runs, bounds(ends)
