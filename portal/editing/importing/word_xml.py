"""Repairs the XML of a docx before the converter reads it: hidden text, text boxes, indents, wrappers, styles.

pandoc (3.9) shows text that Word hides, leaves out text boxes, fields without parts and what a ``w:customXml`` wraps
(scans that were read by a program), takes every indented paragraph for a quotation, and of paragraphs in the styles
Title, Subtitle, Author, Date and Abstract makes metadata, the last one of each kind winning.
The parts were held against DOCTYPE and depth before (:mod:`guard`), so that the standard parser can read them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from xml.etree import ElementTree as ET

from portal.core.records import dataclass
from portal.editing.importing.notes import CannotImportError, Notes
from portal.editing.importing.word_looks import write_bold
from portal.editing.importing.word_numbering import write_numbers
from portal.editing.importing.word_runs import lift_deleted, part_runs
from portal.editing.importing.word_tables import make_even

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_PREFIXES = {
    "w": _W,
    "mc": _MC,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}
"""The converter knows elements by these prefixes, those of notes as the root of the main part declares them."""
for _prefix, _uri in _PREFIXES.items():
    ET.register_namespace(_prefix, _uri)


def _w(name: str) -> str:
    return f"{{{_W}}}{name}"


_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_OFF = {"0", "false", "off"}
_WRAPPERS = frozenset(_w(name) for name in ("customXml", "smartTag", "fldSimple", "sdt", "sdtContent", "bdo", "dir"))
_ALTERNATIVES = f"{{{_MC}}}AlternateContent"
_WRAPPER_PROPERTIES = frozenset(_w(name) for name in ("customXmlPr", "smartTagPr", "fldData", "sdtPr", "sdtEndPr"))
_METADATA_STYLES = frozenset({"title", "subtitle", "author", "date", "abstract"})
_FILE_NAME = re.compile(r"\S+\.\w{3,4}\Z|[A-Za-z]:\\")
"""What Word describes a picture by when nobody did."""
OWN_STYLE = "portal "
"""Stands before the names of styles that pandoc would read as metadata."""


def repaired(xml: bytes, notes: Notes, numbering: bytes = b"", styles: bytes = b"") -> bytes:
    """The part with hidden runs out, text boxes as paragraphs behind the one they hang on, and without indents.

    With ``numbering`` and ``styles`` (their parts) the numbers of points are written into the text.
    """
    try:
        root = ET.fromstring(xml)
    except ET.ParseError:
        raise CannotImportError("stop-broken-xml") from None
    _join_bodies(root)
    _unwrap(root)
    lift_deleted(root)
    part_runs(root)
    make_even(root)
    _drop_hidden(root, notes)
    write_bold(root, styles)
    if numbering and styles:
        write_numbers(root, numbering, styles)
    for parent in list(root.iter()):
        _lift_boxes(parent, notes)
        if parent.tag == _w("pPr"):
            for indent in parent.findall(_w("ind")):
                parent.remove(indent)
    return _written(root)


def _written(root: ET.Element) -> bytes:
    """The XML with all prefixes declared at the root: the standard writer leaves out those that it does not use."""
    text = ET.tostring(root, encoding="unicode")
    end = re.search(r"/?>", text)
    start = text[: end.start()] if end else text
    unused = [f' xmlns:{prefix}="{uri}"' for prefix, uri in _PREFIXES.items() if f"xmlns:{prefix}=" not in start]
    return f"<?xml version='1.0' encoding='utf-8'?>{start}{''.join(unused)}{text[len(start) :]}".encode()


def _join_bodies(root: ET.Element) -> None:
    """Programs that join files write a body for each; the converter reads the first."""
    bodies = root.findall(_w("body"))
    for body in bodies[1:]:
        bodies[0].extend(body)
        root.remove(body)


def _chosen(alternatives: ET.Element) -> ET.Element:
    """The first of the forms that are there for programs of different age; all Word programs know what it needs."""
    choice = alternatives.find(f"{{{_MC}}}Choice")
    fallback = alternatives.find(f"{{{_MC}}}Fallback")
    return choice if choice is not None else fallback if fallback is not None else ET.Element("none")


def _unwrap(root: ET.Element) -> None:
    """What stands in wrappers without a look of their own takes their place."""
    for parent in list(root.iter()):
        wrappers = _WRAPPERS if parent.tag == _w("r") else _WRAPPERS | {_ALTERNATIVES}
        if not any(child.tag in wrappers for child in parent):
            continue
        waiting, inner = list(reversed(parent)), []
        while waiting:
            child = waiting.pop()
            if child.tag == _ALTERNATIVES and child.tag in wrappers:
                waiting.extend(reversed(_chosen(child)))
            elif child.tag in _WRAPPERS:
                waiting.extend(item for item in reversed(child) if item.tag not in _WRAPPER_PROPERTIES)
            else:
                inner.append(child)
        parent[:] = inner


def with_own_names(styles: bytes) -> bytes:
    """The styles with other names for those that pandoc reads as metadata: their paragraphs stay in the text."""
    try:
        root = ET.fromstring(styles)
    except ET.ParseError:
        raise CannotImportError("stop-broken-xml") from None
    for name in root.iterfind(f"{_w('style')}/{_w('name')}"):
        stated = name.get(_w("val"), "")
        if stated.casefold() in _METADATA_STYLES:
            name.set(_w("val"), OWN_STYLE + stated.casefold())
    return _written(root)


@dataclass(frozen=True)
class Drawn:
    """What is drawn or embedded: words of WordArt, texts for pictures, number of embedded pieces of documents."""

    words: tuple[str, ...]
    alts: tuple[str, ...]
    chunks: int


def drawn_in(xml: bytes) -> Drawn:
    """What a part of a docx has of these."""
    root = ET.fromstring(xml)
    words = [item.get("string", "") for item in root.iter(f"{{{_PREFIXES['v']}}}textpath")]
    alts = [item.get(name, "") for item in root.iter(f"{{{_PREFIXES['wp']}}}docPr") for name in ("descr", "title")]
    alts += [
        text
        for item in root.iter(f"{{{_PREFIXES['pic']}}}cNvPr")
        if not _FILE_NAME.match(text := item.get("descr", ""))
    ]
    alts += [item.get("alt", "") for item in root.iter(f"{{{_PREFIXES['v']}}}shape")]
    chunks = sum(1 for _ in root.iter(_w("altChunk")))
    return Drawn(tuple(dict.fromkeys(filter(None, words))), tuple(dict.fromkeys(filter(None, alts))), chunks)


_HUNG = {"footnote": "footnoteReference", "endnote": "endnoteReference"}
"""Notes → the marks in the text by which the converter finds them."""


def lone_notes(part: bytes, kind: str, parts: Mapping[str, bytes]) -> list[str]:
    """The words of a part's footnotes or endnotes that hang on nothing: the converter leaves them out."""
    marks = re.compile(rb"\b%s\b[^>]*\bid=[\"'](-?\d+)" % _HUNG[kind].encode())
    hung = {mark.decode() for name, content in parts.items() if name.startswith("word/document")
            for mark in marks.findall(content)}  # fmt: skip
    return [words for note, words in _notes(part, kind) if note.get(_w("id")) not in hung]


