"""Spelling of both languages: few words are named, and those that are should be looked at.

Russian words are held against pymorphy3's and Hunspell's dictionaries. For Kyrgyz there is no free dictionary of
forms: looked for is what is typed on a keyboard without ң, ө, ү. A word is named only if no root of the lexicon
explains it and the same word with other of these letters is explained (``корсотуу`` → ``көрсөтүү``). In both
languages a word with letters of two alphabets is named.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator

from portal.core.problems import Problem, problem
from portal.editing.spelling.dictionary import RussianDictionary, suggestion
from portal.editing.spelling.letters import lonely, mixed
from portal.editing.spelling.prose import Prose
from portal.editing.spelling.words import Accepted, Word, words
from portal.language import lemma_ru, stem_ky
from portal.language.languages import spelling, with_spelling
from portal.language.normalise import normalise
from portal.model.values import Lang

_QUOTED = re.compile(r"«[^«»]*»")
_RUSSIAN = re.compile("[а-яёА-ЯЁ]+")
_KYRGYZ = re.compile("[ңөүҢӨҮ]")
_TOGGLES = {"о": "ө", "у": "ү", "н": "ң", "ө": "о", "ү": "у", "ң": "н"}
_FRONT, _BACK = str.maketrans("оу", "өү"), str.maketrans("өү", "оу")
# Slips that the rules could explain (учун: "of its end"), but nobody means so: үчүн, бүгүн, өкмөт.
_ALWAYS = ("учун", "бугун", "окмот")
_SHORTEST = 4
_ROOTS = with_spelling("roots")
_MOST_TOGGLES = 7


class Speller:
    """Checks files.

    ``accepted``: words that are right; ``frequent``: how many Kyrgyz documents have a word of an unknown root.
    """

    def __init__(self, accepted: Accepted, dictionary: RussianDictionary, frequent: Callable[[str], int]) -> None:
        self._accepted = accepted
        self._dictionary = dictionary
        self._frequent = frequent
        self._restored: dict[str, str | None] = {}

    def check(self, file: Prose, path: str, lang: Lang) -> Iterator[Problem]:
        """The problems of one file."""
        for start, letter in lonely(file.masked):
            place = file.position(start)
            yield problem(
                "spelling-letters", path, *place, word=file.text[start], letters=letter.letters, near=letter.right
            )
        plain: list[Word] = []
        for word in words(file):
            wrong = mixed(word.text, lang)
            if wrong:
                place = file.position(word.start)
                yield problem("spelling-letters", path, *place, word=word.text, letters=wrong.letters, near=wrong.right)
            elif not _is_abbreviation(word.text):
                plain.append(word)
        if spelling(lang) == "dictionary":
            yield from self._by_dictionary(file, path, plain, lang)
        elif spelling(lang) == "roots":
            yield from self._by_roots(file, path, plain)

    def prepare(self, files: Iterable[tuple[Prose, Lang]]) -> None:
        """Ask the dictionary for the words of all files at once: opening it costs more than asking it."""
        self._dictionary.unknown(
            {
                word.text.lower()
                for file, lang in files
                if spelling(lang) == "dictionary"
                for word in self._asked(file, words(file), lang)
            }
        )

    def _asked(self, file: Prose, found: Iterable[Word], lang: Lang) -> list[Word]:
        """The words of a Russian text that only a dictionary can judge."""
        # Kyrgyz names and titles stand in Russian texts as they are.
        foreign = [match.span() for match in _QUOTED.finditer(file.masked) if _KYRGYZ.search(match[0])]
        return [
            word
            for word in found
            if len(word.text) > 1
            and _RUSSIAN.fullmatch(word.text)
            and not word.is_name
            and not _is_abbreviation(word.text)
            and not any(start <= word.start < end for start, end in foreign)
            and not self._accepted.has(word.text, lang)
        ]

    def _by_dictionary(self, file: Prose, path: str, found: list[Word], lang: Lang) -> Iterator[Problem]:
        asked = self._asked(file, found, lang)
        unknown = self._dictionary.unknown({word.text.lower() for word in asked})
        for word in asked:
            low = word.text.lower()
            if low not in unknown or stem_ky.is_known(low) or _is_part(word, low):
                continue
            near = suggestion(low, self._accepted.spellings[lang])
            if word.text[0].isupper():
                if near is None or word.joined:
                    continue  # a name that opens a sentence
                near = near.capitalize()
            yield problem("spelling-ru", path, *file.position(word.start), word=word.text, near=near or "–")

    def _by_roots(self, file: Prose, path: str, found: list[Word]) -> Iterator[Problem]:
        for word in found:
            if word.is_name:
                continue
            right = self.restored(word.text)
            if right:
                near = right.capitalize() if word.text[0].isupper() else right
                yield problem("spelling-ky", path, *file.position(word.start), word=word.text, near=near)

    def restored(self, word: str) -> str | None:
        """A Kyrgyz word typed with the wrong ones of н ң, о ө, у ү → as it should be; ``None`` if nothing is wrong."""
        low = normalise(word)
        if low not in self._restored:
            self._restored[low] = self._restore(low)
        return self._restored[low]

    def _restore(self, low: str) -> str | None:
        if low.startswith(_ALWAYS):
            return low.translate(_FRONT)
        if len(low) < _SHORTEST or not set(low) & _TOGGLES.keys() or self._explained(low):
            return None
        if lemma_ru.is_known(low):  # a Russian word in a Kyrgyz text: a title, a name
            return None
        return next((form for form in _spellings(low) if form != low and self._is_better(form, low)), None)

    def _is_better(self, form: str, than: str) -> bool:
        # An ң in an ending says "your" and can be put into half of all words: only one in the root counts.
        if form.count("ң") > than.count("ң") and "ң" not in stem_ky.stem(form):
            return False
        return self._explained(form, new=True)

    def _explained(self, word: str, new: bool = False) -> bool:
        """Whether a word is right; of a ``new`` spelling more is asked for."""
        if stem_ky.is_known(word) or (_ROOTS and word in self._accepted.spellings[_ROOTS]):
            return True
        return self._frequent(word) >= _OFTEN or bool(not new and _ROOTS and self._accepted.has(word, _ROOTS))


_OFTEN = 4
"""A word that so many documents of the portal have is right."""


def _is_part(word: Word, low: str) -> bool:
    """Whether it is the first part of a word with a hyphen (фельдшерско-) or too short a part to judge."""
    return word.joined and (len(low) < _SHORTEST or low[-1] in "ое")


def _is_abbreviation(word: str) -> bool:
    return word != word.capitalize() and word != word.lower()


def _spellings(word: str) -> Iterator[str]:
    """Other spellings with the letters that are mixed up, the likeliest first: all front, all back, then any."""
    for base in (word.translate(_FRONT), word.translate(_BACK), word):
        yield base
        for at in (at for at, letter in enumerate(base) if letter in "нң"):
            yield base[:at] + _TOGGLES[base[at]] + base[at + 1 :]
    places = [at for at, letter in enumerate(word) if letter in _TOGGLES]
    if len(places) <= _MOST_TOGGLES:
        for count in range(1, len(places) + 1):
            for chosen in itertools.combinations(places, count):
                letters = list(word)
                for at in chosen:
                    letters[at] = _TOGGLES[letters[at]]
                yield "".join(letters)
