"""Kyrgyz stemmer: word form → stem, the same stem as ``stemKy`` in ``language.js`` for every input.

The table of endings (``rules_ky``) and the roots (``lexicon_ky``) are the data; this is the interpreter.
A word is read from its end: every ending that fits by harmony, by the letter before it and by the kind of
word it attaches to may come off, in any order that these kinds allow, and all readings are followed.

1. Readings that end in a root of the lexicon win; among them the cheapest (fewest and likeliest endings),
   then the longest root.
2. Otherwise the stem is the shortest string that the surer endings leave.  That what comes off inside a form
   may come off the dictionary form as well keeps the two together, even if both are cut too far.

Inside, words are respelt: ``ю`` and ``я`` after a vowel are й + vowel (``коюу`` is кой-уу), soft and
hard signs are dropped (``январь``, ``январда``).  The stem that comes out is in ordinary spelling again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import product
from typing import Any, NamedTuple

from portal.language.lexicon_ky import NOMINALS, VERBS
from portal.language.normalise import fold, normalise
from portal.language.rules_ky import BENT, ENDINGS

_VOWELS = "аеиоуыэюяөү"
_VOICELESS = "кпстфхцчшщ"
_LOANS = "бвгд"  # written voiced at the end of loans, read voiceless: клубка, педагогко
_VOICED = "жзйлмнңр" + _LOANS
_CONSONANTS = _VOICELESS + _VOICED
_ALPHABET = frozenset(_VOWELS + _CONSONANTS + "ьъ")
# Five classes of vowels decide the vowel of the next syllable.
_CLASS = {v: c for c, vs in enumerate(("аыя", "о", "ую", "еэи", "өү")) for v in vs}
_HARMONY = {"A": "аоаеө", "I": "ыууиү", "U": "уууүү", "O": "оооөө", "E": "аоаэө"}
_ASSIMILATION = {
    "D": {"д": _VOWELS + _VOICED, "т": _VOICELESS + _LOANS},
    "N": {"н": _VOWELS, "д": _VOICED, "т": _VOICELESS + _LOANS},
    "L": {"л": _VOWELS + "рй", "д": "жзлмнң" + _LOANS, "т": _VOICELESS + _LOANS},
    "G": {"г": _VOWELS + _VOICED, "к": _VOICELESS + _LOANS},
    "B": {"б": _VOWELS + _VOICED, "п": _VOICELESS + _LOANS},
}
_AFTER = {"c": _CONSONANTS, "v": _VOWELS, "r": _VOWELS + "рлйн", "u": "рй"}
_STATES = {"n": 1, "p": 2, "v": 4, "d": 8, "a": 16, "g": 32, "c": 64, "f": 128, "b": 256, "m": 512, "q": 1024}
_NOMINAL, _VERB, _ROOT, _ANY = 769, 4, 773, 2047
# What typing without ң ө ү makes of the classes: ө is written о, ү is written у.
_FOLDED_CLASSES = (1, 2, 4, 8, 6)
_LONG_ROOT = 5
_TOO_LONG = 40  # letters; no Kyrgyz word is, and the number of readings grows with the length
_COST = 10  # of every ending
_WEAK = 3  # cost of an ending that fits only if the word was typed without ң ө ү
_WEAK_ROOT = 9  # and of such a root
_LIMIT = 75  # a dearer reading is worse than none
_SLACK = 3  # how much dearer another reading may be to get a key of its own in the index


_SURNAME = 5  # and of what only looks like a Russian surname
_SHORTEST_SURNAME = 4
_LOAN = re.compile("[вфцщ]|^р|^[%s]{2}|[%s]{3}|[аыя].*[еэиөү]|[еэиөү].*[аыя]" % ((_CONSONANTS,) * 2))


class _Ending(NamedTuple):
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


def _expand(template: str, vowel_class: int) -> str:
    out = ""
    for letter in template:
        if letter in _HARMONY:
            letter = _HARMONY[letter][vowel_class]
        vowel_class = _CLASS.get(letter, vowel_class)
        out += letter
    return out


def _mask(letters: str) -> int:
    return sum(_STATES[x] for x in letters)


def ending_lines() -> list[str]:
    """The table of endings, a line each."""
    return [line for line in ENDINGS.split("\n") if line]


def _compile(folded: bool) -> dict[str, list[_Ending]]:
    """The table of endings, spelt out; ``folded``: with the spellings of those who type without ң ө ү."""
    table: dict[str, list[_Ending]] = {}
    for line in ending_lines():
        template, result, base, *rest = line.split()
        options, _, extra = (rest[0] if rest else "").partition("+")
        after = next((_AFTER[x] for x in options if x in _AFTER), None)
        minimum = next((int(x) for x in options if x.isdigit()), 0)
        melted = next((x for x in options if x in "wxyz"), "")
        # What ends in к is voiced before a vowel: болгондук, болгондугу.
        variants = (template, template[:-1] + "г") if template[-1] == "к" and result[0] == "n" else (template,)
        firsts = _ASSIMILATION.get(template[0], {template[0]: _VOWELS + _CONSONANTS})
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
                            _Ending(
                                bits[weak],
                                "".join(x for x in before if after is None or x in after),
                                _mask(result),
                                _mask(base),
                                minimum,
                                _COST + int(extra or 0) + _WEAK * weak,
                                "k" in options,
                                melted,
                                "b" in options or "e" in options,
                                "h" in options,
                                "l" in options,
                            )
                        )
    return table


def _tree(endings: dict[str, list[_Ending]]) -> _Table:
    """The same endings by their letters, so that a look from the end of a word stops where none goes on."""
    table: _Table = {}
    for spelling, found in endings.items():
        node = table
        for letter in reversed(spelling):
            node = node.setdefault(letter, {})
        node[""] = found
    return table


def _respell(word: str) -> str:
    """Spell й + vowel out (коюу → койуу, аянт → айант) and drop ь, ъ."""
    out = ""
    for letter in word:
        if letter in "ьъ":
            continue
        if out and out[-1] in _VOWELS:
            if letter == "ю":
                letter = "йу"
            elif letter == "я":
                letter = "йа"
            elif letter == "е" and out[-1] == "о":
                letter = "йо"
        out += letter
    return out


def _spell(stem: str) -> str:
    """Undo ``_respell``; a final б, г is written п, к, because they alternate (китеп, китеби)."""
    out = ""
    for i, letter in enumerate(_devoice(stem)):
        if i > 1 and stem[i - 1] == "й" and stem[i - 2] in _VOWELS and out[-1] == "й":
            glide = {"у": "ю", "а": "я"}.get(letter) or ("е" if letter == stem[i - 2] == "о" else "")
            if glide:
                out = out[:-1] + glide
                continue
        out += letter
    return out


def _devoice(stem: str) -> str:
    return stem[:-1] + {"б": "п", "г": "к"}.get(stem[-1], stem[-1])


def _vowel_class(word: str) -> int:
    for letter in reversed(word):
        if letter in _CLASS:
            return _CLASS[letter]
    return -1


def _is_loan(word: str) -> bool:
    """Whether a word breaks the laws of sounds of Kyrgyz (``экспорт``, ``патент``, ``координация``)."""
    return _LOAN.search(word) is not None


def _is_cut_off(left: str, ending: _Ending) -> bool:
    """Whether an ending that makes a word of its own (``кызмат-чы``) is cut off what is left all the same."""
    return (ending.loan and _is_loan(left)) or (ending.long and len(left) >= _LONG_ROOT)


def _surname(word: str) -> str:
    """The man's form of a Russian surname of either sex (калиева → калиев); "" for other words."""
    if not word.endswith(("ов", "ев", "ова", "ева")):
        return ""
    word = word.removesuffix("а")
    return word if len(word) > _SHORTEST_SURNAME else ""


