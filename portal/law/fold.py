"""Folding of letters for matching, with the way back to the text that was given.

The grammars read a folded text: lower case, Kyrgyz and Kazakh letters and their look-alikes brought to one
Russian letter (ӊ ң → н, ѳ ɵ ө → о, ү → у), ё → е, й composed, stress marks and soft hyphens taken out.
Offsets of what they find are brought back to code points of the source.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

# Only these two letters of Kyrgyz and Russian have a canonical decomposition (NFD).
_COMPOSED = {"и\u0306": "й", "И\u0306": "Й", "е\u0308": "ё", "Е\u0308": "Ё"}
# Combining marks, soft hyphen, zero-width characters, byte order mark: no letter of their own.
_INVISIBLE = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]")
_LETTER = re.compile("(?s)(.)[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]*")
"""A letter with the marks that stand behind it."""

_FOLD = tuple(zip("ёңӊҥњөѳɵӫјүұқғіәһ—―−\u2012\u2010\u2011", "енннноооооуукгиах––––--", strict=True))
"""Replaced one letter after the other: ``translate`` takes twenty times as long for Cyrillic text."""
# Texts typed in a font of the nineties have ё for ң, ъ for ө and a backslash for ү: «Ъкмът\\н\\н», «кеёешинин».
_OLD_FONT = re.compile(r"[а-яё]\\|\\[а-яё]|кеёеш|ъкмът")
_OLD_FONT_SIGNS = ("\\", "кеёеш", "ъкмът")
"""Without one of which that pattern matches nothing."""
# Another font has њ for ң, ј for ө and і for ү: «Јкмјт Ійі», «кењешинин».
_SERBIAN = str.maketrans({"і": "ү", "І": "Ү"})
_OLD_LETTERS = str.maketrans({"ё": "н", "ъ": "о", "\\": "у"})
_OLD_CAPITALS = str.maketrans({"ё": "ң", "ъ": "ө", "\\": "ү", "Ё": "Ң", "Ъ": "Ө"})
_LATIN = str.maketrans("abcehkmoptxyu", "авсенкмортхуи")
_LATIN_LOOKALIKE = re.compile("[abcehkmoptxy]+")
HAS_LATIN = re.compile("[a-z]")
_HAS_CYRILLIC = re.compile("[а-я]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text of the same length as ``raw``, and where each of its characters stood in the source."""

    low: str
    raw: str
    starts: Sequence[int] | None
    ends: Sequence[int] | None

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Bring a span of the folded text back to code points of the source; an empty one stays empty."""
        if self.starts is None or self.ends is None:
            return start, end
        if end <= start:
            at = self.starts[start] if start < len(self.starts) else (self.ends[-1] if self.ends else 0)
            return at, at
        return self.starts[start], self.ends[end - 1]


def fold_text(text: str) -> Folded:
    """Fold ``text`` for matching; works for NFC and NFD input, in time linear in its length."""
    raw = text
    starts: list[int] | None = None
    ends: list[int] | None = None
    if _INVISIBLE.search(text):
        raw, starts, ends = _compose(text)
    low = raw.lower()
    if len(low) != len(raw):  # a letter whose lower case is two characters (İ) would shift every offset
        low = "".join(c if len(c.lower()) != 1 else c.lower() for c in raw)
    if any(map(low.__contains__, _OLD_FONT_SIGNS)) and _OLD_FONT.search(low):
        low, raw = low.translate(_OLD_LETTERS), raw.translate(_OLD_CAPITALS)
    if "ј" in low:
        low, raw = low.translate(_SERBIAN), raw.translate(_SERBIAN)
    for letter, plain in _FOLD:
        if letter in low:
            low = low.replace(letter, plain)
    return Folded(low, raw, starts, ends)


def _compose(text: str) -> tuple[str, list[int], list[int]]:
    found = [match for match in _LETTER.finditer(text) if not _INVISIBLE.match(match[1])]
    letters = [_COMPOSED.get(match[0][:2], match[1]) for match in found]
    return "".join(letters), [match.start() for match in found], [match.end() for match in found]


def fold_latin(word: str) -> str:
    """Return a folded word with Latin look-alikes made Cyrillic, when the word shows that it is Cyrillic.

    >>> fold_latin("cтатья"), fold_latin("kp"), fold_latin("law")
    ('статья', 'кр', 'law')

    A word that mixes both alphabets is Cyrillic; one of look-alikes only is taken so too.
    """
    if not HAS_LATIN.search(word):
        return word
    if _HAS_CYRILLIC.search(word) or (len(word) > 1 and _LATIN_LOOKALIKE.fullmatch(word)):
        return word.translate(_LATIN)
    return word
