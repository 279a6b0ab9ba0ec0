"""Paragraphs with breaks in them: two breaks begin a paragraph, a bold line over text is one of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from portal.editing.importing.model import Block, Blocks, Inline, Inlines, Paragraph, Run, plain
from portal.editing.importing.plain_text import looks_like_heading

_BREAK = Run("\n")


def parted(blocks: Blocks) -> Blocks:
    """Paragraphs of a web page parted where two breaks follow each other, before spaces are cleaned."""
    return tuple(part for block in blocks for part in _at_double_breaks(block))


def _at_double_breaks(block: Block) -> Iterator[Block]:
    if not isinstance(block, Paragraph):
        yield block
        return
    lines = [list(line) for is_break, line in groupby(block.runs, _is_break) if not is_break]
    breaks = [len(list(line)) for is_break, line in groupby(block.runs, _is_break) if is_break]
    if len(lines) < 2 or not any(count > 1 for count in breaks):
        yield block
        return
    begins = bool(block.runs) and _is_break(block.runs[0])
    between = breaks[1:] if begins else breaks
    runs = list(lines[0])
    for count, line in zip(between, lines[1:], strict=False):
        if count > 1:
            yield Paragraph(tuple(runs))
            runs = list(line)
        else:
            runs += [_BREAK, *line]
    yield Paragraph(tuple(runs))


def _is_break(run: Inline) -> bool:
    return isinstance(run, Run) and not run.text.strip(" \u00a0\t\n") and "\n" in run.text


def apart(blocks: Blocks) -> Blocks:
    """Bold lines over others in one paragraph as paragraphs of their own."""
    return tuple(part for block in blocks for part in (_apart(block) if isinstance(block, Paragraph) else (block,)))


def _apart(block: Paragraph) -> Sequence[Block]:
    lines = lines_in(block.runs)
    heads = [_is_head(line) for line in lines]
    if all(map(_is_bold, lines)) or not any(head and not after for head, after in pairwise(heads)):
        return (block,)  # what is bold as a whole is one title in several lines
    found: list[Block] = []
    waiting: list[Inline] = []
    for place, line in enumerate(lines):
        if heads[place] and place + 1 < len(lines) and not heads[place + 1]:
            found += [Paragraph(tuple(waiting))] if waiting else []
            found.append(Paragraph(line))
            waiting = []
        else:
            waiting += [*([_BREAK] if waiting else []), *line]
    return (*found, Paragraph(tuple(waiting))) if waiting else found


def lines_in(runs: Inlines) -> list[Inlines]:
    """The lines of a paragraph that have words."""
    lines: list[list[Inline]] = [[]]
    for run in runs:
        if not isinstance(run, Run) or run.code:
            lines[-1].append(run)
            continue
        for place, text in enumerate(run.text.split("\n")):
            if place:
                lines.append([])
            if text:
                lines[-1].append(replace(run, text=text))
    return [tuple(line) for line in lines if plain(line).strip()]


def _is_bold(line: Inlines) -> bool:
    words = [run for run in line if not isinstance(run, Run) or run.text.strip()]
    return all(isinstance(run, Run) and run.strong for run in words)


def _is_head(line: Inlines) -> bool:
    return _is_bold(line) and looks_like_heading(plain(line).strip().rstrip(":"))
