"""Plural forms by CLDR: Kyrgyz has one and other, Russian one, few, many and other."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from babel import Locale


@cache
def _locale(lang: str) -> Locale:
    return Locale(lang)


def choose(forms: Mapping[str, str], count: float, lang: str) -> str:
    """The form for ``count``. Raises ``KeyError`` if the forms lack both the category and ``other``."""
    category = _locale(lang).plural_form(count)
    return forms[category] if category in forms else forms["other"]
