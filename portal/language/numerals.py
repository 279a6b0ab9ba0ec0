"""Words for numbers, by analyser (``numerals.yml``)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from portal.language.packaged import read_yaml


@cache
def _table() -> dict[str, dict[str, dict[Any, Any]]]:
    loaded: dict[str, dict[str, dict[Any, Any]]] = read_yaml("numerals.yml")
    return loaded


def _by_word(name: str) -> dict[str, dict[str, int]]:
    """Analyser → word → value; the table has a word with its value, or a value with all its forms."""
    found: dict[str, dict[str, int]] = {}
    for analyser, words in _table()[name].items():
        found[analyser] = {}
        for key, value in words.items():
            forms = value if isinstance(value, list) else [key]
            found[analyser].update(dict.fromkeys(forms, key if isinstance(value, list) else value))
    return found


@cache
def number_words() -> Mapping[str, Mapping[str, int]]:
    """Analyser → word → value, from one to nine hundred."""
    return _by_word("numbers")


@cache
def scale_words() -> Mapping[str, Mapping[str, int]]:
    """Analyser → word → value, from a thousand on."""
    return _by_word("scales")
