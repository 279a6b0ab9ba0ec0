"""``python scripts/rename.py``: the same as ``python -m portal rename``."""

import sys

from portal.commands.main import main

raise SystemExit(main(["rename", *sys.argv[1:]]))
