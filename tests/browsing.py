"""What tests of built pages share: builds (in forks: see building.py), servers, browser, accessibility, validity."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

import pytest

import building
import surroundings
from portal.core.built import names_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

REPOSITORY = Path(__file__).resolve().parent.parent
NODE_MODULES = REPOSITORY / "node_modules"
IN_CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}

# Chromium talks to its makers by itself; a test that counts requests wants silence.
CHROMIUM_ARGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
]

# Pages of docs/ that the menu names, so that a strict build of a few test files
# does not fail on the menu. Patterns below docs/.
STANDING_PAGES = ("ky/*.md", "ru/*.md", "assets/**/*")

BUILD_TIMEOUT = 300
# How long a browser may take for what it does at once on a machine with nothing else to do. Only a fault waits so long.
PATIENCE = 60


def missing(what: str, remedy: str) -> None:
    """Skip the test because a tool is not there, or fail it in CI, where it must be."""
    message = f"{what} is missing; {remedy}"
    if IN_CI:
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


# --- Builds ---------------------------------------------------------------------


@dataclass(frozen=True)
class BuiltSite:
    """The outcome of one build; ``site`` may be incomplete where it failed."""

    returncode: int
    output: str
    site: Path
    root: Path

    @property
    def ok(self) -> bool:
        """Whether the build went through."""
        return self.returncode == 0

    def read(self, path: str) -> str:
        """Return the text of a built file, as in ``site.read("ru/index.html")``."""
        return (self.site / path).read_text(encoding="utf-8")


def build_environment(**variables: str | None) -> dict[str, str]:
    """Return this process's environment without what steers a build, plus ``variables``."""
    environment = dict(os.environ)
    surroundings.forget(environment)
    environment |= {"PYTHONIOENCODING": "utf-8", "NO_COLOR": "1"}
    if variables.get("SITE_URL"):
        variables = {"SITE_CONTACT": "redaktsiya@example.kg", **variables}  # a public build needs somebody to write to
    for key, value in variables.items():
        if value is None:
            environment.pop(key, None)
        else:
            environment[key] = value
    return environment


def build(root: Path, site: Path, *, strict: bool = True, **variables: str | None) -> BuiltSite:
    """Run ``mkdocs build`` in ``root``; ``variables`` are set in its environment."""
    arguments = ["build", "--site-dir", str(site), *(["--strict"] if strict else [])]
    try:
        returncode, output = building.build(root, arguments, build_environment(**variables), BUILD_TIMEOUT)
    except building.TooLongError as error:
        pytest.fail(f"The build took more than {BUILD_TIMEOUT} s.\n{error!s:.2000}", pytrace=False)
    return BuiltSite(returncode, output, site, root)


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files below ``folder``: text as UTF-8 with the newlines it has, bytes as they are."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))


def nav_of(docs: Path, text: str) -> str:
    """``mkdocs.yml`` without the lines of ``nav`` whose ordinary pages the test does not have in both languages."""
    names = {file.name for file in (REPOSITORY / "docs/ky").glob("*.md")}
    gone = {name for name in names if not all((docs / lang / name).exists() for lang in ("ky", "ru"))}
    left_out = [line for line in text.splitlines() if gone & set(line.split())]
    titles = {line.strip(" -").partition(": ")[0] for line in left_out}
    kept = [
        line for line in text.splitlines() if line not in left_out and line.strip().partition(": ")[0] not in titles
    ]
    return "\n".join(kept) + "\n"


