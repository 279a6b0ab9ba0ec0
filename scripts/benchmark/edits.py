"""Edits of a document as an editor makes them."""

from __future__ import annotations

import re
from pathlib import Path

SENTENCE = "Жаңы сап кошулду"


def originals(project: Path) -> list[Path]:
    """Practices that are written in the main language of the portal, generated or real."""
    files = sorted((project / "docs/ky/practices").glob("*.md"))
    return [file for file in files if "\ntranslation_of:" not in file.read_text(encoding="utf-8")]


def add_sentence(file: Path, number: int) -> str:
    """Put a sentence below the first heading; returns its words."""
    words = f"{SENTENCE} {number}"
    text = re.sub(r"(?m)^(## .*)$", rf"\1\n\n{words}.{{s0}}", file.read_text(encoding="utf-8"), count=1)
    file.write_text(text, encoding="utf-8", newline="\n")
    return words


def change_title(file: Path, number: int) -> None:
    """Put a number behind the title."""
    lines = file.read_text(encoding="utf-8").split("\n")
    place = next(n for n, line in enumerate(lines) if line.startswith("title:"))
    ends = "'" if lines[place].endswith("'") else ""
    lines[place] = f"{lines[place].removesuffix(ends)} {number}{ends}"
    file.write_text("\n".join(lines), encoding="utf-8", newline="\n")
