"""``python scripts/import_document.py``: the same as ``python -m portal import``."""

from start import run

run("import")
