"""Old Chromium for the tests, from the packages of ``old_browsers/``, driven over its debugging pipe.

Today's drivers say things to a browser that one of 2020 does not understand; the few commands that the tests need have
stayed the same.
"""

from __future__ import annotations

import base64
import json
import os
import select
import subprocess
import sys
import tarfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import brotli

import browsing

PACKAGES = Path(__file__).with_name("old_browsers")
UNPACKED = browsing.REPOSITORY / ".cache/old-browsers"
PATIENCE = 20
# The browser reads commands from 3 and answers on 4.
_PIPED = """
import fcntl, os, sys
ours, theirs = (fcntl.fcntl(int(one), fcntl.F_DUPFD, 100) for one in sys.argv[1:3])
os.dup2(ours, 3), os.dup2(theirs, 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
ASKED = "performance.getEntriesByType('resource').map((one) => one.name)"


def unpacked(version: int) -> Path:
    """The folder of one of them, ready to be run."""
    package = PACKAGES / "node_modules" / f"chromium-{version}"
    if not package.is_dir():
        browsing.missing(f"Chromium {version}", "run `make old-browsers`")
    number = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
    folder = UNPACKED / f"{version}-{number}"
    if not (folder / "chromium").exists():
        (folder / "lib").mkdir(parents=True, exist_ok=True)
        with tarfile.open(fileobj=BytesIO(brotli.decompress((package / "bin/aws.tar.br").read_bytes()))) as archive:
            for member in archive:  # libraries that systems of today may lack
                if member.isfile() and (file := archive.extractfile(member)) and member.name.startswith("lib/"):
                    (folder / "lib" / Path(member.name).name).write_bytes(file.read())
        draft = folder / "chromium.part"
        draft.write_bytes(brotli.decompress((package / "bin/chromium.br").read_bytes()))
        draft.chmod(0o755)
        draft.replace(folder / "chromium")
    return folder


class OldChromium:
    """One browser with one page at a time: a visitor as those of ``test_offline_browser.py``.

    In one process: else in some of ten starts of version 80 a page waits for ever for the process that draws, with no
    script running, and answers nothing.
    """

    def __init__(self, version: int, profile: Path) -> None:
        folder = unpacked(version)
        ours, theirs = os.pipe(), os.pipe()
        self._process = subprocess.Popen(
            [sys.executable, "-c", _PIPED, str(ours[0]), str(theirs[1]), str(folder / "chromium"), "--headless",
             "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--remote-debugging-pipe", "--single-process",
             "--window-size=1280,800", "--lang=ru-RU", f"--user-data-dir={profile}", "about:blank"],
            pass_fds=(ours[0], theirs[1]),
            env={**os.environ, "LD_LIBRARY_PATH": str(folder / "lib")},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(ours[0])
        os.close(theirs[1])
        self._out, self._in = os.fdopen(ours[1], "wb", buffering=0), os.fdopen(theirs[0], "rb", buffering=0)
        self._rest, self._number, self._session = b"", 0, ""
        self._events: list[dict[str, Any]] = []
        self.fresh()

    def close(self) -> None:
        """End the browser."""
        self._process.kill()
        self._process.wait()
        self._out.close()
        self._in.close()

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            assert select.select([self._in], [], [], PATIENCE)[0], "the browser does not answer"
            piece = self._in.read(1 << 16)
            assert piece, "the browser ended"
            self._rest += piece
        line, _, self._rest = self._rest.partition(b"\0")
        return dict(json.loads(line))

    def _send(self, method: str, values: object) -> int:
        self._number += 1
        message = {"id": self._number, "method": method, "params": values}
        if self._session:
            message["sessionId"] = self._session
        self._out.write(json.dumps(message).encode() + b"\0")
        return self._number

    def do(self, method: str, **values: object) -> Any:
        """One command of the debugging protocol."""
        wanted = self._send(method, values)
        while (answer := self._read()).get("id") != wanted:
            if answer.get("method") == "Page.javascriptDialogOpening":  # "leave this page?"
                self._send("Page.handleJavaScriptDialog", {"accept": True})
            elif "method" in answer:
                self._events.append(answer)
        assert "error" not in answer, (method, values, answer["error"])
        return answer["result"]

    def fresh(self, scripts: bool = True) -> None:
        """A new page, with nothing recorded; without scripts of pages on wish."""
        self._session = ""
        target = self.do("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.do("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for name in ("Page", "Runtime", "Network"):
            self.do(f"{name}.enable")
        self.do("Emulation.setScriptExecutionDisabled", value=not scripts)
        self._events.clear()

    @property
    def product(self) -> str:
        """The name with its version."""
        return str(self.do("Browser.getVersion")["product"])

    @property
    def url(self) -> str:
        """The address of the page."""
        return str(self.evaluate("location.href"))

    def goto(self, url: str) -> None:
        """Open an address and wait until it is loaded."""
        self.evaluate("window.testOld = true")
        self.do("Page.navigate", url=url)
        self.wait("!window.testOld && document.readyState === 'complete'")

    def evaluate(self, script: str, argument: object = None) -> Any:
        """The value of an expression in the page, in which ``argument`` may stand."""
        text = f"((argument) => ({script}))({json.dumps(argument)})"
        found = self.do("Runtime.evaluate", expression=text, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, (script, found)
        return found["result"].get("value")

    def wait(self, script: str, argument: object = None) -> None:
        """Wait until an expression is true."""
        end = time.monotonic() + PATIENCE
        told: object = ""
        while time.monotonic() < end:
            try:
                if self.evaluate(script, argument):
                    return
            except AssertionError as error:
                told = error  # between two pages there is nobody to ask
            time.sleep(0.05)
        raise AssertionError(f"{script}: not within {PATIENCE} s, at {self.url} {told} {self.errors()}")

    def click(self, selector: str) -> None:
        """Click on the first such element."""
        there = "document.querySelector(argument) && document.querySelector(argument).getClientRects().length > 0"
        self.wait(there, selector)
        x, y = self.evaluate(
            "(document.querySelector(argument).scrollIntoView({block: 'center'}),"
            " (({left, top, width, height}) => [left + width / 2, top + height / 2])"
            "(document.querySelector(argument).getClientRects()[0]))",  # the first line of a link
            selector,
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.do("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def follow(self, selector: str) -> None:
        """Click on a link and wait for its page."""
        self.evaluate("window.testOld = true")
        self.click(selector)
        self.wait("!window.testOld && document.readyState === 'complete'")

    def type(self, selector: str, text: str) -> None:
        """Type into a field."""
        self.click(selector)
        for letter in text:
            self.do("Input.dispatchKeyEvent", type="char", text=letter)

    def enter(self) -> None:
        """Press the Enter key and wait for the page that comes."""
        self.evaluate("window.testOld = true")
        key: dict[str, Any] = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r"}
        for kind in ("keyDown", "keyUp"):
            self.do("Input.dispatchKeyEvent", type=kind, **key)
        self.wait("!window.testOld && document.readyState === 'complete'")

    def pdf(self, path: Path) -> None:
        """Print the page."""
        path.write_bytes(base64.b64decode(self.do("Page.printToPDF")["data"]))

    def picture(self, path: Path) -> None:
        """What is to be seen of the page."""
        path.write_bytes(base64.b64decode(self.do("Page.captureScreenshot")["data"]))

    def asked(self) -> list[str]:
        """What was asked for since :meth:`fresh`."""
        return [
            event["params"]["request"]["url"]
            for event in self._events
            if event["method"] == "Network.requestWillBeSent"
        ]

    def errors(self) -> list[str]:
        """Uncaught exceptions and errors on the console since :meth:`fresh`."""
        self.do("Runtime.evaluate", expression="0")  # what has come meanwhile is read
        found = []
        for event in self._events:
            if event["method"] == "Runtime.exceptionThrown":
                found.append(json.dumps(event["params"]["exceptionDetails"], ensure_ascii=False)[:600])
            elif event["method"] == "Runtime.consoleAPICalled" and event["params"]["type"] == "error":
                found.append(json.dumps(event["params"]["args"], ensure_ascii=False)[:600])
        return found


@contextmanager
def open_old_chromium(version: int, profile: Path) -> Iterator[OldChromium]:
    """Start one, with a profile of its own."""
    opened = OldChromium(version, profile)
    try:
        yield opened
    finally:
        opened.close()
