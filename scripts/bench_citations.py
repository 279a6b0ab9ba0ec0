"""Time the finder: speed on prose, and growth on input made to slow it down.

    python scripts/bench_citations.py [--texts FILE.jsonl] [--megabytes 1]

Prose is the text of the JSON lines (tests/data/citations_own.jsonl by default), repeated to the size. The second table
doubles each hostile input twice; a ratio near 2 is linear, near 4 quadratic.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from portal.language.languages import OBLIGATORY  # noqa: E402
from portal.law import find  # noqa: E402

HOSTILE = {
    "one number": "1",
    "numbers": "1 ",
    "numbers and commas": "1, ",
    "dates": "05.04.2004 ",
    "quotes «": "«",
    "quotes »": "»",
    "quotes in turn": "«а» ",
    'quotes "': '"',
    "brackets": "(",
    "closed brackets": "() ",
    "spaces": " ",
    "lines": "\n",
    "hyphens": "-",
    "one word": "а",
    "hyphened word": "а-",
    "статья": "статья ",
    "ст. 5": "ст. 5 ",
    "ст. 5, ч. 2": "ст. 5, ч. 2 ",
    "закон": "закон ",
    "закон о": "закон о ",
    "постановление": "постановление правительства ",
    "закон «": "Закон «О ",
    "№": "№ ",
    "№ 1": "№ 1 ",
    "мыйзам": "мыйзам ",
    "жөнүндө мыйзам": "жер жөнүндө мыйзам ",
    "берене": "5-берене ",
    "5, ": "5, 6-",
    "КР": "КР ",
    "КР токтому": "КР Өкмөтүнүн токтому ",
    "accents": "а\u0301",
    "й apart": "и\u0306",
    "full stops": ". ",
    "программасы": "Кыргыз Республикасынын өнүктүрүү Программасы ",
}


def seconds(text: str, lang: str) -> float:
    """Processor time of one run."""
    start = time.process_time()
    find(text, lang)
    return time.process_time() - start


def main(arguments: list[str] | None = None) -> int:
    """Print both tables."""
    parser = argparse.ArgumentParser(description="Time the citation finder.")
    parser.add_argument("--texts", type=Path, default=ROOT / "tests" / "data" / "citations_own.jsonl")
    parser.add_argument("--megabytes", type=float, default=1.0)
    options = parser.parse_args(arguments)
    size = int(options.megabytes * 1_000_000)
    lines = [json.loads(line) for line in options.texts.read_text("utf-8").splitlines() if line.strip()]
    for lang in OBLIGATORY:
        prose = "\n".join(line["text"] for line in lines if line["lang"] == lang) + "\n"
        text = prose * max(1, size // len(prose.encode()))
        seconds(prose, lang)
        print(f"prose {lang}: {len(text.encode()) / 1e6 / seconds(text, lang):5.2f} MB/s")
    print(f"{'input':22}{'lang':5}{'1/4':>8}{'1/2':>8}{'full':>8}{'ratio':>7}{'ratio':>7}")
    for name, piece in HOSTILE.items():
        for lang in OBLIGATORY:
            full = size // len(piece.encode())
            times = [seconds(piece * (full // part), lang) for part in (4, 2, 1)]
            first, second = (times[i + 1] / max(times[i], 1e-4) for i in (0, 1))
            print(f"{name:22}{lang:5}" + "".join(f"{t:8.3f}" for t in times) + f"{first:7.2f}{second:7.2f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
