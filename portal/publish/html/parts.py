"""The tables that say which parts a script or a style sheet is joined from, in their order."""

from __future__ import annotations

import json
from pathlib import Path


def part_table(file: Path) -> dict[str, list[str]]:
    """Name of a script or style sheet → its parts in their order; they stand in the folder of the table, ``file``."""
    found: dict[str, list[str]] = json.loads(file.read_text(encoding="utf-8"))
    return found
