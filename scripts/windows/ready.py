"""Tells ``portal.cmd`` what the ``.venv`` whose Python runs this lacks, by the exit code.

0: nothing. 3: the packages of ``requirements/editing.txt`` as it is now: they were never installed to the end, or the
portal's folder is newer than they are. 4: pip, the making of ``.venv`` was stopped. Any other: this Python itself does
not start, as when the one that it was made of is gone.
"""

import filecmp
import sys
from importlib.util import find_spec
from pathlib import Path

NOTHING, PACKAGES, PIP = 0, 3, 4
WANTED = "requirements/editing.txt"
INSTALLED = ".venv/installed.txt"
"""A copy of ``WANTED``, made by ``portal.cmd`` when all of it had been installed."""

if not find_spec("pip"):
    sys.exit(PIP)
same = Path(INSTALLED).is_file() and filecmp.cmp(WANTED, INSTALLED, shallow=False)
sys.exit(NOTHING if same else PACKAGES)
