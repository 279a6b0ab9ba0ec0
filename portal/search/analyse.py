"""Text → weighted keys: the fragment of a document. Every word form is analysed once, also for later builds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import compress, count
from typing import NamedTuple

from portal.language.analysis import FOLDED, index_keys, may_be_one
from portal.language.normalise import fold
from portal.language.tokens import LETTERS, MARKS, token_word
from portal.search.amounts import MARK, amounts
from portal.search.codec import DIGITS, vlq
from portal.search.model import Entry, TermNames

#: Weights of fields, and how far a long field counts less (``b`` of BM25F).
FIELDS: dict[str, tuple[float, float]] = {
    "title": (8.0, 0.3),
    "question": (4.0, 0.3),
    "asked": (4.0, 0.3),
    "heading": (3.0, 0.3),
    "summary": (3.0, 0.5),
    "topics": (2.5, 0.3),
    "acts": (2.0, 0.3),
    "about": (2.0, 0.3),
    "text": (1.0, 0.7),
}
#: What an amount or the number of an act counts of a word: it is meant, and seldom stands there twice.
FIGURE = 5.0
#: Of what a document gets for the other names of a term that it uses.
SYNONYM = 0.4
#: After the key of a word with which documents are found beside those that have it.
ALIKE = "_"
#: Sections that can be told apart; what follows counts with the last of them.
MOST_UNITS = 30
#: The fields that say what a document is about: they have the lowest bit, sections those above it. Other wordings of
#: its question have that bit alone: they are no part of a section, and count by half.
ASKED = ("title", "question")
_HEAD_BIT = 2
#: Saturation of frequencies (``k1`` of BM25F), and the steps of an impact.
K1, LEVELS = 8.0, 31

PROVISION = re.compile(r"(?:стать[а-я]*|ст\.)\s*(\d{1,3})(?!\d)|(?<!\d)(\d{1,3})(?:\s*-\s*\d+)?\s*-?\s*берене", re.I)
NUMBER = re.compile(r"(?:№|\bN)\s*(\d{1,4})(?!\d)")
#: A name of two words, which is filed as one of its own too: Кедей-Арык is neither poor nor a canal.
_DOUBLE = re.compile(r"\b[А-ЯЁҢӨҮ][а-яёңөү]+-[А-ЯЁҢӨҮ][а-яёңөү]+\b(?!-)")
_WORD = re.compile(f"[{LETTERS}][{LETTERS}{MARKS}]*|[0-9]+")
_DIGIT = re.compile(r"\d")

#: Patterns with the sign of their keys, and what a text must hold for the pattern to be worth a look.
_NUMBERED = ((PROVISION, "§", ("ерене", "тать", "ст.")), (NUMBER, "№", ("№", "N")))

Keys = tuple[tuple[str, float], ...]
#: A word as written → its normalised form and the keys that it is filed under, by the rules of one language.
Words = dict[str, tuple[str, Keys]]


Fragment = dict[str, str]
"""What a document adds to the index: key → its posting there. That is the impact, one digit, and the sections, both as
:mod:`portal.search.codec` writes numbers; behind a space the forms of the word that stand there, in order of letters
between commas; and, if there are any, behind another space words of other names of a term, which are to be highlighted
but are no forms."""


def words_of(text: str) -> list[str]:
    """The words of ``text`` as written."""
    found: list[str] = _WORD.findall(text)
    return found


class Analyser:
    """Analysis for one language, with what it knows of words so far.

    ``words`` may bring along what an earlier build found out by the same rules, and takes in what is new. Words of
    other languages stand there with their language: ``ru:закон``.
    """

    def __init__(
        self,
        lang: str,
        concepts: Iterable[TermNames] = (),
        words: Words | None = None,
        phrases: Phrases | None = None,
        kept: Callable[[str], tuple[str, Keys] | None] = lambda _: None,
    ) -> None:
        """``phrases``: those of the concepts, where an earlier build has left them. ``kept``: a word as it was analysed
        before, where ``words`` have let go of it.
        """
        self.lang = lang
        self._words = {} if words is None else words
        self._kept = kept
        self._firsts = _Firsts(self.word)
        self.phrases: Phrases = {} if phrases is None else phrases
        """Names of terms by the first of their stems."""
        for concept in concepts if phrases is None else ():
            self._add(concept)

    def word(self, raw: str) -> tuple[str, Keys]:
        """A word as written → its normalised form and the keys that it is filed under."""
        found = self._words.get(raw)
        if found is None:
            found = self._kept(raw)
            if found is not None:
                self._words[raw] = found
                return found
            word = token_word(raw)
            found = self._words.get(word) or self._kept(word) if word != raw else None
            if found is not None:
                self._words[raw] = found
                return found
            word = raw if word == raw else word  # hundreds of thousands of them are held
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
        return found

    def forget(self) -> None:
        """Let go of what is known of words beside ``words``."""
        self._firsts.clear()

    def _foreign(self, raw: str, lang: str) -> Keys:
        """The first key of a word that has the endings of another language."""
        name = f"{lang}:{raw}"
        found = self._words.get(name) or self._kept(name)
        if found is None:
            word = self.word(raw)[0]
            found = word, tuple(index_keys(word, lang)[:1])
        self._words[name] = found
        return found[1]

    def _stems(self, phrase: str) -> tuple[str, ...]:
        return tuple(keys[0][0] for raw in words_of(phrase) for keys in (self.word(raw)[1],) if keys)

    def _add(self, concept: TermNames) -> None:
        """File every name of a term by its first word, with the keys of all its other names."""
        names = [(name, self._stems(name)) for name in concept.own]
        extra: dict[str, float] = {}
        for name in (*concept.own, *(name for _, name in concept.foreign)):
            for raw in words_of(name):
                for key, weight in self.word(raw)[1]:
                    extra[key] = max(extra.get(key, 0.0), weight)
        for lang, name in concept.foreign:  # typed with the endings of its own language
            for raw in words_of(name):
                for key, weight in self._foreign(raw, lang):
                    extra[key] = max(extra.get(key, 0.0), weight)
        alike = dict.fromkeys(ALIKE.join(stems) for words in concept.asked if (stems := self._stems(words)))
        for name, stems in names:
            if not stems:
                continue
            gained = tuple((key, weight) for key, weight in extra.items() if key not in stems)
            gained += tuple((key + ALIKE, 1.0) for key in alike if key not in stems)
            # A short abbreviation in small letters is another word: АК and ак.
            capitals = 2 if len(stems) == 1 and name.isupper() and len(name) <= 4 else int(concept.proper)
            if gained:
                words = tuple(self.word(raw)[0] for raw in words_of(name))
                self.phrases.setdefault(stems[0], []).append(NameInText(stems, words, capitals, gained))

    def _synonyms(self, raws: Sequence[str], different: Iterable[str]) -> Iterator[tuple[Sequence[str], Keys]]:
        """Names of terms in the text: the words that stand there, and the keys that they gain.

        ``raws`` are words that have been analysed; ``different``: each of them once.
        """
        phrases, known, first_of = self.phrases, self._words, self._firsts
        beginning = {raw for raw in different if first_of[raw] in phrases}
        if not beginning:
            return
        for index in compress(count(), map(beginning.__contains__, raws)):
            for stems, name, capitals, gained in phrases[first_of[raws[index]]]:
                end = index + len(stems)
                if (end == index + 1 or tuple(map(first_of.__getitem__, raws[index:end])) == stems) and not (
                    capitals and not raws[index][:capitals].isupper()
                ):
                    words = [known[raw][0] for raw in raws[index:end]]
                    if all(may_be_one(word, own, self.lang) for word, own in zip(words, name, strict=False)):
                        yield words, gained

    def _beside_words(self, text: str) -> Iterator[tuple[str, float, str]]:
        """What is filed beside the words as they stand: names of two words as one, and figures."""
        for raw in _DOUBLE.findall(text) if "-" in text else ():
            word, keys = self.word(raw.replace("-", ""))
            yield from ((key, weight, word) for key, weight in keys)
        if _DIGIT.search(text):
            yield from ((key, FIGURE * weight, number) for key, weight, number in _numbers(text))

    def fragment(self, entry: Entry, averages: Mapping[str, float]) -> Fragment:
        """All keys of a document. ``averages``: mean length of each field in characters."""
        found = _Weights()
        lengths = field_lengths(entry)
        factor = {}
        for name, (weight, b) in FIELDS.items():
            factor[name] = weight / (1 - b + b * lengths[name] / averages[name]) if averages[name] else weight
        known = self._words
        of_words: dict[str, float] = {}
        units_of: dict[str, int] = {}
        for name, unit, text in _texts(entry):
            raws = _WORD.findall(text)
            scale = factor[name]
            bit = 1 if name == "asked" else _HEAD_BIT << min(unit, MOST_UNITS - 1) | (name in ASKED)
            times = Counter(raws)
            for raw, number_of in times.items():
                if raw in of_words:
                    of_words[raw] += scale * number_of
                    units_of[raw] |= bit
                else:
                    of_words[raw], units_of[raw] = scale * number_of, bit
                    if raw not in known:
                        self.word(raw)
            for shown, gained in self._synonyms(raws, times):
                for key, weight in gained:
                    found.add(key, scale * weight * SYNONYM, bit, shown=shown)
            for key, weight, form in self._beside_words(text):
                found.add(key, scale * weight, bit, form)
        for numbers, mark in ((entry.provisions, "§"), (entry.numbers, "№")):
            for number in numbers:
                found.add(number + mark, factor["acts"] * 2, _HEAD_BIT, number)
        for stem in entry.stems:
            found.add(stem, factor["about"], _HEAD_BIT)
        found.add_words(of_words, units_of, known)
        return found.fragment()


class NameInText(NamedTuple):
    """A name of a term as it is looked for in a text."""

    stems: tuple[str, ...]
    words: tuple[str, ...]
    capitals: int
    """Letters at its beginning that must be capitals."""
    gained: Keys


Phrases = dict[str, list[NameInText]]


class _Firsts(dict[str, str]):
    """Words as written → the first of their keys."""

    def __init__(self, word: Callable[[str], tuple[str, Keys]]) -> None:
        super().__init__()
        self._word = word

    def __missing__(self, raw: str) -> str:
        keys = self._word(raw)[1]
        self[raw] = found = keys[0][0] if keys else ""
        return found


class _Weights:
    """Keys of one document: their weighted frequencies, the sections that have them, and the forms that stand there."""

    def __init__(self) -> None:
        self._frequencies: dict[str, float] = {}
        self._units: dict[str, int] = {}
        self._forms: dict[str, str | set[str]] = {}
        self._shown: dict[str, set[str]] = {}

    def add(self, key: str, frequency: float, units: int, form: str = "", shown: Iterable[str] = ()) -> None:
        """Add to a key; ``shown``: words that stand there, but are no forms of its own."""
        if key in self._frequencies:
            self._frequencies[key] += frequency
            self._units[key] |= units
        else:
            self._frequencies[key], self._units[key] = frequency, units
        if form:
            known = self._forms.setdefault(key, form)
            if isinstance(known, set):
                known.add(form)
            elif known != form:
                self._forms[key] = {known, form}
        if shown:
            self._shown.setdefault(key, set()).update(shown)

    def add_words(self, frequency_of: Mapping[str, float], units_of: Mapping[str, int], known: Words) -> None:
        """The same for all words of the document, by far the most of it."""
        frequencies, units, forms = self._frequencies, self._units, self._forms
        for raw, frequency in frequency_of.items():
            word, keys = known[raw]
            bits = units_of[raw]
            for key, weight in keys:
                if key not in frequencies:
                    frequencies[key], units[key], forms[key] = frequency * weight, bits, word
                    continue
                frequencies[key] += frequency * weight
                units[key] |= bits
                own = forms.get(key)
                if own is None:
                    forms[key] = word
                elif isinstance(own, set):
                    own.add(word)
                elif own != word:
                    forms[key] = {own, word}

    def fragment(self) -> Fragment:
        """The same as postings."""
        found: Fragment = {}
        forms, units, shown = self._forms, self._units, self._shown
        for key, frequency in self._frequencies.items():
            own = forms.get(key, "")
            impact = round(LEVELS * frequency / (frequency + K1)) or 1  # never more than LEVELS: K1 is above 0
            words = own if isinstance(own, str) else ",".join(sorted(own))
            found[key] = f"{DIGITS[impact]}{vlq(units[key])} {words}"
            if key in shown:
                found[key] += " " + ",".join(sorted(shown[key]))
        return found


def _numbers(text: str) -> Iterator[tuple[str, float, str]]:
    """Provisions, numbers of acts and amounts: key, weight, and the number as a form of it if it stands as such."""
    for pattern, mark, hints in _NUMBERED:
        if any(hint in text for hint in hints):
            for match in pattern.finditer(text):
                number = next(part for part in match.groups() if part)
                yield number + mark, 1.0, number
    for value, weight in amounts(text):
        yield value + MARK, weight, ""


def _texts(entry: Entry) -> Iterator[tuple[str, int, str]]:
    yield "title", 0, entry.title
    yield "question", 0, entry.question
    yield "asked", 0, entry.asked
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
        "question": len(entry.question),
        "asked": len(entry.asked),
        "summary": len(entry.summary),
        "topics": len(entry.topics),
        "acts": len(entry.acts),
        "about": len(entry.about),
        "heading": sum(len(unit.title) for unit in entry.units),
        "text": sum(len(unit.text) for unit in entry.units),
    }
