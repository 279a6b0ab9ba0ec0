"""Entries → the files of the index (see ``FORMAT.md``). Equal input gives equal bytes.

Ranking is BM25F: the frequencies of a word in all fields of a document are weighted, normalised by the length of
each field, added, and only then saturated (S. Robertson, H. Zaragoza, M. Taylor: Simple BM25 extension to multiple
weighted fields, CIKM 2004; S. Robertson, H. Zaragoza: The probabilistic relevance framework: BM25 and beyond,
2009, section 3.6). All of it but the rarity of the word is known here, so a posting holds one finished number.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from portal.language.normalise import fold
from portal.search.analyse import EXACT_FORMS, FIELDS, KNOWN_FORMS, MOST_UNITS, Analyser, field_lengths
from portal.search.codec import DIGITS, front_code, script, shared, to_json, vlq, zigzag
from portal.search.model import Concept, Entry, Suggestion
from portal.search.suggest import suggestion_files

VERSION = 1
K1 = 1.2
LEVELS = 31
#: Characters of a shard of terms or of the vocabulary, before compression.
SHARD = 11_000
#: Characters of text in a file of texts; a longer document has one of its own.
TEXT = 12_000
#: Words of other names of a term that are kept for highlighting.
SHOWN = 8
CARDS = 4
#: Leading letters within which a shard does not end, so that a typed word leads to the shard of its stem.
PREFIX = 4
FACETS = ("kind", "topic", "oblast", "year", "status", "act", "translation")


@dataclass
class _Term:
    last: int = -1
    count: int = 0
    forms: dict[str, int] = field(default_factory=dict)
    shown: dict[str, None] = field(default_factory=dict)
    postings: bytearray = field(default_factory=bytearray)


@dataclass(frozen=True)
class SearchIndex:
    """The index of one language: files by their path below the index's folder, and the manifest as JSON."""

    files: Mapping[str, str]
    manifest: str


