"""The stamp of approval over a document («Утверждено решением … № 25», «Бекитилди», «Приложение 1 к …») is no title.

It goes out of the text, is told in a note, and its day, number and place count for the card.
"""

from __future__ import annotations

import re

from portal.editing.importing.model import Block, Blocks, HeadingBlock, Paragraph, Table, plain

_ACT = r"(?:решени|постановлени|приказ|указ|распоряжени|протокол|закон)\w*"
_KY_ACT = r"(?:жарлы[гк]|токтом|чечим|буйру[гк]|мыйзам|протокол)\w*"
_DONE = r"(?:утвержд(?:ено|ена|ены|[её]н)|принят[оаы]?|одобрен[оаы]?|согласован[оаы]?|введен[оаы]? в действие)"
_KY_DONE = r"(?:бекит(?:илди|илген|емин)|кабыл алын(?:ды|ган)|жактырыл(?:ды|ган)|макулдашыл(?:ды|ган))"
_BEGINS = re.compile(
    rf"(?i)^[\W_]*(?:утверждаю|согласовано|{_DONE}(?:[\W_]*$|\s+(?:{_ACT}|на\s+\S+\s+(?:сессии|заседании))\b)|{_KY_DONE}(?:[\W_]+{_KY_DONE})?[\W_]*$|"
    rf"приложение(?:\s*№?\s*\d{{1,2}})?(?:[\W_]*$|\s+к\s+{_ACT})|(?:№?\s*\d{{1,2}}[-–]?\s*)?тиркеме[\W_]*$|"
    rf".{{3,220}}\b{_KY_ACT}\s+менен(?:\s+{_KY_DONE})?[\W_]*$|.{{3,220}}\b{_KY_ACT}\s*(?:карата\s+)?(?:№?\s*\d{{1,2}}[-–]?\s*)?тиркеме[\W_]*$)"
)
_AGREED = re.compile(r"(?i)^[\W_]*(?:согласовано|утверждаю|бекитемин|макулдашылды|макулдашылган)\b")
_GOES_ON = re.compile(
    rf"(?i)^[\W_]*(?:к\s+{_ACT}|{_ACT}\b(?!\s+о)|{_DONE}\b|{_KY_DONE}|от\s+«?\d|от\s+[_…]|№|\d{{1,2}}[»\"]?\s+\w+\s+\d{{4}}|\d{{4}}[-–\s]*ж(?:ыл|\.)|"
    rf"глава\s+(?:айыл|аыйл|местн|район|государ)|председател\w+\b|мэр\b|аким\b|төрага\w*\b|(?:айыл\s+)?башчы\w*\b|"
    r".{3,140}\s(?:мэри|акими|башчысы|төрагасы)\W*$|"
    rf"(?:[A-ZА-ЯӨҮҢ]\.\s?(?:[A-ZА-ЯӨҮҢ]\.\s?)?[A-ZА-ЯӨҮҢ]\w+[\W_]*){{1,2}}$|.*\b(?:кеңеш|кенеш|өкмөт|окмоту|министр|президент)\w*\b.*(?:{_KY_ACT}|\d{{4}}).*)"
)
_PARTED = re.compile(
    rf"(?i)^(?=.*(?:\d{{4}}|…|_{{3}})).{{3,300}}\b{_KY_ACT}(?:\s+менен\s+{_KY_DONE}|.{{0,120}}\bтиркеме)[\W_]*$"
)
_DATED = re.compile(r"(?i)^\W*(?:от\s+[«\"]?\d{1,2}\W.*\d{4}|\d{4}[-–\s]*ж(?:ыл\w*|\.).*(?:№|токтом|чечим|буйру))")
_NAMED = re.compile(
    r"(?i)^[\W_]*(?:программа|стратегия|концепция|положение|регламент|устав|правила|план|порядок|перечень|инструкция|"
    r"стандарт|методика)\s+(?!утвержд|принят)\w|"
    r"^.+\s(?:программасы|стратегиясы|концепциясы|жобосу|регламенти|уставы|эрежелери|планы|тартиби|нускамасы|тизмеги)"
    r"(?:[\W_]*\d{4}[-–\d]*\W*жыл\w*(?:\s+карата)?)?[\W_]*$"
)
"""What was approved: its name stands below the stamp."""
_WHOSE = re.compile(r"(?i)^.{3,80}\b(?:кеңеш|кенеш|өкмөт|министрлиг|администрация)\w*[нд][ыиуү]н\W*$")
"""The body whose act comes in the next line."""
_OPEN = re.compile(r"(?i)\b(?:решением|постановлением|приказом|указом|распоряжением|протоколом|решению|постановлению)$")
"""A line that leads to the body whose act it is."""
_TOP, _LONGEST, _MOST, _SHORT = 5, 300, 6, 110


