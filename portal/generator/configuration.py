"""Checks every key of ``mkdocs.yml`` and gives what the portal reads of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from portal.core.built import built_name
from portal.core.problems import Problem
from portal.core.records import dataclass
from portal.generator.config_file import ENV, NAME, ConfigFile, Plain, named, plain, read
from portal.generator.navigation import NavLine, nav_lines
from portal.generator.rules import ELSEWHERE, FIXED, HOOKS, READ, REPLACED, Names
from portal.language.languages import LANGUAGES
from portal.markup.extensions import EXTENSIONS, USUAL
from portal.model.values import LANGS, Lang

MADE = frozenset({built_name("edition-data.js")})
"""Scripts that a build writes: they are not among the files of the project."""


@dataclass(frozen=True)
class Configuration:
    """What the portal reads of ``mkdocs.yml``; without such a file, the usual extensions and no navigation."""

    extensions: tuple[str, ...] = USUAL
    """The Markdown extensions that are switched on, in the order of their names."""
    nav: tuple[NavLine, ...] = ()


def load_configuration(root: Path, name: str = NAME) -> tuple[Configuration, tuple[Problem, ...]]:
    """Read and check ``name`` in the project at ``root``. Whether the pages of ``nav`` exist is not looked at."""
    file = read(root, name)
    if file is None:
        return Configuration(), ()
    if file.root is None:
        return Configuration(), tuple(file.problems)
    _Check(file, root).run()
    nav = tuple(nav_lines(file, _languages(file)))
    on = (key.value for key, _ in named(file.value("markdown_extensions")))
    return Configuration(tuple(sorted({item for item in on if item in EXTENSIONS})), nav), tuple(file.problems)


def _languages(file: ConfigFile) -> dict[Lang, yaml.Node]:
    """The entry of each language."""
    found: dict[Lang, yaml.Node] = {}
    for key, options in named(file.value("plugins")):
        if key.value == "i18n" and isinstance(options, yaml.MappingNode):
            entries = next((value for name, value in options.value if name.value == "languages"), None)
            for entry in entries.value if isinstance(entries, yaml.SequenceNode) else ():
                for name, value in entry.value if isinstance(entry, yaml.MappingNode) else ():
                    if name.value == "locale" and value.value in LANGS:
                        found[value.value] = entry
    return found


class _Check:
    def __init__(self, file: ConfigFile, root: Path) -> None:
        self.file, self.root = file, root

    def run(self) -> None:
        top = self.file.root
        assert top is not None
        self._section(top, ())
        for name, section in (("theme", self._theme), ("extra", self._extra)):
            found = self.file.value(name)
            if isinstance(found, yaml.MappingNode):
                section(found)
        self._files()
        self._server()
        self._hooks()
        self._plugins()
        self._extensions()
        if self.file.value("nav") is None:
            self.file.report("config-missing", top, key="nav", wanted="nav: [index.md, …]")

    def _section(self, node: yaml.Node, names: Names) -> None:
        """The keys of one section: known, in their place, with the values that they must have."""
        known = READ[names]
        present = set()
        for key, value in self.file.items(node):
            path = (*names, key.value)
            shown = ": ".join(path)
            present.add(path)
            if path in ELSEWHERE:
                self.file.report("config-elsewhere", key, key=shown, place=ELSEWHERE[path])
            elif key.value not in known:
                near = (get_close_matches(key.value, known, 1) or ["–"])[0]
                self.file.report("config-unknown", key, key=shown, near=near)
            elif path in FIXED:
                self._value(value, shown, FIXED[path])
        for path, wanted in FIXED.items():
            if path[:-1] == names and path not in present:
                self.file.report("config-missing", node, key=": ".join(path), wanted=_shown(path[-1], wanted))

    def _value(self, node: yaml.Node, key: str, wanted: Plain) -> None:
        if plain(node) != wanted:
            last = key.rpartition(": ")[2]
            self.file.report("config-value", node, key=key, value=_text(plain(node)), wanted=_shown(last, wanted))

    def _theme(self, node: yaml.MappingNode) -> None:
        self._section(node, ("theme",))
        icon = self.file.value("theme", "icon")
        if icon is not None:
            self._section(icon, ("theme", "icon"))
            logo, icons = self.file.value("theme", "icon", "logo"), self.root / "overrides/.icons"
            if logo is not None and icons.is_dir() and not (icons / f"{plain(logo)}.svg").is_file():
                self.file.report("config-file", logo, key="theme: icon", file=f"overrides/.icons/{plain(logo)}.svg")
        for name in ("favicon", "logo"):
            value = self.file.value("theme", name)
            if value is not None:
                self._own_file(value, f"theme: {name}", ("overrides", "docs/ky"))

    def _extra(self, node: yaml.MappingNode) -> None:
        """Free for plugins and hooks, but for what readers of Material's manual expect to change the pages."""
        for key, _ in self.file.items(node):
            place = ELSEWHERE.get(("extra", key.value))
            if place:
                self.file.report("config-elsewhere", key, key=f"extra: {key.value}", place=place)

    def _files(self) -> None:
        styles = self.file.value("extra_css")
        for item in styles.value if isinstance(styles, yaml.SequenceNode) else ():
            self._own_file(item, "extra_css", ("overrides",))
        scripts = self.file.value("extra_javascript")
        for item in scripts.value if isinstance(scripts, yaml.SequenceNode) else ():
            if not isinstance(item, yaml.MappingNode):
                self._own_file(item, "extra_javascript", ("overrides",))
                continue
            self._section(item, ("extra_javascript",))
            for key, value in item.value:
                if key.value == "path":
                    self._own_file(value, "extra_javascript", ("overrides",))
                elif key.value == "type":  # modules do not run on file://
                    self._value(value, "extra_javascript: type", "")

    def _own_file(self, node: yaml.Node, key: str, folders: tuple[str, ...]) -> None:
        """A file of the project that pages load: from nowhere else, and it must be there."""
        value = plain(node)
        parts = urlsplit(value) if isinstance(value, str) else None
        if parts and (parts.scheme or parts.netloc):
            self.file.report("config-remote", node, key=key, address=str(value)[:80])
        elif not isinstance(value, str) or value == ENV or ".." in value.split("/") or value.startswith("/"):
            self.file.report("config-value", node, key=key, value=_text(value), wanted="assets/…")
        elif value not in MADE and not any((self.root / folder / value).is_file() for folder in folders):
            self.file.report("config-file", node, key=key, file=f"{folders[0]}/{value}")

    def _server(self) -> None:
        """What MkDocs would refuse without line and advice."""
        for key, _ in named(self.file.value("watch")):
            if not (self.root / key.value).exists():
                self.file.report("config-file", key, key="watch", file=key.value)
        for name, wanted in (("strict", "strict: true"), ("dev_addr", "dev_addr: 127.0.0.1:8000")):
            node = self.file.value(name)
            if node is not None and not _FORMS[name](plain(node)):
                self.file.report("config-value", node, key=name, value=_text(plain(node)), wanted=wanted)

    def _hooks(self) -> None:
        node = self.file.value("hooks")
        listed = {key.value for key, _ in named(node)}
        for key, _ in named(node):
            if key.value not in HOOKS and not (self.root / key.value).is_file():
                self.file.report("config-file", key, key="hooks", file=key.value)
        for name in HOOKS:
            if name not in listed and (self.root / name).is_file():
                self.file.report("config-missing", node or self._top, key="hooks", wanted=f"- {name}")

    @property
    def _top(self) -> yaml.Node:
        assert self.file.root is not None
        return self.file.root

    def _plugins(self) -> None:
        node = self.file.value("plugins")
        there = False
        for key, options in named(node):
            name = key.value.rpartition("/")[2]
            if name in REPLACED:
                self.file.report("config-plugin", key, plugin=key.value, place=REPLACED[name])
            elif name == "i18n" and options is not None:
                there = True
                self._section(options, ("plugins", "i18n"))
                self._language_entries(options)
            elif name != "i18n" and not _is_installed(key.value):
                self.file.report("config-plugin-unknown", key, plugin=key.value)
        if not there:
            self.file.report("config-missing", node or self._top, key="plugins", wanted="- i18n: {…}")

    def _language_entries(self, options: yaml.Node) -> None:
        entries = next((value for key, value in options.value if key.value == "languages"), options)
        found = []
        for entry in entries.value if isinstance(entries, yaml.SequenceNode) else ():
            self._section(entry, ("plugins", "i18n", "languages"))
            values = {key.value: value for key, value in self.file.items(entry)}
            lang = str(plain(values["locale"])) if "locale" in values else ""
            found.append(lang)
            for lang_known in LANGS:
                if lang == lang_known and "name" in values:
                    self._value(values["name"], "languages: name", LANGUAGES[lang_known].name)
            if "build" in values:
                self._value(values["build"], "languages: build", True)
            if "default" in values:
                self._value(values["default"], "languages: default", lang == LANGS[0])
        if tuple(found) != LANGS:
            self.file.report("config-value", entries, key="languages", value=", ".join(found), wanted=", ".join(LANGS))

    def _extensions(self) -> None:
        for key, options in named(self.file.value("markdown_extensions")):
            if key.value not in EXTENSIONS:
                allowed = ", ".join(EXTENSIONS)
                self.file.report("config-extension", key, extension=key.value, allowed=allowed)
                continue
            for option, value in self.file.items(options) if options is not None else ():
                if option.value not in EXTENSIONS[key.value] or plain(value) is not True:
                    self.file.report("config-extension-option", option, extension=key.value, option=option.value)


def _is_installed(plugin: str) -> bool:
    """Whether a package of the environment brings this plugin; unknown where the generator itself is not installed."""
    from importlib.metadata import entry_points  # slow to load, and only a plugin of the operator asks for it

    names = {entry.name for entry in entry_points(group="mkdocs.plugins")}
    return not names or plugin in names or f"material/{plugin}" in names


_FORMS: Mapping[str, Callable[[Plain], bool]] = {
    "strict": lambda value: isinstance(value, bool) or value == ENV,
    "dev_addr": lambda value: value == ENV or bool(re.fullmatch(r"[\w.:\[\]-]+:\d{1,5}", str(value))),
}
"""What values of keys may look like."""


def _text(value: Plain) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "–" if value is None else value[:80]


def _shown(key: str, wanted: Plain) -> str:
    return f"{key}: {_text(wanted)}" if wanted != "" else "defer: true"
