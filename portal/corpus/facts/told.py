"""What is told of two passages: kinds of differences, and one difference with its places."""

from __future__ import annotations

from typing import Literal

from portal.core.records import dataclass

FactKind = Literal[
    "number-differs", "number", "small-number", "number-word", "swapped", "counted", "date", "unit", "word", "negation",
    "sentence", "length", "name", "name-alone", "link", "address", "image", "act", "part", "cells", "cell-words",
    "untranslated",
]  # fmt: skip


@dataclass(frozen=True)
class FactDifference:
    """``fact`` of the first passage (or "") against ``theirs`` of the second (or ""); places within the passages."""

    kind: FactKind
    fact: str
    theirs: str
    at: int = 0
    at_theirs: int = 0
