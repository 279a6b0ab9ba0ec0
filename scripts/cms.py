"""``python scripts/cms.py``: the same as ``python -m portal cms``."""

from start import run

run("cms")
