"""What a web page has around its article goes out: share buttons, «Похожие материалы», counters, crumbs, menus.

By patterns (``furniture.yml``) and by build: where a block stands, how short it is, how much of it is links. All that
goes is told, word for word, so that an editor can put back what was text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from portal.core.packaged import read_yaml
from portal.core.records import dataclass
from portal.editing.importing.model import (
    Block,
    Blocks,
    HeadingBlock,
    Items,
    Paragraph,
    Rule,
    Run,
    Table,
    inlines,
    is_bold,
    plain,
)
from portal.editing.importing.notes import Notes

_TOP = 15
"""Blocks from the beginning in which crumbs and menus are looked for."""
_LINE = 300
"""Letters that a line of a table of contents has at most; over longer ones the pattern would take minutes."""
_PAGE = re.compile(r"[^\W\d_].*[\s.…]\d{1,3}$")
_SAYS = 90
"""Letters from which a sentence is text, and what stands below it no crumbs."""
_TITLE_WORDS = 4
_FEW_LETTERS = 40
"""Letters that a sentence has at least which a heading may stand over."""
_WORDS = frozenset({"letterhead", "menu", "byline", "currency", "contents"})
"""Kinds whose words a text may have too: «Мулк айыл өкмөтү» among helpers, «Мероприятия», «12 мая 2024 года»."""
_TEXT = 200
"""Letters from which a paragraph is text, not furniture."""


@dataclass(frozen=True)
class _Rule:
    id: str
    action: Literal["line", "head", "tail"]
    limit: int
    pattern: re.Pattern[str]

    def fits(self, text: str) -> bool:
        return len(text) <= self.limit and bool(self.pattern.match(text))


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            item["id"],
            item["action"],
            item["limit"],
            re.compile("|".join(f"(?:{pattern})" for pattern in item["patterns"]), re.IGNORECASE),
        )
        for item in read_yaml("portal.editing.importing", "furniture.yml")
    )


def leads_to_more(text: str) -> bool:
    """Whether the words of a link say that the rest of a text stands elsewhere: «Подробнее», «Кененирээк»."""
    return any(rule.id == "more" and rule.fits(text) for rule in _rules())


def strip(blocks: Blocks, notes: Notes) -> Blocks:
    """The blocks without furniture."""
    found = list(without_head(blocks, notes))
    found = _without_tail(found, notes)
    found = _without_lines(found, notes)
    found = _without_crumb_title(found, notes)
    return tuple(_without_links(found, notes))


def _single(block: Block) -> str:
    """The words of a block that may be furniture; "" for tables and long lists."""
    if isinstance(block, (Paragraph, HeadingBlock)):
        return " ".join(plain(block).split())
    if isinstance(block, Items) and len(block.items) <= 3:
        return " ".join(plain(block).split())
    return ""


def _kind(text: str, action: str) -> str | None:
    return next((rule.id for rule in _rules() if rule.action == action and text and rule.fits(text)), None)


def without_head(blocks: Blocks, notes: Notes) -> Blocks:
    """Crumbs near the beginning go with all that stands before them, unless that is text."""
    last = -1
    for index, block in enumerate(blocks[:_TOP]):
        items = [plain(item) for item in block.items] if isinstance(block, Items) else [_single(block)]
        whole = _single(block) or " ".join(items)
        if len(whole) > _TEXT or (len(whole) > _SAYS and _is_sentence(block)):
            break
        crumbs = [item for item in items if _kind(" ".join(item.split()), "head") and not _is_row(blocks, index)]
        if crumbs and isinstance(block, (Paragraph, Items)):
            last = index
    if last < 0 or any(isinstance(block, Table) for block in blocks[: last + 1]):
        return blocks
    kept = [block for block in blocks[:last] if _may_be_title(block)]
    for block in blocks[: last + 1]:
        if block not in kept:
            notes.add("furniture", plain(block, notes=True), kind="navigation")
    return (*kept, *blocks[last + 1 :])


def _may_be_title(block: Block) -> bool:
    """Whether a line over crumbs says enough to be the title: counters and days may stand below it."""
    text = _single(block)
    kind = _kind(text, "head") or _kind(text, "line")
    return not isinstance(block, Items) and len(text.split()) >= _TITLE_WORDS and not kind and not is_links(block)


def _is_row(blocks: Sequence[Block], index: int) -> bool:
    """Whether a line has as many bars as the one before or behind it: the row of a table."""
    bars = plain(blocks[index]).count(" | ")
    return bars > 0 and any(
        plain(block).count(" | ") == bars for block in (*blocks[index - 1 : index], *blocks[index + 1 : index + 2])
    )


def _without_tail(blocks: list[Block], notes: Notes) -> list[Block]:
    """«Похожие материалы» in the second half or before nothing but short lines: all behind it goes, up to text."""
    for index, block in enumerate(blocks):
        text = _single(block)
        if not text or not _kind(text, "tail"):
            continue
        end = index + 1
        while end < len(blocks) and not _is_text(blocks[end]):
            end += 1
        if end - index < 2 and end < len(blocks):
            continue  # a heading of that name over real text
        for gone in blocks[index:end]:
            notes.add("furniture", *_quotes(gone, notes=True), kind="related")
        return _without_tail([*blocks[:index], *blocks[end:]], notes)
    return blocks


def _is_text(block: Block) -> bool:
    """Whether a block is text of the article: long, or several sentences, or a table."""
    text = plain(block)
    if isinstance(block, Table):
        return True
    if isinstance(block, Items):
        return not is_links(block) and any(len(plain(item)) > 2 * _TEXT for item in block.items)
    return len(text) > _TEXT and len(re.findall(r"[.!?;](?:\s|$)", text)) >= 1 and not is_links(block)


def _is_sentence(block: Block) -> bool:
    """Whether a block says something in a sentence, however short."""
    return isinstance(block, (Paragraph, Items)) and bool(re.search(r"\w{2}[.!?](?:\s|$)|;$", plain(block)))


def _quotes(block: Block, notes: bool = False) -> list[str]:
    return [plain(item, notes) for item in (block.items if isinstance(block, Items) else [block])]


def _without_lines(blocks: list[Block], notes: Notes) -> list[Block]:
    found: list[Block] = []
    said = next((index for index, block in enumerate(blocks) if _is_sentence(block)), len(blocks))
    for index, block in enumerate(blocks):
        kind = _kind_of_line(blocks, index, said)
        if _is_contents(blocks, index):
            notes.add("furniture", *_quotes(block, notes=True), kind="contents")
            continue
        if kind == "contents":
            kind = None if index + 1 >= len(blocks) or not _is_contents(blocks, index + 1) else kind
        if kind and not (kind == "menu" and _between_text(blocks, index)):
            notes.add("furniture", plain(block, notes=True), kind=kind)
            continue
        if isinstance(block, Items):
            kept = block.items if _is_led(blocks, index) else _without_items(block, notes)
            if not kept:
                continue
            if len(kept) < len(block.items):
                block = Items(kept, block.start)
        found.append(block)
    while found and isinstance(found[-1], Rule):
        found.pop()
    return found


def _kind_of_line(blocks: Sequence[Block], index: int, said: int) -> str | None:
    """The kind of furniture that a whole block is; ``said`` is where the first sentence stands."""
    block = blocks[index]
    kind = _kind(_single(block), "line") or _menu(block)
    if kind == "letterhead" and (index > said or isinstance(block, Items)):
        return None  # in and below a text these are words like others: «Чечим» is a heading there
    if kind == "byline" and index > said and _heads_text(blocks, index):
        return None  # «12 мая 2024 года» over what was done on that day
    return None if kind in _WORDS and _is_led(blocks, index) else kind


def _heads_text(blocks: Sequence[Block], index: int) -> bool:
    """Whether a block looks like a heading and a sentence stands below it."""
    block, after = blocks[index], blocks[index + 1 : index + 2]
    return (isinstance(block, HeadingBlock) or is_bold(block)) and bool(after) and _is_sentence(after[0])


def _is_led(blocks: Sequence[Block], index: int) -> bool:
    """Whether a line with a colon, which is no furniture, leads to a block: «Работали вместе:»."""
    lead = _single(blocks[index - 1]) if index else ""
    return lead.endswith(":") and not (_kind(lead, "line") or _kind(lead, "tail"))


def _without_items(block: Items, notes: Notes) -> tuple[Blocks, ...]:
    """The items that are no furniture. Words that a list of the author may have go only where all of them do."""
    kinds = [_kind(" ".join(plain(item).split()), "line") for item in block.items]
    whole = all(kind and kind != "letterhead" for kind in kinds)
    gone = [whole or bool(kind and kind not in _WORDS) for kind in kinds]
    for item, kind, goes in zip(block.items, kinds, gone, strict=True):
        if goes:
            notes.add("furniture", plain(item, notes=True), kind=str(kind))
    return tuple(item for item, goes in zip(block.items, gone, strict=True) if not goes)


def _menu(block: Block) -> str | None:
    """Several lines in one paragraph, each a word of menus: the side column of an old page."""
    lines = plain(block).split("\n") if isinstance(block, Paragraph) else []
    kinds = [_kind(line.strip(), "line") or _kind(line.strip(), "head") for line in lines]
    return "navigation" if len(lines) > 1 and all(kinds) else None


def _is_contents(blocks: Sequence[Block], index: int) -> bool:
    """Whether a block is part of a table of contents: behind that word, ending in numbers of pages."""
    lines = _quotes(blocks[index])
    if isinstance(blocks[index], Table) or not all(len(line) <= _LINE and _PAGE.search(line) for line in lines):
        return False
    before = next((at for at in range(index - 1, max(-1, index - 60), -1) if _kind(_single(blocks[at]), "line")), None)
    return (
        before is not None
        and _kind(_single(blocks[before]), "line") == "contents"
        and all(re.search(r"\d{1,3}$", line) for block in blocks[before + 1 : index] for line in _quotes(block))
    )


def _between_text(blocks: Sequence[Block], index: int) -> bool:
    """Whether text stands directly behind a block that is a word of menus too: «Мероприятия» may be a heading."""
    if index == 0 or index + 1 >= len(blocks) or is_links(blocks[index]):
        return False
    after = blocks[index + 1]
    return _is_text(after) or (len(plain(after)) >= _FEW_LETTERS and _is_sentence(after))


def _without_crumb_title(blocks: list[Block], notes: Notes) -> list[Block]:
    """A line that ends in the title («НовостиПервые шаги») or repeats it goes; the title itself stays once."""
    heads = [index for index, block in enumerate(blocks[:6]) if isinstance(block, (HeadingBlock, Paragraph))]
    texts = {index: " ".join(plain(blocks[index]).split()) for index in heads}
    gone: set[int] = set()
    for index in heads:
        for later in (other for other in heads if other > index):
            one, two = texts[index], texts[later]
            if len(two) < 12 or len(one) > 300:
                continue
            if one.casefold() == two.casefold():
                gone.add(later)
            elif one.endswith(two) and len(one) - len(two) < 60:
                gone.add(index)
    for index in sorted(gone):
        notes.add("furniture", plain(blocks[index], notes=True), kind="repeated")
    return [block for index, block in enumerate(blocks) if index not in gone]


def _without_links(blocks: list[Block], notes: Notes) -> list[Block]:
    """Lists of nothing but links at the beginning and at the end, which no text explains."""
    first = next((index for index, block in enumerate(blocks) if _is_text(block)), 0)
    last = next((index for index in range(len(blocks) - 1, -1, -1) if _is_text(blocks[index])), len(blocks) - 1)
    found: list[Block] = []
    for index, block in enumerate(blocks):
        outside = index < first or index > last
        if outside and isinstance(block, Items) and is_links(block) and len(block.items) > 2:
            notes.add("furniture", *_quotes(block, notes=True), kind="links")
            continue
        found.append(block)
    return found


def is_links(block: Block) -> bool:
    """Whether nearly all of a block is links."""
    runs = [run for run in inlines((block,)) if isinstance(run, Run)]
    whole = sum(len(run.text.strip()) for run in runs)
    linked = sum(len(run.text.strip()) for run in runs if run.href)
    return whole > 0 and linked > 0.8 * whole
