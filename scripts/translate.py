"""``python scripts/translate.py``: the same as ``python -m portal translate``."""

from start import run

run("translate")
