"""Firefox for the tests: the system's own, driven by puppeteer-core from Node (``firefox_driver.mjs``).

Playwright drives only a Firefox that it has patched itself; readers have the other one.
"""

from __future__ import annotations

import json
import os
import queue
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import browsing

# The names that scripts/install_browser.sh looks for, in the same order.
FIREFOX_NAMES = ("firefox-esr", "firefox")
# Seconds until an answer must be there; the first one waits for the browser to start, beside whatever else runs.
_ANSWER, _FIRST_ANSWER = 90, 300


class FirefoxError(AssertionError):
    """What the driver says went wrong."""


class Firefox:
    """One browser. Every method is a line to the driver; what it gives back comes from the page."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self._lines: queue.Queue[str] = queue.Queue()
        self._number = 0
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self._lines.put(line)
        self._lines.put("")

    def do(self, action: str, **values: object) -> Any:
        """Send one command and wait for its answer."""
        assert self._process.stdin
        self._number += 1
        self._process.stdin.write(json.dumps({"id": self._number, "do": action, **values}) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = {}
        patience = _ANSWER if self._number > 1 else _FIRST_ANSWER
        while answer.get("id") != self._number:  # not one that came too late for its command
            try:
                line = self._lines.get(timeout=patience)
            except queue.Empty:
                raise FirefoxError(f"{action}: no answer in {patience} s") from None
            if not line:
                raise FirefoxError(f"{action}: Firefox ended")
            answer = json.loads(line)
        if "error" in answer:
            raise FirefoxError(f"{action} {values}: {answer['error']}")
        return answer["value"]

    def fresh(self) -> None:
        """A new tab, with nothing recorded."""
        self.do("fresh")

    def tab(self, number: int) -> None:
        """Go to one of several tabs; 0 is that of :meth:`fresh`."""
        self.do("tab", number=number)

    def goto(self, url: str) -> None:
        """Open an address and wait until it is loaded."""
        self.do("goto", url=url)

    @property
    def url(self) -> str:
        """The address of the page."""
        return str(self.do("url"))

    def evaluate(self, script: str, argument: object = None) -> Any:
        """The value of an expression in the page, in which ``argument`` may stand."""
        return self.do("evaluate", script=script, argument=argument)

    def wait(self, script: str, argument: object = None) -> None:
        """Wait until an expression is true."""
        self.do("wait", script=script, argument=argument)

    def click(self, selector: str) -> None:
        """Click on the first such element as soon as it can be clicked on."""
        self.do("click", selector=selector)

    def follow(self, selector: str) -> None:
        """Click on a link and wait for its page."""
        self.do("follow", selector=selector)

    def type(self, selector: str, text: str) -> None:
        """Type into a field."""
        self.do("type", selector=selector, text=text)

    def enter(self) -> None:
        """Press the Enter key and wait for the page that comes."""
        self.do("enter", key="Enter")

    def pdf(self, path: Path) -> None:
        """Print the page."""
        self.do("pdf", path=str(path))

    def asked(self) -> list[str]:
        """What went over a network, and what the page now open has loaded, of whatever kind."""
        loaded = self.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
        return [*self.do("requests"), *loaded]

    def errors(self) -> list[str]:
        """Uncaught exceptions and errors on the console so far.

        A load through the worker that leaving the page cut off is no error of the page: Firefox names no address then.
        """
        return [item for item in self.do("errors") if "Failed to load ‘’. A ServiceWorker intercepted" not in item]


def firefox_path() -> str | None:
    """Where the system's Firefox is."""
    return os.environ.get("PORTAL_FIREFOX") or next(
        (path for name in FIREFOX_NAMES if (path := shutil.which(name))), None
    )


@contextmanager
def open_firefox(width: int = 1280, height: int = 800) -> Iterator[Firefox]:
    """Start Firefox with a profile of its own; its network is cut but for this machine."""
    path = firefox_path()
    if path is None:
        browsing.missing("Firefox", "run `make browser`, or install your system's Firefox")
    if not (browsing.NODE_MODULES / "puppeteer-core").is_dir():
        browsing.missing("puppeteer-core", "run `npm ci`")
    driver = Path(__file__).with_name("firefox_driver.mjs")
    process = subprocess.Popen(
        [browsing.node_path(), str(driver), str(path), str(width), str(height)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        cwd=browsing.REPOSITORY,
    )
    try:
        yield Firefox(process)
    finally:
        assert process.stdin
        process.stdin.close()  # the driver closes the browser when its input ends
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