def _roots() -> dict[str, int]:
    out: dict[str, int] = {}
    for words, state in ((NOMINALS, _NOMINAL), (VERBS, _VERB)):
        for word in words.split():
            root = _devoice(_respell(normalise(word)))
            out[root] = out.get(root, 0) | state
    return out


@cache
def _table(weak: bool) -> _Table:
    """Made when the first word asks for it: commands that look at no word start sooner."""
    return _tree(_compile(weak))


_ROOTS = _roots()
_FOLDED: dict[str, str] = {}
for _root in sorted(_ROOTS):
    _FOLDED.setdefault(fold(_root), _root)
_BENT = {bent: _devoice(_respell(root)) for bent, root in (line.split() for line in BENT.strip().split("\n"))}
for _bent, _root in _BENT.items():
    _FOLDED.setdefault(fold(_bent), _root)


def roots() -> tuple[list[str], list[str]]:
    """The roots as the stemmer holds them (respelt, devoiced): nominals, verbs."""
    return [r for r, s in _ROOTS.items() if s & _NOMINAL], [r for r, s in _ROOTS.items() if s & _VERB]


def is_root(stem: str) -> bool:
    """Whether a stem is a root of the lexicon as it stands (``кол``, not ``колу``)."""
    return _devoice(_respell(stem)) in _ROOTS if stem else False


