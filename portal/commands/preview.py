"""``preview``: one document as readers will see it, with its problems above, again after every save.

The page is made by the templates of the project; the adapter to the generator, ``hooks/preview.py``, is the project's
and is loaded from there, as the generator loads its hooks: nothing in this package knows the generator.
"""

from __future__ import annotations

import argparse
import importlib.util
import signal
import sys
import tempfile
import threading
import time
import webbrowser
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from pathlib import Path
from typing import Any, NoReturn, Protocol, cast
from urllib.parse import unquote, urlsplit

from portal.commands.base import FOUND, OK, USAGE, Command, CommandWords
from portal.core.built import BuiltNames
from portal.core.problems import Problem
from portal.core.urls import address
from portal.corpus.corpus import SECTION_KEYS, Portal
from portal.corpus.redirects import as_key
from portal.editing.checking import Selection, advice
from portal.editing.preview import (
    PreviewTarget,
    bare_page,
    counted,
    find_target,
    panel,
    single_file,
    split_problems,
    stamp,
    with_panel,
)
from portal.language.languages import language_of
from portal.model.values import LANGS

ADAPTER = "hooks/preview.py"
PORT = 8010
_OWN = "__preview__"
_HOSTS = ("127.0.0.1", "localhost")


class PreviewAdapter(Protocol):
    """The adapter: the portal in one language, with the page of one document."""

    portal: Portal
    problems: tuple[Problem, ...]
    exists: bool
    names: BuiltNames

    def __init__(self, root: Path, out: Path, lang: str, key: str) -> None: ...

    def write(self) -> None:
        """Write the page, if there is one, and what pages load."""


def arguments(parser: argparse.ArgumentParser, words: CommandWords) -> None:
    """Which document, and where to show it."""
    parser.add_argument("document", help=words("document"))
    parser.add_argument("--port", type=int, default=PORT, help=words("port", port=PORT))
    parser.add_argument("--once", action="store_true", help=words("once"))
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help=words("output"))
    parser.add_argument("--no-browser", action="store_true", help=words("no-browser"))


def run(options: argparse.Namespace, command: Command) -> int:
    """Serve until stopped; with --once write one file, exit code 1 if the document has errors."""
    target = find_target(command.root, options.document)
    if target is None:
        _no_document(options.document, command)
    with tempfile.TemporaryDirectory(prefix="portal-preview-") as folder:
        pages = Pages(command, Path(folder))
        if options.once or options.output:
            return _once(pages, target, options.output or Path(f"preview-{target.key.rpartition('/')[2]}.html"))
        return _serve(pages, target, options.port, browser=not options.no_browser and sys.stdout.isatty())


def _no_document(name: str, command: Command) -> NoReturn:
    """End with what to do instead: a page that the portal makes of itself is shown by the whole portal alone."""
    key = str(as_key(name.replace("\\", "/").removeprefix("./")))
    if key in SECTION_KEYS:
        lang = command.lang if command.lang in LANGS else LANGS[0]
        command.fail("own-page", USAGE, name=key, address=address(lang, key))
    command.fail("no-document", USAGE, name=name)


class Pages:
    """Pages made when they are asked for, and made again when a file has changed since."""

    def __init__(self, command: Command, out: Path) -> None:
        self.command, self.out = command, out
        self._renderer = _adapter(command)
        self._lock = threading.Lock()
        self._made: dict[tuple[str, str], tuple[str, str, tuple[Problem, ...]]] = {}

    def page(self, target: PreviewTarget) -> tuple[str, tuple[Problem, ...]]:
        """The page and the problems of the document itself."""
        with self._lock:  # the generator keeps state in its modules
            now = stamp(self.command.root)
            made = self._made.get((target.lang, target.key))
            if made is None or made[0] != now:
                made = (now, *self._make(target))
                self._made[target.lang, target.key] = made
            return made[1], made[2]

    def _make(self, target: PreviewTarget) -> tuple[str, tuple[Problem, ...]]:
        start = time.perf_counter()
        renderer = self._renderer(self.command.root, self.out, target.lang, target.key)
        renderer.write()
        told = advice(self.command.root, renderer.portal, Selection(target.paths)).problems
        own, others = split_problems((*renderer.problems, *told), target)
        words, lang = self.command.words, self.command.lang
        text = panel(own, len(others), target.paths, words, lang)
        up = "../" * target.address.count("/")
        head = (
            f'<link rel="stylesheet" href="{up}{_OWN}/preview.css"><script defer src="{up}{_OWN}/preview.js"></script>'
        )
        folder = self.out / _OWN
        folder.mkdir(exist_ok=True)
        (folder / "preview.css").write_text(_resource("preview.css"), encoding="utf-8")
        if renderer.exists:
            html = with_panel((self.out / target.address).read_text(encoding="utf-8"), text, head)
        else:
            html = bare_page(target, text, head, [renderer.names("portal.css")])
        self.command.say(
            words("made", path=target.address, seconds=f"{time.perf_counter() - start:.1f}", told=counted(own, words))
        )
        return html, tuple(own)


