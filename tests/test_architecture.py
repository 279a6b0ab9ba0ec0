"""The direction of the arrows: who may know whom; and no part so large that nobody finds a way in it."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Callable
from fnmatch import fnmatch
from pathlib import Path

import pytest

from architecture import (
    MOST_COMPLEXITY,
    MOST_TOP_FILES,
    Code,
    circles,
    complex_files,
    differences,
    doubled_names,
    file_circles,
    module,
    oversized,
    package_circles,
    top_files,
)
from browsing import REPOSITORY

PACKAGE = REPOSITORY / "portal"
FILES = sorted(PACKAGE.rglob("*.py"))
HOOKS = sorted((REPOSITORY / "hooks").glob("*.py"))

# What each package may import of the portal, from the ground floor up; "" is what stands at the top. Every package is
# here, and every arrow is in use.
ALLOWED: dict[str, set[str]] = {
    "language": set(),
    "law": {"language"},
    "model": {"language"},
    "core": {"language", "model"},
    "search": {"language"},
    "content": {"core", "language", "model"},
    "markup": {"content", "core", "language", "model"},
    "reference": {"content", "core", "language", "model"},
    "words": {"core", "language", "model", "reference"},
    "generator": {"core", "language", "markup", "model"},
    "corpus.facts": {"content", "core", "language", "model", "reference"},
    "corpus": {
        "content", "core", "corpus.facts", "generator", "language", "law", "markup", "model", "reference", "words",
    },
    "forms": {"content", "core", "language", "model", "reference", "words"},
    "pages": {
        "content", "core", "corpus", "forms", "generator", "language", "markup", "model", "reference", "search",
        "words",
    },
    "editing.importing": {"content", "core", "corpus", "forms", "language", "markup", "model", "reference"},
    "editing.translating": {"content", "core", "corpus", "corpus.facts", "forms", "language", "model", "reference"},
    "editing.spelling": {"content", "core", "corpus", "editing.translating", "language", "model", "reference"},
    "editing": {
        "content", "core", "corpus", "editing.importing", "editing.spelling", "editing.translating", "forms",
        "language", "model", "reference", "words",
    },
    "publish.data": {"content", "core", "corpus", "law", "model", "pages", "words"},
    "publish.html": {"core", "corpus", "language", "model", "pages", "publish.data"},
    "publish.offline.stick": set(),
    "publish.offline": {
        "content", "core", "corpus", "language", "model", "pages", "publish.html", "publish.offline.stick", "reference",
        "words",
    },
    "publish.webapp": {"core", "corpus", "language", "model", "pages", "publish.html", "publish.offline"},
    "publish.onefile": {"core", "corpus", "model", "publish.html", "publish.offline", "words"},
    "publish.academy": {"content", "corpus", "model", "publish.html"},
    "publish.hosting": {"core", "model"},
    "publish": {
        "core", "corpus", "forms", "pages", "publish.data", "publish.html", "publish.offline", "publish.onefile",
    },
    "commands": {
        "content", "core", "corpus", "editing", "editing.importing", "editing.spelling", "editing.translating", "forms",
        "language", "model", "publish.academy", "publish.html", "publish.onefile", "reference", "words",
    },
    "": {"commands"},
}  # fmt: skip

# What is over size, and why it may be. An entry that is no longer needed fails the test.
OVERSIZED = {
    "language/lexicon_ky.py": "a lexicon",
    "publish/offline/stick/update.py": "stands alone on a stick, in one file",
}
# Where functions may be over the complexity that is allowed (pyproject.toml names the files).
COMPLEX = ("portal/publish/offline/stick/update.py",)


@pytest.fixture(scope="module")
def code() -> Code:
    return Code(PACKAGE)


def test_there_is_something_to_look_at(code: Code) -> None:
    assert len(code.modules) > 200 and HOOKS


def test_the_portal_knows_no_generator() -> None:
    strangers = {"mkdocs", "material", "mkdocs_static_i18n", "jinja2", "hooks", "scripts", "tests"}
    imports = {
        file.relative_to(PACKAGE): {name.split(".")[0] for name, _ in module(file.read_text(encoding="utf-8")).imports}
        for file in FILES
    }
    assert {file: names & strangers for file, names in imports.items() if names & strangers} == {}


def test_every_package_imports_what_the_table_says(code: Code) -> None:
    assert differences(code, ALLOWED) == []


def test_the_table_goes_from_the_ground_floor_up() -> None:
    floors = {package: floor for floor, package in enumerate(ALLOWED)}
    upwards = [(one, other) for one, others in ALLOWED.items() for other in others if floors[other] > floors[one]]
    assert upwards == []


def test_no_packages_import_each_other(code: Code) -> None:
    assert package_circles(code) == []


def test_no_modules_import_each_other(code: Code) -> None:
    assert file_circles(code) == []


def test_few_files_stand_at_the_top() -> None:
    assert len(top_files(PACKAGE)) <= MOST_TOP_FILES, top_files(PACKAGE)


def test_nothing_is_over_size_but_what_is_named(code: Code) -> None:
    found = oversized(code)
    assert {path: what for path, what in found.items() if path not in OVERSIZED} == {}
    assert OVERSIZED.keys() - found.keys() == set()


def test_a_public_class_name_stands_once(code: Code) -> None:
    assert doubled_names(code) == {}


def test_complexity_is_limited_but_where_it_is_named() -> None:
    lint = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]["lint"]
    assert "C901" in lint["select"] and lint["mccabe"]["max-complexity"] == MOST_COMPLEXITY
    excused = {path for path, rules in lint["per-file-ignores"].items() if "C901" in rules}
    assert {path for path in excused if not any(fnmatch(path, pattern) for pattern in COMPLEX)} == set()
    folders = [REPOSITORY / name for name in ("hooks", "portal", "scripts", "tests")]
    assert complex_files(folders, REPOSITORY) == excused


def test_hooks_are_thin() -> None:
    lines = {file.name: len(file.read_text(encoding="utf-8").splitlines()) for file in HOOKS}
    assert {name: count for name, count in lines.items() if count > 60} == {}


def test_files_start_with_what_they_are_for() -> None:
    without = [file for file in [*FILES, *HOOKS] if not module(file.read_text(encoding="utf-8")).docstring]
    assert without == []


# The looks themselves: faults planted in a copy of the code are found.


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The code in another folder."""
    package = tmp_path / "portal"
    shutil.copytree(PACKAGE, package, ignore=lambda _, names: {name for name in names if name == "__pycache__"})
    return package


