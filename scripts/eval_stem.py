"""Measure a stemmer against a table of (form, lemma): ``eval_stem.py --table FILE --lang ky|ru [--json]``.

The table is tab-separated with the columns ``form lemma alt pos feats source``; ``alt`` holds other lemmas that are
accepted, joined by ``|``. ``eval_stem.py FOLDER`` measures ``ky-dev.tsv`` and ``ru-dev.tsv`` of a folder. The tables
may not be shipped: where one is absent the run says so and ends well.

Two things are measured: the *single* stem, and the *keys* of a query against the keys of the index.

- recall any: the share of inflected forms that a query for the lemma, or an alternative, finds (micro / macro: over
  rows / over lemmas); recall folded: the same of the lemma alone, typed without ң ө ү;
- precision: for each lemma, the share of what it finds that is of its family;
- unrelated: the share of pairs of words with the same four first letters, of families that have no common root, that
  get one stem (macro: over pairs of lemmas).

The table is split in two halves by family, so that no root stands in both: costs of endings and roots are chosen by
the misses of the half "tuning"; "reporting" is only looked at as a figure, and the gap between the two is printed.
The lemmas of a part are asked among the words of the whole table: half of them would hide half of the wrong finds.
Apart from that stand the rows whose lemma is a root of the lexicon ("known") and the others ("unknown").
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from zlib import crc32

import start  # noqa: F401 - it finds the package, and tells what is missing
from portal.language import stem_ky
from portal.language.analysis import index_keys, query_keys, query_stem
from portal.language.languages import CODES, analyser
from portal.language.normalise import fold

Row = dict[str, str]
Filed = dict[str, dict[str, float]]
"""Key of the index → the words filed under it, with the weight of each."""
Hits = dict[str, list[bool]]
"""Lemma → for each of its forms, whether it was found."""
Figures = dict[str, float]

_DEVOICE = str.maketrans("бгдвз", "пктфс")
_FIRST_LETTERS = 4


def read(path: Path) -> list[Row]:
    """The rows of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def lemmas(row: Row) -> list[str]:
    """The lemma of a row and its alternatives."""
    return [row["lemma"], *filter(None, row["alt"].split("|"))]


def vocabulary(rows: Iterable[Row]) -> set[str]:
    """Forms and lemmas."""
    return {word for row in rows for word in (row["form"], row["lemma"])}


class Families:
    """Which words are forms of one word: forms, lemmas and their alternatives put together."""

    def __init__(self, rows: list[Row]) -> None:
        self._parent: dict[str, str] = {}
        for row in rows:
            for other in [row["form"], *lemmas(row)]:
                self._join(other, row["lemma"])

    def _join(self, one: str, other: str) -> None:
        # The first in order of letters stands for a family, whatever the order of the rows.
        first, second = sorted((self.of(one), self.of(other)))
        self._parent[second] = first

    def of(self, word: str) -> str:
        """The word that stands for all of its family."""
        while self._parent.setdefault(word, word) != word:
            word = self._parent[word]
        return word


def parts(rows: list[Row], lang: str) -> dict[str, list[Row]]:
    """The table and the parts of it that are measured apart."""
    families = Families(rows)
    found: dict[str, list[Row]] = {"all": rows, "tuning": [], "reporting": []}
    for row in rows:
        even = crc32(families.of(row["lemma"]).encode()) % 2
        found["tuning" if even else "reporting"].append(row)
        if analyser(lang) == "kyrgyz":
            known = any(stem_ky.is_root(lemma) for lemma in lemmas(row))
            found.setdefault("known" if known else "unknown", []).append(row)
    return found


def averages(name: str, hits: Hits) -> Figures:
    """Micro and macro average."""
    if not hits:
        return {}
    micro = sum(map(sum, hits.values())) / sum(map(len, hits.values()))
    return {f"{name} micro": micro, f"{name} macro": sum(sum(v) / len(v) for v in hits.values()) / len(hits)}


def single(rows: list[Row], lang: str, table: list[Row]) -> Figures:
    """The figures of one stem a word; ``table``: all rows, among whose words is sought."""
    stems = {word: query_stem(word, lang) for row in table for word in [row["form"], *lemmas(row)]}
    recall: Hits = defaultdict(list)
    folded: Hits = defaultdict(list)
    for row in rows:
        form, lemma = row["form"], row["lemma"]
        if form != lemma:
            recall[lemma].append(any(stems[form] == stems[other] for other in lemmas(row)))
            if fold(lemma) != lemma:
                folded[lemma].append(fold(query_stem(fold(lemma), lang)) == fold(stems[form]))
    families, found = Families(table), defaultdict(set)
    for word in vocabulary(table):
        found[stems[word]].add(word)
    shares = [
        sum(families.of(word) == families.of(lemma) for word in others) / len(others)
        for lemma in sorted({row["lemma"] for row in rows})
        if (others := found[stems[lemma]] - {lemma})
    ]
    return {
        **averages("recall any", recall),
        **averages("recall folded", folded),
        "precision": sum(shares) / max(1, len(shares)),
        "unrelated": unrelated(rows, stems, families),
        "empty stems": sum(not stem for stem in stems.values()),
    }


