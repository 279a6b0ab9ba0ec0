"""The seam to the generator is thin: Jinja alone prints the same pages, byte for byte, without MkDocs."""

from __future__ import annotations

import gc
import importlib.util
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.commands import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, get_files

import small_tree
from browsing import REPOSITORY, build_environment, build_small_site
from portal.core.garbage import look_for_garbage, nothing_is_garbage
from test_generator_config import FILES
from test_page_events import configured

BLOCKS = '\n!!! note\n    Эскертүү.\n\n=== "Кыргызча"\n\n    Суу.\n\n=== "Орусча"\n\n    Вода.\n\n- [x] Бүттү\n'
DOCUMENTS = {
    "ky/practices/quduk.md": small_tree.ORIGINAL + BLOCKS,
    "ky/resolutions/stol.md": small_tree.RESOLUTION,
    "ky/jalgyz.md": FILES["ky/suu.md"].replace("Суу жөнүндө", "Бир тилде"),
}
DAY = "1795000000"


@pytest.mark.slow
def test_jinja_alone_prints_the_same_pages(tmp_path: Path) -> None:
    built = build_small_site(
        tmp_path, {**FILES, **DOCUMENTS}, data=small_tree.DATA, standing=(), config=configured(),
        env={"SOURCE_DATE_EPOCH": DAY},
    )  # fmt: skip
    assert built.ok, built.output
    printed = tmp_path / "printed"
    printed.mkdir()
    run = subprocess.run(
        [sys.executable, str(REPOSITORY / "tests/print_with_jinja.py"), str(tmp_path / "portal"), str(printed)],
        env=build_environment(SOURCE_DATE_EPOCH=DAY), capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    pages = {file.relative_to(built.site).as_posix() for file in built.site.rglob("*.html")}
    assert pages == {file.relative_to(printed).as_posix() for file in printed.rglob("*.html")}
    assert {"suu.html", "ru/suu.html", "jalgyz.html", "ru/jalgyz.html", "practices/quduk.html", "404.html"} <= pages
    for path in sorted(pages):
        assert (printed / path).read_text(encoding="utf-8") == (built.site / path).read_text(encoding="utf-8"), path


@pytest.mark.slow
def test_styles_of_blocks_are_linked_where_they_are_needed(tmp_path: Path) -> None:
    built = build_small_site(tmp_path, {**FILES, **DOCUMENTS}, data=small_tree.DATA, standing=(), config=configured())
    linked = {
        file.relative_to(built.site).as_posix()
        for file in built.site.rglob("*.html")
        if "stylesheets/content-extras." in file.read_text(encoding="utf-8")
    }
    assert linked == {"practices/quduk.html", "readers/drinking-water.html", "contests.html", "ru/contests.html"}


def hook(name: str) -> Any:
    """A module of hooks/, as MkDocs loads it."""
    spec = importlib.util.spec_from_file_location(f"hooks_{name}", REPOSITORY / f"hooks/{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_generator_gets_the_files_that_it_would_find_without_the_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "get_files", get_files)
    pages = hook("pages")
    assert build.get_files == get_files, "no build, no change"
    pages.on_config(MkDocsConfig())
    assert build.get_files == pages._files_of_docs
    names = ["ky/b.md", "ky/index.md", "ky/a.md", "ru/a.md", "ky/a/1.png", "ky/Z.pdf", "ky/practices/suu/x.png"]
    documents = ["ky/practices/suu.md", "ru/practices/suu.md", "ky/a/text.md"]
    for name in names + documents:
        (tmp_path / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "docs" / name).touch()
    config = MkDocsConfig()
    config.load_dict({"site_name": "A", "docs_dir": str(tmp_path / "docs"), "site_dir": str(tmp_path / "site")})
    config.validate()
    found = [file for file in get_files(config) if file.src_uri not in documents]
    assert {file.src_uri for file in found} == {*names} and len(build.get_files(config)) == len(names + documents)
    versions = {name: SimpleNamespace(path=f"docs/{name}") for name in names if name.endswith(".md")}
    assets = frozenset(f"docs/{name}" for name in names if not name.endswith(".md"))
    config.extra["portal"] = SimpleNamespace(pages={"": SimpleNamespace(versions=versions)}, assets=assets)
    asked = [*build.get_files(config)]
    assert [(file.src_uri, file.dest_uri, file.inclusion) for file in asked] == [
        (file.src_uri, file.dest_uri, file.inclusion) for file in found
    ]
    pages._on_files_of_docs(Files([]), config)
    assert build.get_files == get_files


def test_garbage_is_looked_for_only_when_all_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read is no garbage, and there is much of it; a build that fails leaves the collector as it was."""
    load = hook("load")
    seen, before = list[bool](), gc.get_threshold()

    def fail(*_: object) -> None:
        seen.append(gc.isenabled())
        raise KeyError

    monkeypatch.setattr(load, "load_portal", fail)
    plugins = {"i18n": SimpleNamespace(building=False)}
    with pytest.raises(KeyError):
        load.on_config(SimpleNamespace(plugins=plugins, config_file_path="mkdocs.yml", extra={}))
    assert seen == [False] and gc.isenabled()
    gc.set_threshold(*before)


def test_a_build_of_few_pages_looks_for_no_garbage() -> None:
    before = gc.get_threshold()
    try:
        with nothing_is_garbage():
            assert not gc.isenabled()
        look_for_garbage(pages=20)
        assert not gc.isenabled()
        look_for_garbage(pages=200)
        assert gc.isenabled()
        gc.disable()
        look_for_garbage()  # at the end, for a program that goes on
        assert gc.isenabled()
    finally:
        gc.enable()
        gc.set_threshold(*before)


def test_what_a_build_has_left_is_not_looked_through_when_the_process_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    at_exit = list[object]()
    monkeypatch.setattr("atexit.register", at_exit.append)
    monkeypatch.setattr(gc, "disable", lambda: None)  # as hooks/checks.py does where it is loaded
    checks = hook("checks")
    checks.on_startup(command="serve", dirty=False)
    assert at_exit == []
    checks.on_startup(command="build", dirty=False)
    assert at_exit == [gc.freeze]
