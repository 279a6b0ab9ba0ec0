"""Move the lines of a letterhead (who decided, when, under which number) from an act's text into its source's title."""

from __future__ import annotations

import re
import textwrap

from portal.editing.importing.model import Imported
from portal.editing.importing.notes import Notes

_NUMBER = re.compile(r"(?i)(?:№|\bn)\s*\d")
_COUNTRY = re.compile(r"(?i)^\W*(?:кыргыз республикасы(?:нын)?|кыргызск(?:ая|ой) республик[аи])\W*$")
_WHOSE = re.compile(r"(?i)\b(решение|постановление|распоряжение|приказ), (?=\S+(?:ого|его|ой|ей)\b)")
_LONGEST = 300
"""Letters of a title in the card."""


def with_act(title: str, imported: Imported, notes: Notes) -> str:
    """The title of a source with the lines of the letterhead or stamp that name the act, as they are written."""
    head, stamp = (_named(lines) for lines in (imported.head, imported.stamp))
    named = _WHOSE.sub(r"\1 ", ", ".join(head)) if imported.decides or any(map(_NUMBER.search, head)) else ""
    named = named or (" ".join(stamp) if any(map(_NUMBER.search, stamp)) else "")
    if not named or len(named) + len(title) + 3 > _LONGEST:
        named = "; ".join(line for line in (*head, *stamp) if _NUMBER.search(line))
    if not named:
        return title
    named = textwrap.shorten(named, _LONGEST // 2, placeholder=" …")
    notes.add("act-named", named)
    return f"{textwrap.shorten(title, _LONGEST - len(named) - 3, placeholder=' …')} ({named})"


def _named(lines: tuple[str, ...]) -> list[str]:
    return [" ".join(line.split()) for line in lines if line.strip() and not _COUNTRY.match(line)]
