"""``mkdocs serve`` shows what changed: words, templates, data and documents; for changed code it starts anew."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import small_tree
from browsing import REPOSITORY, build_environment, lay_out_small_site
from test_generator_config import FILES
from test_page_events import configured

MOST = 120
"""Seconds after which a change counts as not seen; nothing is timed here."""


class Served:
    """A portal that is being served, with code of its own."""

    def __init__(self, root: Path, port: int, log: Path) -> None:
        self.root, self.log, self._address = root, log, f"http://127.0.0.1:{port}/"

    def read(self, path: str) -> str:
        """A file of the site; a style sheet by its name, found as a page finds it."""
        try:
            if path.endswith(".css"):
                found = re.search(rf'href="([^"]*{path.replace(".", r"[.][0-9a-f]+[.]")})"', self.read("glossary.html"))
                path = found[1] if found else ""
            with urllib.request.urlopen(self._address + path, timeout=10) as answer:
                return str(answer.read().decode("utf-8"))
        except (OSError, urllib.error.URLError):
            return ""

    def wait(self, there: Callable[[], bool]) -> None:
        end = time.monotonic() + MOST
        while not there():
            assert time.monotonic() < end, self.log.read_text(encoding="utf-8")[-3000:]
            time.sleep(0.1)

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text, path
        (self.root / path).write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A small project with a copy of the code, served in Kyrgyz."""
    root = tmp_path / "project"
    root.mkdir()
    documents = {**FILES, "ky/practices/quduk.md": small_tree.ORIGINAL}
    lay_out_small_site(root, documents, data=small_tree.DATA, standing=(), config=configured())
    shutil.copytree(REPOSITORY / "portal", root / "portal", ignore=shutil.ignore_patterns("__pycache__"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path / "log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=root, stdout=output, stderr=subprocess.STDOUT,
            env=build_environment(
                PYTHONPATH=str(root), PORTAL_ONLY_LOCALE="ky", PORTAL_LANG="en", XDG_CACHE_HOME=str(tmp_path / "home")
            ),
        )  # fmt: skip
        try:
            yield Served(root, port, log)
        finally:
            process.terminate()
            process.wait()


@pytest.mark.slow
def test_changes_are_shown(served: Served) -> None:
    served.wait(lambda: "Башкы барак" in served.read("glossary.html"))
    changes = [
        ("portal/words/strings/ky.yml", "menu.home: Башкы барак", "menu.home: Үй", "glossary.html", ">Үй<"),
        ("overrides/partials/footer.html", '"p-footer"', '"p-footer x-own"', "glossary.html", "x-own"),
        ("overrides/assets/stylesheets/properties.css", "{", "{ --own: 1px;", "portal.css", "--own"),
        ("data/topics.yml", "Ичүүчү суу", "Тунук суу", "topics/index.html", "Тунук суу"),
        ("docs/ky/practices/quduk.md", "Түтүк тартылды", "Кудук казылды", "practices/quduk.html", "Кудук казылды"),
        ("docs/ky/suu.md", "Текст.", "Башка текст.", "suu.html", "Башка текст."),
        # A template that fails: told with its place, and the page is there again when it is corrected.
        ("overrides/portal/glossary.html", "{% block content %}", "{% block content %}{{ nothing.x }}", "",
         "overrides/portal/glossary.html:"),
        ("overrides/portal/glossary.html", "{{ nothing.x }}", "<i>own</i>", "glossary.html", "<i>own</i>"),
        # Code: a slip is told and the server goes on; then it starts anew.
        ("portal/pages/glossary.py", "def page(", "def page((", "", "the code before is kept"),
        ("portal/pages/glossary.py", "def page((", "def page(", "", "Serving on"),
        ("portal/pages/navigation.py", "[0]}\"))", "[0]}\")) + '!'", "glossary.html", "!</a>"),
        ("mkdocs.yml", "site_dir: site", "site_dir: site\nsite_titel: x", "", "[config-unknown]"),
    ]  # fmt: skip
    for file, old, new, page, shown in changes:
        served.edit(file, old, new)
        if page:
            served.wait(lambda page=page, shown=shown: shown in served.read(page))  # type: ignore[misc]
        else:
            served.wait(lambda shown=shown: shown in served.log.read_text(encoding="utf-8"))  # type: ignore[misc]
