"""Checks of ``data/synonyms.yml``: sets that join nothing, join twice, or run in circles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from portal.language.languages import CODES
from portal.language.normalise import normalise
from portal.model.reference import SynonymSet, Term

Place = tuple[int | str, ...]
Fault = tuple[str, Place, dict[str, str]]
"""The code of a problem, the place below ``synonyms`` in which it stands, and the words of its message."""


def synonym_faults(sets: Sequence[SynonymSet], terms: Iterable[Term]) -> Iterator[Fault]:
    """What is wrong with sets of synonyms, beside what the model itself refuses."""
    known = list(terms)
    for lang in CODES:
        names = [{normalise(name) for name in _names(term, lang)} for term in known]
        first: dict[str, str] = {}
        arrows: dict[str, dict[str, Place]] = defaultdict(dict)
        for index, item in enumerate(sets):
            words, asked = item.words.get(lang), item.asked.get(lang)
            if asked and not words:
                yield "synonyms-asked", (index, "asked", lang), {"set": item.id}
            elif len(words) + len(asked) == 1:
                yield "synonyms-one", (index, "words", lang), {"set": item.id, "word": words[0]}
            here: set[str] = set()
            for field, some in (("words", words), ("asked", asked)):
                for position, word in enumerate(some):
                    plain, place = normalise(word), (index, field, lang, position)
                    if plain in here or (field == "words" and plain in first):
                        yield "synonyms-twice", place, {"word": word, "set": first.get(plain, item.id)}
                    here.add(plain)
                    if field == "words":
                        first.setdefault(plain, item.id)
                    else:
                        arrows[plain].update({normalise(other): place for other in words})
            plain_words = {normalise(word): word for word in words}
            for term, own in zip(known, names, strict=True):
                both = [word for plain, word in plain_words.items() if plain in own]
                if len(both) > 1:
                    told = {"word": both[0], "other": both[1], "term": term.id}
                    yield "synonyms-glossary", (index, "words", lang), told
        yield from _circles(arrows)


def _names(term: Term, lang: str) -> Iterator[str]:
    if own := getattr(term.term, lang):
        yield own
    yield from (*term.abbr.get(lang), *term.synonyms.get(lang))


def _circles(arrows: Mapping[str, Mapping[str, Place]]) -> Iterator[Fault]:
    """Words that lead, asked one for the other, back to themselves; each circle is told once."""
    told: set[str] = set()
    for start in arrows:
        chain = [start]
        while chain[-1] in arrows and start not in told:
            after = next((word for word in arrows[chain[-1]] if word in arrows), None)
            if after is None:
                break
            if after in chain:
                circle = [*chain[chain.index(after) :], after]
                yield "synonyms-circle", arrows[circle[0]][circle[1]], {"chain": " → ".join(circle)}
                told.update(circle)
                break
            chain.append(after)
