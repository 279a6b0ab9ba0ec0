"""Measure how soon ``mkdocs serve`` shows a change of the real content, beside plain Material for MkDocs.

``python scripts/bench_serve.py [--lang LANG|all] [--times 5] [--no-peer]`` copies the project into a folder of its
own, serves it and saves changes one after another: a document, an ordinary page, a word of the interface, a template,
a style, records of ``data/``, Python. ``seconds`` runs from the save until the new page is served, MkDocs' own waiting
for changes (up to 0.6 s) included; ``CPU`` is what the server and its processes used meanwhile. Of several saves the
median and the worst. The peer serves the same Markdown files with Material's own templates and search; what it does
not have has no figure. ``start`` is the time until the first page: with nothing kept, and once more. Linux only.
"""

from __future__ import annotations

import argparse
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from benchmark.measure import processes
from benchmark.project import COPIED, copy_project
from portal.core.urls import address
from portal.model.values import LANGS

GOAL = 2.0
PATIENCE = 120
SETTLE = 2.5
"""Seconds between two saves, so that each counts as one change by an editor."""
PEER_CONFIG = """\
site_name: peer
use_directory_urls: false
theme: {name: material, custom_dir: theme, font: false}
extra_css: [extra.css]
plugins: [search]
watch: [theme]
"""


@dataclass(frozen=True)
class Change:
    """A place in ``file`` that is replaced, and the page where readers see it; ``{n}`` is another number each time."""

    name: str
    file: str
    pattern: str
    new: str
    page: str
    shown: str


@dataclass(frozen=True)
class Took:
    """Seconds on the clock and seconds of processors."""

    wall: float
    cpu: float


