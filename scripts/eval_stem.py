"""Measure the stemmers against tables of (form, lemma) that the project may not ship: ``eval_stem.py FOLDER``.

FOLDER holds ``ky-dev.tsv``, ``ru-dev.tsv`` and ``stem_eval.py``.  Printed are, micro / macro in percent, the bare
stemmer (by ``stem_eval.py``) and the index keys with the query's keys together: how many forms a query for the
lemma finds, how many it finds typed without ң ө ү, and which share of what it finds is of the same word.
Where the folder is absent the run says so and ends well.
"""

from __future__ import annotations

import argparse
import csv
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import start  # noqa: F401 - it finds the package, and tells what is missing
from portal.language.analysis import index_keys, query_keys
from portal.language.normalise import fold

Row = dict[str, str]


def read(path: Path) -> list[Row]:
    """The rows of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def found(query: str, lang: str, filed: dict[str, dict[str, float]], floor: float) -> dict[str, float]:
    """The words that a query finds, with the best product of weights at or above ``floor``."""
    hits: dict[str, float] = {}
    for key, weight in query_keys(query, lang):
        for word, other in filed.get(key, {}).items():
            if weight * other >= floor:
                hits[word] = max(hits.get(word, 0), weight * other)
    return hits


def rate(by_lemma: dict[str, list[bool]]) -> str:
    """Micro and macro average in percent."""
    micro = sum(map(sum, by_lemma.values())) / max(1, sum(map(len, by_lemma.values())))
    macro = sum(sum(v) / len(v) for v in by_lemma.values()) / max(1, len(by_lemma))
    return f"{100 * micro:6.2f} / {100 * macro:6.2f}"


Filed = dict[str, dict[str, float]]
"""Key of the index → the words filed under it, with the weight of each."""


class Families:
    """Which words are forms of one word: forms, lemmas and their alternatives put together."""

    def __init__(self, rows: list[Row]) -> None:
        self._parent: dict[str, str] = {}
        for row in rows:
            for other in [row["form"], *filter(None, row["alt"].split("|"))]:
                self._parent[self.of(other)] = self.of(row["lemma"])

    def of(self, word: str) -> str:
        """The word that stands for all of its family."""
        while self._parent.setdefault(word, word) != word:
            word = self._parent[word]
        return word


def keys(rows: list[Row], lang: str, floor: float) -> None:
    """Print the figures of index keys and query keys together, for matches of at least the weight ``floor``."""
    filed: Filed = defaultdict(dict)
    for word in {w for row in rows for w in (row["form"], row["lemma"])}:
        for key, weight in index_keys(word, lang):
            filed[key][word] = weight
    recall, folded = recalls(rows, lang, filed, floor)
    plain, weighted = precisions(rows, lang, filed, floor)
    print(f"{lang} index keys + query keys, matches of weight >= {floor}")
    print(f"  recall any     {rate(recall)}")
    if folded:
        print(f"  recall folded  {rate(folded)}   (strict)")
    even, by_weight = (100 * sum(shares) / len(shares) for shares in (plain, weighted))
    print(f"  precision               {even:6.2f}   weighted {by_weight:6.2f}")


def recalls(
    rows: list[Row], lang: str, filed: Filed, floor: float
) -> tuple[dict[str, list[bool]], dict[str, list[bool]]]:
    """Lemma → for each of its forms, whether a query finds it: as written, and typed without ң ө ү."""
    recall: dict[str, list[bool]] = defaultdict(list)
    folded: dict[str, list[bool]] = defaultdict(list)
    for row in rows:
        if row["form"] == row["lemma"]:
            continue
        queries = [row["lemma"], *filter(None, row["alt"].split("|"))]
        recall[row["lemma"]].append(any(row["form"] in found(q, lang, filed, floor) for q in queries))
        if fold(row["lemma"]) != row["lemma"]:
            folded[row["lemma"]].append(row["form"] in found(fold(row["lemma"]), lang, filed, floor))
    return recall, folded


def precisions(rows: list[Row], lang: str, filed: Filed, floor: float) -> tuple[list[float], list[float]]:
    """For each lemma, the share of what it finds that is of the same word: by number and by weight."""
    families = Families(rows)
    members = defaultdict(set)
    for word in {w for row in rows for w in (row["form"], row["lemma"])}:
        members[families.of(word)].add(word)
    plain, weighted = [], []
    for lemma in {row["lemma"] for row in rows}:
        hits = {w: x for w, x in found(lemma, lang, filed, floor).items() if w != lemma}
        if hits:
            good = members[families.of(lemma)]
            plain.append(sum(w in good for w in hits) / len(hits))
            weighted.append(sum(x for w, x in hits.items() if w in good) / sum(hits.values()))
    return plain, weighted


def main() -> int:
    """Print the figures of both languages."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="where the tables and stem_eval.py are")
    folder: Path = parser.parse_args().folder
    for lang in ("ky", "ru"):
        table = folder / f"{lang}-dev.tsv"
        if not table.exists() or not (folder / "stem_eval.py").exists():
            print(f"{lang}: no tables in this folder, nothing measured")
            continue
        print(f"{lang} bare stemmer", flush=True)
        command = [
            sys.executable,
            str(folder / "stem_eval.py"),
            str(table),
            f"portal.language.stem_{lang}:stem",
        ]
        subprocess.run([*command, "--path", str(Path(__file__).resolve().parent.parent)], check=True)
        rows = read(table)
        for floor in (0.0, 0.55) if lang == "ky" else (0.0,):
            keys(rows, lang, floor)
    return 0


if __name__ == "__main__":
    sys.exit(main())