def _once(pages: Pages, target: PreviewTarget, output: Path) -> int:
    html, own = pages.page(target)
    output.write_text(single_file(html, pages.out / target.address, pages.out), encoding="utf-8", newline="\n")
    command = pages.command
    command.say(command.words("written", path=output))
    listed = [
        {"code": item.code, "path": item.path, "line": item.line, "message": item.message(command.lang)} for item in own
    ]
    command.give({"path": str(output), "document": target.key, "language": target.lang, "problems": listed})
    return FOUND if any(item.severity == "error" for item in own) else OK


def _serve(pages: Pages, target: PreviewTarget, port: int, *, browser: bool) -> int:
    command = pages.command
    try:
        server = _Server(("127.0.0.1", port), partial(_Handler, pages, target))
    except (OSError, OverflowError):
        command.fail("port-taken", port=port)
    place = f"http://127.0.0.1:{server.server_address[1]}/{target.address}"
    command.say(command.words("serving", address=place))
    command.give({"address": place})
    sys.stdout.flush()
    if browser:
        webbrowser.open(place)
    _stop_when_ended()
    with server:
        try:
            server.serve_forever(poll_interval=0.1)
        except KeyboardInterrupt:
            command.say(command.words("stopped"))
    return OK


def _stop_when_ended() -> None:
    """Take the signals that end a program for Ctrl+C, which a program in the background never gets.

    So the folder of pages does not stay behind. What is ignored (nohup) stays ignored.
    """
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


class _Server(ThreadingHTTPServer):
    """A web server to which a browser that goes elsewhere before its answer comes is no error."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(SimpleHTTPRequestHandler):
    """Pages of documents are made; styles and the like are files; nothing is written by what is asked."""

    def __init__(self, pages: Pages, target: PreviewTarget, *arguments: Any) -> None:
        self.pages, self.target = pages, target
        super().__init__(*arguments, directory=str(pages.out))

    def do_GET(self) -> None:
        # A page of the web that gives its own name this machine's address must not read the preview.
        if self.headers.get("Host", "").partition(":")[0] not in _HOSTS:
            self.send_error(403)
            return
        path = unquote(urlsplit(self.path).path).lstrip("/")
        if path == "":
            self.send_response(302)
            self.send_header("Location", f"/{self.target.address}")
            self.end_headers()
        elif path == f"{_OWN}/stamp":
            self._answer(stamp(self.pages.command.root), "text/plain")
        elif path == f"{_OWN}/preview.js":
            self._answer(_resource("preview.js"), "text/javascript")
        elif path.endswith(".html"):
            self._page(path)
        else:
            super().do_GET()

    def _page(self, path: str) -> None:
        target = find_target(self.pages.command.root, path)
        if target is not None:  # a missing translation has a page too
            target = PreviewTarget(language_of(path), target.key, target.paths)
        if target is None or target.address != path:
            words = self.pages.command.words
            home = f'<p><a href="/{self.target.address}">{self.target.key}</a></p>'
            text = f'<!doctype html><meta charset="utf-8"><title>404</title><p>{words("not-here")}</p>{home}'
            self._answer(text, "text/html", 404)
            return
        self._answer(self.pages.page(target)[0], "text/html")

    def _answer(self, text: str, kind: str, code: int = 200) -> None:
        data = text.encode()
        self.send_response(code)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *arguments: object) -> None:
        """Editors want no log of requests."""


def _resource(name: str) -> str:
    return resources.files("portal.editing").joinpath(name).read_text(encoding="utf-8")


def _adapter(command: Command) -> type[PreviewAdapter]:
    """The class of the project's adapter. Ends the command where the project is not there."""
    file = command.root / ADAPTER
    spec = importlib.util.spec_from_file_location("portal_preview_adapter", file)
    if not file.is_file() or spec is None or spec.loader is None:
        command.fail("no-adapter", path=ADAPTER)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return cast("type[PreviewAdapter]", module.Renderer)
