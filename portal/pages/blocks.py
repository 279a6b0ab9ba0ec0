"""A rendered text → its paragraphs, headings and items of lists, so that two languages can stand beside each other.

Of the text only what :mod:`portal.markup` has made is read: every element is closed and every value of an attribute
escaped. A table, a quotation or a block of code is one block.
"""

from __future__ import annotations

import html as escaping
import re
from collections.abc import Iterator, Sequence

from portal.content.alignment import PartKind, TextPart, aligned
from portal.core.records import dataclass

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^>]*)>")
_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "source", "wbr"})
_LISTS = frozenset({"ol", "ul"})
_KINDS: dict[str, PartKind] = {"li": "item", "table": "row", "pre": "code"}
_HEADING = re.compile(r"h([1-6])\Z")
_FOREIGN = re.compile(r'\bhref="(https?:[^"]+)"')
_START = re.compile(r'\s*\bstart="(\d+)"')


@dataclass(frozen=True)
class TextBlock:
    """A piece of HTML that may stand alone."""

    name: str
    html: str

    @property
    def shape(self) -> tuple[PartKind, int]:
        """Of what kind it is for the alignment, and on which level."""
        heading = _HEADING.match(self.name)
        if heading:
            return "heading", int(heading[1])
        return _KINDS.get(self.name, "paragraph"), self.html.count("<th") if self.name == "table" else 0

    def part(self, place: int) -> TextPart:
        """The same as the alignment reads it: words, and the addresses that they lead to on the web."""
        links = "".join(f" ]({target})" for target in _FOREIGN.findall(self.html))
        text = escaping.unescape(" ".join(_TAG.sub(" ", self.html).split())) + links
        kind, level = self.shape
        return TextPart(kind, text, place, level)


def blocks(html: str) -> tuple[TextBlock, ...]:
    """The blocks of a text in their order; an item of a list is a list of one item with its number."""
    found: list[TextBlock] = []
    for name, attributes, inner, whole in _elements(html):
        if name not in _LISTS:
            found.append(TextBlock(name, whole))
            continue
        first = _START.search(attributes)
        number = int(first[1]) if first else 1
        for step, (_, _, _, item) in enumerate(_elements(inner)):
            bare = _START.sub("", attributes).rstrip()
            begin = f' start="{number + step}"' if name == "ol" and number + step > 1 else ""
            found.append(TextBlock("li", f"<{name}{bare}{begin}>{item}</{name}>"))
    return tuple(found)


def _elements(html: str) -> Iterator[tuple[str, str, str, str]]:
    """The outermost elements: name, attributes, what is inside, and all of it."""
    depth, start, inside, name, attributes = 0, 0, 0, "", ""
    for tag in _TAG.finditer(html):
        own = tag[2].lower()
        if own in _VOID:
            if depth == 0:
                yield own, tag[3], "", tag[0]
            continue
        if not tag[1]:
            if depth == 0:
                start, inside, name, attributes = tag.start(), tag.end(), own, tag[3]
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                yield name, attributes, html[inside : tag.start()], html[start : tag.end()]


def beside(one: str, two: str) -> tuple[tuple[str, str], ...]:
    """Two texts that say the same, in rows of what belongs together; a side without a partner is empty."""
    first, second = blocks(one), blocks(two)
    if [block.shape for block in first] == [block.shape for block in second]:  # then no words are looked at
        return tuple((a.html, b.html) for a, b in zip(first, second, strict=True))
    parts = [[block.part(place) for place, block in enumerate(side)] for side in (first, second)]
    return tuple(
        (_joined(first, [part.line for part in row.one]), _joined(second, [part.line for part in row.two]))
        for row in aligned(*parts)
    )


def _joined(side: Sequence[TextBlock], places: Sequence[int]) -> str:
    return "\n".join(side[place].html for place in places)
