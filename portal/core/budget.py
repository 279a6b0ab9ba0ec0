"""A bound on the time of the processor for one file: what takes longer is no text of people.

Patterns are written so that time grows with the text; this is for the one that nobody thought of. Where the system can
interrupt (not on Windows, not outside of the main thread) the work is stopped, else it is only told afterwards.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SECONDS = 3.0
"""For one step of one document; real ones take less than a tenth of a second."""


class OverBudgetError(Exception):
    """The work on a file took more time than it may."""


@contextmanager
def budget(seconds: float = SECONDS) -> Iterator[None]:
    """Raises :class:`OverBudgetError` where the block takes more time of the processor. Blocks must not be nested."""
    before = time.process_time()
    timer = getattr(signal, "ITIMER_VIRTUAL", None)
    if timer is None or threading.current_thread() is not threading.main_thread():
        yield
    else:
        previous = signal.signal(signal.SIGVTALRM, _stop)
        signal.setitimer(timer, seconds)
        try:
            yield
        finally:
            signal.setitimer(timer, 0)
            signal.signal(signal.SIGVTALRM, previous)
    if time.process_time() - before > seconds:
        raise OverBudgetError


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise OverBudgetError
