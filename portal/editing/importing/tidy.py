"""Cleans the letters and spaces of imported text; what a reader sees stays the same."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from portal.core.characters import BREAKS, HIDDEN, name
from portal.editing.importing.model import (
    Block,
    Blocks,
    Code,
    Footnote,
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
    map_runs,
    merged_runs,
    plain,
)
from portal.editing.importing.notes import Notes

# What programs put in by themselves: hyphenation, byte-order marks, joiners; not worth a word.
_QUIET = frozenset("\u00ad\ufeff\u200b\u2060\u200c\u200d\u0002\u001f")
_SPACES = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
# Kyrgyz letters as other alphabets write them.
ALIKE = str.maketrans({"ӊ": "ң", "Ӊ": "Ң", "ѳ": "ө", "Ѳ": "Ө", "ɵ": "ө", "Ɵ": "Ө", "ұ": "ұ"})
_RULE = re.compile(r"\s*(?:[*_=~•·–—-]\s*){3,}\Z")
_BLANK = re.compile(r"_{3,}")
"""A place for a signature or a word; on paper it is a line."""


def tidy(blocks: Blocks, notes: Notes) -> Blocks:
    """The same text without unseen letters, doubled spaces, empty paragraphs, marks on spaces; in NFC."""
    seen: Counter[str] = Counter()
    lost = 0

    def clean_text(text: str, keep_breaks: bool = False) -> str:
        nonlocal lost
        text = unicodedata.normalize("NFC", BREAKS.sub("\n", text))
        text = re.sub("[\u2010\u2011\x1e]", "-", text).translate(ALIKE)
        lost += text.count("\ufffd")
        for letter in HIDDEN.findall(text):
            seen[letter] += 1
        text = HIDDEN.sub("", text)
        # Signs of Word's own fonts have no meaning elsewhere.
        for letter in re.findall("[\ue000-\uf8ff]", text):
            seen[letter] += 1
        text = _BLANK.sub("…", re.sub("[\ue000-\uf8ff]", "", text))
        return text if keep_breaks else _SPACES.sub(" ", text)

    def clean(runs: Inlines) -> Inlines:
        cleaned: list[Inline] = []
        for run in runs:
            if isinstance(run, Run):
                cleaned.append(replace(run, text=clean_text(run.text)))
            elif isinstance(run, Picture):
                cleaned.append(Picture(run.name, clean_text(run.alt).strip()))
            elif plain(run.runs).strip():
                cleaned.append(Footnote(run.runs))
        return _trimmed(_marks_inside(merged_runs(cleaned)))

    found = tuple(_kept(map_runs(blocks, clean)))
    told = {letter: count for letter, count in seen.items() if letter not in _QUIET}
    if told:
        shown = ", ".join(f"{name(letter)} × {count}" for letter, count in sorted(told.items()))
        notes.add("unseen-letters", shown=shown[:300])
    if lost:
        notes.add("letters-lost", count=lost)
    return found


def _kept(blocks: Iterable[Block]) -> list[Block]:
    """The blocks that have something in them, rules only between others and one in a place."""
    found: list[Block] = []
    for block in blocks:
        kept = _filled(block)
        if kept is None or (isinstance(kept, Rule) and (not found or isinstance(found[-1], Rule))):
            continue
        found.append(kept)
    if found and isinstance(found[-1], Rule):
        found.pop()
    return found


def _filled(block: Block) -> Block | None:
    """The block without its empty parts; ``None`` where nothing is left."""
    match block:
        case Code():
            text = HIDDEN.sub("", unicodedata.normalize("NFC", BREAKS.sub("\n", block.text)))
            return Code(text) if text.strip() else None
        case Paragraph() if _RULE.match(plain(block)):
            return Rule()
        case Paragraph():
            return block if plain(block) or _has_objects(block.runs) else None
        case HeadingBlock() if not plain(block):
            return Paragraph(block.runs) if _has_objects(block.runs) else None
        case Items():
            items = tuple(item for item in (tuple(_kept(item)) for item in block.items) if item)
            return Items(items, block.start) if items else None
        case Quote():
            inner = tuple(_kept(block.blocks))
            return Quote(inner) if inner else None
        case Table():
            return _table(block)
    return block


def _has_objects(runs: Inlines) -> bool:
    return any(isinstance(run, (Picture, Footnote)) for run in runs)


def _table(table: Table) -> Table | None:
    rows = [tuple(tuple(_kept(cell)) for cell in row) for row in table.rows]
    filled = [row for row in rows if any(row)]
    if not filled:
        return None
    columns = [index for index in range(len(filled[0])) if any(row[index] for row in filled)]
    head = table.head and bool(rows) and any(rows[0])
    return Table(tuple(tuple(row[index] for index in columns) for row in filled), head)


def _marks_inside(runs: Inlines) -> Inlines:
    """Bold spaces are no bold: spaces go out of marked runs, and runs of signs alone lose their marks."""
    found: list[Inline] = []
    for run in runs:
        if not isinstance(run, Run) or run.code or not (run.strong or run.em or run.href):
            found.append(run)
            continue
        body = run.text.strip(" \n")
        if not body or (not any(letter.isalnum() for letter in body) and not run.href):
            found.append(Run(run.text))
            continue
        start = run.text.index(body)
        if start:
            found.append(Run(run.text[:start]))
        found.append(replace(run, text=body))
        if start + len(body) < len(run.text):
            found.append(Run(run.text[start + len(body) :]))
    return merged_runs(found)


def _trimmed(runs: Inlines) -> Inlines:
    """No spaces at the ends and around line breaks, one between words."""
    found: list[Inline] = []
    last = "\n"
    for run in runs:
        if isinstance(run, Run) and not run.code:
            text = re.sub(r" *\n[ \n]*", "\n", run.text)
            if last in " \n":
                text = text.lstrip(" " if last == " " else " \n")
            if not text:
                continue
            run = replace(run, text=text)
            last = text[-1]
        else:
            last = "x"
        found.append(run)
    while found and isinstance(found[-1], Run) and not found[-1].code:
        text = found[-1].text.rstrip(" \n")
        if text:
            found[-1] = replace(found[-1], text=text)
            break
        found.pop()
    return merged_runs(found)
