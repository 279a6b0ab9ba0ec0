"""Marks that the command ``translate`` leaves for the translator; a text that has one is not finished.

A mark is a word or two in capitals after «§§», which nobody writes otherwise and every keyboard and editor shows. The
site does not show such a translation, and the check counts its marks.
"""

from __future__ import annotations

import re

from portal.model.values import Lang

TRANSLATE: dict[Lang, str] = {"ky": "§§ КОТОРУҢУЗ", "ru": "§§ ПЕРЕВЕДИТЕ"}
CHANGED: dict[Lang, str] = {"ky": "§§ ӨЗГӨРДҮ", "ru": "§§ ИЗМЕНИЛОСЬ"}
REMOVED: dict[Lang, str] = {"ky": "§§ АЛЫНДЫ", "ru": "§§ УДАЛЕНО"}

_MARK = re.compile(
    "|".join(mark.replace(" ", r"\s*") for marks in (TRANSLATE, CHANGED, REMOVED) for mark in marks.values())
)


def marked_lines(text: str) -> list[int]:
    """The lines (from 1) of a file that have a mark; one for each mark."""
    return [number for number, line in enumerate(text.split("\n"), 1) for _ in _MARK.findall(line)]
