"""Organisations that a text names, by the stems of their names; and the stems of a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from portal.core.records import dataclass
from portal.language.analysis import query_stem
from portal.language.languages import analyser
from portal.language.lemma_ru import lemmas
from portal.language.tokens import tokens
from portal.model.values import Lang
from portal.reference.load import ReferenceData


@lru_cache(maxsize=1 << 15)
def _stem(word: str, lang: str) -> str:
    return query_stem(word, lang)


def _key(word: str, lang: str) -> str:
    """A word of a name: the stemmer cuts «органы» and «органам» differently, their Russian lemma is one."""
    return _stem(next(iter(lemmas(word)), word) if analyser(lang) == "russian" else word, lang)


def stems(text: str, lang: Lang) -> list[str]:
    """The stems of the words of a text, in order; numbers and single letters left out."""
    return [_stem(token.word, lang) for token in tokens(text) if len(token.word) > 2 and not token.word.isdigit()]


_Key = Callable[[str, str], str]


@dataclass(frozen=True)
class FoundOrganisation:
    """An organisation named in a text: its id and the sentence that names it first."""

    id: str
    sentence: str
    count: int


def organisations_in(text: str, lang: Lang, reference: ReferenceData) -> tuple[FoundOrganisation, ...]:
    """The organisations named, in the order of the text, by their full and short names."""
    first: dict[str, int] = {}
    counts: Counter[str] = Counter()
    for key in (_stem, _key):
        found = _named(text, lang, reference, key)
        for id_, places in found.items():
            first[id_] = min(first.get(id_, places[0]), places[0])
            counts[id_] = max(counts[id_], len(places))
    return tuple(
        FoundOrganisation(id_, _sentence(text, start), counts[id_])
        for id_, start in sorted(first.items(), key=lambda item: item[1])
    )


def _named(text: str, lang: Lang, reference: ReferenceData, key: _Key) -> dict[str, list[int]]:
    """Organisation → the places at which one of its names begins; of names that overlap the longest."""
    items = list(tokens(text))
    words = [key(item.word, lang) for item in items]
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for parts, id_ in _name_stems(reference, lang, key):
        by_first.setdefault(parts[0], []).append((parts, id_))
    found: dict[str, list[int]] = {}
    index = 0
    while index < len(words):
        # A common word («правительство») names a body only with a capital letter.
        capital = text[items[index].start].isupper()
        fitting = [
            (parts, id_)
            for parts, id_ in (by_first.get(words[index], ()) if capital else ())
            if tuple(words[index : index + len(parts)]) == parts
        ]
        if fitting:
            parts, id_ = max(fitting, key=lambda item: len(item[0]))
            found.setdefault(id_, []).append(items[index].start)
            index += len(parts)
        else:
            index += 1
    return found


def _name_stems(reference: ReferenceData, lang: Lang, key: _Key) -> Sequence[tuple[tuple[str, ...], str]]:
    found = []
    for organisation in reference.organisations.values():
        for name in organisation.names:
            for words in (name.title.get(lang), name.short.get(lang)):
                if not words:
                    continue
                bare = re.sub(r"(?i)\b(?:им\.|имени)\s.*$|\([^)]*\)", "", words)
                for form in _forms(bare):
                    parts = tuple(key(token.word, lang) for token in tokens(form))
                    if parts and (len(parts) > 1 or len(form) > 2):
                        found.append((parts, organisation.id))
    return found


_STATE = re.compile(r"Кыргыз Республикасынын\s*|(?<!\s)\s*Кыргызской Республики")


def _forms(name: str) -> Iterable[str]:
    """A name with and without the name of the state, which texts shorten and leave out."""
    yield name
    shorter = _STATE.sub(" ", name).strip()
    if shorter != name and len(shorter.split()) > 1:
        yield shorter
        yield _STATE.sub(" КР ", name).strip()


def _sentence(text: str, place: int) -> str:
    start = max(text.rfind(". ", 0, place), text.rfind("\n", 0, place)) + 1
    ends = [end for end in (text.find(". ", place), text.find("\n", place)) if end >= 0]
    return text[start : min(ends, default=len(text))].strip()[:400]
