"""When Python looks for garbage: not while much is read of which nothing is any, and not in a build of a few pages."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_OBJECTS = 25_000
"""So many are made between two looks: templates leave cycles, with a page in each of them."""
_PAGES = 200
"""So many pages leave less than what it costs to look."""


@contextmanager
def nothing_is_garbage() -> Iterator[None]:
    """While content is loaded, and after that until somebody looks; as a decorator, from when a function runs."""
    gc.disable()
    try:
        yield
    except BaseException:
        look_for_garbage()
        raise


def look_for_garbage(pages: int = _PAGES) -> None:
    """From now on; not yet after few ``pages`` of a build."""
    if pages == _PAGES:
        if not gc.get_freeze_count():  # else the first look would go through all that is there, and most of it stays
            gc.freeze()
            gc.unfreeze()
        gc.set_threshold(_OBJECTS)
        gc.enable()
