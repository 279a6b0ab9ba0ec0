"""Which blocks of a web page are its article: trafilatura says the words, our own blocks keep their structure.

trafilatura (Apache-2.0) is the field's extractor; it reads the page that is given to it, fetches nothing and runs
nothing. Its own output has no types of lists and no notes, so that only the words are taken from it.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from portal.editing.importing.model import (
    Block,
    Blocks,
    HeadingBlock,
    Items,
    Paragraph,
    Quote,
    Rule,
    Run,
    Table,
    inlines,
    is_bold,
    plain,
)
from portal.editing.importing.notes import Notes

_WORD = re.compile(r"\w+")
_LARGEST = 1_500_000
"""Letters of a page up to which the extractor is asked."""
_GRAM = 3
_SHARE = 0.5
_LEAST = 0.2
"""Part of the page's words that an article has at least; below, the page is taken as it is, unless it has so ..."""
_MANY = 150
"""... many words."""
_FEWEST = 20
_LONGEST_CELL = 200
_LONGEST_HEAD, _MOST_BETWEEN = 200, 5


def article_text(html: str) -> str:
    """The words of the article as the extractor finds them, "" where it finds none."""
    if len(html) > _LARGEST:
        return ""
    import trafilatura  # only where a page is read: it takes long to load

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = trafilatura.extract(html, include_comments=False, include_tables=True, favor_recall=False)
    return found or ""


def keep_article(blocks: Blocks, text: str, title: str, notes: Notes) -> Blocks:
    """The blocks whose words stand in ``text``; the others are told. All of them where ``text`` is too little."""
    whole = [word for block in blocks for word in _words(plain(block, notes=True))]
    words = _words(text)
    if len(words) < _FEWEST or (len(words) < _MANY and len(words) < _LEAST * len(whole)):
        return blocks
    judge = _Judge(words, text.split("\n"), title)
    found = [_kept(block, judge) for block in blocks]
    for index, block in enumerate(blocks):
        is_table = isinstance(block, Table) and any(found[:index]) and _is_of_data(block)
        if is_table or (not found[index] and _heads_kept(blocks, index, found)):
            found[index] = [block]
        gone = _gone(block, found[index])
        if gone.strip():
            notes.add("furniture", gone, kind="outside")
    return _without_lone_headings(tuple(part for left in found for part in left), judge, notes)


def _heads_kept(blocks: Blocks, index: int, found: Sequence[Sequence[Block]]) -> bool:
    """Whether a line that the extractor left out for its shortness stands as a heading over what is kept.

    It is a heading or all bold, and leads nowhere; only pictures and other short lines without links may stand between,
    and no heading of its own level or above, as in a row of titles of other articles.
    """
    head = blocks[index]
    if not _is_short(head) or not (isinstance(head, HeadingBlock) or is_bold(head)):
        return False
    for below in range(index + 1, min(len(blocks), index + _MOST_BETWEEN + 1)):
        block = blocks[below]
        if any(plain(part) for part in found[below]):
            return True
        is_next = isinstance(block, HeadingBlock) and isinstance(head, HeadingBlock) and block.level <= head.level
        if is_next or not (_is_short(block) or not plain(block)):
            return False
    return False


def _is_short(block: Block) -> bool:
    """Whether a block is a short line of words without links."""
    runs = [run for run in inlines((block,)) if isinstance(run, Run)]
    words = isinstance(block, (HeadingBlock, Paragraph)) and 0 < len(plain(block)) <= _LONGEST_HEAD
    return words and not any(run.href for run in runs)


def shares(text: str) -> Callable[[str], bool]:
    """Whether a part of a page is mostly, or has most, of the article, whose words are ``text``."""
    grams = _grams(_words(text))

    def is_article(part: str) -> bool:
        own = _grams(_words(part))
        common = len(grams & own)
        return len(own) >= _FEWEST and 2 * common >= min(len(own), len(grams)) > 0

    return is_article


