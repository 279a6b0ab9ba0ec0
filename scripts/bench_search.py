"""Measure the search against MiniSearch and Pagefind on generated documents, interleaved in one run.

    python scripts/bench_search.py [--sizes 50,500,2000,10000] [--rounds 11] [--engines portal,minisearch,pagefind]
                                   [--words 960] [--slow 4] [--site DIR] [--cache DIR] [--fresh] [--json FILE]

The portal's own page (search.html with facets, snippets and suggestions) runs over the generated index. A document has
``--words`` words of :mod:`benchmark.growth`: inflected forms, a vocabulary that grows with the corpus as in real text.
Indexes are kept in ``--cache`` (below the system's folder for temporary files) for as long as what made them is the
same, so a second run builds nothing. Each round takes a fresh browser context per engine and measures:

* ``first``: the page open and at rest, from sending two words to the first result; ``later``: the same for other words;
* ``open``: from opening the page with two words in its address to the first result;
* ``first/line``, ``open/line``: the same two at full speed on a line of 1.6 Mbit/s and 150 ms (DevTools), and
  ``trips``: the journeys in a row that the first result took after the page was there (each asked for when the one
  before had come);
* ``bytes``: scripts and data until the first result (gzip, with 200 a file for headers), ``rest``: until the page is at
  rest; ``heap`` after all queries.

``open``, ``first`` and ``later`` run with every process of the browser stopped three quarters of the time
(SIGSTOP/SIGCONT): DevTools' own throttling spares workers. Linux and macOS only. An engine that took longer than
PATIENCE on the line is measured there in three rounds only. Peers come from node_modules (``npm ci`` and, because its
binaries cannot be locked for all systems, ``npm install --no-save pagefind@1.6.0``); what is missing is left out.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import inspect
import json
import os
import random
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import browsing  # noqa: E402
from benchmark.engines import there  # noqa: E402
from benchmark.project import WORDS, running_words  # noqa: E402
from portal.core.built import hashed_name  # noqa: E402
from portal.language.languages import DEFAULT  # noqa: E402
from portal.search.build import build_index  # noqa: E402
from portal.search.model import Entry, Suggestion, Unit  # noqa: E402

HEADINGS = (("problem", "Көйгөй"), ("what-was-done", "Эмне жасалды"), ("money", "Каражат"), ("results", "Натыйжа"))
MARK = "--portal-bench"
ENGINES = ("portal", "minisearch", "pagefind")
#: Seconds on the slow line after which three rounds there are enough, and after which nothing is waited for.
PATIENCE, LIMIT = 12.0, 170.0


def corpus(size: int, count: int) -> list[Entry]:
    """Documents of a portal."""
    running = running_words(DEFAULT)
    source = random.Random(2)
    entries = []
    for number in range(size):
        words = iter(running.take(count + 30))

        def text(length: int, words: Iterator[str] = words) -> str:
            return " ".join(islice(words, length))

        units = [Unit("", "", text(count // 10))]
        units += [Unit(anchor, title, text(count // 4 - count // 40)) for anchor, title in HEADINGS]
        facets = {
            "kind": (source.choice(("practice", "practice", "practice", "resolution", "concept")),),
            "topic": tuple(dict.fromkeys(f"topic-{source.randrange(30)}" for _ in range(source.choice((1, 2, 2, 3))))),
            "oblast": (f"oblast-{source.randrange(9)}",),
            "year": (str(2010 + source.randrange(16)),),
            "status": (source.choice(("in-use", "completed", "pilot", "planned")),),
            "act": tuple(dict.fromkeys(f"act-{source.randrange(60)}" for _ in range(source.randrange(4)))),
            "translation": (source.choice(("original", "current")),),
        }
        entries.append(Entry(key=f"practices/d{number}", kind=facets["kind"][0], state="original", title=text(8),
                             title_lang=DEFAULT, summary=text(18), passport="Нарын облусу · 2021", units=tuple(units),
                             topics=text(4), about="Тажрыйба", facets=facets, alphabetical=number))  # fmt: skip
    return entries


def questions(size: int, count: int) -> list[str]:
    """Pairs of frequent words, of which some stand together in documents."""
    running = running_words(DEFAULT)
    for _ in range(min(size, 500)):
        running.take(count + 30)
    source = random.Random(3)
    common = running.most_frequent(400)
    return [f"{source.choice(common)} {source.choice(common[:60])}" for _ in range(60)]


# --- The three engines' sites -----------------------------------------------------

INLINE = re.compile(r'(<script type="application/json" id="search-manifest">)(.*?)(</script>)', re.S)


def make_portal(folder: Path, entries: list[Entry], words: dict[str, object]) -> tuple[float, int, int]:
    """The generated index. Gives the time of the build, bytes and number of files."""
    suggestions = [Suggestion(entry.kind, entry.title, entry.key) for entry in entries]
    started = time.perf_counter()
    index = build_index(DEFAULT, entries, (), suggestions, words)
    seconds = time.perf_counter() - started
    for name, text in index.files.items():
        stamped = hashed_name(name, index.stamps[name]) if name in index.stamps else name
        (folder / stamped).write_text(text, encoding="utf-8", newline="\n")
    (folder / "manifest.json").write_text(index.manifest, encoding="utf-8")
    return seconds, sum(len(text.encode()) for text in index.files.values()), len(index.files)


def lay_out_portal(folder: Path, built: Path, index: Path) -> None:
    """The portal's own page and scripts over a generated index."""
    shutil.copytree(built / "assets", folder / "assets", ignore=lambda _, names: {"search"} & set(names))
    (folder / "assets/search").mkdir()
    (folder / f"assets/search/{DEFAULT}").symlink_to(index, target_is_directory=True)
    manifest = (index / "manifest.json").read_text(encoding="utf-8")
    page = (built / "search.html").read_text(encoding="utf-8")
    (folder / "search.html").write_text(INLINE.sub(lambda m: m[1] + manifest + m[3], page), encoding="utf-8")


