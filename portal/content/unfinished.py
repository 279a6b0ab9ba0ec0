"""Marks that the command ``translate`` leaves for the translator; a text that has one is not finished.

A mark is a word or two in capitals after «§§», which nobody writes otherwise and every keyboard and editor shows. The
site does not show such a translation, and the check counts its marks.
"""

from __future__ import annotations

import re
from importlib import resources

import yaml

from portal.model.values import LANGS, Lang

_MARKS: dict[str, dict[str, str]] = yaml.safe_load(
    resources.files("portal.content").joinpath("marks.yml").read_text(encoding="utf-8")
)


def _by_language(name: str) -> dict[Lang, str]:
    return {lang: _MARKS[name].get(lang, _MARKS[name]["en"]) for lang in LANGS}


TRANSLATE, CHANGED, REMOVED = (_by_language(name) for name in ("translate", "changed", "removed"))

_MARK = re.compile("|".join(mark.replace(" ", r"\s*") for marks in _MARKS.values() for mark in marks.values()))


def marked_lines(text: str) -> list[int]:
    """The lines (from 1) of a file that have a mark; one for each mark."""
    return [number for number, line in enumerate(text.split("\n"), 1) for _ in _MARK.findall(line)]


def for_command(slug: str, lang: Lang) -> str:
    """What ``python -m portal translate`` is called with for a translation into ``lang``: of two, it needs no name."""
    return f"{slug} --to {lang}" if len(LANGS) > 2 else slug
