"""Entries → the files of the index (see ``FORMAT.md``). Equal input gives equal bytes, whatever was built before.

Ranking is BM25F: the frequencies of a word in all fields of a document are weighted, normalised by the length of
each field, added, and only then saturated (S. Robertson, H. Zaragoza, M. Taylor: Simple BM25 extension to multiple
weighted fields, CIKM 2004; S. Robertson, H. Zaragoza: The probabilistic relevance framework: BM25 and beyond,
2009, section 3.6). All of it but the rarity of the word is known here, so a posting holds one finished number.

The index is a sum. A document gives a fragment (:mod:`portal.search.analyse`), which follows from its words, the mean
lengths of fields, rounded, and the glossary. Fragments make buckets of terms (:mod:`portal.search.terms`), buckets
make shards (:mod:`portal.search.shards`). Of what an earlier build has left, only that is made anew whose inputs are
others: the fragments of changed documents, the buckets whose postings these change, the files that show them.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from portal.language.looked_up import giving_back
from portal.search.analyse import Words
from portal.search.codec import to_json
from portal.search.documents import CARDS, DocumentRecord, record, short_digest, slots
from portal.search.kept import (
    BUCKET,
    FRAGMENT,
    REPAIR,
    STATE,
    DamagedRows,
    IndexState,
    KeptRows,
    MemoryRows,
    read_state,
    write_state,
)
from portal.search.model import Entry, EntrySource, Suggestion, TermNames, source_of
from portal.search.plan import (
    VERSION,
    FilePlan,
    IndexFiles,
    plan_documents,
    plan_suggestions,
    plan_terms,
    plan_vocabulary,
)
from portal.search.postings import Postings
from portal.search.spool import Spool


@dataclass(frozen=True)
class SearchIndex:
    """The index of one language: files by their path below the index's folder, and the manifest as JSON."""

    files: Mapping[str, str]
    manifest: str
    inputs: Mapping[str, str]
    """File → a digest of what it is made from: equal ones mean equal texts."""
    stamps: Mapping[str, str] = field(default_factory=dict)
    """File → what its content is told by, which belongs in its name; none for what is asked for by a fixed name."""


@dataclass(frozen=True)
class _Joined(Mapping[str, str]):
    """Files of several indexes by the path of each: the index and its name there."""

    of: Mapping[str, tuple[Mapping[str, str], str]]

    def __getitem__(self, path: str) -> str:
        files, name = self.of[path]
        return files[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.of)

    def __len__(self) -> int:
        return len(self.of)


def joined(index: SearchIndex, others: Mapping[str, SearchIndex], *more: tuple[Mapping[str, str], str]) -> SearchIndex:
    """An index with others in folders below it, terms and cards only, and ``more`` files, each set with a stamp."""
    of = {name: (index.files, name) for name in index.files}
    inputs, stamps = {**index.inputs}, {**index.stamps}
    for files, mark in more:
        of |= {name: (files, name) for name in files}
        inputs |= {name: short_digest(text) for name, text in files.items()}
        stamps |= dict.fromkeys(files, mark)
    for folder, other in others.items():
        asked = [name for name in other.files if name[0] in _ASKED]
        of |= {f"{folder}/{name}": (other.files, name) for name in asked}
        inputs |= {f"{folder}/{name}": other.inputs[name] for name in asked}
        stamps |= {f"{folder}/{name}": other.stamps[name] for name in asked if name in other.stamps}
    return SearchIndex(_Joined(of), index.manifest, inputs, stamps)


_ASKED = "mtrd"
"""First letters of the files that are asked for in an index below another: the manifest, terms with rests, cards."""


def build_index(
    lang: str,
    entries: Sequence[Entry],
    concepts: Iterable[TermNames] = (),
    suggestions: Iterable[Suggestion] = (),
    words: Mapping[str, object] | None = None,
    word_cache: Words | None = None,
) -> SearchIndex:
    """Make the index of ``lang`` of nothing but this. Entries come from the oldest to the newest.

    ``words`` go into the manifest. ``word_cache``: how words of ``lang`` were analysed before; new ones are put in.
    """
    return update_index(lang, [source_of(entry) for entry in entries], concepts, suggestions, words, None, word_cache)


