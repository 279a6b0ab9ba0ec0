"""The direction of the arrows: who may know whom (design 3.5)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from browsing import REPOSITORY

PACKAGE = REPOSITORY / "portal"
FILES = sorted(PACKAGE.rglob("*.py"))
HOOKS = sorted((REPOSITORY / "hooks").glob("*.py"))

# What each part of the portal may import of the portal; "" is the part itself, which it always may.
LANGUAGE: set[str] = {"language"}
BASE = LANGUAGE | {"problems", "dates", "addresses", "content", "caching"}
ALLOWED = {
    "language": set(),
    "problems": set(),
    "dates": set(),
    "law": LANGUAGE,
    "caching": set(),
    "content": LANGUAGE | {"problems", "dates", "caching"},
    "addresses": {"content"},
    "reference": BASE,
    "site_settings": BASE | {"reference"},
    "markup": BASE,
    "citing": BASE | {"law", "markup", "reference"},
}


def names(file: Path) -> tuple[str, ...]:
    return file.relative_to(REPOSITORY).with_suffix("").parts


@cache
def imports(file: Path) -> tuple[tuple[str, int], ...]:
    """Every module that a file imports, wherever in it, with the line."""

    def walk() -> Iterator[tuple[str, int]]:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((alias.name, node.lineno) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{file}:{node.lineno}: a relative import"
                assert node.module
                yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)

    return tuple(walk())


def foreign(file: Path, allowed: set[str]) -> list[str]:
    """Imports of other parts of the portal than the allowed ones."""
    own = names(file)[1]
    found = []
    for module, line in imports(file):
        parts = module.split(".")
        if parts[0] == "portal" and len(parts) > 1 and parts[1] not in allowed | {own}:
            found.append(f"{file.relative_to(REPOSITORY).as_posix()}:{line}: {module}")
    return found


def test_there_is_something_to_look_at() -> None:
    assert len(FILES) > 30 and HOOKS


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_the_portal_knows_no_generator(file: Path) -> None:
    strangers = {"mkdocs", "material", "mkdocs_static_i18n", "jinja2", "hooks", "scripts", "tests"}
    assert [module for module, _ in imports(file) if module.split(".")[0] in strangers] == []


@pytest.mark.parametrize("part", ALLOWED)
def test_arrows_point_downwards(part: str) -> None:
    files = [file for file in FILES if names(file)[1] == part]
    assert files
    assert [line for file in files for line in foreign(file, ALLOWED[part])] == []


def test_only_hooks_and_scripts_know_everything() -> None:
    # What stands below the site's view models must not reach up to them, but for the words of the interface.
    below = {*ALLOWED, "search", "law"}
    upper = {"site", "publish", "editing", "portal"}
    wrong = [
        line
        for file in FILES
        if names(file)[1] in below - {"search"}
        for line in foreign(file, {part for part in {item.stem for item in PACKAGE.iterdir()} if part not in upper})
    ]
    assert wrong == []


@pytest.mark.parametrize("file", HOOKS, ids=lambda file: file.name)
def test_hooks_are_thin(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 60


@pytest.mark.parametrize("file", [*FILES, *HOOKS], ids=lambda file: file.relative_to(REPOSITORY).as_posix())
def test_files_start_with_what_they_are_for(file: Path) -> None:
    assert ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
