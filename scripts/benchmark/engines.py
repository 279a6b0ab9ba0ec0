"""Which engines of search can be measured beside the portal's own."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

_REMEDIES = {"minisearch": "npm ci", "lunr": "npm ci", "pagefind": "npm install --no-save pagefind@1.6.0"}


def there(engine: str, engines: Sequence[str], modules: Path) -> bool:
    """Whether one of ``engines`` lies in the folder ``modules``; says what to do where it does not."""
    if engine not in engines:
        sys.exit(f"No engine is called {engine}; there are {', '.join(engines)}.")
    if engine == "portal" or (modules / engine).is_dir():
        return True
    print(f"{engine} is not installed and is left out; to have it: {_REMEDIES[engine]}", file=sys.stderr)
    return False
