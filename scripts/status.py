"""``python scripts/status.py``: the same as ``python -m portal status``."""

import sys

from portal.commands.main import main

raise SystemExit(main(["status", *sys.argv[1:]]))