PEER = (
    f'<!doctype html><html lang="{DEFAULT}">'
    + """<meta charset="utf-8"><title>%s</title>
<form><input name="q"></form><div id="list"></div>
<script type="module">
const list = document.getElementById("list");
function show(rows) {
  list.replaceChildren(...rows.map((row) => {
    const make = (tag) => document.createElement(tag);
    const made = make("article"), title = make("h2"), text = make("p");
    made.className = "p-hit"; title.textContent = row.title; text.innerHTML = row.text; made.append(title, text);
    return made;
  }));
}
%s
window.ask = async (text) => show(await find(text));
const text = new URLSearchParams(location.search).get("q");
if (text) window.ask(text);
</script></html>
"""
)
MINISEARCH = """
let engine;
const script = (src) => new Promise((resolve, reject) => {
  const made = document.createElement("script");
  made.src = src;
  made.onload = resolve;
  made.onerror = reject;
  document.head.append(made);
});
async function find(text) {
  const fields = { fields: ["title", "summary", "text"], storeFields: ["title", "summary"] };
  engine = engine || Promise.all([script("minisearch.js"), script("index.js")])
    .then(() => MiniSearch.loadJSON(window.portalIndex, fields));
  const found = (await engine).search(text, { prefix: true, boost: { title: 4 }, combineWith: "AND" });
  return found.slice(0, 10).map((row) => ({ title: row.title, text: row.summary }));
}
"""
PAGEFIND = """
let engine;
async function find(text) {
  engine = engine || import("./pagefind/pagefind.js");
  const found = await (await engine).search(text);
  const rows = await Promise.all(found.results.slice(0, 10).map((result) => result.data()));
  return rows.map((row) => ({ title: row.meta.title, text: row.excerpt }));
}
"""