class Server:
    """A running ``mkdocs serve``."""

    def __init__(self, root: Path, log: Path, lang: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.root, self.log, self._address = root, log, f"http://127.0.0.1:{port}/"
        environment = os.environ | {
            "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", "PYTHONPATH": str(root), "PORTAL_DRAFTS": "1",
            "PORTAL_ONLY_LOCALE": "" if lang == "all" else lang,
        }  # fmt: skip
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a start would compile all modules
        with log.open("w", encoding="utf-8") as output:
            command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
            self.process = subprocess.Popen(command, cwd=root, env=environment, stdout=output, stderr=output)

    def wait(self, page: str, text: str) -> None:
        """Ask for a page until it has ``text``; MkDocs lets a request wait while it builds."""
        end = time.monotonic() + PATIENCE
        while text not in self._read(page):
            if self.process.poll() is not None or time.monotonic() > end:
                raise SystemExit(f"{page} does not show {text!r}\n{self.log.read_text(encoding='utf-8')[-3000:]}")
            time.sleep(0.02)

    def _read(self, page: str) -> str:
        try:
            if page.endswith(".css"):  # by its name; a page says where it is
                found = re.search(rf'href="([^"]*/{page[:-4]}\.[0-9a-f]+\.css)"', self._read("index.html"))
                page = found[1] if found else page
            with urllib.request.urlopen(self._address + page, timeout=PATIENCE) as answer:
                return str(answer.read().decode("utf-8"))
        except (OSError, urllib.error.URLError):
            return ""

    def save(self, change: Change, number: int) -> Took:
        """Save one change and wait until it is served."""
        file = self.root / change.file
        text = file.read_text(encoding="utf-8")
        new, count = re.subn(change.pattern, change.new.replace("{n}", str(number)), text, count=1, flags=re.MULTILINE)
        assert count, f"{change.file} has no {change.pattern}"
        before, start = processor(self.process.pid), time.perf_counter()
        file.write_text(new, encoding="utf-8")
        self.wait(change.page, change.shown.replace("{n}", str(number)))
        return Took(time.perf_counter() - start, processor(self.process.pid) - before)


def processor(pid: int) -> float:
    """Seconds of processors that a process, those that it waits for and those that ended have used."""
    total = 0
    for one in processes(pid):
        with suppress(OSError):
            fields = Path(f"/proc/{one}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
            total += sum(map(int, fields[11:15]))
    return total / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(root: Path, log: Path, lang: str, page: str) -> Iterator[tuple[Server, Took]]:
    """Start a server; also how long it took to its first page."""
    start = time.perf_counter()
    server = Server(root, log, lang)
    try:
        server.wait(page, "</html>")
        yield server, Took(time.perf_counter() - start, processor(server.process.pid))
    finally:
        server.process.terminate()
        server.process.wait()


def portal_changes(root: Path, lang: str) -> list[Change]:
    """A change of each kind, at places that the content of the day has. A language's pages lie in its folder."""
    document = min((root / f"docs/{lang}/practices").glob("*.md")).stem
    act, topic = (_first_id(root / f"data/{name}.yml", name) for name in ("acts", "topics"))
    title = rf"({{}}\n(?:    .*\n)*?    title:\n(?:      .*\n)*?      {lang}: \S+)( x\d+)?"
    styles = "overrides/assets/stylesheets/properties.css"
    heading = r"(^## [^\n{]*[^\s{])"
    return [
        Change("document", f"docs/{lang}/practices/{document}.md", heading + r"(\n\nСап x\d+ {s0})?$",
               r"\1\n\nСап x{n} {s0}", address(lang, f"practices/{document}"), "Сап x{n}"),
        Change("ordinary page", f"docs/{lang}/about.md", heading + r"(\n\nСап x\d+ {s0})?$",
               r"\1\n\nСап x{n} {s0}", address(lang, "about"), "Сап x{n}"),
        Change("word", f"portal/words/strings/{lang}.yml", r"^(menu\.home: .*?)( x\d+)?$",
               r"\1 x{n}", address(lang, "glossary"), " x{n}</a>"),
        Change("template", "overrides/partials/footer.html", r'"p-footer( x\d+)?"',
               '"p-footer x{n}"', address(lang, "glossary"), "p-footer x{n}"),
        Change("style", styles, r":root {(\n  --x: x\d+;)?", r":root {\n  --x: x{n};",
               "portal.css", "x{n};"),
        Change("act", "data/acts.yml", title.format(f"^  - id: {act}"), r"\1 x{n}",
               address(lang, f"acts/{act}"), "x{n}"),
        Change("topic", "data/topics.yml", title.format(f"^  - id: {topic}"), r"\1 x{n}",
               address(lang, f"topics/{topic}"), "x{n}"),
        Change("Python (restart)", "portal/pages/navigation.py", r"(\[0\]\}\"\)\))( \+ ' y\d+')?$",
               r"\1 + ' y{n}'", address(lang, "glossary"), " y{n}</a>"),
    ]  # fmt: skip


def _first_id(file: Path, section: str) -> str:
    text = file.read_text(encoding="utf-8").partition(f"\n{section}:\n")[2]
    found = re.search(r"^  - id: (\S+)", text, re.MULTILINE)
    assert found, file
    return found[1]


def peer(root: Path, lang: str) -> list[Change]:
    """Write the same Markdown files as a site of plain Material; the changes that it has too."""
    copy_project(root, ("docs",))
    (root / "docs").rename(root / "both")
    (root / "both" if lang == "all" else root / "both" / lang).rename(root / "docs")
    (root / "mkdocs.yml").write_text(PEER_CONFIG, encoding="utf-8")
    (root / "theme").mkdir()
    template = '{% extends "base.html" %}{% block announce %}x0{% endblock %}'
    (root / "theme/main.html").write_text(template, encoding="utf-8")
    (root / "docs/extra.css").write_text(".x0 {}", encoding="utf-8")
    folder = f"{LANGS[0]}/" if lang == "all" else ""
    document = min((root / f"docs/{folder}practices").glob("*.md")).stem
    heading = r"(^## [^\n{]*[^\s{])(\n\nСап x\d+ {s0})?$"
    return [
        Change(name, f"docs/{folder}{file}.md", heading, r"\1\n\nСап x{n} {s0}", f"{folder}{file}.html", "Сап x{n}")
        for name, file in (("document", f"practices/{document}"), ("ordinary page", "about"))
    ] + [
        Change("template", "theme/main.html", r"x\d+", "x{n}", f"{folder}about.html", "x{n}"),
        Change("style", "docs/extra.css", r"x\d+", "x{n}", "extra.css", "x{n} "),
    ]


def measure(root: Path, changes: list[Change], lang: str, times: int) -> dict[str, list[Took]]:
    """Serve the project in ``root`` twice, and save each change ``times`` times."""
    page = changes[1].page
    figures: dict[str, list[Took]] = {}
    with serving(root, root.parent / f"{root.name}.log", lang, page) as (_, took):
        figures["start, nothing kept"] = [took]
    with serving(root, root.parent / f"{root.name}.log", lang, page) as (server, took):
        figures["start again"] = [took]
        number = 0
        for change in changes:
            for _ in range(times):
                time.sleep(SETTLE)
                number += 1
                figures.setdefault(change.name, []).append(server.save(change, number))
    return figures


def table(ours: dict[str, list[Took]], others: dict[str, list[Took]]) -> Iterator[str]:
    """One line for each change."""
    yield f"{'':<20} {'seconds':>8} {'worst':>6} {'CPU s':>6} {'peer s':>7} {'CPU s':>6} {'ratio':>6} {'of CPU':>6}"
    for name, found in ours.items():
        wall, cpu = (statistics.median(getattr(took, kind) for took in found) for kind in ("wall", "cpu"))
        line = f"{name:<20} {wall:>8.2f} {max(took.wall for took in found):>6.2f} {cpu:>6.2f}"
        if name in others:
            peer_wall = statistics.median(took.wall for took in others[name])
            peer_cpu = statistics.median(took.cpu for took in others[name])
            line += f" {peer_wall:>7.2f} {peer_cpu:>6.2f} {wall / peer_wall:>6.2f} {cpu / peer_cpu:>6.2f}"
        over = wall > GOAL and not name.startswith("start")
        yield line + (f"   over {GOAL:g} s" if over else "")


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lang", choices=(*LANGS, "all"), default=LANGS[0])
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--no-peer", action="store_true")
    options = parser.parse_args()
    shown = LANGS[0] if options.lang == "all" else options.lang
    with tempfile.TemporaryDirectory() as name:
        root, other = Path(name, "portal"), Path(name, "peer")
        root.mkdir()
        copy_project(root, (*COPIED, "docs", "addresses", "portal"))
        documents = sum(1 for _ in (root / "docs").rglob("*.md"))
        print(f"{documents} files of documents, {options.lang}; processors {os.cpu_count()}, load {load()}", flush=True)
        ours = measure(root, portal_changes(root, shown), options.lang, options.times)
        others: dict[str, list[Took]] = {}
        if not options.no_peer:
            other.mkdir()
            others = measure(other, peer(other, options.lang), options.lang, options.times)
        print("\n".join(table(ours, others)))
        print(f"load at the end {load()}")
    return 0


def load() -> str:
    """How much else the machine has to do."""
    return " ".join(f"{value:.1f}" for value in os.getloadavg())


if __name__ == "__main__":
    raise SystemExit(main())
