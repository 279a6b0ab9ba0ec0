"""``menu``: asks what to do, for people who have never typed a command. On Windows ``portal.cmd`` starts it.

Every choice ends in one of the other commands, called as an editor would call it.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from portal.commands.base import OK, Command, CommandWords
from portal.content.tree import written_keys
from portal.core.problems import MessageLang, message_lang_of
from portal.core.records import dataclass
from portal.corpus.load import load_portal
from portal.language.languages import LANGUAGES
from portal.model.documents import KINDS
from portal.model.values import LANGS
from portal.words.interface import Interface

ACTIONS = ("new", "import", "check", "preview", "translate")
"""The commands that the menu offers, in the order of their numbers."""

_MOST_LISTED = 15
_STEPS = ((), ("--start",), ("--done",))


class Leave(Exception):  # noqa: N818 - no error: an empty answer leads back
    """The person wants back to the menu."""


def arguments(_parser: argparse.ArgumentParser, _words: CommandWords) -> None:
    """None of its own."""


def run(options: argparse.Namespace, command: Command) -> int:
    """Ask until the person has enough."""
    try:
        lang = options.all_lang or _language()
        Menu(Command(command.root, CommandWords("menu", lang), False), call).go()
    except (EOFError, KeyboardInterrupt):
        print()
    return OK


def _language() -> MessageLang:
    """The language of the questions; the portal's first one where no other is chosen."""
    for number, lang in enumerate(LANGS, 1):
        print(f"{number}  {LANGUAGES[lang].name}")
    answer = input("> ").strip()
    chosen = int(answer) if answer.isdecimal() and 1 <= int(answer) <= len(LANGS) else 1
    return message_lang_of(LANGS[chosen - 1])


def call(root: Path, arguments: Sequence[str]) -> None:
    """One command in a program of its own. A preview stays until it is ended: on Windows in a window of its own."""
    line = [sys.executable, "-m", "portal", *arguments]
    apart = getattr(subprocess, "CREATE_NEW_CONSOLE", 0) if arguments[0] == "preview" else 0
    try:
        if apart:
            subprocess.Popen(line, cwd=root, creationflags=apart)
        else:
            subprocess.run(line, cwd=root, check=False)
    except KeyboardInterrupt:  # Ctrl+C ended the command, not the menu
        print()


@dataclass(frozen=True)
class Menu:
    """The questions, in the language of ``command``; ``call`` runs a command with its arguments."""

    command: Command
    call: Callable[[Path, Sequence[str]], None]

    def go(self) -> None:
        """Show the menu and do what is chosen, until 0. Raises ``EOFError`` where nobody answers."""
        words = self.command.words
        ask = {"new": self.new, "import": self.imported, "check": self.check, "preview": self.preview,
               "translate": self.translate}  # fmt: skip
        while True:
            print(f"\n{words('title')}")
            for number, name in enumerate(ACTIONS, 1):
                print(f"{number}  {words(name)}")
            print(f"0  {words('leave')}")
            chosen = self._ask("choose")
            if chosen == "0":
                return
            if not chosen.isdecimal() or not 1 <= int(chosen) <= len(ACTIONS):
                print(words("not-there"))
                continue
            name = ACTIONS[int(chosen) - 1]
            try:
                given = ask[name]()
            except Leave:
                continue
            lang = self.command.lang
            print(f"\n> python -m portal {name} {' '.join(_quoted(item) for item in given)}\n", flush=True)
            self.call(self.command.root, [name, *given, "--lang", lang, "--root", str(self.command.root)])
            self._ask("again")

    def new(self) -> list[str]:
        """Kind and title."""
        interface = Interface(next((lang for lang in LANGS if lang == self.command.lang), LANGS[0]))
        kind = self._one_of("which-kind", {kind: interface.t(f"kind.{kind}") for kind in KINDS})
        return [kind, "--title", self._needed("which-title"), "--language", interface.lang]

    def imported(self) -> list[str]:
        """One file, and the one in the other language if there is one."""
        files = [self._file(self._needed("which-file"))]
        other = self._ask("which-other-file")
        return [*files, *([self._file(other)] if other else [])]

    def check(self) -> list[str]:
        """One document or all."""
        part = self._ask("which-to-check")
        if not part:
            return []
        key = self._document(part)
        return [path for lang in LANGS if (self.command.root / (path := f"docs/{lang}/{key}.md")).is_file()]

    def preview(self) -> list[str]:
        """A document."""
        key = self._document(self._needed("which-document"))
        print(self.command.words("preview-ends" if os.name != "nt" else "preview-ends-window"))
        return [key]

    def translate(self) -> list[str]:
        """The list, or a document and how far it is."""
        part = self._ask("which-to-translate")
        if not part:
            return []
        key = self._document(part)
        words = self.command.words
        step = self._one_of("which-step", {str(place): words(f"step-{place}") for place in range(len(_STEPS))})
        return [key, *_STEPS[int(step)]]

    def _ask(self, key: str) -> str:
        return input(f"{self.command.words(key)} ").strip()

    def _needed(self, key: str) -> str:
        answer = self._ask(key)
        if not answer:
            raise Leave
        return answer

    def _one_of(self, key: str, choices: Mapping[str, str]) -> str:
        names = list(choices)
        for number, name in enumerate(names, 1):
            print(f"{number}  {choices[name]}")
        while True:
            answer = self._needed(key)
            if answer.isdecimal() and 1 <= int(answer) <= len(names):
                return names[int(answer) - 1]
            print(self.command.words("not-there"))

    def _file(self, answer: str) -> str:
        """The path that was typed or dragged into the window, which comes in quotes."""
        while not (path := Path(answer.strip("\"' ")).expanduser()).is_file():
            print(self.command.words("no-such-file", path=path))
            answer = self._needed("which-file")
        return str(path.resolve())

    def _document(self, part: str) -> str:
        """The key of the document that a part of its name or title means; asks where there are several."""
        titles = self._titles()
        while True:
            wanted = part.casefold().split()
            found = {key: f"{title} ({key})" for key, title in titles.items()
                     if all(word in f"{key} {title}".casefold() for word in wanted)}  # fmt: skip
            exact = [key for key in found if key.rpartition("/")[2] == part]
            if len(exact) == 1 or len(found) == 1:
                return (exact or list(found))[0]
            if 1 < len(found) <= _MOST_LISTED:
                return self._one_of("which-of-these", found)
            print(self.command.words("too-many" if found else "none-found", count=len(found)))
            part = self._needed("which-document")

    def _titles(self) -> dict[str, str]:
        """Key → title of every document; what cannot be read has a key all the same."""
        portal, _ = load_portal(self.command.root)
        titles = dict.fromkeys(sorted(written_keys(self.command.root)), "")
        for document in portal.documents.values():
            order = (self.command.lang, document.original, *LANGS)
            lang = next(lang for lang in order if lang in document.versions)
            titles[document.key] = document.versions[lang].title
        return titles


def _quoted(text: str) -> str:
    return f'"{text}"' if " " in text or not text else text
