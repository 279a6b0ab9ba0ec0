"""``python scripts/preview.py``: the same as ``python -m portal preview``."""

from start import run

run("preview")
