"""Russian word forms, inflected by pymorphy3, and words of roots that its dictionary does not know."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pymorphy3

from benchmark.names import is_name, tells_fact

COMMON = """
и в на по что не с о как для из за от чтобы а его году к их год было это об который вместе они него же если
при или до был также только уже после более между так все она быть могут можно нужно где ещё этого тем через
во со однако поэтому кроме сейчас под без том этой свои которые того мы лет
"""
#: How many of the types are forms that the dictionary has: 93 in 100 in the portal's texts.
KNOWN = 0.93
#: Of the types, one in so many begins a lexeme that did not stand before.
_FORMS_OF_A_LEXEME = 6
_FEW, _BATCH = 300, 100
_LETTERS = "абвгдежзиклмнопрстуфхцчшщэюя"
_FORMS = frozenset({"NOUN", "ADJF", "VERB", "INFN", "ADVB", "PRTF", "GRND", "ADJS", "PRTS", "COMP", "NUMR"})
_RARE = frozenset({"PRTF", "GRND", "PRTS", "COMP", "ADJS"})
_STRANGE = ("Abbr", "Erro", "Init", "Infr", "Arch", "Dist", "Name", "Surn", "Patr", "Orgn", "Slng")
_UNKNOWN_ENDINGS = ("", "а", "у", "ом", "е", "ы", "ов", "ам", "ами", "ах", "ский", "ского", "ских", "ская", "ную")


class Forms:
    """Makes forms at random, lexeme by lexeme."""

    def __init__(self, seed: str) -> None:
        self._source = random.Random(seed)
        self._analyser: Any = pymorphy3.MorphAnalyzer(lang="ru")

    def _readings(self) -> Iterator[Any]:
        """Readings of words from all over the dictionary, neighbours apart."""
        beginnings = [a + b + c for a in _LETTERS for b in _LETTERS + "йъыь" for c in _LETTERS + "йъыь"]
        self._source.shuffle(beginnings)
        known = self._analyser.dictionary.words
        for start in range(0, len(beginnings), _BATCH):
            some = beginnings[start : start + _BATCH]
            words = [word for one in some for word in islice(known.iterkeys(one), 0, 160, 8)]
            self._source.shuffle(words)
            yield from (self._analyser.parse(word)[0] for word in words)

    def _lexemes(self) -> Iterator[list[str]]:
        """The forms of one lexeme after the other, in no order; rare forms (participles …) are seldom among them."""
        seen: set[str] = set()
        for reading in self._readings():
            tag, lemma = reading.tag, reading.normal_form
            if (
                lemma in seen
                or is_name(lemma)
                or tag.POS not in _FORMS
                or "-" in lemma
                or any(mark in tag for mark in _STRANGE)
            ):
                continue
            seen.add(lemma)
            chance = self._source.random
            forms = [form.word for form in reading.lexeme if form.tag.POS not in _RARE or chance() < 0.12]
            forms = [form for form in dict.fromkeys(forms) if not tells_fact(form, "ru")]
            self._source.shuffle(forms)
            if forms:
                yield forms

    def _unknown(self) -> str:
        choice = self._source.choice
        syllables = (choice("бвгджзклмнпрстфхцчш") + choice("аеиоу") for _ in range(choice((2, 3, 3))))
        return "".join(syllables) + choice("вклмнрст") + choice(_UNKNOWN_ENDINGS)

    def __iter__(self) -> Iterator[str]:
        """Forms, none of them twice and none of them in :data:`COMMON`."""
        source = self._source
        seen = set(COMMON.split())
        lexemes, open_ones = self._lexemes(), list[list[str]]()
        while True:
            before = len(seen)
            while len(seen) == before:
                if source.random() > KNOWN:
                    word = self._unknown()
                    if tells_fact(word, "ru"):
                        continue
                else:
                    if len(open_ones) < _FEW or source.random() < 1 / _FORMS_OF_A_LEXEME:
                        open_ones.append(next(lexemes))
                    place = int(source.random() * len(open_ones))
                    word = open_ones[place].pop()
                    if not open_ones[place]:
                        open_ones[place] = open_ones[-1]
                        open_ones.pop()
                seen.add(word)
            yield word
