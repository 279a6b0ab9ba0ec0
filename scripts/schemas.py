"""``python scripts/schemas.py``: the same as ``python -m portal schemas``."""

from start import run

run("schemas")
