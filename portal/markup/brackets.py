"""A guard before Markdown: brackets that are opened again and again and never closed.

Python-Markdown looks for the end of every one of them, which takes time with the square of their number: five
thousand of them, 20 KB, kept it busy for 23 seconds. No text of people holds many of them.
"""

from __future__ import annotations

import re

MAX_OPEN = 100
"""How many brackets may stand open at once within a paragraph."""

_MARK = re.compile(r"\\.|\]\(|[\[\])]|\n[ \t>]*\n|\n", re.DOTALL)


def unclosed_brackets(text: str) -> int:
    """The line (from 1) on which more than :data:`MAX_OPEN` brackets stand open; 0 if there is none."""
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
