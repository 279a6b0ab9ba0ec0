"""Client scripts: each is its parts one after the other, as ``scripts.json`` beside them lists.

The parts are classic scripts (browsers load no modules from a disk). Each says in one constant, ``portal…``, what it
has for the parts after it; a script starts with the parts that it needs, unless its page loads them as another script.
A file of the site is written ``built:NAME`` in a text; joining fills in where it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from portal.core.built import built_name
from portal.publish.html.parts import part_table

TABLE = "scripts.json"

_BUILT = re.compile(r"\bbuilt:([\w./-]+)")


def table(sources: Path) -> dict[str, list[str]]:
    """Name of a script → its parts in their order; ``sources`` is the folder that the parts stand in."""
    return part_table(sources / TABLE)


def joined(parts: Mapping[str, str]) -> str:
    """The text of a script from its parts (by their names), as they stand. A part ends its last statement itself."""
    for name, text in parts.items():
        if not text.endswith((";\n", "}\n")):
            raise ValueError(f"{name}: the last statement has no end, so that nothing can follow it")
    return "".join(parts.values())


def script(sources: Path, name: str) -> str:
    """The text of one script."""
    text = joined({part: (sources / part).read_text(encoding="utf-8") for part in table(sources)[name]})
    return _BUILT.sub(lambda match: built_name(match[1]), text)


def scripts(sources: Path) -> dict[str, str]:
    """All scripts: name → text."""
    return {name: script(sources, name) for name in table(sources)}