def lay_out_small_site(
    root: Path,
    files: Mapping[str, str | bytes],
    *,
    data: Mapping[str, str | bytes] | None = None,
    standing: Sequence[str] = STANDING_PAGES,
    config: Callable[[str], str] | None = None,
) -> None:
    """Copy the portal's machinery to ``root`` and put the test's own documents into it."""
    left_out = shutil.ignore_patterns("__pycache__", "journal.yml")  # the journal names documents of the real portal
    for name in ("hooks", "overrides", "data"):
        source = REPOSITORY / name
        if source.is_dir():
            shutil.copytree(source, root / name, ignore=left_out, dirs_exist_ok=True)
    text = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8")
    docs = root / "docs"
    for language in ("ky", "ru"):
        (docs / language).mkdir(parents=True, exist_ok=True)
    for pattern in standing:
        for source in sorted((REPOSITORY / "docs").glob(pattern)):
            if source.is_file():
                target = docs / source.relative_to(REPOSITORY / "docs")
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, target)
    write_files(docs, files)
    text = nav_of(docs, text)
    (root / "mkdocs.yml").write_text(config(text) if config else text, encoding="utf-8")
    write_files(root / "data", data or {})


def build_small_site(
    tmp_path: Path,
    files: Mapping[str, str | bytes],
    *,
    language: str | None = "en",
    strict: bool = True,
    data: Mapping[str, str | bytes] | None = None,
    standing: Sequence[str] = STANDING_PAGES,
    config: Callable[[str], str] | None = None,
    env: Mapping[str, str | None] | None = None,
) -> BuiltSite:
    """Build a portal whose documents stand in the test.

    Args:
        tmp_path: Folder of the test; may be used for several builds, one after another:
            files of an earlier call stay unless written again.
        files: Documents by their path below ``docs/``, as ``{"ky/practices/suu.md": "…"}``.
        language: ``PORTAL_LANG``, the language of problem messages; ``None`` leaves it unset.
        strict: Whether warnings abort the build.
        data: Files below ``data/`` that replace the repository's.
        standing: Which of the repository's documents come along, as patterns below
            ``docs/``; ``()`` for none.
        config: Changes the text of ``mkdocs.yml``.
        env: Further environment variables of the build; ``None`` removes one.
    """
    root = tmp_path / "portal"
    root.mkdir(parents=True, exist_ok=True)
    lay_out_small_site(root, files, data=data, standing=standing, config=config)
    variables: dict[str, str | None] = {"PORTAL_LANG": language, **(env or {})}
    return build(root, tmp_path / "site", strict=strict, **variables)


def built(site: Path, name: str) -> str:
    """The path in a built site of a style sheet, script or font."""
    return names_in(file.relative_to(site).as_posix() for file in (site / "assets").rglob("*"))(name)


# --- Servers --------------------------------------------------------------------


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files the way static hosts do, and writes no log into the test's output."""

    protocol_version = "HTTP/1.1"

    # The machine's own table may say otherwise, on Windows for instance.
    extensions_map = {  # noqa: RUF012 - the base class has it like this
        **SimpleHTTPRequestHandler.extensions_map,
        ".html": "text/html; charset=utf-8",
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".css": "text/css",
        ".json": "application/json",
        ".svg": "image/svg+xml",
        ".webmanifest": "application/manifest+json",
        ".woff2": "font/woff2",
        ".xml": "application/xml",
    }

    def log_message(self, format: str, *arguments: object) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


class QuietServer(ThreadingHTTPServer):
    """Says nothing of browsers that hang up when they have seen enough."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve ``folder`` on this machine only and give its address, with a slash at the end."""
    handler = partial(QuietHandler, directory=str(folder))
    server = QuietServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)


