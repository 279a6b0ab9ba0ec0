"""Measure what the search finds, against MiniSearch, lunr and Pagefind on the same documents.

    python scripts/bench_retrieval.py FILE.jsonl … [--site DIR] [--engines portal,minisearch,lunr,pagefind]
                                      [--misses] [--json FILE]

A file of questions holds one JSON object a line:

    {"lang": LANGUAGE, "kind": "typo1", "q": "таштады чыгаруу", "right": ["practices/ak-terek-garbage-truck.html"]}

``lang`` is the code of the language that is asked, ``kind`` any word to group by, ``right`` the paths of all
documents that answer, as their addresses below the site's root; folder of the language and ``.html`` may be left out.
Every engine gets the documents of the portal's own index with title, summary, passport, headings and text. Printed are
by kind and over all: ``s@1`` and ``s@3`` (share of questions with a right document among the first), ``recall@10``
(share of the right documents, ten at most, among the first ten) and ``MRR`` (mean of 1 / place of the first right one,
0 below ten). The last lines hold the portal against each peer: questions in which its first right document stands
higher or lower, and the probability of so uneven a count by chance (sign test, two-sided).

Where the right answer is itself a page of an act, place, body, topic or term, what the portal names above its results
counts with its place there. MiniSearch searches with prefixes, a slip in five letters and any of the words; lunr with
its Russian stemmer, and without any in Kyrgyz; Pagefind as it comes, in Chromium. What is not installed is left out.
"""

from __future__ import annotations

import argparse
import html
import json
import math
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import browsing  # noqa: E402
from benchmark.engines import there  # noqa: E402
from portal.language.languages import LANGUAGES, folder  # noqa: E402

ENGINES = ("portal", "minisearch", "lunr", "pagefind")
MOST = 10
PAGEFIND = """async (questions) => {
  const engine = await import("/pagefind/pagefind.js"), found = [];
  for (const question of questions) {
    const result = await engine.search(question);
    const rows = await Promise.all(result.results.slice(0, 10).map((one) => one.data()));
    found.push(rows.map((row) => row.url));
  }
  return found;
}"""


@dataclass(frozen=True)
class Question:
    """A question and the keys of the documents that answer it."""

    lang: str
    kind: str
    text: str
    right: frozenset[str]


@dataclass(frozen=True)
class Score:
    """How well one question was answered."""

    first: int
    """Place of the first right document, 0 for none."""
    recall: float

    @property
    def reciprocal(self) -> float:
        """1 / place."""
        return 1 / self.first if self.first else 0.0


def key(path: str) -> str:
    """The key of a document from its path or address."""
    path = path.split("#")[0].split("?")[0].strip("/")
    for lang in LANGUAGES:
        if prefix := folder(lang):
            path = path.removeprefix(prefix)
    return path.removesuffix(".html")


def read(files: Iterable[Path]) -> list[Question]:
    """The questions of all files."""
    found = []
    for file in files:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                right = frozenset(key(path) for path in row["right"])
                found.append(Question(row["lang"], row["kind"], row["q"], right))
            except (ValueError, KeyError, TypeError) as error:
                sys.exit(f"{file}:{number}: not a question with lang, kind, q and right: {error}")
    return found


def score(paths: Sequence[str], named: Sequence[str], right: frozenset[str]) -> Score:
    """``paths``: documents in their order; ``named``: pages of acts, places and so on above them."""
    every = [*(path for path in named if path in right), *(path for path in paths if path not in named)]
    listed = list(dict.fromkeys(every))[:MOST]  # two places may stand on one page
    places = [place for place, path in enumerate(listed, 1) if path in right]
    return Score(places[0] if places else 0, len(places) / min(MOST, len(right)) if right else 0.0)


def pagefind(documents: list[dict[str, str]], lang: str, questions: list[str]) -> list[list[str]]:
    """What Pagefind answers in Chromium."""
    with tempfile.TemporaryDirectory() as name:
        site = Path(name)
        for item in documents:
            file = site / f"{item['id']}.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            title, summary, text = (html.escape(item[part]) for part in ("title", "summary", "text"))
            sections = "".join(f"<h2>{html.escape(line)}</h2>" for line in item["headings"].splitlines())
            file.write_text(
                f'<!doctype html><html lang="{lang}"><title>{title}</title><body><main data-pagefind-body>'
                f"<h1>{title}</h1><p>{summary}</p><p>{html.escape(item['passport'])}</p>{sections}<p>{text}</p></main></body></html>",
                encoding="utf-8",
            )
        program = browsing.NODE_MODULES / "pagefind/lib/runner/bin.cjs"
        subprocess.run([browsing.node_path(), str(program), "--site", str(site)], capture_output=True, check=True)
        (site / "index.html").write_text(
            f'<!doctype html><html lang="{lang}"><title>x</title></html>', encoding="utf-8"
        )
        with browsing.serve(site) as address, browsing.open_browser() as browser, browsing.open_page(browser) as page:
            page.goto(address)
            found: list[list[str]] = page.evaluate(PAGEFIND, questions)
        return found


