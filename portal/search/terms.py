"""Terms with their postings, and the buckets that they are kept in from build to build.

A bucket holds the terms that begin with the same folded letters. What it says depends on the fragments of the documents
that are there and on nothing that was there before: documents go by their numbers, forms by the first document that has
them and then by their letters. So postings can be taken out and put in, and the bucket is the one of a clean build.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from portal.language.normalise import fold
from portal.search.codec import DIGITS, shared, unvlq, vlq

#: Forms of a word that are told apart in postings, and those that are kept for highlighting.
EXACT_FORMS, KNOWN_FORMS = 30, 30
#: Words of other names of a term that are kept for highlighting.
SHOWN = 8
#: Leading letters of the terms of a bucket.
BUCKET = 3
_EXACT = (1 << EXACT_FORMS) - 1
_WITH_FORMS = {DIGITS[impact]: DIGITS[impact | 32] for impact in range(32)}
_WITHOUT_FORMS = {more: impact for impact, more in _WITH_FORMS.items()}
_VLQ = r"[g-z0-9_-]*[A-Za-f]"
_POSTING = re.compile(f"({_VLQ})(?:([A-Za-f])|([g-z0-9_-])({_VLQ}))({_VLQ})")

Changes = Mapping[int, str | None]
"""Document → its new posting of a term, or none."""


class Inverted:
    """A term that postings are added to, one document after the other.

    Most terms have one form, and half of them stand in one document: what a table is needed for is made when a second
    form comes, for a portal has hundreds of thousands of terms.
    """

    __slots__ = ("_bits", "_last", "count", "forms", "postings", "shown")

    def __init__(self) -> None:
        self.forms: str | dict[str, int] = ""
        """The only form so far, or forms with their numbers."""
        self.shown: list[tuple[int, str]] | None = None
        self.postings = bytearray()
        self.count = 0
        self._last = -1
        self._bits: dict[str, str] | None = None

    def add(self, document: int, numbers: str, words: str) -> None:
        """Add the posting of a document that comes after all that are there: its numbers, and the words behind them."""
        bits = self._bits.get(words) if self._bits else "" if words and words == self.forms else None
        if bits is None:
            bits = self._bits_of(words)
        gap = vlq(document - self._last - 1)
        if bits:
            numbers = f"{_WITH_FORMS[numbers[0]]}{bits}{numbers[1:]}"
        self.postings += f"{gap}{numbers}".encode("ascii")
        self._last = document
        self.count += 1
        if " " in words:
            self.shown = self.shown or []
            self.shown.append((document, words.partition(" ")[2]))

    def _bits_of(self, words: str) -> str:
        forms = words.partition(" ")[0]
        if not self.count and words.isalnum():
            self.forms = words
            return ""
        if isinstance(self.forms, str):
            self.forms = {self.forms: 0} if self.forms else {}
        if self._bits is None:
            self._bits = {}
        bits = 0
        for form in forms.split(",") if forms else ():
            bits |= 1 << self.forms.setdefault(form, len(self.forms))
        self._bits[words] = found = "" if bits == 1 else vlq(bits)
        return found

    def row(self, key: str) -> TermRow:
        """What is kept of it."""
        forms = self.forms if isinstance(self.forms, str) else ",".join(self.forms)
        return TermRow(key, forms, self.postings.decode("ascii"), self.count, self.shown or [])


class TermRow(NamedTuple):
    """A term as it is kept: with all forms, of which the index has the first ones only."""

    key: str
    forms: str
    postings: str
    documents: int
    shown: Sequence[Sequence[object]]
    """Document and words of other names."""

    @property
    def size(self) -> int:
        """About the characters that it takes in a shard."""
        forms = self.forms.split(",") if self.forms else []
        shown = min(len(self._shown(forms)), SHOWN) if self.shown else 0
        return len(self.postings) + len(self.key) // 2 + 4 + 4 * min(len(forms), KNOWN_FORMS) + 6 * shown

    def _shown(self, forms: Sequence[str]) -> list[str]:
        found = dict.fromkeys(word for _, words in self.shown for word in str(words).split(","))
        return [word for word in found if word not in forms]

    def line(self, coded: str) -> str:
        """The term in a shard; ``coded``: its key as it differs from the one before."""
        line = _with_forms(self.key, coded, self.forms)
        shown = self._shown(self.forms.split(","))[:SHOWN] if self.shown else []
        return f"{line};{','.join(shown)}" if shown else line

    def word(self) -> WordRow:
        """The term as a word for repair."""
        # Half steps of the logarithm are enough to choose by, and stay the same when a document comes.
        step = round(2 * math.log2(self.documents + 1))
        return WordRow(self.key, ",".join(self.forms.split(",")[:KNOWN_FORMS]), step)

    def exact(self) -> str:
        """The postings in a shard."""
        if self.forms.count(",") < EXACT_FORMS:
            return self.postings
        found, last = [], -1
        for document, impact, bits, units in decoded_postings(self.postings):
            exact = _number(bits) & _EXACT if bits else 1
            sign = impact if exact == 1 else _WITH_FORMS[impact] + vlq(exact)
            found.append(f"{vlq(document - last - 1)}{sign}{units}")
            last = document
        return "".join(found)

    def changed(self, changes: Changes) -> TermRow | None:
        """The term with other postings; none if no document has it any more."""
        forms = self.forms.split(",")
        shown = {number: f" {words}" for number, words in self.shown}
        names = {"": forms[0]}
        found: dict[int, str | None] = {}
        for document, impact, bits, units in decoded_postings(self.postings):
            if bits not in names:
                number = _number(bits)
                names[bits] = ",".join(sorted(form for place, form in enumerate(forms) if number >> place & 1))
            found[document] = f"{impact}{units} {names[bits]}{shown.get(document, '')}"
        found.update(changes)
        return _row(self.key, found)


class WordRow(NamedTuple):
    """A word for repair as it is kept."""

    key: str
    forms: str
    step: int
    """How many documents have it, in steps."""

    @property
    def size(self) -> int:
        """About the characters that it takes in the vocabulary."""
        return len(self.key) // 2 + 3 + 4 * (self.forms.count(",") + 1)

    def line(self, coded: str) -> str:
        """The word in the vocabulary; ``coded``: its key as it differs from the one before."""
        return _with_forms(self.key, coded, self.forms)


def _with_forms(key: str, coded: str, forms: str) -> str:
    """A key with its first forms, each as the letters that it shares with the key, and the rest."""
    known = forms.split(",")[:KNOWN_FORMS] if forms else []
    return ",".join([coded, *(shared(key, form) for form in known)])


def _row(key: str, postings: Mapping[int, str | None]) -> TermRow | None:
    term = Inverted()
    for document in sorted(postings):
        if posting := postings[document]:
            numbers, _, words = posting.partition(" ")
            term.add(document, numbers, words)
    return term.row(key) if term.count else None


def decoded_postings(postings: str) -> Iterator[tuple[int, str, str, str]]:
    """Document, impact, forms as bits (empty for the first alone) and sections; all but the first as digits."""
    document = -1
    for gap, impact, with_forms, bits, units in _POSTING.findall(postings):
        document += _number(gap) + 1
        yield document, impact or _WITHOUT_FORMS[with_forms], bits, units


@lru_cache(maxsize=1 << 14)
def _number(digits: str) -> int:
    return unvlq(digits)[0]


def bucket_of(key: str) -> str:
    """The bucket of a term."""
    return fold(key[:BUCKET])


def patched(rows: Sequence[TermRow], changes: Mapping[str, Changes]) -> list[TermRow]:
    """The terms of a bucket with other postings."""
    terms = {row.key: row for row in rows}
    for key, some in changes.items():
        row = terms[key].changed(some) if key in terms else _row(key, some)
        if row:
            terms[key] = row
        else:
            terms.pop(key, None)
    return [terms[key] for key in sorted(terms, key=place_of)]


def place_of(key: str) -> tuple[str, str]:
    """By what terms are sorted."""
    return fold(key), key


def packed(rows: Sequence[TermRow] | Sequence[WordRow]) -> bytes:
    """The terms or words of a bucket as they are kept."""
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def unpacked(data: bytes) -> list[TermRow]:
    """The reverse of :func:`packed` for terms."""
    return [TermRow(*row) for row in json.loads(data)]
