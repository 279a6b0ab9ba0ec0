"""How long ``mkdocs serve`` takes from a saved document to its page."""

from __future__ import annotations

import os
import signal
import socket
import statistics
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path

from benchmark.edits import add_sentence
from benchmark.measure import MKDOCS, environment, memory_of_all
from portal.language.languages import DEFAULT

_PAUSE, _LIMIT = 0.1, 900.0
#: Files written within two seconds of being read are read once more: see portal/content/files.py.
_REST = 3.0


def save_to_page(project: Path, files: Sequence[Path]) -> tuple[float, float]:
    """Seconds from the save of a document to its page (the median of the files), and MiB at the peak; one language."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [*MKDOCS, "serve", "--dev-addr", f"127.0.0.1:{port}", "--livereload"]
    with tempfile.TemporaryFile() as output:
        running = subprocess.Popen(
            command,
            cwd=project,
            env=environment({"PORTAL_ONLY_LOCALE": DEFAULT}),
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            return _measured(running.pid, project, port, files)
        finally:
            os.killpg(running.pid, signal.SIGTERM)
            running.wait()


def _measured(process: int, project: Path, port: int, files: Sequence[Path]) -> tuple[float, float]:
    times, peak = [], 0
    for number, file in enumerate(files):
        page = file.relative_to(project / "docs" / DEFAULT).with_suffix(".html").as_posix()
        address = f"http://127.0.0.1:{port}/{page}"
        peak = max(peak, _wait_for(address, "</html>", process))
        time.sleep(_REST)
        words = add_sentence(file, 1000 + number)
        start = time.perf_counter()
        peak = max(peak, _wait_for(address, words, process))
        times.append(time.perf_counter() - start)
    return statistics.median(times), peak / 1024


def _wait_for(address: str, words: str, process: int) -> int:
    """Ask until a page has these words; the memory at the peak meanwhile."""
    peak, end = 0, time.monotonic() + _LIMIT
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=_LIMIT) as answer:
                if words in answer.read().decode("utf-8"):
                    return peak
        except (urllib.error.URLError, ConnectionError):
            pass
        peak = max(peak, memory_of_all(process))
        time.sleep(_PAUSE)
    raise SystemExit(f"{address} did not have its new words within {_LIMIT:.0f} s")