def without_stamp(blocks: Blocks) -> tuple[tuple[str, ...], Blocks]:
    """The lines of the stamp, and the blocks without it; no lines where there is none over the text."""
    for start, block in enumerate(blocks[:_TOP]):
        text = _line(block)
        if _is_stamps(block) and any(map(_line, blocks[start + 1 : start + 3])):
            return tuple(" ".join(plain(block).split("\n")).split(" | ")), (*blocks[:start], *blocks[start + 1 :])
        if not text:
            break
        parted = _parted_end(blocks, start)
        if not parted and not _BEGINS.match(text):
            continue
        end = max(start + 1, parted, _dated_end(blocks, start))
        while end < min(len(blocks), start + _MOST) and (following := _line(blocks[end])):
            further = _line(blocks[end + 1]) if _WHOSE.match(following) and end + 1 < len(blocks) else following
            if not (_GOES_ON.match(further) or _BEGINS.match(further)) or _NAMED.match(following):
                break
            end += 1
        if not any(_line(block) for block in blocks[end : end + 2]):
            break  # nothing that could be a title is left
        return tuple(_line(block) for block in blocks[start:end]), (*blocks[:start], *blocks[end:])
    return (), blocks


def _is_stamps(block: Block) -> bool:
    """Whether a table holds nothing but stamps of approval side by side: «СОГЛАСОВАНО» | «УТВЕРЖДАЮ»."""
    cells = [plain(cell).strip() for row in block.rows for cell in row] if isinstance(block, Table) else []
    cells = [cell for cell in cells if cell]
    short = sum(map(len, cells)) <= 2 * _LONGEST
    return bool(cells) and short and all(_BEGINS.match(cell.split("\n")[0]) or _AGREED.match(cell) for cell in cells)


def _parted_end(blocks: Blocks, start: int) -> int:
    """The index behind a stamp that one line does not say: «… № 1 токтомуна» / «… карата» / «Тиркеме»; 0 for none."""
    lines: list[str] = []
    for index, block in enumerate(blocks[start : start + _MOST], start):
        lines.append(_line(block))
        if not lines[-1] or len(lines[-1]) > _SHORT:
            return 0
        if len(lines) > 1 and _PARTED.match(" ".join(lines)):
            return index + 1
    return 0


def _dated_end(blocks: Blocks, start: int) -> int:
    """The index behind the day and number of the act, where only short lines, such as its body, stand before them."""
    for index, block in enumerate(blocks[start + 1 : start + _MOST], start + 1):
        line = _line(block)
        first = _line(blocks[start + 1])
        if not line or len(line) > _SHORT or not (_GOES_ON.match(first) or _OPEN.search(_line(blocks[start]))):
            break
        if _DATED.match(line):
            return index + 1
    return 0


def _line(block: object) -> str:
    """A short line of text, else ""."""
    if not isinstance(block, (Paragraph, HeadingBlock)):
        return ""
    text = " ".join(plain(block).split())
    return text if len(text) <= _LONGEST else ""
