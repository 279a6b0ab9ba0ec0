"""``python scripts/check.py``: the same as ``python -m portal check``."""

from start import run

run("check")
