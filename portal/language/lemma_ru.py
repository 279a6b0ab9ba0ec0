"""Dictionary forms of Russian words, by pymorphy3 (MIT); for the build only, nothing of it reaches a page."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

#: A reading less likely than this is not worth a key.
LIKELY = 0.15


@cache
def _analyser() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(maxsize=1 << 16)
def lemmas(word: str) -> tuple[str, ...]:
    """A normalised Russian word → its dictionary forms, the likeliest first (``людей`` → ``человек``)."""
    parses = _analyser().parse(word)
    return tuple(dict.fromkeys(p.normal_form for i, p in enumerate(parses) if i == 0 or p.score >= LIKELY))


@lru_cache(maxsize=1 << 16)
def is_known(word: str) -> bool:
    """Whether the dictionary (OpenCorpora, five million forms) has this form; ё may be written е."""
    return bool(_analyser().word_is_known(word))
