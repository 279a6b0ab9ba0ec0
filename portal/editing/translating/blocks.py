"""A text as blocks (paragraphs, headings, lists, tables), what changed between two states of it, and what belongs to
which block of its translation."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Sequence

from portal.content.source_marks import without_marks
from portal.core.records import dataclass

_HEADING = re.compile(r"(#{1,6})[ \t]")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_WORD = re.compile(r"\s+|\S+")
_ALIKE = 0.35
"""Paragraphs less alike than this are a removal and an addition, not a change."""


@dataclass(frozen=True)
class Block:
    """What stands between two blank lines; ``line`` counts from 1 in the body. ``level`` is a heading's, else 0."""

    text: str
    line: int
    level: int

    @property
    def same(self) -> str:
        """What two blocks must share to count as unchanged (see :func:`portal.content.revision.revision`)."""
        return unicodedata.normalize("NFC", "\n".join(line.rstrip() for line in without_marks(self.text).split("\n")))


@dataclass(frozen=True)
class Change:
    """A block that was changed (both), added (``old`` is ``None``) or removed (``new`` is ``None``)."""

    old: Block | None
    new: Block | None


def blocks(body: str) -> tuple[Block, ...]:
    """The blocks of a Markdown body; fenced code stays whole, a heading is a block of its own."""
    found: list[Block] = []
    current: list[str] = []
    start, fence = 1, ""

    def close() -> None:
        if current:
            found.append(Block("\n".join(current), start, 0))
            current.clear()

    for number, line in enumerate(body.split("\n"), 1):
        mark = _FENCE.match(line)
        heading = None if fence else _HEADING.match(line)
        if heading:
            close()
            found.append(Block(line.rstrip(), number, len(heading[1])))
            continue
        if not line.strip() and not fence:
            close()
            continue
        if not current:
            start = number
        current.append(line.rstrip())
        if mark and not fence:
            fence = mark[1][0] * 3
        elif mark and mark[1].startswith(fence):
            fence = ""
    close()
    return tuple(found)


def changes(old: Sequence[Block], new: Sequence[Block]) -> tuple[Change, ...]:
    """All blocks in order as pairs; those that are the same have both sides with the same text."""
    matcher = difflib.SequenceMatcher(None, [item.same for item in old], [item.same for item in new], autojunk=False)
    found: list[Change] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            found += [Change(*pair) for pair in zip(old[i1:i2], new[j1:j2], strict=True)]
        else:
            found += _paired(list(old[i1:i2]), list(new[j1:j2]))
    return tuple(found)


def _paired(old: list[Block], new: list[Block]) -> list[Change]:
    """Each new block with the first old one that is like it; what has no partner was added or removed."""
    found: list[Change] = []
    for item in new:
        partner = next((i for i, other in enumerate(old) if _alike(other, item)), None)
        if partner is None:
            found.append(Change(None, item))
            continue
        found += [Change(gone, None) for gone in old[:partner]]
        found.append(Change(old[partner], item))
        del old[: partner + 1]
    return [*found, *(Change(gone, None) for gone in old)]


def _alike(one: Block, two: Block) -> bool:
    if one.level or two.level:
        return one.level == two.level
    return difflib.SequenceMatcher(None, _WORD.findall(one.text), _WORD.findall(two.text)).ratio() >= _ALIKE


def partners(old: Sequence[Block], translated: Sequence[Block]) -> tuple[tuple[Block, ...], ...]:
    """For every block of the original the blocks of the translation that belong to it: each exactly once, in order.

    Paragraph by paragraph where a section has as many in both; else the whole section belongs to its first block; the
    whole text, where the sections differ.
    """
    found: list[list[Block]] = [[] for _ in old]
    if not old:
        return ()
    sections, own = _sections(old), _sections(translated)
    levels = [[part[0].level if part else 0 for part in found] for found in (sections, own)]
    if levels[0] != levels[1]:
        found[0] = list(translated)
        return tuple(map(tuple, found))
    place = 0
    for section, theirs in zip(sections, own, strict=True):
        if len(section) == len(theirs):
            for offset, block in enumerate(theirs):
                found[place + offset].append(block)
        elif section:
            heading = 1 if section[0].level and len(section) > 1 else 0
            found[place].extend(theirs[:heading])
            found[place + heading].extend(theirs[heading:])
        else:  # something stands before the first heading in the translation only
            found[place].extend(theirs)
        place += len(section)
    return tuple(map(tuple, found))


def _sections(found: Sequence[Block]) -> list[list[Block]]:
    sections: list[list[Block]] = [[]]
    for block in found:
        if block.level:
            sections.append([])
        sections[-1].append(block)
    return sections


def marked(old: str, new: str) -> str:
    """Both states in one line of text: words that went in ``[−…−]``, words that came in ``[+…+]``."""
    one, two = _WORD.findall(" ".join(old.split())), _WORD.findall(" ".join(new.split()))
    parts: list[str] = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        gone, came = "".join(one[i1:i2]), "".join(two[j1:j2])
        if tag == "equal":
            parts.append(gone)
            continue
        parts += [f"[−{gone.strip()}−]" if gone.strip() else "", f"[+{came.strip()}+]" if came.strip() else ""]
        parts.append(" " if (gone or came).endswith(" ") else "")
    return " ".join("".join(parts).replace("−][+", "−] [+").split())
