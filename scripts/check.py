"""``python scripts/check.py``: the same as ``python -m portal check``."""

import sys

from portal.commands.main import main

raise SystemExit(main(["check", *sys.argv[1:]]))
