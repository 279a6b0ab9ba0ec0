"""The words that carry facts (``facts.yml``): what a word of a text counts, measures or names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple, overload

from portal.core.packaged import read_yaml
from portal.core.records import dataclass
from portal.language.normalise import normalise
from portal.model.values import Lang

_WORD = r"[^\W\d_]+(?:[-\u2011][^\W\d_]+)*"
_TOKEN = re.compile(
    rf"{_WORD}|(?<![\d./-])(?:\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}/\d{{1,2}}/\d{{4}})(?![\d/-])"
    r"|\d{1,3}(?:[ \u00a0\u202f]\d{3}(?!\d))+(?:[.,]\d+)?|\d+(?:[.,]\d+)*"
    r"|[^\s\w]"
)
_WORDS = re.compile(_WORD)

_DAYS = (
    re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4}|\d{2})\Z"),
    re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})\Z"),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\Z"),
)
WORDS_KEPT = 1 << 15
"""Of so many words it is remembered what they are: 2,000 documents have 140,000, of which most stand once or twice."""
_BEGINNING = 2
"""Letters by which most words are told to be none of those that are looked for."""
_Phrases = tuple[tuple[tuple[str, ...], str], ...]


class FactToken(NamedTuple):
    """A word, number or sign of a text; ``low``: normalised."""

    low: str
    raw: str
    start: int

    @property
    def is_number(self) -> bool:
        """Whether it is written in digits."""
        return self.raw[0].isdecimal()

    @property
    def is_word(self) -> bool:
        """Whether it is made of letters."""
        return self.raw[0].isalpha()


class FactTokens(Sequence[FactToken]):
    """The tokens of a text. It has thousands, of which few are looked at: each is made when it is asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.raws: list[str] = _TOKEN.findall(text)
        """All of them as they stand there."""
        self._starts: list[int] = []

    def __len__(self) -> int:
        """How many there are."""
        return len(self.raws)

    @overload
    def __getitem__(self, at: int) -> FactToken: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[FactToken, ...]: ...

    def __getitem__(self, at: int | slice) -> FactToken | tuple[FactToken, ...]:
        """The token at a place, or those of several."""
        if isinstance(at, slice):
            return tuple(map(self.__getitem__, range(len(self.raws))[at]))
        raw = self.raws[at]
        return FactToken(normalised(raw), raw, self._start(at if at >= 0 else len(self.raws) + at))

    def __iter__(self) -> Iterator[FactToken]:
        """All of them."""
        return map(self.__getitem__, range(len(self.raws)))

    def low(self, at: int) -> str:
        """A token, normalised."""
        return normalised(self.raws[at])

    def _start(self, at: int) -> int:
        """Where a token begins. Between two tokens stand spaces only, and no token begins with one."""
        starts, find = self._starts, self._text.find
        end = starts[-1] + len(self.raws[len(starts) - 1]) if starts else 0
        for raw in self.raws[len(starts) : at + 1]:
            starts.append(find(raw, end))
            end = starts[-1] + len(raw)
        return starts[at]


def fact_tokens(text: str) -> FactTokens:
    """The tokens of a text; the time grows with its length."""
    return FactTokens(text)


def words_of(text: str) -> list[str]:
    """The words alone, as they stand there."""
    found: list[str] = _WORDS.findall(text)
    return found


normalised = lru_cache(maxsize=WORDS_KEPT)(normalise)
"""Remembers."""


def numeric_day(raw: str) -> tuple[int, int, int] | None:
    """Day, month and year of a date in digits: 27.07.2017, 27.07.17, 27/07/2017, 2017-07-27."""
    if not raw[:1].isdecimal():
        return None
    for pattern in _DAYS:
        found = pattern.match(raw)
        if found and 1 <= int(found["day"]) <= 31 and 1 <= int(found["month"]) <= 12:
            year = int(found["year"])
            return int(found["day"]), int(found["month"]), year if year > 99 else 2000 + year
    return None


@cache
def fact_table() -> Mapping[str, Any]:
    """``facts.yml`` as it stands there."""
    loaded: Mapping[str, Any] = read_yaml("portal.corpus.facts", "facts.yml")
    return loaded