def make_minisearch(folder: Path, entries: list[Entry]) -> tuple[float, int, int]:
    """MiniSearch with its index as a script, as ``file://`` would need it."""
    package = browsing.NODE_MODULES / "minisearch/dist"
    documents = [{"id": n, "title": e.title, "summary": e.summary, "text": " ".join(u.text for u in e.units)}
                 for n, e in enumerate(entries)]  # fmt: skip
    code = (
        "const M=require(process.argv[1]);const d=JSON.parse(require('fs').readFileSync(0,'utf8'));"
        "const m=new M({fields:['title','summary','text'],storeFields:['title','summary']});m.addAll(d);"
        "process.stdout.write('window.portalIndex='+JSON.stringify(JSON.stringify(m))+';')"
    )
    started = time.perf_counter()
    run = subprocess.run(
        [browsing.node_path(), "--max-old-space-size=6000", "-e", code, str(package / "cjs/index.cjs")],
        input=json.dumps(documents), capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    seconds = time.perf_counter() - started
    (folder / "index.js").write_text(run.stdout, encoding="utf-8")
    shutil.copyfile(package / "umd/index.js", folder / "minisearch.js")
    (folder / "search.html").write_text(PEER % ("MiniSearch", MINISEARCH), encoding="utf-8")
    return seconds, len(run.stdout.encode()), 1


def make_pagefind(folder: Path, entries: list[Entry]) -> tuple[float, int, int]:
    """Pagefind's own binary over a page per document."""
    pages = folder / "practices"
    pages.mkdir(parents=True, exist_ok=True)
    for entry in entries:
        body = "".join(
            f'<h2 id="{u.anchor}">{u.title}</h2><p>{u.text}</p>' if u.anchor else f"<p>{u.text}</p>"
            for u in entry.units
        )
        head = f'<!doctype html><html lang="{DEFAULT}"><title>{entry.title}</title>'
        html = f"{head}<body><main data-pagefind-body><h1>{entry.title}</h1>{body}</main>"
        (folder / f"{entry.key}.html").write_text(html, encoding="utf-8")
    started = time.perf_counter()
    subprocess.run(
        [browsing.node_path(), str(browsing.NODE_MODULES / "pagefind/lib/runner/bin.cjs"), "--site", str(folder)],
        capture_output=True,
        check=True,
        cwd=ROOT,
    )
    seconds = time.perf_counter() - started
    shutil.rmtree(pages)
    (folder / "search.html").write_text(PEER % ("Pagefind", PAGEFIND), encoding="utf-8")
    files = [file for file in (folder / "pagefind").rglob("*") if file.is_file()]
    return seconds, sum(file.stat().st_size for file in files), len(files)


# --- Serving, slowing down, measuring ---------------------------------------------


#: What was compressed in an earlier round, as a host would keep it.
PACKED: dict[Path, bytes] = {}
#: Moment, kind and bytes of what the server sent, with about 200 for headers; a page's own session misses workers.
SENT: list[tuple[float, str, int]] = []
LINE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 50_000}


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """A server that compresses what hosts compress and keeps connections open."""
    types = {
        ".html": "text/html; charset=utf-8",
        ".js": "text/javascript",
        ".css": "text/css",
        ".wasm": "application/wasm",
    }

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *arguments: object) -> None:
            pass

        def do_GET(self) -> None:
            path = folder / urlsplit(self.path).path.lstrip("/")
            if not path.is_file():
                self.send_response(404)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            text = path.suffix in {".html", ".js", ".css", ".json", ".svg"}
            if path not in PACKED:
                PACKED[path] = gzip.compress(path.read_bytes(), 9) if text else path.read_bytes()
            self.send_response(200)
            self.send_header("Content-Type", types.get(path.suffix, "application/octet-stream"))
            if text:
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(PACKED[path])))
            self.end_headers()
            try:
                self.wfile.write(PACKED[path])
            except ConnectionError:  # the page was closed meanwhile
                return
            SENT.append((time.time(), path.suffix, len(PACKED[path]) + 200))

    server = browsing.QuietServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()


def browser_processes() -> list[int]:
    """The browser that this process started, and all its children."""
    table = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, encoding="utf-8", check=True).stdout
    rows = [
        (int(pid), int(parent), args)
        for pid, parent, args in (line.split(None, 2) for line in table.splitlines() if len(line.split(None, 2)) == 3)
    ]
    found = {pid for pid, _, args in rows if f"{MARK}={os.getpid()}" in args}
    while more := {pid for pid, parent, _ in rows if parent in found} - found:
        found |= more
    return sorted(found)


