"""How many random examples a test tries: some in every run, many in `make test-long`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import settings

TIMES = 1
"""Set by the option ``--times`` before test files are read."""


def repeated(examples: int, **options: Any) -> Callable[[Any], Any]:
    """Hypothesis' ``settings`` with so many examples, times ``--times``; none is timed, for machines are busy."""
    limit = settings(**{"max_examples": examples * TIMES, "deadline": None, **options})
    return lambda test: pytest.mark.repeated(limit(test))
