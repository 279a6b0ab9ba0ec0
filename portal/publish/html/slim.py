"""Client scripts without what only their readers need: comments, types, indentation.

Not a minifier: no name changes and no statement moves, so that nothing can break that a comment could not break.
It counts on the house style: block comments open with ``/**``, line comments stand alone on their line, and no
string or template holds such signs or spans lines (``tests/test_search_slim.py`` looks).
"""

from __future__ import annotations

import re

_BLOCK = re.compile(r"/\*\*(?:[^*]|\*(?!/))*\*/ ?")
_LINE = re.compile(r"^\s*//.*$", re.M)
_EDGE = re.compile(r"^[ \t]+|[ \t]+$", re.M)
_EMPTY = re.compile(r"\n{2,}")


def slim(script: str) -> str:
    """The same script, smaller."""
    text = _LINE.sub("", _BLOCK.sub("", script))
    return _EMPTY.sub("\n", _EDGE.sub("", text)).lstrip("\n")
