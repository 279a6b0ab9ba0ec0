"""Text → weighted keys. One pass over a document; every word form is analysed once per build."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from portal.language.analysis import FOLDED, index_keys
from portal.language.normalise import fold
from portal.language.tokens import LETTERS, MARKS, tokens
from portal.search.amounts import MARK, amounts
from portal.search.model import Entry, TermNames

#: Weights of fields, and how far a long field counts less (``b`` of BM25F).
FIELDS: dict[str, tuple[float, float]] = {
    "title": (8.0, 0.3),
    "heading": (3.0, 0.3),
    "summary": (3.0, 0.5),
    "topics": (2.5, 0.3),
    "acts": (2.0, 0.3),
    "about": (2.0, 0.3),
    "text": (1.0, 0.7),
}
#: Of what a document gets for the other names of a term that it uses.
SYNONYM = 0.4
#: Sections that can be told apart; what follows counts with the last of them.
MOST_UNITS = 30
#: Forms of a word that are told apart in postings, and those that are kept for highlighting.
EXACT_FORMS, KNOWN_FORMS = 30, 30

PROVISION = re.compile(r"(?:стать[а-я]*|ст\.)\s*(\d{1,3})(?!\d)|(?<!\d)(\d{1,3})(?:\s*-\s*\d+)?\s*-?\s*берене", re.I)
NUMBER = re.compile(r"(?:№|\bN)\s*(\d{1,4})(?!\d)")
_WORD = re.compile(f"[{LETTERS}][{LETTERS}{MARKS}]*|[0-9]+")

#: Patterns with the sign of their keys, and what a text must hold for the pattern to be worth a look.
_NUMBERED = ((PROVISION, "§", ("ерене", "тать", "ст.")), (NUMBER, "№", ("№", "N")))

Keys = tuple[tuple[str, float], ...]
#: A word as written → its normalised form and the keys that it is filed under, by the rules of one language.
Words = dict[str, tuple[str, Keys]]


@dataclass
class Weighed:
    """A key in one document: its weighted frequency, the sections that have it, and the forms that stand there."""

    frequency: float = 0.0
    units: int = 0
    forms: dict[str, None] = field(default_factory=dict)
    shown: dict[str, None] = field(default_factory=dict)
    """Words of other names of a term: to be highlighted, but no forms of this word."""


class Analyser:
    """Analysis for one language with what it word_cache of words so far.

    ``words`` may bring along what an earlier build word_cache by the same rules, and takes in what is new.
    """

    def __init__(self, lang: str, concepts: Iterable[TermNames] = (), words: Words | None = None) -> None:
        self.lang = lang
        self._words = {} if words is None else words
        self._firsts = {raw: keys[0][0] if keys else "" for raw, (_, keys) in self._words.items()}
        self._phrases: dict[str, list[tuple[tuple[str, ...], int, tuple[tuple[str, float], ...]]]] = defaultdict(list)
        for concept in concepts:
            self._add(concept)

    def word(self, raw: str) -> tuple[str, Keys]:
        """A word as written → its normalised form and the keys that it is filed under."""
        found = self._words.get(raw)
        if found is None:
            word = next((token.word for token in tokens(raw)), "")
            keys = dict(index_keys(word, self.lang)) if word else {}
            # Terms are compared without ң ө ү anyway (FORMAT.md), so folded keys would only repeat their terms.
            folded = {fold(key) for key in keys if fold(key) != key}
            # A word typed without these letters, whose stem got them back, says less than one typed with them.
            plain = fold(word) == word
            found = (
                word,
                tuple(
                    (key, weight * FOLDED if plain and fold(key) != key else weight)
                    for key, weight in keys.items()
                    if key not in folded
                ),
            )
            self._words[raw] = found
            self._firsts[raw] = found[1][0][0] if found[1] else ""
        return found

    def words(self, text: str) -> list[str]:
        """The words of ``text`` as written."""
        return _WORD.findall(text)

    def _stems(self, phrase: str) -> tuple[str, ...]:
        return tuple(keys[0][0] for raw in self.words(phrase) for keys in (self.word(raw)[1],) if keys)

    def _add(self, concept: TermNames) -> None:
        """File every name of a term by its first word, with the keys of all its other names."""
        names = [(name, self._stems(name)) for name in concept.own]
        extra: dict[str, float] = {}
        for name in (*concept.own, *(name for _, name in concept.foreign)):
            for raw in self.words(name):
                for key, weight in self.word(raw)[1]:
                    extra[key] = max(extra.get(key, 0.0), weight)
        for lang, name in concept.foreign:  # typed with the endings of its own language
            for raw in self.words(name):
                for key, weight in index_keys(self.word(raw)[0], lang)[:1]:
                    extra[key] = max(extra.get(key, 0.0), weight)
        for name, stems in names:
            if not stems:
                continue
            gained = tuple((key, weight) for key, weight in extra.items() if key not in stems)
            # A short abbreviation in small letters is another word: АК and ак.
            capitals = 2 if len(stems) == 1 and name.isupper() and len(name) <= 4 else int(concept.proper)
            if gained:
                self._phrases[stems[0]].append((stems, capitals, gained))

    def _synonyms(self, raws: Sequence[str]) -> Iterator[tuple[dict[str, None], Keys]]:
        """Names of terms in the text: the words that stand there, and the keys that they gain.

        ``raws`` are words that have been analysed.
        """
        phrases, known = self._phrases, self._firsts
        firsts = [known[raw] for raw in raws]
        if phrases.keys().isdisjoint(firsts):
            return
        for index, first in enumerate(firsts):
            if first not in phrases:
                continue
            for stems, capitals, gained in phrases[first]:
                end = index + len(stems)
                if (end == index + 1 or tuple(firsts[index:end]) == stems) and not (
                    capitals and not raws[index][:capitals].isupper()
                ):
                    yield {self._words[raw][0]: None for raw in raws[index:end]}, gained

    def analyse(self, entry: Entry, averages: dict[str, float]) -> dict[str, Weighed]:
        """All keys of a document. ``averages``: mean length of each field in characters."""
        found: dict[str, Weighed] = defaultdict(Weighed)
        lengths = field_lengths(entry)
        factor = {}
        for name, (weight, b) in FIELDS.items():
            factor[name] = weight / (1 - b + b * lengths[name] / averages[name]) if averages[name] else weight
        for name, unit, text in _texts(entry):
            raws = _WORD.findall(text)
            scale, bit = factor[name], 1 << min(unit, MOST_UNITS - 1)
            for raw, count in Counter(raws).items():
                word, keys = self._words.get(raw) or self.word(raw)
                for key, weight in keys:
                    item = found[key]
                    item.frequency += scale * weight * count
                    item.units |= bit
                    item.forms[word] = None
            for shown, gained in self._synonyms(raws):
                for key, weight in gained:
                    item = found[key]
                    item.frequency += scale * weight * SYNONYM
                    item.units |= bit
                    item.shown.update(shown)
            for key, weight, numbers in _numbers(text):
                item = found[key]
                item.frequency += scale * 2 * weight
                item.units |= bit
                item.forms.update(dict.fromkeys(numbers))
        for numbers, mark in ((entry.provisions, "§"), (entry.numbers, "№")):
            for number in numbers:
                item = found[number + mark]
                item.frequency += factor["acts"] * 2
                item.units |= 1
                item.forms[number] = None
        return found


def _numbers(text: str) -> Iterator[tuple[str, float, tuple[str, ...]]]:
    """Provisions, numbers of acts and amounts: key, weight, and the number as a form of it if it stands as such."""
    for pattern, mark, hints in _NUMBERED:
        if any(hint in text for hint in hints):
            for match in pattern.finditer(text):
                number = next(part for part in match.groups() if part)
                yield number + mark, 1.0, (number,)
    for value, weight in amounts(text):
        yield value + MARK, weight, ()


def _texts(entry: Entry) -> Iterator[tuple[str, int, str]]:
    yield "title", 0, entry.title
    yield "summary", 0, entry.summary
    yield "topics", 0, entry.topics
    yield "acts", 0, entry.acts
    yield "about", 0, entry.about
    for index, unit in enumerate(entry.units):
        if unit.title:
            yield "heading", index, unit.title
        yield "text", index, unit.text


def field_lengths(entry: Entry) -> dict[str, int]:
    """Length of each field in characters: near enough to the number of words, and free."""
    return {
        "title": len(entry.title),
        "summary": len(entry.summary),
        "topics": len(entry.topics),
        "acts": len(entry.acts),
        "about": len(entry.about),
        "heading": sum(len(unit.title) for unit in entry.units),
        "text": sum(len(unit.text) for unit in entry.units),
    }
