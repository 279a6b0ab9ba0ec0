"""Files of earlier editions, which lie beside a new one for a while.

A page names its style, scripts and parts of the index by their content. Who has a page of the edition before, in the
browser's cache or open in a tab, still asks for those of that edition. The deploy step adds them; the build knows
nothing of them, so they stand in no list of the web app and in no edition for a stick.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path

from portal.core.built import is_hashed

DAYS = 30
"""How long they are kept after the edition that took their place."""
RECORD = "earlier.json"
"""In the store: path → the day of the edition that no longer had it; empty for what the newest has."""


def carry_over(site: Path, store: Path, day: dt.date, days: int = DAYS) -> list[str]:
    """Add to ``site`` what earlier editions had and this one, of ``day``, has not; their paths.

    ``store`` is a folder that is kept from one deployment to the next. It is brought up to date.
    """
    record = _read(store / RECORD)
    own = set(_hashed(site))
    found = dict.fromkeys(own, "")
    for path in _hashed(store):
        if path not in own:
            gone = record.get(path) or day.isoformat()
            if (day - dt.date.fromisoformat(gone)).days <= days:
                found[path] = gone
            else:
                (store / path).unlink()
    for path, gone in found.items():
        source, target = (store, site) if gone else (site, store)
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / path, target / path)
    store.mkdir(parents=True, exist_ok=True)
    (store / RECORD).write_text(json.dumps(found, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return sorted(path for path, gone in found.items() if gone)


def _read(file: Path) -> dict[str, str]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        return {path: str(dt.date.fromisoformat(gone)) if gone else "" for path, gone in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _hashed(folder: Path) -> list[str]:
    files = (file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
    return sorted(path for path in files if is_hashed(path))