def build_index(
    lang: str,
    entries: Sequence[Entry],
    concepts: Iterable[Concept] = (),
    suggestions: Iterable[Suggestion] = (),
    words: Mapping[str, object] | None = None,
) -> SearchIndex:
    """Make the index of ``lang``. Entries come from the oldest to the newest; ``words`` go into the manifest."""
    terms = _invert(lang, entries, concepts)
    ordered = sorted((fold(key), key) for key in terms)
    groups = _split(ordered, {key: _size(key, term) for key, term in terms.items()})
    shards = [[key for _, key in group] for group in groups]
    bounds = _bounds(groups)
    rare = 2 if len(entries) > 500 else 1
    tails = sorted((fold(key)[PREFIX : PREFIX + 3], key) for key, term in terms.items()
                   if term.count >= rare and len(key) > 2 and key.isalpha())  # fmt: skip
    vocabulary = _split(tails, {key: len(key) + 1 for _, key in tails}, 3)
    vocabulary_bounds = _bounds(vocabulary)
    headings = _common_headings(entries)
    lengths = [sum(len(unit.text) for unit in entry.units) for entry in entries if entry.indexed]
    per_text = max(1, min(32, TEXT * max(1, len(lengths)) // max(1, sum(lengths))))
    indexed = len(lengths)
    nodes = list(suggestion_files(suggestions))
    content: dict[str, object] = {
        "v": VERSION,
        "lang": lang,
        "docs": len(entries),
        "indexed": indexed,
        "cards": CARDS,
        "texts": per_text,
        "bounds": " ".join(bounds),
        "vocabulary": " ".join(vocabulary_bounds),
        "letters": "".join(chr(int(name[1:], 16)) for name, _ in nodes if "-" not in name),
        "headings": headings,
        **(words or {}),
    }
    edition = _edition(content, entries)
    files = {}

    def put(name: str, value: object) -> None:
        files[f"{name}.js"] = script(lang, edition, name, value)

    for number, keys in enumerate(shards):
        put(f"t{number}", _term_shard(keys, terms))
    for number, group in enumerate(vocabulary):
        put(f"v{number}", [" ".join(key for _, key in group), "".join(vlq(terms[key].count) for _, key in group)])
    known = {tuple(item): place for place, item in enumerate(headings)}
    for start in range(0, len(entries), CARDS):
        put(f"d{start // CARDS}", [_card(entry, known) for entry in entries[start : start + CARDS]])
    for start in range(0, len(entries), per_text):
        put(f"x{start // per_text}", [_text(entry) for entry in entries[start : start + per_text]])
    put("facets", {name: _column(entries, name) for name in FACETS})
    put("order", "".join(_deltas(entry.alphabetical for entry in entries)))
    manifest = {"edition": edition, **content}
    files["manifest.js"] = script(lang, edition, "manifest", manifest)
    for name, value in nodes:
        put(name, value)
    return SearchIndex(files, to_json(manifest))


def _invert(lang: str, entries: Sequence[Entry], concepts: Iterable[Concept]) -> dict[str, _Term]:
    analyser = Analyser(lang, concepts)
    indexed = [entry for entry in entries if entry.indexed]
    totals: Counter[str] = Counter()
    for entry in indexed:
        totals.update(field_lengths(entry))
    averages = {name: totals[name] / len(indexed) if indexed else 0.0 for name in FIELDS}
    terms: dict[str, _Term] = {}
    for document, entry in enumerate(entries):
        if not entry.indexed:
            continue
        for key, item in analyser.analyse(entry, averages).items():
            term = terms.get(key)
            if term is None:
                term = terms[key] = _Term()
            bits = 0
            for form in item.forms:
                place = term.forms.setdefault(form, len(term.forms))
                if place < EXACT_FORMS:
                    bits |= 1 << place
            term.shown.update(item.shown)
            impact = min(LEVELS, max(1, round(LEVELS * item.frequency / (item.frequency + K1))))
            sign = DIGITS[impact | (32 if bits != 1 else 0)]
            more = vlq(bits) if bits != 1 else ""
            term.postings += f"{vlq(document - term.last - 1)}{sign}{more}{vlq(item.units)}".encode("ascii")
            term.last = document
            term.count += 1
    return terms


def _size(key: str, term: _Term) -> int:
    shown = min(len(term.shown), SHOWN)
    return len(term.postings) + len(key) // 2 + 4 + 4 * min(len(term.forms), KNOWN_FORMS) + 6 * shown


def _split(
    ordered: list[tuple[str, str]], sizes: Mapping[str, int], prefix: int = PREFIX
) -> list[list[tuple[str, str]]]:
    """Sorted terms in runs of about the size of a shard. Terms that are equal when folded stay together, and so do
    terms with the same first letters unless they are too many."""
    groups: list[list[tuple[str, str]]] = []
    size = 0
    last = ""
    block: Counter[str] = Counter()
    for place, key in ordered:
        block[place[:prefix]] += sizes[key]
    for place, key in ordered:
        begins = place[:prefix] != last[:prefix]
        full = size + (block[place[:prefix]] if begins else sizes[key]) > SHARD
        if not groups or (place != last and full and (begins or size > 2 * SHARD)):
            groups.append([])
            size = 0
        groups[-1].append((place, key))
        size += sizes[key]
        last = place
    return groups


def _bounds(groups: Sequence[Sequence[tuple[str, str]]]) -> list[str]:
    """For every run but the first the shortest beginning that is greater than all before it."""
    bounds = []
    for before, after in pairwise(groups):
        last, first = before[-1][0], after[0][0]
        length = next(n for n in range(1, len(first) + 1) if first[:n] > last)
        bounds.append(first[:length])
    return bounds


def _term_shard(keys: Sequence[str], terms: Mapping[str, _Term]) -> list[str]:
    lines = []
    for key, coded in zip(keys, front_code(keys), strict=True):
        forms = list(terms[key].forms)[:KNOWN_FORMS]
        # A form is written as the letters that it shares with the term, and the rest.
        line = ",".join([coded, *(shared(key, form) for form in forms)])
        shown = [form for form in terms[key].shown if form not in terms[key].forms][:SHOWN]
        lines.append(";".join([line, *([",".join(shown)] if shown else [])]))
    return [" ".join(lines), " ".join(terms[key].postings.decode("ascii") for key in keys)]


def _common_headings(entries: Sequence[Entry]) -> list[list[str]]:
    counts = Counter((unit.anchor, unit.title) for entry in entries for unit in entry.units if unit.anchor)
    least = max(2, len(entries) // 50)
    common = sorted((-count, item) for item, count in counts.items() if count >= least)
    return [list(item) for _, item in common[:60]]


def _card(entry: Entry, known: Mapping[tuple[str, ...], int]) -> list[object]:
    headings: list[object] = []
    for unit in entry.units[1:MOST_UNITS]:
        place = known.get((unit.anchor, unit.title))
        headings.append([unit.anchor, unit.title] if place is None else place)
    return [entry.key, entry.kind, entry.state, entry.title, entry.title_lang, entry.summary, entry.passport, headings]


def _text(entry: Entry) -> list[str]:
    if not entry.indexed:
        return []
    texts = [unit.text for unit in entry.units]
    head, tail = texts[: MOST_UNITS - 1], texts[MOST_UNITS - 1 :]
    return [*head, " ".join(tail)] if tail else head


def _column(entries: Sequence[Entry], name: str) -> list[object]:
    """The values of a facet, the most frequent first, and for every document their numbers."""
    counts = Counter(value for entry in entries for value in entry.facets.get(name, ()))
    values = sorted(counts, key=lambda value: (-counts[value], value))
    places = {value: place for place, value in enumerate(values)}
    column = []
    for entry in entries:
        numbers = sorted(places[value] for value in set(entry.facets.get(name, ())))
        column += [vlq((number + 1) * 2 + (rest > 0)) for rest, number in
                   zip(range(len(numbers) - 1, -1, -1), numbers, strict=True)] or [vlq(0)]  # fmt: skip
    return [values, "".join(column)]


def _deltas(numbers: Iterable[int]) -> Iterable[str]:
    last = 0
    for number in numbers:
        yield vlq(zigzag(number - last))
        last = number


def _edition(content: Mapping[str, object], entries: Sequence[Entry]) -> str:
    """A name for all that files of one edition must agree on: which documents there are, their sections, the bounds."""
    shape = [[entry.key, entry.indexed, [unit.anchor for unit in entry.units]] for entry in entries]
    return hashlib.sha256(to_json([content, shape]).encode()).hexdigest()[:8]