def unrelated(rows: list[Row], stems: dict[str, str], families: Families) -> float:
    """How often words of families without a common root get one stem."""
    lemma_of = {row["form"]: row["lemma"] for row in reversed(rows)} | {row["lemma"]: row["lemma"] for row in rows}
    groups: dict[str, list[str]] = defaultdict(list)
    for word in lemma_of:
        if len(word) >= _FIRST_LETTERS:
            groups[word[:_FIRST_LETTERS]].append(word)
    pairs: Hits = defaultdict(list)
    for one, other in (pair for group in groups.values() for pair in combinations(group, 2)):
        first, second = sorted((lemma_of[one], lemma_of[other]))
        if families.of(one) != families.of(other) and not _related(first, second):
            pairs[f"{first} {second}"].append(stems[one] == stems[other])
    return averages("", pairs).get(" macro", 0.0)


def _related(one: str, other: str) -> bool:
    """Whether one lemma starts with the other, final voicing and the last letter of the shorter one aside."""
    short, long = (word.translate(_DEVOICE) for word in sorted((one, other), key=len))
    return long.startswith(short[: max(2, len(short) - 1)])


def met(query: str, lang: str, filed: Filed) -> dict[str, float]:
    """The words that a query finds, with the best product of weights."""
    hits: dict[str, float] = {}
    for key, weight in query_keys(query, lang):
        for word, other in filed.get(key, {}).items():
            hits[word] = max(hits.get(word, 0), weight * other)
    return hits


def keys(rows: list[Row], lang: str, table: list[Row]) -> Figures:
    """The figures of query keys against index keys; "precision" counts what is found by its weight."""
    filed: Filed = defaultdict(dict)
    for word in vocabulary(table):
        for key, weight in index_keys(word, lang):
            filed[key][word] = weight
    recall: Hits = defaultdict(list)
    folded: Hits = defaultdict(list)
    for row in rows:
        lemma = row["lemma"]
        if row["form"] != lemma:
            recall[lemma].append(any(row["form"] in met(query, lang, filed) for query in lemmas(row)))
            if fold(lemma) != lemma:
                folded[lemma].append(row["form"] in met(fold(lemma), lang, filed))
    families, even, weighted = Families(table), [], []
    for lemma in sorted({row["lemma"] for row in rows}):
        hits = {word: weight for word, weight in met(lemma, lang, filed).items() if word != lemma}
        if hits:
            good = {word: weight for word, weight in hits.items() if families.of(word) == families.of(lemma)}
            even.append(len(good) / len(hits))
            weighted.append(sum(good.values()) / sum(hits.values()))
    return {
        **averages("recall any", recall),
        **averages("recall folded", folded),
        "precision": sum(weighted) / max(1, len(weighted)),
        "precision by number": sum(even) / max(1, len(even)),
    }


def measure(rows: list[Row], lang: str) -> dict[str, dict[str, Figures]]:
    """Part of the table → kind of figures → figures, each between 0 and 1."""
    return {
        name: {"rows": {"rows": len(part)}, "single": single(part, lang, rows), "keys": keys(part, lang, rows)}
        for name, part in parts(rows, lang).items()
        if part
    }


def gap(figures: dict[str, dict[str, Figures]]) -> float:
    """By how much recall or precision, of the stem or of the keys, is worse in the half that nothing was tuned on."""
    tuning, reporting = figures["tuning"], figures["reporting"]
    names = ("recall any micro", "recall any macro", "precision")
    return max(tuning[kind][name] - reporting[kind][name] for kind in ("single", "keys") for name in names)


def show(figures: dict[str, dict[str, Figures]], lang: str) -> None:
    """Print the figures in percent, a column a part."""
    print(f"{lang:30}" + "".join(f"{name:>11}" for name in figures))
    print(f"{'rows':30}" + "".join(f"{int(part['rows']['rows']):11}" for part in figures.values()))
    for kind in ("single", "keys"):
        for name in figures["all"][kind]:
            cells = (100 * part[kind][name] if name in part[kind] else None for part in figures.values())
            cells_text = "".join(f"{'-':>11}" if cell is None else f"{cell:11.2f}" for cell in cells)
            print(f"{kind + ', ' + name:30}" + cells_text)
    print(f"largest gap, tuning over reporting: {100 * gap(figures):.2f} points", flush=True)


def main() -> int:
    """Print the figures of one table, or of both of a folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", help="where ky-dev.tsv and ru-dev.tsv are")
    parser.add_argument("--table", type=Path, help="one table")
    parser.add_argument("--lang", choices=[code for code in CODES if analyser(code) != "plain"], default=CODES[0])
    parser.add_argument("--json", action="store_true", help="the figures as JSON, between 0 and 1")
    options = parser.parse_args()
    if bool(options.folder) == bool(options.table):
        parser.error("name a folder or a --table")
    tables = (
        {options.lang: options.table}
        if options.table
        else {lang: options.folder / f"{lang}-dev.tsv" for lang in ("ky", "ru")}
    )
    out = {}
    for lang, table in tables.items():
        if not table.exists():
            print(f"{lang}: no table {table.name} there, nothing measured", file=sys.stderr if options.json else None)
            continue
        out[lang] = measure(read(table), lang)
        if not options.json:
            show(out[lang], lang)
    if options.json:
        whole = {lang: {**figures, "gap": gap(figures)} for lang, figures in out.items()}
        print(json.dumps(whole.get(options.lang, {}) if options.table else whole, ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
