"""Where the prose stands in a Markdown file: what a reader reads as sentences, and nothing else.

Spelling and typography are looked for, and fixed, in prose only. Everything else is masked by a sign of its own, every
character in its place, so that a place in the masked text is a place in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from portal.core.records import dataclass
from portal.core.strict_yaml import LOADER
from portal.model.documents import MODELS
from portal.model.fields import translated_items, translated_words

MASK = "\ufffc"
"""Stands for every character that is not prose; line breaks stay."""

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_LIST = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]|\[\^[^\]\n]+\]:|(?:!!!|\?\?\?\+?|===[!+]?) |: ")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]|[^\n]*\n {0,3}(?:=+|-+)[ \t]*\r?(?:\n|\Z)")
_INDENTED = re.compile(r"(?: {4}|\t)")
# What stands inside of a line and is not read as words. The order matters: code before everything else.
_NOT_PROSE = re.compile(
    r"""(?P<code>(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\r?\n)[\s\S])+?(?<!`)\2(?!`))
    | \\[!-/:-@\[-`{-~]                                 # an escaped sign
    | (?<=\])\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)      # the target of a link
    | (?m:^[ ]{0,3}\[[^\]\n]+\]:[ \t]*\S+.*$)           # the definition of a link
    | \[\^[^\]\n]+\]:?                                  # a footnote's mark
    | (?<=\])\[[^\]\n]*\]                               # the name of a link's definition
    | <[^<>\n]*>                                        # a tag or an address
    | (?:https?|ftp)://[^\s)\]>"»]+ | \bwww\.[^\s)\]>"»]+ | mailto:\S+
    | (?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}   # mail
    | (?<![\w.-])[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,8}
      \.(?:kg|org|com|net|info|ru|gov|md|yml|py|docx?|pdf|html?)\b[/\w.?=&%-]*
    | \{[:\#.][^}\n]*\} | \{[ ]*(?:\#|\.|lang=|title=)[^}\n]*\}   # attributes
    | \{[ ]*[sс]\d{1,2}[ ,sс\d]*\}                      # the mark of a source
    | &(?:\#\d+|\#x[0-9a-fA-F]+|\w+);
    | (?m:^(?:!!!|\?\?\?\+?)[ ]\w+)                     # the kind of a note
    """,
    re.VERBOSE,
)
# The fields of front matter that hold prose; what sources are called is their own business.
_WORDS = frozenset(name for model in MODELS.values() for name in translated_words(model))
_PARTS = {name: items.words for model in MODELS.values() for name, items in translated_items(model).items()}
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Prose:
    """A file: ``text`` as it is, ``masked`` of the same length, ``headings`` and ``tables``: places of such lines.

    ``body`` is where the text below the front matter starts.
    """

    text: str
    masked: str
    body: int
    headings: tuple[tuple[int, int], ...]
    tables: tuple[tuple[int, int], ...]

    def in_heading(self, place: int) -> bool:
        """Whether a place stands in a heading of the text."""
        return any(start <= place < end for start, end in self.headings)

    def in_table(self, place: int) -> bool:
        """Whether a place stands in a row of a table, where spaces keep the columns apart."""
        return any(start <= place < end for start, end in self.tables)

    def position(self, place: int) -> tuple[int, int]:
        """Line and column, both from 1, as editors' programs count them; a byte-order mark has none."""
        before = self.text[:place].replace("\r\n", "\n").replace("\r", "\n")
        column = len(before) - (before.rfind("\n") + 1) + 1
        if "\n" not in before and before.startswith("\ufeff"):
            column -= 1
        return before.count("\n") + 1, column


def prose(text: str) -> Prose:
    """Find the prose of a file. ``text``: as read, with its own line breaks. Raises nothing for bad input.

    A file without readable front matter has no prose: the check says other things of it first.
    """
    opening = re.match(r"\ufeff?---[ \t]*(?:\r\n|\r|\n)", text)
    closing = re.compile(r"(?m)^(?:---|\.\.\.)[ \t]*\r?(?:\n|\Z)").search(text, opening.end()) if opening else None
    if not opening or not closing:
        return Prose(text, _hidden(text), len(text), (), ())
    shown = [*_hidden(text)]
    for start, end in _scalars(text[opening.end() : closing.start()]):
        start, end = start + opening.end(), end + opening.end()
        shown[start:end] = _inline(text[start:end])
    body = closing.end()
    headings: list[tuple[int, int]] = []
    tables: list[tuple[int, int]] = []
    shown[body:] = _inline(_blocks(text[body:], body, headings, tables))
    return Prose(text, "".join(shown), body, tuple(headings), tuple(tables))


def _hidden(text: str) -> str:
    return re.sub(r"[^\r\n]", MASK, text)


def _inline(text: str) -> str:
    """Mask what is no prose inside of lines."""
    return _NOT_PROSE.sub(lambda match: _hidden(match[0]), text)


def _blocks(text: str, offset: int, headings: list[tuple[int, int]], tables: list[tuple[int, int]]) -> str:
    """Mask code between fences and indented code; note headings and tables."""
    out: list[str] = []
    fence = ""
    in_list = blank = False
    start = 0
    for line in text.splitlines(keepends=True):
        content = line.rstrip("\r\n")
        opening = _FENCE.match(content.lstrip() if in_list else content)
        if fence:
            out.append(_hidden(line))
            closing = content.strip()
            if closing.startswith(fence) and not closing.strip(fence[0]):
                fence = ""
        elif opening:
            fence = opening[1]
            out.append(_hidden(line))
        elif blank and not in_list and _INDENTED.match(content) and content.strip():
            out.append(_hidden(line))
            start += len(line)
            continue  # the next line is still code: `blank` stays
        else:
            out.append(line)
            if _LIST.match(content):
                in_list = True
            elif blank and content[:1].strip():
                in_list = False
            if _HEADING.match(text, start):
                headings.append((offset + start, offset + start + len(line)))
            if content.strip().startswith("|") or content.count("|") > 1:
                tables.append((offset + start, offset + start + len(line)))
        blank = not content.strip()
        start += len(line)
    return "".join(out)


def _scalars(text: str) -> Iterator[tuple[int, int]]:
    """The places of the words in front matter: what stands between the quotes, below the mark of a block."""
    try:
        for event, path in _walk(iter(yaml.parse(text, Loader=LOADER)), ()):
            if holds_prose(path):
                yield from _inner(text, event)
    except (yaml.YAMLError, ValueError, RecursionError, StopIteration):
        return


def holds_prose(path: Path) -> bool:
    """Whether a field of front matter holds words for readers; ``path``: names and numbers down to the value."""
    if len(path) == 1:
        return path[0] in _WORDS
    return (len(path) == 2 and path[0] in _PARTS) or (len(path) == 3 and path[2] == _PARTS.get(str(path[0])))


def _walk(events: Iterator[yaml.Event], path: Path) -> Iterator[tuple[yaml.ScalarEvent, Path]]:
    """Every scalar that is a value, with its path."""
    for event in events:
        if isinstance(event, yaml.NodeEvent):
            yield from _node(event, events, path)


def _node(event: yaml.Event, events: Iterator[yaml.Event], path: Path) -> Iterator[tuple[yaml.ScalarEvent, Path]]:
    if len(path) > 12:
        raise ValueError("too deep")
    if isinstance(event, yaml.ScalarEvent):
        yield event, path
    elif isinstance(event, yaml.SequenceStartEvent):
        number = 0
        while not isinstance(item := next(events), yaml.SequenceEndEvent):
            yield from _node(item, events, (*path, number))
            number += 1
    elif isinstance(event, yaml.MappingStartEvent):
        while not isinstance(key := next(events), yaml.MappingEndEvent):
            if not isinstance(key, yaml.ScalarEvent):
                raise ValueError("a key that is no text")
            yield from _node(next(events), events, (*path, key.value))


def _inner(text: str, event: yaml.ScalarEvent) -> Iterator[tuple[int, int]]:
    assert event.start_mark and event.end_mark  # the parser gives every event its marks
    start, end = event.start_mark.index, event.end_mark.index
    if event.style in {"'", '"'}:
        start, end = start + 1, end - 1
    elif event.style in {"|", ">"}:
        start = text.find("\n", start) + 1
        if not start:
            return
    # Escapes and the indentation of further lines are not prose.
    escape = {"'": "''", '"': r"\\(?:\r?\n|.)"}.get(event.style or "", r"(?!)")
    at = start
    for match in re.finditer(rf"(?m:^[ \t]+)|{escape}", text[start:end]):
        yield at, start + match.start()
        at = start + match.end()
    yield at, end
