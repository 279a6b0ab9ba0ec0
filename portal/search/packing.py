"""How much one file of the index holds.

Few documents: little, so that the first result costs few bytes. Many: more, for there would be thousands of files, and
each takes a whole cluster of a stick. What is paid for a larger file is bytes before the first result, as ``file://``
has no ranges; so what grows with the number of documents, and how far, follows from when a file is asked for:

- terms: little more than twofold. A question waits for a file for each of its words, of 10,000 documents 11.5 KB each;
  half as many files would cost 40 KB for two words, and with the scripts of the page more than the 60 KB that a first
  result may cost. So most files of a large index are these, and a stick puts them together by what its clusters hold
  (:mod:`portal.publish.offline.packs`). With fewer documents lists are shorter, and a file holds more: 2,000 documents
  in two languages have at most 1,200 files;
- cards, of which a question waits for one small file: fourfold, then with the root of the number of documents; of
  10,000 documents the first result costs 5 KB for its card, where 2.4 would be twice the files;
- second parts of lists: the same, for they come when the first result stands there;
- what else comes after it, as far as needed.
"""

from __future__ import annotations

from math import isqrt
from typing import NamedTuple

#: With so many documents files are packed.
MANY = 1_000
#: With so many lists are long, and a file of terms holds fewer.
LARGE = 5_000
#: With four times as many a file has twice as many cards and second parts; with fewer, as many as with these.
GROWING = 2_500
#: Files of texts that there may be about.
TEXT_FILES = 64


class Packing(NamedTuple):
    """What a file holds."""

    terms: int
    """Characters of a shard of terms."""
    words: int
    """Characters of a shard of the vocabulary."""
    cards: int
    """Times as many cards as in a small index."""
    titles: int
    """Titles of a node of suggestions that has them all."""
    rests: int = 24_000
    """Characters of a shard of second parts."""


SMALL = Packing(terms=16_000, words=16_000, cards=1, titles=120)


def packing(documents: int) -> Packing:
    """By the number of documents of the index."""
    if documents < MANY:
        return SMALL
    times = max(2, isqrt(documents // GROWING))
    return Packing(
        terms=34_000 if documents >= LARGE else 43_000,
        words=8 * SMALL.words,
        cards=2 * times,
        titles=max(SMALL.titles, documents * 3 // 4),
        rests=SMALL.rests * times,
    )


def texts_a_file(fitting: float, slots: int) -> int:
    """Documents whose texts share a file, a power of two: as many as fit, more where there would be too many files."""
    found = 1
    while found * 2**0.5 < fitting and found < 32:
        found *= 2
    while slots >= MANY and found * TEXT_FILES < slots:
        found *= 2
    return found
