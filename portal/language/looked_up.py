"""What was looked up of single words, let go of between the steps of a large build."""

from __future__ import annotations

import gc
from functools import _lru_cache_wrapper

_MANY = 1 << 12
"""Entries of a table of words (``lru_cache``) that takes megabytes."""


def forget_words() -> None:
    """Empty the large tables of words, when a step is over: the next ones ask for other words.

    In a large portal a dozen of them hold tens of thousands each. They are filled again by whoever asks.
    """
    for found in gc.get_objects():
        if isinstance(found, _lru_cache_wrapper) and (found.cache_parameters()["maxsize"] or 0) >= _MANY:
            found.cache_clear()
