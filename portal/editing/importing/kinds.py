"""What kind of document a text may be, by the words of ``kinds.yml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from portal.content.models import KINDS, Kind

_IN_TITLE = 3
_MOST = 2
_READ = 30_000


@dataclass(frozen=True)
class FoundKind:
    """The likeliest kind, the second, and how far apart they are (0: equal, 1: no second)."""

    kind: Kind
    second: Kind
    certainty: float


@cache
def _patterns() -> dict[str, list[tuple[re.Pattern[str], int]]]:
    text = resources.files("portal.editing.importing").joinpath("kinds.yml").read_text(encoding="utf-8")
    return {
        kind: [(re.compile(rf"(?<!\w)(?:{pattern.removeprefix('^?')})", re.IGNORECASE), int(weight))
               for pattern, weight in words.items()]
        for kind, words in yaml.safe_load(text).items()
    }  # fmt: skip


def kind_of(title: str, text: str) -> FoundKind:
    """The kind of a text; ``practice`` where nothing speaks for another."""
    text = text[:_READ]
    scores: dict[Kind, float] = {}
    for kind in KINDS:
        score = 0.0
        for pattern, weight in _patterns()[kind]:
            in_text = sum(1 for _, _ in zip(pattern.finditer(text), range(_MOST), strict=False))
            score += weight * (in_text + (_IN_TITLE if pattern.search(title) else 0))
        scores[kind] = score
    scores["practice"] += 1
    first, second = sorted(KINDS, key=lambda kind: (-scores[kind], KINDS.index(kind)))[:2]
    certainty = (scores[first] - scores[second]) / max(scores[first], 1)
    return FoundKind(first, second, round(certainty, 2))
