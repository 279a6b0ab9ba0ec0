"""How much one file of the index holds.

Few documents: little, so that the first result costs few bytes. Many: more, for there would be thousands of files, and
each takes a whole cluster of a stick. Terms and cards, which the first result waits for, are packed twofold at most (a
file of terms came to 12.9 KB on the average of 1,000 documents, a packed one to less than twice that: runs of terms end
where a branch does); what comes after it, as far as needed.
"""

from __future__ import annotations

from typing import NamedTuple

#: With so many documents files are packed.
MANY = 1_000
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


SMALL = Packing(terms=16_000, words=16_000, cards=1, titles=120)


def packing(documents: int) -> Packing:
    """By the number of documents of the index."""
    if documents < MANY:
        return SMALL
    return Packing(terms=34_000, words=8 * SMALL.words, cards=2, titles=max(SMALL.titles, documents * 3 // 4))


def texts_a_file(fitting: float, slots: int) -> int:
    """Documents whose texts share a file, a power of two: as many as fit, more where there would be too many files."""
    found = 1
    while found * 2**0.5 < fitting and found < 32:
        found *= 2
    while slots >= MANY and found * TEXT_FILES < slots:
        found *= 2
    return found
