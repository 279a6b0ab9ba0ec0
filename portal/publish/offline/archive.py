"""A folder as a zip, byte by byte the same for the same files and time."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

from portal.publish.offline.hashes import files

_STORED = frozenset({".png", ".jpg", ".jpeg", ".webp", ".woff2", ".pdf", ".docx", ".xlsx", ".pptx", ".zip"})
_LARGE, _CLOSELY, _SOON = 200_000_000, 9, 5
"""Bytes of files from which on packing them closely takes a minute, for a twentieth less; the two levels."""
_FIRST = 315_532_800  # 1980-01-01: a zip knows no earlier day


def in_order(folder: Path) -> list[str]:
    """The files in the order of a zip: those at the top first, so that unpacking which was broken off lacks what shows
    it (:mod:`portal.publish.offline.whole`)."""
    return sorted(files(folder), key=lambda path: ("/" in path, path))


def write_zip(folder: Path, target: Path, time: int) -> None:
    """Write all files below ``folder``, in one folder of its name: sorted, one date, one set of permissions."""
    date = dt.datetime.fromtimestamp(max(time, _FIRST), dt.UTC)
    stamp = (date.year, date.month, date.day, date.hour, date.minute, date.second)
    order = in_order(folder)
    large = sum((folder / path).stat().st_size for path in order) > _LARGE
    draft = target.with_name(target.name + ".part")
    with zipfile.ZipFile(draft, "w") as archive:
        for path in order:
            info = zipfile.ZipInfo(f"{folder.name}/{path}", stamp)
            info.create_system = 3  # Unix, on every system: else the permissions would not be read
            info.external_attr = 0o100644 << 16
            info.compress_type = zipfile.ZIP_STORED if Path(path).suffix in _STORED else zipfile.ZIP_DEFLATED
            archive.writestr(info, (folder / path).read_bytes(), compresslevel=_SOON if large else _CLOSELY)
    draft.replace(target)
