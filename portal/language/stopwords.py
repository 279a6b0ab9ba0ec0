"""Words of a query that weigh nothing, by analyser (``stopwords.yml``)."""

from __future__ import annotations

from functools import cache

from portal.language.packaged import read_yaml


@cache
def stopwords() -> dict[str, tuple[str, ...]]:
    """Analyser → words as they are typed, each once."""
    return {name: tuple(dict.fromkeys(words.split())) for name, words in read_yaml("stopwords.yml").items()}
