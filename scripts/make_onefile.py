"""``python scripts/make_onefile.py``: the same as ``python -m portal onefile``."""

import sys

from portal.commands.main import main

raise SystemExit(main(["onefile", *sys.argv[1:]]))