@contextmanager
def slowed(share: float, period: float = 0.016) -> Iterator[None]:
    """Every process of the browser runs for ``share`` of the time only."""
    pids = browser_processes()
    done = threading.Event()

    def send(what: signal.Signals) -> None:
        for pid in pids:
            try:
                os.kill(pid, what)
            except ProcessLookupError:
                continue

    def cycle() -> None:
        while not done.is_set():
            send(signal.SIGSTOP)
            time.sleep(period * (1 - share))
            send(signal.SIGCONT)
            time.sleep(period * share)

    worker = threading.Thread(target=cycle, daemon=True)
    worker.start()
    try:
        yield
    finally:
        done.set()
        worker.join()
        send(signal.SIGCONT)


# The first result is there when its title is, and the frame after has been drawn.
WATCH = """
window.portalFirst = () => new Promise((resolve) => {
  const there = () => document.querySelector(".p-hit h2") && resolve(performance.now());
  new MutationObserver(there).observe(document, { childList: true, subtree: true });
  there();
});
window.portalShown = window.portalFirst();
"""
SEND = """async ([text, limit]) => {
  document.querySelectorAll(".p-hit").forEach((hit) => hit.remove());
  const shown = window.portalFirst(), start = performance.now();
  if (window.ask) window.ask(text);
  else {
    const form = document.querySelector(".p-search--page");
    form.elements.q.value = text;
    form.requestSubmit();
  }
  const late = new Promise((resolve) => setTimeout(() => resolve(limit), limit));
  return Promise.race([shown.then((end) => end - start), late]);
}"""


class Traffic:
    """When a page asked for what, and had it."""

    def __init__(self, session: Any) -> None:
        self.starts: dict[str, tuple[float, float, str]] = {}
        self.ends: dict[str, float] = {}
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", self.sent)
        session.on("Network.loadingFinished", lambda e: self.ends.setdefault(e["requestId"], e["timestamp"]))

    def sent(self, event: dict[str, Any]) -> None:
        """Keep the moment by the clock of the day and by that of the browser."""
        self.starts.setdefault(event["requestId"], (event["wallTime"], event["timestamp"], event["type"]))

    def trips(self, since: float, until: float) -> int:
        """Journeys in a row after the page itself: the longest chain of requests each made when the last had come."""
        spans = sorted(
            (self.ends[request], asked)
            for request, (moment, asked, kind) in self.starts.items()
            if kind not in {"Document", "Font", "Image", "Stylesheet"}
            and since <= moment <= until
            and request in self.ends
        )
        number, last = 0, 0.0
        for end, asked in spans:
            if asked >= last:
                number, last = number + 1, end
        return number


def opened(browser: Any, address: str, query: str, *, line: bool) -> dict[str, float]:
    """Open the page with a query in its address."""
    with browsing.open_page(browser, **browsing.PHONE) as page:
        session = page.context.new_cdp_session(page)
        traffic = Traffic(session)
        if line:
            session.send("Network.emulateNetworkConditions", LINE)
        page.add_init_script(WATCH)
        SENT.clear()
        page.goto(f"{address}search.html?q={quote(query)}", wait_until="commit", timeout=LIMIT * 1000 + 10_000)
        late = f"new Promise((resolve) => setTimeout(() => resolve({LIMIT * 1000}), {LIMIT * 1000}))"
        shown: float = page.evaluate(f"Promise.race([window.portalShown, {late}])")
        start: float = page.evaluate("performance.timeOrigin") / 1000
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(400)
        sent = [(moment, size) for moment, kind, size in SENT if kind not in {".html", ".css", ".woff2", ".svg"}]
        until = start + shown / 1000
        return {
            "time": shown,
            "trips": traffic.trips(start, until),
            "bytes": sum(size for moment, size in sent if moment <= until),
            "rest": sum(size for _, size in sent),
        }


