"""The nodes of ``mkdocs.yml`` with their places. Nothing is constructed: tags such as ``!ENV`` are only looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from portal.core.problems import Problem, problem
from portal.core.strict_yaml import LOADER

NAME = "mkdocs.yml"
ENV = "!ENV"
"""What the value of a scalar is, for us, that MkDocs takes from the environment."""

Plain = str | bool | None
_BOOLEANS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


@dataclass
class ConfigFile:
    """A configuration file while it is looked through; problems are collected on the way."""

    path: str
    root: yaml.MappingNode | None = None
    problems: list[Problem] = field(default_factory=list)

    def report(self, code: str, node: yaml.Node, **values: object) -> None:
        """Note a problem at the place of ``node``."""
        # ``code`` is one of the literals of the callers, which tests/test_messages.py reads.
        mark = node.start_mark
        self.problems.append(problem(code, self.path, mark.line + 1, mark.column + 1, **values))

    def items(self, node: yaml.Node) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
        """The keys and values of a mapping, each key once."""
        seen: dict[str, int] = {}
        for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
            if not isinstance(key, yaml.ScalarNode):
                self.report("yaml-key", key)
            elif key.value in seen:
                self.report("yaml-duplicate-key", key, key=key.value, first=seen[key.value])
            else:
                seen[key.value] = key.start_mark.line + 1
                yield key, value

    def value(self, *names: str) -> yaml.Node | None:
        """The value of a key of nested mappings."""
        node: yaml.Node | None = self.root
        for name in names:
            entries = node.value if isinstance(node, yaml.MappingNode) else ()
            node = next((value for key, value in entries if key.value == name), None)
        return node


def named(node: yaml.Node | None) -> Iterator[tuple[yaml.ScalarNode, yaml.Node | None]]:
    """The entries of a list such as ``plugins``: names, each perhaps with options. A mapping is read the same way."""
    if isinstance(node, yaml.MappingNode):
        yield from node.value
    for item in node.value if isinstance(node, yaml.SequenceNode) else ():
        if isinstance(item, yaml.ScalarNode):
            yield item, None
        elif isinstance(item, yaml.MappingNode):
            yield from item.value


def plain(node: yaml.Node) -> Plain:
    """The value of a scalar: text, true or false, nothing; a text that no setting has for all others."""
    if node.tag == ENV:
        return ENV
    if not isinstance(node, yaml.ScalarNode):
        return "[…]" if isinstance(node, yaml.SequenceNode) else "{…}"
    if node.tag == "tag:yaml.org,2002:bool":
        return _BOOLEANS[node.value.lower()]
    if node.tag == "tag:yaml.org,2002:null":
        return None
    return str(node.value)


def read(root: Path, name: str = NAME) -> ConfigFile | None:
    """The file of the project at ``root``; ``None`` where there is none, as in a folder of documents only."""
    try:
        text = (root / name).read_text(encoding="utf-8-sig")
    except OSError:
        return None
    except UnicodeDecodeError:
        return ConfigFile(name, None, [problem("file-not-utf8", name)])
    file = ConfigFile(name)
    try:
        # An alias would let a short file stand for an endless one, and has no place of its own.
        for event in yaml.parse(text, Loader=LOADER):
            if isinstance(event, yaml.AliasEvent):
                line, column = (event.start_mark.line, event.start_mark.column) if event.start_mark else (0, 0)
                file.problems.append(problem("yaml-object", name, line + 1, column + 1, detail=event.anchor))
                return file
        found = yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        lines = text.splitlines()
        detail = lines[min(line, len(lines)) - 1].strip()[:80] if lines else ""
        file.problems.append(problem("yaml-syntax", name, line, column, detail=detail))
        return file
    if isinstance(found, yaml.MappingNode):
        file.root = found
    else:
        file.problems.append(problem("yaml-syntax", name, 1, 1, detail=text.strip()[:80]))
    return file
