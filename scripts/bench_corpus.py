"""Write the documents of the benchmarks into a folder and print what they are like.

``python scripts/bench_corpus.py FOLDER [--pairs 2000] [--words 960]`` writes a whole project (``mkdocs build`` works in
it) and prints, for each language, how many different words it has, how many of them are forms of known roots, and how
many paragraphs name an act; then how the vocabulary grows.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from benchmark.growth import GROWTH
from benchmark.project import WORDS, all_properties, write_project


def main() -> int:
    """Write and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pairs", type=int, default=2000)
    parser.add_argument("--words", type=int, default=WORDS)
    options = parser.parse_args()
    if options.folder.is_dir() and any(options.folder.iterdir()):
        parser.error(f"{options.folder} is not empty")
    options.folder.mkdir(parents=True, exist_ok=True)
    started = time.perf_counter()
    write_project(options.folder, options.pairs, options.words)
    print(f"{options.pairs} pairs written in {time.perf_counter() - started:.1f} s")
    for lang, found in all_properties(options.folder).items():
        print(*found.lines(lang), sep="\n")
        law = GROWTH[lang]
        pace = [f"{law.types(found.words // part)} in 1/{part}" for part in (100, 10, 1)]
        print(f"    different words by the law of Heaps: {', '.join(pace)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
