"""What tests of the stick share: small editions, pictures of a folder, a disk that fails when told to."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from portal.publish.offline import hashes
from portal.publish.offline.stick.update import EDITION, HASHES, MARKER, START, TEMP, Disk

MARKER_TEXT = "not finished"

#: What every edition brings.
ALWAYS = {
    START: "<p>start",
    "portal/index.html": "<p>index",
    "portal/assets/edition-data.js": "edition 1",
    "portal/assets/edition.css": "style 1",
    "system/unfinished.js": "unfinished script",
    "system/unfinished.css": "unfinished style",
}


def write_edition(folder: Path, files: Mapping[str, str], time: int, subset: str = "all") -> Path:
    """Write an edition of these files and those that every edition has."""
    for path, text in (ALWAYS | dict(files)).items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    seal(folder, time, subset)
    return folder


def seal(folder: Path, time: int, subset: str = "all") -> None:
    """Write the list of hashes and the passport for what the folder holds."""
    listed = hashes.as_text(hashes.hash_folder(folder))
    (folder / HASHES).write_bytes(listed.encode())
    passport = {"format": 1, "day": f"day-{time}", "time": time, "subset": subset, "revision": hashes.revision(listed)}
    (folder / EDITION).write_text(json.dumps(passport), encoding="utf-8")


def picture(folder: Path, without: Iterable[str] = (TEMP,)) -> dict[str, bytes]:
    """Path → content of every file, empty folders as paths that end with a slash."""
    found = {}
    for place in sorted(folder.rglob("*")):
        path = place.relative_to(folder).as_posix()
        if place.is_file():
            found[path] = place.read_bytes()
        elif not any(place.iterdir()):
            found[path + "/"] = b""
    return {path: content for path, content in found.items() if path not in without}


class PowerCutError(BaseException):
    """The stick was pulled. Not an ``Exception``: nothing may catch it and tidy up."""


class FailingDisk(Disk):
    """Fails at the operation of a number: before it, or (writing) in the middle of it. Counts all of them."""

    def __init__(self, root: Path, fail_at: int = -1, half: bool = False) -> None:
        super().__init__(root)
        self.fail_at = fail_at
        self.half = half
        self.log: list[str] = []
        self.after: Callable[[], None] = lambda: None

    def _count(self, name: str) -> bool:
        """Return whether to stop in the middle."""
        self.after()
        self.log.append(name)
        if len(self.log) - 1 == self.fail_at:
            if self.half:
                return True
            raise PowerCutError
        return False

    def write_temp(self, pieces: Iterable[bytes]) -> str:
        if not self._count("write"):
            return super().write_temp(pieces)
        data = b"".join(pieces)
        (self.root / TEMP).write_bytes(data[: len(data) // 2])
        raise PowerCutError

    def move_temp(self, path: str) -> None:
        stop = self._count(f"move {path}")
        super().move_temp(path)
        if stop:
            raise PowerCutError

    def remove(self, path: str) -> None:
        stop = self._count(f"remove {path}")
        super().remove(path)
        if stop:
            raise PowerCutError

    def make_folder(self, path: str) -> None:
        stop = self._count(f"make {path}")
        super().make_folder(path)
        if stop:
            raise PowerCutError

    def remove_folder(self, path: str) -> None:
        stop = self._count(f"remove folder {path}")
        super().remove_folder(path)
        if stop:
            raise PowerCutError


__all__ = [
    "ALWAYS",
    "MARKER",
    "MARKER_TEXT",
    "FailingDisk",
    "PowerCutError",
    "picture",
    "seal",
    "write_edition",
]
