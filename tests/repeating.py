"""How many random examples a test tries: some in every run, many in `make test-long`."""

from __future__ import annotations

from typing import Any

from hypothesis import settings

TIMES = 1
"""Set by the option ``--times`` before test files are read."""


def set_up(times: int) -> None:
    """What holds for all tests with random examples: none is timed, for machines are busy."""
    global TIMES
    TIMES = times
    settings.register_profile("portal", deadline=None, max_examples=settings.default.max_examples * times)
    settings.load_profile("portal")


def repeated(examples: int, **options: Any) -> settings:
    """So many examples, times ``--times``, where it is not the usual number."""
    return settings(max_examples=examples * TIMES, **options)
