"""Tables of a docx made even before the converter reads them.

pandoc (3.9) counts the columns of a table by its first row and drops cells beyond them: those of rows that end further
right (``w:gridAfter`` above them) and those that go on with a merged cell that nobody began.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST = 63
"""Columns that Word takes; a file can state any number."""
_ROW, _CELL, _PROPERTIES, _VALUE = f"{_W}tr", f"{_W}tc", f"{_W}tcPr", f"{_W}val"


def make_even(root: ET.Element) -> None:
    """Give every row of every table all its cells, and take off marks of merged cells that have no beginning."""
    for table in root.iter(f"{_W}tbl"):
        rows = table.findall(_ROW)
        widths = [_fill(row) for row in rows]
        for row, width in zip(rows, widths, strict=True):
            row.extend(_empty() for _ in range(max(widths) - width))
        _widen_grid(table, max(widths, default=0))
        open_columns: frozenset[int] = frozenset()
        for row in rows:
            open_columns = _check_merged(row, open_columns)


def _widen_grid(table: ET.Element, width: int) -> None:
    """Give the grid as many columns as the rows have cells; the converter drops the cells beyond."""
    grid = table.find(f"{_W}tblGrid")
    columns = grid.findall(f"{_W}gridCol") if grid is not None else []
    if grid is None or len(columns) >= width:
        return
    columns += [ET.SubElement(grid, f"{_W}gridCol") for _ in range(width - len(columns))]
    for column in columns:
        column.set(f"{_W}w", column.get(f"{_W}w", "1000"))


def _fill(row: ET.Element) -> int:
    """Write empty cells where the row begins or ends off the edge; its width in columns comes back."""
    before, after = (_taken_off(row, name) for name in ("gridBefore", "gridAfter"))
    first = next((index for index, item in enumerate(row) if item.tag == _CELL), len(row))
    for _ in range(before):
        row.insert(first, _empty())
    row.extend(_empty() for _ in range(after))
    return sum(_span(cell) for cell in row.findall(_CELL))


def _taken_off(row: ET.Element, name: str) -> int:
    properties = row.find(f"{_W}trPr")
    mark = properties.find(f"{_W}{name}") if properties is not None else None
    if properties is None or mark is None:
        return 0
    properties.remove(mark)
    return _number(mark, 0)


def _check_merged(row: ET.Element, open_before: frozenset[int]) -> frozenset[int]:
    """The columns in which a merged cell is open below this row."""
    is_open: set[int] = set()
    column = 0
    for cell in row.findall(_CELL):
        width = _span(cell)
        properties = cell.find(_PROPERTIES)
        mark = properties.find(f"{_W}vMerge") if properties is not None else None
        if properties is not None and mark is not None:
            goes_on = mark.get(_VALUE, "continue") == "continue"
            if goes_on and (column not in open_before or _has_text(cell)):
                properties.remove(mark)
            else:
                is_open.add(column)
        column += width
    return frozenset(is_open)


def _has_text(cell: ET.Element) -> bool:
    return any((item.text or "").strip() for item in cell.iter(f"{_W}t"))


def _span(cell: ET.Element) -> int:
    mark = cell.find(f"{_PROPERTIES}/{_W}gridSpan")
    return max(1, _number(mark, 1)) if mark is not None else 1


def _number(mark: ET.Element, otherwise: int) -> int:
    value = mark.get(_VALUE, "")
    return min(int(value), _MOST) if value.isascii() and value.isdigit() else otherwise


def _empty() -> ET.Element:
    cell = ET.Element(_CELL)
    ET.SubElement(cell, f"{_W}p")
    return cell
