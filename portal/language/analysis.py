"""What the search asks of a language: keys under which a word is filed, and keys under which it is sought.

``query_stem`` and ``query_keys`` stand in ``language.js`` too; ``index_keys`` runs in the build only and may
be as heavy as it likes.  Keys of both sides meet in one space: a stem in normalised letters.  Weights are
between 0 and 1; 1 is the stem itself.  A text in Kazakh is filed with the Kyrgyz rules, which bring a third of its
forms together with the word (20 of 60 in ``tests/data/kk_together.tsv``; 40 if it were written in Kyrgyz letters).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from portal.language import stem_ky, stem_ru
from portal.language.languages import analyser
from portal.language.lemma_ru import lemmas, relatives
from portal.language.normalise import fold, normalise

#: Weight of a second reading of an ambiguous form (атам: ат + ам, ата + м).
READING = 0.6
#: Weight of a reading that is one ending dearer, and of the verb behind a voice (байланыш: байла).
FAR_READING = 0.25
#: Weight of the stem of a dictionary form that another source gives (Russian: pymorphy3).
LEMMA = 0.8
#: Weight of the stem of another form of the word, where a stemmer makes another one of it (``уровень``: ``уровня``).
RELATIVE = 0.6
#: Weight of a key written without ң ө ү, and of one that is a word of its own (who types туз, salt, hardly means түз).
FOLDED, FOLDED_WORD = 0.5, 0.1


def query_stem(word: str, lang: str) -> str:
    """A word of a query → its stem in ``lang``; "" only for a word without a character.

    In a language without an analyser of its own a word is its own stem.
    """
    name = analyser(lang)
    return stem_ru.stem(word) if name == "russian" else stem_ky.stem(word) if name == "kyrgyz" else word


def query_keys(word: str, lang: str) -> list[tuple[str, float]]:
    """A word of a query → (key, weight) to look up, the best first: the stem, then its folded form.

    The folded key finds texts typed without ң ө ү, and stays away where it is a word of its own (``көл``, ``кол``);
    the other way round, a query without them, is served by the folded keys of the index.
    """
    stem = query_stem(word, lang)
    if analyser(lang) == "kyrgyz" and stem_ky.is_root(fold(stem)):
        return [(stem, 1.0)]
    return _with_folded([(stem, 1.0)], _folded)


@lru_cache(maxsize=1 << 12)  # the build of a search index asks once for each word, and keeps the answer itself
def _index_keys(word: str, lang: str) -> tuple[tuple[str, float], ...]:
    name = analyser(lang)
    if name == "plain":
        keys = [(word, 1.0)]
    elif name == "russian":
        keys = [(stem_ru.stem(word), 1.0)] + [(stem_ru.stem(lemma), LEMMA) for lemma in lemmas(word)]
        keys += [(stem_ru.stem(form), RELATIVE) for form in relatives(word)]
    else:
        first, *others = stem_ky.stems(word)
        keys = [(first, 1.0)] + [(other, READING) for other in others]
        keys += [(other, FAR_READING) for other in stem_ky.far_stems(word)]
        # What the query's stemmer makes of the same word typed without ң ө ү, unless that is a word of its own:
        # көлөмүн, of the volume, is not filed under коло, bronze, although коломун may be read so.
        plain = fold(word)
        if plain != word:
            typed = stem_ky.stem(plain)
            if not stem_ky.is_root(typed):
                keys.append((typed, FOLDED))
    return tuple(_with_folded(keys, _folded_or_word if name == "kyrgyz" else _folded))


def index_keys(word: str, lang: str) -> list[tuple[str, float]]:
    """A word of a text → (key, weight) under which it is filed, the best first, each key once; [] for ""."""
    word = normalise(word)
    return list(_index_keys(word, lang)) if word else []


def may_be_one(first: str, second: str, lang: str) -> bool:
    """Whether two normalised words of one stem may be forms of one word: «селя» and «сель», but not «села»."""
    if analyser(lang) != "russian" or first == second:
        return True
    return not {first, *lemmas(first)}.isdisjoint((second, *lemmas(second)))


def _with_folded(keys: list[tuple[str, float]], weigh: Callable[[str], float]) -> list[tuple[str, float]]:
    out: dict[str, float] = {}
    folded = [(fold(key), min(weight, weigh(fold(key)))) for key, weight in keys if fold(key) != key]
    for key, weight in keys + folded:
        if key:
            out[key] = max(weight, out.get(key, 0))
    return sorted(out.items(), key=lambda item: -item[1])


def _folded(_key: str) -> float:
    return FOLDED


def _folded_or_word(key: str) -> float:
    return FOLDED_WORD if stem_ky.is_root(key) else FOLDED
