"""``python scripts/make_onefile.py``: the same as ``python -m portal onefile``."""

from start import run

run("onefile")