# --- Browser --------------------------------------------------------------------


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Start Chromium: the system's where there is one, else Playwright's own."""
    import chromium  # of scripts/, which processes that build alone do not have on their path

    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        missing("Playwright", "install requirements/dev.txt")
        raise
    arguments = list(CHROMIUM_ARGS)
    # Chromium refuses to sandbox itself as root; `geteuid` is not there on Windows.
    if getattr(os, "geteuid", lambda: 1)() == 0:
        arguments.append("--no-sandbox")
    with sync_playwright() as playwright:
        path = chromium.path()
        if path is None and not Path(playwright.chromium.executable_path).exists():
            missing("Chromium", "run `make browser`, or `python -m playwright install chromium`")
        try:
            browser = playwright.chromium.launch(executable_path=path, args=arguments)
        except Error as error:
            pytest.fail(f"Chromium does not start: {error}", pytrace=False)
        try:
            yield browser
        finally:
            browser.close()


PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
}
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}


@dataclass(frozen=True)
class _Record:
    requests: list[str]
    failures: list[str]
    errors: list[str]

    def clear(self) -> None:
        for events in (self.requests, self.failures, self.errors):
            events.clear()


_records: WeakKeyDictionary[Page, _Record] = WeakKeyDictionary()


def _record_of(page: Page) -> _Record:
    try:
        return _records[page]
    except KeyError:
        raise AssertionError("Open the page with open_page() or a page fixture.") from None


def _watch(context: BrowserContext, page: Page) -> None:
    record = _Record([], [], [])
    _records[page] = record
    # The context also hears of requests that a service worker makes.
    context.on("request", lambda request: record.requests.append(request.url))
    context.on(
        "requestfailed",
        lambda request: record.failures.append(f"{request.url}: {request.failure}"),
    )
    context.on(
        "response",
        lambda response: (
            record.failures.append(f"{response.url}: {response.status}") if response.status >= 400 else None
        ),
    )
    page.on("websocket", lambda socket: record.requests.append(socket.url))
    page.on("pageerror", lambda error: record.errors.append(str(error)))
    page.on(
        "console",
        lambda message: record.errors.append(message.text) if message.type == "error" else None,
    )


# What changes a tab for good: who calls one of these gets a tab that nobody has after him.
_LASTING_OF_PAGES = ("add_init_script", "emulate_media", "expose_function", "on", "once", "route", "set_viewport_size")
_LASTING_OF_CONTEXTS = ("add_init_script", "new_cdp_session", "new_page", "on", "once", "route", "set_offline")
_MOST_SPARE = 4
_spare: WeakKeyDictionary[Browser, dict[str, Page]] = WeakKeyDictionary()


def _noting(changed: list[str], name: str, call: Callable[..., Any]) -> Callable[..., Any]:
    def noted(*arguments: Any, **named: Any) -> Any:
        changed.append(name)
        return call(*arguments, **named)

    return noted


def _new_page(browser: Browser, options: Mapping[str, Any]) -> Page:
    # Animations would make screenshots and axe's measured contrast depend on chance.
    context = browser.new_context(**{"reduced_motion": "reduce", **options})
    context.set_default_timeout(PATIENCE * 1000)
    page = context.new_page()
    _watch(context, page)
    return page


def _as_new(page: Page) -> bool:
    """Make a used tab as good as a new one, if that can be done."""
    from playwright.sync_api import Error

    try:
        if len(page.context.pages) > 1:
            return False
        session = page.context.new_cdp_session(page)
        page.goto("about:blank", timeout=5_000)
        page.mouse.move(0, 0)
        page.context.clear_cookies()
        session.send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "all"})
        session.detach()
    except Error:  # crashed, closed, or a question that holds the page back
        return False
    return True


@contextmanager
def open_page(browser: Browser, *, workers: bool = False, **options: Any) -> Iterator[Page]:
    """Open a page that nobody has used, or that is as if nobody had, and record what it asks for.

    A new context and its first page cost a second of work, a page more in a tab a quarter: so a tab with the same
    options is emptied and used again by the next test, unless this one changed it for good (``_LASTING_…``).

    ``workers`` lets the page have its service worker, in a context of its own. ``options`` go to Playwright's
    ``new_context``: ``**PHONE``, ``java_script_enabled=False``, ``offline=True``, ``color_scheme="dark"`` …
    """
    if workers:
        page = _new_page(browser, options)
        try:
            yield page
        finally:
            page.context.close()
        return
    options = {"service_workers": "block", **options}
    key = json.dumps(options, sort_keys=True, default=str)
    spare = _spare.setdefault(browser, {})
    page = spare.pop(key, None) or _new_page(browser, options)
    changed: list[str] = []
    lasting = [(page, name) for name in _LASTING_OF_PAGES] + [(page.context, name) for name in _LASTING_OF_CONTEXTS]
    for owner, name in lasting:
        setattr(owner, name, _noting(changed, name, getattr(owner, name)))
    _record_of(page).clear()
    try:
        yield page
    finally:
        for owner, name in lasting:
            delattr(owner, name)
        if changed or key in spare or not _as_new(page):
            page.context.close()
        else:
            spare[key] = page
            while len(spare) > _MOST_SPARE:
                spare.pop(next(iter(spare))).context.close()


def until(page: Page, script: str, arg: object = None, *, timeout: float = PATIENCE) -> Any:
    """Wait until an expression or a function of ``arg`` gives something true, and return that.

    Playwright's own ``wait_for_function`` evaluates text in the page, which the pages' policy forbids.
    """
    deadline, told = time.monotonic() + timeout, ""
    while True:
        try:
            found = page.evaluate(script, arg)
        except Exception as error:
            # The page is on its way to the next one, or its elements are on theirs.
            if not any(one in str(error) for one in ("context was destroyed", "navigat", "properties of null")):
                raise
            found, told = None, f" ({error})"
        if found:
            return found
        if time.monotonic() > deadline:
            raise AssertionError(f"Not within {timeout} s: {script}{told}")
        page.wait_for_timeout(30)


def visit(page: Page, address: str) -> None:
    """Open a page even if a worker or the page itself leads elsewhere in the same moment, as a reader would again.

    A worker that gives way reloads its pages when it likes; Playwright takes that for a failure of its own navigation.
    Twice the patience, for a page that waits for a worker which is gone may be cut short after all of the first.
    """
    deadline, before = time.monotonic() + 2 * PATIENCE, page.url
    while True:
        try:
            page.goto(address)
            # A reload that was under way may come last, without a word.
            if page.url != before or before == address or time.monotonic() > deadline:
                return
        except Exception as error:
            lost = "interrupted by another navigation" in str(error) or "net::ERR_ABORTED" in str(error)
            if not lost or time.monotonic() > deadline:
                raise


def settled(page: Page) -> None:
    """Wait until scripts have left the page alone for a while."""
    page.evaluate(
        """() => new Promise((done) => {
            let timer = 0;
            const observer = new MutationObserver(() => again());
            const again = () => {
                clearTimeout(timer);
                timer = setTimeout(() => { observer.disconnect(); done(); }, 150);
            };
            observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
            again();
        })"""
    )


def requests(page: Page) -> list[str]:
    """Return the addresses of all requests so far."""
    return list(_record_of(page).requests)


def failed_requests(page: Page) -> list[str]:
    """Return requests that got no answer or one of 400 and above, each with the reason."""
    return list(_record_of(page).failures)


def script_errors(page: Page) -> list[str]:
    """Return uncaught exceptions and what was written to the console as an error."""
    return list(_record_of(page).errors)


def foreign_requests(page: Page, own: str | None = None) -> list[str]:
    """Return the requests that left the site.

    ``own`` is the address below which everything may lie (``http_site``, ``file_site``).
    Without it the origin of the present page counts; of ``file://`` that is the whole
    disk, so name it there.
    """
    if own is None:
        parts = urlsplit(page.url)
        own = f"{parts.scheme}://{parts.netloc}/"
    harmless = (own, "data:", "blob:", "about:")
    return [address for address in requests(page) if not address.startswith(harmless)]


# --- Accessibility and validity ---------------------------------------------------


@dataclass(frozen=True)
class Violation:
    """One finding of axe-core."""

    rule: str
    impact: str
    help: str
    targets: tuple[str, ...]


def axe_path() -> Path:
    """Return axe-core's script from node_modules."""
    path = NODE_MODULES / "axe-core" / "axe.min.js"
    if not path.is_file():
        missing("axe-core", "run `npm ci`")
    return path


