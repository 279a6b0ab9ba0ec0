"""Tables of pandoc's tree → rows of equal length, with cells that reach over several taken apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from portal.editing.importing.model import Blocks

Read = Callable[[list[Any]], Blocks]
"""Reads the blocks of one cell."""


def read_rows(columns: int, rows: Iterable[Any], read: Read) -> tuple[list[tuple[Blocks, ...]], bool]:
    """The rows of a table of so many columns, and whether cells in it were merged."""
    merged = False
    # Cells that an earlier row spans are missing in pandoc's rows: an empty cell keeps the columns in line.
    open_spans = [0] * max(columns, 1)
    found: list[tuple[Blocks, ...]] = []
    for row in rows:
        cells, has_merged = _cells(iter(row[1]), open_spans, read)
        merged = merged or has_merged
        found.append(tuple(cells))
    width = max((len(row) for row in found), default=0)
    return [(*row, *(() for _ in range(width - len(row)))) for row in found], merged


def _cells(given: Iterator[Any], open_spans: list[int], read: Read) -> tuple[list[Blocks], bool]:
    """The cells of one row. ``open_spans``: for how many more rows each column is taken; changed here."""
    cells: list[Blocks] = []
    merged = False
    while len(cells) < len(open_spans):
        column = len(cells)
        if open_spans[column] > 0:
            open_spans[column] -= 1
            cells.append(())
            continue
        cell = next(given, None)
        if cell is None:
            break
        row_span, column_span, blocks = cell[2:]
        width = max(1, min(int(column_span), len(open_spans) - column))
        merged = merged or row_span > 1 or width > 1
        cells.append(read(blocks))
        cells.extend(() for _ in range(width - 1))
        for index in range(column, column + width):
            open_spans[index] = max(int(row_span), 1) - 1
    # Rows that begin further right can be longer than the table says it is.
    cells.extend(read(cell[4]) for cell in given)
    return cells, merged
