"""The blind questions: frozen, enough of every kind, and their answers are there."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from functools import cache

import pytest

from browsing import REPOSITORY
from portal.corpus.corpus import SECTION_KEYS
from portal.reference.load import load_reference

FOLDER = REPOSITORY / "tests/data/blind"
FROZEN = dict(line.split() for line in (FOLDER / "FROZEN").read_text(encoding="utf-8").splitlines())
KINDS = (
    "plain", "inflected", "question", "synonym", "abbreviation", "place", "act", "number", "typo1", "typo2", "folded",
    "latin", "layout", "mixed",
)  # fmt: skip


@cache
def generated() -> frozenset[str]:
    """Pages of acts, topics, places and bodies, which answer questions about these."""
    data, _ = load_reference(REPOSITORY)
    folders = {"acts": data.acts, "topics": data.topics, "organisations": data.organisations, "regions": data.oblasts}
    return frozenset(f"{folder}/{name}" for folder, names in folders.items() for name in names)


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.glob("*.jsonl")))
def test_blind_questions_are_those_that_were_frozen(name: str) -> None:
    rows = [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]
    words = "".join(f"{row['lang']}\t{row['kind']}\t{row['q']}\n" for row in rows)
    assert hashlib.sha256(words.encode()).hexdigest() == FROZEN[name]
    counts = Counter((row["lang"], row["kind"]) for row in rows)
    for lang in ("ky", "ru"):
        assert sum(count for (one, _), count in counts.items() if one == lang) >= 200
        assert [kind for kind in KINDS if counts[lang, kind] < 15] == []
    made = {f"{key}.html" for key in (*SECTION_KEYS, *generated())}
    answers = {path for row in rows for path in row["right"]} - made
    assert [one for one in sorted(answers) if not (REPOSITORY / "docs/ky" / one).with_suffix(".md").is_file()] == []
