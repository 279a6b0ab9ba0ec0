"""``python scripts/status.py``: the same as ``python -m portal status``."""

from start import run

run("status")
