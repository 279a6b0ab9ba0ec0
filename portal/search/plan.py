"""The files of an index: what each is made from, its stamp, and what it holds, which is made when somebody asks for it.

A file whose inputs are those of the build before has the stamp of the build before; nothing is read for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial
from typing import Any

from portal.search import documents
from portal.search.analyse import FIELDS
from portal.search.codec import STAMP, script, stamp, to_json
from portal.search.documents import CARDS, DocumentRecord, short_digest
from portal.search.kept import DamagedRows, IndexState, KeptRows, bucket_rows, repair_rows
from portal.search.model import EntrySource, Suggestion
from portal.search.packing import packing, texts_a_file
from portal.search.shards import Rows, Shard, bounds, shards_of
from portal.search.split import RestRow, rest_rows
from portal.search.spool import Spool
from portal.search.suggest import suggestion_files
from portal.search.terms import TermRow

VERSION = 7
#: Buckets that are held: files take them one after the other, and a bucket of a large portal has thousands of postings.
_READ = 4
#: Stands for a file that is not there.
EMPTY = "-" * STAMP


class IndexFiles(Mapping[str, str]):
    """Name → text of a file, made at each time that it is asked for; ``clean``: without rows, where one is damaged.

    ``place``: by what name the client knows the index, the language or a folder below it.
    """

    def __init__(
        self,
        place: str,
        stamps: Mapping[str, str],
        makers: Mapping[str, Callable[[], object]],
        made: Spool[str],
        clean: Callable[[], Mapping[str, str]],
    ) -> None:
        self._place, self._stamps, self._makers, self._clean = place, stamps, makers, cache(clean)
        self._made = made

    def __getitem__(self, name: str) -> str:
        """The script."""
        stem = name.removesuffix(".js")
        try:
            made = self._made.take(stem)
            text = to_json(self._makers[stem]()) if made is None else made.decode("utf-8", "surrogatepass")
            return script(self._place, self._stamps[stem], stem, text)
        except DamagedRows:
            return self._clean()[name]

    def __iter__(self) -> Iterator[str]:
        """The names in their order."""
        return (f"{name}.js" for name in self._makers)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._makers)


class FilePlan:
    """Names files one after the other, with their stamps. ``known``: inputs → stamp, from the build before."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self._known = known
        self.inputs: dict[str, str] = {}
        self.stamps: dict[str, str] = {}
        self.makers: dict[str, Callable[[], object]] = {}
        self.made = Spool[str]()
        """What had to be made to be known, as JSON, for whoever asks first."""

    def add(
        self, name: str, make: Callable[[], object], *inputs: object, content: bool = False, mark: str | None = None
    ) -> str:
        """A file of what ``make`` gives, which follows from ``inputs``; its stamp.

        ``content``: the inputs are nothing but digests of what the file holds, which need not be made to be known.
        ``mark``: the stamp, where it is known.
        """
        self.inputs[name] = found = short_digest(name[0], *inputs)
        self.makers[name] = make
        mark = mark or self._known.get(found)
        if mark is None:
            text = found if content else to_json(make())
            mark = stamp(str(VERSION), text)
            if not content:
                self.made.add(name, text.encode("utf-8", "surrogatepass"))
        self.stamps[name] = mark
        return mark


def plan_terms(plan: FilePlan, state: IndexState, rows: KeptRows) -> dict[str, object]:
    """Shards of terms; what the manifest says of them."""
    read = lru_cache(maxsize=_READ)(partial(bucket_rows, rows, state.buckets))
    digests = {name: state.buckets[name].digest for name in sorted(state.buckets)}
    leaves = {name: state.buckets[name].leaves for name in digests}
    shards = _shards(state, "shards", digests, leaves, read, packing(len(state.documents)).terms)
    marks = [
        plan.add(f"t{number}", partial(shard.terms, read), *_made_from(shard, digests))
        for number, shard in enumerate(shards)
    ]
    return {"bounds": _bounds(shards), "terms": "".join(marks), **_plan_rests(plan, state, read)}


def _plan_rests(plan: FilePlan, state: IndexState, read: Rows[TermRow]) -> dict[str, object]:
    """Second parts of long lists; nothing where there are none."""
    leaves = {name: one.rest_leaves for name, one in sorted(state.buckets.items()) if one.rest_leaves}
    digests = {name: state.buckets[name].digest for name in leaves}

    def rows(name: str) -> Sequence[RestRow]:
        return rest_rows(read(name))

    shards = _shards(state, "rests", digests, leaves, rows, packing(len(state.documents)).rests)
    marks = [
        plan.add(f"r{number}", partial(shard.rests, read), *_made_from(shard, digests))
        for number, shard in enumerate(shards)
    ]
    return {"rests": _bounds(shards), "rest": "".join(marks)} if marks else {}


def plan_vocabulary(plan: FilePlan, state: IndexState, rows: KeptRows) -> dict[str, object]:
    """Words for repair."""
    read = lru_cache(maxsize=_READ)(partial(repair_rows, rows, state.buckets))
    digests = {name: state.buckets[name].words for name in sorted(state.buckets) if state.buckets[name].words}
    leaves = {name: state.buckets[name].word_leaves for name in digests}
    shards = _shards(state, "vocabulary", digests, leaves, read, packing(len(state.documents)).words)
    marks = [
        plan.add(f"v{number}", partial(shard.words, read), *_made_from(shard, digests))
        for number, shard in enumerate(shards)
    ]
    return {"vocabulary": _bounds(shards), "repair": "".join(marks)}


