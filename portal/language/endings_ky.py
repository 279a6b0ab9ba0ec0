"""The Kyrgyz endings of ``rules_ky`` spelt out: every vowel of harmony and every consonant of assimilation.

From these the stemmer (``stem_ky``) reads a word from its end, letter by letter.
"""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import Any, NamedTuple

from portal.language.normalise import fold
from portal.language.rules_ky import ENDINGS

VOWELS = "аеиоуыэюяөү"
_VOICELESS = "кпстфхцчшщ"
_LOANS = "бвгд"  # written voiced at the end of loans, read voiceless: клубка, педагогко
_VOICED = "жзйлмнңр" + _LOANS
CONSONANTS = _VOICELESS + _VOICED
# Five classes of vowels decide the vowel of the next syllable.
_CLASS = {v: c for c, vs in enumerate(("аыя", "о", "ую", "еэи", "өү")) for v in vs}
HARMONY = {"A": "аоаеө", "I": "ыууиү", "U": "уууүү", "O": "оооөө", "E": "аоаэө"}
_ASSIMILATION = {
    "D": {"д": VOWELS + _VOICED, "т": _VOICELESS + _LOANS},
    "N": {"н": VOWELS, "д": _VOICED, "т": _VOICELESS + _LOANS},
    "L": {"л": VOWELS + "рй", "д": "жзлмнң" + _LOANS, "т": _VOICELESS + _LOANS},
    "G": {"г": VOWELS + _VOICED, "к": _VOICELESS + _LOANS},
    "B": {"б": VOWELS + _VOICED, "п": _VOICELESS + _LOANS},
}
_AFTER = {"c": CONSONANTS, "v": VOWELS, "r": VOWELS + "рлйн", "u": "рй"}
_STATES = {"n": 1, "p": 2, "v": 4, "d": 8, "a": 16, "g": 32, "c": 64, "f": 128, "b": 256, "m": 512, "q": 1024}
# What typing without ң ө ү makes of the classes: ө is written о, ү is written у.
_FOLDED_CLASSES = (1, 2, 4, 8, 6)
COST = 10  # of every ending
_WEAK = 3  # cost of an ending that fits only if the word was typed without ң ө ү


class Ending(NamedTuple):
    """One spelling of one ending: where it may stand and what taking it off means."""

    classes: int
    before: str
    result: int
    base: int
    minimum: int
    cost: int
    keep: bool
    melted: str
    inner: bool
    loan: bool
    long: bool


#: The letters of endings from the last to the first; under "" stand the endings that are read so far.
_Table = dict[str, Any]


def _expand(template: str, harmony: int) -> str:
    out = ""
    for letter in template:
        if letter in HARMONY:
            letter = HARMONY[letter][harmony]
        harmony = _CLASS.get(letter, harmony)
        out += letter
    return out


def _mask(letters: str) -> int:
    return sum(_STATES[x] for x in letters)


def ending_lines() -> list[str]:
    """The table of endings, a line each."""
    return [line for line in ENDINGS.split("\n") if line]


def _compile(folded: bool) -> dict[str, list[Ending]]:
    """The table of endings, spelt out; ``folded``: with the spellings of those who type without ң ө ү."""
    table: dict[str, list[Ending]] = {}
    for line in ending_lines():
        template, result, base, *rest = line.split()
        options, _, extra = (rest[0] if rest else "").partition("+")
        after = next((_AFTER[x] for x in options if x in _AFTER), None)
        minimum = next((int(x) for x in options if x.isdigit()), 0)
        melted = next((x for x in options if x in "wxyz"), "")
        # What ends in к is voiced before a vowel: болгондук, болгондугу.
        variants = (template, template[:-1] + "г") if template[-1] == "к" and result[0] == "n" else (template,)
        firsts = _ASSIMILATION.get(template[0], {template[0]: VOWELS + CONSONANTS})
        for variant, (first, before) in product(variants, firsts.items()):
            spellings: dict[str, list[int]] = {}
            for c in range(5):
                spellings.setdefault(_expand(first + variant[1:], c), [0, 0])[0] |= 1 << c
            for c in range(5) if folded else ():
                bits = spellings.setdefault(fold(_expand(first + variant[1:], c)), [0, 0])
                bits[1] |= _FOLDED_CLASSES[c] & ~bits[0]
            for spelling, bits in spellings.items():
                for weak in (0, 1):
                    if bits[weak]:
                        table.setdefault(spelling, []).append(
                            Ending(
                                bits[weak],
                                "".join(x for x in before if after is None or x in after),
                                _mask(result),
                                _mask(base),
                                minimum,
                                COST + int(extra or 0) + _WEAK * weak,
                                "k" in options,
                                melted,
                                "b" in options or "e" in options,
                                "h" in options,
                                "l" in options,
                            )
                        )
    return table


def _tree(endings: dict[str, list[Ending]]) -> _Table:
    """The same endings by their letters, so that a look from the end of a word stops where none goes on."""
    table: _Table = {}
    for spelling, found in endings.items():
        node = table
        for letter in reversed(spelling):
            node = node.setdefault(letter, {})
        node[""] = found
    return table


def vowel_class(word: str) -> int:
    """The class of the last vowel, which decides the vowels of an ending; -1 where there is none."""
    for letter in reversed(word):
        if letter in _CLASS:
            return _CLASS[letter]
    return -1


def vowel_classes(word: str) -> list[int]:
    """The class of a word cut off behind each of its letters."""
    last, found = -1, []
    for letter in word:
        last = _CLASS.get(letter, last)
        found.append(last)
    return found


@cache
def endings_by_letter(weak: bool) -> _Table:
    """The endings as :func:`_tree` has them; ``weak``: with those typed without ң ө ү.

    Made when the first word asks for it: commands that look at no word start sooner.
    """
    return _tree(_compile(weak))


def spelt(template: str, stem: str) -> str:
    """An ending as it is spelt behind this stem: ``LAр`` behind ``айыл`` is ``дар``, behind ``көл`` ``дөр``."""
    variants = _ASSIMILATION.get(template[0], {template[0]: stem[-1]})
    first = next((letter for letter, before in variants.items() if stem[-1] in before), next(iter(variants)))
    return _expand(first + template[1:], vowel_class(stem))


def spellings() -> list[str]:
    """Every spelling of every ending."""
    return list(_compile(False))
