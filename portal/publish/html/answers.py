"""What ``mkdocs serve`` answers: every file as the last build would have it, made first if it waits (:mod:`.waiting`).

It stands before the server's own application, which lets a request wait while a build is at work and then reads the
file. A build that begins meanwhile may leave that file as it was: so what was read counts only if none has begun.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable
from typing import Any

from portal.publish.html.policy import digest
from portal.publish.html.waiting import Waiting

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

_POLLING = "/livereload/"
_NOT_FOUND = "404.html"
_LAST = 3
"""How many pages count as looked at."""
_OPENING, _CLOSING, _SOURCES = b"<script>", b"</script>", b"script-src 'self'"


class Answers:
    """The application. ``waiting`` is what the last build has left to be made; none if it made everything."""

    def __init__(self, server: Application, mount: str, failure: Callable[[str, Exception], str]) -> None:
        """``failure`` says what was wrong with a page, by its address and the exception."""
        self._server, self._mount, self._failure = server, mount, failure
        self.waiting: Waiting | None = None
        self.looked_at: list[str] = []
        """The pages that were asked for last, the last one at the end."""

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request."""
        path = self._path(environ["PATH_INFO"])
        if path is None:
            return self._server(environ, start)
        if path.endswith(".html"):
            self.looked_at = [*(one for one in self.looked_at if one != path), path][-_LAST:]
        while True:
            waiting, answer = self.waiting, _Answer()
            try:
                if waiting:
                    waiting.settle(path)
                body = self._server(environ, answer.start)
                missing = answer.status.startswith("404") and waiting is not None and waiting.settle(_NOT_FOUND)
            except Exception as error:
                start("500 Internal Server Error", [("Content-Type", "text/plain; charset=utf-8")])
                return [self._failure(path, error).encode()]
            if waiting is self.waiting and not (waiting and waiting.closed) and not missing:
                return answer.given(body, start)
            _close(body)

    def _path(self, asked: str) -> str | None:
        """The file of the site that a request means; none for what the server answers of itself."""
        path = asked.encode("latin-1").decode("utf-8", "ignore")
        if path.startswith(_POLLING) or not f"{path}/".startswith(self._mount):
            return None
        inner = path[len(self._mount) :] + ("index.html" if path.endswith("/") else "")
        return posixpath.normpath(f"/{inner}").lstrip("/")


class _Answer:
    """What the server has answered, held back until it is known to be of the last build."""

    def __init__(self) -> None:
        self.status = ""
        self._headers: list[tuple[str, str]] = []

    def start(self, status: str, headers: list[tuple[str, str]], _: object = None) -> None:
        """As servers call it."""
        self.status, self._headers = status, headers

    def given(self, body: Iterable[bytes], start: Callable[..., Any]) -> Iterable[bytes]:
        """Give it to whoever asked; in a page, the script runs that loads it again after a change."""
        if not dict(self._headers).get("Content-Type", "").startswith("text/html"):
            start(self.status, self._headers)
            return body
        page = reloading(b"".join(body))
        _close(body)
        headers = [item for item in self._headers if item[0] != "Content-Length"]
        start(self.status, [*headers, ("Content-Length", str(len(page)))])
        return [page]


def reloading(page: bytes) -> bytes:
    """A page whose content policy lets the script run that the server has put at its end."""
    begin, end = page.rfind(_OPENING), page.rfind(_CLOSING)
    code = page[begin + len(_OPENING) : end].decode("utf-8", "replace")
    return page.replace(_SOURCES, b"%b %b" % (_SOURCES, digest(code).encode()), 1) if 0 <= begin < end else page


def _close(body: Iterable[bytes]) -> None:
    close = getattr(body, "close", None)
    if close:
        close()
