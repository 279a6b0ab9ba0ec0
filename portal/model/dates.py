"""Dates that may be known only to the month or to the year."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

_TEXT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?\Z")
_SPELLINGS = tuple(
    re.compile(text)
    for text in (
        r"(?P<year>[0-9]{4})[-./](?P<month>[0-9]{1,2})(?:[-./](?P<day>[0-9]{1,2}))?\Z",
        r"(?:(?P<day>[0-9]{1,2})[-./])?(?P<month>[0-9]{1,2})[-./](?P<year>[0-9]{4})\Z",
    )
)
"""How people write a date, whether it is the portal's way or not."""


def is_no_day(text: str) -> bool:
    """Whether it is written like a date, in one order or the other, and the calendar has no such day or month."""
    match = next((found for spelling in _SPELLINGS if (found := spelling.match(text.strip()))), None)
    if match is None:
        return False
    try:
        dt.date(int(match["year"]), int(match["month"]), int(match["day"] or 1))
    except ValueError:
        return True
    return False


@dataclass(frozen=True, order=True)
class PartialDate:
    """A year, a month or a day; orders before every more exact date inside it (0 means "not known")."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def parse(cls, value: object) -> PartialDate:
        """Take ``2026``, ``2026-11``, ``2026-11-22`` or a date. Raises ``ValueError`` for anything else."""
        match = _TEXT.match(value.isoformat() if isinstance(value, dt.date) else str(value))
        if not match:
            raise ValueError(f"not a date: {value!r}")
        year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
        # Raises ValueError for a date that does not exist, "2026-00" included.
        dt.date(year, int(match[2] or 1), int(match[3] or 1))
        if not 1850 <= year <= 2100:
            raise ValueError(f"not a plausible year: {year}")
        return cls(year, month, day)

    def covers(self, other: PartialDate) -> bool:
        """Whether ``other`` lies in this year, this month or on this day."""
        return self.year == other.year and self.month in {0, other.month} and self.day in {0, other.day}

    def iso(self) -> str:
        """``2026``, ``2026-11`` or ``2026-11-22``."""
        return "-".join([f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)])
