"""``python scripts/new.py``: the same as ``python -m portal new``."""

from start import run

run("new")
