"""Check all content and reference data: ``python scripts/check.py``. Prints every problem; exit code 1 if any."""

import sys
from pathlib import Path

from portal.portal import load_portal
from portal.problems import message_lang, render


def main() -> int:
    """Load the portal of this project and print its problems."""
    _, problems = load_portal(Path(__file__).resolve().parent.parent)
    if problems:
        print(render(problems, message_lang()))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a Windows console may not be UTF-8
    raise SystemExit(main())
