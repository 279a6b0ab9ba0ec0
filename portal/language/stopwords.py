"""Words of a query that weigh nothing, by analyser (``stopwords.yml``)."""

from __future__ import annotations

from functools import cache
from importlib import resources

import yaml


@cache
def stopwords() -> dict[str, tuple[str, ...]]:
    """Analyser → words as they are typed, each once."""
    text = resources.files("portal.language").joinpath("stopwords.yml").read_text(encoding="utf-8")
    return {name: tuple(dict.fromkeys(words.split())) for name, words in yaml.safe_load(text).items()}
