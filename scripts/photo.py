"""``python scripts/photo.py``: the same as ``python -m portal photo``."""

from start import run

run("photo")
