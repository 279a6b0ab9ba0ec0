"""What is kept with a release, and the comparison of two builds."""

from __future__ import annotations

import importlib.util
import json
import re
import tomllib
from pathlib import Path

import pytest

import browsing
import build_twice
import make_release


def test_two_builds_that_differ_are_told_apart(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name / "ru").mkdir(parents=True)
        (tmp_path / name / "ru/a.html").write_text("a", encoding="utf-8")
    one, two = tmp_path / "one", tmp_path / "two"
    assert build_twice.differences(one, two) == []
    (two / "ru/a.html").write_text("b", encoding="utf-8")
    (one / "only.html").write_text("", encoding="utf-8")
    (two / "new.html").write_text("", encoding="utf-8")
    assert build_twice.differences(one, two) == ["new.html", "only.html", "ru/a.html"]


def test_the_two_surroundings_have_nothing_in_common() -> None:
    first, second = build_twice.SURROUNDINGS.values()
    assert all(first[name] != second[name] for name in first.keys() & second.keys())
    assert {"TZ", "LC_ALL", "PYTHONHASHSEED"} <= first.keys() & second.keys()
    one, two = build_twice.SURROUNDINGS
    assert len(one) != len(two) and " " in two


def test_sources_are_copied_as_git_knows_them(tmp_path: Path) -> None:
    build_twice.copy_sources(tmp_path)
    assert (tmp_path / "mkdocs.yml").read_bytes() == (browsing.REPOSITORY / "mkdocs.yml").read_bytes()
    assert not {"site", "dist", ".venv", "node_modules", ".cache"} & {place.name for place in tmp_path.iterdir()}


def test_the_bill_of_materials_names_every_package_of_the_lock(tmp_path: Path) -> None:
    if importlib.util.find_spec("cyclonedx_py") is None:
        pytest.skip("cyclonedx-bom is not installed: make setup-release")
    for name in ("one", "two"):
        make_release.write_materials(tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    bill = json.loads((tmp_path / "one").read_text(encoding="utf-8"))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    lock = (browsing.REPOSITORY / "requirements/build.txt").read_text(encoding="utf-8")
    wanted = set(re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", lock, re.MULTILINE))
    assert {(item["name"].lower(), item["version"]) for item in bill["components"]} == {
        (name.lower(), version) for name, version in wanted
    }
    assert all(item["externalReferences"][0]["hashes"] for item in bill["components"])


def test_what_the_release_needs_is_locked_with_hashes() -> None:
    text = (browsing.REPOSITORY / "requirements/release.txt").read_text(encoding="utf-8")
    names = set(re.findall(r"^([\w.-]+)==", text, re.MULTILINE))
    assert {"brotli", "cyclonedx-bom"} <= names and text.count("--hash=sha256:") > len(names)


def test_the_version_is_that_of_the_last_release() -> None:
    project = tomllib.loads((browsing.REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    changes = (browsing.REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (\d{4}\.\d{2}\.\d+), ", changes, re.M)[:1] == [project["version"]]
