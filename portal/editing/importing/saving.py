"""Writes what an import made: all files or none, nothing over existing files unasked, the source kept aside."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from portal.core.records import dataclass
from portal.editing.importing.version import GivenFile

_UNFIT = re.compile(r"[^\w.\- ()№«»]+")
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)")


class ExistsError(Exception):
    """Files that would be overwritten; ``paths`` names them."""

    def __init__(self, paths: Sequence[str]) -> None:
        super().__init__(", ".join(paths))
        self.paths = tuple(paths)


@dataclass(frozen=True)
class WritePlan:
    """What goes where: path below ``root`` → bytes."""

    root: Path
    files: Mapping[str, bytes]

    def taken(self) -> tuple[str, ...]:
        """The paths at which something else stands already, whatever its kind."""
        return tuple(path for path, data in self.files.items() if _differs(self.root / path, data))


def _differs(path: Path, data: bytes) -> bool:
    if not path.exists() and not path.is_symlink():
        return False
    return path.is_symlink() or not path.is_file() or path.read_bytes() != data


def save(plan: WritePlan, force: bool = False) -> None:
    """Write all files of the plan. Raises :class:`ExistsError` where something stands there and ``force`` is false.

    Each file is first written beside its place in full, then all are renamed; what was there before is put back if
    one of them fails. Raises ``OSError`` if it does.
    """
    taken = plan.taken()
    if taken and not force:
        raise ExistsError(taken)
    drafts: dict[Path, Path] = {}
    before: dict[Path, bytes | None] = {}
    folders: list[Path] = []
    try:
        for path, data in plan.files.items():
            target = plan.root / path
            if not target.parent.resolve().is_relative_to(plan.root.resolve()) or target.is_symlink():
                raise ExistsError([path])  # a link that leads elsewhere is never followed
            folders += _make(target.parent)
            draft = target.with_name(f".{target.name}.{os.getpid()}.draft")
            drafts[target] = draft
            with draft.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        for target, draft in drafts.items():
            before[target] = target.read_bytes() if target.exists() else None
            draft.replace(target)
    except BaseException:
        for target, content in before.items():
            if content is None:
                target.unlink(missing_ok=True)
            else:
                target.write_bytes(content)
        for draft in drafts.values():
            draft.unlink(missing_ok=True)
        for folder in reversed(folders):
            if not any(folder.iterdir()):
                folder.rmdir()
        raise


def _make(folder: Path) -> list[Path]:
    """Make a folder and those above it; the new ones come back, the outermost first."""
    missing = [item for item in (folder, *folder.parents) if not item.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return list(reversed(missing))


def keep_aside(folder: Path, slug: str, files: Sequence[GivenFile]) -> tuple[Path, ...]:
    """Copy the sources to ``folder / slug``, under names that every system can bear; older copies stay."""
    kept = []
    place = folder / slug
    place.mkdir(parents=True, exist_ok=True)
    for file in files:
        name = plain_file_name(file.name)
        target = place / name
        number = 2
        while target.exists() and target.read_bytes() != file.data:
            stem, dot, suffix = name.rpartition(".")
            target = place / (f"{stem}-{number}.{suffix}" if dot else f"{name}-{number}")
            number += 1
        if not target.exists():
            target.write_bytes(file.data)
        kept.append(target)
    return tuple(kept)


def plain_file_name(name: str) -> str:
    """A file's name without what Windows, shells or eyes stumble over; letters of all alphabets stay."""
    bare = _UNFIT.sub("_", name.replace("\\", "/").rpartition("/")[2]).strip(" .") or "file"
    bare = f"_{bare}" if _RESERVED.match(bare) else bare
    stem, dot, suffix = bare.rpartition(".")
    return f"{stem[:100]}{dot}{suffix[:10]}" if dot else bare[:110]
