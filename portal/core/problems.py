"""The one error type of the portal: a problem in something that an editor wrote.

Problems are values: every step collects them and goes on, so that an editor sees all of them at once.
Their texts stand in ``messages.yml``, each in Kyrgyz, Russian and English.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Literal, NotRequired, TypedDict, get_args

from portal.core.labels import shown_field, text_example
from portal.core.packaged import read_yaml
from portal.core.records import dataclass
from portal.core.system_errors import in_words

# Controls (a terminal obeys some), marks that turn the direction of writing, halves of characters.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_SIMILAR = re.compile(r"\A[^.{]*\{near\}[»”]?\.\s+")
# The languages in which editors are spoken to, whatever languages the portal has: those of messages.yml.
MessageLang = Literal["ky", "ru", "en"]
MESSAGE_LANGS: tuple[MessageLang, ...] = get_args(MessageLang)
_USUAL, _FOREIGN = MESSAGE_LANGS[1], MESSAGE_LANGS[2]
Severity = Literal["error", "warning"]


class Message(TypedDict):
    """A record of ``messages.yml``: what is wrong and what to do, by language. Without a severity it is an error."""

    message: Mapping[str, str]
    hint: Mapping[str, str]
    severity: NotRequired[Severity]


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake at one place.

    ``path`` is relative to the project's root with forward slashes, ``line`` and ``column`` count from 1
    (0 where the problem concerns the whole file). ``values`` fill the placeholders of the message.
    """

    path: str
    line: int
    column: int
    code: str
    values: tuple[tuple[str, str], ...] = ()

    @property
    def severity(self) -> Severity:
        """``error`` fails the check and a strict build; ``warning`` is advice of which the finder may be unsure.

        No page is made of ``data/words.yml`` and ``data/renderings.yml``: an error there fails the check alone.
        """
        return catalogue()[self.code].get("severity", "error")

    def message(self, lang: MessageLang) -> str:
        """What is wrong, in ``lang``."""
        return catalogue()[self.code]["message"][lang].format_map(self._words(lang))

    def hint(self, lang: MessageLang) -> str:
        """How to fix it, in ``lang``; without the sentence on what is similar where nothing is."""
        text, values = catalogue()[self.code]["hint"][lang], self._words(lang)
        if values.get("near") == "–":
            text = _SIMILAR.sub("", text)
        return text.format_map(values)

    def _words(self, lang: MessageLang) -> dict[str, str]:
        """What fills the placeholders: a field with ``labels`` as the form calls it, errors of the system in words."""
        values = dict(self.values)
        if labels := values.get("labels"):
            values["field"] = shown_field(labels, lang) or values["field"]
            values["example"] = values.get("example") or f"{values['name']}: {text_example(labels, lang) or '…'}"
        if detail := values.get("detail"):
            values["detail"] = in_words(detail, lang)
        values.setdefault("example", f"{values.get('field', '…')}: …")
        return values

    def text(self, lang: MessageLang) -> str:
        """``path:line:column: [code] message`` and the hint on a line of its own."""
        place = self.path if not self.line else f"{self.path}:{self.line}:{self.column}"
        return f"{place}: [{self.code}] {self.message(lang)}\n    → {self.hint(lang)}"


def problem(code: str, path: str, line: int = 0, column: int = 0, **values: object) -> Problem:
    """Make a :class:`Problem`; ``values`` are turned to text. Raises ``KeyError`` for an unknown code."""
    if code not in catalogue():
        raise KeyError(f"no message for problem code {code!r}")
    return Problem(_shown(path), line, column, code, tuple((key, _shown(value)) for key, value in values.items()))


def _shown(value: object) -> str:
    """One line of printable text: names of files and values can hold anything."""
    return _UNPRINTABLE.sub(lambda match: " " if match[0].isspace() else "\ufffd", str(value))


@cache
def catalogue() -> Mapping[str, Message]:
    """Problem code → its record in ``messages.yml``."""
    loaded: Mapping[str, Message] = read_yaml("portal.core", "messages.yml")
    return loaded


def message_lang(environ: Mapping[str, str] = os.environ) -> MessageLang:
    """The language for messages: ``PORTAL_LANG``, else the locale's, else Russian.

    ``C`` and ``POSIX`` say nothing about the reader, so they count as unknown.
    """
    for name in ("PORTAL_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environ.get(name, "").lower()
        for lang in MESSAGE_LANGS:
            if value == lang or value.startswith((f"{lang}_", f"{lang}-", f"{lang}.")):
                return lang
    return _USUAL


def message_lang_of(lang: str) -> MessageLang:
    """The language of messages for who reads ``lang``: the same, or English."""
    return next((known for known in MESSAGE_LANGS if known == lang), _FOREIGN)


def render(problems: Iterable[Problem], lang: MessageLang) -> str:
    """All problems in order of place, as text for a terminal."""
    return "\n".join(item.text(lang) for item in sorted(set(problems)))
