"""Dictionary forms of Russian words, by pymorphy3 (MIT); for the build only, nothing of it reaches a page."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

#: A reading less likely than this is not worth a key.
LIKELY = 0.15


@cache
def _analyser() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(maxsize=1 << 16)
def lemmas(word: str) -> tuple[str, ...]:
    """A normalised Russian word → its dictionary forms, the likeliest first (``людей`` → ``человек``)."""
    parses = _analyser().parse(word)
    return tuple(dict.fromkeys(p.normal_form for i, p in enumerate(parses) if i == 0 or p.score >= LIKELY))


@lru_cache(maxsize=1 << 16)
def is_known(word: str) -> bool:
    """Whether the dictionary (OpenCorpora, five million forms) has this form; ё may be written е."""
    return bool(_analyser().word_is_known(word))


def word_forms(word: str) -> tuple[tuple[str, str], ...]:
    """All forms of a dictionary form with their number (``sg``, ``pl`` or empty): ``закон`` → ``закона``, ``законы`` …

    A participle gives the forms of the participle, not of its verb. A word of which no form is known is its only form.
    """
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
