"""``python scripts/law_report.py``: the same as ``python -m portal law-report``."""

import sys

from portal.commands.main import main

raise SystemExit(main(["law-report", *sys.argv[1:]]))