def run_axe(
    page: Page, *, impacts: Sequence[str] = ("serious", "critical"), only: Sequence[str] = ()
) -> list[Violation]:
    """Run axe-core over the page as it is now and return what it finds wrong; ``only`` names rules, else all run."""
    # As an expression, not as a script element: a page with a policy on scripts
    # would refuse the element, and the page's own tree stays as it was.
    page.evaluate(axe_path().read_text(encoding="utf-8") + "\n;undefined")
    found = page.evaluate(
        """async (only) => {
            const chosen = only.length ? { runOnly: { type: "rule", values: only } } : {};
            // Not the style sheets: only rules that are off by default read them, and file:// gives none.
            const options = { resultTypes: ["violations"], preload: { assets: ["media"] }, ...chosen };
            const result = await axe.run(document, options);
            return result.violations.map((one) => ({
                rule: one.id, impact: one.impact, help: one.help,
                targets: one.nodes.map(
                    (node) => node.target.flat().join(" ") + ": " + node.html.slice(0, 160)),
            }));
        }""",
        list(only),
    )
    return [
        Violation(one["rule"], one["impact"] or "", one["help"], tuple(one["targets"]))
        for one in found
        if one["impact"] in impacts
    ]


def node_path() -> str:
    """Return the path of Node.js: what scripts/install_node.sh installed, the system's, the environment's."""
    folders = [Path(sys.prefix) / "node", *os.get_exec_path(), Path(sys.executable).parent]
    path = shutil.which("node", path=os.pathsep.join(map(str, folders)))
    if path is None:
        missing("Node.js", "run `make setup`")
        raise AssertionError
    return path


