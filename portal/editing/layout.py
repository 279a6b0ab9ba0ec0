"""Text that a page shows otherwise than its author meant: signs of Markdown that take no effect, found line by line.

A table or a list that stands straight below a line of text is text to Markdown; so are a link that does not end, words
made bold by one half, a list with signs of its own. The page prints such signs as they are and says nothing of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from portal.core.characters import shortened
from portal.core.problems import Problem, problem
from portal.core.records import dataclass
from portal.editing.spelling.prose import MASK, Prose, prose

_ITEM = re.compile(r" {0,3}(?:[-*+]|(?P<number>\d{1,2})\.)[ \t]+\S")
_RULE = re.compile(r"[ \t]*[-*_=][-*_= \t]*\Z")
_HEADING = re.compile(r" {0,3}#{1,6}[^#]")
_FENCE = re.compile(r"[ \t]*(?:`{3}|~{3})")
_APART = re.compile(r" {0,3}(?:>|!!!|\?\?\?|===|:[ \t]|\[\^?[^\]\n]+\]:)")
"""What begins a block in which lists and tables are another matter: quotations, notes, definitions."""
_INDENT = re.compile(r"(?: {4}| {0,3}\t)[ \t]*(?=\S)")
_ROW = re.compile(r" {0,3}\|")
_RULER = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\Z")
"""The line below the heads of a table."""
_SIGN = re.compile(r"[ \t]*(?P<sign>[•·▪●◦‣‒–—]|-(?=[^\W\d_])|\d{1,2}\)|\d{1,2}\.(?=[^\W\d_]))[ \t\u00a0]*(?=\S)")
_ALWAYS = re.compile(r"[•▪●◦‣-]|\d{1,2}\.")
"""Signs that mean a list even on one line; the others may begin a line of a sentence."""
_GAP = re.compile(
    r"\[([^\[\]\n]+)\][ \t\u00a0]+\(((?:https?://|www\.|\.{1,2}/|#)[^\s()]+|[\w./%-]+\.(?:md|html|pdf|docx|xlsx))\)"
)
_OPEN = re.compile(r"\]\((?P<address>[^\s()]*)")
_TARGET = re.compile(r"\((?:[^()\n]|\n(?![ \t]*\n)|\((?:[^()\n]|\n(?![ \t]*\n))*\))*\)")
_STARS = re.compile(r"(?<!\*)\*{2,3}(?!\*)")


@dataclass(frozen=True)
class _Line:
    """A line of the text below the card: its place, what stands there, and the same with code and targets masked."""

    start: int
    text: str
    shown: str


@dataclass(frozen=True, order=True)
class _Finding:
    """``start``: its place in the file; ``sure``: a blank line before it mends it, and nobody need be asked."""

    start: int
    code: str
    values: tuple[tuple[str, str], ...] = ()
    sure: bool = False


def layout_problems(file: Prose, path: str) -> Iterator[Problem]:
    """What will not look as it was meant, with what to write instead."""
    for found in _all(file):
        line, column = file.position(found.start)
        values: dict[str, Any] = dict(found.values)
        yield problem(found.code, path, line, column, **values)


def with_blank_lines(text: str) -> str:
    """The text of a file with the blank lines that its lists and tables want, where that is sure."""
    sure = [found.start for found in _all(prose(text)) if found.sure]
    newline = "\r\n" if "\r\n" in text else "\n"
    for start in reversed(sure):
        text = text[:start] + newline + text[start:]
    return text


def _all(file: Prose) -> list[_Finding]:
    found: list[_Finding] = []
    lines = list(_lines(file))
    found += _indented(lines)
    for block in _blocks(lines):
        found += _of_lists(block)
        found += _of_tables(block)
        found += _of_bold(block)
    return sorted({*found, *_of_links(file)})


def _lines(file: Prose) -> Iterator[_Line]:
    start = file.body
    for line in file.text[file.body :].splitlines(keepends=True):
        text = line.rstrip("\r\n")
        yield _Line(start, text, file.masked[start : start + len(text)])
        start += len(line)


def _is_code(line: _Line) -> bool:
    return bool(line.text.strip()) and not line.shown.strip(MASK)


def _blocks(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """Runs of lines without a blank one between them; a heading ends one, code belongs to none."""
    block: list[_Line] = []
    fenced = False
    for line in lines:
        fence = bool(_FENCE.match(line.text)) and _is_code(line)
        if fence or fenced or not line.text.strip() or _HEADING.match(line.text):
            fenced ^= fence
            if block:
                yield block
            block = []
        else:
            block.append(line)
    if block:
        yield block


def _indented(lines: Sequence[_Line]) -> Iterator[_Finding]:
    """Paragraphs that begin with a tab, as one types them in Word: Markdown takes them for code."""
    blank, code, fenced, inside = True, False, False, False
    for line in lines:
        fence = bool(_FENCE.match(line.text)) and _is_code(line)
        indent = _INDENT.match(line.text)
        if fenced or fence:
            fenced ^= fence
        elif blank and not code and not inside and indent and re.search("[\u0400-\u04ff]", line.text):
            yield _Finding(line.start, "layout-indent", _text(line.text.strip()))
        code = bool(indent) and (code or blank) and not fenced
        if line.text[:1].strip() and not fenced:  # what is indented belongs to an item of a list or to a note above it
            opens = _ITEM.match(line.text) or _APART.match(line.text)
            inside = bool(opens) or (inside and not blank)
        blank = not line.text.strip() or bool(_HEADING.match(line.text))


def _of_lists(block: Sequence[_Line]) -> Iterator[_Finding]:
    first = block[0].text
    if _APART.match(first) or _INDENT.match(first):
        return
    yield from _of_signs(block)
    if _ITEM.match(first) or _ROW.match(first):
        return
    items = [line for line in block[1:] if _ITEM.match(line.shown) and not _RULE.match(line.text)]
    if not items:
        return
    before = block[block.index(items[0]) - 1].text.rstrip(" *_")
    matched = _ITEM.match(items[0].text)
    numbered = matched and matched["number"]
    sure = len(items) > 1 or before.endswith(":")
    if sure or not numbered:  # «в мае / 20. числа»: a number may begin a line of a sentence
        yield _Finding(items[0].start, "layout-list" if sure else "layout-dash", _text(items[0].text), sure)


def _of_signs(block: Sequence[_Line]) -> Iterator[_Finding]:
    """Lists with signs that are none of Markdown: told once a block."""
    signed = [(line, match) for line in block if (match := _SIGN.match(line.shown)) and not _RULE.match(line.text)]
    if not signed:
        return
    line, match = next((one for one in signed if _ALWAYS.match(one[1]["sign"])), signed[0])
    sign = match["sign"]
    if not _ALWAYS.match(sign) and len(signed) < 2:
        return
    right = f"{sign[:-1]}. " if sign[0].isdigit() else "- "
    words = line.text[match.end() :]
    yield _Finding(line.start, "layout-sign", (("text", _short(line.text)), ("right", _short(right + words))))


def _of_tables(block: Sequence[_Line]) -> Iterator[_Finding]:
    ruler = next((at for at, line in enumerate(block) if _RULER.match(line.text) and "|" in line.text), None)
    rows = [at for at, line in enumerate(block) if _ROW.match(line.text)]
    if _APART.match(block[0].text) or (ruler is None and len(rows) < 2):
        return
    head = rows[0] if rows and (ruler is None or rows[0] < ruler) else max((ruler or 0) - 1, 0)
    if head:
        yield _Finding(block[head].start, "layout-table", _text(block[head].text), sure=True)
    wanted = _cells(block[head])
    right = "|" + " --- |" * wanted
    if ruler is None or ruler != head + 1 or _cells(block[ruler]) != wanted:
        yield _Finding(block[head].start, "layout-table-line", (("count", str(wanted)), ("right", right)))
    for line in block[head + 1 if ruler is None else ruler + 1 :]:
        if "|" not in line.shown:
            if not line.text.lstrip().startswith("{"):
                yield _Finding(line.start, "layout-table", _text(line.text), sure=True)
            return
        if (cells := _cells(line)) > wanted:
            values = (("count", str(cells)), ("wanted", str(wanted)), ("text", _short(_last(line))))
            yield _Finding(line.start, "layout-table-cell", values)


def _cells(line: _Line) -> int:
    """How many cells a row has; a bar in code, or behind a backslash, parts none."""
    return line.shown.strip().removeprefix("|").removesuffix("|").count("|") + 1


def _last(line: _Line) -> str:
    """What stands in the last cell of a row."""
    end = len(line.shown.rstrip().removesuffix("|"))
    return line.text[line.shown.rfind("|", 0, end) + 1 : end].strip()


def _of_bold(block: Sequence[_Line]) -> Iterator[_Finding]:
    """Two stars without the two that belong to them, in one paragraph, item of a list or cell of a table."""
    parts: list[list[tuple[int, str]]] = []
    for line in block:
        if _RULE.match(line.text):
            parts.append([])
        elif _ROW.match(line.text):
            at = line.start
            for cell in line.shown.split("|"):
                parts.append([(at, cell)])
                at += len(cell) + 1
            parts.append([])
        elif not parts or _ITEM.match(line.text):
            parts.append([(line.start, line.shown)])
        else:
            parts[-1].append((line.start, line.shown))
    for part in parts:
        stars = [
            (start + match.start(), text[match.end() : match.end() + 1], text[: match.start()][-1:])
            for start, text in part for match in _STARS.finditer(text)
        ]  # fmt: skip
        # A first sign stands before its word, a second one behind it: with a space between, neither is one.
        wrong = [at for number, (at, *around) in enumerate(stars) if around[number % 2].isspace()]
        if wrong or len(stars) % 2:
            text = " ".join(text for _, text in part).replace(MASK, "")
            yield _Finding(wrong[0] if wrong else stars[-1][0], "layout-bold", _text(text.strip(" -*+|")))


def _of_links(file: Prose) -> Iterator[_Finding]:
    for match in _GAP.finditer(file.text, file.body):
        if file.masked[match.start()] != MASK:
            right = f"[{match[1]}]({match[2]})"
            yield _Finding(match.start(), "layout-link-gap", (("text", _short(match[0])), ("right", right)))
    for match in _OPEN.finditer(file.masked, file.body):
        if not _TARGET.match(file.text, match.start() + 1):
            address = re.match(r"[^\s()]*", file.text[match.end("address") - len(match["address"]) :])
            yield _Finding(match.start(), "layout-link-open", (("address", _short(address[0] if address else "")),))


def _text(text: str) -> tuple[tuple[str, str], ...]:
    return (("text", _short(text)),)


def _short(text: str) -> str:
    return shortened(" ".join(text.split()), 60)
