"""Fragments → all buckets of terms, a few buckets at a time.

All postings of a portal do not fit in memory together with what is made of them, and are not needed together: a bucket
is of those of its own terms alone. So they are put aside by the first letters of their terms as fragments come, and
each group is inverted by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from portal.language.normalise import fold
from portal.search.spool import Spool
from portal.search.terms import BUCKET, Inverted, TermRow, bucket_of, place_of

#: Leading letters of the terms of a group; a bucket is never parted.
GROUP = BUCKET - 1
#: Postings that are held until they are put aside.
HELD = 50_000


class Inverter:
    """Takes the postings of all documents, which come in the order of their numbers."""

    def __init__(self) -> None:
        self._groups: dict[str, list[str]] = defaultdict(list)
        self._aside = Spool[str]()
        self._held = 0

    def add(self, document: int, lines: Iterable[str]) -> None:
        """Add a document: each line a key, the numbers and the words of its posting, parted by spaces."""
        groups, before = self._groups, f"{document} "
        for line in lines:
            groups[line[:GROUP]].append(before + line)
            self._held += 1
        if self._held > HELD:
            self._put_aside()

    def _put_aside(self) -> None:
        for name, lines in self._groups.items():
            self._aside.add(name, "".join(f"{line}\n" for line in lines).encode("utf-8"))
        self._groups.clear()
        self._held = 0

    def buckets(self) -> Iterator[tuple[str, list[TermRow]]]:
        """All buckets by their names, in order."""
        self._put_aside()
        same: dict[str, list[str]] = defaultdict(list)
        for name in self._aside:
            same[fold(name.partition(" ")[0])].append(name)  # a term may be shorter
        for group in sorted(same):
            terms: dict[str, Inverted] = {}
            for name in same[group]:
                _invert((self._aside.take(name) or b"").decode("utf-8"), terms)
            yield from _parted(terms)


def _invert(lines: str, terms: dict[str, Inverted]) -> None:
    for line in lines.split("\n")[:-1]:
        document, key, numbers, words = line.split(" ", 3)
        term = terms.get(key)
        if term is None:
            term = terms[key] = Inverted()
        term.add(int(document), numbers, words)


def _parted(terms: dict[str, Inverted]) -> Iterator[tuple[str, list[TermRow]]]:
    buckets: dict[str, list[str]] = defaultdict(list)
    for key in terms:
        buckets[bucket_of(key)].append(key)
    for name in sorted(buckets):
        yield name, [terms.pop(key).row(key) for key in sorted(buckets.pop(name), key=place_of)]
