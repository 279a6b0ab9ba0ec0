"""A word typed with the wrong keyboard layout switched on: QWERTY ↔ ЙЦУКЕН ("jrenee" → "окутуу").

The Kyrgyz layouts of Windows, Android and X11 put ң ө ү on the keys of н о г with a modifier or a long press,
so one table serves both languages; that those letters come out as н о у is what folding is for.
"""

from __future__ import annotations

#: The same keys, row by row, with and without Shift, on both layouts.
LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>~"
CYRILLIC_KEYS = "йцукенгшщзхъфывапролджэячсмитьбюёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ"

_TO_CYRILLIC = str.maketrans(LATIN_KEYS, CYRILLIC_KEYS)
# ң ө ү sit on the keys of н о г.
_TO_LATIN = str.maketrans(CYRILLIC_KEYS + "ңөүҢӨҮ", LATIN_KEYS + "yjuYJU")


def to_cyrillic_layout(text: str) -> str:
    """What the keys would have given on a Cyrillic layout; other characters stay."""
    return text.translate(_TO_CYRILLIC)


def to_latin_layout(text: str) -> str:
    """What the keys would have given on a Latin layout; other characters stay."""
    return text.translate(_TO_LATIN)
