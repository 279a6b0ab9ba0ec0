"""``nav`` of ``mkdocs.yml``: lines at the margin are the menu, headings with lines below them the foot of pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import replace

import yaml

from portal.core.problems import Problem, problem
from portal.core.records import dataclass
from portal.generator.config_file import ConfigFile, plain
from portal.model.values import LANGS, Lang

MOST = 6
"""More do not fit into one line of the head of a page."""


@dataclass(frozen=True)
class NavLine:
    """A line of ``nav``: a page by its key, or (without one) a heading and the lines below it.

    ``titles`` are there where a title was written; without one, a page has its own.
    """

    key: str
    titles: Mapping[Lang, str]
    path: str
    line: int
    column: int
    below: tuple[NavLine, ...] = ()


def nav_lines(file: ConfigFile, languages: Mapping[Lang, yaml.Node]) -> Iterator[NavLine]:
    """The lines of ``nav`` that can be understood; problems go to ``file``."""
    node = file.value("nav")
    if node is None:
        return
    if not isinstance(node, yaml.SequenceNode):
        file.report("config-value", node, key="nav", value=str(plain(node)), wanted="nav: [index.md, …]")
        return
    reader = _NavReader(file, {lang: _translations(entry) for lang, entry in languages.items()})
    lines = list(reader.lines(node, deep=False))
    header = [line for line in lines if line.key]
    for line in header[MOST:]:
        file.problems.append(
            problem("nav-too-many", line.path, line.line, line.column, count=len(header), limit=MOST)
        )  # fmt: skip
    reader.unused()
    yield from lines


def check_nav(
    lines: tuple[NavLine, ...], pages: Mapping[str, frozenset[Lang]], untitled: Set[str] = frozenset()
) -> Iterator[Problem]:
    """Lines that name a page that is missing, in both languages or in one, or one that needs a title.

    ``pages``: the languages of each page; ``untitled``: keys of pages without a title that would do in a menu.
    """
    for line in _pages_of(lines):
        there = pages.get(line.key, frozenset[Lang]())
        if not there:
            yield problem("nav-page-missing", line.path, line.line, line.column, page=f"{line.key}.md")
        elif line.key in untitled and not line.titles:
            yield problem("nav-title", line.path, line.line, line.column, page=f"{line.key}.md")
        for lang in LANGS if there else ():
            if lang not in there:
                yield problem(
                    "nav-page-language", line.path, line.line, line.column,
                    page=f"{line.key}.md", language=lang, file=f"docs/{lang}/{line.key}.md",
                )  # fmt: skip


def usable(
    lines: tuple[NavLine, ...], pages: Mapping[str, frozenset[Lang]], untitled: Set[str] = frozenset()
) -> tuple[NavLine, ...]:
    """The lines without those that :func:`check_nav` complains of."""
    found = []
    for line in lines:
        below = usable(line.below, pages, untitled)
        titled = line.titles or line.key not in untitled
        if below or (titled and pages.get(line.key) == frozenset(LANGS)):
            found.append(replace(line, below=below))
    return tuple(found)


def _pages_of(lines: tuple[NavLine, ...]) -> Iterator[NavLine]:
    for line in lines:
        yield from _pages_of(line.below) if line.below else (line,)


def _translations(entry: yaml.Node) -> dict[str, yaml.Node]:
    """``nav_translations`` of one language."""
    for key, value in entry.value if isinstance(entry, yaml.MappingNode) else ():
        if key.value == "nav_translations" and isinstance(value, yaml.MappingNode):
            return {name.value: text for name, text in value.value}
    return {}


class _NavReader:
    def __init__(self, file: ConfigFile, translations: Mapping[Lang, Mapping[str, yaml.Node]]) -> None:
        self.file, self.translations = file, translations
        self.seen: set[str] = set()
        self.used: set[str] = set()

    def lines(self, node: yaml.SequenceNode, *, deep: bool) -> Iterator[NavLine]:
        for item in node.value:
            if isinstance(item, yaml.MappingNode):
                for title, value in self.file.items(item):
                    yield from self.titled(title, value, deep)
            else:
                yield from self.page(item, {})

    def titled(self, title: yaml.ScalarNode, value: yaml.Node, deep: bool) -> Iterator[NavLine]:
        titles = self.titles(title)
        if isinstance(value, yaml.ScalarNode):
            yield from self.page(value, titles)
        elif isinstance(value, yaml.SequenceNode) and not deep:
            below = tuple(self.lines(value, deep=True))
            mark = title.start_mark
            if below:
                yield NavLine("", titles, self.file.path, mark.line + 1, mark.column + 1, below)
        else:
            self.file.report("nav-deep", title, title=title.value)

    def page(self, node: yaml.Node, titles: Mapping[Lang, str]) -> Iterator[NavLine]:
        path = plain(node)
        if not isinstance(path, str) or not path.endswith(".md") or ":" in path or path.startswith(("/", ".")):
            self.file.report("nav-no-page", node, text=str(path)[:80])
        elif path in self.seen:
            self.file.report("nav-twice", node, page=path)
        else:
            self.seen.add(path)
            mark = node.start_mark
            yield NavLine(path.removesuffix(".md"), titles, self.file.path, mark.line + 1, mark.column + 1)

    def titles(self, title: yaml.ScalarNode) -> dict[Lang, str]:
        """The title in each language: as it is written, or as ``nav_translations`` have it."""
        found: dict[Lang, str] = {}
        self.used.add(title.value)
        for lang in LANGS:
            node = self.translations.get(lang, {}).get(title.value)
            if node is not None:
                found[lang] = str(plain(node))
            elif lang == LANGS[0]:
                found[lang] = title.value
            else:
                self.file.report("nav-translation", title, title=title.value, language=lang)
        return found

    def unused(self) -> None:
        for lang, known in self.translations.items():
            for title, node in known.items():
                if title not in self.used:
                    self.file.report("nav-translation-unused", node, title=title, language=lang)
