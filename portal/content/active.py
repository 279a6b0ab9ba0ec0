"""Files that do something when they are opened: macros in office files or loaded by them, scripts and actions in PDFs.

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
_LOADED = re.compile(rb"(?i)<(?:\w+:)?Relationship\b[^>]*>")
_RUNS = re.compile(rb"(?i)Type\s*=\s*[\"'][^\"']*/(?:attachedTemplate|oleObject|frame|subDocument)[\"']")
_ELSEWHERE = re.compile(rb"(?i)\bTarget\s*=\s*[\"']\s*(?:https?:|ftp:|\\\\|//|file:(?://)?(?:[^/]|//[^/]))")
"""Relationships that are loaded from another machine when the file is opened; a hyperlink waits for a click, and a
template on the writer's own disk is nowhere else."""
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_LONG_NAMES = rb"JavaScript|Launch|ImportData|SubmitForm|RichMedia"
"""Names that stand nowhere by chance, wherever a reader of another make would see them."""
_LONG = re.compile(rb"/(" + _LONG_NAMES + rb")(?![A-Za-z0-9])")
_ACTIONS = re.compile(rb"/(" + _LONG_NAMES + rb"|JS|AA|EmbeddedFiles?)(?![A-Za-z0-9])")
_OPEN = re.compile(rb"/OpenAction[ \t\r\n]*+(?!\[)")
"""A destination in brackets only says which page is shown first."""
_STREAM = re.compile(rb">>\s*+stream\r?\n")
_ANY_STREAM = re.compile(rb"(?<!end)stream[ \t]*+(?:\r\n?|\n)")
_OBJECTS = re.compile(rb"[\0-\x20]*+\d+\s++\d+\s")
"""How a packed stream of objects begins: the number and the place of its first object."""
_MOST_UNPACKED = 16 * 1024 * 1024
_MOST_NAMES = 10_000
_MOST_HEAD = 100_000
_START = 256
"""Bytes of a stream that show what it is."""
_MOST_PART = 1024 * 1024


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
        if any(_loads(_start_of(archive, name)) for name in names if name.endswith(".rels")):
            return True
        return "[Content_Types].xml" in names and bool(_MACRO_TYPES.search(_start_of(archive, "[Content_Types].xml")))


def _start_of(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as stream:
        return stream.read(_MOST_PART)


def _loads(relations: bytes) -> bool:
    """Whether a part loads a template, an object or a frame from elsewhere."""
    found = _LOADED.findall(relations)
    return any(_RUNS.search(one) and _ELSEWHERE.search(one) for one in found)


def _action_of(data: bytes) -> str:
    """The name of the first action of a PDF; empty if there is none."""
    named = _LONG.search(_unescaped(data))
    if named:
        return named[1].decode("ascii")
    for part in (_without_streams(data), *_unpacked(data)):
        if part is None:
            return "ObjStm"
        plain = _unescaped(part)
        found = _ACTIONS.search(plain)
        if found:
            return found[1].decode("ascii")
        if _OPEN.search(plain):
            return "OpenAction"
    return ""


def _unescaped(data: bytes) -> bytes:
    return _ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), data)


def _without_streams(data: bytes) -> bytes:
    """The objects alone: within pictures and packed text any three letters stand somewhere by chance."""
    parts, at = [], 0
    while start := _STREAM.search(data, at):
        end = data.find(b"endstream", start.end())
        if end < 0:
            break
        parts.append(data[at : start.start() + 2])
        at = end + len(b"endstream")
    return b"".join((*parts, data[at:]))


def _unpacked(data: bytes) -> Iterator[bytes | None]:
    """Packed streams of objects, ``None`` for one that cannot be looked into or lies behind the bound.

    One is known by its dictionary or, as that can be written in ways that hide it, by how its content begins; pictures
    and pages hold no names of actions.
    """
    left = _MOST_UNPACKED
    view = memoryview(data)
    for match in _ANY_STREAM.finditer(data):
        earliest = max(0, match.start() - _MOST_HEAD)
        begins = max(earliest, data.rfind(b"obj", earliest, match.start()))
        is_named = b"/ObjStm" in _unescaped(data[begins : match.start()])
        start = _inflated(view[match.end() :], _START)
        if not is_named and not _OBJECTS.match(start):
            continue
        if not start or left <= 0:
            yield None
            return
        part = _inflated(view[match.end() :], left)
        left -= len(part)
        yield part


def _inflated(stream: memoryview, most: int) -> bytes:
    """The first bytes of a packed stream; none if it is packed in another way."""
    try:
        return zlib.decompressobj().decompress(stream, most)
    except zlib.error:
        return b""
