"""The list of SHA-256 hashes of a folder, in the format of ``sha256sum``."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from portal.publish.offline.stick.update import EDITION, HASHES

_UNLISTED = frozenset({EDITION, HASHES})


def files(folder: Path) -> list[str]:
    """All files below the folder, sorted, with forward slashes."""
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


def hash_folder(folder: Path) -> dict[str, str]:
    """Path → hash of every file but the list itself and the passport, which holds the hash of the list."""
    found = {}
    for path in files(folder):
        if path not in _UNLISTED:
            with (folder / path).open("rb") as file:
                found[path] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


def as_text(hashes: Mapping[str, str]) -> str:
    """The list as a file: sorted, LF."""
    return "".join(f"{hashes[path]}  {path}\n" for path in sorted(hashes))


def revision(text: str) -> str:
    """The hash of all hashes."""
    return hashlib.sha256(text.encode()).hexdigest()
