"""Entries → the files of the index (see ``FORMAT.md``). Equal input gives equal bytes.

Ranking is BM25F: the frequencies of a word in all fields of a document are weighted, normalised by the length of
each field, added, and only then saturated (S. Robertson, H. Zaragoza, M. Taylor: Simple BM25 extension to multiple
weighted fields, CIKM 2004; S. Robertson, H. Zaragoza: The probabilistic relevance framework: BM25 and beyond,
2009, section 3.6). All of it but the rarity of the word is known here, so a posting holds one finished number.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from portal.language.normalise import fold
from portal.search.analyse import EXACT_FORMS, FIELDS, KNOWN_FORMS, MOST_UNITS, Analyser, Words, field_lengths
from portal.search.codec import DIGITS, front_code, script, shared, stamp, to_json, vlq, zigzag
from portal.search.model import Entry, Suggestion, TermNames
from portal.search.suggest import suggestion_files

VERSION = 2
K1 = 2.0
LEVELS = 31
#: Characters of a shard of terms or of the vocabulary, before compression.
SHARD = 16_000
#: Characters of text in a file of texts; a longer document has one of its own.
TEXT = 14_000
#: Words of other names of a term that are kept for highlighting.
SHOWN = 8
CARDS = 8
#: Leading letters within which a shard does not end, so that a typed word leads to the shard of its stem.
PREFIX = 4
#: Stands for a file that is not there.
EMPTY = "---"
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
    concepts: Iterable[TermNames] = (),
    suggestions: Iterable[Suggestion] = (),
    words: Mapping[str, object] | None = None,
    word_cache: Words | None = None,
    cards_a_file: int = CARDS,
) -> SearchIndex:
    """Make the index of ``lang``. Entries come from the oldest to the newest; ``words`` go into the manifest.

    ``word_cache``: how words of ``lang`` were analysed in an earlier build with the same code; new ones are put in.
    """
    places = slots([entry.key for entry in entries])
    table: list[Entry | None] = [None] * (max(places, default=-1) + 1)
    for entry, place in zip(entries, places, strict=True):
        table[place] = entry
    terms = _invert(Analyser(lang, concepts, word_cache), table)
    groups = _split(sorted((fold(key), key) for key in terms), {key: _size(key, term) for key, term in terms.items()})
    rare = 2 if len(entries) > 500 else 1
    known_words = sorted((fold(key), key) for key, term in terms.items()
                         if term.count >= rare and term.forms and len(key) > 1 and key.isalpha())  # fmt: skip
    vocabulary = _split(known_words, {key: _spoken_size(key, terms[key]) for _, key in known_words})
    headings = _common_headings(entries)
    lengths = [sum(len(unit.text) for unit in entry.units) for entry in entries if entry.indexed]
    fitting = TEXT * max(1, len(lengths)) / max(1, sum(lengths))
    per_text = min(32, 1 << max(0, round(math.log2(fitting)))) if fitting > 1 else 1
    files: dict[str, str] = {}

    def put(name: str, value: object) -> str:
        text = to_json(value)
        mark = stamp(str(VERSION), text)
        files[f"{name}.js"] = script(lang, mark, name, text)
        return mark

    term_marks = [
        put(f"t{number}", _term_shard([key for _, key in group], terms)) for number, group in enumerate(groups)
    ]
    for number, group in enumerate(vocabulary):
        # Half steps of the logarithm are enough to choose by, and stay the same when a document comes.
        counts = "".join(vlq(round(2 * math.log2(terms[key].count + 1))) for _, key in group)
        put(f"v{number}", [_vocabulary_lines([key for _, key in group], terms), counts])
    repair = stamp(*(text for name, text in files.items() if name.startswith("v")))
    text_marks = [
        put(f"x{start // per_text}", [_text(entry) for entry in some]) if any(some) else EMPTY
        for start, some in _runs(table, per_text)
    ]
    known = {tuple(item): place for place, item in enumerate(headings)}
    card_marks = []
    for start, some in _runs(table, cards_a_file):
        marks = "".join(text_marks[start // per_text : (start + len(some) - 1) // per_text + 1])
        cards = [_card(entry, known) if entry else 0 for entry in some]
        card_marks.append(put(f"d{start // cards_a_file}", [marks, *cards]) if any(some) else EMPTY)
    facets = put("facets", [{name: _column(table, name) for name in FACETS}, "".join(card_marks)])
    newest = {place: age for age, place in enumerate(places)}
    alphabetical = (entry.alphabetical if entry else 0 for entry in table)
    order = put("order", ["".join(_deltas(numbers)) for numbers in
                          (alphabetical, (newest.get(place, 0) for place in range(len(table))))])  # fmt: skip
    letters, nodes = suggestion_files(suggestions)
    titles = stamp(*(put(name, value) for name, value in nodes))
    content: dict[str, object] = {
        "v": VERSION,
        "lang": lang,
        "docs": len(table),
        "indexed": len(lengths),
        "cards": cards_a_file,
        "texts": per_text,
        "bounds": " ".join(_bounds(groups)),
        "terms": "".join(term_marks),
        "vocabulary": " ".join(_bounds(vocabulary)),
        "repair": repair,
        "facets": facets,
        "order": order,
        "titles": titles,
        "letters": letters,
        "headings": headings,
        "pages": [place for place, entry in enumerate(table) if entry and entry.kind == "page"],
        **(words or {}),
    }
    edition = hashlib.sha256(to_json(content).encode()).hexdigest()[:8]
    manifest = to_json({"edition": edition, **content})
    files["manifest.js"] = script(lang, edition, "manifest", manifest)
    return SearchIndex(files, manifest)


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


def _runs(table: Sequence[Entry | None], length: int) -> list[tuple[int, Sequence[Entry | None]]]:
    return [(start, table[start : start + length]) for start in range(0, len(table), length)]


def _invert(analyser: Analyser, table: Sequence[Entry | None]) -> dict[str, _Term]:
    indexed = [entry for entry in table if entry and entry.indexed]
    totals: Counter[str] = Counter()
    for entry in indexed:
        totals.update(field_lengths(entry))
    averages = {name: _rounded(totals[name] / len(indexed)) if indexed else 0.0 for name in FIELDS}
    terms: dict[str, _Term] = {}
    for document, found in enumerate(table):
        if not found or not found.indexed:
            continue
        for key, item in analyser.analyse(found, averages).items():
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


def _rounded(average: float) -> float:
    """To steps of 9 %, so that one more document does not change a little in all others."""
    return 2 ** (round(8 * math.log2(average)) / 8) if average else 0.0


def _size(key: str, term: _Term) -> int:
    shown = min(len(term.shown), SHOWN)
    return len(term.postings) + len(key) // 2 + 4 + 4 * min(len(term.forms), KNOWN_FORMS) + 6 * shown


def _split(
    ordered: Sequence[tuple[str, str]], sizes: Mapping[str, int], prefix: int = PREFIX
) -> list[Sequence[tuple[str, str]]]:
    """Sorted terms in runs of about the size of a shard, along a trie, so that what comes in one branch moves no bounds
    in others. Terms that are equal when folded stay together, and so do terms with the same first letters unless they
    are too many."""

    def part(items: Sequence[tuple[str, str]], depth: int) -> Iterator[Sequence[tuple[str, str]]]:
        pending: list[tuple[str, str]] = []
        weight = 0
        for _, group in groupby(items, lambda item: item[0][: depth + 1]):
            branch = list(group)
            own = sum(sizes[key] for _, key in branch)
            if weight + own > SHARD and pending:
                yield pending
                pending, weight = [], 0
            if own > SHARD * (2 if depth + 1 >= prefix else 1) and branch[0][0] != branch[-1][0]:
                yield from part(branch, depth + 1)
            else:
                pending += branch
                weight += own
        if pending:
            yield pending

    return list(part(ordered, 0))


def _bounds(groups: Sequence[Sequence[tuple[str, str]]]) -> list[str]:
    """For every run but the first the shortest beginning that is greater than all before it."""
    bounds = []
    for before, after in pairwise(groups):
        last, first = before[-1][0], after[0][0]
        length = next(n for n in range(1, len(first) + 1) if first[:n] > last)
        bounds.append(first[:length])
    return bounds


def _spoken_size(key: str, term: _Term) -> int:
    return len(key) // 2 + 3 + 4 * min(len(term.forms), KNOWN_FORMS)


def _vocabulary_lines(keys: Sequence[str], terms: Mapping[str, _Term]) -> str:
    """Terms with the forms that stand in the texts, written as in a shard of terms."""
    return " ".join(
        ",".join([coded, *(shared(key, form) for form in list(terms[key].forms)[:KNOWN_FORMS])])
        for key, coded in zip(keys, front_code(keys), strict=True)
    )


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


def _text(entry: Entry | None) -> list[str]:
    if not entry or not entry.indexed:
        return []
    texts = [unit.text for unit in entry.units]
    head, tail = texts[: MOST_UNITS - 1], texts[MOST_UNITS - 1 :]
    return [*head, " ".join(tail)] if tail else head


def _column(table: Sequence[Entry | None], name: str) -> list[object]:
    """The values of a facet, the most frequent first, and for every document their numbers."""
    counts = Counter(value for entry in table if entry for value in entry.facets.get(name, ()))
    values = sorted(counts, key=lambda value: (-counts[value], value))
    places = {value: place for place, value in enumerate(values)}
    column = []
    for entry in table:
        numbers = sorted(places[value] for value in set(entry.facets.get(name, ()))) if entry else []
        column += [vlq((number + 1) * 2 + (rest > 0)) for rest, number in
                   zip(range(len(numbers) - 1, -1, -1), numbers, strict=True)] or [vlq(0)]  # fmt: skip
    return [values, "".join(column)]


def _deltas(numbers: Iterable[int]) -> Iterable[str]:
    last = 0
    for number in numbers:
        yield vlq(zigzag(number - last))
        last = number
