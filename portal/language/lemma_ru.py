"""Dictionary forms of Russian words, by pymorphy3 (MIT); for the build only, nothing of it reaches a page."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any

#: A reading less likely than this is not worth a key.
LIKELY = 0.15
_ON_WINDOWS = os.name == "nt"


@cache
def _analyser() -> Any:
    import pymorphy3
    import pymorphy3_dicts_ru

    folder = pymorphy3_dicts_ru.get_path()
    if not _ON_WINDOWS:
        return pymorphy3.MorphAnalyzer(path=folder, lang="ru")
    # DAWG2 opens files in C++ by bytes in UTF-8, which Windows takes for its own code page: no folder called
    # «Айгүл» would be found. From within the folder the names are ASCII.
    with contextlib.chdir(folder):
        return pymorphy3.MorphAnalyzer(path=".", lang="ru")


def open_dictionary() -> None:
    """Open the dictionary if it is not: what processes need that are forked later, they have together then."""
    _analyser()


@lru_cache(maxsize=1 << 6)  # the search index asks twice for each word
def _parses(word: str) -> list[Any]:
    found: list[Any] = _analyser().parse(word)
    return found


@lru_cache(maxsize=1 << 14)
def lemmas(word: str) -> tuple[str, ...]:
    """A normalised Russian word → its dictionary forms, the likeliest first (``людей`` → ``человек``)."""
    parses = _parses(word)
    return tuple(dict.fromkeys(p.normal_form for i, p in enumerate(parses) if i == 0 or p.score >= LIKELY))


@lru_cache(maxsize=1 << 10)  # the search index asks for each word once
def relatives(word: str) -> tuple[str, ...]:
    """Forms of the same word that the endings of a stemmer do not bring together with it.

    Of a noun all forms (``уровень``: ``уровня``), of a verb those of the present, the past and of what was done
    (``платить``: ``платят``; ``наградить``: ``награждённый``), and the noun of its action, which has the verb in turn
    (``обучить``: ``обучение``, ``публикация``: ``публиковать``). A form with another beginning is left out: ``лет`` is
    mostly of ``лето``. A word that the dictionary lacks has no relatives.
    """
    analyser, found = _analyser(), dict[str, None]()
    if not analyser.word_is_known(word):
        return ()
    for i, parse in enumerate(_parses(word)):
        if i == 0 or parse.score >= LIKELY:
            found.update(dict.fromkeys(_forms_of(parse.normalized._replace(score=1.0), parse.tag.POS)))
    return tuple(form for form in found if form[:_SAME] == word[:_SAME])


@lru_cache(maxsize=1 << 12)
def _forms_of(lemma: Any, part: str) -> tuple[str, ...]:
    """The relatives of all forms of a lemma; texts have many forms of each, and its paradigm is long."""
    return tuple(_forms_of_noun(lemma) if part == "NOUN" else _forms_of_verb(lemma) if part in _VERBS else ())


#: Letters at the beginning that relatives share with the word.
_SAME = 3
_VERBS = frozenset({"VERB", "INFN", "PRTF", "PRTS", "GRND"})
#: Endings of verbs that may stand behind the stem of a noun of action, and its last letters before they changed.
_ACTIONS = ("ить", "ать", "ять", "еть", "ти")
_CHANGED = (("жд", "д"), ("ж", "д"), ("ж", "з"), ("ш", "с"), ("щ", "т"), ("щ", "ст"), ("ч", "т"), ("л", ""))


def _forms(parse: Any, are: Callable[[Any], bool]) -> Iterator[str]:
    """Those forms of the lexeme of a parse whose tags ``are`` something, without making all others."""
    unit, *place = parse.methods_stack[0]
    if len(parse.methods_stack) > 1 or not isinstance(unit, _unit_of_words()):
        return (form.word for form in parse.lexeme if are(form.tag))
    _, paradigm, number = place
    stem = unit.dict.build_stem(unit.dict.paradigms[paradigm], number, parse.word)
    return (before + stem + behind for before, behind in _around_stem(paradigm, are))


@cache
def _unit_of_words() -> type[Any]:
    from pymorphy3.units.by_lookup import DictionaryAnalyzer

    found: type[Any] = DictionaryAnalyzer
    return found


@lru_cache(maxsize=1 << 13)  # the dictionary has three thousand paradigms
def _around_stem(paradigm: int, are: Callable[[Any], bool]) -> tuple[tuple[str, str], ...]:
    """What stands before and behind the stem in those forms."""
    forms = _analyser().dictionary.build_paradigm_info(paradigm)
    return tuple((before, behind) for before, tag, behind in forms if are(tag))


@cache
def _is_noun(tag: Any) -> bool:
    return bool(tag.POS == "NOUN")


def _forms_of_noun(parse: Any) -> Iterator[str]:
    yield from _forms(parse, _is_noun)
    if parse.normal_form.endswith(("ание", "ение", "яние")):
        wanted = parse.normal_form[:-2]
        stem = wanted[:-2]
        stems = [stem, *(stem[: -len(now)] + once for now, once in _CHANGED if stem.endswith(now))]
        for verb in (stem + ending for stem in stems for ending in _ACTIONS):
            if _analyser().word_is_known(verb) and wanted in map(_done, _analyser().parse(verb)):
                yield verb
    yield from _borrowed(parse.normal_form, "ация", ("овать", "ировать"))


def _borrowed(word: str, ending: str, others: tuple[str, ...]) -> Iterator[str]:
    """Words of the dictionary that have another ending: ``публикация``, ``публиковать``."""
    if word.endswith(ending):
        yield from filter(_analyser().word_is_known, (word[: -len(ending)] + other for other in others))


def _forms_of_verb(parse: Any) -> Iterator[str]:
    yield from _forms(parse, _is_asked)
    if done := _done(parse):
        yield done
        if _analyser().word_is_known(done + "ие"):
            yield done + "ие"
    for ending in ("ировать", "овать"):
        yield from _borrowed(parse.normal_form, ending, ("ация",))


@cache  # there are some hundred tags, and each says slowly what it holds
def _is_asked(tag: Any) -> bool:
    """Whether it is of a form of a verb by which its stem is not met: the infinitive, «платит», «платил»."""
    return tag.POS == "INFN" or (tag.POS == "VERB" and bool(("3per" in tag and tag.tense) or "masc" in tag))


@cache
def _is_done(tag: Any) -> bool:
    """Whether it is of what was done, in the short form."""
    return tag.POS == "PRTS" and "masc" in tag and "pssv" in tag and tag.tense == "past"


def _done(parse: Any) -> str:
    """What was done to something, in the short form (``награждён`` as ``награжден``), or nothing."""
    return next(_forms(parse, _is_done), "").replace("ё", "е")


@lru_cache(maxsize=1 << 16)
def is_known(word: str) -> bool:
    """Whether the dictionary (OpenCorpora, five million forms) has this form; ё may be written е."""
    return bool(_analyser().word_is_known(word))


WordForms = tuple[tuple[str, str], ...]
_found: dict[str, WordForms] = {}
_OWN = "?"
"""Behind a word: what is known is whether it is a dictionary form of itself."""


def is_lemma(word: str) -> bool:
    """Whether a word of a table is one of its own dictionary forms; known as long as :func:`word_forms`."""
    if word + _OWN not in _found:
        _found[word + _OWN] = ((word, ""),) if word in lemmas(word) else ()
    return bool(_found[word + _OWN])


def word_forms(word: str) -> WordForms:
    """All forms of a dictionary form with their number (``sg``, ``pl`` or empty): ``закон`` → ``закона``, ``законы`` …

    A participle gives the forms of the participle, not of its verb. A word of which no form is known is its only form.
    """
    if word not in _found:
        _found[word] = _looked_up(word)
    return _found[word]


def found_forms() -> Mapping[str, WordForms]:
    """The forms of all words that were asked for, for a later run: the tables of laws have a thousand of them."""
    return MappingProxyType(_found)


def take_forms(known: Mapping[str, WordForms]) -> None:
    """Take what an earlier run has found out from the same dictionary."""
    _found.update(known)


def _looked_up(word: str) -> WordForms:
    readings = _analyser().parse(word)
    wanted = word.replace("ё", "е")
    exact = [p for p in readings if p.normal_form.replace("ё", "е") == wanted and p.tag.POS in _NAMES]
    first = (exact or [p for p in readings if p.tag.POS in _NAMES] or readings)[0]
    part = {"PRTF", "PRTS"} if first.tag.POS in {"PRTF", "PRTS"} else {first.tag.POS}
    kept = [
        p
        for p in first.lexeme
        if p.tag.POS in part and p.tag.voice == first.tag.voice and p.tag.tense == first.tag.tense
    ]
    return tuple((p.word, {"sing": "sg", "plur": "pl"}.get(p.tag.number or "", "")) for p in kept) or ((word, ""),)


_NAMES = frozenset({"NOUN", "ADJF", "PRTF"})


@lru_cache(maxsize=1 << 16)
def cases(word: str) -> frozenset[str]:
    """The cases that a noun or an adjective may stand in (``nomn``, ``gent``, ``accs`` …); empty for other words."""
    return frozenset(p.tag.case for p in _analyser().parse(word) if p.tag.POS in _NAMES and p.tag.case)


@lru_cache(maxsize=1 << 16)
def word_class(word: str) -> str:
    """The likeliest part of speech of a word as the dictionary calls it (``VERB``, ``PRTS``, ``NOUN`` …)."""
    return str(_analyser().parse(word)[0].tag.POS or "")
