"""pandoc's tree → blocks of the portal; what the portal does not take is noted.

The tree is that of pandoc-types 1.23 (``{"t": name, "c": content}``). Tracked changes are accepted here, so that they
can be counted and the words of comments be shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from portal.editing.importing.list_labels import cyrillic, label_of
from portal.editing.importing.model import (
    JOIN,
    Block,
    Blocks,
    Code,
    HeadingBlock,
    Inline,
    Inlines,
    Items,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Run,
    Table,
    plain,
)
from portal.editing.importing.notes import CannotImportError, Notes
from portal.editing.importing.pandoc_inlines import InlineReader, Node
from portal.editing.importing.pandoc_tables import read_rows
from portal.editing.importing.word_xml import OWN_STYLE

_HEADING_STYLE = re.compile(r"(?i)^(?:heading|заголовок|баш\s?сөз|аталыш|тема|title|название)\s*([1-6])?$")
_TITLE_STYLE = re.compile(r"(?i)^(?:title|название|заголовок|аталышы|баш аты)$")


@dataclass
class TreeReader:
    """Reads one tree; what it says goes to ``notes``."""

    notes: Notes
    picture_names: dict[str, str] = field(default_factory=dict)
    """Address of a picture in the tree → its name in the file; others are foreign and are not fetched."""
    title: str = ""
    cyrillic_lists: bool = False
    """Whether lists of a style that pandoc does not know are numbered with Cyrillic letters."""
    _inlines: InlineReader = field(init=False)

    def __post_init__(self) -> None:
        """Make the reader of what stands in lines."""
        self._inlines = InlineReader(self.notes, self.picture_names, self._blocks)

    def read(self, tree: Node) -> Blocks:
        """The blocks of the document. Raises :class:`CannotImportError` for a tree too deep."""
        meta = tree.get("meta", {})
        self.title = self._meta_text(meta.get("title")) or self.title
        try:
            blocks = tuple(self._blocks(tree.get("blocks", [])))
        except RecursionError:
            raise CannotImportError("stop-deep") from None
        self._inlines.tell()
        return blocks

    def _meta_text(self, value: Node | None) -> str:
        if not value:
            return ""
        content = value.get("c", "")
        if value["t"] == "MetaString":
            return str(content).strip()
        if value["t"] == "MetaInlines":
            return plain(self._runs(content)).strip()
        if value["t"] == "MetaBlocks":
            return plain(tuple(self._blocks(content))).strip()
        return ""

    def _blocks(self, nodes: Iterable[Node]) -> Iterator[Block]:
        waiting: Inlines = ()  # a paragraph whose end was deleted goes on in the next
        for node in nodes:
            for block in self._block(node):
                if isinstance(block, Paragraph) and waiting:
                    block, waiting = Paragraph((*waiting, *block.runs)), ()
                if isinstance(block, Paragraph) and block.runs and block.runs[-1] == JOIN:
                    waiting = block.runs[:-1]
                    continue
                yield block
        if waiting:
            yield Paragraph(waiting)

    def _block(self, node: Node) -> Iterable[Block]:
        read = _BLOCKS.get(node["t"])
        return read(self, node.get("c")) if read else ()

    def _runs(self, nodes: Iterable[Node]) -> Inlines:
        return self._inlines.read(nodes)

    def _paragraph(self, content: Any) -> Iterator[Block]:
        yield Paragraph(self._runs(content))

    def _heading(self, content: Any) -> Iterator[Block]:
        yield HeadingBlock(min(int(content[0]), 6), self._runs(content[2]))

    def _lines(self, content: Any) -> Iterator[Block]:
        runs: list[Inline] = []
        for line in content:
            runs += [*([Run("\n")] if runs else []), *self._runs(line)]
        yield Paragraph(tuple(runs))

    def _definitions(self, content: Any) -> Iterator[Block]:
        for term, definitions in content:
            yield Paragraph((Run(plain(self._runs(term)), strong=True),))
            for definition in definitions:
                yield from self._blocks(definition)

    def _quote(self, content: list[Node]) -> Iterator[Block]:
        # Word's indented paragraphs come as quotations; a person's quotation has its own marks.
        yield Quote(tuple(self._blocks(content)))

    def _div(self, div: list[Any]) -> Iterator[Block]:
        attributes, content = div
        style = next((value for key, value in attributes[2] if key == "custom-style"), "").strip()
        style = style.removeprefix(OWN_STYLE)
        blocks = list(self._blocks(content))
        match = _HEADING_STYLE.match(style)
        if match and len(blocks) == 1 and isinstance(blocks[0], Paragraph) and plain(blocks[0]):
            if _TITLE_STYLE.match(style) and not match[1]:
                self.title = self.title or plain(blocks[0])
                yield HeadingBlock(1, blocks[0].runs)
            else:
                yield HeadingBlock(int(match[1] or 1), blocks[0].runs)
            return
        yield from blocks

    def _dotted_list(self, content: Any) -> Iterator[Block]:
        yield Items(tuple(tuple(self._blocks(item)) for item in content))

    def _counted_list(self, content: Any) -> Iterator[Block]:
        (start, style, delimiter), items = content
        own = cyrillic if style["t"] == "DefaultStyle" and self.cyrillic_lists else None
        label = label_of(style["t"], delimiter["t"], own)
        blocks = [tuple(self._blocks(item)) for item in items]
        if label is None:
            yield Items(tuple(blocks), start=max(int(start), 0) if int(start) < 10_000 else 1)
            return
        # Letters are how texts of law refer to a place («подпункт б»): they stay as they are written.
        yield Items(tuple(_with_label(item, label(number)) for number, item in enumerate(blocks, int(start))))

    def _table(self, content: list[Any]) -> Iterator[Block]:
        _, caption, columns, head, bodies, foot = content
        given = (*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1])
        rows, merged = read_rows(len(columns), given, lambda blocks: tuple(self._blocks(blocks)))
        text = tuple(self._blocks(caption[1]))
        if text and plain(text):
            yield from text
        if rows and rows[0]:
            if merged:
                first = next((plain(cell) for row in rows for cell in row if plain(cell)), "")
                self.notes.add("table-merged", first[:80])
            yield Table(tuple(rows), head=bool(head[1]))

    def _figure(self, content: list[Any]) -> Iterator[Block]:
        _, caption, blocks = content
        body = list(self._blocks(blocks))
        text = tuple(self._blocks(caption[1]))
        words = plain(text)
        yield from body
        alts = {run.alt for block in body if isinstance(block, Paragraph) for run in block.runs
                if isinstance(run, Picture)}  # fmt: skip
        if words and words not in alts:
            yield from text


def _with_label(item: Blocks, label: str) -> Blocks:
    if item and isinstance(item[0], Paragraph):
        return (Paragraph((Run(label), *item[0].runs)), *item[1:])
    return (Paragraph((Run(label.strip()),)), *item)


_Read = Callable[[TreeReader, Any], Iterable[Block]]


def _raw(reader: TreeReader, content: Any) -> Iterable[Block]:
    reader._inlines.raw(content[1])
    return ()


_BLOCKS: Mapping[str, _Read] = {
    "Para": TreeReader._paragraph,
    "Plain": TreeReader._paragraph,
    "Header": TreeReader._heading,
    "BulletList": TreeReader._dotted_list,
    "OrderedList": TreeReader._counted_list,
    "Div": TreeReader._div,
    "Table": TreeReader._table,
    "BlockQuote": TreeReader._quote,
    "CodeBlock": lambda _, content: (Code(content[1]),),
    "HorizontalRule": lambda _, __: (Rule(),),
    "LineBlock": TreeReader._lines,
    "DefinitionList": TreeReader._definitions,
    "Figure": TreeReader._figure,
    "RawBlock": _raw,
}
"""pandoc's type of block → what reads it; others are left out."""
