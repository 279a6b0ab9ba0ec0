"""A table as CSV, for people who open it in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence


def table(names: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """``names`` and ``rows`` as CSV, as :func:`lines` writes them."""
    return lines([names]) + lines(rows)


def lines(rows: Iterable[Sequence[object]]) -> str:
    """Rows of CSV, lists parted by spaces, nothing for None.

    A text that a spreadsheet would run as a formula gets a quote before it.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in rows:
        writer.writerow([_cell(" ".join(value) if isinstance(value, tuple) else value) for value in row])
    return out.getvalue()


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value
