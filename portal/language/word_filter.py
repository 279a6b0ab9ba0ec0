"""Which words a language has: sets of stems as Bloom filters, for the search's repair of misspelt words.

A word of the language is never taken for a slip. What a filter says "no" to is in no list; of other words it takes one
in a hundred for one of its own, which only leaves that word as it was typed. ``words/<lang>.txt`` holds a filter as
text: a line with bits, hashes and number of parts, then a line a part, six bits a sign. It is written by
``scripts/make_word_lists.py``, which says from which sources. The twin that asks it is ``search/repair.js``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
PARTS, HASHES, BITS_A_WORD = 16, 7, 10
#: After the stem of a word that was seen too seldom to be sure of it.
SELDOM = "?"


def _hash(text: str, seed: int) -> int:
    """FNV-1a of 32 bits over code points, all of them below 2^16."""
    value = seed
    for letter in text:
        value = (value ^ ord(letter)) * 16777619 & 0xFFFFFFFF
    return value


def _places(text: str, bits: int) -> tuple[int, list[int]]:
    """The part of the filter that knows about ``text``, and its bits there."""
    first, second = _hash(text, 2166136261), _hash(text, 84696351)
    return first % PARTS, [((first >> 4) + i * (second | 1)) % bits for i in range(HASHES)]


@dataclass(frozen=True)
class WordFilter:
    """A set of words that may hold a few more than were put in."""

    bits: int
    parts: tuple[str, ...]

    def has(self, text: str) -> bool:
        """Whether ``text`` was put in, or is one of the few that look so."""
        part, places = _places(text, self.bits)
        return all(DIGITS.index(self.parts[part][place // 6]) >> place % 6 & 1 for place in places)

    def as_text(self) -> str:
        """The text of the file."""
        return "\n".join((f"{self.bits} {HASHES} {len(self.parts)}", *self.parts, ""))


def make_filter(words: Iterable[str]) -> WordFilter:
    """The filter of some words."""
    known = set(words)
    bits = max(60, len(known) * BITS_A_WORD // PARTS // 6 * 6)
    parts = [bytearray(bits // 6) for _ in range(PARTS)]
    for word in known:
        part, places = _places(word, bits)
        for place in places:
            parts[part][place // 6] |= 1 << place % 6
    return WordFilter(bits, tuple("".join(DIGITS[six] for six in part) for part in parts))


@cache
def word_filter(lang: str) -> WordFilter | None:
    """The filter of a language; nothing where it has none."""
    file = resources.files("portal.language").joinpath("words", f"{lang}.txt")
    if not file.is_file():
        return None
    head, *parts = file.read_text(encoding="utf-8").split()
    bits, (_, number), parts = int(head), (int(parts[0]), int(parts[1])), parts[2:]
    assert len(parts) == number
    return WordFilter(bits, tuple(parts))
