"""Citations of acts in the text of a document → links with an anchor each, and a record of where they stand.

Finding and resolving is the business of ``portal.law``; this module only marks what a function given to it finds.
A citation is marked where it lies within one run of text; inside a link or code nothing is marked, but what stands
there is recorded all the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from xml.etree import ElementTree as ET

from markdown.util import AtomicString

from portal.core.records import dataclass
from portal.markup.tags import HEADINGS

_BLOCKS = {
    "p", "li", "td", "th", "dd", "dt", "div", "blockquote", "ul", "ol", "dl", "table", "thead", "tbody", "tr",
    "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre", "section", "figure",
}  # fmt: skip
# A new sentence begins with a capital letter, or with a number (in Kyrgyz often a year) unless the word before the
# full stop is an abbreviation such as «ст.», «г.» or «ж.».
_SENTENCE = re.compile(r"(?<=[.!?…])[»\")]?\s+(?=[«\"(]?[А-ЯЁӨҮҢA-Z])|(?<=\w\w\w\w[.!?…])\s+(?=[«\"(]?[0-9])")
_STASHED = re.compile("\x02[^\x03]*\x03")
_MOST_CONTEXT = 320


@dataclass(frozen=True)
class CitationMark:
    """A citation in a run of text: code points from ``start`` to ``end``.

    ``acts`` has one id where the act is settled, several where it may be any of them, none where it is unknown.
    ``articles`` are the numbers of the articles named, ``eid`` the anchor of the first on the page of the act,
    ``eids`` the element ids of all provisions named, down to the smallest part, ``work`` the id of a local act that is
    named in full, whether or not it is known.
    """

    start: int
    end: int
    acts: tuple[str, ...]
    articles: tuple[str, ...] = ()
    eid: str = ""
    eids: tuple[str, ...] = ()
    work: str = ""


Citer = Callable[[str], Sequence[CitationMark]]


@dataclass(frozen=True)
class PlacedCitation:
    """A citation as it stands in a rendered document; ``anchor`` is empty where it could not be marked."""

    acts: tuple[str, ...]
    articles: tuple[str, ...]
    surface: str
    context: str
    section: str
    anchor: str
    eids: tuple[str, ...] = ()
    work: str = ""


@dataclass(frozen=True)
class _Slot:
    """A piece of text in the tree: the text of ``element`` or its tail (then ``parent`` holds it)."""

    element: ET.Element
    parent: ET.Element | None
    start: int
    text: str
    free: bool


def mark(root: ET.Element, cite: Citer, address_of: Callable[[str], str]) -> tuple[PlacedCitation, ...]:
    """Mark the citations below ``root`` in place; ``address_of`` gives the address of an act's page."""
    placed: list[PlacedCitation] = []
    numbers: dict[str, int] = {}
    section = ""
    for block in list(root.iter()):
        if block.tag in HEADINGS:
            section = block.get("id", section)
        if block.tag in _BLOCKS and block.tag not in HEADINGS and block.tag != "pre":
            for slots in _runs(block):
                _mark_run(slots, cite, address_of, section, placed, numbers)
    return tuple(placed)


def _runs(block: ET.Element) -> Iterator[list[_Slot]]:
    """The runs of inline text of a block: block children part them."""
    slots: list[_Slot] = []
    length = 0

    def add(element: ET.Element, parent: ET.Element | None, text: str | None, free: bool) -> None:
        nonlocal length
        if text:
            slots.append(_Slot(element, parent, length, text, free))
            length += len(text)

    def walk(element: ET.Element, free: bool) -> Iterator[list[_Slot]]:
        nonlocal slots, length
        add(element, None, element.text, free)
        for child in element:
            if child.tag in _BLOCKS:
                if slots:
                    yield slots
                slots, length = [], 0
            elif child.tag == "code":
                add(child, None, " " * len(child.text or ""), False)
            else:
                yield from walk(child, free and child.tag != "a")
            add(child, element, child.tail, free)

    yield from walk(block, True)
    if slots:
        yield slots


