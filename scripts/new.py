"""``python scripts/new.py``: the same as ``python -m portal new``."""

import sys

from portal.commands.main import main

raise SystemExit(main(["new", *sys.argv[1:]]))
