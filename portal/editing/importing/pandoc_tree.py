"""pandoc's tree → blocks of the portal; what the portal does not take is noted.

The tree is that of pandoc-types 1.23 (``{"t": name, "c": content}``). Tracked changes are accepted here, so that they
can be counted and the words of comments be shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from portal.editing.importing.model import (
    Block,
    Blocks,
    Code,
    Footnote,
    Heading,
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
from portal.model.values import is_address

Node = dict[str, Any]

_HEADING_STYLE = re.compile(r"(?i)^(?:heading|заголовок|баш\s?сөз|аталыш|тема|title|название)\s*([1-6])?$")
_TITLE_STYLE = re.compile(r"(?i)^(?:title|название|заголовок|аталышы|баш аты)$")
_LIST_LABELS: dict[str, Callable[[int], str]] = {
    "LowerAlpha": lambda n: _letter(n),
    "UpperAlpha": lambda n: _letter(n).upper(),
    "LowerRoman": lambda n: _roman(n).lower(),
    "UpperRoman": lambda n: _roman(n),
}
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_ALT_OF_PROGRAMS = re.compile(
    r"(?i)создан\w* автоматически|automatically generated|^\s*(?:рисунок|изображение|picture|image|img|graphic|"
    r"графика|сүрөт|photo|фото|dsc|whatsapp image|screenshot)[\s_-]*\d*\s*(?:\.\w{3,4})?\s*$|"
    r"^[\w\-. ()]{1,80}\.(?:png|jpe?g|gif|bmp|webp|emf|wmf|svg|tiff?)$|^https?:"
)


def _letter(number: int) -> str:
    text = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text or "a"


def _cyrillic(number: int) -> str:
    # As Word counts: without ё й ъ ы ь.
    letters = "абвгдежзиклмнопрстуфхцчшщэюя"
    return letters[(number - 1) % len(letters)] * ((number - 1) // len(letters) + 1)


def _roman(number: int) -> str:
    signs = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
             (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
    text = ""
    for value, sign in signs:
        while number >= value and len(text) < 20:
            text, number = text + sign, number - value
    return text


@dataclass(frozen=True)
class _Look:
    strong: bool = False
    em: bool = False
    href: str = ""
    raised: str = ""

    def but(self, **changes: Any) -> _Look:
        return _Look(**{**self.__dict__, **changes})


@dataclass
class TreeReader:
    """Reads one tree; what it says goes to ``notes``."""

    notes: Notes
    picture_names: dict[str, str] = field(default_factory=dict)
    """Address of a picture in the tree → its name in the file; others are foreign and are not fetched."""
    title: str = ""
    cyrillic_lists: bool = False
    """Whether lists of a style that pandoc does not know are numbered with Cyrillic letters."""
    _inserted: int = 0
    _deleted: list[str] = field(default_factory=list)
    _comments: list[str] = field(default_factory=list)
    _skip: int = 0

    def read(self, tree: Node) -> Blocks:
        """The blocks of the document. Raises :class:`CannotImportError` for a tree too deep."""
        meta = tree.get("meta", {})
        self.title = self._meta_text(meta.get("title")) or self.title
        try:
            blocks = tuple(self._blocks(tree.get("blocks", [])))
        except RecursionError:
            raise CannotImportError("stop-deep") from None
        if self._inserted or self._deleted:
            self.notes.add("tracked-changes", *self._deleted, inserted=self._inserted, deleted=len(self._deleted))
        if self._comments:
            self.notes.add("comments-left", *self._comments, count=len(self._comments))
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

    # Blocks

    def _blocks(self, nodes: Iterable[Node]) -> Iterator[Block]:
        waiting: Inlines = ()  # a paragraph whose end was deleted goes on in the next
        for node in nodes:
            for block in self._block(node):
                if isinstance(block, Paragraph) and waiting:
                    block, waiting = Paragraph((*waiting, *block.runs)), ()
                if isinstance(block, Paragraph) and block.runs and block.runs[-1] == _JOIN:
                    waiting = block.runs[:-1]
                    continue
                yield block
        if waiting:
            yield Paragraph(waiting)

    def _block(self, node: Node) -> Iterator[Block]:
        kind: str = node["t"]
        content: Any = node.get("c")
        if kind in {"Para", "Plain"}:
            yield Paragraph(self._runs(content))
        elif kind == "Header":
            yield Heading(min(int(content[0]), 6), self._runs(content[2]))
        elif kind in {"BulletList", "OrderedList"}:
            yield from self._list(kind, content)
        elif kind == "Div":
            yield from self._div(content[0], content[1])
        elif kind == "Table":
            yield from self._table(content)
        elif kind == "BlockQuote":
            # Word's indented paragraphs come as quotations; a person's quotation has its own marks.
            yield from self._quote(content)
        elif kind == "CodeBlock":
            yield Code(content[1])
        elif kind == "HorizontalRule":
            yield Rule()
        elif kind == "LineBlock":
            runs: list[Inline] = []
            for line in content:
                runs += [*([Run("\n")] if runs else []), *self._runs(line)]
            yield Paragraph(tuple(runs))
        elif kind == "DefinitionList":
            for term, definitions in content:
                yield Paragraph(tuple(Run(plain(self._runs(term)), strong=True) for _ in (0,)))
                for definition in definitions:
                    yield from self._blocks(definition)
        elif kind == "Figure":
            yield from self._figure(content)
        elif kind == "RawBlock":
            self._raw(content[1])

    def _quote(self, content: list[Node]) -> Iterator[Block]:
        blocks = tuple(self._blocks(content))
        yield Quote(blocks)

    def _div(self, attributes: list[Any], content: list[Node]) -> Iterator[Block]:
        style = next((value for key, value in attributes[2] if key == "custom-style"), "").strip()
        blocks = list(self._blocks(content))
        match = _HEADING_STYLE.match(style)
        if match and len(blocks) == 1 and isinstance(blocks[0], Paragraph) and plain(blocks[0]):
            if _TITLE_STYLE.match(style) and not match[1]:
                self.title = self.title or plain(blocks[0])
                yield Heading(1, blocks[0].runs)
            else:
                yield Heading(int(match[1] or 1), blocks[0].runs)
            return
        yield from blocks

    def _list(self, kind: str, content: Any) -> Iterator[Block]:
        if kind == "BulletList":
            yield Items(tuple(tuple(self._blocks(item)) for item in content))
            return
        (start, style, delimiter), items = content
        label = _LIST_LABELS.get(style["t"])
        if style["t"] == "DefaultStyle" and self.cyrillic_lists:
            label = _cyrillic
        blocks = [tuple(self._blocks(item)) for item in items]
        if label is None:
            yield Items(tuple(blocks), start=max(int(start), 0) if int(start) < 10_000 else 1)
            return
        # Letters are how texts of law refer to a place («подпункт б»): they stay as they are written.
        close = "." if delimiter["t"] == "Period" else ")"
        open_ = "(" if delimiter["t"] == "TwoParens" else ""
        labelled = [
            _with_label(item, f"{open_}{label(number)}{close} ") for number, item in enumerate(blocks, int(start))
        ]
        yield Items(tuple(labelled))

    def _table(self, content: list[Any]) -> Iterator[Block]:
        _, caption, columns, head, bodies, foot = content
        rows: list[tuple[Blocks, ...]] = []
        merged = False
        header_rows = head[1]
        # Cells that an earlier row spans are missing in pandoc's rows: an empty cell keeps the columns in line.
        open_spans = [0] * max(len(columns), 1)
        for row in (*header_rows, *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]):
            cells: list[Blocks] = []
            given = iter(row[1])
            while len(cells) < len(open_spans):
                column = len(cells)
                if open_spans[column] > 0:
                    open_spans[column] -= 1
                    cells.append(())
                    continue
                cell = next(given, None)
                if cell is None:
                    break
                _, _, row_span, column_span, blocks = cell
                width = max(1, min(int(column_span), len(open_spans) - column))
                merged = merged or row_span > 1 or width > 1
                cells.append(tuple(self._blocks(blocks)))
                cells.extend(() for _ in range(width - 1))
                for index in range(column, column + width):
                    open_spans[index] = max(int(row_span), 1) - 1
            rows.append(tuple(cells))
        text = tuple(self._blocks(caption[1]))
        if text and plain(text):
            yield from text
        width = max((len(row) for row in rows), default=0)
        rows = [(*row, *(() for _ in range(width - len(row)))) for row in rows]
        if rows and width:
            if merged:
                first = next((plain(cell) for row in rows for cell in row if plain(cell)), "")
                self.notes.add("table-merged", first[:80])
            yield Table(tuple(rows), head=bool(header_rows))

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

    # Inlines

    def _runs(self, nodes: Iterable[Node], look: _Look | None = None) -> Inlines:
        found: list[Inline] = []
        for node in nodes:
            found.extend(self._inline(node, look or _Look()))
        return merged_runs(found)

    def _inline(self, node: Node, look: _Look) -> Iterator[Inline]:
        kind: str = node["t"]
        content: Any = node.get("c")
        if kind == "Str":
            yield from self._run(str(content), look)
        elif kind in {"Space", "SoftBreak"}:
            yield from self._run(" ", look)
        elif kind == "LineBreak":
            yield from self._run("\n", look)
        elif kind == "Strong":
            yield from self._runs(content, look.but(strong=True))
        elif kind == "Emph":
            yield from self._runs(content, look.but(em=True))
        elif kind in {"Superscript", "Subscript"}:
            yield from self._runs(content, look.but(raised=kind))
        elif kind == "Strikeout":
            runs = self._runs(content, look)
            if plain(runs).strip():
                self.notes.add("struck", plain(runs))
            yield from runs
        elif kind in {"Underline", "SmallCaps", "Cite"}:
            yield from self._runs(content[1] if kind == "Cite" else content, look)
        elif kind == "Quoted":
            open_, close = ("‘", "’") if content[0]["t"] == "SingleQuote" else ("“", "”")
            yield from self._run(open_, look)
            yield from self._runs(content[1], look)
            yield from self._run(close, look)
        elif kind == "Code":
            yield Run(content[1], code=True)
        elif kind == "Math":
            self.notes.add("formula", str(content[1]))
            yield from self._run(str(content[1]), look)
        elif kind == "RawInline":
            self._raw(content[1])
        elif kind == "Link":
            yield from self._link(content, look)
        elif kind == "Image":
            yield from self._picture(content)
        elif kind == "Note":
            parts: list[Inline] = []
            for block in self._blocks(content):
                words = block.runs if isinstance(block, (Paragraph, Heading)) else (Run(plain(block)),)
                parts += [*([Run(" ")] if parts else []), *words]
            # Notes inside of notes, and pictures in them, have no place: their words stay.
            flat = tuple(Run(f" ({plain(run.runs)})") if isinstance(run, Footnote) else run for run in parts)
            yield Footnote(tuple(run for run in flat if isinstance(run, Run)))
        elif kind == "Span":
            yield from self._span(content, look)

    def _run(self, text: str, look: _Look) -> Iterator[Run]:
        if self._skip:
            return
        if look.raised:
            shape = _RAISED if look.raised == "Superscript" else _LOWERED
            changed = text.translate(shape)
            # Only what has a sign of its own in full: «м2» becomes «м²», other text stays on the line.
            text = changed if all(ord(letter) in shape or letter.isspace() for letter in text) else text
        yield Run(text, look.strong, look.em, href=look.href)

    def _span(self, content: list[Any], look: _Look) -> Iterator[Inline]:
        (_, classes, attributes), inner = content
        if "deletion" in classes:
            words = plain(self._runs(inner))
            if words.strip():
                self._deleted.append(words)
            return
        if "insertion" in classes:
            self._inserted += 1
        elif "comment-start" in classes:
            author = next((value for key, value in attributes if key == "author"), "")
            words = plain(self._runs(inner)).strip()
            if words:
                self._comments.append(f"{author}: {words}" if author else words)
            return
        elif "comment-end" in classes:
            return
        elif "paragraph-deletion" in classes:
            yield _JOIN
            return
        elif "paragraph-insertion" in classes:
            return
        yield from self._runs(inner, look)

    def _link(self, content: list[Any], look: _Look) -> Iterator[Inline]:
        _, inner, (address, _) = content
        address = str(address).strip()
        words = plain(self._runs(inner)).strip()
        safe = is_address(address) or re.match(r"(?:mailto|tel):[\w.+@() -]{3,100}\Z", address)
        if not safe or not words:
            if address and not address.startswith("#") and words != address:
                self.notes.add("link-left", f"{words} → {address[:200]}")
            yield from self._runs(inner, look)
            return
        yield from self._runs(inner, look.but(href=address))

    def _picture(self, content: list[Any]) -> Iterator[Inline]:
        _, alternative, (address, title) = content
        alt = plain(self._runs(alternative)).strip() or str(title).strip()
        if _ALT_OF_PROGRAMS.search(alt):
            alt = ""
        name = self.picture_names.get(str(address))
        if name:
            yield Picture(name, " ".join(alt.split())[:300])
            return
        address = str(address)
        shown = address[:40] + "…" if address.startswith("data:") else address[:200]
        self.notes.add("picture-foreign", f"{alt} → {shown}" if alt else shown)
        if alt:
            yield Run(alt, em=True, href=address if is_address(address) else "")

    def _raw(self, text: str) -> None:
        comment = re.match(r"\s*<!--(.*?)-->", text, re.DOTALL)
        self.notes.add("hidden-comment" if comment else "html-left", comment[1][:1000] if comment else text[:1000])


_JOIN = Run("\u0000join")


def merged_runs(runs: Iterable[Inline]) -> Inlines:
    """Neighbours that look alike as one run."""
    found: list[Inline] = []
    for run in runs:
        last = found[-1] if found else None
        if (
            isinstance(run, Run)
            and isinstance(last, Run)
            and _JOIN not in (run, last)
            and (run.strong, run.em, run.code, run.href) == (last.strong, last.em, last.code, last.href)
        ):
            found[-1] = Run(last.text + run.text, run.strong, run.em, run.code, run.href)
        else:
            found.append(run)
    return tuple(found)


def _with_label(item: Blocks, label: str) -> Blocks:
    if item and isinstance(item[0], Paragraph):
        return (Paragraph((Run(label), *item[0].runs)), *item[1:])
    return (Paragraph((Run(label.strip()),)), *item)
