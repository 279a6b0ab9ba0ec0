"""Which record somebody means who wrote words, or a slip, where its id belongs."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache

from pydantic import BaseModel

from portal.content.validation import nearest
from portal.core.problems import Problem, problem
from portal.language.analysis import query_stem
from portal.language.tokens import tokens
from portal.model.values import LANGS, Lang
from portal.reference.load import ReferenceData

CODE = "reference-words"
_LATIN = str.maketrans("аеорсухіјѕкмтвнАВЕКМНОРСТУХІ", "aeopcyxijskmtbhABEKMHOPCTYXI")
"""Cyrillic letters that look like Latin ones."""
_MAY_BE_MIXED = {
    "field-unknown": "field", "field-unknown-inside": "field", "reference-unknown": "value", CODE: "value",
    "field-choice": "value", "field-pattern": "value", "kind-unknown": "value",
}  # fmt: skip
_WEIGHTS = {"title": 4, "names": 4, "aliases": 4, "summary": 2}
"""How much more a word of these says than one of a description."""
_MOST = 3
_ENOUGH = 0.5


def with_meant(problems: Iterable[Problem], reference: ReferenceData) -> tuple[Problem, ...]:
    """The problems; those of words in the place of an id name the ids that may be meant."""
    found = []
    for item in problems:
        values = dict(item.values)
        if item.code == CODE:
            records = getattr(reference, values["kind"], {})
            values["near"] = ", ".join(meant(values["value"], records)) or "–"
            item = replace(item, values=tuple(values.items()))
        found.append(item)
    return tuple(found)


def with_letters(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems; a code or a field with letters of the other alphabet, which look the same, is told as that."""
    return tuple(_of_letters(item) or item for item in problems)


def _of_letters(item: Problem) -> Problem | None:
    values = dict(item.values)
    text = values.get(_MAY_BE_MIXED.get(item.code, ""), "").rpartition(".")[2]
    right = text.translate(_LATIN)
    if right == text or not re.fullmatch(r"[a-zA-Z0-9_-]+", right) or not re.search("[a-zA-Z]", text):
        return None
    letters = ", ".join(f"«{letter}»" for letter in dict.fromkeys(sign for sign in text if ord(sign) in _LATIN))
    return problem("letters-cyrillic", item.path, item.line, item.column, text=text, letters=letters, right=right)


def meant(value: str, records: Mapping[str, BaseModel]) -> list[str]:
    """The ids of the records whose names and descriptions, in any language, have the words; else the one id that is
    written most like them."""
    scores: Counter[str] = Counter()
    length: Counter[str] = Counter()
    for lang in LANGS:
        asked = {stem for item in tokens(value) if (stem := _stem(item.word, lang))}
        having = {name: _weights(record, lang) for name, record in records.items()}
        among = {stem: sum(stem in weights for weights in having.values()) for stem in asked}
        rare = {stem: math.log(1 + len(records) / count) for stem, count in among.items() if count}
        for name, weights in having.items():
            length[name] += len(weights)
            shared = [stem for stem in rare if stem in weights]
            if len(shared) >= _ENOUGH * len(asked):
                scores[name] = max(scores[name], round(1000 * sum(rare[stem] * weights[stem] for stem in shared)))
    best = sorted((name for name, score in scores.items() if score), key=lambda name: (-scores[name], length[name]))
    near = nearest(value, records)
    return best[:_MOST] or ([near] if near else [])


@cache
def _stem(word: str, lang: Lang) -> str:
    return query_stem(word, lang)


def _weights(record: BaseModel, lang: Lang) -> Mapping[str, int]:
    """The stems of what a record says in a language, with what each of them weighs."""
    found: dict[str, int] = {}
    for name in type(record).model_fields:
        weight = _WEIGHTS.get(name, 1)
        for words in _words(getattr(record, name), lang):
            for item in tokens(words):
                stem = _stem(item.word, lang)
                found[stem] = max(found.get(stem, 0), weight)
    return found


def _words(value: object, lang: Lang) -> Iterator[str]:
    """The texts in a language inside of a value."""
    if isinstance(value, tuple):
        for item in value:
            yield from _words(item, lang)
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            inner = getattr(value, name)
            if name == lang:
                yield from (inner,) if isinstance(inner, str) else (item for item in inner or () if item)
            elif isinstance(inner, tuple | BaseModel):
                yield from _words(inner, lang)