def asked(browser: Any, address: str, queries: list[str], share: float | None) -> dict[str, float]:
    """Open the page without a query, then ask: slowed down, or on the line and the first query only."""
    with browsing.open_page(browser, **browsing.PHONE) as page:
        session = page.context.new_cdp_session(page)
        traffic = Traffic(session)
        page.add_init_script(WATCH)
        page.goto(f"{address}search.html")
        page.wait_for_load_state("networkidle")
        page.evaluate("document.querySelector('main input[name=q], input[name=q]').focus()")
        page.wait_for_timeout(500)
        found: dict[str, float] = {}
        start: float = page.evaluate("Date.now()") / 1000
        if share is None:
            session.send("Network.emulateNetworkConditions", LINE)
            found["time"] = page.evaluate(SEND, [queries[0], LIMIT * 1000])
            found["trips"] = traffic.trips(start, start + found["time"] / 1000)
            return found
        with slowed(share):
            found["first"] = page.evaluate(SEND, [queries[0], LIMIT * 1000])
            found["later"] = statistics.median(page.evaluate(SEND, [text, 20_000]) for text in queries[1:4])
        page.wait_for_timeout(300)
        session.send("HeapProfiler.collectGarbage")
        found["heap"] = session.send("Runtime.getHeapUsage")["usedSize"]
        return found


def measure(browser: Any, address: str, queries: list[str], share: float, *, line: bool) -> dict[str, float]:
    """One round of one engine."""
    with slowed(share):
        page = opened(browser, address, queries[0], line=False)
    found = {"open": page["time"], "bytes": page["bytes"], "rest": page["rest"]}
    found |= asked(browser, address, queries, share)
    if line:
        slow, first = opened(browser, address, queries[0], line=True), asked(browser, address, queries, None)
        found |= {"open/line": slow["time"], "first/line": first["time"], "trips": max(slow["trips"], first["trips"])}
    return found


