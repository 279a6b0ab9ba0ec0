"""The words that ``new`` writes into a card (``new_words.yml``)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from portal.core.packaged import read_yaml
from portal.core.problems import MessageLang


class Say:
    """The words in one language."""

    def __init__(self, lang: MessageLang) -> None:
        self.lang = lang

    def __call__(self, key: str, **values: object) -> str:
        """The text of ``key`` with its placeholders filled."""
        return texts()[key][self.lang].format_map(values)


@cache
def texts() -> Mapping[str, Mapping[MessageLang, str]]:
    """Key → the text in each language."""
    loaded: Mapping[str, Mapping[MessageLang, str]] = read_yaml("portal.editing", "new_words.yml")
    return loaded
