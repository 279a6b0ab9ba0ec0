"""A passage: the words of one part, cell, field or sentence, with what can be read out of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from portal.content.source_marks import blanked, without_code
from portal.core.records import dataclass
from portal.corpus.facts.dated import DateFact, dates_of
from portal.corpus.facts.fact_words import FactToken, FactTokens, classes_of, fact_tokens
from portal.corpus.facts.marked import FactPlaces, places_of
from portal.corpus.facts.numerals import NumberFact, numbers_of
from portal.model.values import Lang

MOST_FACTS = 200
"""So many facts of a kind are compared within a passage: each with each takes time with the square of their number."""
_LONGEST = 12_000
_TARGET = re.compile(r"\]\(([^)\n]{0,2000})\)|\{[^{}\n]{0,500}\}|^\[[^\]\n]{1,500}\]:.*$", re.MULTILINE)
_TARGET_SIGNS = ("](", "{", "]:")
"""One of which stands in each of them."""
_LINK = re.compile(r"(!?)\[[^\[\]\n]{0,500}(?:\n[^\[\]\n]{1,500})?\]\(<?([^)\s>]{1,2000})")
_MARKER = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+|[ \t>]*#{1,6}[ \t]+")
_END = re.compile(r"[.!?…]+[»\")]*(?=\s+[«\"(]?[А-ЯЁӨҮҢA-Z0-9])")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(«])(?:[А-ЯЁӨҮҢA-Z]|г|гг|ст|п|пп|ч|т|тыс|млн|млрд|руб|см|стр|др|пр|им|ул|кв|с|д|ж|б|чел)\Z"
)


@dataclass(frozen=True)
class Passage:
    """The words of a part in one language; ``around``: what stands before and after it, and may say the same."""

    text: str
    lang: Lang
    around: str = ""

    @cached_property
    def plain(self) -> str:
        """The words alone, every sign in its place; no mark of a list, for its number counts nothing."""
        words = _without_targets(self.text)
        marker = _MARKER.match(words)
        return " " * marker.end() + words[marker.end() :] if marker else words

    @cached_property
    def tokens(self) -> FactTokens:
        """The tokens of the words, as far as a paragraph of people goes."""
        return fact_tokens(self.plain[:_LONGEST])

    @cached_property
    def places(self) -> FactPlaces:
        """Where something may begin that carries a fact."""
        return places_of(self.tokens, self.lang)

    @property
    def is_whole(self) -> bool:
        """Whether the tokens are those of all the words."""
        return len(self.plain) <= _LONGEST

    @cached_property
    def numbers(self) -> tuple[NumberFact, ...]:
        """The numbers; of a passage that holds hundreds of them, the first: it is no sentence of people."""
        return numbers_of(self.tokens, self.lang, self.places.numbers)[:MOST_FACTS]

    @cached_property
    def dates(self) -> tuple[DateFact, ...]:
        """The dates."""
        return dates_of(self.tokens, self.lang, self.places.dates)[:MOST_FACTS]

    @cached_property
    def classes(self) -> Mapping[str, Mapping[str, FactToken]]:
        """Contrast group → the classes of it found here, each with its first token."""
        return classes_of(self.tokens, self.lang, self.places.groups)

    @cached_property
    def links(self) -> tuple[tuple[str, int, str], ...]:
        """Where each link and picture leads: address, place, and ``!`` for a picture."""
        if "](" not in self.text:
            return ()
        return tuple((match[2], match.start(), match[1]) for match in _LINK.finditer(without_code(self.text)))

    @cached_property
    def values_around(self) -> frozenset[str]:
        """The values of the numbers that stand around."""
        tokens = fact_tokens(_without_targets(self.around))
        return frozenset(item.value for item in numbers_of(tokens, self.lang))

    @cached_property
    def sentences(self) -> tuple[tuple[int, str], ...]:
        """The sentences: where each begins, and its words."""
        found: list[tuple[int, str]] = []
        start = 0
        for match in _END.finditer(self.plain[:_LONGEST]):
            before = self.plain[max(start, match.start() - 8) : match.start()]
            if match[0].startswith(".") and _ABBREVIATED.search(before):
                continue
            found.append((start, self.plain[start : match.end()]))
            start = match.end()
        found.append((start, self.plain[start:]))
        return tuple((at, text) for at, text in found if any(sign.isalnum() for sign in text))

    @cached_property
    def size(self) -> int:
        """How long the words are."""
        return len(" ".join(self.plain.split()))


@dataclass(frozen=True)
class Sentence:
    """A sentence of a passage, or the whole of it; ``at``: where it begins."""

    passage: Passage
    at: int


def sentence_pairs(one: Passage, two: Passage) -> list[tuple[Sentence, Sentence]]:
    """The sentences of both beside each other where there are as many, else the whole passages."""
    first, second = one.sentences, two.sentences
    if len(first) != len(second) or len(first) < 2:
        return [(Sentence(one, 0), Sentence(two, 0))]
    return [
        (Sentence(Passage(a, one.lang), at), Sentence(Passage(b, two.lang), there))
        for (at, a), (there, b) in zip(first, second, strict=True)
    ]


def _without_targets(text: str) -> str:
    """The text with spaces for code, marks and addresses."""
    text = blanked(without_code(text))
    return _TARGET.sub(_spaces, text) if any(map(text.__contains__, _TARGET_SIGNS)) else text


def _spaces(match: re.Match[str]) -> str:
    return re.sub(r"[^\n\]]", " ", match[0])
