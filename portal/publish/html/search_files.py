"""The files of the search index in the folder of the site. Those that are as they must be stay where they are.

Which those are says a row of what was written: what the file was made from, and its size, time and number on the disk.
A file that anybody has touched is written again.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from portal.search.build import SearchIndex
from portal.search.kept import KeptRows

_KIND, _KEY = "site", b"files"
_Mark = list[str | int]


def write_search(index: SearchIndex, folder: Path, before: Path | None = None, rows: KeptRows | None = None) -> None:
    """Write the index into ``folder``; ``before``: that of the build before, which is taken over with what fits."""
    if before and rows and before.is_dir() and not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(OSError):  # a program has a file of it open
            before.rename(folder)
    there = _fitting(index, folder, rows) if rows else {}
    if not there:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    for name in index.files:
        if name not in there:
            file = folder / name
            file.write_text(index.files[name], encoding="utf-8", newline="\n")
            there[name] = _mark(index.inputs[name], file.stat())
    if rows:
        rows.put(_KIND, _KEY, json.dumps(there).encode())


def _fitting(index: SearchIndex, folder: Path, rows: KeptRows) -> dict[str, _Mark]:
    """The files in the folder that are those of the index; the others are removed."""
    data = rows.get(_KIND, _KEY)
    known: Mapping[str, _Mark] = json.loads(data) if data else {}
    found = {}
    with contextlib.suppress(OSError), os.scandir(folder) as files:
        for file in files:
            wanted = index.inputs.get(file.name)
            if wanted and known.get(file.name) == _mark(wanted, file.stat(follow_symlinks=False)):
                found[file.name] = known[file.name]
            elif file.is_dir(follow_symlinks=False):
                shutil.rmtree(file.path, ignore_errors=True)
            else:
                Path(file.path).unlink()
    return found


def _mark(made_from: str, found: os.stat_result) -> _Mark:
    return [made_from, found.st_mode, found.st_size, found.st_mtime_ns, found.st_ino]
