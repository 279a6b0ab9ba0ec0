"""``python scripts/law_report.py``: the same as ``python -m portal law-report``."""

from start import run

run("law-report")
