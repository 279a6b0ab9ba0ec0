"""The words of the interface in one language, and the formatting of dates, numbers and counts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from portal.language.alphabet import sort_key
from portal.language.dates import Case, format_number, format_partial
from portal.language.plurals import choose
from portal.model.dates import PartialDate
from portal.model.values import Lang

Entry = str | Mapping[str, str]


@cache
def strings(lang: Lang) -> Mapping[str, Entry]:
    """All entries of ``strings/<lang>.yml``."""
    text = resources.files("portal.words").joinpath(f"strings/{lang}.yml").read_text(encoding="utf-8")
    # The parser in C is many times faster, and every check reads this file.
    loaded: Mapping[str, Entry] = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return loaded


@dataclass(frozen=True)
class Interface:
    """What templates and view models use to speak to a reader of ``lang``."""

    lang: Lang

    def t(self, key: str, **values: object) -> str:
        """The words for ``key``. Raises ``KeyError`` for an unknown key: a slip of ours, not of an editor."""
        entry = strings(self.lang)[key]
        assert isinstance(entry, str), f"{key} has plural forms; use n()"
        return entry.format(**values) if values else entry

    def n(self, key: str, count: float) -> str:
        """The words for ``key`` with ``count`` formatted and agreeing in number."""
        entry = strings(self.lang)[key]
        assert not isinstance(entry, str), f"{key} has no plural forms; use t()"
        return choose(entry, count, self.lang).format(n=self.number(count))

    def has(self, key: str) -> bool:
        """Whether there are words for ``key``."""
        return key in strings(self.lang)

    def number(self, value: float) -> str:
        """A number with its thousands parted."""
        return format_number(value, self.lang)

    def date(self, value: PartialDate, case: Case = "nominative") -> str:
        """A date as far as it is known."""
        return format_partial(value.year, value.month, value.day, self.lang, case)

    def date_range(self, start: PartialDate, end: PartialDate | None) -> str:
        """Two dates, with what they share said once: «9–11 августа 2021 года»."""
        if end is None or end == start:
            return self.date(start)
        if start.day and end.day and (start.year, start.month) == (end.year, end.month):
            whole = self.date(end)
            if self.lang == "ru":
                return f"{start.day}–{whole}"
            return whole.replace(f" {end.day}-", f" {start.day}–{end.day}-")
        first, last = self.date(start), self.date(end)
        if start.month and end.month and start.year == end.year:
            first = re.sub(rf"\s{start.year}\sгода$", "", first)
            last = last.removeprefix(f"{end.year}-жылдын ")
        return f"{first} – {last}"

    def years(self, start: int | None, end: int | None, until: str = "passport.until") -> str:
        """A span of years; empty where neither is known. ``until``: the words where the end alone is known."""
        if start and end and start != end:
            return f"{start}–{end}"
        if start and end:
            return str(start)
        if end:
            return self.t(until, year=end)
        return self.t("passport.since", year=start) if start else ""

    def sort(self, text: str) -> tuple[tuple[int, ...], str]:
        """The sorting key of ``text`` by this language's alphabet."""
        return sort_key(text, self.lang)
