"""Words, one a line, on standard input → query-side stems, one a line: ``python scripts/stem.py ky|ru``."""

from __future__ import annotations

import sys

import start  # noqa: F401 - it finds the package, and tells what is missing
from portal.language.analysis import query_stem


def main() -> int:
    """Read, stem, print; exit code 2 for a wrong language."""
    if len(sys.argv) != 2 or sys.argv[1] not in ("ky", "ru"):
        print("usage: python scripts/stem.py ky|ru < words", file=sys.stderr)
        return 2
    # Only a newline ends a word: Python's own idea of lines has eight more characters than Node's.
    text = sys.stdin.buffer.read().decode("utf-8", "replace").replace("\r\n", "\n")
    words = text.removesuffix("\n").split("\n") if text else []
    out = "".join(query_stem(word.strip(), sys.argv[1]) + "\n" for word in words)
    sys.stdout.buffer.write(out.encode("utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
