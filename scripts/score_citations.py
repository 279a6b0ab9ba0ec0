"""Score the finder against annotated sentences, per language.

    python scripts/score_citations.py PATH [--misses] [--lang ky]

PATH is JSON lines as the domain data has them (id, lang, text, citations with span, act_kind, act_date,
act_number, provisions). Kazakh counts with Kyrgyz, whose grammar reads it.

Matching rule. A found span matches an annotated one when their overlap is at least half of each of them; pairs are
made one to one, the largest overlap first. Precision and recall count these pairs; "exact" counts equal spans.
Kind, number, date and provisions are judged on matched pairs: equal strings, provisions as sets.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from portal.language.languages import CODES, DEFAULT
from portal.law import Citation, find

GOALS = {
    "precision": 0.97,
    "recall": 0.93,
    "exact_f1": 0.85,
    "kind": 0.95,
    "number": 0.95,
    "date": 0.95,
    "provisions": 0.90,
}
Gold = dict[str, Any]


def match(gold: list[Gold], found: tuple[Citation, ...]) -> list[tuple[Gold, Citation]]:
    """Pair annotated and found citations one to one by the matching rule of this script."""
    options = []
    for g, annotation in enumerate(gold):
        start, end = annotation["span"]
        for f, citation in enumerate(found):
            overlap = min(end, citation.end) - max(start, citation.start)
            if overlap > 0 and overlap * 2 >= max(end - start, citation.end - citation.start):
                options.append((overlap, g, f))
    pairs, used_gold, used_found = [], set(), set()
    for _, g, f in sorted(options, reverse=True):
        if g not in used_gold and f not in used_found:
            used_gold.add(g)
            used_found.add(f)
            pairs.append((gold[g], found[f]))
    return pairs


def judge(gold: Gold, citation: Citation) -> dict[str, bool]:
    """What is right about one matched citation."""
    return {
        "exact": list(gold["span"]) == [citation.start, citation.end],
        "kind": gold["act_kind"] == citation.kind,
        "number": gold["act_number"] == citation.number,
        "date": gold["act_date"] == citation.date,
        "provisions": set(gold["provisions"]) == set(citation.provision_texts),
    }


def score(lines: list[Gold]) -> tuple[dict[str, Counter[str]], list[str]]:
    """Count, per language, what the goals are about; also tell every miss in words."""
    counts: dict[str, Counter[str]] = {}
    misses: list[str] = []
    for line in lines:
        count = counts.setdefault(line["lang"] if line["lang"] in CODES else DEFAULT, Counter())
        text, gold = line["text"], line["citations"]
        found = find(text, line["lang"])
        pairs = match(gold, found)
        count["gold"] += len(gold)
        count["found"] += len(found)
        count["matched"] += len(pairs)
        for g in gold:
            if all(g is not pair[0] for pair in pairs):
                misses.append(f"{line['id']} MISSED {text[g['span'][0] : g['span'][1]]!r} in {text!r}")
        for c in found:
            if all(c is not pair[1] for pair in pairs):
                misses.append(f"{line['id']} EXTRA  {c.kind} {text[c.start : c.end]!r} in {text!r}")
        for g, c in pairs:
            verdict = judge(g, c)
            for name, right in verdict.items():
                count[name] += right
            wrong = [name for name, right in verdict.items() if not right]
            if wrong:
                start, end = g["span"]
                misses.append(
                    f"{line['id']} WRONG {','.join(wrong)}: {text[start:end]!r} "
                    f"{g['act_kind']} {g['act_date']} {g['act_number']} {g['provisions']}\n"
                    f"      got {text[c.start : c.end]!r} {c.kind} {c.date} {c.number} {list(c.provision_texts)}"
                )
    return counts, misses


def rates(count: Counter[str]) -> dict[str, float]:
    """The rates the goals are about; a rate of nothing is 1."""

    def part(of: int, whole: int) -> float:
        return of / whole if whole else 1.0

    exact_p, exact_r = part(count["exact"], count["found"]), part(count["exact"], count["gold"])
    return {
        "precision": part(count["matched"], count["found"]),
        "recall": part(count["matched"], count["gold"]),
        "exact_f1": 2 * exact_p * exact_r / (exact_p + exact_r) if exact_p + exact_r else 0.0,
        **{name: part(count[name], count["matched"]) for name in ("kind", "number", "date", "provisions")},
    }


def main(arguments: list[str] | None = None) -> int:
    """Print the table; return 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description="Score the citation finder on annotated sentences.")
    parser.add_argument("path", type=Path)
    parser.add_argument("--misses", action="store_true", help="also print what went wrong")
    parser.add_argument("--lang", help="only this language")
    options = parser.parse_args(arguments)
    lines = [json.loads(line) for line in options.path.read_text("utf-8").splitlines() if line.strip()]
    if options.lang:
        lines = [line for line in lines if line["lang"] == options.lang]
    counts, misses = score(lines)
    print("Matching: overlap at least half of each span, one to one; attributes on matched pairs, provisions as sets.")
    languages = sorted(counts)
    print(f"{'':12}{'goal':>7}" + "".join(f"{lang:>9}" for lang in languages))
    table = {lang: rates(counts[lang]) for lang in languages}
    for name, goal in GOALS.items():
        print(f"{name:12}{goal:7.2f}" + "".join(f"{table[lang][name]:9.3f}" for lang in languages))
    for name in ("gold", "found", "matched"):
        print(f"{name:12}{'':7}" + "".join(f"{counts[lang][name]:9d}" for lang in languages))
    if options.misses:
        print(*misses, sep="\n")
    return int(any(table[lang][name] < goal for lang in languages for name, goal in GOALS.items()))


if __name__ == "__main__":
    raise SystemExit(main())
