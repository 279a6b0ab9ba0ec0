"""Figures of the edition for a stick: its size, the time to open it from disk, what a new edition changes.

    python scripts/bench_offline.py [--pairs N] [--site DIR] [--rounds 5] [--slow 4] [--without docs/ky/…/NAME.md]
                                    [--json FILE]

Builds the site (or takes a built one; with ``--pairs`` that of a project of :mod:`benchmark.project`), makes the
stick's folder and zip of it, and opens the start page, the portal, a document and the first result of a search from
``file://`` in Chromium with its network cut: as fast as the machine is, and with every process of the browser stopped
for three quarters of the time (see bench_search.py). Then it builds a second edition without one document, both
languages of it, a day earlier, and compares the lists of hashes.
Linux and macOS only.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from bench_search import MARK, slowed
from benchmark.project import write_project

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "tests"))

import browsing  # noqa: E402 - a module of the tests
from portal.corpus.load import load_portal  # noqa: E402 - as above
from portal.publish.html.properties import read_properties  # noqa: E402 - as above
from portal.publish.offline.archive import write_zip  # noqa: E402 - as above
from portal.publish.offline.build import Made, make_edition  # noqa: E402 - as above
from portal.publish.offline.packs import CLUSTER  # noqa: E402 - as above
from portal.publish.offline.stick.update import HASHES, parse_hashes  # noqa: E402 - as above
from portal.publish.offline.subsets import Subset  # noqa: E402 - as above

DAY = 86_400
PAGES = {
    "start page": ("АЧУУ-ОТКРЫТЬ.html", "a.open"),
    "home": ("portal/index.html", ".p-tile"),
    "document": ("portal/{document}", ".p-sources"),
    "first result": ("portal/search.html?q=таза суу", ".p-hit h2"),
}
# When the element that a reader waits for is there, and the frame after it has been drawn.
WATCH = """([selector]) => new Promise((resolve) => {
    const look = () => document.querySelector(selector) && document.fonts.status === "loaded"
        ? requestAnimationFrame(() => resolve(performance.now())) : setTimeout(look, 5);
    look();
})"""


def sizes(folder: Path, archive: Path, site: Path) -> dict[str, int]:
    """Bytes of the stick, of its zip, and of what the web app loads at once, packed as a server packs it."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    bytes_of = [path.stat().st_size for path in found]
    figures = {"files": len(found), "bytes": sum(bytes_of), "zip": archive.stat().st_size}
    figures["MiB on clusters of 128 KiB"] = sum(math.ceil(one / CLUSTER) for one in bytes_of) * CLUSTER >> 20
    figures["kit of one-file"] = (site / browsing.built(site, "onefile-kit.js")).stat().st_size
    worker = site / "worker.js"
    if worker.is_file():
        text = worker.read_text(encoding="utf-8")
        known, _ = json.JSONDecoder().raw_decode(text, text.index("{"))
        start = {path for paths in known["start"].values() for path in paths}
        figures["shell"] = sum(size for path, (size, _) in known["files"].items() if path not in start)
        figures["shell files"] = len(known["files"].keys() - start)
        figures["first pages"] = sum(size for path, (size, _) in known["files"].items() if path in start)
    return figures


def opening(folder: Path, document: str, rounds: int, slow: float) -> dict[str, dict[str, float]]:
    """Medians of the time from the beginning of the navigation, in milliseconds; a new context each time."""
    browsing.CHROMIUM_ARGS.append(f"{MARK}={os.getpid()}")
    found: dict[str, dict[str, list[float]]] = {}
    with browsing.open_browser() as browser:
        for number in range(rounds + 1):
            for name, (address, selector) in PAGES.items():
                for label, share in (("full", 1.0), (f"1/{slow:g}", 1 / slow)):
                    tab = browsing.open_page(browser, **browsing.DESKTOP, offline=True)
                    with tab as page, slowed(share) if share < 1 else nullcontext():
                        page.goto(f"{folder.as_uri()}/{address.format(document=document)}", wait_until="commit")
                        taken = float(page.evaluate(WATCH, [selector]))
                    if number:  # the first round fills the caches of the machine
                        found.setdefault(name, {}).setdefault(label, []).append(taken)
    return {name: {label: statistics.median(times) for label, times in by.items()} for name, by in found.items()}


def without(project: Path, name: str, folder: Path) -> Path:
    """The project without one document."""
    root = folder / "without"
    for part in ("docs", "data", "hooks", "overrides"):
        shutil.copytree(project / part, root / part)
    shutil.copyfile(project / "mkdocs.yml", root / "mkdocs.yml")
    for path in (root / "docs").rglob(Path(name).name):
        path.unlink()
    return root


def changed(old: Path, new: Path) -> dict[str, int]:
    """Files that an update from ``old`` to ``new`` writes and removes, and how many bytes it writes."""
    before, after = (parse_hashes((folder / HASHES).read_text(encoding="utf-8")) for folder in (old, new))
    written = [path for path, digest in after.items() if before.get(path) != digest]
    return {
        "written": len(written),
        "written bytes": sum((new / path).stat().st_size for path in written),
        "pages written": sum(path.endswith(".html") for path in written),
        "removed": len(before.keys() - after.keys()),
        "of": len(after),
    }


def built(root: Path, site: Path, moment: int) -> None:
    """Build the site of a project, not strictly: other documents may name the one that is gone."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
    environment = browsing.build_environment(SOURCE_DATE_EPOCH=str(moment), PYTHONPATH=str(ROOT))
    subprocess.run(command, cwd=root, env=environment, check=True)


def edition(root: Path, site: Path, out: Path, moment: int) -> Made:
    """The stick of a project whose site is built already."""
    portal, _ = load_portal(root)
    return make_edition(portal, site, out, Subset(), moment, read_properties(root))


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=0, help="of generated documents; else the real content is taken")
    parser.add_argument("--site", type=Path, help="a site that is built already")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--slow", type=float, default=4.0)
    parser.add_argument("--without", default="docs/ky/practices/ak-bashat-budget-draft-hearing.md")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    moment = int(os.environ.get("SOURCE_DATE_EPOCH") or time.time())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project, removed = ROOT, options.without
        if options.pairs:
            project, removed = folder / "project", "docs/ky/practices/doc-0.md"
            project.mkdir()
            write_project(project, options.pairs)
        site = options.site or folder / "site"
        if not options.site:
            built(project, site, moment)
        made = edition(project, site, folder / "new", moment)
        archive = folder / "new.zip"
        write_zip(made.folder, archive, moment)
        figures: dict[str, Any] = {"documents": made.documents, "sizes": sizes(made.folder, archive, site)}
        document = Path(removed).relative_to("docs/ky").with_suffix(".html").as_posix()
        figures["opening, ms"] = opening(made.folder, document, options.rounds, options.slow)
        root = without(project, removed, folder)
        built(root, folder / "old-site", moment - DAY)
        older = edition(root, folder / "old-site", folder / "old", moment - DAY)
        figures["one document more"] = changed(older.folder, made.folder)
    text = json.dumps(figures, ensure_ascii=False, indent=1)
    print(text)
    if options.json:
        options.json.write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a Windows console may not be UTF-8
    raise SystemExit(main())
