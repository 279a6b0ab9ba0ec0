"""Kyrgyz word forms, made of the stemmer's own roots and endings, and words of roots that it does not know."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

from benchmark.names import is_name, tells_fact
from portal.language.endings_ky import VOWELS, spelt, vowel_class
from portal.language.lexicon_ky import NOMINALS, VERBS

COMMON = """
жана менен үчүн боюнча бул да өз ал айыл жергиликтүү эмне керек эле деп болгон башка бар анын жок аны
кийин чейин ошол мындай көп болуп ар жылы гана эмес бирок ошондой дагы каршы ага көрө тууралуу жөнүндө
бардык өзү алар ичинде ким биз кайра азыр убакыт күнү иш жаңы экен керектүү же кантип ошону себептен сайын
тийиш алган берген
"""
#: How many of the types are forms of roots that the lexicon has: 92 in 100 in the portal's texts, 87.5 in newspapers.
#: Of the forms made here the stemmer takes one in fifty for another word's or nobody's.
KNOWN = 0.93
_CASES = ("NIн", "GA", "NI", "DA", "DAн")
_CASES_AFTER_THIRD = ("нIн", "нA", "н", "ндA", "нAн")
_LOCATIVES = ("DA", "ндA")
_OWN = (("Iм", "м"), ("Iң", "ң"), ("IбIз", "бIз"), ("IңIз", "ңIз"))  # behind a consonant, behind a vowel
_ONSETS, _NUCLEI, _CODAS = "бгджзйклмнпрстчш", ("аы", "оу", "еи", "өү"), "клмнңрстш"


def _joined(stem: str, template: str) -> str:
    """A stem with an ending: к and п are voiced before a vowel, й and a vowel become one letter."""
    stem = stem.rstrip("ьъ")
    ending = spelt(template, stem)
    if ending[0] in VOWELS and len(stem) > 3 and stem[-1] in "кп" and stem[-2] in VOWELS:
        stem = stem[:-1] + {"к": "г", "п": "б"}[stem[-1]]
    word = stem + ending
    return re.sub(f"(?<=[{VOWELS}])й([ауо])", lambda m: {"а": "я", "у": "ю", "о": "ё"}[m[1]], word)


def _either(stem: str, consonant: str, vowel: str) -> str:
    """The ending in the form that it has behind a consonant or a vowel."""
    return _joined(stem, vowel if stem[-1] in VOWELS else consonant)


class Forms:
    """Makes forms at random, frequent ones more often."""

    def __init__(self, seed: str) -> None:
        self._source = random.Random(seed)
        self._nominals = self._roots(NOMINALS)
        self._verbs = self._roots(VERBS)

    def _roots(self, words: str) -> Sequence[str]:
        roots = [word.lower() for word in words.split()]
        roots = [root for root in roots if len(root) > 1 and vowel_class(root) >= 0 and not is_name(root)]
        self._source.shuffle(roots)
        return roots

    def _one_of(self, roots: Sequence[str]) -> str:
        return roots[int(len(roots) * self._source.random() ** 1.6)]

    def declined(self, word: str) -> str:
        """A nominal with plural, possessive and case, each or none."""
        chance, choice = self._source.random, self._source.choice
        if chance() < 0.36:
            word = _joined(word, "LAр")
        third = chance() < 0.36
        if third:
            word = _either(word, "I", "сI")
        elif chance() < 0.14:
            word = _either(word, *choice(_OWN))
        if chance() < 0.72:
            case = choice(_CASES_AFTER_THIRD if third else _CASES)
            word = _joined(word, case)
            if case in _LOCATIVES and chance() < 0.2:
                word = _joined(word, "гI")
        return word

    def nominal(self) -> str:
        """A form of a nominal, now and then of one derived from it."""
        word = self._one_of(self._nominals)
        if self._source.random() < 0.14:
            word = _joined(word, self._source.choice(("LIк", "чI", "LUU", "сIз")))
        return self.declined(word)

    def verb(self) -> str:
        """A form of a verb: verbal noun, participle, converb, a finite form."""
        chance = self._source.random
        word = self._one_of(self._verbs)
        if chance() < 0.2:
            word = _either(word, *self._source.choice((("DIр", "т"), ("Iл", "л"), ("Iш", "ш"))))
        if chance() < 0.12:
            word = _joined(word, "BA")
        kind = chance()
        if kind < 0.34:
            return self.declined(self._verbal_noun(word))
        if kind < 0.58:
            return self.declined(_joined(word, "GAн"))
        if kind < 0.76:
            word = _joined(word, "DI")
            return word if chance() < 0.7 else _joined(word, self._source.choice(("м", "к", "ңAр", "ңIз")))
        if kind < 0.86:
            word = _either(word, "A", "й")
            return _joined(word, self._source.choice(("т", "мIн", "сIң", "BIз", "BI")))
        return _either(word, *self._source.choice((("Iп", "п"), ("сA", "сA"), ("GAнчA",) * 2, ("мAкчI",) * 2)))

    @staticmethod
    def _verbal_noun(word: str) -> str:
        if word[-1] in "аоеө":
            return word[:-1] + spelt("OO", word)
        return _joined(word[:-1] if word[-1] in VOWELS else word, "UU")

    def unknown(self) -> str:
        """A form of a root that no lexicon has."""
        choice = self._source.choice
        nuclei = choice(_NUCLEI)
        root = "".join(choice(_ONSETS) + choice(nuclei) for _ in range(choice((2, 3, 3)))) + choice(_CODAS)
        return self.declined(root)

    def __iter__(self) -> Iterator[str]:
        """Forms without end, none of them twice and none of them in :data:`COMMON`."""
        chance = self._source.random
        seen = set(COMMON.split())
        while True:
            before = len(seen)
            make = self.unknown if chance() > KNOWN else self.verb if chance() < 0.42 else self.nominal
            while len(seen) == before:  # the share of unknown roots is one of types, so the kind stays the same
                word = make()
                if not tells_fact(word, "ky"):
                    seen.add(word)
            yield word
