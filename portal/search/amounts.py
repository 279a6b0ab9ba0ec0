"""Sums and counts, however they are written: «6 404 000», «6,4 млн», «1.57 миллиард». The twin is in ``queries.js``."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: After the value in a key of the index.
MARK = "#"
#: What an amount is filed under that is rounded to two or three digits, against its own value.
ROUNDED = 0.5
_POWERS = {"миң": 3, "тыс": 3, "млн": 6, "миллион": 6, "млрд": 9, "миллиард": 9}
_POWER = "|".join(_POWERS)
#: Digits with the signs of thousands, perhaps a decimal part and a word of its power. A full stop before one or two
#: digits parts decimals only where that word follows: else it is a date. The first digit comes before what must not
#: stand before it, so that a text is searched for digits alone.
_AMOUNT = re.compile(
    r"(\d(?<![\d.,].)(?:\d{0,2}(?:[ \u00a0\u202f.]\d{3})+|\d{0,2}(?:,\d{3}){2,}|\d*))"
    rf"(?:,(\d{{1,3}})|\.(\d{{1,2}})(?=[ \u00a0]?(?:{_POWER})))?(?![\d,])(?:[ \u00a0]?({_POWER})[а-яёңөү.]*)?"
)


def amounts(text: str) -> Iterator[tuple[str, float]]:
    """The value of every amount from a thousand on, and the same rounded, with what they weigh.

    Four digits without a space are more often a year, and stand in the index as they are.
    """
    for value in _values(text):
        if not 4 <= len(value) <= 15:
            continue
        yield value, 1.0
        near = {rounded(value, length) for length in (3, 2)} - {value}
        yield from ((other, ROUNDED) for other in sorted(near))


def _values(text: str) -> Iterator[str]:
    last, end, power = 0, -9, 0
    for match in _AMOUNT.finditer(text):
        whole, comma, point, word = match.groups("")
        zeros, decimal = _POWERS.get(word, 0), comma or point
        if zeros < len(decimal) or (not zeros and whole.isdigit() and len(whole) < 5):
            continue
        value = int(re.sub(r"\D", "", whole) + decimal + "0" * (zeros - len(decimal)))
        # «6 млн 404 тыс.» is one amount.
        if last and 0 < zeros < power and match.start() - end == 1 and value < 10**power:
            last += value
        else:
            if last:
                yield str(last)
            last = value
        end, power = match.end(), zeros
    if last:
        yield str(last)


def rounded(value: str, length: int) -> str:
    """An amount rounded to so many digits."""
    scale: int = 10 ** (len(value) - length)
    return str((int(value) + scale // 2) // scale * scale)
