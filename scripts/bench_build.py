"""Measure how long the portal takes to build a generated corpus, and how much memory it needs.

``python scripts/bench_build.py [--pairs 50 500 2000] [--words 900]`` builds each size in a folder of its own, nothing
cached, and once more after one document changed; it prints figures, and ratios between sizes. Ratios near the ratio of
the sizes mean linear growth. ``CPU`` and memory are those of all processes of the build together; a share of memory
that two of them have in common counts once (on Linux; elsewhere the memory is that of the largest process).
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from portal.content.tree import load_documents

ROOT = Path(__file__).resolve().parent.parent
COPIED = ("mkdocs.yml", "hooks", "overrides", "data")
VOCABULARY = (
    "айыл аймагы жергиликтүү кеңеш бюджет каражат таза суу мектеп жол оңдоо тургундар чогулуш чечим долбоор "
    "муниципалдык кызмат депутат өкмөт угуу талкуу көчө жарык таштанды унаа бала бакча"
)
WORDS = VOCABULARY.split()


def document(rng: random.Random, number: int, words: int, topics: list[str], districts: list[str]) -> str:
    """A practice with six sections, three topics and a district, in made-up sentences."""
    head = [
        "---",
        "kind: practice",
        f"title: Документ {number} {' '.join(rng.sample(WORDS, 3))}",
        f"summary: {' '.join(rng.choices(WORDS, k=25))}",
        "added: 2026-11-22",
        f"topics: [{', '.join(rng.sample(topics, 3))}]",
        f"places: [{{district: {rng.choice(districts)}}}]",
        f"period: {{start: {rng.randint(2000, 2020)}, end: {rng.randint(2021, 2026)}}}",
        "laws: [{act: kg-law-2021-123}]",
        "sources: [{title: Булак, language: ky, accessed: 2026-11}]",
        "---",
    ]
    headings = ["Көйгөй", "Эмне жасалды", "Каражат", "Натыйжа", "Сабактар", "Өзүңүздө колдонуу үчүн эмне керек"]
    for heading in headings:
        paragraphs = [" ".join(rng.choices(WORDS, k=words // 12)).capitalize() + "." for _ in range(2)]
        head += ["", f"## {heading}", "", paragraphs[0], "", paragraphs[1]]
    return "\n".join(head) + "\n"


def translate(text: str, revision: str) -> str:
    """The same document as a translation: what the corpus says does not matter, only how much it is."""
    lines = text.split("\n")
    body = lines[lines.index("---", 1) + 1 :]
    russian = ["Проблема", "Что сделали", "Стоимость и финансирование", "Результат", "Уроки"]
    russian.append("Что нужно, чтобы повторить")
    place = iter(russian)
    body = [f"## {next(place)}" if line.startswith("## ") else line for line in body]
    return "\n".join(["---", "translation_of: ky", f"revision: {revision}", lines[2], lines[3], "---", *body])


def copy_project(folder: Path, names: Sequence[str] = COPIED) -> None:
    """Copy files and folders of this project into ``folder``."""
    for name in names:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)


def corpus(folder: Path, pairs: int, words: int) -> None:
    """Write the project with ``pairs`` generated documents in both languages into ``folder``."""
    copy_project(folder)
    topics = ["local-budgets", "drinking-water", "waste-management", "ppp", "youth", "irrigation", "land-pasture"]
    districts = ["suzak", "nooken", "ton", "tyup", "batken-district", "leylek"]
    rng = random.Random(20261122)
    # What is generated imitates the portal's content, which is in these two.
    kyrgyz, russian = folder / "docs/ky/practices", folder / "docs/ru/practices"
    kyrgyz.mkdir(parents=True)
    russian.mkdir(parents=True)
    for number in range(pairs):
        (kyrgyz / f"doc-{number}.md").write_text(document(rng, number, words, topics, districts), encoding="utf-8")
    for item in load_documents(folder)[0]:
        text = (kyrgyz / f"{item.slug}.md").read_text(encoding="utf-8")
        (russian / f"{item.slug}.md").write_text(translate(text, item.revision), encoding="utf-8")


@dataclass(frozen=True)
class Cost:
    """What a build took: seconds on the clock, seconds of processors, MiB of memory at its peak."""

    wall: float
    cpu: float
    peak: float


def build(folder: Path) -> Cost:
    """Build the site of ``folder``."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start, peak = time.perf_counter(), 0
    with tempfile.TemporaryFile() as output:
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
        running = subprocess.Popen(command, cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT)
        while running.poll() is None:
            peak = max(peak, sum(map(memory, processes(running.pid))))
            time.sleep(0.1)
        wall = time.perf_counter() - start
        if running.returncode:
            output.seek(0)
            raise SystemExit(output.read().decode("utf-8", "replace"))
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall, cpu, (peak or used.ru_maxrss) / 1024)


def processes(parent: int) -> list[int]:
    """A process and all that it started, as far as the system tells."""
    try:
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii").split()
    except OSError:
        return [parent]
    return [parent, *(one for child in children for one in processes(int(child)))]


def memory(process: int) -> int:
    """The memory of a process in KiB; what it has in common with others counts in parts."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:  # it is gone, or this is another system
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def main() -> int:
    """Run the benchmark and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, nargs="+", default=[50, 500, 2000])
    parser.add_argument("--words", type=int, default=900)
    options = parser.parse_args()
    print(
        f"{'pairs':>6} {'build s':>8} {'CPU s':>6} {'peak MiB':>9} {'after an edit s':>16} {'CPU s':>6} {'peak MiB':>9}"
        f" {'site MiB':>9} {'ms a page':>10}"
    )
    previous: tuple[int, float] | None = None
    for pairs in options.pairs:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            corpus(folder, pairs, options.words)
            clean = build(folder)
            page = folder / "docs/ky/practices/doc-0.md"
            page.write_text(
                page.read_text(encoding="utf-8").replace("## Көйгөй\n", "## Көйгөй\n\nЖаңы сап."), encoding="utf-8"
            )
            again = build(folder)
            size = sum(file.stat().st_size for file in (folder / "site").rglob("*") if file.is_file()) / 2**20
        print(
            f"{pairs:>6} {clean.wall:>8.1f} {clean.cpu:>6.1f} {clean.peak:>9.0f}"
            f" {again.wall:>16.1f} {again.cpu:>6.1f} {again.peak:>9.0f}"
            f" {size:>9.1f} {1000 * clean.wall / (2 * pairs):>10.2f}",
            flush=True,
        )
        if previous:
            print(f"       × {pairs / previous[0]:.1f} documents → × {clean.wall / previous[1]:.1f} time")
        previous = (pairs, clean.wall)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
