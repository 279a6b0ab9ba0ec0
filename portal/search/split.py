"""Long lists of postings in two parts: what the first result waits for, and what may come after it.

The first part stands in the shard of its term. It has every document with its impact and the forms that stand there,
which is all that its score is made of, and is whole for the best documents: for those whose title or question has the
word, and for those with the highest impacts, an eighth of the list at most. Of the others the sections, half of what a
list of a common word takes, stand in the second part, in a file of such parts (``FORMAT.md``).

That this changes no result, rests on a bound in the manner of MaxScore (H. Turtle, J. Flood: Query evaluation, 1995):
sections say only whether all words of a question stand in one of them, that is, of which class a document is. So for a
document whose sections are not there yet both classes bound its rank, and a client may show the first document once it
stands above the upper bound of every other; else it reads the second parts before it shows anything.

A list is parted by what it holds alone, so a shard stays a function of the fragments of its documents, and a portal in
which no word stands in more than :data:`LONG` documents has no such parts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from portal.search.codec import DIGITS, vlq
from portal.search.terms import TermRow, decoded_postings

#: Documents of a list that is not parted.
LONG = 1_024
#: One of so many documents is whole in the first part, beside those that are about the word.
BEST = 8
#: At the beginning of a list that is parted.
MARK = "."
_ABOUT = frozenset(DIGITS[1::2])
"""The first sign of sections of which the title or the question is one: the lowest bit of a number stands first."""


class PartedList(NamedTuple):
    """A list in two parts."""

    first: str
    """:data:`MARK`, the length of the whole list, then postings with twice the gap, and one more for a whole one."""
    rest: str
    """The sections of the postings that are not whole, in their order."""


class RestRow(NamedTuple):
    """The second part of a term's list, as shards of them are planned: without being made."""

    key: str
    size: int
    """About the characters that it takes: seldom more than one a document."""


def rest_rows(rows: Sequence[TermRow]) -> list[RestRow]:
    """The second parts of those terms of a bucket that have one."""
    return [RestRow(row.key, row.documents) for row in rows if is_long(row)]


def is_long(row: TermRow) -> bool:
    """Whether the list of a term is parted."""
    return row.documents > LONG


def in_shard(row: TermRow) -> str:
    """The postings of a term as its shard has them."""
    return parted(row.exact()).first if is_long(row) else row.exact()


def parted(postings: str) -> PartedList:
    """A list in two parts; which documents are whole follows from the list alone."""
    items = [
        (document, DIGITS.index(impact), bits, sections, sections[0] in _ABOUT)
        for document, impact, bits, sections in decoded_postings(postings)
    ]
    least = _least_impact([(impact, about) for _, impact, _, _, about in items])
    first, rest, last = [MARK, vlq(len(postings))], [], -1
    for document, impact, bits, sections, about in items:
        whole = about or impact >= least
        sign = DIGITS[impact | 32 if bits else impact]
        first.append(f"{vlq((document - last - 1) * 2 + whole)}{sign}{bits}{sections if whole else ''}")
        if not whole:
            rest.append(sections)
        last = document
    return PartedList("".join(first), "".join(rest))


def _least_impact(items: Sequence[tuple[int, bool]]) -> int:
    """The impact from which on a posting is whole; ``items``: impacts, and whether the title has the word."""
    room = len(items) // BEST - sum(about for _, about in items)
    counts = Counter(impact for impact, about in items if not about)
    least = max(counts, default=0) + 1
    for impact in sorted(counts, reverse=True):
        room -= counts[impact]
        if room < 0:
            break
        least = impact
    return least
