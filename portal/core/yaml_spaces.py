"""Spaces at which YAML stumbles and which nobody sees: an indent that is no neighbour's, spaces that do not break."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_WIDE = "\u00a0\u2000-\u200a\u202f\u3000"
_NO_PLAIN = re.compile(rf"(?:[ ]*(?:- +)*|(?:[ ]*(?:- +)*[A-Za-z_][\w-]*:|[ ]*-)[ ]*)(?P<space>[{_WIDE}])[ {_WIDE}]*\S")
_FIELD = re.compile(r"(?P<indent> *)(?P<items>(?:- +)*)(?:[A-Za-z_][\w-]*:(?: |$)|\{|(?<=- ))")


def no_plain_spaces(text: str) -> Iterator[tuple[int, int]]:
    """Line and column of the first such space of every line, at its beginning or behind the name of a field."""
    for number, line in enumerate(text.split("\n") if re.search(f"[{_WIDE}]", text) else (), 1):
        if found := _NO_PLAIN.match(line):
            yield number, found.start("space") + 1


def wrong_indent(lines: Sequence[str], line: int) -> tuple[int, int] | None:
    """How many spaces the line (from 1) begins with, and how many its neighbours, if it has none of their indents."""
    at = _FIELD.match(lines[line - 1]) if line > 1 else None
    if not at:
        return None
    own, known = len(at["indent"]), {0}
    for above in reversed(lines[: line - 1]):
        found = _FIELD.match(above)
        if found:
            known |= {len(found["indent"]), len(found["indent"] + found["items"])}
            if not found["indent"] and not found["items"]:
                break
    if own in known:
        return None
    return own, min(known, key=lambda indent: (abs(indent - own), -indent))
