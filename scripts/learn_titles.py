"""Learn the weights of the evidence for titles: ``learn_titles.py [--check] [--halves]``.

Reads ``tests/data/import_titles.jsonl`` and writes ``portal/editing/importing/titles.yml``; ``--check`` only compares,
``--halves`` measures on texts that were not learned from. All texts are invented. A line of the data is one text::

    {"title": [every title that is right], "body": [lines below the first ones],
     "layouts": [{"stated": title that the file states, "heads": looks of the headings below, "lines": [first lines]}]}

A line begins with its looks: ``#`` … ``######`` a heading of that level, ``*`` bold, ``@`` a link, ``-`` an item, ``|``
a table; two blanks or none: plain. Headings in ``body`` begin with ``#``; ``heads`` says how they look in a layout.

The model is a conditional logistic regression (McFadden, "Conditional logit analysis of qualitative choice behavior",
1974) with an L2 penalty. A layout is one choice among its spans i of lines, P(i) = exp(z_i) / sum_j exp(z_j), with
z_i = SCALE · score_i + w · x_i: ``score_i`` is what ``title_score.py`` says (in its points), x_i the features of
``title_evidence.py`` (rows: spans; columns: features, from 0 to 2, without a unit). Where several spans read like a
right title the sum of their P counts. Minimised is the mean of -ln P(right) + PENALTY/2 · |w|², by Newton steps with
the Fisher information, from w = 0: no chance is in it. Written are the w / SCALE, in points of ``title_score.py``.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

import start  # noqa: F401 - it finds the package, and tells what is missing
from portal.editing.importing import title_evidence
from portal.editing.importing.model import (
    Block,
    Blocks,
    HeadingBlock,
    Items,
    Paragraph,
    Run,
    Table,
    paragraph,
    text_runs,
)  # fmt: skip
from portal.editing.importing.title_score import score
from portal.editing.importing.wording import considered, merged, title_at

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "tests" / "data" / "import_titles.jsonl"
WEIGHTS = ROOT / "portal" / "editing" / "importing" / "titles.yml"
SCALE, PENALTY, STEPS, LEAST = 0.7, 0.004, 25, 0.02
HEAD = """\
# Weights of the evidence that a line, or some lines together, are the title of a text (title_evidence.py names them).
# Written by scripts/learn_titles.py from tests/data/import_titles.jsonl; added to what title_score.py says, in its
# points. A weight near 0 is left out.
"""
_LINE = re.compile(r"(#{1,6}|[*@|-]| ) (.*)\Z", re.DOTALL)


@dataclass(frozen=True)
class Choice:
    """The spans of one layout: their features, what ``title_score.py`` says, and whether they are the title."""

    features: Sequence[dict[str, float]]
    scores: Sequence[float]
    right: Sequence[bool]


def block_of(line: str) -> Block:
    """The block that a line of the data stands for."""
    match = _LINE.match(line)
    looks, text = (match[1], match[2]) if match else (" ", line)
    if looks.startswith("#"):
        return HeadingBlock(len(looks), text_runs(text))
    if looks == "-":
        return Items(((paragraph(text),),))
    if looks == "|":
        return Table((((paragraph(text),), (paragraph("–"),)),))
    if looks == " ":
        return paragraph(text)
    return Paragraph((Run(text, strong=looks == "*", href="#" if looks == "@" else ""),))


def blocks_of(row: dict[str, Any], layout: dict[str, Any]) -> Blocks:
    """The blocks of a text in one layout."""
    body = (re.sub(r"^#+ ", f"{layout['heads']} " if layout["heads"] else "", line) for line in row["body"])
    return tuple(map(block_of, (*layout["lines"], *body)))


def bare(text: str) -> str:
    """A title without what does not count: marks of quotation, kinds of dashes, capitals, a point at the end."""
    text = re.sub(r"[–—−]", "-", re.sub(r"[«»\"“”„'’‘]", "", text)).casefold()
    return " ".join(text.split()).strip(" .")


def choice_of(row: dict[str, Any], layout: dict[str, Any]) -> Choice:
    """The spans of a text in one layout."""
    blocks, stated = blocks_of(row, layout), layout["stated"]
    lines, found, below = considered(blocks, stated)
    spans = title_evidence.spans(found)
    titles = {bare(title) for title in row["title"]}
    return Choice(
        [title_evidence.features(found, *span, below) for span in spans],
        [score(merged(found, *span), below) for span in spans],
        [bare(title_at(blocks, lines, found, span, stated)[0]) in titles for span in spans],
    )


def choices(rows: Sequence[dict[str, Any]]) -> Iterator[Choice]:
    """Every layout of every text."""
    return (choice_of(row, layout) for row in rows for layout in row["layouts"])


def learn(given: Sequence[Choice]) -> dict[str, float]:
    """The weights by name, in points of ``title_score.py``."""
    given = [choice for choice in given if any(choice.right) and not all(choice.right)]
    names = sorted({name for choice in given for features in choice.features for name in features})
    place = {name: column for column, name in enumerate(names)}
    lines = [features for choice in given for features in choice.features]
    table = np.zeros((len(lines), len(names)))
    for line, features in enumerate(lines):
        table[line, [place[name] for name in features]] = list(features.values())
    scores = SCALE * np.array([points for choice in given for points in choice.scores])
    right = np.array([is_right for choice in given for is_right in choice.right])
    starts = np.cumsum([0, *(len(choice.scores) for choice in given)])[:-1]
    weights = np.zeros(len(names))
    for _ in range(STEPS):
        worths = scores + table @ weights
        chances = _chances(worths, starts)
        wanted = _chances(np.where(right, worths, -np.inf), starts)
        means = np.add.reduceat(table * chances[:, None], starts)
        slope = table.T @ (chances - wanted) / len(given) + PENALTY * weights
        bend = (table.T @ (table * chances[:, None]) - means.T @ means) / len(given) + PENALTY * np.eye(len(names))
        weights -= np.linalg.solve(bend, slope)
    return {name: round(value, 2) for name, value in zip(names, (weights / SCALE).tolist(), strict=True)}


def _chances(worths: Any, starts: Any) -> Any:
    """The chance of every span among those of its layout."""
    sizes = np.diff([*starts, len(worths)])
    powers = np.exp(worths - np.repeat(np.maximum.reduceat(worths, starts), sizes))
    return powers / np.repeat(np.add.reduceat(powers, starts), sizes)


def right_in(given: Sequence[Choice], weights: dict[str, float]) -> int:
    """In how many layouts the likeliest span is the title."""
    return sum(choice.right[_likeliest(choice, weights)] for choice in given if choice.right)


def _likeliest(choice: Choice, weights: dict[str, float]) -> int:
    worths = [
        points + sum(weights.get(name, 0.0) * value for name, value in features.items())
        for points, features in zip(choice.scores, choice.features, strict=True)
    ]
    return worths.index(max(worths))


def read() -> list[dict[str, Any]]:
    """The texts."""
    return [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines()]


def written(weights: dict[str, float]) -> str:
    """The file of the weights."""
    return HEAD + "".join(f"{name}: {value}\n" for name, value in weights.items() if abs(value) >= LEAST)


def main() -> int:
    """Learn and write, check or measure."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--check", action="store_true", help="only say whether the weights are those of the data")
    parser.add_argument("--halves", action="store_true", help="learn from one half of the texts, measure on the other")
    options = parser.parse_args()
    rows = read()
    if options.halves:
        for one in (0, 1):
            other = list(choices(rows[1 - one :: 2]))
            right = right_in(other, learn(list(choices(rows[one::2]))))
            without = right_in(other, {})
            print(f"half {one + 1}: {right} of {len(other)} layouts of the other, {without} without weights")
        return 0
    given = list(choices(rows))
    weights = learn(given)
    print(f"{right_in(given, weights)} of {len(given)} layouts")
    if options.check:
        return int(WEIGHTS.read_text(encoding="utf-8") != written(weights))
    WEIGHTS.write_text(written(weights), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
