"""What a stage of the work depends on: by its real imports, no less and little more."""

from __future__ import annotations

import ast
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import portal
from portal.core import stages
from portal.core.stages import STAGES, files_of, stage_digest

PACKAGE = Path(portal.__file__).parent


def imported(file: Path) -> Iterator[str]:
    """The modules of the portal that a file imports, by its syntax tree."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: a relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def path_of(name: str) -> str | None:
    parts = name.split(".")
    while parts:
        for path in (
            (PACKAGE.parent / "/".join(parts)).with_suffix(".py"),
            PACKAGE.parent.joinpath(*parts, "__init__.py"),
        ):
            if path.is_file() and path.is_relative_to(PACKAGE):
                return path.relative_to(PACKAGE).as_posix()
        parts.pop()
    return None


@pytest.mark.slow
def test_imports_are_those_of_the_syntax_trees() -> None:
    for file in sorted(PACKAGE.rglob("*.py")):
        path = file.relative_to(PACKAGE).as_posix()
        module = "portal." + path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
        wanted = {found for name in imported(file) if name.startswith("portal") and (found := path_of(name))}
        assert wanted <= set(files_of((module,))), path


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the package to change."""
    copy = tmp_path / "portal"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(stages, "_PACKAGE", copy)
    _forget()
    yield copy
    _forget()


def _forget() -> None:
    for kept in (stage_digest, stages._uses, stages._modules):
        kept.cache_clear()


NOTHING: set[str] = set()
CHANGES = [
    ("words/strings/ky.yml", NOTHING),
    ("core/messages.yml", NOTHING),
    ("commands/check.py", NOTHING),
    ("words/labels.yml", {"outputs", "pages"}),
    ("pages/home.py", {"pages"}),
    ("language/stem_ky.py", {"outputs", "pages", "search", "words", "documents"}),
    ("search/analyse.py", {"pages", "search"}),
    ("markup/render.py", {"outputs", "pages", "bodies"}),
    ("law/finder.py", {"outputs", "pages", "bodies"}),
    ("content/headings.yml", {"outputs", "pages", "bodies", "documents"}),
    ("content/joining.py", {"outputs", "pages", "documents"}),
    ("core/problems.py", {"outputs", "pages", "bodies", "documents", "data", "words"}),
]


@pytest.mark.slow
@pytest.mark.parametrize(("path", "changed"), CHANGES)
def test_a_change_makes_the_stages_new_that_use_it(package: Path, path: str, changed: set[str]) -> None:
    before = {stage: stage_digest(stage) for stage in STAGES}
    with (package / path).open("a", encoding="utf-8") as file:
        file.write("\n# changed\n")
    stage_digest.cache_clear()
    after = {stage for stage in STAGES if stage_digest(stage) != before[stage]}
    assert changed <= after
    assert after <= changed | {"words"}


def test_a_stage_that_is_not_named_depends_on_everything(package: Path) -> None:
    before = stage_digest("other")
    (package / "words/strings/ky.yml").write_text("a: b\n", encoding="utf-8")
    stage_digest.cache_clear()
    assert stage_digest("other") != before
