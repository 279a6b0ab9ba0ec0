"""When Python looks for garbage: not while much is read of which nothing is any."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_OBJECTS = 25_000
"""So many are made between two looks: templates leave cycles, with a page in each of them."""


@contextmanager
def nothing_is_garbage() -> Iterator[None]:
    """While content is loaded; as a decorator, while a function runs."""
    gc.disable()
    try:
        yield
    finally:
        gc.set_threshold(_OBJECTS)
        gc.enable()
