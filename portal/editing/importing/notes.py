"""What an import has to say: notes for the editor, and why a file cannot be imported. Texts stand in ``notes.yml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from portal.core.characters import HIDDEN
from portal.core.packaged import read_yaml
from portal.core.problems import MessageLang
from portal.core.records import dataclass

Weight = Literal["unsure", "removed", "changed", "found"]
"""unsure: look at it; removed: left out; changed: written otherwise; found: taken from the text."""


@cache
def texts() -> Mapping[str, Mapping[str, str]]:
    """Code → the text in Kyrgyz, Russian and English, with the key ``weight`` for notes."""
    loaded: Mapping[str, Mapping[str, str]] = read_yaml("portal.editing.importing", "notes.yml")
    return loaded


@cache
def left_names() -> Mapping[str, Mapping[str, str]]:
    """The names, in each language, of what the note ``furniture`` leaves out."""
    loaded: Mapping[str, Mapping[str, str]] = read_yaml("portal.editing.importing", "left_names.yml")
    return loaded


def say(code: str, lang: MessageLang, values: Mapping[str, object]) -> str:
    """The text of ``code`` in ``lang`` on one line, nothing unseen in it."""
    shown = {key: HIDDEN.sub("\ufffd", " ".join(str(value).split())) for key, value in values.items()}
    return texts()[code][lang].format_map(shown)


@dataclass(frozen=True)
class Note:
    """One thing that an editor should know. ``quotes`` hold what was left out, so that nothing is lost."""

    code: str
    values: Mapping[str, object]
    quotes: tuple[str, ...] = ()

    @property
    def weight(self) -> str:
        """How the editor is to take it, see :data:`Weight`."""
        return texts()[self.code]["weight"]

    def text(self, lang: MessageLang) -> str:
        """The note in ``lang``, one sentence."""
        values = self.values
        if self.code == "furniture":
            values = {**values, "kind": left_names()[str(values["kind"])][lang]}
        return say(self.code, lang, values)


class Notes:
    """Collects the notes of one import; a code with the same values is kept once, its quotes are joined."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], tuple[Mapping[str, object], list[str]]] = {}

    @property
    def items(self) -> list[Note]:
        """What was noted, in the order in which it was noted first."""
        return [Note(code, values, tuple(quotes)) for (code, _), (values, quotes) in self._found.items()]

    def add(self, code: str, *quotes: str, **values: object) -> None:
        """Note ``code``. Raises ``KeyError`` for an unknown code."""
        if code not in texts() or (code == "furniture" and values["kind"] not in left_names()):
            raise KeyError(code)
        known = self._found.setdefault((code, repr(sorted(values.items()))), (values, []))
        known[1].extend(" ".join(quote.split()) for quote in quotes if quote.strip())

    def add_some(self, code: str, *quotes: str) -> None:
        """Note ``code`` where there is a quote."""
        if any(quote.strip() for quote in quotes):
            self.add(code, *quotes)


class CannotImportError(Exception):
    """The file cannot be imported; ``code`` and ``values`` say why, in words of ``notes.yml``."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values

    def text(self, lang: MessageLang) -> str:
        """Why, in ``lang``."""
        return say(self.code, lang, self.values)
