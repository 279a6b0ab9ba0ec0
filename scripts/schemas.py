"""``python scripts/schemas.py``: the same as ``python -m portal schemas``."""

import sys

from portal.commands.main import main

raise SystemExit(main(["schemas", *sys.argv[1:]]))
