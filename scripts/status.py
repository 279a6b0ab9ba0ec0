"""Print how many documents there are per kind and language: ``python scripts/status.py [--parity]``.

``--parity`` also compares the facts of both languages (numbers, links, acts) and lists what one of them lacks.
"""

import argparse
import sys
from pathlib import Path

from portal.editing.parity import differences
from portal.editing.status import as_text, status
from portal.portal import load_portal
from portal.problems import message_lang, render


def main() -> int:
    """Print the status; exit code 1 if the content has problems or, with --parity, differences."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parity", action="store_true")
    options = parser.parse_args()
    portal, problems = load_portal(Path(__file__).resolve().parent.parent)
    if problems:
        print(render(problems, message_lang()), file=sys.stderr)
    print(as_text(status(portal)), end="")
    found = differences(portal) if options.parity else ()
    for item in found:
        print(f"{item.path}:{item.line}: {item.kind} {item.fact} is not in {item.other}")
    return 1 if problems or found else 0


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a Windows console may not be UTF-8
    raise SystemExit(main())
