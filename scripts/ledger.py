"""``python scripts/ledger.py``: the same as ``python -m portal ledger``."""

from start import run

run("ledger")
