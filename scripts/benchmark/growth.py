"""A stream of words whose vocabulary grows as that of real text does.

By the law of Heaps ``n`` words of running text have ``factor * n ** power`` different ones. Both numbers are measured:
they meet the types of the portal's own texts at 5,000 to 20,000 words and those of newspapers at two million. New words
come at exactly that pace. An old word comes back as often as it came before (Simon's model, which gives the frequencies
of Zipf), words of the same document somewhat more often; a share are the commonest words of the language.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True)
class Growth:
    """The law of one language: how many different words a text of a length has."""

    factor: float
    power: float

    def types(self, words: int) -> int:
        """Different words in running text of ``words`` words."""
        return round(self.factor * words**self.power)


GROWTH = {"ky": Growth(4.9, 0.71), "ru": Growth(10.8, 0.623)}
#: Of the words of a text: the commonest of the language; of the others that stood before, those of this document.
_COMMON, _AGAIN = 0.22, 0.2


class Words:
    """Running words, document by document; the same seed gives the same words, and a shorter corpus begins a longer."""

    def __init__(self, growth: Growth, new: Iterator[str], common: Sequence[str], seed: str) -> None:
        self._growth = growth
        self._new = new
        self._common = common
        self._weights = list(accumulate(1 / rank for rank in range(1, len(common) + 1)))
        self._source = random.Random(seed)
        self._stood: list[str] = []
        self._count = 0
        self._types = 0

    def take(self, count: int) -> list[str]:
        """The words of the next document."""
        source, stood = self._source, self._stood
        self._count += count
        fresh = min(count, max(0, self._growth.types(self._count) - self._types))
        self._types += fresh
        places = set(source.sample(range(count), fresh))
        common = iter(source.choices(self._common, cum_weights=self._weights, k=count))
        chance = source.random
        found: list[str] = []
        begin = len(stood)
        for place in range(count):
            if place in places:
                word = next(self._new)
                stood.append(word)
            elif chance() < _COMMON or not stood:
                word = next(common)
            else:
                since = begin if chance() < _AGAIN and len(stood) > begin else 0
                word = stood[since + int(chance() * (len(stood) - since))]
                stood.append(word)
            found.append(word)
        return found

    def most_frequent(self, count: int) -> list[str]:
        """Those that stood most often so far, the commonest words of the language left out."""
        numbers: dict[str, int] = {}
        for word in self._stood:
            numbers[word] = numbers.get(word, 0) + 1
        return sorted(numbers, key=lambda word: (-numbers[word], word))[:count]
