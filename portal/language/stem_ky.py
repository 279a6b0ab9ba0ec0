"""Kyrgyz stemmer: word form → stem, the same stem as ``stemKy`` in ``language.js`` for every input.

The table of endings (``rules_ky``, spelt out in ``endings_ky``) and the roots (``lexicon_ky``) are the data;
this is the interpreter.
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
from functools import cache, lru_cache

from portal.language.endings_ky import (
    CONSONANTS,
    COST,
    HARMONY,
    VOWELS,
    Ending,
    endings_by_letter,
    vowel_class,
    vowel_classes,
)
from portal.language.lexicon_ky import NOMINALS, VERBS
from portal.language.normalise import fold, normalise
from portal.language.rules_ky import BENT

_ALPHABET = frozenset(VOWELS + CONSONANTS + "ьъ")
_NOMINAL, _VERB, _ROOT, _ANY = 769, 4, 773, 2047
_LONG_ROOT = 5
_TOO_LONG = 40  # letters; no Kyrgyz word is, and the number of readings grows with the length
_WEAK_ROOT = 9  # cost of a root that fits only if the word was typed without ң ө ү
_LIMIT = 75  # a dearer reading is worse than none
_SLACK = 10  # how much dearer another reading may be to get a key of its own in the index: one ending
_RARE_VOICE = 8  # what a voice that few verbs have costs on top of an ending
_NEAR = 3  # up to here it is nearly as likely as the first
_SURNAME = 5  # cost of what only looks like a Russian surname
_SHORTEST_SURNAME = 4
_LOAN = re.compile("[вфцщ]|^р|^[%s]{2}|[%s]{3}|[аыя].*[еэиөү]|[еэиөү].*[аыя]" % ((CONSONANTS,) * 2))


_RESPELT = re.compile(f"[ьъ]|[{VOWELS}][юя]|ое")


def _respell(word: str) -> str:
    """Spell й + vowel out (коюу → койуу, аянт → айант) and drop ь, ъ."""
    if not _RESPELT.search(word):
        return word
    out = ""
    for letter in word:
        if letter in "ьъ":
            continue
        if out and out[-1] in VOWELS:
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
    if "й" not in stem:
        return _devoice(stem)
    out = ""
    for i, letter in enumerate(_devoice(stem)):
        if i > 1 and stem[i - 1] == "й" and stem[i - 2] in VOWELS and out[-1] == "й":
            glide = {"у": "ю", "а": "я"}.get(letter) or ("е" if letter == stem[i - 2] == "о" else "")
            if glide:
                out = out[:-1] + glide
                continue
        out += letter
    return out


def _devoice(stem: str) -> str:
    last = stem[-1]
    return stem[:-1] + "п" if last == "б" else stem[:-1] + "к" if last == "г" else stem


def _is_loan(word: str) -> bool:
    """Whether a word breaks the laws of sounds of Kyrgyz (``экспорт``, ``патент``, ``координация``)."""
    return _LOAN.search(word) is not None


def _is_cut_off(left: str, ending: Ending) -> bool:
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


_ROOTS = _roots()
# A root that stands as it was typed needs no other letters; туз, salt, is a noun, and тузуу still түзүү, of a verb.
_FOLDED: dict[str, str] = {}
for _root in sorted(_ROOTS):
    if fold(_root) != _root:
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


def bent_roots() -> dict[str, str]:
    """Changed form of a stem → the root as the stemmer holds it."""
    return dict(_BENT)


def _undo(rest: str, ending: Ending, weak: bool) -> list[str]:
    """What may have stood before the ending: the rest, or the rest with what the ending has swallowed."""
    c = vowel_class(rest)
    if ending.melted == "y":
        return [rest + "а", rest + "о"] if weak and c == 2 else [rest + HARMONY["A"][c]]
    if ending.melted == "z":
        return [rest, rest + HARMONY["I"][c]]
    if ending.melted == "x" and rest[-1] == rest[-2:-1]:
        return [rest, rest[:-2] + "еп" if rest[-1] == "э" else rest[:-1] + "п"]
    if ending.melted == "w" and rest[-1] == "ш":
        return [rest, rest[:-1] + "ч"]
    return [rest]


@lru_cache(maxsize=1 << 13)
def _fitting(word: str, weak: bool) -> tuple[tuple[str, Ending], ...]:
    """Endings that fit the end of the word, with what they leave; asked for again by every reading that comes by."""
    found: list[tuple[str, Ending]] = []
    classes = vowel_classes(word)
    node = endings_by_letter(weak)
    for end in range(len(word) - 1, 0, -1):
        node = node.get(word[end])  # type: ignore[assignment]  # None ends the loop
        if node is None:
            break
        endings = node.get("")
        if endings is None:
            continue
        rest = word[:end]
        c = classes[end - 1]
        if c < 0:
            # An abbreviation without vowels is read out by letters: КМШнын; its endings are a noun's.
            if end < len(word) - 1:
                found += [(rest, e) for e in endings if e.base & _NOMINAL]
            continue
        found += [(rest, e) for e in _matching(word[end:], weak, 1 << c, rest[-1])]
    return tuple(found)


@cache
def _matching(letters: str, weak: bool, harmony: int, before: str) -> tuple[Ending, ...]:
    """Endings of these letters that fit a class of harmony and the letter before: some thousand combinations in all."""
    node = endings_by_letter(weak)
    for letter in reversed(letters):
        node = node[letter]
    return tuple(e for e in node[""] if e.classes & harmony and before in e.before)


def _known(word: str, weak: bool, slack: int) -> list[tuple[int, int, str]]:
    """Readings that end in a root of the lexicon, the best first: (cost, minus length of the root, stem).

    Readings dearer than the best by more than ``slack`` are left out.
    """
    found: list[tuple[int, int, str]] = []
    seen: dict[tuple[str, int, str], int] = {}
    best = _LIMIT
    most = best + slack
    todo = [(word, _ANY, 0, "")]
    while todo:
        rest, need, cost, kept = todo.pop()
        state = rest, need, kept
        if cost > most or seen.get(state, 999) <= cost:
            continue
        seen[state] = cost
        root, dear = _devoice(rest) if rest[-1] in "бг" else rest, cost
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
            most = best + slack
            found.append((dear, -len(root), kept or root))
        if cost + COST > most:
            continue
        for left, ending in _fitting(rest, weak):
            total = cost + ending.cost
            if total > most or not ending.result & need:
                continue
            keep = kept or (rest if ending.keep and not _is_cut_off(left, ending) else "")
            if ending.melted:
                todo.extend((r, ending.base, total, keep) for r in _undo(left, ending, weak))
            else:
                todo.append((left, ending.base, total, keep))
    return sorted(x for x in found if x[0] <= most)


@lru_cache(maxsize=1 << 6)  # the search index asks twice for each word
def _readings(inside: str, weak: bool) -> list[tuple[int, int, str]]:
    """Readings that end in a root of the lexicon, as far as any key of the index needs them."""
    return _known(inside, weak, _SLACK)


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
        for left, ending in _fitting(rest, weak):
            if not ending.result & need or (ending.loan and not _is_loan(left)):
                continue
            if ending.minimum and not (ending.inner and (state[1] == _ANY or not state[1] & ending.result)):
                for r in _undo(left, ending, weak):
                    if len(r) >= ending.minimum or (len(r) == 2 and vowel_class(r) < 0):
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


def far_stems(word: str) -> list[str]:
    """A word → stems of less likely readings, and the verb of which the first stem is a voice; for the index.

    ``байланышуу`` is read as ``байланыш``, and filed under ``байла`` too.
    """
    return list(_far_stems(normalise(word)))


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


@lru_cache(maxsize=1 << 14)
def _stem(word: str) -> str:
    prepared = _prepare(word)
    if not prepared:
        return word
    known = _known(*prepared, 0)
    return _spell(known[0][2] if known else _unknown(*prepared))


@lru_cache(maxsize=1 << 12)  # the search index asks for each word once
def _stems(word: str) -> tuple[str, ...]:
    prepared = _prepare(word)
    if not prepared:
        return (word,)
    known = _readings(*prepared)
    if known:
        near = known[0][0] + _NEAR
        return tuple(dict.fromkeys(_spell(found) for cost, _, found in known if cost <= near))
    # Whichever of these is the dictionary form, a query for it must meet this form.  Roots that are known are
    # other words: a reading that ended in one would have won.
    left = _left(*prepared)
    first = _spell(min(left, key=lambda rest: (len(rest), rest)))
    # The word is among what is left of it, and its own stem is known by now.
    others = (first if form == word else _stem(form) for form in map(_spell, sorted(left)))
    return tuple(dict.fromkeys([first, *(key for key in others if not is_root(key))]))


@lru_cache(maxsize=1 << 12)
def _far_stems(word: str) -> tuple[str, ...]:
    prepared = _prepare(word)
    known = _readings(*prepared) if prepared else []
    if not known:
        return ()
    cost, length, first = known[0]
    # A word that is a root as it stands is hardly a form of another one: акы is not "his white". And a dearer reading
    # is a rival only with a longer root (баштар: баш-тар, башта-р): that of a shorter one (саатын: саат-ын, саа-тын)
    # is dearer because it takes one more ending to get there, and is nearly always wrong.
    found = _verbs_of_voice(first) + ([stem for _, other, stem in known if other < length] if cost else [])
    near = _stems(word)
    return tuple(key for key in dict.fromkeys(map(_spell, found)) if key not in near)


def _verbs_of_voice(root: str) -> list[str]:
    """The verbs of the lexicon of which a verb of the lexicon is a voice (байланыш, байлан → байла).

    None for a root that is a noun too (кабар is not of кап), and none by the voices that few verbs have (агар, ак).
    """
    if _ROOTS.get(root, 0) != _VERB:
        return []
    found = []
    for left, ending in _fitting(root, False):
        if ending.base == ending.result == _VERB and ending.cost < COST + _RARE_VOICE:
            found += [verb for verb in map(_devoice, _undo(left, ending, False)) if _ROOTS.get(verb, 0) & _VERB]
    return found
