"""What every command has in common: its words in three languages, its output, its exit codes.

A command is a module ``portal/commands/NAME.py`` (a hyphen in the name is an underscore in the module's) with
``arguments(parser, words)`` and ``run(options, command) -> int``, and a file ``NAME.yml`` beside it with the words,
each in Kyrgyz, Russian and English. ``summary`` and ``description`` must stand there.
"""

from __future__ import annotations

import argparse
import json
import keyword
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NoReturn, Protocol

from portal.core.packaged import read_yaml
from portal.core.problems import MessageLang
from portal.core.records import dataclass

OK, FOUND, USAGE, FAILED = 0, 1, 2, 3
"""Exit codes: done; problems found in the content; called in a wrong way; could not be done (file, disk, library)."""


class CommandError(Exception):
    """The command cannot go on; the text is for the editor, in the language of the messages. No traceback."""

    def __init__(self, text: str, code: int = FAILED) -> None:
        super().__init__(text)
        self.text = text
        self.code = code


def module_name(name: str) -> str:
    """The module of a command: hyphens are underscores, a word of Python (``import``) gets one behind."""
    module = name.replace("-", "_")
    return f"{module}_" if keyword.iskeyword(module) else module


class CommandWords:
    """The words of one command in one language, over those that all commands share."""

    def __init__(self, name: str, lang: MessageLang) -> None:
        self.lang = lang
        self._texts = {**_texts("common"), **_texts(module_name(name))}

    def __call__(self, key: str, **values: object) -> str:
        """The text of ``key`` with its placeholders filled. Raises ``KeyError`` for an unknown key."""
        return self._texts[key][self.lang].format_map(values)


@cache
def _texts(name: str) -> Mapping[str, Mapping[str, str]]:
    loaded: Mapping[str, Mapping[str, str]] = read_yaml("portal.commands", f"{name}.yml")
    return loaded


@dataclass(frozen=True)
class Command:
    """What a command works with: the project's folder, the language of messages, whether JSON is wanted."""

    root: Path
    words: CommandWords
    json: bool

    @property
    def lang(self) -> MessageLang:
        """The language of the messages."""
        return self.words.lang

    def say(self, text: str) -> None:
        """Print for people: to standard output, or to standard error where JSON goes to standard output."""
        print(text, file=sys.stderr if self.json else sys.stdout)

    def give(self, value: Mapping[str, Any] | list[Any]) -> None:
        """Print for programs: one JSON value on standard output, if JSON is wanted."""
        if self.json:
            print(json.dumps(value, ensure_ascii=False, indent=2))

    def fail(self, key: str, code: int = FAILED, **values: object) -> NoReturn:
        """End the command with the text of ``key``."""
        raise CommandError(self.words(key, **values), code)


class Module(Protocol):
    """A module of this package that is a command."""

    def arguments(self, parser: argparse.ArgumentParser, words: CommandWords) -> None:
        """Add the command's own arguments."""

    def run(self, options: argparse.Namespace, command: Command) -> int:
        """Do the work; the exit code comes back. Raises :class:`CommandError` where it cannot go on."""