class WordClasses:
    """Words of one language → their classes, by the longest beginning that fits."""

    def __init__(self, words: Mapping[str, Sequence[str]], others: Sequence[str]) -> None:
        self._exact: dict[str, set[str]] = {}
        self._begins: dict[str, set[str]] = {word: set() for word in others}
        self._phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name, listed in words.items():
            for word in listed:
                first, *rest = word.split(" ")
                if rest:
                    self._phrases.setdefault(first, []).append((tuple(rest), name))
                elif word.startswith("="):
                    self._exact.setdefault(word[1:], set()).add(name)
                else:
                    self._begins.setdefault(word, set()).add(name)
        self._longest = max(map(len, (*self._begins, *self._phrases)), default=0)
        self._known = lru_cache(maxsize=WORDS_KEPT)(self._know)

    def of(self, tokens: FactTokens, at: int) -> frozenset[str]:
        """The classes of the word at a place; of a phrase where one begins there."""
        alone, phrases = self._known(tokens.low(at))
        if phrases:
            after = [item.low for item in tokens[at + 1 : at + 3]]
            for each in phrases:
                found = {
                    name for rest, name in each if len(after) >= len(rest) and all(map(str.startswith, after, rest))
                }
                if found:
                    return frozenset(found)
        return alone

    def _know(self, word: str) -> tuple[frozenset[str], tuple[_Phrases, ...]]:
        """The classes of a word whatever follows, and the phrases that it may begin: as it is, then its last part.

        «сом-доллар», «айыл-шаар»: the last part says what it is, where the whole says nothing.
        """
        alone, phrases = self._find(word), self._beginning(word)
        if alone or "-" not in word:
            return alone, (phrases,) if phrases else ()
        last = word.rpartition("-")[2]
        return self._find(last), tuple(item for item in (phrases, self._beginning(last)) if item)

    @property
    def whole(self) -> frozenset[str]:
        """The words that have a class as they are."""
        return frozenset(self._exact)

    @property
    def openings(self) -> frozenset[str]:
        """How the other words begin that have a class, or that a phrase begins with."""
        return frozenset((*(word for word, names in self._begins.items() if names), *self._phrases))

    def knows(self, word: str) -> bool:
        """Whether a word has a class, or may begin a phrase that has one."""
        alone, phrases = self._known(word)
        return bool(alone or phrases)

    def _beginning(self, word: str) -> _Phrases:
        sizes = range(min(len(word), self._longest), 0, -1)
        return tuple(phrase for size in sizes for phrase in self._phrases.get(word[:size], ()))

    def _find(self, word: str) -> frozenset[str]:
        if word in self._exact:
            return frozenset(self._exact[word])
        for size in range(min(len(word), self._longest), 1, -1):
            if word[:size] in self._begins:
                return frozenset(self._begins[word[:size]])
        return frozenset()


@cache
def units(lang: Lang) -> WordClasses:
    """What is counted or measured, in ``lang``."""
    table = fact_table()
    words = {name: record.get(lang, ()) for name, record in table["units"].items()}
    return WordClasses(words, table["others"].get(lang, ()))


@cache
def before_number() -> frozenset[str]:
    """The units that stand before their number: articles of law."""
    return frozenset(name for name, record in fact_table()["units"].items() if record.get("before"))


def widened(names: frozenset[str]) -> frozenset[str]:
    """The units, and those that may stand for them."""
    return names.union(*(group for group in fact_table()["kin"] if not names.isdisjoint(group)))


@dataclass(frozen=True)
class ContrastGroup:
    """Words of which one can be taken for another only by mistake."""

    name: str
    classes: Mapping[str, Mapping[str, Sequence[str]]]

    def table(self, lang: Lang) -> WordClasses:
        """The words of the group in ``lang``."""
        return _group_table(self.name, lang)


@cache
def contrast_groups() -> tuple[ContrastGroup, ...]:
    """All groups of ``facts.yml``; those that say ``of`` take words from the units."""
    return tuple(_groups())


def _groups() -> Iterator[ContrastGroup]:
    table = fact_table()
    for name, classes in table["contrasts"].items():
        if "of" in classes:
            classes = {unit: table["units"][unit] for unit in classes["of"]}
        yield ContrastGroup(name, classes)


@cache
def _group_table(name: str, lang: Lang) -> WordClasses:
    group = next(item for item in contrast_groups() if item.name == name)
    words = {key: record.get(lang, ()) for key, record in group.classes.items()}
    return WordClasses(words, fact_table()["others"].get(lang, ()))


@lru_cache(maxsize=WORDS_KEPT)
def groups_of(word: str, lang: Lang) -> tuple[str, ...]:
    """The groups in which a normalised word says something, by itself or with what follows; most words are in none."""
    whole, openings = _openings(lang)
    last = word.rpartition("-")[2]
    if word in whole or last in whole or word.startswith(openings) or last.startswith(openings):
        return tuple(group.name for group in contrast_groups() if group.table(lang).knows(word))
    return ()


@cache
def _openings(lang: Lang) -> tuple[frozenset[str], tuple[str, ...]]:
    """The words of all groups in ``lang``: those that count as a whole, and how the others begin."""
    tables = [group.table(lang) for group in contrast_groups()]
    whole = frozenset[str]().union(*(table.whole for table in tables))
    return whole, tuple(sorted(frozenset[str]().union(*(table.openings for table in tables))))


class Beginnings(NamedTuple):
    """How some words begin: a word that begins otherwise is none of them, and need not be looked up."""

    length: int
    known: frozenset[str]


def beginnings(whole: Iterable[str], openings: Iterable[str]) -> Beginnings:
    """The beginnings of ``whole`` words, and of words that begin with one of ``openings``."""
    first = {*openings}
    length = min((_BEGINNING, *map(len, first)))
    return Beginnings(length, frozenset(word[:length] for word in (*whole, *first)))


@cache
def _group_beginnings(lang: Lang) -> Beginnings:
    return beginnings(*_openings(lang))


def says_something(raw: str, low: str, lang: Lang) -> bool:
    """Whether a token says something in any group; ``low``: normalised."""
    length, known = _group_beginnings(lang)
    # The last part of a word with a hyphen may say what it is.
    may = (low[:length] in known or "-" in low) and (raw[0].isalpha() or raw in "$€%")
    return may and bool(groups_of(low, lang))


def classes_of(tokens: FactTokens, lang: Lang, places: Iterable[int]) -> Mapping[str, Mapping[str, FactToken]]:
    """Group → class → the first word of it; groups of which no word stands there are left out.

    ``places``: of the tokens that say something.
    """
    found: dict[str, dict[str, FactToken]] = {}
    for at in places:
        token = tokens[at]
        for name in groups_of(token.low, lang):
            for label in sorted(_group_table(name, lang).of(tokens, at)):
                found.setdefault(name, {}).setdefault(label, token)
    return found