def spellings() -> list[str]:
    """Every spelling of every ending."""
    return list(_compile(False))


def bent_roots() -> dict[str, str]:
    """Changed form of a stem → the root as the stemmer holds it."""
    return dict(_BENT)


def _undo(rest: str, ending: _Ending, weak: bool) -> list[str]:
    """What may have stood before the ending: the rest, or the rest with what the ending has swallowed."""
    c = _vowel_class(rest)
    if ending.melted == "y":
        return [rest + "а", rest + "о"] if weak and c == 2 else [rest + _HARMONY["A"][c]]
    if ending.melted == "z":
        return [rest, rest + _HARMONY["I"][c]]
    if ending.melted == "x" and rest[-1] == rest[-2:-1]:
        return [rest, rest[:-2] + "еп" if rest[-1] == "э" else rest[:-1] + "п"]
    if ending.melted == "w" and rest[-1] == "ш":
        return [rest, rest[:-1] + "ч"]
    return [rest]


@lru_cache(maxsize=1 << 15)
def _fitting(word: str, weak: bool) -> tuple[tuple[str, _Ending], ...]:
    """Endings that fit the end of the word, with what they leave; asked for again by every reading that comes by."""
    found: list[tuple[str, _Ending]] = []
    node = _table(weak)
    for end in range(len(word) - 1, 0, -1):
        node = node.get(word[end])  # type: ignore[assignment]  # None ends the loop
        if node is None:
            break
        endings = node.get("")
        if endings is None:
            continue
        rest = word[:end]
        c = _vowel_class(rest)
        if c < 0:
            # An abbreviation without vowels is read out by letters: КМШнын; its endings are a noun's.
            if end < len(word) - 1:
                found += [(rest, e) for e in endings if e.base & _NOMINAL]
            continue
        bit, before = 1 << c, rest[-1]
        found += [(rest, e) for e in endings if e.classes & bit and before in e.before]
    return tuple(found)


def _steps(word: str, need: int, weak: bool) -> Iterable[tuple[str, _Ending]]:
    """Endings that fit the end of the word and give what is needed, with what they leave."""
    found = _fitting(word, weak)
    return found if need == _ANY else [step for step in found if step[1].result & need]


