"""A text prepared for a grammar: tokens, what the words of the tables are, and the chunks both languages share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from portal.law.chunks import Chunk, Index, find_dates, find_numbers, find_states
from portal.law.fold import fold_text
from portal.law.model import Named
from portal.law.tables import common
from portal.law.tokens import BREAK, QUOTES, Tokens, different_words, slips_of, tokenise
from portal.law.words import ROMAN, Classify, Lex, Vocabulary, vocabulary


@dataclass(frozen=True, slots=True)
class Reading:
    """One text, read once; grammars only look things up in it."""

    t: Tokens
    words: Vocabulary
    lex: dict[int, Lex]
    dates: Index[Chunk]
    numbers: Index[Chunk]
    states: Index[Chunk]
    issuers: Index[Chunk]
    names: Index[Chunk]
    sessions: Index[Chunk]

    @property
    def signs(self) -> Mapping[str, str]:
        """Words that show of which other state a sentence speaks: its capital, its president."""
        return _signs(self.words.lang)

    @property
    def lang(self) -> str:
        """``ru``, ``ky`` or ``kk``."""
        return self.words.lang

    def has(self, name: str, i: int) -> bool:
        """Whether token ``i`` is a word of the group ``name`` of the table."""
        return self.words.has(name, self.t.word(i))

    def another(self, i: int) -> bool:
        """Whether token ``i`` says that another act is meant than the one named before: «нового», «башка»."""
        return self.has("other", i) or self.has("other_time", i)

    def role(self, i: int) -> str:
        """The role of token ``i``, empty for an ordinary word."""
        found = self.lex.get(i)
        return found.role if found else ""

    def value(self, i: int) -> str:
        """The value of token ``i``, empty for an ordinary word."""
        found = self.lex.get(i)
        return found.value if found else ""

    def pair(self, i: int) -> str:
        """Two words as the tables write such a phrase."""
        return f"{self.t.word(i)} {self.t.word(i + 1)}"

    def about(self, i: int) -> bool:
        """Whether token ``i`` begins a Russian title («о», «об») or ends a Kyrgyz one («жөнүндө»)."""
        return self.role(i) == "about"

    def sentence_start(self, i: int, limit: int) -> int:
        """The first token of the sentence of token ``i``, looking back ``limit`` tokens at most."""
        low = max(0, i - limit)
        j = i
        while j > low and not self.sentence_ends(j - 1):
            j -= 1
        return j

    def sentence_around(self, start: int, end: int, before: int, behind: int) -> tuple[int, int]:
        """The first token of the sentence of ``start`` … ``end - 1`` and the one that ends it, as far as one looks."""
        ahead = range(end, min(end + behind, len(self.t.words)))
        return self.sentence_start(start, before), next((k for k in ahead if self.sentence_ends(k)), ahead.stop)

    def sentence_ends(self, i: int) -> bool:
        """Whether token ``i`` ends a sentence or a paragraph."""
        word = self.t.words[i]
        return word in (BREAK, "!", "?", "…") or (word == "." and self._full_stop(i))

    def _full_stop(self, i: int) -> bool:
        """Whether the full stop ``i`` ends a sentence: a capital follows, and no abbreviation or number precedes."""
        t = self.t
        if i + 1 >= len(t.words):
            return True
        if t.touches(i + 1) or not (t.capital(i + 1) or not t.words[i + 1][0].isalpha()):
            return False
        before = t.word(i - 1)
        return not (len(before) <= 2 and before.isalpha())

    def decider_told(self, p: CitationParts) -> bool:
        """Whether it is known which body decided: «решением суда» is that of any court."""
        capital = any(map(self.t.capital, range(p.start + 1, p.end)))
        return p.issuer is not None and (p.issuer != "court" or capital)

    def is_heading(self, start: int, end: int) -> bool:
        """Whether the provision ``start`` … ``end`` heads its own text: «Статья 5. Права», «5-берене. Укуктар»."""
        t = self.t
        begins = self.sentence_start(start, 1) == start or t.word(start - 1) in QUOTES
        if t.word(end) not in (".", BREAK, "") or not begins:
            return False
        return t.word(start).isdecimal() or t.capital(start)

    def in_brackets(self, start: int, end: int) -> bool:
        """Whether brackets stand right around the tokens ``start`` … ``end - 1``."""
        return self.t.word(start - 1) == "(" and self.t.word(end) == ")"

    def definition_before(self, p: int) -> int:
        """Where the bracket opens that ends before ``p`` and says how something will be called: «(далее – ЦИК)»."""
        words = self.t.words
        if p < 2 or words[p - 1] != ")":
            return -1
        opening = next((k for k in range(p - 2, max(-1, p - 16), -1) if words[k] == "("), -1)
        return opening if opening >= 0 and self._defines(opening) else -1

    def definition_end(self, p: int) -> int:
        """The token behind the bracket that begins at ``p`` and says how something will be called; else ``p``."""
        if self.t.word(p) != "(" or not self._defines(p):
            return p
        closing = self.closing(p)
        return closing + 1 if closing else p

    def closing(self, opening: int, limit: int = 16) -> int:
        """Where the bracket closes that opens at token ``opening``; 0 when it does not, ``limit`` tokens on."""
        ahead = range(opening + 1, min(opening + limit, len(self.t.words)))
        return next((k for k in ahead if self.t.words[k] == ")"), 0)

    def _defines(self, opening: int) -> bool:
        """«(далее – ЦИК)», «(мындан ары – Кодекс)», «(КР ЭК)»."""
        letters = self.t.words[opening + 1 : self.closing(opening, 5)]
        short = (
            all(w.isalpha() and not w.isascii() for w in letters)
            and self.t.raw(opening + 1, opening + 1 + len(letters)).isupper()
        )
        return short or self.t.word(opening + 1) == "далее" or self.pair(opening + 1) == "мындан ары"

    def roman(self, i: int) -> bool:
        """Whether token ``i`` is a Roman numeral."""
        raw = self.t.raw(i, i + 1) if 0 <= i < len(self.t.words) else ""
        return bool(raw) and raw != "У" and set(raw) <= ROMAN

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
        heads = (i for i, found in self.lex.items() if found.role == "head" and self.role(i - 1) == "this")
        return next(map(self.value, heads), None)


def read(text: str, lang: str) -> Reading | None:
    """Prepare ``text``; ``lang`` is ``ru``, ``ky`` or ``kk`` (read with the Kyrgyz grammar).

    ``None`` where no word is the noun of an act, of a unit of acts, or stands for an act by itself: most texts of a
    portal cite nothing, and tokens, dates, numbers and states need not be looked for in them.
    """
    words = vocabulary(lang)
    folded = fold_text(text)
    slips = slips_of(folded)
    if not any(slips) and not words.may_cite(different_words(folded)):
        return None
    t = tokenise(folded, slips)
    if any(slips) and not words.may_cite(t.words):
        return None
    classify, look = words.classify, words.look
    hits = {i: hit for i, word in enumerate(t.words) if (hit := look(word)) is not None}
    lex = {i: hit[0] for i, hit in hits.items() if hit[0] is not None}
    numbered = {
        i: found
        for i, word in enumerate(t.words)
        if ("-" in word or (word[0] in "ivxх" and len(word) > 8)) and (found := _numbered(classify, word))
    }
    if numbered:
        lex = dict(sorted({**lex, **numbered}.items()))
    issuers = Index(words.issuers.matches(t.words, ((i, hit[1]) for i, hit in hits.items() if hit[1])))
    names = Index(words.names.matches(t.words, ((i, hit[2]) for i, hit in hits.items() if hit[2])))
    dates, numbers, states = Index(find_dates(t)), Index(find_numbers(t)), Index(find_states(t))
    r = Reading(t, words, lex, dates, numbers, states, issuers, names, Index())
    return replace(r, sessions=Index(_sessions(r)))


def _numbered(classify: Classify, word: str) -> Lex | None:
    """«VII-чакырылышынын», «I-уюштуруу»: a word of a session behind a Roman numeral."""
    number, _, rest = word.partition("-")
    if not rest:  # «VIшайланган»
        rest = word.lstrip("ivxх")
        number = word[: len(word) - len(rest)]
    found = classify(rest) if rest and set(number.upper()) <= ROMAN else None
    return found if found and found.role == "session" else None


@cache
def _signs(lang: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for code, state in common().states.items():
        for word in state.signs:
            stem = fold_text(word).low
            found.update({stem + ending: code for ending in _CASES[lang != "ru"]})
    return found


_CASES = (("", "а", "у", "ом", "е", "ы"), ("", "а", "у", "ом", "е", "нын", "ды", "га", "дын", "да", "дан"))


_ORDINAL_TAIL = frozenset({"й", "я", "ой", "ей", "ая", "ую"})


def _sessions(r: Reading) -> Iterator[Chunk]:
    """«кезектеги III сессиясынын», «(алтынчы чакырылышынын)», «15-й внеочередной сессии VI созыва»: which session."""
    t, busy = r.t, 0
    for i, found in r.lex.items():
        if found.role != "session" or found.value != "noun" or i < busy:
            continue
        start, end = i, i + 1
        while start > max(busy, i - 12) and _of_session(r, start - 1):
            start -= 1
        while t.word(start) in ("-", "–", ")") or t.word(start).startswith("депутат"):
            start += 1
        q = end
        while q < min(i + 16, len(t.words)) and _of_session(r, q):
            q += 1
            if r.value(q - 1) == "noun" or (t.word(q - 1) == ")" and "(" in (t.word(start), t.word(end))):
                end = q
        if t.word(end) == ")" and "(" in t.words[start:end] and t.words[end - 1] != ")":
            end += 1
        busy = end
        yield Chunk(start, end, "session")


def _of_session(r: Reading, k: int) -> bool:
    t = r.t
    word = t.word(k)
    if r.role(k) in ("session", "ordinal") or word in ("(", ")") or r.roman(k):
        return True
    if word.isdecimal():
        return len(word) <= 3 and t.word(k - 1) not in ("№", "n", "/") and k + 1 not in r.numbers.by_end
    if word in ("-", "–"):
        return t.word(k - 1).isdecimal() or r.roman(k - 1)
    return word in _ORDINAL_TAIL and t.word(k - 1) == "-"


@dataclass(slots=True)
class CitationParts:
    """What was read around the noun ``noun`` (token ``at``): the citation so far is tokens ``start`` … ``end - 1``."""

    start: int
    end: int
    title: str | None = None
    quoted: bool = False
    named: bool = False
    date: str | None = None
    number: str | None = None
    state: str = ""
    issuer: str | None = None
    place: str | None = None
    mark: str = ""
    evidence: set[str] = field(default_factory=set)

    def found(self, kind: str) -> Found:
        """The citation as it was read."""
        return Found(
            self.start, self.end, kind, self.title, self.date, self.number,
            jurisdiction=self.state, issuer=self.issuer, place=self.place,
        )  # fmt: skip


def take_left(r: Reading, p: CitationParts) -> None:
    """Parts that the table lets stand before a noun that others follow: «№ 5 постановление», ««О воде» закон»."""
    allowed = r.words.forms.before_noun
    taken = True
    while taken:
        taken = False
        for name, index in (("number", r.numbers), ("date", r.dates), ("state", r.states)):
            chunk = index.by_end.get(p.start)
            if chunk and name in allowed and not getattr(p, name):
                setattr(p, name, chunk.value)
                p.start, taken = chunk.start, True
        close = p.start - 1
        if "title" in allowed and not p.title and close in r.t.open_of:
            p.start, p.quoted, taken = r.t.open_of[close], True, True
            p.title = clean_title(r.t.raw(p.start + 1, close))


@dataclass(frozen=True, slots=True)
class Found(Named):
    """A citation in tokens, before overlaps are settled and offsets are brought back to the source."""

    jurisdiction: str = ""
    bare: bool = False
    """Provisions without any word for the act: kind and act come from the neighbour."""
    strong: bool = False
    """The anaphor points back by a word of its own: «указанного закона», «аталган мыйзамдын»."""


DECIDED = frozenset({"resolution", "decision", "verdict", "directive", "order"})
"""Nouns whose kind depends on who decided."""

DOCUMENTS = frozenset({"program", "concept", "regulation", "rules", "reglament", "charter"})
"""Nouns of what another act approves."""


def kind_of(noun: str, issuer: str | None) -> str:
    """The kind of an act from its noun and its issuer.

    >>> kind_of("resolution", "local_kenesh"), kind_of("order", "ministry"), kind_of("resolution", None)
    ('local_resolution', 'order', 'other')
    """
    found = common().classes[noun]
    return found.kinds.get(issuer or "", found.kind)


def read_as(noun: str) -> str:
    """The class in whose way a citation with ``noun`` is read."""
    return common().classes[noun].like or noun


def clean_title(raw: str) -> str:
    """A title as it is shown: spaces made one, quotes around it and end punctuation taken off."""
    return " ".join(raw.split()).rstrip(" .,;:")
