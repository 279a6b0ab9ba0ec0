"""The topics of a text: by the words of the topics themselves, and by the most similar documents that have some.

The same documents say of which kind a text may be.

Both are measured in stems weighted by how few texts share them (tf-idf, cosine; Salton and Buckley 1988). The second
is the nearest-neighbour classifier of Yang (1994): neighbours vote for their topics by the square of their similarity.
The two numbers become one probability by a logistic regression over the portal's own documents, each left out together
with its translation; see :data:`_WORDS`.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter

from portal.core.records import dataclass
from portal.corpus.corpus import Portal
from portal.editing.importing.subjects import stems
from portal.model.documents import Kind, PageMeta
from portal.model.values import Lang
from portal.reference.load import ReferenceData

_TITLE, _SUMMARY, _DESCRIPTION = 3.0, 1.0, 0.3
_STOP = (
    "жана менен үчүн боюнча бул деп кыргыз республика жергиликтүү өз алды башкаруу муниципалдык орган айыл өкмөт "
    "и в на по для с о из местн самоуправлен муниципальн орган кыргызск республик что как"
)
_NEIGHBOURS, _NEIGHBOURS_OF_KIND = 20, 10
_WORDS, _VOTES, _NONE = 25.7, 6.75, -4.67
"""Logistic regression over 222 texts, ten folds of documents: similarity to the topic, share of votes, constant."""
SURE = 0.38
"""From here on three of four topics were right, and three of five were found."""
_PERHAPS = 0.2
_MOST_SURE, _MOST_PERHAPS = 8, 3
_MANY = 20
_MOST_EXAMPLES = 400
"""More make an import slow and hardly better."""

Vector = Mapping[str, float]


@dataclass(frozen=True)
class FoundTopic:
    """A topic and its probability, 0 to 1; only those that are ``sure`` belong into a card."""

    id: str
    score: float

    @property
    def sure(self) -> bool:
        """Whether it is likely enough to be put into the card."""
        return self.score >= SURE


@dataclass(frozen=True)
class Example:
    """A document that has topics, with its words in every language that it has."""

    topics: tuple[str, ...]
    words: Mapping[Lang, str]
    kind: Kind = "practice"


def examples(portal: Portal) -> tuple[Example, ...]:
    """The documents that editors gave topics to, the newest first."""
    found = []
    for document in portal.documents.values():
        if not isinstance(document.meta, PageMeta) and document.meta.topics:
            words = {lang: f"{v.title}\n{v.summary}\n{_bare(v.body)}" for lang, v in document.versions.items()}
            example = Example(tuple(document.meta.topics), words, document.meta.kind)
            found.append((document.meta.added, document.slug, example))
    found.sort(key=itemgetter(1))
    found.sort(key=itemgetter(0), reverse=True)
    return tuple(example for _, _, example in found[:_MOST_EXAMPLES])


def _bare(body: str) -> str:
    """The words of a body without addresses and anchors."""
    return re.sub(r"\]\([^)\n]*\)|\{[^}\n]*\}", " ", body)


def topics_in(text: str, lang: Lang, reference: ReferenceData, known: Sequence[Example] = ()) -> tuple[FoundTopic, ...]:
    """The topics of a text, the likeliest first: at most eight that are sure, and a few that are possible.

    ``known``: documents with topics; without them only the words of the topics themselves speak.
    """
    profiles = _profiles(reference, lang)
    space = _Space(lang, known, tuple(profiles.values()))
    own = space.vector(_counted(text, lang))
    votes = _votes((likeness, example.topics) for likeness, example in space.nearest(own, _NEIGHBOURS))
    found = []
    for id_, profile in profiles.items():
        likeness = _cosine(own, space.vector(profile, logarithm=False))
        score = _WORDS * likeness + _VOTES * votes.get(id_, 0.0) + _NONE
        found.append(FoundTopic(id_, round(1 / (1 + math.exp(-score)), 3)))
    found.sort(key=lambda item: (-item.score, item.id))
    sure = [item for item in found if item.sure][:_MOST_SURE]
    return (*sure, *[item for item in found if not item.sure and item.score >= _PERHAPS][:_MOST_PERHAPS])


def kind_votes(text: str, lang: Lang, known: Sequence[Example]) -> Mapping[str, float]:
    """Kind → its share of the votes of the documents that are most like a text; {} where there are none."""
    space = _Space(lang, known, ())
    nearest = space.nearest(space.vector(_counted(text, lang)), _NEIGHBOURS_OF_KIND)
    return _votes((likeness, (example.kind,)) for likeness, example in nearest)


class _Space:
    """The weights of stems among the known documents of one language and other texts."""

    def __init__(self, lang: Lang, known: Sequence[Example], others: Sequence[Mapping[str, float]]) -> None:
        self._known = [(example, _counted(example.words[lang], lang)) for example in known if lang in example.words]
        texts: list[Mapping[str, float]] = [*(words for _, words in self._known), *others]
        self._spread = Counter(stem for words in texts for stem in words)
        self._texts = len(texts)
        # Among many, a stem that one text alone has tells nothing of its likeness to others.
        self._rare = 1 if len(self._known) >= _MANY else 0

    def vector(self, words: Mapping[str, float], logarithm: bool = True) -> Vector:
        """A text or profile as a vector of length 1; ``logarithm``: of counts, which saturate."""
        weights = {
            stem: (1 + math.log(count) if logarithm else count) * math.log((self._texts + 1) / self._spread[stem])
            for stem, count in words.items()
            if self._spread[stem] > self._rare
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {stem: weight / length for stem, weight in weights.items()}

    def nearest(self, own: Vector, count: int) -> list[tuple[float, Example]]:
        """The documents most like a vector, with their likeness."""
        found = [(_cosine(own, self.vector(words)), example) for example, words in self._known]
        return sorted(found, key=itemgetter(0), reverse=True)[:count]


@lru_cache(maxsize=2 * _MOST_EXAMPLES)
def _counted(text: str, lang: Lang) -> Mapping[str, int]:
    return Counter(stems(text, lang))


def _cosine(one: Vector, two: Vector) -> float:
    if len(one) > len(two):
        one, two = two, one
    return sum(weight * two[stem] for stem, weight in one.items() if stem in two)


def _votes(neighbours: Iterable[tuple[float, Sequence[str]]]) -> Mapping[str, float]:
    """Label → its share of the votes of the nearest."""
    nearest = list(neighbours)
    whole = sum(likeness**2 for likeness, _ in nearest)
    votes: dict[str, float] = defaultdict(float)
    if whole:
        for likeness, topics in nearest:
            for id_ in topics:
                votes[id_] += likeness**2 / whole
    return votes


def _profiles(reference: ReferenceData, lang: Lang) -> Mapping[str, Mapping[str, float]]:
    stop = frozenset(stems(_STOP, lang))
    profiles = {}
    for topic in reference.topics.values():
        profile: dict[str, float] = {}
        for part, weight in ((topic.title, _TITLE), (topic.summary, _SUMMARY), (topic.description, _DESCRIPTION)):
            for stem in stems(part.get(lang), lang):
                if stem not in stop:
                    profile[stem] = max(profile.get(stem, 0.0), weight)
        profiles[topic.id] = profile
    return profiles