def _known(word: str, weak: bool, slack: int) -> list[tuple[int, int, str]]:
    """Readings that end in a root of the lexicon, the best first: (cost, minus length of the root, stem).

    Readings dearer than the best by more than ``slack`` are left out.
    """
    found: list[tuple[int, int, str]] = []
    seen: dict[tuple[str, int, str], int] = {}
    best = _LIMIT
    todo = [(word, _ANY, 0, "")]
    while todo:
        rest, need, cost, kept = todo.pop()
        if cost > best + slack or seen.get((rest, need, kept), 999) <= cost:
            continue
        seen[rest, need, kept] = cost
        root, dear = _devoice(rest), cost
        root = _BENT.get(root, root)
        fits = _ROOTS.get(root, 0) & need
        if not fits and weak and root in _FOLDED:
            root, dear = _FOLDED[root], cost + _WEAK_ROOT
            fits = _ROOTS.get(root, 0) & need
        elif not fits and need & _NOMINAL:
            name = _surname(rest)
            if name:
                root, dear, fits = name, cost + _SURNAME, 1
        if fits and dear <= _LIMIT:
            best = min(best, dear)
            found.append((dear, -len(root), kept or root))
        if cost + _COST > best + slack:
            continue
        for left, ending in _steps(rest, need, weak):
            total = cost + ending.cost
            if total <= best + slack:
                keep = kept or (rest if ending.keep and not _is_cut_off(left, ending) else "")
                todo.extend((r, ending.base, total, keep) for r in _undo(left, ending, weak))
    return sorted(x for x in found if x[0] <= best + slack)


def _left(word: str, weak: bool) -> set[str]:
    """What the surer endings leave of a word of an unknown root, the word itself included."""
    found = {word}
    seen = set()
    todo = [(word, _ANY)]
    while todo:
        state = todo.pop()
        if state in seen:
            continue
        seen.add(state)
        rest, need = state
        if need & _ROOT:
            found.add(rest)
            need = _ANY
        for left, ending in _steps(rest, need, weak):
            if ending.loan and not _is_loan(left):
                continue
            if ending.minimum and not (ending.inner and (state[1] == _ANY or not state[1] & ending.result)):
                for r in _undo(left, ending, weak):
                    if len(r) >= ending.minimum or (len(r) == 2 and _vowel_class(r) < 0):
                        todo.append((r, ending.base))
    return found


def _unknown(word: str, weak: bool) -> str:
    """The shortest string that the surer endings leave; of two, the first in order of letters."""
    return min(_left(word, weak), key=lambda rest: (len(rest), rest))


def stem(word: str) -> str:
    """A word → its stem; never empty for a word that is not, and unchanged if it is not in Kyrgyz letters."""
    return _stem(normalise(word))


def stems(word: str) -> list[str]:
    """A word → its stem, then the stems of other likely readings (атам: ата, ат); for the index."""
    return list(_stems(normalise(word)))


@lru_cache(maxsize=1 << 16)
def is_known(word: str) -> bool:
    """Whether a word is a root of the lexicon with endings that fit it, by vowel harmony too.

    Unlike :func:`stem` it does not read о, у, н as ө, ү, ң: ``корсотуу`` is not known, ``көрсөтүү`` is.
    """
    word = normalise(word)
    inside = _respell(word)
    if len(inside) < 2 or len(word) > _TOO_LONG or not _ALPHABET.issuperset(word):
        return False
    return bool(_known(inside, False, 0))


def _prepare(word: str) -> tuple[str, bool] | None:
    inside = _respell(word)
    if len(inside) < 2 or len(word) > _TOO_LONG or not _ALPHABET.issuperset(word):
        return None
    return inside, not any(letter in "ңөү" for letter in word)


@lru_cache(maxsize=1 << 17)
def _stem(word: str) -> str:
    prepared = _prepare(word)
    if not prepared:
        return word
    known = _known(*prepared, 0)
    return _spell(known[0][2] if known else _unknown(*prepared))


@lru_cache(maxsize=1 << 16)
def _stems(word: str) -> tuple[str, ...]:
    prepared = _prepare(word)
    if not prepared:
        return (word,)
    known = _known(*prepared, _SLACK)
    if known:
        return tuple(dict.fromkeys(_spell(found) for _, _, found in known))
    # Whichever of these is the dictionary form, a query for it must meet this form.  Roots that are known are
    # other words: a reading that ended in one would have won.
    left = _left(*prepared)
    first = _spell(min(left, key=lambda rest: (len(rest), rest)))
    # The word is among what is left of it, and its own stem is known by now.
    others = (first if form == word else _stem(form) for form in map(_spell, sorted(left)))
    return tuple(dict.fromkeys([first, *(key for key in others if not is_root(key))]))