def _mark_run(
    slots: list[_Slot],
    cite: Citer,
    address_of: Callable[[str], str],
    section: str,
    placed: list[PlacedCitation],
    numbers: dict[str, int],
) -> None:
    # Stashed entities become spaces of the same length, so that positions stay.
    text = _STASHED.sub(lambda match: " " * len(match[0]), "".join(slot.text for slot in slots))
    if not text.strip():
        return
    marks = list(cite(text))
    wraps: dict[int, list[tuple[int, int, CitationMark, str]]] = {}
    for item in marks:
        anchor = ""
        for act in item.acts:
            numbers.setdefault(act, len(numbers) + 1)  # the act's number in the list at the end of the page
        index = _home(slots, item) if item.acts else None
        if index is not None:
            anchor = f"cite-{sum(1 for done in placed if done.anchor) + 1}"
            slot = slots[index]
            first = max(item.start - slot.start, 0)
            last = min(item.end - slot.start, len(slot.text))
            wraps.setdefault(index, []).append((first, last, item, anchor))
        surface = re.sub(r"\s+", " ", text[item.start : item.end])
        context = _context(text, item)
        placed.append(PlacedCitation(item.acts, item.articles, surface, context, section, anchor, item.eids, item.work))
    for index, found in wraps.items():
        _wrap(slots[index], found, address_of, numbers)


def _home(slots: list[_Slot], item: CitationMark) -> int | None:
    """The slot with most of the citation, if that is free text and at least half of it."""
    best, size = None, 0
    for index, slot in enumerate(slots):
        overlap = min(item.end, slot.start + len(slot.text)) - max(item.start, slot.start)
        if overlap > size:
            best, size = index, overlap
    if best is None or not slots[best].free or 2 * size < item.end - item.start:
        return None
    return best


def _wrap(
    slot: _Slot,
    found: list[tuple[int, int, CitationMark, str]],
    address_of: Callable[[str], str],
    numbers: dict[str, int],
) -> None:
    """Put elements around the pieces of one slot, from the last to the first, so that offsets stay right."""
    text = slot.text
    holder = slot.element if slot.parent is None else slot.parent
    position = 0 if slot.parent is None else list(slot.parent).index(slot.element) + 1
    for first, last, item, anchor in sorted(found, reverse=True, key=lambda part: part[0]):
        made = ET.Element("a" if len(item.acts) == 1 else "span")
        made.set("class", "p-cite" if len(item.acts) == 1 else "p-cite p-cite--open")
        made.set("id", anchor)
        made.set("data-acts", " ".join(item.acts))
        made.set("data-note", str(numbers[item.acts[0]]))
        if len(item.acts) == 1:
            made.set("href", address_of(item.acts[0]) + (f"#{item.eid}" if item.eid else ""))
        made.text = AtomicString(text[first:last])
        made.tail = text[last:]
        text = text[:first]
        holder.insert(position, made)
    if slot.parent is None:
        slot.element.text = text
    else:
        slot.element.tail = text


def _context(text: str, item: CitationMark) -> str:
    """The sentence around a citation, shortened at its ends where it is long."""
    start, end = 0, len(text)
    # Sentences that begin or end farther away are cut below anyway; to look at all would cost a square of time.
    for match in _SENTENCE.finditer(text, max(0, item.start - 2 * _MOST_CONTEXT), item.end + 2 * _MOST_CONTEXT):
        if match.end() <= item.start:
            start = match.end()
        elif match.start() >= item.end:
            end = match.start()
            break
    if end - start > _MOST_CONTEXT:
        room = max((_MOST_CONTEXT - (item.end - item.start)) // 2, 40)
        start, end = max(start, item.start - room), min(end, item.end + room)
    sentence = re.sub(r"\s+", " ", text[start:end]).strip()
    return (
        ("…" if start and text[start - 1 : start].strip() else "")
        + sentence
        + ("…" if end < len(text) and text[end : end + 1].strip() else "")
    )
