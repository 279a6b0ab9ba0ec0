"""``python scripts/translate.py``: the same as ``python -m portal translate``."""

import sys

from portal.commands.main import main

raise SystemExit(main(["translate", *sys.argv[1:]]))