def plant(package: Path, path: str, text: str) -> None:
    """Put ``text`` at the end of a file, which may be new."""
    file = package / path
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as handle:
        handle.write(f"\n{text}\n")


@pytest.mark.parametrize(
    "path, text, line",
    [
        ("newcomer/words.py", "VALUE = 1", "newcomer: not in the table"),
        ("publish/feeds/atom.py", "VALUE = 1", "publish.feeds: not in the table"),
        ("model/late.py", "from portal.pages.model import Page", "model/late.py:2: portal.pages.model"),
        ("model/late.py", "import portal.pages.model", "model/late.py:2: portal.pages.model"),
        ("law/late.py", "def f():\n    from portal.core import problems", "law/late.py:3: portal.core.problems"),
        (
            "words/late.py",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from portal import corpus",
            "words/late.py:4: portal.corpus",
        ),
    ],
    ids=["package", "nested-package", "arrow", "whole-module", "inside-a-function", "for-types-only"],
)
def test_what_the_table_does_not_have_is_found(copy: Path, path: str, text: str, line: str) -> None:
    plant(copy, path, text)
    assert differences(Code(copy), ALLOWED) == [line]


def test_what_is_allowed_in_vain_is_found(code: Code) -> None:
    table = ALLOWED | {"law": {"language", "model"}, "gone": set()}
    assert differences(code, table) == ["gone: no such package", "law does not import model"]


def test_a_circle_of_packages_is_found(copy: Path) -> None:
    plant(copy, "model/late.py", "from portal.reference.load import load_reference")
    assert package_circles(Code(copy)) == [["content", "core", "model", "reference"]]


def test_a_circle_of_nested_packages_is_found(copy: Path) -> None:
    plant(copy, "publish/data/late.py", "from portal.publish.outputs import files")
    found = package_circles(Code(copy))
    assert [circle for circle in found if {"publish", "publish.data"} <= set(circle)] == found != []


def test_a_circle_of_modules_is_found(copy: Path) -> None:
    plant(copy, "markup/brackets.py", "from portal.markup import render")
    assert file_circles(Code(copy)) == [["portal.markup.brackets", "portal.markup.render"]]


def test_circles_are_told_from_paths() -> None:
    graph = {"a": ["b"], "b": ["c", "d"], "c": ["a"], "d": ["e"], "e": ["d", "f"], "f": []}
    assert circles(graph) == [["a", "b", "c"], ["d", "e"]]
    assert circles({"a": ["b", "c"], "b": ["c"], "c": []}) == []


def test_a_module_at_the_top_is_found(copy: Path) -> None:
    plant(copy, "helpers.py", "VALUE = 1")
    assert len(top_files(copy)) > MOST_TOP_FILES and "helpers.py" in top_files(copy)


@pytest.mark.parametrize(
    "look, path, text, expected",
    [
        (oversized, "core/long.py", "\n" * 400, {"core/long.py": ["402 lines"]}),
        (oversized, "core/long.py", "class Long:\n" + "    a = 1\n" * 200,
         {"core/long.py": ["class Long: 201 lines"]}),
        (doubled_names, "core/twin.py", "class Portal:\n    pass", {"Portal": ["core/twin.py", "corpus/corpus.py"]}),
        (doubled_names, "core/twin.py", "class _Own:\n    pass", {}),
    ],
    ids=["lines", "class", "name", "private-name"],
)  # fmt: skip
def test_what_is_too_long_or_named_twice_is_found(
    copy: Path,
    code: Code,
    look: Callable[[Code], dict[str, list[str]]],
    path: str,
    text: str,
    expected: dict[str, list[str]],
) -> None:
    plant(copy, path, text)
    before = look(code)
    assert {name: what for name, what in look(Code(copy)).items() if name not in before} == expected


def test_a_complex_function_is_found(tmp_path: Path) -> None:
    body = "".join(f"    if x == {number}:\n        return {number}\n" for number in range(MOST_COMPLEXITY))
    (tmp_path / "simple.py").write_text(f"def f(x):\n{body[body.index('    if x == 1:') :]}", encoding="utf-8")
    (tmp_path / "complex.py").write_text(f"def f(x):  # noqa: C901\n{body}", encoding="utf-8")
    assert complex_files([tmp_path], tmp_path) == {"complex.py"}


def test_yaml_beside_the_code_is_read_in_one_place() -> None:
    # What may not import portal.core.
    ground_floor = {"language/packaged.py", "law/tables.py"}
    other_texts = {"content/field_words.py", "core/strict_yaml.py"}  # a value of a form, and what editors write
    reading = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if "CSafeLoader" in (text := path.read_text(encoding="utf-8")) or "yaml.safe_load(" in text
    }
    assert reading == ground_floor | other_texts | {"core/packaged.py"}
