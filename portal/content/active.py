"""Files that do something when they are opened: macros in office files, scripts and actions in PDFs.

Nothing is run or shown here. Of a PDF the names are read that start an action, also where they are written with escapes
(``/J#61vaScript``) or lie in a packed stream of objects; what is unpacked is bounded.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from portal.core.problems import Problem, problem
from portal.core.system_errors import system_error

_MACROS = re.compile(r"(?i)(?:^|/)(?:vbaproject\.bin|vbadata\.xml|macrosheets/|activex/)|^(?:Basic|Scripts)/")
_MACRO_TYPES = re.compile(rb"(?i)macroEnabled|vbaProject")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_ACTIONS = re.compile(rb"/(JavaScript|JS|Launch|AA|ImportData|SubmitForm|RichMedia|EmbeddedFiles?)(?![A-Za-z0-9])")
_OPEN = re.compile(rb"/OpenAction[ \t\r\n]*+(?!\[)")
"""A destination in brackets only says which page is shown first."""
_STREAM = re.compile(rb"stream\r?\n")
_MOST_UNPACKED = 16 * 1024 * 1024
_MOST_NAMES = 10_000


def active_content(file: Path, path: str) -> Iterator[Problem]:
    """What a file would do, by its suffix."""
    suffix = file.suffix.lower()
    try:
        if suffix == ".pdf":
            action = _action_of(file.read_bytes())
            if action:
                yield problem("asset-active", path, name=file.name, what=action)
        elif suffix in {".docx", ".xlsx", ".odt", ".ods"} and _has_macros(file):
            yield problem("asset-macros", path, name=file.name)
    except zipfile.BadZipFile:
        yield problem("asset-content", path, name=file.name, suffix=suffix)
    except (OSError, ValueError, NotImplementedError, RuntimeError) as error:
        yield problem("file-unreadable", path, detail=system_error(error))


def _has_macros(file: Path) -> bool:
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()[:_MOST_NAMES]
        if any(_MACROS.search(name) for name in names):
            return True
        if "[Content_Types].xml" not in names:
            return False
        with archive.open("[Content_Types].xml") as stream:
            return bool(_MACRO_TYPES.search(stream.read(1024 * 1024)))


def _action_of(data: bytes) -> str:
    """The name of the first action of a PDF; empty if there is none."""
    for part in (_without_streams(data), *_unpacked(data)):
        plain = _ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), part)
        found = _ACTIONS.search(plain)
        if found:
            return found[1].decode("ascii")
        if _OPEN.search(plain):
            return "OpenAction"
    return ""


def _without_streams(data: bytes) -> bytes:
    """The objects alone: within pictures and packed text any three letters stand somewhere by chance."""
    parts, at = [], 0
    while (start := data.find(b"stream", at)) >= 0:
        end = data.find(b"endstream", start)
        if end < 0:
            break
        parts.append(data[at:start])
        at = end + len(b"endstream")
    return b"".join((*parts, data[at:]))


def _unpacked(data: bytes) -> Iterator[bytes]:
    """Packed streams of objects, as far as the bound goes; pictures and pages hold no names of actions."""
    left = _MOST_UNPACKED
    for match in _STREAM.finditer(data):
        head = _ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), data[max(0, match.start() - 300) : match.start()])
        if b"/ObjStm" not in head or left <= 0:
            continue
        try:
            part = zlib.decompressobj().decompress(data[match.end() :], left)
        except zlib.error:
            continue
        left -= len(part)
        yield part