def _shards(
    state: IndexState,
    name: str,
    digests: Mapping[str, str],
    leaves: Mapping[str, Sequence[Sequence[Any]]],
    rows: Rows[Any],
    size: int,
) -> list[Shard]:
    made_from = short_digest(size, [*digests.items()])
    found = _part(state, name, made_from, lambda: [[*vars(one).values()] for one in shards_of(leaves, rows, size)])
    return [Shard(*one) for one in found]


def _made_from(shard: Shard, digests: Mapping[str, str]) -> tuple[object, ...]:
    return shard.first, shard.last, [digests[name] for name in shard.buckets]


def _bounds(shards: Sequence[Shard]) -> str:
    return " ".join(bounds((shard.first, shard.last) for shard in shards))


def _part(state: IndexState, name: str, made_from: str, make: Callable[[], Any]) -> Any:
    """What the build before has worked out of the same, or the same anew."""
    if name not in state.parts or state.parts[name][0] != made_from:
        state.parts[name] = [made_from, make()]
    return state.parts[name][1]


def plan_documents(
    plan: FilePlan, state: IndexState, sources: Sequence[EntrySource], cards_a_file: int = CARDS
) -> dict[str, object]:
    """Cards, texts, facets and order."""
    slots = state.slots
    table: list[DocumentRecord | None] = [None] * (max(slots.values(), default=-1) + 1)
    of_slot: list[EntrySource | None] = [None] * len(table)
    for source in sources:
        table[slots[source.key]] = state.documents[source.key]
        of_slot[slots[source.key]] = source
    cards_a_file *= packing(len(sources)).cards
    per_text = _per_text(table)
    text_marks = []
    for start in range(0, len(table), per_text):
        some = [
            source if item and item.indexed else None
            for source, item in zip(of_slot[start : start + per_text], table[start : start + per_text], strict=True)
        ]
        digests = [state.documents[source.key].text if source else "" for source in some]
        text_marks.append(
            plan.add(f"x{start // per_text}", partial(_texts, some), digests, content=True) if any(some) else EMPTY
        )  # fmt: skip
    headings = documents.common_headings(table)
    known = {tuple(item): place for place, item in enumerate(headings)}
    of_headings = short_digest(headings)
    card_marks = []
    for start in range(0, len(table), cards_a_file):
        records = table[start : start + cards_a_file]
        marks = "".join(text_marks[start // per_text : (start + len(records) - 1) // per_text + 1])
        made_from = [item.source if item else "" for item in records]
        mark = EMPTY
        if any(records):
            mark = plan.add(
                f"d{start // cards_a_file}", partial(_cards, marks, records, known), marks, of_headings, made_from
            )
        card_marks.append(mark)
    of_facets = [item.facets if item else {} for item in table]
    of_cards = "".join(card_marks)
    facets_from = short_digest(of_facets)
    before = state.parts.get("facets", [None, {}])[1]
    columns = _part(state, "facets", facets_from, lambda: documents.facet_columns(of_facets, before))
    facets = plan.add("facets", lambda: {name: column for name, (_, column) in columns.items()}, facets_from)
    ages = {source.key: age for age, source in enumerate(sources)}
    orders = [
        [source.alphabetical if source else 0 for source in of_slot],
        [ages[source.key] if source else 0 for source in of_slot],
    ]
    order = plan.add("order", lambda: ["".join(documents.deltas(numbers)) for numbers in orders], orders)
    return {
        "docs": len(table), "indexed": sum(item.indexed for item in table if item), "cards": cards_a_file,
        "texts": per_text, "documents": of_cards, "facets": facets, "order": order, "headings": headings,
        **{name: [n for n, item in enumerate(table) if item and item.kind in some] for name, some in _NUMBERED.items()},
    }  # fmt: skip


_NUMBERED = {"pages": ("page",), "answers": ("answer", "guide")}
"""The kinds of which the manifest names the documents, for the ranking."""


def _per_text(table: Sequence[DocumentRecord | None]) -> int:
    """Documents in a file of texts."""
    place = list(FIELDS).index("text")
    sizes = [item.lengths[place] for item in table if item and item.indexed]
    return texts_a_file(documents.TEXT * max(1, len(sizes)) / max(1, sum(sizes)), len(table))


def _cards(marks: str, records: Sequence[DocumentRecord | None], known: Mapping[tuple[str, ...], int]) -> list[object]:
    return [marks, *(documents.card(item, known) if item else 0 for item in records)]


def _texts(some: Sequence[EntrySource | None]) -> list[list[str]]:
    return [documents.text(source.texts()) if source else [] for source in some]


def plan_suggestions(plan: FilePlan, state: IndexState, suggestions: Sequence[Suggestion]) -> dict[str, object]:
    """Suggestions, which are sorted anew only when one of them is another."""
    whole = packing(len(state.documents)).titles
    digest = short_digest(whole, suggestions)
    made = cache(lambda: suggestion_files(suggestions, partial(stamp, str(VERSION)), whole))

    def parted() -> list[object]:
        (letters, marks), nodes = made()
        return [letters, marks, [[name, mark] for name, mark, _ in nodes]]

    letters, marks, nodes = _part(state, "suggestions", digest, parted)
    for place, (name, mark) in enumerate(nodes):
        plan.add(name, lambda place=place: made()[1][place][2], mark, mark=mark)  # type: ignore[misc]
    return {"titles": marks, "letters": letters}
