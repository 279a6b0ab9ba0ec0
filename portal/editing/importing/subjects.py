"""Topics and organisations that a text is about, by the stems of their names.

A topic's score: the weights of those of its stems that the text has (its title's count three times), each by how few
topics share the stem, over the weight of all of them; stems of the text's own title count double.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from portal.content.models import Lang
from portal.language.analysis import query_stem
from portal.language.lemma_ru import lemmas
from portal.language.tokens import tokens
from portal.reference.load import ReferenceData

_TITLE, _SUMMARY, _DESCRIPTION = 3.0, 1.0, 0.3
_MOST = 4
_LEAST = 0.16
_SHORT = 200
"""Words from which a share means something: in three sentences one word is chance."""
_STOP = (
    "жана менен үчүн боюнча бул деп кыргыз республика жергиликтүү өз алды башкаруу муниципалдык орган айыл өкмөт "
    "и в на по для с о из местн самоуправлен муниципальн орган кыргызск республик что как"
)


@lru_cache(maxsize=1 << 15)
def _stem(word: str, lang: str) -> str:
    return query_stem(word, lang)


def _key(word: str, lang: str) -> str:
    """A word of a name: the stemmer cuts «органы» and «органам» differently, their Russian lemma is one."""
    return _stem(next(iter(lemmas(word)), word) if lang == "ru" else word, lang)


def stems(text: str, lang: Lang) -> list[str]:
    """The stems of the words of a text, in order; numbers and single letters left out."""
    return [_stem(token.word, lang) for token in tokens(text) if len(token.word) > 2 and not token.word.isdigit()]


_Key = Callable[[str, str], str]


@dataclass(frozen=True)
class FoundTopic:
    """A topic and how sure it is, 0 to 1."""

    id: str
    score: float


def topics_in(title: str, text: str, lang: Lang, reference: ReferenceData) -> tuple[FoundTopic, ...]:
    """The topics of a text, the likeliest first, at most four."""
    profiles = _profiles(reference, lang)
    shared: Counter[str] = Counter(stem for profile in profiles.values() for stem in profile)
    count = max(len(profiles), 1)
    words = Counter(stems(text, lang))
    for stem in stems(title, lang):
        words[stem] += 4
    length = max(sum(words.values()), _SHORT)
    found = []
    for id_, profile in profiles.items():
        whole = got = 0.0
        for stem, weight in profile.items():
            value = weight * math.log(1 + count / shared[stem])
            if weight >= _TITLE:
                whole += value
            if words[stem]:
                # Once is chance, often is a topic: the share of the text saturates.
                share = words[stem] / length
                got += value * share / (share + 0.01)
        if whole:
            found.append(FoundTopic(id_, round(min(got / whole, 1.0), 2)))
    found.sort(key=lambda item: (-item.score, item.id))
    best = found[0].score if found else 0.0
    return tuple(item for item in found[:_MOST] if item.score >= max(_LEAST, 0.45 * best))


def _profiles(reference: ReferenceData, lang: Lang) -> Mapping[str, Mapping[str, float]]:
    profiles = {}
    for topic in reference.topics.values():
        profile: dict[str, float] = {}
        for part, weight in ((topic.title, _TITLE), (topic.summary, _SUMMARY), (topic.description, _DESCRIPTION)):
            for stem in stems(part.get(lang), lang):
                if stem not in _stop(lang):
                    profile[stem] = max(profile.get(stem, 0.0), weight)
        profiles[topic.id] = profile
    return profiles


@lru_cache(maxsize=4)
def _stop(lang: Lang) -> frozenset[str]:
    return frozenset(_stem(word, lang) for word in _STOP.split())


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
                for form in _forms(bare, lang):
                    parts = tuple(key(token.word, lang) for token in tokens(form))
                    if parts and (len(parts) > 1 or len(form) > 2):
                        found.append((parts, organisation.id))
    return found


def _forms(name: str, lang: Lang) -> Iterable[str]:
    """A name with and without the name of the state, which texts shorten and leave out."""
    yield name
    state = r"Кыргыз Республикасынын\s*" if lang == "ky" else r"\s*Кыргызской Республики"
    shorter = re.sub(state, " ", name).strip()
    if shorter != name and len(shorter.split()) > 1:
        yield shorter
        yield re.sub(state, " КР ", name).strip()


def _sentence(text: str, place: int) -> str:
    start = max(text.rfind(". ", 0, place), text.rfind("\n", 0, place)) + 1
    ends = [end for end in (text.find(". ", place), text.find("\n", place)) if end >= 0]
    return text[start : min(ends, default=len(text))].strip()[:400]