def unsaid_comments(part: bytes, said: Iterable[str]) -> list[str]:
    """The comments that are not among those ``said``.

    The converter finds those alone whose range begins within a paragraph, not around a wrapper or a table.
    """
    told = Counter(map(_squeezed, said))
    lone = []
    for comment, words in _notes(part, "comment"):
        author = comment.get(_w("author"), "")
        whole = f"{author}: {words}" if author else words
        told[_squeezed(whole)] -= 1
        if told[_squeezed(whole)] < 0:
            lone.append(whole)
    return lone


def _notes(part: bytes, kind: str) -> Iterator[tuple[ET.Element, str]]:
    for item in ET.fromstring(part).iter(_w(kind)):
        words = " ".join(_text(line) for line in item.iter(_w("p"))).strip()
        if words:
            yield item, words


def _squeezed(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _drop_hidden(root: ET.Element, notes: Notes) -> None:
    words = []
    for parent in list(root.iter()):
        for run in [child for child in parent if child.tag == _w("r")]:
            mark = run.find(f"{_w('rPr')}/{_w('vanish')}")
            if mark is not None and mark.get(_w("val"), "1") not in _OFF:
                words.append(_text(run))
                parent.remove(run)
    if any(word.strip() for word in words):
        notes.add("hidden-text", " ".join(word for word in words if word.strip()))


def _text(element: ET.Element) -> str:
    return "".join(item.text or "" for item in element.iter(_w("t")))


def _lift_boxes(parent: ET.Element, notes: Notes) -> None:
    """Text boxes hang inside of a paragraph: their paragraphs go behind it."""
    for index, child in reversed(list(enumerate(parent))):
        if child.tag != _w("p"):
            continue
        lifted: list[ET.Element] = []
        seen: set[str] = set()
        for box in _outer_boxes(child):
            text = _text(box)
            if text.strip() and text not in seen:  # Word writes each box twice, for new and for old programs
                seen.add(text)
                lifted += [item for item in box if item.tag in {_w("p"), _w("tbl")}]
                notes.add("text-box", text[:300])
            for item in list(box):
                box.remove(item)
        for run in [item for item in child if item.tag == _w("r")]:
            # The converter leaves out a paragraph with an empty box, text and all.
            if any(True for _ in _outer_boxes(run)) and not any(True for _ in run.iter(_BLIP)):
                child.remove(run)
        for offset, item in enumerate(lifted, 1):
            parent.insert(index + offset, item)


def _outer_boxes(element: ET.Element) -> Iterator[ET.Element]:
    for child in element:
        if child.tag == _w("txbxContent"):
            yield child
        else:
            yield from _outer_boxes(child)
