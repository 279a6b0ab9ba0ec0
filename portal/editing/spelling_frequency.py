"""Kyrgyz words of the portal's own texts that the lexicon does not explain, and how many documents have each.

Reading all texts takes seconds, so what was found in a file is kept in ``.cache`` until the file changes.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from portal.editing.prose import prose
from portal.editing.spelling_words import words
from portal.language import stem_ky
from portal.language.normalise import normalise

CACHE = ".cache/words-ky.json"
_VERSION = 1


def frequent_words(root: Path, paths: Iterable[str]) -> Mapping[str, int]:
    """Word in small letters → number of the files ``paths`` that have it; only words without a root of the lexicon."""
    kept = _kept(root)
    current: dict[str, list[Any]] = {}
    for path in paths:
        try:
            state = (root / path).stat()
            stamp = f"{state.st_size} {state.st_mtime_ns}"
            before = kept.get(path)
            current[path] = before if before and before[0] == stamp else [stamp, _unexplained(root / path)]
        except (OSError, UnicodeDecodeError):
            continue
    if current != kept:
        _keep(root, current)
    return Counter(word for entry in current.values() for word in entry[1])


def _unexplained(file: Path) -> list[str]:
    found = {normalise(word.text) for word in words(prose(file.read_bytes().decode("utf-8")))}
    return sorted(word for word in found if not stem_ky.is_known(word))


def _kept(root: Path) -> dict[str, list[Any]]:
    try:
        stored: Any = json.loads((root / CACHE).read_text(encoding="utf-8"))
        files = stored["files"] if stored["version"] == _VERSION else {}
        right = {path: [str(entry[0]), [str(word) for word in entry[1]]] for path, entry in files.items()}
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
        return {}
    return right


def _keep(root: Path, files: Mapping[str, list[Any]]) -> None:
    try:
        (root / CACHE).parent.mkdir(exist_ok=True)
        text = json.dumps({"version": _VERSION, "files": files}, ensure_ascii=False)
        (root / CACHE).write_text(text, encoding="utf-8")
    except OSError:  # a disk that cannot be written to costs time only
        return
