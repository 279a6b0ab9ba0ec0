"""A guard before Markdown: brackets that are opened again and again and never closed, and signs without end.

Python-Markdown looks for the end of every one of them, which takes time with the square of their number: five
thousand of them, 20 KB, kept it busy for 23 seconds. No text of people holds many of them.
"""

from __future__ import annotations

import re
from collections import Counter

MAX_OPEN = 100
"""How many brackets may stand open at once within a paragraph."""

_CROWD = {
    "`": 300, "*": 1000, "_": 1000, "<": 1000, "|": 2000, "&": 2000, "~": 1000, "^": 1000, "{": 1000, "!": 500,
    "-": 800, "+": 800, ">": 800, "#": 400,
}  # fmt: skip
"""How often a sign, or a run of it, may stand in a paragraph: for each of them Markdown looks through what follows."""
_GAP = re.compile(r"[ \t\u00a0]{4000}")
_SIGNS = re.compile(r"`+|\*+|_+|~+|!+|[<|&^{]|(?<=\n)[-+>#](?=[ \t#])|\n[ \t>]*\n|\n")
_MARK = re.compile(r"\\.|\]\(|[\[\])]|\n[ \t>]*\n|\n", re.DOTALL)


def unclosed_brackets(text: str) -> int:
    """The line (from 1) on which more than :data:`MAX_OPEN` brackets stand open; 0 if there is none."""
    if text.count("[") + text.count("](") <= MAX_OPEN:  # the case of nearly all texts
        return 0
    line, square, round_ = 1, 0, 0
    for match in _MARK.finditer(text):
        mark = match[0]
        if "\n" in mark:
            line += mark.count("\n")
            if mark != "\n":  # an empty line ends the paragraph
                square = round_ = 0
        elif mark == "[":
            square += 1
        elif mark == "](":
            square, round_ = max(square - 1, 0), round_ + 1
        elif mark == "]":
            square = max(square - 1, 0)
        elif mark == ")":
            round_ = max(round_ - 1, 0)
        if square + round_ > MAX_OPEN:
            return line
    return 0


def crowded_signs(text: str) -> tuple[int, str] | None:
    """The line (from 1) on which a sign has been repeated more often than texts of people have it, and the sign."""
    gap = _GAP.search(text)
    if gap:
        return text.count("\n", 0, gap.start()) + 1, " "
    if all(text.count(sign) <= most for sign, most in _CROWD.items()):  # the case of nearly all texts
        return None
    line = 1
    count: Counter[str] = Counter()
    for match in _SIGNS.finditer(text):
        sign = match[0][0]
        if sign == "\n":
            line += match[0].count("\n")
            if match[0] != "\n":
                count = Counter({"#": count["#"]})  # of headings a whole text has few
            continue
        count[sign] += 1
        if count[sign] > _CROWD[sign]:
            return line, sign
    return None
