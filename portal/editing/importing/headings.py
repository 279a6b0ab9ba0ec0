"""Headings as the portal has them: real ones from bold lines, levels without gaps, the fixed words of the kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from portal.content.headings import heading_words, rules
from portal.editing.importing.model import (
    Block,
    Blocks,
    HeadingBlock,
    Inlines,
    Items,
    Paragraph,
    Run,
    Table,
    plain,
    text_runs,
)
from portal.editing.importing.notes import Notes
from portal.editing.importing.plain_text import NUMBERED, is_capitals, looks_like_heading
from portal.editing.importing.points import refers_to_points
from portal.model.documents import Kind
from portal.model.values import Lang

_LAST_LEVEL = 4
_FEWEST_LISTED, _SHORT, _MOST_NAME = 2, 100, 3
_LAID_OUT, _LAID_OUT_LETTERS = 4, 300
"""Blocks and letters of a cell from which it holds the text of a page, not an entry of a table."""


def promote(blocks: Blocks) -> Blocks:
    """Paragraphs that only look like headings become headings: all bold, short, no full stop, text below."""
    blocks = _listed(blocks)
    found: list[Block] = []
    for index, block in enumerate(blocks):
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        run_in = _run_in(block) if isinstance(block, Paragraph) else None
        if run_in:
            found += run_in
        elif isinstance(block, Paragraph) and after is not None and (_is_fake(block, after) or _is_name(block, after)):
            text = plain(block)
            number = re.match(r"((?:\d{1,2}\.)+\d{0,2})", text)
            depth = number[1].strip(".").count(".") if number else 0
            found.append(HeadingBlock(5 + min(depth, 1), _unmarked(block)))
        else:
            found.append(block)
    return tuple(found)


def _listed(blocks: Blocks) -> Blocks:
    """Headings that are lists of one item each, over their text: their numbers go on, each list began with 1 anew."""
    found = list(blocks)
    heads = [index for index in range(len(blocks) - 1) if _is_listed(blocks[index], blocks[index + 1])]
    if len(heads) < _FEWEST_LISTED:
        return blocks
    anew = len({block.start for index in heads if isinstance(block := blocks[index], Items)}) == 1
    for place, index in enumerate(heads, 1):
        block = blocks[index]
        assert isinstance(block, Items)
        found[index] = HeadingBlock(5, text_runs(f"{place if anew else block.start}. {plain(block)}"))
    return tuple(found)


def _is_listed(block: Block, after: Block) -> bool:
    if not isinstance(block, Items) or block.start is None or len(block.items) != 1 or len(block.items[0]) != 1:
        return False
    inner = block.items[0][0]
    if isinstance(inner, HeadingBlock):
        return True
    text = plain(inner)
    fits = isinstance(inner, Paragraph) and "\n" not in text and looks_like_heading(text) and len(text) <= _SHORT
    return fits and ((isinstance(after, Items) and after.start is None) or len(plain(after)) > max(_SHORT, len(text)))


def _run_in(block: Paragraph) -> tuple[HeadingBlock, Paragraph] | None:
    """«**Көйгөй:** Айылда суу жок болчу»: a heading in the line of its text, if it is one that the portal knows."""
    first = block.runs[0] if len(block.runs) > 1 else None
    if not isinstance(first, Run) or not first.strong or not first.text.rstrip().endswith((":", ".")):
        return None
    words = first.text.strip(" .:")
    rest = tuple(block.runs[1:])
    if not is_known(words) or len(words.split()) > 5 or len(plain(rest)) < 20:
        return None
    lead = rest[0]
    body = (replace(lead, text=lead.text.lstrip()), *rest[1:]) if isinstance(lead, Run) else rest
    return HeadingBlock(5, text_runs(words)), Paragraph(body)


def is_known(words: str) -> bool:
    """Whether a heading means one that the portal has, in any kind of document."""
    bare = NUMBERED.sub("", words).strip(" .:")
    return any(pattern.search(bare) for names in _words().values() for pattern in names.values())


def _is_name(block: Paragraph, after: Block) -> bool:
    """Whether a line alone is the name of a section that documents have, over text: «Көйгөй», «Проблема»."""
    text = plain(block)
    return (
        text[:1].isupper()
        and len(text.split()) <= _MOST_NAME
        and looks_like_heading(text.rstrip(":"))
        and is_known(text)
        and not isinstance(after, HeadingBlock)
        and len(plain(after)) > max(_SHORT // 2, 2 * len(text))
    )


def _is_fake(block: Paragraph, after: Block) -> bool:
    runs = [run for run in block.runs if isinstance(run, Run) and run.text.strip()]
    if not runs or len(runs) != len([run for run in block.runs if not isinstance(run, Run) or run.text.strip()]):
        return False
    text = plain(block)
    if "\n" in text or not looks_like_heading(text.rstrip(":")) or len(text) > 120:
        return False
    if isinstance(after, HeadingBlock):
        return False
    return all(run.strong for run in runs) or (is_capitals(text) and len(text.split()) > 1)


def _unmarked(block: Paragraph) -> Inlines:
    return text_runs(plain(block).strip())


def normalise(blocks: Blocks) -> Blocks:
    """Levels from 2 to 4 without gaps, whatever levels the file has; no bold, no empty ones, no final colon."""
    levels = sorted({block.level for block in blocks if isinstance(block, HeadingBlock)})
    rank = {level: min(position + 2, _LAST_LEVEL) for position, level in enumerate(levels)}
    found: list[Block] = []
    last = 1
    for block in blocks:
        if isinstance(block, HeadingBlock):
            level = min(rank[block.level], last + 1)
            last = level
            runs = tuple(
                Run(run.text.replace("\n", " "), code=run.code) if isinstance(run, Run) else run for run in block.runs
            )
            found.append(HeadingBlock(level, _without_colon(runs)))
        else:
            found.append(block)
    return tuple(found)


def _without_colon(runs: Inlines) -> Inlines:
    last = runs[-1] if runs else None
    return (*runs[:-1], replace(last, text=last.text.rstrip(" :"))) if isinstance(last, Run) else runs


@cache
def _words() -> dict[str, dict[str, re.Pattern[str]]]:
    return {
        kind: {name: re.compile("|".join(f"(?:{item})" for item in patterns), re.IGNORECASE)
               for name, patterns in names.items()}
        for kind, names in heading_words().items()
    }  # fmt: skip


def fit(blocks: Blocks, kind: Kind, lang: Lang, notes: Notes) -> Blocks:
    """The fixed headings of the kind where the file's own mean the same; others are kept.

    In a practice no other heading of level 2 may stand: they go one level down, below the fixed heading before them.
    """
    fixed = rules()[kind]
    used: set[str] = set()
    found: list[Block] = []
    opened = False
    first = True
    deepest = 3 if fixed.closed else 2  # «1.2. Что сделано» below «1. О практике» is a fixed heading too
    names = [_fixed_name(block, kind, lang, deepest) for block in blocks]
    for index, block in enumerate(blocks):
        if not isinstance(block, HeadingBlock):
            found.append(block)
            continue
        text = plain(block)
        bare = NUMBERED.sub("", text).strip(" .:")
        name = names[index]
        if name and name not in used:
            used.add(name)
            opened = True
            words = next(item.words[lang] for item in fixed.headings if item.id == name)
            if words.casefold() != text.casefold():
                notes.add("heading-mapped", text=text, heading=words)
            found.append(HeadingBlock(2, text_runs(words)))
        elif fixed.closed and block.level == 2:
            is_over, first = first and not opened and _leads(blocks, names, index), False
            if is_over or (not opened and "steps" in names[index:]):
                # words above the first fixed heading, such as «О практике»
                found.append(Paragraph(tuple(replace(run, strong=True) if isinstance(run, Run) else run
                                             for run in block.runs)))  # fmt: skip
                notes.add("heading-bold", text)
                continue
            if not opened:
                opened = True
                main = next((item for item in fixed.headings if item.id == "steps"), fixed.headings[0])
                used.add(main.id)
                words = main.words[lang]
                found.append(HeadingBlock(2, text_runs(words)))
                notes.add("heading-added", heading=words)
            notes.add("headings-below", text)
            found.append(HeadingBlock(3, block.runs))
        elif kind == "concept" and block.level == 2 and _has_number(text, found):
            notes.add("headings-numbered", text)
            found.append(HeadingBlock(2, text_runs(bare)))  # the portal numbers the sections of a concept itself
        else:
            found.append(block)
    return _without_gaps(tuple(found))


def _leads(blocks: Blocks, names: Sequence[str | None], index: int) -> bool:
    """Whether the next heading after this one is a fixed one."""
    after = (names[place] for place in range(index + 1, len(blocks)) if isinstance(blocks[place], HeadingBlock))
    return next(after, None) is not None


def _has_number(text: str, before: Sequence[Block]) -> bool:
    """Whether a heading has the very number that the portal gives it; «Глава 1.» and other numbers stay."""
    number = re.match(r"(\d{1,2})[.)]?\s+(?=[^\W\d_])", text)
    place = 1 + sum(isinstance(block, HeadingBlock) and block.level == 2 for block in before)
    return number is not None and int(number[1]) == place


def _fixed_name(block: Block, kind: Kind, lang: Lang, deepest: int) -> str | None:
    """The fixed heading that a heading means."""
    if not isinstance(block, HeadingBlock) or block.level > deepest:
        return None
    bare = NUMBERED.sub("", plain(block)).strip(" .:")
    if len(bare.split()) > 7:
        return None
    exact = rules()[kind].find(bare, lang)
    own = _words().get(kind, {})
    return exact.id if exact else next((key for key, pattern in own.items() if pattern.search(bare)), None)


def _without_gaps(blocks: Blocks) -> Blocks:
    found: list[Block] = []
    last = 1
    for block in blocks:
        if isinstance(block, HeadingBlock):
            block = replace(block, level=max(2, min(block.level, last + 1, _LAST_LEVEL)))
            last = block.level
        found.append(block)
    return tuple(found)


def numbered_lists(blocks: Blocks, refers: bool | None = None) -> Blocks:
    """Paragraphs «1. …», «2. …» typed by hand become a list, bullets typed by hand too.

    Where the text refers to its points (``refers``; found out if not said), «1)» stays as it is: a list of the portal
    shows «1.», which another point may have.
    """
    refers = refers_to_points(plain(blocks)) if refers is None else refers
    found: list[Block] = []
    for index, block in enumerate(blocks):
        if isinstance(block, Items):
            block = replace(block, items=tuple(numbered_lists(item, refers) for item in block.items))
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        item = _item(block, after, refers) if isinstance(block, Paragraph) else None
        if item is None:
            found.append(block)
            continue
        number, rest = item
        last = found[-1] if found else None
        if number is None and isinstance(last, Items) and last.start is None:
            found[-1] = Items((*last.items, (rest,)))
        elif (
            number is not None
            and isinstance(last, Items)
            and last.start is not None
            and (number == last.start + len(last.items))
        ):
            found[-1] = Items((*last.items, (rest,)), last.start)
        else:
            found.append(Items(((rest,),), number))
    return tuple(found)


_TYPED = re.compile(r"(?:(\d{1,3})([.)])|[•·●○▪■◦‣⁃∙✓✔➢–—-])[ \u00a0]+(?=\S)")


def _item(block: Paragraph, after: Block | None, refers: bool) -> tuple[int | None, Paragraph] | None:
    first = block.runs[0] if block.runs else None
    if not isinstance(first, Run) or first.code:
        return None
    match = _TYPED.match(first.text)
    if not match or (match.end() == len(first.text) and len(block.runs) == 1):
        return None
    if match[2] == ")" and refers:
        return None
    if match[1] and after is not None and _is_numbered_heading(block, after):
        return None
    rest = (replace(first, text=first.text[match.end() :]), *block.runs[1:])
    return (int(match[1]) if match[1] else None), Paragraph(tuple(run for run in rest if run != Run("")))


def _is_numbered_heading(block: Paragraph, after: Block) -> bool:
    """«**1. Жалпы жоболор**» over text, not over the next line of its kind."""
    return _is_fake(block, after) and not (isinstance(after, Paragraph) and _TYPED.match(plain(after)))


def unwrap_tables(blocks: Blocks, notes: Notes) -> Blocks:
    """Tables of one cell or one column are there for the layout: what stands in them stands in the text."""
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Table) and (len(block.rows[0]) == 1 or (len(block.rows) == 1 and _is_long(block))):
            notes.add("table-unwrapped", plain(block)[:80])
            found.extend(inner for row in block.rows for cell in row for inner in cell)
        else:
            found.append(block)
    return tuple(found)


def unwrap_layout(blocks: Blocks) -> Blocks:
    """The blocks of tables that only lay out a page: one cell holds the text, the others what stands around it."""
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Table) and _is_layout(block):
            cells = tuple(inner for row in block.rows for cell in row for inner in cell)
            found.extend(unwrap_layout(cells))
        else:
            found.append(block)
    return tuple(found)


def _is_layout(table: Table) -> bool:
    cells = [cell for row in table.rows for cell in row]
    sizes = [len(plain(cell)) for cell in cells]
    most = sizes.index(max(sizes)) if sizes else 0
    return bool(cells) and len(cells[most]) >= _LAID_OUT and sizes[most] > max(_LAID_OUT_LETTERS, sum(sizes) / 2)


def _is_long(table: Table) -> bool:
    cells = [cell for row in table.rows for cell in row]
    return any(
        len(plain(cell)) > 200 or len(cell) > 2 or any(isinstance(part, HeadingBlock) for part in cell)
        for cell in cells
    )
