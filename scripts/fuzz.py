"""Attack ``import``, the check with its advice and ``--fix`` with damaged files: ``scripts/fuzz.py --minutes 60``.

Minutes are those of the processor. Every place in the code that fails is told once, with the call that repeats it; the
last line has the number of files. Exit code 1 if anything was found.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--minutes", type=float, default=60)
options = parser.parse_args()
call = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-s", "-q", "tests/test_import_fuzz.py", "-m", "long"]
environment = {**os.environ, "PORTAL_FUZZ_MINUTES": str(options.minutes)}
raise SystemExit(subprocess.run(call, env=environment, cwd=Path(__file__).resolve().parents[1], check=False).returncode)
