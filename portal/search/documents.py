"""Documents in the index: what is kept of each from build to build, and the files of cards, texts, facets and order."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from portal.search.analyse import FIELDS, MOST_UNITS, field_lengths
from portal.search.codec import vlq, zigzag
from portal.search.model import Entry

CARDS = 8
#: Characters of text in a file of texts; a longer document has one of its own.
TEXT = 14_000
#: Columns that are there even where no document has a value.
ALWAYS = ("kind", "translation", "year")
#: Headings that the manifest holds because many documents have them.
HEADINGS = 60


class DocumentRecord(NamedTuple):
    """All that is needed of an entry once its fragment is made."""

    source: str
    """The digest of where the entry comes from."""
    indexed: bool
    analysed: str
    """A digest of what its fragment is made from."""
    text: str
    """A digest of the texts of its sections."""
    lengths: Sequence[int]
    """Characters of each field, in the order of FIELDS."""
    card: Sequence[str]
    """What its card shows, but for the headings."""
    places: Sequence[str]
    """All places that it is about, where the line of its card says only one."""
    drawing: str
    """The small drawing of its card, in short; none where it has none."""
    headings: Sequence[Sequence[str]]
    """Anchor and title of each section but the first."""
    facets: Mapping[str, Sequence[str]]

    @property
    def kind(self) -> str:
        """What kind of document it is."""
        return self.card[1]


def record(source: str, entry: Entry) -> DocumentRecord:
    """What is kept of an entry."""
    lengths = field_lengths(entry)
    facets = {name: list(dict.fromkeys(values)) for name, values in entry.facets.items() if values}
    return DocumentRecord(
        source,
        entry.indexed,
        short_digest(entry.title, entry.question, entry.asked, entry.summary, entry.topics, entry.acts, entry.about,
                     entry.units, entry.provisions, entry.numbers, entry.stems),
        short_digest(*(unit.text for unit in entry.units)),
        [lengths[name] for name in FIELDS],
        [entry.key, entry.kind, entry.state, entry.title, entry.title_lang, entry.summary, entry.passport],
        list(entry.places),
        entry.drawing,
        [[unit.anchor, unit.title] for unit in entry.units[1:]],
        facets,
    )  # fmt: skip


def short_digest(*parts: object) -> str:
    """A hash of texts and frozen records of them."""
    return hashlib.blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def slots(keys: Sequence[str]) -> list[int]:
    """A number for every document that seldom changes when others come and go.

    Numbers in a row would all move by one, and nearly every file with them. So each key has its place by its hash in
    a table that is a fifth empty, or the next free place after it (ordered linear probing: O. Amble, D. E. Knuth,
    Ordered hash tables, 1974); the table grows by steps.
    """
    size = 8
    while size * 4 < len(keys) * 5:
        size += max(4, size // 6)
    numbers = {key: int.from_bytes(hashlib.sha256(key.encode()).digest()[:6], "big") for key in keys}
    found: dict[str, int] = {}
    last = -1
    for key in sorted(keys, key=lambda key: (numbers[key], key)):
        last = found[key] = max(last + 1, numbers[key] * size >> 48)
    return [found[key] for key in keys]


Slots = Sequence[DocumentRecord | None]
"""Documents by their numbers."""


def common_headings(table: Slots) -> list[list[str]]:
    """Anchor and title of headings that many documents have, the most frequent first."""
    records = [item for item in table if item]
    counts = Counter((anchor, title) for item in records for anchor, title in item.headings if anchor)
    least = max(2, len(records) // 50)
    common = sorted((-count, item) for item, count in counts.items() if count >= least)
    return [list(item) for _, item in common[:HEADINGS]]


def card(item: DocumentRecord, known: Mapping[tuple[str, ...], int]) -> list[object]:
    """A card; ``known``: numbers of headings in the manifest."""
    headings = [known.get(tuple(heading), heading) for heading in item.headings[: MOST_UNITS - 1]]
    more = [list(item.places), item.drawing] if item.drawing else [list(item.places)] if item.places else []
    return [*item.card, headings, *more]


def text(units: Sequence[str]) -> list[str]:
    """The texts of the sections that can be told apart."""
    head, tail = list(units[: MOST_UNITS - 1]), units[MOST_UNITS - 1 :]
    return [*head, " ".join(tail)] if tail else head


Column = Sequence[Any]
"""A digest of the values of a facet, and what :func:`_column` makes of them."""


def facet_columns(facets: Sequence[Mapping[str, Sequence[str]]], before: Mapping[str, Column]) -> dict[str, Column]:
    """The columns of all facets, from those of each document. An edit changes few of those that were ``before``."""
    found: dict[str, Column] = {}
    for name in sorted({*ALWAYS, *(name for item in facets for name in item)}):
        rows = [item.get(name, ()) for item in facets]
        made_from, known = short_digest(rows), before.get(name)
        found[name] = known if known and known[0] == made_from else [made_from, _column(rows)]
    return found


def _column(rows: Sequence[Sequence[str]]) -> list[object]:
    """The values of a facet, the most frequent first, and for every document their numbers."""
    counts = Counter(value for row in rows for value in row)
    values = sorted(counts, key=lambda value: (-counts[value], value))
    places = {value: place for place, value in enumerate(values)}
    column = []
    for row in rows:
        numbers = sorted(places[value] for value in row)
        column += [vlq((number + 1) * 2 + (rest > 0)) for rest, number in
                   zip(range(len(numbers) - 1, -1, -1), numbers, strict=True)] or [vlq(0)]  # fmt: skip
    return [values, "".join(column)]


def deltas(numbers: Iterable[int]) -> Iterator[str]:
    """Numbers as signed differences."""
    last = 0
    for number in numbers:
        yield vlq(zigzag(number - last))
        last = number
