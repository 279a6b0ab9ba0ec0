"""Does a picture say where it was taken? Cameras write that into EXIF data, and readers need not know where a home is.

Only the heads of the formats are read, in the bounds of what is there: the file may be anything.
"""

from __future__ import annotations

import struct

_GPS = 0x8825
"""The tag of the place, in the first directory of TIFF."""
_XMP = (b"exif:GPSLatitude", b"exif:GPSLongitude")


def has_location(data: bytes) -> bool:
    """Whether the EXIF data of a JPEG, PNG or WebP file have a place, or the XMP data of any."""
    return any(_tags_place(block) for block in _blocks(data)) or any(name in data for name in _XMP)


def _blocks(data: bytes) -> list[bytes]:
    """The EXIF blocks, each from its TIFF head on."""
    if data.startswith(b"\xff\xd8"):
        return _of_jpeg(data)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return _of_chunks(data, 12, b"EXIF", "<")
    if data.startswith(b"\x89PNG"):
        return _of_chunks(data, 8, b"eXIf", ">")
    return []


def _of_jpeg(data: bytes) -> list[bytes]:
    found, at = [], 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] not in (0xDA, 0xD9):
        if data[at + 1] == 0xFF:  # a marker may have bytes to fill before it
            at += 1
            continue
        (length,) = struct.unpack_from(">H", data, at + 2)
        if data[at + 1] == 0xE1 and data[at + 4 : at + 10] == b"Exif\0\0":
            found.append(data[at + 10 : at + 2 + length])
        at += 2 + max(length, 2)
    return found


def _of_chunks(data: bytes, at: int, name: bytes, order: str) -> list[bytes]:
    """The contents of chunks: in WebP the name stands before the length, in PNG behind it and before a check sum."""
    found, webp = [], order == "<"
    while at + 8 <= len(data):
        kind = data[at : at + 4] if webp else data[at + 4 : at + 8]
        (length,) = struct.unpack_from(f"{order}I", data, at + (4 if webp else 0))
        if kind == name:
            found.append(data[at + 8 : at + 8 + length].removeprefix(b"Exif\0\0"))
        at += 8 + length + (length % 2 if webp else 4)
    return found


def _tags_place(tiff: bytes) -> bool:
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 10:
        return False
    (start,) = struct.unpack_from(f"{order}I", tiff, 4)
    if start + 2 > len(tiff):
        return False
    (count,) = struct.unpack_from(f"{order}H", tiff, start)
    places = range(start + 2, min(start + 2 + 12 * count, len(tiff) - 1), 12)
    return any(struct.unpack_from(f"{order}H", tiff, place)[0] == _GPS for place in places)
