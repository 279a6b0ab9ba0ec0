"""A web server that a test can stop, start again on the same port, and make send something wrong."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import browsing


class Server:
    """Serves ``folder``, which may be changed meanwhile, below ``prefix``.

    ``answers`` by path of the site stand for the files: status, headers (``Content-Length`` included, if there is to
    be one) and body. ``log`` has the path of every request that was answered. After ``stop_after`` more answers it only
    hangs up. ``delay`` is the time in seconds that each answer takes. ``caching`` says the Cache-Control of a path.
    """

    def __init__(self, folder: Path, prefix: str = "/") -> None:
        self.folder, self.prefix = folder, prefix
        self.answers: dict[str, tuple[int, Mapping[str, str], bytes]] = {}
        self.log: list[str] = []
        self.stop_after: int | None = None
        self.delay = 0.0
        self.caching: Callable[[str], str] = lambda _: ""
        self._port = 0
        self._server: ThreadingHTTPServer | None = None

    @property
    def address(self) -> str:
        """The address of the site's root."""
        return f"http://127.0.0.1:{self._port}{self.prefix}"

    @property
    def stopped(self) -> bool:
        """Whether nobody is there."""
        return self._server is None

    def start(self) -> None:
        """Begin to answer."""
        handler = partial(_Handler, owner=self)
        self._server = browsing.QuietServer(("127.0.0.1", self._port), handler)
        self._port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def stop(self) -> None:
        """Be gone, as a server without a connection is."""
        server, self._server = self._server, None
        if server:
            server.shutdown()
            server.server_close()


class _Handler(browsing.QuietHandler):
    protocol_version = "HTTP/1.0"  # a connection for each answer, so that it can be cut

    def __init__(self, *arguments: Any, owner: Server) -> None:
        self.owner = owner
        super().__init__(*arguments, directory=str(owner.folder))

    def do_GET(self) -> None:  # noqa: N802 - the base class names it
        owner = self.owner
        path = self.path.split("?")[0].removeprefix(owner.prefix)
        if owner.stop_after is not None:
            owner.stop_after -= 1
        # Browsers open connections ahead, which a closed server would still answer.
        if owner.stopped or (owner.stop_after is not None and owner.stop_after < 0):
            self.close_connection = True
            self.connection.close()
            return
        time.sleep(owner.delay)
        owner.log.append(path)
        self.directory = str(owner.folder)
        self.path = "/" + path
        if path not in owner.answers:
            super().do_GET()
            return
        status, headers, body = owner.answers[path]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        rule = self.owner.caching(self.path.removeprefix("/"))
        if rule:
            self.send_header("Cache-Control", rule)
        super().end_headers()


@contextmanager
def serve(folder: Path, prefix: str = "/") -> Iterator[Server]:
    """A server that runs at first."""
    server = Server(folder, prefix)
    server.start()
    try:
        yield server
    finally:
        server.stop()
