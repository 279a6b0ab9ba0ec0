"""``python scripts/cms.py``: the same as ``python -m portal cms``."""

import sys

from portal.commands.main import main

raise SystemExit(main(["cms", *sys.argv[1:]]))
