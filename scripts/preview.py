"""``python scripts/preview.py``: the same as ``python -m portal preview``."""

import sys

from portal.commands.main import main

raise SystemExit(main(["preview", *sys.argv[1:]]))
