"""Colours and sizes where no custom property reaches: the manifest, the icon, the stick, files of one piece.

They stand in one style sheet, ``properties.css``; a text that needs them writes ``var(--p-…)`` as a style sheet does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from portal.core.built import STYLES

PATH = f"overrides/{STYLES}properties.css"
PRIMARY = "--p-primary"
PAPER = "--p-paper"

Scheme = Literal["light", "dark"]
Properties = Mapping[str, str]
"""Name → value."""

# A line of the first rule, and of the one with what differs in the dark.
_RULES = {
    "light": re.compile(r":root\s*\{(.*?)\n\}", re.DOTALL),
    "dark": re.compile(r':root\[data-scheme="dark"\]\s*\{(.*?)\n\s*\}', re.DOTALL),
}
_PROPERTY = re.compile(r"^\s*(--p-[\w-]+):\s*([^;]+);", re.MULTILINE)
_USE = re.compile(r"var\((--p-[\w-]+)\)")


def read_properties(root: Path, scheme: Scheme = "light") -> dict[str, str]:
    """The properties of the project at ``root``, those that are made of others filled in."""
    text = (root / PATH).read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for name in dict.fromkeys(("light", scheme)):
        rule = _RULES[name].search(text)
        found.update(_PROPERTY.findall(rule[1]) if rule else [])
    return {name: filled(value, found) for name, value in found.items()}


def filled(text: str, properties: Properties) -> str:
    """``text`` with each ``var(--p-…)`` replaced by its value."""

    def value(match: re.Match[str]) -> str:
        if match[1] not in properties:
            raise ValueError(f"{match[1]} does not stand in {PATH}")
        return properties[match[1]]

    return _USE.sub(value, text)
