"""Sums and counts, however they are written: «6 404 000», «6,4 млн», «1,57 миллиард». The twin is in ``queries.js``."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: After the value in a key of the index.
MARK = "#"
#: What an amount is filed under that is rounded to two or three digits, against its own value.
ROUNDED = 0.5
_POWERS = {"миң": 3, "тыс": 3, "млн": 6, "миллион": 6, "млрд": 9, "миллиард": 9}
#: Digits with the spaces or full stops of thousands, perhaps a decimal part and a word of its power.
_AMOUNT = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:[ \u00a0\u202f.]\d{3})+|\d+)(?:,(\d{1,3}))?(?![\d,])"
    rf"(?:[ \u00a0]?({'|'.join(_POWERS)}))?"
)


def amounts(text: str) -> Iterator[tuple[str, float]]:
    """The value of every amount from a thousand on, and the same rounded, with what they weigh.

    Four digits without a space are more often a year, and stand in the index as they are.
    """
    for match in _AMOUNT.finditer(text):
        whole, decimal, power = match.groups("")
        zeros = _POWERS.get(power, 0)
        if zeros < len(decimal) or (not zeros and whole.isdigit() and len(whole) < 5):
            continue
        value = (re.sub(r"\D", "", whole) + decimal + "0" * (zeros - len(decimal))).lstrip("0")
        if not 4 <= len(value) <= 15:
            continue
        yield value, 1.0
        near = {rounded(value, length) for length in (3, 2)} - {value}
        yield from ((other, ROUNDED) for other in sorted(near))


def rounded(value: str, length: int) -> str:
    """An amount rounded to so many digits."""
    scale: int = 10 ** (len(value) - length)
    return str((int(value) + scale // 2) // scale * scale)
