"""Numbers as text that gzip packs well, and the script around a shard.

Numbers are written as in source maps (VLQ): digits of five bits, the lowest first, the sixth bit says that more
follow. All 64 signs may stand in a JavaScript string and in JSON without escaping.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_MORE = 32


def _vlq(number: int) -> str:
    out = ""
    while number > 31:
        out += DIGITS[(number & 31) | _MORE]
        number >>= 5
    return out + DIGITS[number]


_SMALL = tuple(_vlq(number) for number in range(1 << 12))


def vlq(number: int) -> str:
    """A number from 0 on as digits."""
    return _SMALL[number] if number < len(_SMALL) else _vlq(number)


def unvlq(text: str) -> list[int]:
    """All numbers of ``text``; the reverse of joining :func:`vlq`."""
    found, value, shift = [], 0, 0
    for sign in text:
        digit = DIGITS.index(sign)
        value |= (digit & 31) << shift
        shift += 5
        if digit < _MORE:
            found.append(value)
            value = shift = 0
    return found


def zigzag(number: int) -> int:
    """A number of either sign as one from 0 on."""
    return number * 2 if number >= 0 else -number * 2 - 1


def shared(base: str, word: str) -> str:
    """``word`` as the number of letters that it shares with the beginning of ``base`` (one digit) and the rest."""
    if len(base) < len(DIGITS) // 2 and word.startswith(base):
        return DIGITS[len(base)] + word[len(base) :]
    same = 0
    for a, b in zip(base[:31], word, strict=False):
        if a != b:
            break
        same += 1
    return DIGITS[same] + word[same:]


def front_code(words: Iterable[str]) -> Iterator[str]:
    """Each word as what it shares with the one before."""
    last = ""
    for word in words:
        yield shared(last, word)
        last = word


def to_json(value: object) -> str:
    """Compact JSON that may stand in a script: nothing in it can end a script element or a line."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


STAMP = 8
"""Signs of a stamp."""


def stamp(*texts: str) -> str:
    """What tells one content from another, and stands in the name of its file, also on disks that know no capitals."""
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:STAMP]


def script(lang: str, mark: str, name: str, value: str) -> str:
    """A classic script that hands ``value`` (JSON) with its stamp to the client under ``name``."""
    return f'portalSearch.put("{lang}","{mark}","{name}",{value});\n'
