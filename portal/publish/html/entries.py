"""Files of the built site, each with its length and hash: by these it is told apart from an older one."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from pathlib import Path

from portal.core.records import dataclass


@dataclass(frozen=True)
class FileEntry:
    """A file as it must arrive."""

    size: int
    hash: str


def entry(data: bytes) -> FileEntry:
    """Length and hash; the hash in the base64 of addresses, without padding."""
    return FileEntry(len(data), base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip("="))


def entries(folder: Path, paths: Iterable[str]) -> dict[str, FileEntry]:
    """The entries of these files of the built site."""
    return {path: entry((folder / path).read_bytes()) for path in sorted(paths)}
