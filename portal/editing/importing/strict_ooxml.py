"""Strict OOXML (ISO 29500) as the transitional form that Word writes by default and the converter knows."""

from __future__ import annotations

from collections.abc import Mapping

_OLD = b"http://schemas.openxmlformats.org"
_NAMES = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": _OLD + b"/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": _OLD + b"/drawingml/2006/wordprocessingDrawing",
    b"http://purl.oclc.org/ooxml/drawingml/picture": _OLD + b"/drawingml/2006/picture",
    b"http://purl.oclc.org/ooxml/drawingml/chart": _OLD + b"/drawingml/2006/chart",
    b"http://purl.oclc.org/ooxml/drawingml/diagram": _OLD + b"/drawingml/2006/diagram",
    b"http://purl.oclc.org/ooxml/drawingml/main": _OLD + b"/drawingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/math": _OLD + b"/officeDocument/2006/math",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": _OLD + b"/officeDocument/2006/relationships",
}
_MARK = b"http://purl.oclc.org/ooxml/"


def transitional(xml: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts that are strict, with the names of the transitional form; {} for other files."""
    changed: dict[str, bytes] = {}
    for name, content in xml.items():
        if _MARK in content:
            for strict, known in _NAMES.items():
                content = content.replace(strict, known)
            changed[name] = content
    return changed
