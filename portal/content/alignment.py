"""Both languages of a text beside each other: paragraph by paragraph, item by item, cell by cell.

Texts that have the same shape are paired by position. Else the pairs are found by length, by what both languages write
alike (numbers, addresses of links, letters of names) and by what kind of part it is: a part without a partner and a
paragraph that was split in two are told apart. The time grows with the length of the text, not with its square.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import field
from typing import Literal

from portal.content.source_marks import blanked
from portal.core.records import dataclass

PartKind = Literal["heading", "paragraph", "item", "row", "code"]

_HEADING = re.compile(r"[ ]{0,3}(#{1,6})[ \t]")
_ITEM = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+")
_ROW = re.compile(r"[ \t>]*\|")
_RULE = re.compile(r"[ \t>]*\|?[ \t:|-]*-[ \t:|-]*\Z")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_NUMBER = re.compile(r"\d+")
_ADDRESS = re.compile(r"\]\(([^)\s]+)")

_MOST_APART = 24
"""How far a part may stand from the place where it is expected, besides those that one text has more."""
_MANY = 800
"""Texts of more parts are looked through less widely."""
_ALONE = 1.6
_SPLIT = 0.8
_OTHER_COLUMNS = 0.8
_OTHER_KIND = 9.0


@dataclass(frozen=True)
class TextPart:
    """A heading, paragraph, item of a list, row of a table, or block of code; ``line`` counts from 1 in the body."""

    kind: PartKind
    text: str
    line: int
    level: int = 0
    """Of a heading; of a row the number of its cells; of a paragraph or item how deep in quotations it stands."""
    start: int = field(default=0, compare=False)
    """The place in the body."""

    @property
    def cells(self) -> tuple[tuple[int, str], ...]:
        """The cells of a row: where each begins in ``text``, and its words."""
        found, at = [], 0
        for piece in re.split(r"(?<!\\)\|", self.text):
            found.append((at, piece))
            at += len(piece) + 1
        inner = found[1:] if found and not found[0][1].strip(" \t>") else found
        return tuple(inner[:-1] if inner and not inner[-1][1].strip() else inner)


@dataclass(frozen=True)
class AlignedParts:
    """What belongs together: one part each, a part and two, or a part without a partner (one side is empty)."""

    one: tuple[TextPart, ...]
    two: tuple[TextPart, ...]


def text_parts(body: str) -> tuple[TextPart, ...]:
    """The parts of a Markdown body in their order; the line below the heading of a table is none."""
    found: list[TextPart] = []
    kind: PartKind = "paragraph"
    lines: list[str] = []
    first = start = at = 0
    fence = ""

    def close() -> None:
        if lines:
            text = "\n".join(lines)
            found.append(TextPart(kind, text, first, _level(kind, text), start))
            lines.clear()

    for number, line in enumerate(blanked(body).split("\n"), 1):
        goes_on = bool(lines) and kind in {"paragraph", "item"} and _depth(line) <= _depth(lines[0])
        own = "code" if fence else _kind(line, goes_on)
        if own is None or own in {"heading", "item", "row", "paragraph"} or (own != kind and lines and own != "more"):
            close()
        mark = _FENCE.match(line)
        if mark and not fence:
            close()
            own, fence = "code", mark[1]
        elif mark and mark[1].startswith(fence) and not line[mark.end() :].strip():
            fence = ""
        if own is not None and own != "rule":
            if not lines:
                kind, first, start = ("paragraph" if own == "more" else own), number, at
            lines.append(line)
            if own == "code" and not fence:
                close()
        at += len(line) + 1
    close()
    return tuple(found)


def _level(kind: PartKind, text: str) -> int:
    if kind == "heading":
        return len(text.lstrip().split(maxsplit=1)[0])
    if kind == "row":
        return len(TextPart("row", text, 0).cells)
    return 0 if kind == "code" else _depth(text)


def _kind(line: str, open_text: bool) -> PartKind | Literal["more", "rule"] | None:
    """What a line is; ``more``: it goes on with the paragraph or item before it."""
    if not line.strip(" \t>"):
        return None
    if _HEADING.match(line):
        return "heading"
    if _ROW.match(line):
        return "rule" if _RULE.match(line) else "row"
    if _ITEM.match(line):
        return "item"
    return "more" if open_text else "paragraph"


def _depth(text: str) -> int:
    """How many quotations, one in the other, a text begins in."""
    return text[: len(text) - len(text.lstrip(" \t>"))].count(">")


def aligned(one: Sequence[TextPart], two: Sequence[TextPart]) -> tuple[AlignedParts, ...]:
    """The parts of both texts, each once and in order."""
    if [(item.kind, item.level) for item in one] == [(item.kind, item.level) for item in two]:
        return tuple(AlignedParts((a,), (b,)) for a, b in zip(one, two, strict=True))
    found: list[AlignedParts] = []
    i = j = 0
    for di, dj in _steps([_traits(item) for item in one], [_traits(item) for item in two]):
        found.append(AlignedParts(tuple(one[i : i + di]), tuple(two[j : j + dj])))
        i, j = i + di, j + dj
    return tuple(found)


@dataclass(frozen=True)
class _Traits:
    """What of a part is alike in every language."""

    kind: PartKind
    level: int
    length: int
    signs: frozenset[str]


def _traits(part: TextPart) -> _Traits:
    signs = {*_NUMBER.findall(part.text), *_ADDRESS.findall(part.text)}
    signs.update(_skeleton(word) for word in re.findall(r"[А-ЯЁӨҮҢ][\w-]{2,}", part.text))
    return _Traits(part.kind, part.level, len(part.text), frozenset(sign for sign in signs if sign))


def _skeleton(word: str) -> str:
    """The first consonants of a word: names of both languages agree in them."""
    return "".join(re.findall("[бвгджзклмнпрстфхцчшщ]", word.lower().replace("дж", "ж")))[:3]


_MOVES = ((1, 1), (1, 0), (0, 1), (1, 2), (2, 1))


def _steps(one: Sequence[_Traits], two: Sequence[_Traits]) -> Iterator[tuple[int, int]]:
    """The cheapest way through both texts, in steps of :data:`_MOVES`; looked for near the diagonal alone."""
    n, m = len(one), len(two)
    wide = abs(n - m) + (_MOST_APART if max(n, m) < _MANY else _MOST_APART // 4)
    if abs(n - m) > _MOST_APART * 8:  # two texts of which nobody can say what belongs together
        yield from [(1, 1)] * min(n, m)
        yield from [(1, 0)] * (n - m) if n > m else [(0, 1)] * (m - n)
        return
    best: dict[tuple[int, int], tuple[float, int, int]] = {(0, 0): (0.0, 0, 0)}
    for i in range(n + 1):
        middle = i * m // n if n else 0
        for j in range(max(0, middle - wide), min(m, middle + wide) + 1):
            if (i, j) == (0, 0):
                continue
            ways = [
                (best[i - di, j - dj][0] + _cost(one[i - di : i], two[j - dj : j]), di, dj)
                for di, dj in _MOVES
                if (i - di, j - dj) in best
            ]
            if ways:
                best[i, j] = min(ways)
    steps: list[tuple[int, int]] = []
    i, j = n, m
    while (i, j) != (0, 0):
        _, di, dj = best[i, j]
        steps.append((di, dj))
        i, j = i - di, j - dj
    yield from reversed(steps)


def _cost(one: Sequence[_Traits], two: Sequence[_Traits]) -> float:
    """How unlikely it is that these belong together; lower is likelier."""
    if not one or not two:
        return _ALONE
    kinds = {item.kind for item in (*one, *two)}
    levels = {item.level for item in (*one, *two)}
    split = len(one) + len(two) > 2
    if len(kinds) > 1 or (split and kinds != {"paragraph"}) or (len(levels) > 1 and kinds != {"row"}):
        return _OTHER_KIND
    more = (_SPLIT if split else 0.0) + (_OTHER_COLUMNS if len(levels) > 1 else 0.0)
    lengths = [sum(item.length for item in side) + (5 if split else 20) for side in (one, two)]
    apart = abs(math.log(lengths[0] / lengths[1]))
    signs = [frozenset[str]().union(*(item.signs for item in side)) for side in (one, two)]
    either = len(signs[0] | signs[1])
    unlike = 1 - len(signs[0] & signs[1]) / either if either else 0.5
    return more + min(2.5, (4 if split else 1.5) * apart) + 1.4 * unlike
