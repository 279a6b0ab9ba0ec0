"""Blocks → Markdown as the portal renders it: what was text comes out as the same text, never as markup.

The dialect is that of :mod:`portal.markup.render` (Python-Markdown with tables, footnotes, sane lists, attribute and
definition lists, admonitions, fences; raw HTML off). Signs that it would read are escaped; those that cannot be
escaped with a backslash are written as entities.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from portal.core.characters import HIDDEN
from portal.editing.importing.model import (
    Block,
    Blocks,
    Code,
    Footnote,
    HeadingBlock,
    Inlines,
    Items,
    MadeMarkdown,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Run,
    Table,
    map_runs,
    plain,
)

_ALWAYS = re.compile(r"[\\`*_{}\[\]]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_TAG = re.compile(r"<(?=[a-zA-Z/!?])")
# At the beginning of a line: list, number, heading, quotation, underline of a heading, admonition, fence, definition.
_LINE_START = re.compile(r"(?:[-+#>=:~|]|!{3}|\?{3}|\d{1,9}[.)](?=\s|$))")
_NOT_IN_ADDRESS = re.compile(rf"[\s<>\\^`{{}}|\"]|{HIDDEN.pattern}")
_ESCAPABLE = frozenset("-+#>!")


@dataclass
class _Writer:
    picture: Callable[[Picture], str]
    notes: list[str] = field(default_factory=list)

    def blocks(self, blocks: Iterable[Block]) -> str:
        parts: list[str] = []
        last: Block | None = None
        for block in _numbers_apart(blocks):
            text = self.block(block)
            if not text:
                continue
            if isinstance(last, (Items, Quote)) and isinstance(block, Code):
                parts.append("\\ ")
            parts.append(text)
            last = block
        return "\n\n".join(parts)

    def block(self, block: Block) -> str:
        if isinstance(block, HeadingBlock):
            text = self.line(block.runs, start=False).replace("  \n", " ").strip()
            # Sharps at the end would be taken for the closing ones.
            text = re.sub(r"#+$", lambda match: "\\#" * len(match[0]), text)
            return f"{'#' * block.level} {text}" if text else ""
        if isinstance(block, Paragraph):
            return self.line(block.runs)
        if isinstance(block, Items):
            return self.items(block)
        if isinstance(block, Table):
            return self.table(block)
        if isinstance(block, Quote):
            return "\n".join(f"> {line}".rstrip() for line in self.blocks(block.blocks).split("\n"))
        if isinstance(block, Code):
            fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", block.text)), default=0))
            return f"{fence}\n{block.text.rstrip()}\n{fence}"
        if isinstance(block, MadeMarkdown):
            return block.text
        return "---" if isinstance(block, Rule) else ""

    def items(self, block: Items) -> str:
        lines = []
        items = [tuple(_numbers_apart(item)) for item in block.items]
        loose = any(map(_is_loose, items))
        for number, item in enumerate(items, block.start or 0):
            mark = "-" if block.start is None else f"{number}."
            body = ("\n\n" if loose else "\n").join(filter(None, map(self.block, item)))
            first, *rest = (body or "\\ ").split("\n")
            width = max(4, len(mark) + 1)
            lines.append(f"{mark}{' ' * (width - len(mark)) if width > 4 else ' '}{first}")
            lines += [f"    {line}" if line else "" for line in rest]
            if loose:
                lines.append("")
        return "\n".join(lines).rstrip("\n")

    def table(self, block: Table) -> str:
        width = len(block.rows[0])
        head = map_runs(tuple(Quote(cell) for cell in block.rows[0]), _plain_look)  # a head is bold by itself
        rows = [[self.cell((cell,)) for cell in head], *([self.cell(cell) for cell in row] for row in block.rows[1:])]
        lines = [_row(rows[0]), _row(["---"] * width), *(_row(row) for row in rows[1:])]
        return "\n".join(lines)

    def cell(self, blocks: Blocks) -> str:
        parts = []
        for block in blocks:
            if isinstance(block, Items):
                parts += [
                    f"{f'{number}) ' if block.start is not None else ''}{self.cell(item)}"
                    for number, item in enumerate(block.items, block.start or 0)
                ]
            elif isinstance(block, (HeadingBlock, Paragraph)):
                parts.append(self.line(block.runs, start=False))
            elif isinstance(block, Quote):
                parts.append(self.cell(block.blocks))
            elif isinstance(block, Table):
                parts += [", ".join(filter(None, (self.cell(cell) for cell in row))) for row in block.rows]
            elif isinstance(block, Code):
                parts.append(_escaped(block.text))
        text = ""
        for part in (re.sub(r"\s*\n\s*", " ", part.replace("  \n", " ")).strip() for part in parts):
            if part:
                joint = "" if not text else " " if text.endswith((".", ";", ":", "!", "?", ",")) else "; "
                text += joint + part
        return text.replace("|", "\\|")

    def line(self, runs: Inlines, start: bool = True) -> str:
        text = ""
        for index, run in enumerate(runs):
            if isinstance(run, Run):
                text += self.run(run, text[-1:], _next_letter(runs[index + 1 :]))
            elif isinstance(run, Picture):
                text += self.picture(run)
            else:
                text += self.footnote(run)
        lines = [line.strip() for line in text.split("\n")]
        lines = [line for line in lines if line]
        return "  \n".join(_safe_start(line) if start else line for line in lines)

    def run(self, run: Run, before: str, after: str) -> str:
        if run.code:
            text = " ".join(run.text.split())
            ticks = "`" * (1 + max((len(found) for found in re.findall("`+", text)), default=0))
            space = " " if text.startswith("`") or text.endswith("`") else ""
            return f"{ticks}{space}{text}{space}{ticks}" if text else ""
        text = _escaped(run.text)
        if not text.strip():
            return text
        # Marks inside of words and next to other marks are not always read: such text stays plain.
        clear = not (before.isalnum() or after.isalnum() or (before and before in "*_\\")) and "\n" not in text
        if run.href:
            inner = text.replace("\n", " ")
            text = f"[{inner}](<{_address(run.href)}>)" if inner.strip() != run.href else _autolink(run.href, inner)
        if clear and run.strong:
            return f"**{text}**"
        if clear and run.em:
            return f"*{text}*"
        return text

    def footnote(self, note: Footnote) -> str:
        text = self.line(note.runs).replace("  \n", " ")
        if not text:
            return ""
        self.notes.append(text)
        return f"[^{len(self.notes)}]"


def write(blocks: Blocks, picture: Callable[[Picture], str]) -> str:
    """The body of a document, from its first line to a line break at the end.

    ``picture`` gives the Markdown of a picture, "" for one that is left out.
    """
    writer = _Writer(picture)
    text = writer.blocks(blocks)
    notes = "\n\n".join(f"[^{number}]: {note}" for number, note in enumerate(writer.notes, 1))
    return "\n\n".join(part for part in (text, notes) if part) + "\n"


def picture_code(alt: str, name: str) -> str:
    """The Markdown of a picture beside the document."""
    return f"![{_escaped(alt)}]({name})"


def _numbers_apart(blocks: Iterable[Block]) -> Iterator[Block]:
    """The points of a list whose numbers do not go on from the list directly before it become paragraphs.

    A page would show both as one list and count through.
    """
    following: int | None = None
    for block in blocks:
        if not isinstance(block, Items) or block.start is None:
            following = None
            yield block
        elif following is None or following == block.start:
            following = block.start + len(block.items)
            yield block
        else:
            following = None
            for number, item in enumerate(block.items, block.start):
                yield from _as_paragraph(number, item)


def _as_paragraph(number: int, item: Blocks) -> Iterator[Block]:
    first, *rest = item or (Paragraph(()),)
    label = Run(f"{number}. ")
    if isinstance(first, Paragraph):
        yield Paragraph((label, *first.runs))
    else:
        yield from (Paragraph((label,)), first)
    yield from rest


def _is_loose(item: Blocks) -> bool:
    """Whether the parts of an item need empty lines between them: two paragraphs, or lists of two kinds."""
    lists = any(isinstance(one, Items) and isinstance(two, Items) for one, two in pairwise(item))
    return lists or sum(isinstance(part, Paragraph) for part in item) > 1


def _plain_look(runs: Inlines) -> Inlines:
    return tuple(replace(run, strong=False) if isinstance(run, Run) else run for run in runs)


def _next_letter(runs: Inlines) -> str:
    first = runs[0] if runs else None
    return first.text[:1] if isinstance(first, Run) else ""


def _escaped(text: str) -> str:
    text = _ENTITY.sub("&amp;", text)
    text = _ALWAYS.sub(lambda match: "\\" + match[0], text)
    return _TAG.sub("&lt;", text)


def _safe_start(line: str) -> str:
    match = _LINE_START.match(line)
    if not match:
        return line
    found = match[0]
    if found[0].isdigit():
        return f"{found[:-1]}\\{found[-1]}{line[len(found) :]}"
    if found[0] in _ESCAPABLE:
        # «-5» is no list, but a line of hyphens or equal signs is an underline.
        return f"\\{line}"
    return f"&#{ord(found[0])};{line[1:]}"


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell or " " for cell in cells) + " |"


def _address(href: str) -> str:
    return _NOT_IN_ADDRESS.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), href)


def _autolink(href: str, words: str) -> str:
    return f"[{words}](<{_address(href)}>)"


__all__ = ["picture_code", "plain", "write"]
