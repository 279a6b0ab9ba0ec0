"""A build of what was built already ends at once; of anything else, it does not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import browsing
import portal
import warm_builds
from browsing import build_environment
from portal.core import caching
from portal.publish import finished
from portal.publish.finished import FinishedSite
from portal.publish.offline import edition
from portal.publish.offline.edition import inputs

Edit = Callable[[Path], object]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project and its site, both written long ago."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    root = tmp_path / "project"
    names = (
        "docs/ky/suu.md", "data/acts.yml", "overrides/portal/home.html", "overrides/.icons/a.svg", "hooks/load.py",
        "addresses/ky.yml", "mkdocs.yml", "requirements/build.txt", "site/index.html", "site/ru/a.html", "site/.git/x",
    )  # fmt: skip
    browsing.write_files(root, dict.fromkeys(names, "text"))
    later(monkeypatch)
    return root


def later(monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time_ns() + 10**10
    monkeypatch.setattr("time.time_ns", lambda: now)


def look(root: Path, option: object = 1, **environ: str) -> FinishedSite:
    return FinishedSite(root, root / "site", [option], environ)


def write(path: str, text: str = "other") -> Edit:
    return lambda root: browsing.write_files(root, {path: text})


def link(root: Path) -> None:
    (root / "docs/ky/suu.md").rename(root / "suu.md")
    (root / "docs/ky/suu.md").symlink_to(root / "suu.md")


OTHERS: dict[str, Edit] = {
    "text": write("docs/ky/suu.md"),
    "text as long as before": write("docs/ky/suu.md", "txet"),
    "data": write("data/acts.yml"),
    "template": write("overrides/portal/home.html"),
    "icon": write("overrides/.icons/a.svg"),
    "hook": write("hooks/load.py"),
    "address": write("addresses/ky.yml"),
    "configuration": write("mkdocs.yml"),
    "pinned library": write("requirements/build.txt"),
    "new text": write("docs/ru/suu.md"),
    "deleted text": lambda root: (root / "docs/ky/suu.md").unlink(),
    "link": link,
    "page": write("site/index.html"),
    "new page": write("site/b.html"),
    "deleted page": lambda root: (root / "site/ru/a.html").unlink(),
    "empty folder": lambda root: (root / "site/empty").mkdir(),
    "no site": lambda root: (root / "site").rename(root / "elsewhere"),
    "no cache": lambda root: (root / caching.FOLDER).rename(root / "elsewhere"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", OTHERS)
def test_a_change_of_any_file_makes_a_build_necessary(root: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not look(root).holds(), "nobody has built it"
    look(root).remember()
    write("site/.git/x")(root)  # not ours
    assert look(root).holds() and look(root).holds()
    OTHERS[name](root)
    later(monkeypatch)
    assert not look(root).holds()


def test_other_options_days_and_libraries_make_a_build_necessary(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    look(root).remember()
    assert look(root, LANG="ky").holds()
    assert not look(root, 2).holds()
    assert not look(root, SITE_URL="https://a.kg/").holds() and not look(root, PORTAL_TOPICS="roads").holds()
    assert not look(root, SOURCE_DATE_EPOCH="1").holds()
    look(root, PORTAL_DOWNLOADS="list.json").remember()
    assert not look(root, PORTAL_DOWNLOADS="list.json").holds(), "what lies in that file is not known"
    with monkeypatch.context() as patch:
        patch.setattr(finished, "libraries", lambda: b"other")
        assert not look(root).holds()
    with monkeypatch.context() as patch:
        patch.setattr(edition, "_INPUTS", ("docs",))
        assert not look(root).holds()
    assert look(root).holds()
    for pack in (root / caching.FOLDER).glob("*.pack"):
        pack.write_bytes(pack.read_bytes()[::-1])
    assert not look(root).holds(), "a damaged cache"


def test_the_day_counts(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Tomorrow(finished.dt.datetime):
        @classmethod
        def now(cls, tz: finished.dt.tzinfo | None = None) -> finished.dt.datetime:
            return super().now(tz) + finished.dt.timedelta(days=1)

    look(root).remember()
    monkeypatch.setattr(finished.dt, "datetime", Tomorrow)
    assert not look(root).holds()


def test_what_was_written_in_this_moment_is_not_trusted(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file could be written once more without its times saying so."""
    before = look(root)
    for name in ("docs/ky/suu.md", "site/index.html"):
        write(name, "text")(root)
        monkeypatch.setattr("time.time_ns", lambda at=root / name: at.stat().st_mtime_ns + 10**9)
        look(root).remember()
        assert not look(root).holds()
        later(monkeypatch)
    before.remember()
    assert not look(root).holds(), "changed during the build"


DRIVER = """
import json, os, sys, time
real, found = time.time_ns, set()
time.time_ns = lambda: real() + 10**10
def hear(event, args):
    if event in {"open", "os.listdir", "os.scandir"} and args and isinstance(args[0], (str, bytes, os.PathLike)):
        found.add(os.path.abspath(os.fsdecode(args[0])))
sys.addaudithook(hear)
from mkdocs.__main__ import cli
from portal.publish import assets
make, made = assets.made_files, []
assets.made_files = lambda *args: (made.append(args), make(*args))[1]
try:
    cli(["build", "--strict"])
finally:
    print(json.dumps([sorted(found), len(made)]))
"""


@pytest.mark.slow
def test_a_build_reads_nothing_that_is_not_looked_at(tmp_path: Path) -> None:
    """All files of the project that MkDocs, plugins and the portal open are among those whose change is noticed."""
    root = tmp_path / "portal"
    browsing.lay_out_small_site(root, warm_builds.FILES, data=warm_builds.RECORDS, standing=())
    environment = build_environment(XDG_CACHE_HOME=str(tmp_path / "home"), PORTAL_PROCESSES="1", PORTAL_LANG="en")

    def run() -> tuple[str, list[Path], int]:
        done = subprocess.run(
            [sys.executable, "-c", DRIVER], cwd=root, env=environment, capture_output=True, encoding="utf-8", check=True
        )
        names, made = json.loads(done.stdout.splitlines()[-1])
        return done.stderr, [Path(name) for name in names], made

    said, opened, made = run()
    assert made == 1, "styles and scripts are those of both languages"
    known = {base / file.path for base, file in inputs(root)}
    places = {folder for file in known for folder in file.parents} | {root / "addresses"}
    package = Path(portal.__file__).parent
    ours = [(path, base) for path in opened for base in (root, package) if path.is_relative_to(base)]
    left_out = {caching.FOLDER.split("/")[0], "site", "__pycache__"}
    read = [path for path, base in ours if not left_out & {*path.relative_to(base).parts}]
    assert len(read) > 200 and root / "mkdocs.yml" in read
    # Folders that are removed are opened by their names alone, which lead nowhere from here.
    assert [path for path in read if path.exists() and path not in known and path not in places] == []
    assert "Nothing has changed" not in said
    before = warm_builds.tree(root / "site")
    said, again, made = run()
    assert "Nothing has changed" in said and len(again) < len(opened) and not made
    assert warm_builds.tree(root / "site") == before
    os.utime(root / "docs/ky/practices/suu.md", (1, 1))
    assert "Nothing has changed" not in run()[0]
    assert warm_builds.tree(root / "site") == before