def node_tool(package: str, program: str) -> list[str]:
    """Return the command of a program in node_modules; npx differs between systems."""
    manifest = NODE_MODULES / package / "package.json"
    if not manifest.is_file():
        missing(package, "run `npm ci`")
    programs = json.loads(manifest.read_text(encoding="utf-8"))["bin"]
    return [node_path(), str(manifest.parent / programs[program])]


#: For programs in Node, run in the repository: `clientScript("search.js")` is the text of a script from its parts.
CLIENT_SCRIPT = """
const clientScript = (name) => {
  const read = (part) => require("node:fs").readFileSync("overrides/assets/javascripts/" + part, "utf8");
  return JSON.parse(read("scripts.json"))[name].map(read).join("");
};
"""


def run_node(script: str, *arguments: str, stdin: str = "") -> str:
    """Run JavaScript in Node and return what it writes; a failure fails the test."""
    run = subprocess.run(
        [node_path(), "-e", script, *arguments],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        cwd=REPOSITORY,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


def html_validate(paths: Sequence[Path]) -> list[str]:
    """Return html-validate's findings in the files, as ``file:line:column rule: message``."""
    files = [str(path) for path in paths]
    if not files:
        raise AssertionError("No page to validate: the test looks at nothing.")
    command = [
        *node_tool("html-validate", "html-validate"),
        "--config",
        str(REPOSITORY / ".htmlvalidate.mjs"),
    ]
    findings: list[str] = []
    # A command line has a limit; Windows' is 32,767 characters.
    for start in range(0, len(files), 100):
        run = subprocess.run(
            [*command, "--formatter", "json", *files[start : start + 100]],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            check=False,
            cwd=REPOSITORY,
        )
        # 0: nothing found; 1: something found; its own failures also end with 1, but without JSON.
        try:
            results = json.loads(run.stdout)
        except json.JSONDecodeError:
            raise AssertionError(f"html-validate failed:\n{run.stdout}\n{run.stderr}") from None
        findings += [
            f"{result['filePath']}:{one['line']}:{one['column']} {one['ruleId']}: {one['message']}"
            for result in results
            for one in result["messages"]
        ]
    return findings
