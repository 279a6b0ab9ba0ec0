"""``python scripts/rename.py``: the same as ``python -m portal rename``."""

from start import run

run("rename")
