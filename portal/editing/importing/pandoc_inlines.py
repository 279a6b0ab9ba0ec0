"""The inlines of pandoc's tree → runs of text; what the portal does not take is noted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from typing import Any

from portal.core.records import dataclass
from portal.editing.importing.model import (
    JOIN,
    Block,
    Footnote,
    HeadingBlock,
    Inline,
    Inlines,
    Paragraph,
    Picture,
    Run,
    merged_runs,
    plain,
)
from portal.editing.importing.notes import Notes
from portal.model.values import is_address

Node = dict[str, Any]

_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_ALT_OF_PROGRAMS = re.compile(
    r"(?i)создан\w* автоматически|automatically generated|^\s*(?:рисунок|изображение|picture|image|img|graphic|"
    r"графика|сүрөт|photo|фото|dsc|whatsapp image|screenshot)[\s_-]*\d*\s*(?:\.\w{3,4})?\s*$|"
    r"^[\w\-. ()]{1,80}\.(?:png|jpe?g|gif|bmp|webp|emf|wmf|svg|tiff?)$|^https?:"
)


@dataclass(frozen=True)
class _Style:
    strong: bool = False
    em: bool = False
    href: str = ""
    raised: str = ""

    def but(self, **changes: Any) -> _Style:
        return _Style(**{**self.__dict__, **changes})


@dataclass
class InlineReader:
    """Reads the inlines of one tree; ``blocks`` reads the blocks inside of footnotes."""

    notes: Notes
    picture_names: Mapping[str, str]
    """Address of a picture in the tree → its name in the file; others are foreign and are not fetched."""
    blocks: Callable[[Iterable[Node]], Iterable[Block]]
    inserted: int = 0
    """How many tracked insertions were accepted."""
    deleted: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)

    def tell(self) -> None:
        """Note the tracked changes and the comments that were met."""
        if self.inserted or self.deleted:
            self.notes.add("tracked-changes", *self.deleted, inserted=self.inserted, deleted=len(self.deleted))
        if self.comments:
            self.notes.add("comments-left", *self.comments, count=len(self.comments))

    def read(self, nodes: Iterable[Node], look: _Style | None = None) -> Inlines:
        """The runs of these nodes."""
        found: list[Inline] = []
        for node in nodes:
            found.extend(self._inline(node, look or _Style()))
        return merged_runs(found)

    def _inline(self, node: Node, look: _Style) -> Iterable[Inline]:
        read = _INLINES.get(node["t"])
        return read(self, node.get("c"), look) if read else ()

    def _struck(self, content: Any, look: _Style) -> Iterator[Inline]:
        runs = self.read(content, look)
        if plain(runs).strip():
            self.notes.add("struck", plain(runs))
        yield from runs

    def _quoted(self, content: Any, look: _Style) -> Iterator[Inline]:
        open_, close = ("‘", "’") if content[0]["t"] == "SingleQuote" else ("“", "”")
        yield from self._run(open_, look)
        yield from self.read(content[1], look)
        yield from self._run(close, look)

    def _formula(self, content: Any, look: _Style) -> Iterator[Inline]:
        self.notes.add("formula", str(content[1]))
        yield from self._run(str(content[1]), look)

    def _footnote(self, content: Any, _: _Style) -> Iterator[Inline]:
        parts: list[Inline] = []
        for block in self.blocks(content):
            words = block.runs if isinstance(block, (Paragraph, HeadingBlock)) else (Run(plain(block)),)
            parts += [*([Run(" ")] if parts else []), *words]
        # Notes inside of notes, and pictures in them, have no place: their words stay.
        flat = tuple(Run(f" ({plain(run.runs)})") if isinstance(run, Footnote) else run for run in parts)
        yield Footnote(tuple(run for run in flat if isinstance(run, Run)))

    def _run(self, text: str, look: _Style) -> Iterator[Run]:
        if look.raised:
            shape = _RAISED if look.raised == "Superscript" else _LOWERED
            changed = text.translate(shape)
            # Only what has a sign of its own in full: «м2» becomes «м²», other text stays on the line.
            text = changed if all(ord(letter) in shape or letter.isspace() for letter in text) else text
        yield Run(text, look.strong, look.em, href=look.href)

    def _span(self, content: list[Any], look: _Style) -> Iterator[Inline]:
        (_, classes, attributes), inner = content
        if "deletion" in classes:
            words = plain(self.read(inner))
            if words.strip():
                self.deleted.append(words)
            return
        if "insertion" in classes:
            self.inserted += 1
        elif "comment-start" in classes:
            author = next((value for key, value in attributes if key == "author"), "")
            words = plain(self.read(inner)).strip()
            if words:
                self.comments.append(f"{author}: {words}" if author else words)
            return
        elif "comment-end" in classes:
            return
        elif "paragraph-deletion" in classes:
            yield JOIN
            return
        elif "paragraph-insertion" in classes:
            return
        yield from self.read(inner, look)

    def _link(self, content: list[Any], look: _Style) -> Iterator[Inline]:
        _, inner, (address, _) = content
        address = str(address).strip()
        words = plain(self.read(inner)).strip()
        safe = is_address(address) or re.match(r"(?:mailto|tel):[\w.+@() -]{3,100}\Z", address)
        if not safe or not words:
            if address and not address.startswith("#") and words != address:
                self.notes.add("link-left", f"{words} → {address[:200]}")
            yield from self.read(inner, look)
            return
        yield from self.read(inner, look.but(href=address))

    def _picture(self, content: list[Any], _: _Style) -> Iterator[Inline]:
        alternative, (address, title) = content[1:]
        stated = alt = plain(self.read(alternative)).strip() or str(title).strip()
        if _ALT_OF_PROGRAMS.search(alt):
            alt = ""
        name = self.picture_names.get(str(address))
        if name:
            yield Picture(name, " ".join(alt.split())[:300])
            return
        address = str(address)
        shown = address[:40] + "…" if address.startswith("data:") else address[:200]
        self.notes.add("picture-foreign", f"{stated} → {shown}" if stated else shown)
        if alt:
            yield Run(alt, em=True, href=address if is_address(address) else "")

    def raw(self, text: str) -> None:
        """HTML and the like: not taken over, but told of."""
        comment = re.match(r"\s*<!--(.*?)-->", text, re.DOTALL)
        self.notes.add("hidden-comment" if comment else "html-left", comment[1][:1000] if comment else text[:1000])


_Read = Callable[[InlineReader, Any, _Style], Iterable[Inline]]


def _raw(reader: InlineReader, content: Any, _: _Style) -> Iterable[Inline]:
    reader.raw(content[1])
    return ()


_INLINES: Mapping[str, _Read] = {
    "Str": lambda reader, content, look: reader._run(str(content), look),
    "Space": lambda reader, _, look: reader._run(" ", look),
    "SoftBreak": lambda reader, _, look: reader._run(" ", look),
    "LineBreak": lambda reader, _, look: reader._run("\n", look),
    "Strong": lambda reader, content, look: reader.read(content, look.but(strong=True)),
    "Emph": lambda reader, content, look: reader.read(content, look.but(em=True)),
    "Superscript": lambda reader, content, look: reader.read(content, look.but(raised="Superscript")),
    "Subscript": lambda reader, content, look: reader.read(content, look.but(raised="Subscript")),
    "Underline": lambda reader, content, look: reader.read(content, look),
    "SmallCaps": lambda reader, content, look: reader.read(content, look),
    "Cite": lambda reader, content, look: reader.read(content[1], look),
    "Strikeout": InlineReader._struck,
    "Quoted": InlineReader._quoted,
    "Code": lambda _, content, __: (Run(content[1], code=True),),
    "Math": InlineReader._formula,
    "RawInline": _raw,
    "Link": InlineReader._link,
    "Image": InlineReader._picture,
    "Note": InlineReader._footnote,
    "Span": InlineReader._span,
}
"""pandoc's type of inline → what reads it; others are left out."""
