"""A text prepared for a grammar: tokens, what the closed words are, and the chunks both languages share."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from portal.law.chunks import Index, find_dates, find_numbers, find_states
from portal.law.lexicon import Lex, classifier
from portal.law.model import Provision
from portal.law.tokens import BREAK, Tokens, tokenise


@dataclass(frozen=True, slots=True)
class Reading:
    """One text, read once; grammars only look things up in it."""

    t: Tokens
    lang: str
    lex: dict[int, Lex]
    dates: Index
    numbers: Index
    states: Index

    def role(self, i: int) -> str:
        """The role of token ``i`` in the lexicon, empty for an ordinary word."""
        found = self.lex.get(i)
        return found.role if found else ""

    def value(self, i: int) -> str:
        """The value of token ``i`` in the lexicon, empty for an ordinary word."""
        found = self.lex.get(i)
        return found.value if found else ""

    def sentence_start(self, i: int, limit: int) -> int:
        """The first token of the sentence of token ``i``, looking back ``limit`` tokens at most."""
        low = max(0, i - limit)
        j = i
        while j > low:
            word = self.t.words[j - 1]
            if word in (BREAK, "!", "?", "…") or (word == "." and self.ends_sentence(j - 1)):
                break
            j -= 1
        return j

    def ends_sentence(self, i: int) -> bool:
        """Whether the full stop ``i`` ends a sentence: a capital follows, and no abbreviation or number precedes."""
        t = self.t
        if i + 1 >= len(t.words):
            return True
        if t.touches(i + 1) or not (t.capital(i + 1) or not t.words[i + 1][0].isalpha()):
            return False
        before = t.word(i - 1)
        return not (len(before) <= 2 and before.isalpha())

    def is_heading(self, start: int, end: int) -> bool:
        """Whether the provision ``start`` … ``end`` heads its own text: «Статья 5. Права», «5-берене. Укуктар»."""
        t = self.t
        if t.word(end) not in (".", BREAK, "") or self.sentence_start(start, 1) != start:
            return False
        return t.word(start).isdecimal() or t.capital(start)

    def in_brackets(self, start: int, end: int) -> bool:
        """Whether brackets stand right around the tokens ``start`` … ``end - 1``."""
        return self.t.word(start - 1) == "(" and self.t.word(end) == ")"

    def list_after_colon(self, p: int) -> int:
        """The first opening quote of «: «…», «…»» that begins at token ``p``, dashes of a list stepped over; else 0."""
        if self.t.word(p) != ":":
            return 0
        p += 1
        while self.t.word(p) in (BREAK, "-", "–", "•", "*"):
            p += 1
        return p if p in self.t.close_of else 0

    def host_noun(self) -> str | None:
        """The noun by which the text calls the act it stands in: «настоящего Закона», «ушул Кодекстин»."""
        for i, found in self.lex.items():
            if found.role == "head" and self.role(i - 1) == "this":
                return found.value
        return None


def read(text: str, lang: str, besides: Set[str] = frozenset()) -> Reading | None:
    """Prepare ``text``; ``lang`` is ``ru``, ``ky`` or ``kk`` (read with the Kyrgyz grammar).

    ``None`` where no word is the noun of an act or of a unit of acts, nor stands in ``besides``: most texts of a
    portal cite nothing, and dates, numbers and states need not be looked for in them.
    """
    t = tokenise(text)
    classify = classifier(lang)
    lex = {i: found for i, word in enumerate(t.words) if (found := classify(word)) is not None}
    if not any(found.role in _NOUNS for found in lex.values()) and besides.isdisjoint(t.words):
        return None
    return Reading(t, lang, lex, find_dates(t), find_numbers(t), find_states(t))


_NOUNS = frozenset({"head", "unit"})


@dataclass(frozen=True, slots=True)
class Found:
    """A citation in tokens, before overlaps are settled and offsets are brought back to the source."""

    start: int
    end: int
    kind: str
    title: str | None = None
    date: str | None = None
    number: str | None = None
    provisions: tuple[Provision, ...] = ()
    jurisdiction: str = ""
    internal: bool = False
    elliptic: bool = False
    anaphoric: bool = False
    issuer: str | None = None
    place: str | None = None
    bare: bool = False
    """Provisions without any word for the act: kind and act come from the neighbour."""


ISSUED = frozenset({"resolution", "decision", "directive", "order"})
"""Nouns whose kind depends on who issued the act."""

DOCUMENTS = frozenset({"program", "concept", "regulation", "rules", "reglament"})
"""Nouns of what another act approves."""

_BY_ISSUER = {
    ("resolution", "gov"): "gov_resolution",
    ("resolution", "cabinet"): "cabinet_resolution",
    ("resolution", "jk"): "jk_resolution",
    ("resolution", "kenesh"): "local_resolution",
    ("resolution", "cec"): "cec_resolution",
    ("resolution", "commission"): "cec_resolution",
    ("resolution", "court"): "court_decision",
    ("decision", "gov"): "gov_resolution",
    ("decision", "cabinet"): "cabinet_resolution",
    ("decision", "jk"): "jk_resolution",
    ("decision", "kenesh"): "local_resolution",
    ("decision", "cec"): "cec_resolution",
    ("decision", "commission"): "cec_resolution",
    ("decision", "court"): "court_decision",
    ("directive", "cabinet"): "cabinet_order",
    ("order", "cabinet"): "cabinet_order",
}
_PLAIN = {
    "rules": "regulation",
    "agreement": "treaty",
    "directive": "order",
    "resolution": "other",
    "decision": "other",
}


def kind_of(noun: str, issuer: str | None) -> str:
    """The kind of an act from its noun and the class of its issuer.

    >>> kind_of("resolution", "kenesh"), kind_of("order", "body"), kind_of("resolution", None)
    ('local_resolution', 'order', 'other')
    """
    if issuer and (noun, issuer) in _BY_ISSUER:
        return _BY_ISSUER[noun, issuer]
    return _PLAIN.get(noun, noun)


def clean_title(raw: str) -> str:
    """A title as it is shown: spaces made one, quotes around it and end punctuation taken off."""
    return " ".join(raw.split()).rstrip(" .,;:")
