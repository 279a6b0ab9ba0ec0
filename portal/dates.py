"""Dates that may be known only to the month or to the year."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

_TEXT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?\Z")


@dataclass(frozen=True, order=True)
class PartialDate:
    """A year, a month or a day; orders before every more exact date inside it (0 means "not known")."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def parse(cls, value: object) -> PartialDate:
        """Take ``2026``, ``2026-11``, ``2026-11-22`` or a date. Raises ``ValueError`` for anything else."""
        if isinstance(value, dt.date):
            return cls(value.year, value.month, value.day)
        match = None if isinstance(value, bool) else _TEXT.match(str(value))
        if not match:
            raise ValueError(f"not a date: {value!r}")
        year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
        if month:
            dt.date(year, month, day or 1)  # raises ValueError for a date that does not exist
        if not 1850 <= year <= 2100:
            raise ValueError(f"not a plausible year: {year}")
        return cls(year, month, day)

    def iso(self) -> str:
        """``2026``, ``2026-11`` or ``2026-11-22``."""
        return "-".join([f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)])
