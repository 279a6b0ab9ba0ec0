"""Measure how long ``check`` takes in a generated portal, and how much memory it needs.

``python scripts/bench_check.py [--pairs 2000] [--words 960] [--times 5] [--folder FOLDER]`` writes the documents of
:mod:`benchmark.project`, runs the check of everything with nothing kept, and then, after one document was edited each
time, ``check --changed``. Figures are of the whole command with the start of Python; of several runs the median.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import astuple, dataclass
from pathlib import Path

from benchmark.project import ROOT, WORDS, write_project

IDENTITY = ["-c", "user.name=bench", "-c", "user.email=bench@localhost", "-c", "init.defaultBranch=main"]
# Added to generated documents, which are in these two languages.
SENTENCES = {"ky": "Жаңы сап кошулду.", "ru": "Добавлена новая строка."}


@dataclass(frozen=True)
class Cost:
    """Seconds of the clock, seconds of the processor, MiB of memory at the most."""

    wall: float
    cpu: float
    memory: float


def run(folder: Path, *arguments: str) -> Cost:
    """One command with what it cost. Ends the program if the command cannot do its work."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "portal", *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        stdout=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1}:
        raise SystemExit(f"{arguments}: {process.returncode}")
    return Cost(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def git(folder: Path, *arguments: str) -> None:
    """Run git there."""
    subprocess.run(["git", "-C", str(folder), *IDENTITY, *arguments], check=True, capture_output=True)


def median(costs: list[Cost]) -> str:
    """The middle ones, for a table."""
    wall, cpu, memory = (statistics.median(values) for values in zip(*map(astuple, costs), strict=True))
    return f"{wall:7.2f} s, processor {cpu:6.2f} s, {memory:4.0f} MiB"


def measure(folder: Path, times: int) -> None:
    """Print the figures of the project in ``folder``."""
    print(f"help                     {median([run(folder, '--help') for _ in range(times)])}")
    print(f"everything, nothing kept {median([run(folder, 'check', '--no-advice')])}")
    # Files that were written within two seconds of being read are read once more: see portal/content/files.py.
    run(folder, "check", "--no-advice")
    print(f"everything, kept         {median([run(folder, 'check', '--no-advice') for _ in range(times)])}")
    for lang, sentence in SENTENCES.items():
        costs = []
        for file in sorted((folder / f"docs/{lang}/practices").glob("doc-*.md"))[:times]:
            text = file.read_text(encoding="utf-8")
            file.write_text(f"{text}\n{sentence}\n", encoding="utf-8")
            costs.append(run(folder, "check", "--changed"))
            file.write_text(text, encoding="utf-8")
        print(f"one {lang} file changed      {median(costs)}")


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=2000)
    parser.add_argument("--words", type=int, default=WORDS)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--folder", type=Path, help="where a corpus lies already, or is to be left")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = options.folder or Path(name)
        if not (folder / "docs").is_dir():
            write_project(folder, options.pairs, options.words)
            (folder / ".gitignore").write_text(".cache/\nsite/\n", encoding="utf-8")
            git(folder, "init")
            git(folder, "add", ".")
            git(folder, "commit", "--quiet", "-m", "corpus")
        measure(folder, options.times)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
