"""How long two passages are: a sentence that only one has, and much more text than the other.

Kyrgyz and Russian texts of the portal are about as long as each other (measured: the Russian one is 6 % shorter, and
the logarithm of the ratio strays by .05 and by the root of one over the length). Where one passage has one sentence
more, the lengths say whether a sentence was split in two or added.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from portal.corpus.facts.passages import Passage
from portal.language.languages import analyser

_SHORTER = {"russian": 0.06}
_SPREAD, _SPREAD_OF_SHORT = 0.05, 1.0
_AWAY_WITH_SENTENCE, _AWAY = 0.8, 4.5
_SHORT = 15
_SENTENCE_SPREAD, _SENTENCE_SPREAD_OF_SHORT = 0.08, 3.0
_ADDED = -2.5
"""Measured: real splits lie below -4.6, 96 of 100 added sentences above."""
_MOST_SENTENCES = 60


def added_sentence(one: Passage, two: Passage) -> tuple[int, int] | None:
    """The sentence that only one passage has: its side (0, 1) and its number; ``None`` if there is none."""
    counts = len(one.sentences), len(two.sentences)
    if counts[0] == counts[1] or max(counts) > _MOST_SENTENCES:
        return None
    side = 0 if counts[0] > counts[1] else 1
    long, short = (one, two) if side == 0 else (two, one)
    if abs(counts[0] - counts[1]) > 1:
        return (side, max(counts) - 1) if _away(long, short) > _AWAY_WITH_SENTENCE else None
    sizes, others = _sizes(long), _sizes(short)
    if not others:
        return None
    joined = min(
        _unlike([*sizes[:at], sizes[at] + sizes[at + 1], *sizes[at + 2 :]], others) for at in range(len(sizes) - 1)
    )
    without, number = min((_unlike([*sizes[:at], *sizes[at + 1 :]], others), at) for at in range(len(sizes)))
    return (side, number) if joined - without > _ADDED else None


def much_longer(one: Passage, two: Passage) -> bool:
    """Whether one says far more than the other, whatever its sentences."""
    return min(one.size, two.size) >= _SHORT and abs(_away(one, two)) > _AWAY


def _away(one: Passage, two: Passage) -> float:
    """How many times the usual spread the first is longer than it should be."""
    ratio = (
        math.log((one.size + 1) / (two.size + 1))
        + _SHORTER.get(analyser(one.lang), 0.0)
        - _SHORTER.get(analyser(two.lang), 0.0)
    )
    return ratio / math.sqrt(_SPREAD**2 + 2 * _SPREAD_OF_SHORT / (one.size + two.size + 2))


def _sizes(passage: Passage) -> list[float]:
    usual = math.exp(_SHORTER.get(analyser(passage.lang), 0.0))
    return [len(text) * usual for _, text in passage.sentences]


def _unlike(one: Sequence[float], two: Sequence[float]) -> float:
    total = 0.0
    for a, b in zip(one, two, strict=True):
        ratio = math.log((a + 4) / (b + 4))
        total += ratio * ratio / (_SENTENCE_SPREAD**2 + _SENTENCE_SPREAD_OF_SHORT / (a + b + 8))
    return total
