"""The fragments of documents and the buckets of terms: only those are made that are not as they must be."""

from __future__ import annotations

import math
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Set
from functools import cached_property

from portal.language.looked_up import forget_words, giving_back
from portal.search.analyse import FIELDS, Analyser, Fragment, Words, words_of
from portal.search.documents import DocumentRecord, short_digest
from portal.search.inverting import Inverter
from portal.search.kept import (
    BUCKET,
    FRAGMENT,
    REPAIR,
    DamagedRows,
    IndexState,
    KeptRows,
    KeptWords,
    bucket_rows,
    put_bucket,
    put_phrases,
    read_phrases,
    row_digest,
)
from portal.search.model import Entry, TermNames
from portal.search.terms import bucket_of, patched

#: When more than one of so many documents has changed, it is faster to invert all of them.
SHARE = 8
#: So many words are held; a large portal has hundreds of thousands, and most of them stand in few documents.
MOST_WORDS = 30_000
#: With so many characters to analyse all known words are read at once, and let go of afterwards.
ALL_WORDS = 400_000


class Postings:
    """What all documents give together. ``entry``: the words of a document, asked for once and only where needed."""

    def __init__(
        self,
        lang: str,
        concepts: tuple[TermNames, ...],
        entry: Callable[[str], Entry],
        rows: KeptRows,
        word_cache: Words | None = None,
    ) -> None:
        self._lang, self._concepts, self._entry, self._rows = lang, concepts, entry, rows
        self._words = KeptWords(rows, word_cache)
        self._averages: Mapping[str, float] = {}

    @cached_property
    def _analyser(self) -> Analyser:
        made_from = short_digest(self._lang, self._concepts)
        known = read_phrases(self._rows, made_from)
        if known is not None:
            return Analyser(self._lang, (), self._words.words, known, self._words.one)
        for concept in self._concepts:
            self._words.read(raw for name in concept.own for raw in words_of(name))
            for lang, name in concept.foreign:
                self._words.read(word for raw in words_of(name) for word in (raw, f"{lang}:{raw}"))
        found = Analyser(self._lang, self._concepts, self._words.words, None, self._words.one)
        put_phrases(self._rows, made_from, found.phrases)
        return found

    def update(self, old: IndexState, state: IndexState) -> None:
        """Set the fragments and buckets of ``state``, whose documents and slots are known."""
        self._averages = averages(state.documents.values())
        state.common = short_digest(self._lang, self._averages, self._concepts)
        wanted = [key for key, item in state.documents.items() if item.indexed]
        fresh = {
            key for key in wanted
            if old.common != state.common or key not in old.fragments
            or old.documents[key].analysed != state.documents[key].analysed
        }  # fmt: skip
        moved = {key for key in wanted if key not in fresh and old.slots[key] != state.slots[key]}
        gone = old.fragments.keys() - set(wanted)
        state.fragments = {key: old.fragments[key] for key in wanted if key not in fresh}
        changed = len(fresh) + len(moved) + len(gone)
        if changed * SHARE > len(wanted) or old.least != state.least:
            self._rebuild(state, wanted, fresh)
        else:
            state.buckets = dict(old.buckets)
            self._patch(old, state, fresh, moved, gone)
        for key in gone:
            self._rows.remove(FRAGMENT, key.encode())
        self._words.keep()

    def _rebuild(self, state: IndexState, wanted: Iterable[str], fresh: Set[str]) -> None:
        """All buckets from all fragments: words and terms of a large portal are not needed at the same time."""
        much = sum(sum(state.documents[key].lengths) for key in fresh) > ALL_WORDS
        if much:
            self._words.read_all()
        inverter = Inverter()
        for slot, key in giving_back(sorted((state.slots[key], key) for key in wanted)):
            inverter.add(slot, self._made(state, key) if key in fresh else self._kept(state, key))
            if len(self._words.words) > MOST_WORDS:
                self._forget()
        if much:
            self._forget()
            vars(self).pop("_analyser", None)
            forget_words()
        self._rows.clear(BUCKET)
        self._rows.clear(REPAIR)
        for name, some in giving_back(inverter.buckets(), 500):
            put_bucket(self._rows, state, name, some)

    def _forget(self) -> None:
        """Let go of all words: each is read again when it is asked for."""
        self._words.let_go()
        self._analyser.forget()

    def _patch(self, old: IndexState, state: IndexState, fresh: Set[str], moved: Set[str], gone: Set[str]) -> None:
        """Those buckets whose postings have changed."""
        before = {key: _postings(self._kept(old, key)) for key in {*(fresh & old.fragments.keys()), *moved, *gone}}
        after = {key: before[key] for key in moved} | {key: _postings(self._made(state, key)) for key in sorted(fresh)}
        changes: dict[str, dict[str, dict[int, str | None]]] = defaultdict(lambda: defaultdict(dict))
        for slots, some, others in ((old.slots, before, after), (state.slots, after, before)):
            for key, fragment in some.items():
                other = others.get(key, {}) if old.slots.get(key) == state.slots.get(key) else {}
                for term, posting in fragment.items():
                    if other.get(term) != posting:
                        changes[bucket_of(term)][term][slots[key]] = posting if some is after else None
        for name, of_terms in changes.items():
            known = bucket_rows(self._rows, old.buckets, name) if name in old.buckets else []
            put_bucket(self._rows, state, name, patched(known, of_terms))

    def _made(self, state: IndexState, key: str) -> list[str]:
        """The fragment of a document as lines: key and posting."""
        entry = self._entry(key)
        if not self._words.asked_singly:
            self._words.read(entry_words(entry))
        fragment = self._analyser.fragment(entry, self._averages)
        lines = [f"{term} {posting}" for term, posting in fragment.items()]
        data = zlib.compress("\n".join(lines).encode("utf-8"), 1)
        self._rows.put(FRAGMENT, key.encode(), data)
        state.fragments[key] = row_digest(data)
        return lines

    def _kept(self, state: IndexState, key: str) -> list[str]:
        """The same of a fragment that is kept."""
        data = self._rows.get(FRAGMENT, key.encode())
        if data is None or row_digest(data) != state.fragments[key]:
            raise DamagedRows(key)
        return [line for line in zlib.decompress(data).decode("utf-8").split("\n") if line]


def _postings(lines: Iterable[str]) -> Fragment:
    return {term: posting for term, _, posting in (line.partition(" ") for line in lines)}


def entry_words(entry: Entry) -> set[str]:
    """The words of a document as written."""
    texts = [entry.title, entry.question, entry.summary, entry.topics, entry.acts, entry.about]
    texts += [text for unit in entry.units for text in (unit.title, unit.text)]
    return {word for text in texts for word in words_of(text)}


def averages(records: Iterable[DocumentRecord]) -> dict[str, float]:
    """The mean length of each field where there is one, to steps of 9 %, so that one document does not change a little
    in all others."""
    totals: Counter[str] = Counter()
    having: Counter[str] = Counter()
    for item in records:
        if item.indexed:
            lengths = dict(zip(FIELDS, item.lengths, strict=True))
            totals.update(lengths)
            having.update(name for name, length in lengths.items() if length)
    return {name: _rounded(totals[name] / having[name]) if having[name] else 0.0 for name in FIELDS}


def _rounded(average: float) -> float:
    return 2 ** (round(8 * math.log2(average)) / 8) if average else 0.0
