"""What the portal has translated already: paragraphs, sentences and words of cards of its current pairs, found again by
likeness. Nothing is made up: a rendering is offered as it stands on the portal, with its place.

Likeness is :class:`difflib.SequenceMatcher` over stems and numbers; only the pairs that share the rarest words with a
text are measured, so that the time grows with the text.
"""

from __future__ import annotations

import difflib
import math
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache

from portal.content.alignment import AlignedParts, aligned, text_parts
from portal.content.documents import DocumentOrPage, Version
from portal.content.source_marks import without_marks
from portal.core.records import dataclass
from portal.corpus.corpus import Portal
from portal.corpus.facts.passages import Passage
from portal.language.analysis import query_stem
from portal.language.tokens import tokens
from portal.model.values import Lang

LIKE = 0.6
"""What is less alike is of no help; a text of one or two words must be the same."""
_NEARLY = 85
_SHORT = 3
_MOST_WORDS = 120
_RAREST = 12
_MOST_MEASURED = 16


@dataclass(frozen=True)
class Remembered:
    """Words in the language of the original, and how the portal renders them; ``place``: path and line of that."""

    source: str
    target: str
    place: str
    key: tuple[str, ...]


@dataclass(frozen=True)
class Offer:
    """A rendering; ``likeness`` in per cent."""

    likeness: int
    kept: Remembered


class TranslationMemory:
    """The pairs of a portal from one language into another. Collecting ends after so many ``seconds`` of the processor;
    ``complete`` says whether it came to the end."""

    def __init__(self, portal: Portal, source: Lang, target: Lang, seconds: float) -> None:
        self.source = source
        end = time.process_time() + seconds
        self._kept: list[Remembered] = []
        self.complete = True
        seen: set[tuple[tuple[str, ...], str]] = set()
        for document in portal.texts:
            if time.process_time() >= end:
                self.complete = False
                break
            if _is_pair(document, source, target):
                for item in _remembered(document.versions[source], document.versions[target]):
                    if item.key and (item.key, item.target) not in seen:
                        seen.add((item.key, item.target))
                        self._kept.append(item)
        self._with: defaultdict[str, list[int]] = defaultdict(list)
        for number, item in enumerate(self._kept):
            for word in set(item.key):
                self._with[word].append(number)

    def offers(self, text: str) -> Iterator[Offer]:
        """For every part of a Markdown text the rendering of what is most like it; rather those of its sentences, where
        the whole is not nearly the same."""
        for part in text_parts(text):
            passage = Passage(part.text, self.source)
            whole = self.best(passage.plain)
            found = [whole] if whole else []
            if len(passage.sentences) > 1 and not (whole and whole.likeness >= _NEARLY):
                found = [one for _, words in passage.sentences if (one := self.best(words))] or found
            yield from found

    def best(self, words: str) -> Offer | None:
        """The rendering of what is most like these words."""
        key = key_of(words, self.source)
        if not key:
            return None
        matcher = difflib.SequenceMatcher(autojunk=False)
        matcher.set_seq2(key)
        found, most = None, LIKE if len(key) >= _SHORT else 1.0
        for number in self._near(key):
            item = self._kept[number]
            matcher.set_seq1(item.key)
            if matcher.real_quick_ratio() >= most and matcher.quick_ratio() >= most:
                ratio = matcher.ratio()
                if ratio > most or (ratio == most and found is None):
                    found, most = item, ratio
        return Offer(int(most * 100), found) if found else None

    def _near(self, key: tuple[str, ...]) -> list[int]:
        """The pairs that share the rarest words, the likeliest first."""
        rare = sorted({word for word in key if word in self._with}, key=lambda word: (len(self._with[word]), word))
        weights: Counter[int] = Counter()
        for word in rare[:_RAREST]:
            for number in self._with[word]:
                weights[number] += math.log(1 + len(self._kept) / len(self._with[word]))  # type: ignore[assignment]
        return [number for number, _ in sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:_MOST_MEASURED]]


def key_of(words: str, lang: Lang) -> tuple[str, ...]:
    """A text as stems and numbers."""
    return tuple(_stem(item.word, lang) for item in tokens(words))[:_MOST_WORDS]


@lru_cache(maxsize=1 << 15)
def _stem(word: str, lang: Lang) -> str:
    return query_stem(word, lang)


def _is_pair(document: DocumentOrPage, source: Lang, target: Lang) -> bool:
    """Whether both languages of a published document say the same."""
    states = {document.state(source), document.state(target)}
    return states <= {"original", "current"} and not document.is_draft and document.review != "withdrawn"


def _remembered(one: Version, two: Version) -> Iterator[Remembered]:
    for (name, words), (place, theirs) in _card_words(one, two):
        del name
        yield Remembered(words, theirs, place, key_of(words, one.lang))
    for both in aligned(text_parts(one.body), text_parts(two.body)):
        if both.one and both.two and both.one[0].kind != "code":
            yield from _of_parts(both, one, two)


def _card_words(one: Version, two: Version) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    for name, words in one.words.items():
        if two.words.get(name):
            yield (name, words), (f"{two.path}:{two.loaded.place((name,))[0]}", two.words[name])
    for group, items in one.parts.items():
        for key, words in items.items():
            theirs = two.parts.get(group, {}).get(key)
            if theirs:
                yield (group, words), (f"{two.path}:{two.loaded.place((group, key))[0]}", theirs)


def _of_parts(both: AlignedParts, one: Version, two: Version) -> Iterator[Remembered]:
    """The whole of what belongs together, and its sentences where both have as many."""
    place = f"{two.path}:{two.body_line + both.two[0].line - 1}"
    texts = "\n".join(part.text for part in both.one), "\n".join(part.text for part in both.two)
    first, second = Passage(texts[0], one.lang), Passage(texts[1], two.lang)
    yield Remembered(shown(texts[0]), shown(texts[1]), place, key_of(first.plain, one.lang))
    own, theirs = _sentences(first), _sentences(second)
    if len(own) == len(theirs) > 1:
        for a, b in zip(own, theirs, strict=True):
            yield Remembered(shown(a), shown(b), place, key_of(Passage(a, one.lang).plain, one.lang))


def _sentences(passage: Passage) -> list[str]:
    """The sentences as they stand in the text, with their links."""
    starts = [at for at, _ in passage.sentences]
    return [passage.text[at:end] for at, end in zip(starts, [*starts[1:], len(passage.text)], strict=True)]


def shown(text: str) -> str:
    """In one line, without marks of sources."""
    return " ".join(without_marks(text).split())
