"""YAML as editors mean it: strict, with the place of every value, and no surprises.

PyYAML's parser gives events; the values are built here, because YAML 1.1 turns ``no`` into false, ``011`` into 9
and ``12:30:45`` into a number, keeps the last of two equal keys, and runs object tags. Only text, whole and decimal
numbers, ``true``/``false``, empty values and ISO dates come out.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Mapping

import yaml

from portal.core.characters import HIDDEN, has_hidden, hidden_in, name
from portal.core.problems import Problem, problem
from portal.core.records import dataclass
from portal.core.yaml_spaces import no_plain_spaces, wrong_indent

Path = tuple[str | int, ...]
Value = object

MAX_BYTES = 512 * 1024
"""Front matter and data files are small; what is larger is a mistake or an attack."""
MAX_DEPTH = 12
_MAX_DIGITS = 18

# The parser in C is thirty times faster; wheels of PyYAML have it on every system.
LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BOOLEAN_WORDS = {"yes", "no", "on", "off", "y", "n"}
_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\Z")
_FLOAT = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\.[0-9]+\Z")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")
_OPENING = re.compile(r"(?:^|[:,-] +|[\[{]) *(['\"])")
_CLOSING = {"'": re.compile(r"(?:[^']|'')*+'"), '"': re.compile(r'(?:[^"\\]|\\.)*+"')}
_FIELD = re.compile(r" *(?:- *)*(?:[A-Za-z_][\w-]*:(?: |$)|- )")
_NEWLINES = re.compile("\r\n?")


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


class _StopError(Exception):
    """Nothing more can be read; why has been reported."""


class _Reader:
    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.offset = first_line - 1
        self.problems: list[Problem] = []
        self.places: dict[Path, tuple[int, int]] = {}
        self.events: Iterator[yaml.Event] = iter(())
        self.lines = 1

    def read(self, text: str) -> Loaded:
        # One form of line breaks and of letters, whatever system the file comes from.
        text = unicodedata.normalize("NFC", _NEWLINES.sub("\n", text))
        if len(text.encode("utf-8", "replace")) > MAX_BYTES:
            self.report("yaml-too-large", 1, 1, limit=MAX_BYTES // 1024)
            return self.result(None)
        if self.tabs(text) or self.spaces(text) or self.controls(text):
            return self.result(None)
        self.lines = text.count("\n") + 1
        self.events = iter(yaml.parse(text, Loader=LOADER))
        try:
            return self.result(self.document(text))
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            self.syntax(text, line, column, error.problem or "")
        except (yaml.YAMLError, ValueError):
            self.syntax(text, 1, 1)
        except _StopError:
            pass
        return self.result(None)

    def place(self, event: yaml.Event) -> tuple[int, int]:
        """Line and column; what is empty at the end of the text has its place on the last line, not behind it."""
        mark = event.start_mark
        return (mark.line + 1, mark.column + 1) if mark and mark.line < self.lines else (self.lines, 1)

    def result(self, value: Value) -> Loaded:
        return Loaded(value, self.places, tuple(self.problems))

    def report(self, code: str, line: int, column: int, **values: object) -> None:
        self.problems.append(problem(code, self.path, line + self.offset, column, **values))

    def syntax(self, text: str, line: int, column: int, reason: str = "") -> None:
        """The most frequent cause in words of an editor: the line itself."""
        lines = text.split("\n")
        quote = _open_quote(lines, line)
        if quote:
            self.report("yaml-quote", *quote, detail=lines[quote[0] - 1].strip()[:80])
            return
        line = max(1, min(line, len(lines)))  # an error at the end of the text may stand behind its last line
        column = max(1, min(column, len(lines[line - 1]) + 1))
        if wrong := wrong_indent(lines, line):
            found, wanted = wrong
            self.report("yaml-indent", line, 1, count=found, wanted=wanted, detail=lines[line - 1].strip()[:80])
            return
        self.report("yaml-syntax", line, column, detail=lines[line - 1].strip()[:80] or reason)

    def tabs(self, text: str) -> bool:
        """Tabs before the first letter of a line break YAML with a message that nobody understands."""
        found = False
        for number, line in enumerate(text.split("\n") if "\t" in text else (), 1):
            indent = line[: len(line) - len(line.lstrip())]
            if "\t" in indent:
                self.report("yaml-tab", number, indent.index("\t") + 1)
                found = True
        return found

    def spaces(self, text: str) -> bool:
        """Spaces that do not break, as Word makes them, where YAML wants plain ones: nobody sees the difference."""
        places = list(no_plain_spaces(text))
        for line, column in places:
            self.report("yaml-space", line, column)
        return bool(places)

    def controls(self, text: str) -> bool:
        found = list(hidden_in(text))
        for line, column, character in found:
            self.report("text-hidden", line, column, character=character)
        return bool(found)

    def document(self, text: str) -> Value:
        value: Value = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.syntax(text, *self.place(event))
                    raise _StopError
            elif isinstance(event, yaml.NodeEvent):
                value = self.build(event, (), 0)
        return value

    def build(self, event: yaml.Event, path: Path, depth: int) -> Value:
        line, column = self.place(event)
        self.places.setdefault(path, (line + self.offset, column))
        # Anchors, aliases and tags: never needed by an editor, and the way to bombs and objects.
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor or tag:
            self.report("yaml-object", line, column, detail=anchor or tag)
        if isinstance(event, yaml.AliasEvent):
            return f"*{anchor}"
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, line, column)
        if depth >= MAX_DEPTH:
            self.report("yaml-too-deep", line, column)
            raise _StopError
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(path, depth)
        return self.sequence(path, depth)

    def sequence(self, path: Path, depth: int) -> list[Value]:
        values: list[Value] = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            values.append(self.build(event, (*path, len(values)), depth + 1))
        return values

    def mapping(self, path: Path, depth: int) -> dict[str | int, Value]:
        values: dict[str | int, Value] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            line, column = self.place(event)
            key = self.key(event, depth)
            if key is None:
                self.skip(depth)
            elif key in values:
                first = self.places[(*path, key)][0]
                self.report("yaml-duplicate-key", line, column, key=key, first=first)
                self.skip(depth)
            else:
                self.places[(*path, key)] = (line + self.offset, column)
                values[key] = self.build(next(self.events), (*path, key), depth + 1)
        return values

    def key(self, event: yaml.Event, depth: int) -> str | int | None:
        """The name of a field, or ``None`` for what cannot be one."""
        line, column = self.place(event)
        if not isinstance(event, yaml.ScalarEvent) or not event.value.strip():
            self.report("yaml-key", line, column)
            if not isinstance(event, yaml.ScalarEvent):
                self.skip(depth, event)
            return None
        if event.anchor or event.tag:
            self.report("yaml-object", line, column, detail=event.anchor or event.tag)
        if not event.style and _INT.match(event.value):
            return _integer(event.value)
        text: str = event.value
        return text

    def skip(self, depth: int, event: yaml.Event | None = None) -> None:
        """Read a value over which something else was said already: no places and no problems of its own."""
        reader = _Reader(self.path, 1)
        reader.events, reader.lines = self.events, self.lines
        try:
            reader.build(event or next(self.events), (), depth + 1)
        finally:
            self.problems.extend(item for item in reader.problems if item.code == "yaml-too-deep")

    def scalar(self, event: yaml.ScalarEvent, line: int, column: int) -> Value:
        text: str = event.value
        hidden = HIDDEN.search(text) if has_hidden(text) else None
        if hidden:  # written as "\x1b" or "\ud800"
            self.report("text-hidden", line, column, character=name(hidden[0]))
            return HIDDEN.sub("", text)
        if event.style:  # quoted or block text is always text
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
            return float(text) if len(text) <= _MAX_DIGITS else text
        date = _DATE.match(text)
        if date:
            try:
                return dt.date(int(date[1]), int(date[2]), int(date[3]))
            except ValueError:
                self.report("yaml-date", line, column, text=text)
                return text
        return text


def _open_quote(lines: list[str], last: int) -> tuple[int, int] | None:
    """Line and column of the first quotation mark that no other closes before the next field begins.

    The parser tells where it stumbled, which is at the next mark or at the end. ``last``: the line of that place.
    """
    at = column = 0
    while at < min(last, len(lines)):
        opened = _OPENING.search(lines[at], column)
        if not opened:
            at, column = at + 1, 0
            continue
        place = (at + 1, opened.start(1) + 1)
        at, column = _closed(lines, at, opened.end(1), opened[1])
        if at == len(lines) or any(map(_FIELD.match, lines[place[0] : at + 1])):
            return place
    return None


def _closed(lines: list[str], at: int, column: int, mark: str) -> tuple[int, int]:
    """Where a quotation ends that began before this place; behind the last line where it does not."""
    while at < len(lines):
        end = _CLOSING[mark].match(lines[at], column)
        if end:
            return at, end.end()
        at, column = at + 1, 0
    return at, 0


def _integer(text: str) -> int | str:
    # Very long digit strings are no counts, and Python refuses to convert them: such a "number" is text.
    return int(text) if len(text) <= _MAX_DIGITS else text