def update_index(
    lang: str,
    sources: Iterable[EntrySource],
    concepts: Iterable[TermNames] = (),
    suggestions: Iterable[Suggestion] = (),
    words: Mapping[str, object] | None = None,
    rows: KeptRows | None = None,
    word_cache: Words | None = None,
    place: str = "",
    cards_a_file: int = CARDS,
) -> SearchIndex:
    """The same with what an earlier build of ``lang`` has left in ``rows``, in which this one leaves what it made.

    Sources may be given one by one: each is looked at before the next one comes. The files are made from ``rows`` when
    they are asked for. ``place``: by what name the client knows the index, if not
    by the language.
    """
    update = _Update(
        lang,
        _Sources(sources),
        tuple(concepts),
        tuple(suggestions),
        words or {},
        word_cache,
        place or lang,
        cards_a_file,
    )
    for attempt in (rows, rows):
        if attempt is not None:
            try:
                return update.index(attempt)
            except DamagedRows:
                forget(attempt)
    return update.index(MemoryRows())


def forget(rows: KeptRows) -> None:
    """Leave nothing of an index but words."""
    for kind in (BUCKET, REPAIR, FRAGMENT, STATE):
        rows.clear(kind)


class _Sources(Iterable[EntrySource]):
    """What comes once, to be gone through several times."""

    def __init__(self, coming: Iterable[EntrySource]) -> None:
        self._coming = iter(coming)
        self._there: list[EntrySource] = []

    def __iter__(self) -> Iterator[EntrySource]:
        yield from self._there
        for source in self._coming:
            self._there.append(source)
            yield source


@dataclass(frozen=True)
class _Update:
    """One making of an index."""

    lang: str
    sources: _Sources
    concepts: tuple[TermNames, ...]
    suggestions: tuple[Suggestion, ...]
    words: Mapping[str, object]
    word_cache: Words | None
    place: str
    cards_a_file: int

    def index(self, rows: KeptRows) -> SearchIndex:
        """The index; what is new is put into ``rows``."""
        old = read_state(rows)
        entries = Spool[str]()
        records = {source.key: self._record(source, old, entries) for source in giving_back(self.sources)}
        keys = [*records]
        state = IndexState(documents=records, slots=dict(zip(keys, slots(keys), strict=True)), parts=dict(old.parts))
        by_key = {source.key: source for source in self.sources}

        def entry(key: str) -> Entry:
            aside = entries.take(key)
            found: Entry = by_key[key].entry() if aside is None else pickle.loads(aside)  # put aside by this process
            return found

        Postings(self.lang, self.concepts, entry, rows, self.word_cache).update(old, state)
        plan = FilePlan(dict(old.files.values()))
        content: dict[str, object] = {
            "v": VERSION,
            "lang": self.lang,
            **plan_terms(plan, state, rows),
            **plan_vocabulary(plan, state, rows),
            **plan_documents(plan, state, [*by_key.values()], self.cards_a_file),
            **plan_suggestions(plan, state, self.suggestions),
            **self.words,
        }
        edition = hashlib.sha256(to_json(content).encode()).hexdigest()[:8]
        manifest: dict[str, object] = {"edition": edition, **content}
        plan.inputs["manifest"] = plan.stamps["manifest"] = edition
        plan.makers["manifest"] = lambda: manifest
        state.files = {name: (inputs, plan.stamps[name]) for name, inputs in plan.inputs.items()}
        if state != old:
            write_state(rows, state, old)

        def clean() -> Mapping[str, str]:
            forget(rows)
            return self.index(MemoryRows()).files

        files = IndexFiles(self.place, plan.stamps, plan.makers, plan.made, clean)
        inputs = {f"{name}.js": item for name, item in plan.inputs.items()}
        stamps = {f"{name}.js": mark for name, mark in plan.stamps.items() if name != "manifest"}
        return SearchIndex(files, to_json(manifest), inputs, stamps)

    @staticmethod
    def _record(source: EntrySource, old: IndexState, entries: Spool[str]) -> DocumentRecord:
        known = old.documents.get(source.key)
        if known is not None and known.source == source.digest:
            return known
        entry = source.entry()
        if entry.indexed:
            entries.add(source.key, pickle.dumps(entry, protocol=pickle.HIGHEST_PROTOCOL))
        return record(source.digest, entry)