def main() -> None:
    """Print a table for every size of corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="50,500,2000,10000")
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--words", type=int, default=WORDS, help="words of a document")
    parser.add_argument("--engines", default=",".join(ENGINES))
    parser.add_argument("--slow", type=float, default=4.0)
    parser.add_argument("--site", type=Path, help="a built portal; else one is built")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "portal-bench-search")
    parser.add_argument("--fresh", action="store_true", help="build the indexes even where they are in the cache")
    parser.add_argument("--build-only", action="store_true", help="fill the cache, measure nothing")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    options.engines = [name for name in options.engines.split(",") if there(name, ENGINES, browsing.NODE_MODULES)]
    results = []
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        built = options.site or work / "built"
        if not options.site and not (outcome := browsing.build(ROOT, built, strict=False)).ok:
            sys.exit(outcome.output)
        for size in map(int, options.sizes.split(",")):
            results.append(run_size(work / str(size), built.resolve(), size, options))
            if options.json:
                options.json.write_text(json.dumps(results, indent=1), encoding="utf-8")


def kept(engine: str, built: Path, size: int, options: argparse.Namespace) -> tuple[Path, tuple[float, int, int]]:
    """The folder with the index of an engine, from the cache where what made it is still the same."""
    page = INLINE.search((built / "search.html").read_text(encoding="utf-8"))
    manifest = json.loads(page[2])  # type: ignore[index]  # the page of the search has its manifest
    words = {name: manifest[name] for name in ("kinds", "badges", "box")}
    parts: list[object] = [size, options.words, inspect.getsource(corpus)]
    parts += [path.read_bytes() for path in sorted((ROOT / "scripts/benchmark").glob("*.py"))]
    if engine == "portal":
        files = sorted(path for name in ("search", "language") for path in (ROOT / "portal" / name).rglob("*"))
        parts += [words, *(path.read_bytes() for path in files if path.is_file() and path.suffix != ".pyc")]
        parts += [inspect.getsource(make_portal)]
    else:
        version = json.loads((browsing.NODE_MODULES / engine / "package.json").read_text(encoding="utf-8"))["version"]
        parts += [
            version,
            PEER,
            MINISEARCH,
            PAGEFIND,
            inspect.getsource(make_minisearch if engine == "minisearch" else make_pagefind),
        ]
    folder = options.cache / f"{engine}-{size}-{hashlib.sha256(repr(parts).encode()).hexdigest()[:12]}"
    note = folder.with_suffix(".json")
    if options.fresh or not note.is_file():
        for old in options.cache.glob(f"{engine}-{size}-*"):
            shutil.rmtree(old) if old.is_dir() else old.unlink()
        folder.mkdir(parents=True)
        entries = corpus(size, options.words)
        if engine == "portal":
            made = make_portal(folder, entries, words)
        else:
            made = (make_minisearch if engine == "minisearch" else make_pagefind)(folder, entries)
        note.write_text(json.dumps(made), encoding="utf-8")
    seconds, weight, count = json.loads(note.read_text(encoding="utf-8"))
    return folder, (seconds, weight, count)


def run_size(work: Path, built: Path, size: int, options: argparse.Namespace) -> dict[str, Any]:
    """Lay out all engines over one corpus, measure them in turn, print medians."""
    made, sites = {}, {}
    for name in options.engines:
        sites[name], made[name] = kept(name, built, size, options)
    if options.build_only:
        return {
            "documents": size,
            **{name: dict(zip(("build", "index", "files"), made[name], strict=True)) for name in made},
        }
    if "portal" in sites:
        work.mkdir(parents=True)
        lay_out_portal(work, built, sites["portal"])
        sites["portal"] = work
    queries = questions(size, options.words)
    if "portal" in sites:
        queries = in_all(work, queries) or queries
    rounds: dict[str, list[dict[str, float]]] = {name: [] for name in sites}
    browsing.CHROMIUM_ARGS.append(f"{MARK}={os.getpid()}")
    started = time.perf_counter()
    with browsing.open_browser() as browser:
        for number in range(options.rounds):
            some = [queries[(number * 4 + i) % len(queries)] for i in range(4)]
            for name, site in sites.items():
                patient = number < 3 or rounds[name][0]["open/line"] < PATIENCE * 1000
                with serve(site) as address:
                    rounds[name].append(measure(browser, address, some, 1 / options.slow, line=patient))
    browsing.CHROMIUM_ARGS.pop()
    print(
        f"\n{size} documents of {options.words} words, {options.rounds} rounds in "
        f"{time.perf_counter() - started:.0f} s, every thread at 1/{options.slow:g}; medians"
    )
    print(
        f"{'':11}{'bytes':>9}{'rest':>9}{'first':>8}{'later':>8}{'open':>8}{'first/line':>12}{'open/line':>11}{'trips':>7}"
        f"{'heap':>8}{'index':>9}{'files':>7}{'build':>8}"
    )
    summary: dict[str, Any] = {"documents": size}
    for name in sites:
        m = {key: statistics.median(one[key] for one in rounds[name] if key in one) for key in rounds[name][0]}
        seconds, weight, files = made[name]
        summary[name] = {**m, "build": seconds, "index": weight, "files": files, "rounds": rounds[name]}
        print(
            f"{name:11}{m['bytes'] / 1000:7.1f}KB{m['rest'] / 1000:7.1f}KB{m['first'] / 1000:7.3f}s"
            f"{m['later'] / 1000:7.3f}s{m['open'] / 1000:7.2f}s{m['first/line'] / 1000:11.2f}s"
            f"{m['open/line'] / 1000:10.2f}s{m['trips']:7.0f}{m['heap'] / 1e6:6.1f}MB"
            f"{weight / 1e6:7.2f}MB{files:7}{seconds:7.1f}s",
            flush=True,
        )
    if "portal" in summary and "pagefind" in summary:
        pairs = zip(rounds["portal"], rounds["pagefind"], strict=True)
        ratio = statistics.median(theirs["first"] / ours["first"] for ours, theirs in pairs)
        print(
            f"portal's first result comes {ratio:.1f} times as fast as Pagefind's in the same round (median)",
            flush=True,
        )
    return summary


def in_all(site: Path, queries: list[str]) -> list[str]:
    """Those queries that find something, so that a first result can be waited for."""
    run = subprocess.run(
        [browsing.node_path(), str(ROOT / "scripts/search.mjs"), str(site), DEFAULT, "--limit", "1"],
        input="".join(f"{query}\n" for query in queries), capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    found = [json.loads(line) for line in run.stdout.splitlines()]
    return [one["query"] for one in found if one["total"] and not one["repaired"]]


if __name__ == "__main__":
    main()
