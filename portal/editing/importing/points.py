"""Numbers of points, as texts of law count: when they stay letter for letter, and how a label is composed.

«Пункт 2.1», «подпункт б)» in a text point to numbers that Word makes by itself. A simple list «1. 2. 3.» stays a list,
whose numbers everybody sees; every other number of a text that refers to its points becomes part of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field

from portal.core.records import dataclass
from portal.editing.importing.list_labels import cyrillic, letter, roman

_REFERS = re.compile(
    r"(?i)\b(?:под)?пункт\w*\s+[«\"]?(?:\d|[а-яa-z][»\")])|\b(?:под|пп?\.\s?)\s*п?\.?\s?\d+(?:\.\d)|"
    r"\b(?:п|пп|подп)\.\s?\d|(?:\d|\b[а-я])[)»\"]?[-–\s]{0,2}(?:под|кичи\s)?пункт\w*|пунктч\w+"
)
_PLACE = re.compile(r"%([1-9])")


def refers_to_points(text: str) -> bool:
    """Whether a text speaks of points by their number or letter."""
    return bool(_REFERS.search(text))


@dataclass(frozen=True)
class Level:
    """One level of a list: ``pattern`` is its label with %1 … %9 for the numbers of the levels."""

    pattern: str
    counts: str = "decimal"
    start: int = 1
    legal: bool = False
    """Whether all numbers of its label are Arabic."""
    restart: int | None = None
    """The level, from 1, whose points let it begin anew; 0 if it never does, ``None`` if every higher level does."""

    @property
    def is_counted(self) -> bool:
        """Whether it has a number at all: dots and empty labels have none."""
        return self.counts not in {"bullet", "none", ""} and "%" in self.pattern

    @property
    def is_plain(self) -> bool:
        """Whether a list of the portal shows the same: «1.»."""
        return self.counts == "decimal" and bool(re.fullmatch(r"\s*%[1-9]\.\s*", self.pattern))

    @property
    def is_composed(self) -> bool:
        """Whether its label has numbers of several levels, or words: «1.1», «Глава 1»."""
        return len(_PLACE.findall(self.pattern)) > 1 or any(map(str.isalpha, self.pattern))


def _decimal(number: int) -> str:
    return str(number)


_COUNTS: Mapping[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02}",
    "upperRoman": roman,
    "lowerRoman": lambda number: roman(number).lower(),
    "upperLetter": lambda number: letter(number).upper(),
    "lowerLetter": letter,
    "russianLower": cyrillic,
    "russianUpper": lambda number: cyrillic(number).upper(),
}


@dataclass
class Counter:
    """Counts the points of one list through the document."""

    levels: Mapping[int, Level]
    numbers: dict[int, int] = field(default_factory=dict)

    def next(self, depth: int) -> str:
        """The label of the next point on a level; deeper levels begin anew."""
        level = self.levels[depth]
        self.numbers[depth] = self.numbers[depth] + 1 if depth in self.numbers else level.start
        for deeper in [key for key in self.numbers if key > depth and self._begins_anew(key, depth)]:
            del self.numbers[deeper]
        return _PLACE.sub(lambda match: self._number(int(match[1]) - 1, level.legal), level.pattern).strip()

    def _begins_anew(self, deeper: int, depth: int) -> bool:
        restart = self.levels[deeper].restart if deeper in self.levels else None
        return restart is None or depth < restart

    def _number(self, depth: int, legal: bool) -> str:
        level = self.levels.get(depth)
        if level is None:
            return ""
        number = self.numbers.setdefault(depth, level.start)
        is_arabic = legal and level.counts != "decimalZero"
        return _COUNTS.get("decimal" if is_arabic else level.counts, _decimal)(number)


def stay(levels: Iterable[Level], headings: bool, refers: bool) -> bool:
    """Whether the numbers of a list, of which ``levels`` are used, become part of the text."""
    used: Sequence[Level] = [level for level in levels if level.is_counted]
    if any(level.is_composed for level in used) or (headings and used):
        return True
    return refers and (any(not level.is_plain for level in used) or len(used) > 1)
