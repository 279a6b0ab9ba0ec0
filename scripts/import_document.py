"""``python scripts/import_document.py``: the same as ``python -m portal import``."""

import sys

from portal.commands.main import main

raise SystemExit(main(["import", *sys.argv[1:]]))
