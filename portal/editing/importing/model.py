"""What every reader of files gives and every later step works on: blocks of runs of text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import field, replace
from typing import TypeVar

from portal.core.records import dataclass


@dataclass(frozen=True)
class Run:
    """Text in one look. ``href`` is where it leads, already found harmless; a line break is a run of ``"\\n"``."""

    text: str
    strong: bool = False
    em: bool = False
    code: bool = False
    href: str = ""


@dataclass(frozen=True)
class Footnote:
    """A footnote at this place of the text."""

    runs: tuple[Inline, ...]


@dataclass(frozen=True)
class Picture:
    """A picture at this place: ``name`` in the imported file, ``alt`` as far as a person wrote one."""

    name: str
    alt: str = ""


Inline = Run | Footnote | Picture
Inlines = tuple[Inline, ...]


@dataclass(frozen=True)
class HeadingBlock:
    """A heading of level 1 to 6.

    ``guessed``: whether it is one for nothing but the text below it, as in plain text: it looks like the lines over it.
    """

    level: int
    runs: Inlines
    guessed: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; ``label`` is a manual number that must stay as it is («а)», «1.2.»)."""

    runs: Inlines


@dataclass(frozen=True)
class Items:
    """A list. ``start``: the first number of a numbered list, ``None`` for a list with dots."""

    items: tuple[Blocks, ...]
    start: int | None = None


@dataclass(frozen=True)
class Table:
    """Rows of cells, the first row is the head where ``head`` is true."""

    rows: tuple[tuple[Blocks, ...], ...]
    head: bool = False


@dataclass(frozen=True)
class Quote:
    """A quotation."""

    blocks: Blocks


@dataclass(frozen=True)
class Code:
    """Text that stands exactly as it is."""

    text: str


@dataclass(frozen=True)
class Rule:
    """A line across the page."""


@dataclass(frozen=True)
class MadeMarkdown:
    """Markdown that the import made itself, such as the questions of a lesson."""

    text: str


Block = HeadingBlock | Paragraph | Items | Table | Quote | Code | Rule | MadeMarkdown
Blocks = tuple[Block, ...]


@dataclass(frozen=True)
class Imported:
    """A file as read. ``title``, ``url``, ``lang`` are what the file says of itself; ``pictures`` name → bytes.

    ``meta``: a card that the file already has (Markdown with front matter, the form's result).
    """

    blocks: Blocks
    title: str = ""
    url: str = ""
    publisher: str = ""
    date: str = ""
    pictures: dict[str, bytes] = field(default_factory=dict)
    meta: dict[str, object] = field(default_factory=dict)
    stamp: tuple[str, ...] = ()
    """The lines of a stamp of approval that stood over the text (:mod:`stamps`)."""
    head: tuple[str, ...] = ()
    """The lines over the subject of an act: body, session, name, number, day, place (:mod:`openings`)."""
    decides: bool = False
    """Whether it begins as an act that decides something."""
    sure: bool = False
    """Whether ``title`` stands in a heading of the text, as the file says of itself."""
    lines: tuple[str, ...] = ()
    """The text of the source as a second reader finds it (:mod:`accounting`)."""


def plain(part: Block | Inline | Iterable[Block] | Iterable[Inline], notes: bool = False) -> str:
    """The letters that a reader sees, blocks on lines of their own; footnotes only where ``notes`` is true."""
    if isinstance(part, Run):
        return part.text
    if isinstance(part, Footnote):
        return f" ({plain(part.runs)})" if notes else ""
    if isinstance(part, Picture):
        return ""
    if isinstance(part, (HeadingBlock, Paragraph)):
        return "".join(plain(run, notes) for run in part.runs).strip()
    if isinstance(part, Items):
        return "\n".join(plain(item, notes) for item in part.items)
    if isinstance(part, Table):
        return "\n".join(" | ".join(plain(cell, notes) for cell in row) for row in part.rows)
    if isinstance(part, Quote):
        return plain(part.blocks, notes)
    if isinstance(part, (Code, MadeMarkdown)):
        return part.text
    if isinstance(part, Rule):
        return ""
    parts = list(part)
    separator = "\n" if parts and not isinstance(parts[0], (Run, Footnote, Picture)) else ""
    return separator.join(plain(item, notes) for item in parts)


def inlines(blocks: Iterable[Block]) -> Iterator[Inline]:
    """Every inline of the blocks, those in footnotes too."""
    for block in blocks:
        if isinstance(block, (HeadingBlock, Paragraph)):
            yield from _deep(block.runs)
        elif isinstance(block, Items):
            for item in block.items:
                yield from inlines(item)
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    yield from inlines(cell)
        elif isinstance(block, Quote):
            yield from inlines(block.blocks)


def _deep(runs: Inlines) -> Iterator[Inline]:
    for run in runs:
        yield run
        if isinstance(run, Footnote):
            yield from _deep(run.runs)


def is_bold(block: Block) -> bool:
    """Whether a block has words and all of them are bold."""
    runs = [run for run in inlines((block,)) if isinstance(run, Run) and run.text.strip()]
    return bool(runs) and all(run.strong for run in runs)


T = TypeVar("T", bound=Block)


def map_runs(blocks: Blocks, change: Callable[[Inlines], Inlines]) -> Blocks:
    """The same blocks with every line of runs replaced by ``change(runs)``, also inside lists, tables and notes."""
    return tuple(_mapped(block, change) for block in blocks)


def _mapped(block: Block, change: Callable[[Inlines], Inlines]) -> Block:
    if isinstance(block, (HeadingBlock, Paragraph)):
        return replace(block, runs=change_runs(block.runs, change))
    if isinstance(block, Items):
        return replace(block, items=tuple(map_runs(item, change) for item in block.items))
    if isinstance(block, Table):
        rows = tuple(tuple(map_runs(cell, change) for cell in row) for row in block.rows)
        return replace(block, rows=rows)
    if isinstance(block, Quote):
        return Quote(map_runs(block.blocks, change))
    return block


def change_runs(runs: Inlines, change: Callable[[Inlines], Inlines]) -> Inlines:
    """``change`` applied to the runs and to those of their footnotes."""
    return change(tuple(Footnote(change(run.runs)) if isinstance(run, Footnote) else run for run in runs))


JOIN = Run("\u0000join")
"""The last run of a paragraph whose end was deleted: it goes on in the next one."""


def merged_runs(runs: Iterable[Inline]) -> Inlines:
    """Neighbours that look alike as one run."""
    found: list[Inline] = []
    for run in runs:
        last = found[-1] if found else None
        if (
            isinstance(run, Run)
            and isinstance(last, Run)
            and JOIN not in (run, last)
            and (run.strong, run.em, run.code, run.href) == (last.strong, last.em, last.code, last.href)
        ):
            found[-1] = Run(last.text + run.text, run.strong, run.em, run.code, run.href)
        else:
            found.append(run)
    return tuple(found)


def text_runs(text: str) -> Inlines:
    """Plain text as runs."""
    return (Run(text),) if text else ()


def paragraph(text: str) -> Paragraph:
    """Plain text as a paragraph."""
    return Paragraph(text_runs(text))
