"""What was looked up of single words, let go of between the steps of a large build; and memory that is given back."""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import _lru_cache_wrapper, cache
from typing import TypeVar

T = TypeVar("T")

_PACKAGE = __name__.partition(".")[0]
_MANY = 1 << 12
"""Entries of a table of words (``lru_cache``) that takes megabytes."""


def forget_words() -> None:
    """Empty the large tables of words, when a step is over: the next ones ask for other words.

    In a large portal a dozen of them hold tens of thousands each. They are filled again by whoever asks.
    """
    for found in _tables():
        if (found.cache_parameters()["maxsize"] or 0) >= _MANY:
            found.cache_clear()


def _tables() -> Iterator[_lru_cache_wrapper[object]]:
    """Those of modules and of what they define, and all others that this process has made.

    What was there when the process was forked Python does not list (``gc.freeze``), and a look at all of it would copy
    the memory that processes have together.
    """
    for name, module in [*sys.modules.items()]:
        if name.partition(".")[0] == _PACKAGE:
            for value in [*vars(module).values()]:
                inner = vars(value).values() if isinstance(value, type) else ()
                yield from (one for one in (value, *inner) if isinstance(one, _lru_cache_wrapper))
    yield from (found for found in gc.get_objects() if isinstance(found, _lru_cache_wrapper))


def giving_back(things: Iterable[T], every: int = 100) -> Iterator[T]:
    """The things; after so many of them always, memory that is free by then goes back to the system."""
    for number, thing in enumerate(things, 1):
        yield thing
        if number % every == 0:
            give_back()


def give_back() -> None:
    """Give memory back that is free. Pages and texts are large and of all sizes: the C library keeps the gaps that they
    leave for the process, half as much as all that is in use.
    """
    if trim := _trim():
        trim(0)


@cache
def _trim() -> Callable[[int], int] | None:
    """That of glibc; others have none."""
    return getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
