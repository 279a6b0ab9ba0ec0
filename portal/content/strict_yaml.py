"""YAML as editors mean it: strict, with the place of every value, and no surprises.

PyYAML's parser makes the node tree; the values are built here, because YAML 1.1 turns ``no`` into false,
``011`` into 9 and ``12:30:45`` into a number, keeps the last of two equal keys, and runs object tags.
Only text, whole and decimal numbers, ``true``/``false``, empty values and ISO dates come out.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

from portal.problems import Problem, problem

Path = tuple[str | int, ...]
Value = object

MAX_BYTES = 512 * 1024
"""Front matter and data files are small; what is larger is a mistake or an attack."""
MAX_DEPTH = 12

_BOOLEAN_WORDS = {"yes", "no", "on", "off", "y", "n"}
_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\Z")
_FLOAT = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\.[0-9]+\Z")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u0085\u2028\u2029]")


@dataclass(frozen=True)
class Loaded:
    """Values with their places: ``places[("laws", 0, "act")]`` is ``(line, column)``, both from 1."""

    value: Value
    places: Mapping[Path, tuple[int, int]]
    problems: tuple[Problem, ...]

    def place(self, path: Path) -> tuple[int, int]:
        """The place of ``path`` or of the nearest value above it that has one."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))


def load(text: str, path: str, first_line: int = 1) -> Loaded:
    """Read one YAML document from ``text``; ``first_line`` is the line of ``path`` that it starts on.

    Raises nothing for bad input: what is wrong comes back as problems, and ``value`` is what could be read
    (``None`` if nothing).
    """
    return _Reader(path, first_line).read(text)


class _Reader:
    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.offset = first_line - 1
        self.problems: list[Problem] = []
        self.places: dict[Path, tuple[int, int]] = {}

    def read(self, text: str) -> Loaded:
        if len(text.encode("utf-8", "replace")) > MAX_BYTES:
            self.report("yaml-too-large", 1, 1, limit=MAX_BYTES // 1024)
            return self.result(None)
        if self.tabs(text) or self.controls(text) or self.references(text):
            return self.result(None)
        try:
            node = yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            self.report("yaml-syntax", line, column, detail=_reason(text, line, error))
            return self.result(None)
        except (yaml.YAMLError, RecursionError, ValueError):
            self.report("yaml-syntax", 1, 1, detail="")
            return self.result(None)
        return self.result(None if node is None else self.build(node, (), 0))

    def result(self, value: Value) -> Loaded:
        return Loaded(value, self.places, tuple(self.problems))

    def report(self, code: str, line: int, column: int, **values: object) -> None:
        self.problems.append(problem(code, self.path, line + self.offset, column, **values))

    def tabs(self, text: str) -> bool:
        """Tabs before the first letter of a line break YAML with a message that nobody understands."""
        found = False
        for number, line in enumerate(text.split("\n"), 1):
            indent = line[: len(line) - len(line.lstrip())]
            if "\t" in indent:
                self.report("yaml-tab", number, indent.index("\t") + 1)
                found = True
        return found

    def controls(self, text: str) -> bool:
        found = False
        for number, line in enumerate(text.split("\n"), 1):
            match = _CONTROL.search(line)
            if match:
                self.report("yaml-control", number, match.start() + 1, character=f"U+{ord(match[0]):04X}")
                found = True
        return found

    def references(self, text: str) -> bool:
        """Anchors, aliases and tags: never needed by an editor, and the way to bombs and objects."""
        found = False
        try:
            for event in yaml.parse(text, Loader=yaml.SafeLoader):
                anchor = getattr(event, "anchor", None)
                tag = getattr(event, "tag", None)
                if anchor or tag:
                    mark = event.start_mark
                    self.report("yaml-object", mark.line + 1, mark.column + 1, detail=anchor or tag)
                    found = True
        except (yaml.YAMLError, RecursionError, ValueError):
            return found  # compose() below reports it with its place
        return found

    def build(self, node: yaml.Node, path: Path, depth: int) -> Value:
        line, column = node.start_mark.line + 1, node.start_mark.column + 1
        self.places.setdefault(path, (line + self.offset, column))
        if depth > MAX_DEPTH:
            self.report("yaml-too-deep", line, column)
            return None
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path, depth)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*path, index), depth + 1) for index, item in enumerate(node.value)]
        return self.scalar(node, line, column)

    def mapping(self, node: yaml.MappingNode, path: Path, depth: int) -> dict[str | int, Value]:
        values: dict[str | int, Value] = {}
        for key_node, value_node in node.value:
            line, column = key_node.start_mark.line + 1, key_node.start_mark.column + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self.report("yaml-key", line, column)
                continue
            key: str | int = key_node.value
            if key_node.style is None and _INT.match(key_node.value):
                key = _integer(key_node.value)
            if key in values:
                first = self.places[(*path, key)][0]
                self.report("yaml-duplicate-key", line, column, key=key, first=first)
                continue
            self.places[(*path, key)] = (line + self.offset, column)
            values[key] = self.build(value_node, (*path, key), depth + 1)
        return values

    def scalar(self, node: yaml.Node, line: int, column: int) -> Value:
        text: str = node.value
        if node.style is not None:  # quoted or block text is always text
            return text
        if text in {"", "~", "null", "Null", "NULL"}:
            return None
        if text.lower() in _BOOLEAN_WORDS:
            self.report("yaml-boolean-word", line, column, word=text)
            return text
        if text in {"true", "false"}:
            return text == "true"
        if _INT.match(text):
            return _integer(text)
        if _FLOAT.match(text):
            return float(text)
        date = _DATE.match(text)
        if date:
            try:
                return dt.date(int(date[1]), int(date[2]), int(date[3]))
            except ValueError:
                self.report("yaml-date", line, column, text=text)
                return text
        return text


def _integer(text: str) -> int | str:
    # Python refuses to convert very long digit strings; such a "number" is text.
    return int(text) if len(text) < 19 else text


def _reason(text: str, line: int, error: yaml.MarkedYAMLError) -> str:
    """The most frequent cause in words of an editor: the line itself."""
    lines = text.split("\n")
    shown = lines[line - 1].strip() if 0 < line <= len(lines) else ""
    return shown[:80] or (error.problem or "")


def walk(value: Value, path: Path = ()) -> Iterator[tuple[Path, Value]]:
    """Every value below ``value`` with its path, parents first."""
    yield path, value
    if isinstance(value, dict):
        for key, item in value.items():
            yield from walk(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from walk(item, (*path, index))
