"""Marks in a text that name the sources of what is claimed: ``{s2}``, ``{s1, s3}``; a number is a place in the list.

``{s0}`` says that a paragraph is the portal's own remark and needs no source. A mark is no part of the words: revision,
parity, spelling, typography, search and anchors do not see it, so that adding one makes no translation outdated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.core.records import dataclass

OWN = 0
"""The number that stands for no source: the portal itself speaks."""

# The letter may be the Cyrillic one, which looks the same.
# The sign first, then what must not stand before it: a text is searched for the sign alone.
PATTERN = r"\{(?<!\\\{)[ ]*[sс][0-9]{1,2}(?:[ ]*,[ ]*[sс][0-9]{1,2})*[ ]*\}"
MARK = re.compile(PATTERN)
# Tried once for each run of spaces, not at every space of it: the time grows with the text, not with its square.
WITH_SPACE = rf"(?<![ \t\u00a0])[ \t\u00a0]*{PATTERN}"
"""A mark and the space before it."""
CODE = re.compile(r"(?ms)^(`{3,}+|~{3,}+)[^\n]*\n.*?^\1[ ]*$|(?<!`)(`++)[^\n]+?(?<!`)\2(?!`)")
"""Code as written in Markdown: there everything may stand, so that nothing is looked for in it."""

_ITEM = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+")
_NO_UNIT = re.compile(r"[ \t>]*(?:#{1,6}(?:[ \t]|$)|(?:=+|-+)[ \t]*$|!!!|\?\?\?|\[[^\]\n]+\]:|<!--)")
_TABLE = re.compile(r"[ \t>]*\|")


def without_code(text: str) -> str:
    """The text with its code blanked out, every other sign in its place."""
    if "`" not in text and "~~~" not in text:  # the case of nearly all texts
        return text
    return CODE.sub(lambda match: _blank(match[0]), text)


def without_marks(text: str) -> str:
    """The words alone; a space before a mark goes with it."""
    parts, at = [], 0
    for match in MARK.finditer(text):
        parts.append(text[at : match.start()].rstrip(" \t\u00a0"))
        at = match.end()
    return "".join((*parts, text[at:])) if at else text


def blanked(text: str) -> str:
    """The text with spaces for the marks, every other sign in its place."""
    return MARK.sub(lambda match: _blank(match[0]), text) if "{" in text else text


def numbers(mark: str) -> tuple[int, ...]:
    """The numbers in a mark, each once."""
    return tuple(dict.fromkeys(int(number) for number in re.findall(r"[0-9]+", mark)))


def marks(text: str) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The marks of a text, without those in code: place and numbers."""
    for match in MARK.finditer(without_code(text)):
        yield match.start(), numbers(match[0])


@dataclass(frozen=True)
class Claimed:
    """What must name a source of its own: a paragraph, an item of a list, a table; ``start``: its place in the text."""

    start: int
    text: str

    @property
    def introduces(self) -> bool:
        """Whether it only introduces what follows (a list, whose items have marks of their own) and has no number."""
        words = _ITEM.sub("", self.text, count=1).rstrip(" *_»\u00a0")
        return words.endswith(":") and not re.search(r"\d", words)


def units(body: str) -> Iterator[Claimed]:
    """The units of a Markdown text in their order; headings and code are none."""
    lines: list[str] = []
    start = at = 0
    in_table = False
    for line in without_code(body).split("\n"):
        item, table = _ITEM.match(line), _TABLE.match(line)
        if lines and (not line.strip() or item or _NO_UNIT.match(line) or bool(table) != in_table):
            yield Claimed(start, "\n".join(lines))
            lines = []
        if line.strip() and not _NO_UNIT.match(line):
            if not lines:
                start, in_table = at + len(line) - len(line.lstrip()), bool(table)
            lines.append(line)
        at += len(line) + 1
    if lines:
        yield Claimed(start, "\n".join(lines))


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
