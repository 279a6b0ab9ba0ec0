"""What work that takes long is doing and how far it is: a bar on a terminal, lines in continuous integration.

Code that goes through many things says so by :func:`over`; who started the work decides by :func:`reporting` whether
somebody sees it. Nothing is written in the first two seconds, nor to standard output. Of processes that work beside
each other the first one reports. Own code, not a library: a log of CI needs lines, not a bar, in three languages.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import TextIO, TypeVar

from portal.core.packaged import read_yaml
from portal.core.problems import MessageLang

T = TypeVar("T")

VARIABLE = "PORTAL_PROGRESS"
"""The variable of the environment that chooses: ``bar``, ``lines`` or ``off``."""

PATIENCE = 2.0
"""Seconds of work after which it begins to report."""

_REFRESH, _LINES = 0.1, 10.0
"""Seconds between two states of the bar, and between two lines."""
_BAR = 24


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    loaded: Mapping[str, Mapping[str, str]] = read_yaml("portal.core", "progress.yml")
    return loaded


class Listener:
    """Hears how far work is."""

    def step(self, stage: str, done: int, total: int) -> None:
        """``done`` of ``total`` things of a stage are behind; ``total`` 0 where nobody knows how many there are."""

    def clear(self) -> None:
        """A stage has come to its end."""


class Reporter(Listener):
    """Writes how far work is, in one language, to one stream."""

    def __init__(
        self, lang: MessageLang, stream: TextIO, *, bar: bool, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._lang = lang
        self._stream = stream
        self._bar = bar
        self._clock = clock
        self._silent = clock() + PATIENCE
        self._next = self._silent
        self._stage = ""
        self._width = 0

    def step(self, stage: str, done: int, total: int) -> None:
        """``done`` of ``total`` things of a stage are behind; ``total`` 0 where nobody knows how many there are."""
        now = self._clock()
        if now < self._silent or (now < self._next and (self._bar or stage == self._stage)):
            return
        self._stage = stage
        self._next = now + (_REFRESH if self._bar else _LINES)
        words = _words()[stage][self._lang]
        count = f"{done} / {total}" if total else ""
        if not self._bar:
            self._write(f"{words}: {count}\n" if count else f"{words} …\n")
            return
        filled = _BAR * done // total if total else 0
        line = f"{words} [{'#' * filled}{'.' * (_BAR - filled)}] {count}"
        line = line[: shutil.get_terminal_size().columns - 1]
        self._write("\r" + line.ljust(self._width))
        self._width = len(line)

    def clear(self) -> None:
        """Take the bar away, so that other lines can be written."""
        if self._width:
            self._write("\r" + " " * self._width + "\r")
            self._width = 0

    def _write(self, text: str) -> None:
        try:
            self._stream.write(text)
            self._stream.flush()
        except (OSError, ValueError):  # nobody reads any more; the work goes on
            self._width = 0


_current: ContextVar[Listener | None] = ContextVar("progress", default=None)


def chosen(lang: MessageLang, stream: TextIO | None = None, environ: Mapping[str, str] = os.environ) -> Reporter | None:
    """The reporter that fits the surroundings: a bar for a terminal, lines where ``CI`` is set, else none."""
    stream = stream or sys.stderr
    form = environ.get(VARIABLE, "")
    if form not in {"bar", "lines", "off"}:
        terminal = stream.isatty() and environ.get("TERM") != "dumb"
        form = "bar" if terminal else "lines" if environ.get("CI") else "off"
    return None if form == "off" else Reporter(lang, stream, bar=form == "bar")


def start(reporter: Listener | None) -> None:
    """Report to ``reporter`` from here on; for a build, whose beginning and end are events of MkDocs."""
    stop()
    _current.set(reporter)


def stop() -> None:
    """Report no more; in a process that works beside another one, too."""
    reporter = _current.get()
    if reporter:
        reporter.clear()
        _current.set(None)


def mute() -> None:
    """Report no more and leave what is on the terminal to the process that wrote it."""
    _current.set(None)


@contextmanager
def reporting(reporter: Reporter | None) -> Iterator[None]:
    """Report to ``reporter`` for the length of a block."""
    start(reporter)
    try:
        yield
    finally:
        stop()


def over(things: Collection[T], stage: str) -> Iterator[T]:
    """Yield the things; each is reported as done when the next one is requested."""
    reporter = _current.get()
    if reporter is None:
        yield from things
        return
    for number, thing in enumerate(things):
        reporter.step(stage, number, len(things))
        yield thing
    reporter.clear()


def words_of(stage: str, lang: MessageLang) -> str:
    """What a stage is called."""
    return _words()[stage][lang]


def tell(stage: str, lang: MessageLang) -> None:
    """Say at once and to everybody what goes on, as a line on standard error: why nothing happens, for instance."""
    print(f"{words_of(stage, lang)} …", file=sys.stderr, flush=True)


def say(stage: str) -> None:
    """A stage that cannot be counted goes on."""
    reporter = _current.get()
    if reporter:
        reporter.step(stage, 0, 0)
