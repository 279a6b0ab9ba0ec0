"""Repairs the XML of an odt before the converter reads it: fields, boxes, indices, and what stands in cells.

pandoc (3.9) leaves out most fields (dates, names, variables) with their words, frames and shapes, indices, rows in
groups, headings and tables in cells of tables, and lists in notes.
The parts were held against DOCTYPE and depth before (:mod:`guard`), so that the standard parser can read them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as ET

from portal.editing.importing.notes import CannotImportError, Notes
from portal.editing.importing.odt_looks import write_looks

_ODF = "{urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _DRAW, _OFFICE, _TABLE = (f"{_ODF}{name}:1.0}}" for name in ("text", "drawing", "office", "table"))
_SVG = f"{_ODF}svg-compatible:1.0}}"
_DR3D = f"{_ODF}dr3d:1.0}}"


def _names(space: str, names: str) -> frozenset[str]:
    return frozenset(space + name for name in names.split())


_P, _H, _SPAN, _LIST = (f"{_TEXT}{name}" for name in ("p", "h", "span", "list"))
_CELL, _COVERED, _ROW, _WHOLE = (
    f"{_TABLE}{name}" for name in ("table-cell", "covered-table-cell", "table-row", "table")
)
_LINES = frozenset({_P, _H})
_IN_LINE = _LINES | _names(_TEXT, "span a")
_READ = _names(
    _TEXT,
    "span a s tab line-break soft-page-break note sequence bookmark bookmark-start bookmark-end bookmark-ref "
    "reference-mark reference-mark-start reference-mark-end reference-ref bibliography-mark change change-start "
    "change-end toc-mark toc-mark-start toc-mark-end alphabetical-index-mark alphabetical-index-mark-start "
    "alphabetical-index-mark-end user-index-mark user-index-mark-start user-index-mark-end",
)
"""What pandoc knows within a line."""
_NO_WORDS = _names(_TEXT, "script hidden-text hidden-paragraph")
"""Programs, and what nobody sees; a note tells of it."""
_CONTENTS = _names(_TEXT, "table-of-content illustration-index table-index object-index alphabetical-index user-index")
_GROUPS = _names(_TABLE, "table-rows table-row-group") | _names(_TEXT, "numbered-paragraph index-title")
_DRAWN = frozenset({_DRAW, _DR3D})
_MOST = 63
"""Columns of a table for which one cell can stand."""


def repaired_odt(xml: bytes, notes: Notes, styles: bytes = b"") -> bytes:
    """The content with all its words where the converter finds them; what goes out is told.

    ``styles``: their part, which says of paragraphs that they are headings or bold.
    """
    try:
        root = ET.fromstring(xml)
    except ET.ParseError:
        raise CannotImportError("stop-broken-xml") from None
    _tell(root, notes)
    _take_out(root, notes)
    for parent in list(root.iter()):
        _unwrap(parent)
        _write_fields(parent)
    _flatten_notes(root)
    _lift_boxes(root, notes)
    _simplify_cells(root, notes)
    _make_even(root, notes)
    write_looks(root, styles)
    return ET.tostring(root)


def drawn_texts(xml: bytes) -> tuple[str, ...]:
    """What a person wrote for pictures and shapes: their titles and descriptions."""
    root = ET.fromstring(xml)
    return tuple(
        dict.fromkeys(filter(None, (_words(item) for name in ("title", "desc") for item in root.iter(_SVG + name))))
    )


def _tell(root: ET.Element, notes: Notes) -> None:
    remarks = [_words(item) for item in root.iter(f"{_OFFICE}annotation")]
    deleted = [_words(item) for item in root.iter(f"{_TEXT}deletion")]
    hidden = [_words(item) for name in ("hidden-text", "hidden-paragraph") for item in root.iter(_TEXT + name)]
    hidden += [_words(item) for item in root.iter(_COVERED)]
    hidden += _without_hidden_sections(root)
    if any(remarks):
        notes.add("comments-left", *remarks, count=len(remarks))
    if deleted:
        inserted = sum(1 for _ in root.iter(f"{_TEXT}insertion"))
        notes.add("tracked-changes", *deleted, inserted=inserted, deleted=len(deleted))
    notes.add_some("hidden-text", *hidden)


def _without_hidden_sections(root: ET.Element) -> list[str]:
    """The lines of sections that nobody sees; these go out of the text."""
    words: list[str] = []
    for parent in list(root.iter()):
        for section in [child for child in parent if child.tag == f"{_TEXT}section"]:
            if section.get(f"{_TEXT}display") == "none":
                words += [_words(item) for item in section.iter() if item.tag in _LINES]
                parent.remove(section)
    return words


def _take_out(root: ET.Element, notes: Notes) -> None:
    """Remarks, which have paragraphs of their own, and tables of contents; indices of sources stay."""
    for parent in list(root.iter()):
        for index, child in reversed(list(enumerate(parent))):
            if child.tag in _CONTENTS:
                for line in (_words(item) for item in child.iter() if item.tag in _LINES):
                    if line:
                        notes.add("furniture", line, kind="contents")
                parent.remove(child)
            elif child.tag == f"{_OFFICE}annotation":
                _remove(parent, index)
            elif child.tag == f"{_TEXT}bibliography":
                body = child.find(f"{_TEXT}index-body")
                parent[index : index + 1] = list(body) if body is not None else []


def _remove(parent: ET.Element, index: int) -> None:
    """Take out a child, not the words behind it."""
    tail = parent[index].tail or ""
    if index:
        parent[index - 1].tail = (parent[index - 1].tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    del parent[index]


def _unwrap(parent: ET.Element) -> None:
    while any(child.tag in _GROUPS for child in parent):
        parent[:] = [inner for child in parent for inner in (child if child.tag in _GROUPS else (child,))]


def _write_fields(parent: ET.Element) -> None:
    """Fields, and what no program knows, become plain text in their line with the words that they show."""
    if parent.tag not in _IN_LINE:
        return
    for child in parent:
        is_other = child.tag.startswith(_ODF) and not child.tag.startswith(_TEXT)
        if is_other or child.tag in _READ or child.tag in _NO_WORDS:
            continue
        if child.tag == f"{_TEXT}ruby-text":
            child.text = f" ({child.text or ''})"
        child.tag = _SPAN
        child.attrib.clear()


def _flatten_notes(root: ET.Element) -> None:
    """Of lists in notes their lines stay."""
    for body in root.iter(f"{_TEXT}note-body"):
        if any(child.tag not in _LINES for child in body):
            body[:] = list(_outer_lines(body))


def _outer_lines(element: ET.Element) -> Iterator[ET.Element]:
    for child in element:
        if child.tag in _LINES:
            yield child
        else:
            yield from _outer_lines(child)


def _lift_boxes(root: ET.Element, notes: Notes) -> None:
    """Frames and shapes hang inside of a line or stand beside lines: what they say goes behind that line."""
    for parent in list(root.iter()):
        if parent.tag in _IN_LINE or _is_drawn(parent):
            continue
        found: list[ET.Element] = []
        for child in parent:
            found.append(child)
            if child.tag in _LINES or _is_drawn(child):
                found += _boxes(child, notes)
        parent[:] = found


def _boxes(element: ET.Element, notes: Notes) -> list[ET.Element]:
    """The lines, lists and tables of all boxes in an element, taken out of it; boxes in boxes come behind them."""
    lifted: list[ET.Element] = []
    for box in [item for item in element.iter() if _is_drawn(item)]:
        parts = [part for part in box if part.tag in _LINES or part.tag in {_LIST, _WHOLE}]
        if not any(_words(part) for part in parts) and not any(_has_picture(part) for part in parts):
            continue
        words = " ".join(filter(None, map(_words, parts)))
        if words:
            notes.add("text-box", words[:300])
        for part in parts:
            box.remove(part)
            lifted.append(part)
    return [piece for part in lifted for piece in (part, *_boxes(part, notes))]


def _is_drawn(element: ET.Element) -> bool:
    return element.tag.partition("}")[0] + "}" in _DRAWN


def _has_picture(element: ET.Element) -> bool:
    return any(True for _ in element.iter(f"{_DRAW}image"))


def _simplify_cells(root: ET.Element, notes: Notes) -> None:
    """In cells: headings as lines, tables as lines with their cells side by side."""
    for cell in list(root.iter(_CELL)):
        for inner in cell.iter(_H):
            inner.tag = _P
        if cell.find(_WHOLE) is None:
            continue
        parts: list[ET.Element] = []
        for child in cell:
            if child.tag == _WHOLE:
                notes.add("table-merged", _words(child)[:80])
                parts += _rows(child)
            else:
                parts.append(child)
        cell[:] = parts


def _rows(table: ET.Element) -> Iterable[ET.Element]:
    for row in table.iter(_ROW):
        words = [" ".join(filter(None, map(_words, _outer_lines(cell)))) for cell in row if cell.tag == _CELL]
        if any(words):
            line = ET.Element(_P)
            line.text = ", ".join(words)
            yield line


def _make_even(root: ET.Element, notes: Notes) -> None:
    """Tables without merged cells, all rows of one length: pandoc drops cells of rows that are unlike the first."""
    for table in root.iter(_WHOLE):
        rows = list(table.iter(_ROW))
        merged = [_taken_apart(row) for row in rows]
        if any(merged):
            notes.add("table-merged", next((words for row in rows if (words := _words(row))), "")[:80])
        width = max((len(row) for row in rows), default=0)
        for row in rows:
            row.extend(ET.Element(_CELL) for _ in range(width - len(row)))


def _taken_apart(row: ET.Element) -> bool:
    """Write the row with a cell for every column; whether cells in it were merged comes back."""
    merged = False
    cells: list[ET.Element] = []
    for cell in (item for item in row if item.tag in {_CELL, _COVERED}):
        spans = [cell.attrib.pop(f"{_TABLE}number-{name}-spanned", "1") for name in ("columns", "rows")]
        merged = merged or spans != ["1", "1"]
        if cell.tag == _COVERED:
            cell = ET.Element(_CELL, cell.attrib)
        repeated = cell.attrib.pop(f"{_TABLE}number-columns-repeated", "1")
        cells.append(cell)
        cells += [ET.Element(_CELL) for _ in range(min(int(repeated), _MOST) - 1 if repeated.isdecimal() else 0)]
    row[:] = cells
    return merged


def _words(element: ET.Element) -> str:
    """The words of an element as they show, without those of notes' numbers."""
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: ET.Element) -> Iterator[str]:
    if element.tag == f"{_TEXT}note-citation":
        return
    if element.tag in _LINES or element.tag in {f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"}:
        yield " "
    yield element.text or ""
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
    if element.tag in _LINES:
        yield " "
