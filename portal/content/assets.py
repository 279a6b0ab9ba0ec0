"""Pictures and office files beside the documents: only what their names promise, and not too large.

A file is known by its first bytes, not by its name. Pictures are never unpacked here: their size in pixels stands in
their heads, and 100 megapixels that pack to a few kilobytes would stop a reader's phone.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from portal.content.active import active_content
from portal.content.exif import has_location
from portal.content.photos import HEIGHT, MAX_BYTES, WIDTH, is_photo
from portal.core.problems import Problem, problem
from portal.core.system_errors import system_error

MAX_PIXELS = 12_000_000
"""A photograph of 4000 × 3000; no screen of a reader shows more."""
MAX_PICTURE_BYTES = 1024 * 1024
"""Readers pay for every megabyte."""
MAX_ATTACHMENT_BYTES = 10 * 1024 * 1024

_ZIP = (b"PK\x03\x04",)
_SIGNATURES: dict[str, tuple[bytes, ...]] = {
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".webp": (b"RIFF",),
    ".pdf": (b"%PDF-",),
    ".docx": _ZIP,
    ".xlsx": _ZIP,
    ".odt": _ZIP,
    ".ods": _ZIP,
}
"""Suffix → how such files begin. A table of text (``.csv``) has no such beginning."""
_PICTURES = (".png", ".jpg", ".jpeg", ".webp")


def asset_problems(root: Path, path: str) -> Iterator[Problem]:
    """What is wrong with the content of ``root / path``, a file whose suffix is allowed."""
    file = root / path
    suffix = file.suffix.lower()
    try:
        size = file.stat().st_size
        with file.open("rb") as stream:
            head = stream.read(4096)
    except OSError as error:
        yield problem("file-unreadable", path, detail=system_error(error))
        return
    picture = suffix in _PICTURES
    limit = MAX_PICTURE_BYTES if picture else MAX_ATTACHMENT_BYTES
    if size > limit:
        yield problem("asset-too-large", path, size=_megabytes(size), limit=_megabytes(limit))
    if not head.startswith(_SIGNATURES.get(suffix, (b"",))) or (suffix == ".csv" and b"\0" in head):
        yield problem("asset-content", path, name=file.name, suffix=suffix)
    elif picture and size <= limit:
        if has_location(file.read_bytes()):
            yield problem("image-location", path, name=file.name)
        yield from _pixels(file, path)
    elif size <= limit:
        yield from active_content(file, path)


def _pixels(file: Path, path: str) -> Iterator[Problem]:
    import imagesize  # it brings all of urllib and ssl along, which takes longer than a check

    try:
        width, height = imagesize.get(file)
    except (ValueError, OSError):  # a head that is cut off or contradicts itself
        width = height = -1
    if width <= 0 or height <= 0:
        yield problem("asset-content", path, name=file.name, suffix=file.suffix.lower())
    elif width * height > MAX_PIXELS:
        yield problem("image-too-large", path, width=width, height=height, limit=MAX_PIXELS // 1_000_000)
    elif is_photo(path) and ((width, height) != (WIDTH, HEIGHT) or file.stat().st_size > MAX_BYTES):
        yield problem("photo-size", path, width=WIDTH, height=HEIGHT, limit=MAX_BYTES // 1024, name=file.stem)


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.1f}".removesuffix(".0")
