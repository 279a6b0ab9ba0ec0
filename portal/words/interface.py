"""The words of the interface in one language, and the formatting of dates, numbers and counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

from portal.core.caching import digest
from portal.core.packaged import read_yaml
from portal.core.records import dataclass
from portal.language.alphabet import sort_key
from portal.language.dates import Case, format_number, format_partial, range_of_days, without_year
from portal.language.languages import others
from portal.language.plurals import choose
from portal.model.dates import PartialDate
from portal.model.values import LANGS, Lang
from portal.words.needed import counts_things, needed_keys

Entry = str | Mapping[str, str]


@cache
def own_strings(lang: Lang) -> Mapping[str, Entry]:
    """All entries of ``strings/<lang>.yml``; nothing where there is no such file.

    An entry without plural forms where they are needed, or with them where they are not, does not count.
    """
    file = resources.files("portal.words").joinpath(f"strings/{lang}.yml")
    if not file.is_file():
        return {}
    loaded: Mapping[str, Entry] = read_yaml("portal.words", f"strings/{lang}.yml")
    return {key: entry for key, entry in loaded.items() if key not in needed_keys() or _has_form(key, entry)}


def _has_form(key: str, entry: Entry) -> bool:
    return isinstance(entry, str) != counts_things(key)


def forget_strings() -> None:
    """Read the files again when they are next asked for: for a process that outlives a change of them."""
    for known in (own_strings, strings, wanted_keys):
        known.cache_clear()


@cache
def strings(lang: Lang) -> Mapping[str, Entry]:
    """The same, and other languages' entries for the missing ones, which a check names (:func:`missing_words`)."""
    found = dict(own_strings(lang))
    for code in others(lang):
        for key, entry in own_strings(code).items():
            found.setdefault(key, entry)
    for key in wanted_keys() - found.keys():
        name = key.rpartition(".")[0]  # nobody has said it of this language: what is said of another one
        said = (found[like] for code in LANGS if (like := f"{name}.{code}") in found)
        found[key] = next(said, {"other": f"{{n}} {key}"} if counts_things(key) else key)
    return found


@cache
def wanted_keys() -> frozenset[str]:
    """The keys that every language needs: all that any has, and where a key ends in a language, all languages.

    Those that the models ask for are needed although no language has them.
    """
    found = {key for code in LANGS for key in own_strings(code)} | needed_keys()
    by_language = {key.rpartition(".")[0] for key in found if key.rpartition(".")[2] in LANGS}
    return frozenset(found | {f"{name}.{code}" for name in by_language for code in LANGS})


def missing_words() -> Iterator[tuple[Lang, str]]:
    """Every language with every key that it lacks."""
    for lang in LANGS:
        for key in sorted(wanted_keys() - own_strings(lang).keys()):
            yield lang, key


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

    @property
    def digest(self) -> bytes:
        """Of all words: for keys of what is made with them."""
        return digest(sorted(strings(self.lang).items()))

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
            days = range_of_days(start.day, self.date(end), end.day, self.lang)
            if days:
                return days
        first, last = self.date(start), self.date(end)
        if start.month and end.month and start.year == end.year:
            first, last = without_year(first, last, start.year)
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
