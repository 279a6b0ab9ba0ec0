"""Looks at the portal's code as a whole: packages, imports, circles, sizes, names. Each look gives what it finds."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path

MOST_LINES, MOST_CLASS_LINES, MOST_COMPLEXITY = 400, 200, 12
MOST_TOP_FILES = 3


@dataclass(frozen=True)
class Module:
    """What the looks need of one file. ``imports``: what is imported anywhere in it, with the line."""

    lines: int
    imports: tuple[tuple[str, int], ...]
    classes: tuple[tuple[str, int], ...]
    """Name and length of each class."""
    docstring: str | None


@cache
def module(text: str) -> Module:
    """A file by its text."""
    tree = ast.parse(text)
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    return Module(
        lines=len(text.splitlines()),
        imports=tuple(_imports(tree)),
        classes=tuple((node.name, (node.end_lineno or node.lineno) - node.lineno + 1) for node in classes),
        docstring=ast.get_docstring(tree),
    )


def _imports(tree: ast.Module) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0 and node.module, f"line {node.lineno}: a relative import"
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


class Code:
    """All modules below the folder of a package, by their dotted names; the package itself is one of them."""

    def __init__(self, package: Path) -> None:
        self.package = package
        self.files: dict[str, Path] = {}
        for file in sorted(package.rglob("*.py")):
            parts = file.relative_to(package.parent).with_suffix("").parts
            self.files[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
        self.modules = {name: module(file.read_text(encoding="utf-8")) for name, file in self.files.items()}

    def path(self, name: str) -> str:
        """The path of a module in the package."""
        return self.files[name].relative_to(self.package).as_posix()

    def package_of(self, name: str) -> str:
        """The package that a module lies in, relative to the whole: ``publish.html``; "" for the top."""
        return ".".join(self.files[name].relative_to(self.package).parent.parts)

    @property
    def packages(self) -> set[str]:
        """Every folder that holds modules."""
        return {self.package_of(name) for name in self.files}

    def own_imports(self, name: str) -> Iterator[tuple[str, int]]:
        """The modules of this code that a module imports, with the line."""
        for target, line in self.modules[name].imports:
            if target.partition(".")[0] != self.package.name:
                continue
            while target not in self.modules:
                target = target.rpartition(".")[0]
            yield target, line

    def arrows(self) -> dict[str, dict[str, list[str]]]:
        """Package → package that it imports → the places where it does."""
        found: dict[str, dict[str, list[str]]] = {package: defaultdict(list) for package in self.packages}
        for name in self.modules:
            source = self.package_of(name)
            for target, line in self.own_imports(name):
                if self.package_of(target) != source:
                    found[source][self.package_of(target)].append(f"{self.path(name)}:{line}: {target}")
        return found


def differences(code: Code, allowed: Mapping[str, Set[str]]) -> list[str]:
    """Where packages and what they import differ from a table: what it does not have, and what it allows in vain."""
    arrows = code.arrows()
    found = [f"{package or 'the top'}: not in the table" for package in arrows.keys() - allowed.keys()]
    found += [f"{package}: no such package" for package in allowed.keys() - arrows.keys()]
    for package in arrows.keys() & allowed.keys():
        for target, places in arrows[package].items():
            found += places if target not in allowed[package] else []
        found += [f"{package} does not import {target}" for target in allowed[package] - arrows[package].keys()]
    return sorted(found)


def package_circles(code: Code) -> list[list[str]]:
    """Packages that import each other, a nested one as a node of its own."""
    return circles({package: targets.keys() for package, targets in code.arrows().items()})


def file_circles(code: Code) -> list[list[str]]:
    """Modules that import each other."""
    return circles({name: {target for target, _ in code.own_imports(name)} - {name} for name in code.modules})


def circles(graph: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """The strongly connected components of more than one node (Tarjan's algorithm, without recursion)."""
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    path: list[str] = []
    found: list[list[str]] = []
    for start in sorted(graph):
        if start in order:
            continue
        order[start] = low[start] = len(order)
        path.append(start)
        work = [(start, iter(sorted(graph[start])))]
        while work:
            node, targets = work[-1]
            for target in targets:
                if target not in order:
                    order[target] = low[target] = len(order)
                    path.append(target)
                    work.append((target, iter(sorted(graph[target]))))
                    break
                if target in path:
                    low[node] = min(low[node], order[target])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == order[node]:
                    place = path.index(node)
                    component, path = path[place:], path[:place]
                    found += [sorted(component)] if len(component) > 1 else []
    return sorted(found)


def top_files(package: Path) -> list[str]:
    """The files that stand at the top of the package, beside its folders."""
    return sorted(file.name for file in package.iterdir() if file.is_file())


def oversized(code: Code) -> dict[str, list[str]]:
    """Path → what in it is over size."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, item in code.modules.items():
        if item.lines > MOST_LINES:
            found[code.path(name)].append(f"{item.lines} lines")
        for class_, lines in item.classes:
            if lines > MOST_CLASS_LINES:
                found[code.path(name)].append(f"class {class_}: {lines} lines")
    return dict(found)


def doubled_names(code: Code) -> dict[str, list[str]]:
    """Public names of classes that stand in several modules, or twice in one."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, item in code.modules.items():
        for class_, _ in item.classes:
            if not class_.startswith("_"):
                found[class_].append(code.path(name))
    return {class_: paths for class_, paths in found.items() if len(paths) > 1}


def complex_files(folders: Iterable[Path], repository: Path) -> set[str]:
    """Files with a function over the complexity that is allowed, whatever comments or settings say against it."""
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--ignore-noqa", "--select", "C901",
               "--config", f"lint.mccabe.max-complexity={MOST_COMPLEXITY}", "--output-format", "json",
               "--no-cache", "--exit-zero", *map(str, folders)]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=repository)
    return {Path(item["filename"]).relative_to(repository).as_posix() for item in json.loads(done.stdout)}
