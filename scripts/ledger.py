"""``python scripts/ledger.py``: the same as ``python -m portal ledger``."""

import sys

from portal.commands.main import main

raise SystemExit(main(["ledger", *sys.argv[1:]]))