def _grams(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[index : index + _GRAM]) for index in range(len(words) - _GRAM + 1)}


class _Judge:
    def __init__(self, words: list[str], lines: Iterable[str], title: str) -> None:
        self._grams = _grams(words)
        self._lines = {"".join(_words(line)) for line in lines}
        self._title = "".join(_words(title))

    def is_title(self, text: str) -> bool:
        return bool(self._title) and "".join(_words(text)) == self._title

    def has(self, text: str) -> bool:
        words = _words(text)
        if not words or "".join(words) in self._lines or "".join(words) == self._title:
            return True
        grams = [tuple(words[index : index + _GRAM]) for index in range(len(words) - _GRAM + 1)]
        return bool(grams) and sum(gram in self._grams for gram in grams) >= _SHARE * len(grams)


def _kept(block: Block, judge: _Judge) -> list[Block]:
    if isinstance(block, Rule):
        return [block]
    if isinstance(block, Items):
        return _kept_items(block, judge)
    if isinstance(block, Quote):
        inner = tuple(part for one in block.blocks for part in _kept(one, judge))
        return [Quote(inner)] if inner else []
    if isinstance(block, Table):
        return [block] if any(judge.has(plain(cell, notes=True)) for cell in _cells(block)) else []
    return [block] if judge.has(plain(block, notes=True)) else []


def _kept_items(block: Items, judge: _Judge) -> list[Block]:
    """The list; of one that is the article's only items that lead elsewhere go. An item has lists of its own."""
    has = [any(map(judge.has, [plain(item, notes=True), *map(plain, item)])) for item in block.items]
    items = tuple(item for item, known in zip(block.items, has, strict=True) if known or not _is_linked(item))
    return [replace(block, items=items)] if any(has) else []


def _cells(table: Table) -> Iterator[Blocks]:
    return (cell for row in table.rows for cell in row if len(plain(cell)) > 1)


def _is_of_data(table: Table) -> bool:
    """Whether a table holds figures and names, not the columns of a page."""
    return not _is_linked((table,)) and all(len(plain(cell)) <= _LONGEST_CELL for cell in _cells(table))


def _is_linked(blocks: Blocks) -> bool:
    """Whether most of what blocks say leads elsewhere."""
    runs = [run for run in inlines(blocks) if isinstance(run, Run)]
    return sum(bool(run.href) for run in runs) * 2 > len(runs)


def _gone(block: Block, kept: list[Block]) -> str:
    if kept == [block]:
        return ""
    if isinstance(block, Items) and kept and isinstance(kept[0], Items):
        return "\n".join(plain(item, notes=True) for item in block.items if item not in kept[0].items)
    if isinstance(block, Quote) and kept:
        left = kept[0].blocks if isinstance(kept[0], Quote) else ()
        return "\n".join(plain(part, notes=True) for part in block.blocks if part not in left)
    return plain(block, notes=True) if not kept else ""


def _without_lone_headings(blocks: Blocks, judge: _Judge, notes: Notes) -> Blocks:
    """Headings at the end have no text below them: it was furniture. One heading over pictures stays with them."""
    end = len(blocks)
    while end and isinstance(blocks[end - 1], (HeadingBlock, Rule)) and not judge.is_title(plain(blocks[end - 1])):
        end -= 1
    start = end
    while start and _is_wordless(blocks[start - 1], judge):
        start -= 1
    heads = [index for index in range(start, end) if isinstance(blocks[index], HeadingBlock)]
    if len(heads) > 1:
        end = heads[0]
    for block in blocks[end:]:
        notes.add("furniture", plain(block), kind="outside")
    return blocks[:end]


def _is_wordless(block: Block, judge: _Judge) -> bool:
    """Whether a block is a heading, a rule or pictures alone."""
    text = plain(block)
    return not text or (isinstance(block, HeadingBlock) and not judge.is_title(text))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