def answers(site: Path, lang: str, engines: Sequence[str], texts: list[str]) -> dict[str, list[dict[str, list[str]]]]:
    """Engine → for every question the keys of documents, and of pages named above them."""
    inside = [name for name in engines if name != "pagefind"]
    run = subprocess.run(
        [browsing.node_path(), str(ROOT / "scripts/bench_retrieval.mjs"), str(site), lang, ",".join(inside)],
        input=json.dumps(texts), capture_output=True, encoding="utf-8", check=False, cwd=ROOT,
    )  # fmt: skip
    if run.returncode:
        sys.exit(run.stderr)
    told = json.loads(run.stdout)
    found: dict[str, list[dict[str, list[str]]]] = told["answers"]
    if "pagefind" in engines:
        found["pagefind"] = [{"paths": [key(p) for p in paths]} for paths in pagefind(told["documents"], lang, texts)]
    return {name: found[name] for name in engines}


def line(name: str, scores: Sequence[Score]) -> str:
    """Name and the four figures."""
    n = len(scores)
    one = sum(s.first == 1 for s in scores) / n
    three = sum(0 < s.first <= 3 for s in scores) / n
    recall, mrr = sum(s.recall for s in scores) / n, sum(s.reciprocal for s in scores) / n
    return f"{name:12}{one:8.3f}{three:8.3f}{recall:11.3f}{mrr:8.3f}"


def sign_test(higher: int, lower: int) -> float:
    """The probability of so uneven a count by chance, two-sided."""
    n, k = higher + lower, min(higher, lower)
    return min(1.0, 2 * sum(math.comb(n, i) for i in range(k + 1)) / 2**n) if n else 1.0


def report(lang: str, questions: Sequence[Question], scores: dict[str, list[Score]]) -> None:
    """Print the tables of one language."""
    kinds: dict[str, list[int]] = defaultdict(list)
    for place, question in enumerate(questions):
        kinds[question.kind].append(place)
    for kind, places in [*kinds.items(), ("all", list(range(len(questions))))]:
        head = f"{lang} {kind} ({len(places)})"
        print(f"\n{head}{'s@1':>{20 - min(16, len(head))}}     s@3  recall@10     MRR")
        for name, own in scores.items():
            print(line(name, [own[place] for place in places]))
    ours = scores.get("portal")
    for name, theirs in scores.items():
        if ours and name != "portal":
            higher = sum(a.reciprocal > b.reciprocal for a, b in zip(ours, theirs, strict=True))
            lower = sum(a.reciprocal < b.reciprocal for a, b in zip(ours, theirs, strict=True))
            print(f"{lang} portal / {name}: higher {higher}, lower {lower}, p = {sign_test(higher, lower):.2g}")


def main() -> None:
    """Print a table for every kind of question."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--site", type=Path, help="a built portal; else one is built")
    parser.add_argument("--engines", default=",".join(ENGINES))
    parser.add_argument(
        "--misses", action="store_true", help="also the questions that the portal does not answer first"
    )
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    engines = [name for name in options.engines.split(",") if there(name, ENGINES, browsing.NODE_MODULES)]
    questions = read(options.files)
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as name:
        site = options.site or Path(name)
        if not options.site and not (outcome := browsing.build(ROOT, site, strict=False)).ok:
            sys.exit(outcome.output)
        for lang in LANGUAGES:
            some = [question for question in questions if question.lang == lang]
            if not some:
                continue
            found = answers(site.resolve(), lang, engines, [question.text for question in some])
            scores = {
                name: [score(a["paths"], a.get("named", []), q.right) for a, q in zip(found[name], some, strict=True)]
                for name in engines
            }
            report(lang, some, scores)
            for place, question in enumerate(some):
                row = {"lang": lang, "kind": question.kind, "q": question.text}
                rows.append(row | {name: [scores[name][place].first, scores[name][place].recall] for name in engines})
                if options.misses and "portal" in scores and scores["portal"][place].first != 1:
                    print(
                        lang, question.kind, question.text, scores["portal"][place], found["portal"][place]["paths"][:3]
                    )
    if options.json:
        options.json.write_text(json.dumps(rows, ensure_ascii=False, indent=0), encoding="utf-8")


if __name__ == "__main__":
    main()
