"""Names of places, and words for numbers, dates and units: no generated text may tell them in one language alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from portal.corpus.facts.dated import dates_of
from portal.corpus.facts.fact_words import fact_table, fact_tokens
from portal.corpus.facts.numerals import numbers_of
from portal.model.values import Lang
from portal.reference.load import load_reference

_ROOT = Path(__file__).resolve().parent.parent.parent
_SHORT = 4
_ADJECTIVE = re.compile(r"ск(?:ий|ая|ое)\Z")
"""«Узгенский район» is the place Узген too."""


@cache
def _names() -> tuple[str, ...]:
    """The words of names and facts, without the last letter where they are long: endings follow it."""
    data = load_reference(_ROOT)[0]
    places = (*data.oblasts.values(), *data.districts.values(), *data.municipalities.values())
    words = {word.lower() for place in places for _, title in place.title.items() for word in title.split()}
    words |= {short for word in words if len(short := _ADJECTIVE.sub("", word)) > _SHORT}
    words |= {word.lstrip("=") for word in _strings(fact_table()) if " " not in word}
    return tuple(word if len(word) <= _SHORT else word[:-1] for word in sorted(words))


def _strings(value: object) -> Iterator[str]:
    """All texts of a tree of lists and mappings."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, Sequence):
        for one in value:
            yield from _strings(one)


@cache
def is_name(word: str) -> bool:
    """Whether a word is part of a name or tells a fact, or begins like one."""
    return any(word == name if len(name) < _SHORT else word.startswith(name) for name in _names())


@cache
def tells_fact(word: str, lang: Lang) -> bool:
    """Whether a form is more than a word of the text to the comparison of translations: a name, a number, a month."""
    tokens = fact_tokens(word)
    return is_name(word) or bool(numbers_of(tokens, lang) or dates_of(tokens, lang))
