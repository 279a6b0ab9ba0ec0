"""How acts and regulations begin: who decided at which session, «ТОКТОМУ № 5/3», day and place, then the subject.

The subject («… бекитүү жөнүндө», «О внесении изменений …») is the title; what stands over it is told as a letterhead,
and its day counts for the card. Of a regulation whose name is parted («УСТАВ» / «СЕЛЬСКОГО ПОСЕЛЕНИЯ») the lines are
one title.
All by the words of the lines, so that it is the same whatever the format says of bold letters and headings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from portal.core.records import dataclass
from portal.editing.importing.headings import is_known
from portal.editing.importing.model import (
    Block,
    Blocks,
    HeadingBlock,
    Paragraph,
    Quote,
    Rule,
    Run,
    Table,
    inlines,
    plain,
    text_runs,
)  # fmt: skip
from portal.editing.importing.plain_text import BARE_YEARS, FORMULA, PLACE_SHORT, YEARS, begins_part, closed_up
from portal.editing.importing.title_lines import OPEN_END

_TOP, _NAME_TOP, _BETWEEN, _MOST_LINES, _ALONE = 18, 12, 5, 4, 2
_LONGEST, _LONGEST_HEAD, _FORMULA_ALONE = 400, 220, 40
_KY_NAME = r"(?:токтом|чечим|буйру[кг]|тескеме|жарлы[кг])(?:у|ы|и|сы|си)?"
_RU_NAME = r"(?:постановление|решение|распоряжение|приказ|указ)"
_NUMBERED_NAME = r"(?:\W*(?:№|n\b|от\s+[«\"]?\d).{0,60})?\W*$"
_NAMES = (
    re.compile(rf"(?i)^\W*(?:{_KY_NAME}(?:\W+{_RU_NAME})?|{_RU_NAME}(?:\W+{_KY_NAME})?){_NUMBERED_NAME}"),
    re.compile(rf"(?i)^.{{5,220}}н[иыуү]н\W+(?:токтому|чечими|буйругу|тескемеси){_NUMBERED_NAME}"),
    re.compile(r"(?i)^(?:.{5,220})?№\s*[\w/-]{1,12}\W*(?:токтому|чечими|буйругу|тескемеси)\W*$"),
    re.compile(rf"(?i)^\W*(?:{_KY_NAME}|{_RU_NAME})\s[^:]{{0,80}}\b(?:сесси|созыв|заседани)[^:]{{0,60}}$"),
    re.compile(
        r"^(?:Решение|Постановление|Распоряжение|Приказ|РЕШЕНИЕ|ПОСТАНОВЛЕНИЕ)\s+(?!Об?\s)[А-ЯЁ«\"][^.:]{3,220}$"
    ),
)
"""«ТОКТОМУ № 5/3» alone, in both languages, behind the body, and before it."""
_NUMBER = re.compile(
    r"(?i)№\s*[\d…]|\bn\s*\d|^\W*от\s|^\W*(?:…|_{3}).*(?:год|жыл|№)|\d{4}\s*[-–—]?\s*жыл(?:дын\s+(?:\W{0,3}\d|[а-я]{3,8}\w*\s+\d)|\W*$)|\b\d{1,2}(?:[»\"”.\s–—-]+(?:\d{1,2}|[а-яөүң]+))[.,\s–—-]+\d{4}\b"
)
_PLACE = re.compile(
    r"(?i)^\W*(?:(?:г|с|пгт|пос|ш|а)\.\s*\S+|\S+(?:[ -]\S+){0,2}\s+(?:айылы|шаары|ш\.|а\.|району|облусу))\W*$"
)
_SESSION = re.compile(r"(?i)\b(?:сесси|созыв|заседани|чакырылыш|шайланган|отурум)")
_DECIDES = re.compile(
    r"(?i)\b(?:(?:кеңеши?|кенеши?|өкмөтү?|окмоту|мэрия(?:сы)?|комиссия(?:сы)?)\s+(?:чечет|(?:токтом|чечим)\s*кылат)|"
    r"(?:кенеш|окмоту|мэрия|комиссия)\s+(?:решил[аио]?|решает|постановляет)|"
    r"приказываю|постановляю|(?:буйрук|токтом)\s*кылам(?:ын)?)\s*:\W*$"
)
_PREAMBLE = re.compile(
    r"(?i)^\W*(?:заслушав|рассмотрев|обсудив|руководствуясь|учитывая|на основании|в соответствии|в целях|во исполнение|"
    r"в связи|согласно|изучив)"
)
_PLACE_FIRST = re.compile(PLACE_SHORT)
_WRAPPED = 90
"""Letters that a line has at most which is one of several of a subject."""
_KY_SUBJECT = re.compile(r"(?i)(?:жөнүндө|жонундо|ту+ралуу|боюнча)\W*$")
_RU_SUBJECT = re.compile(r"^[\"«“„]?(?:Об?|ОБ?)\s+\S")
_REGULATION = re.compile(
    r"(?i)^(?:устав|регламент|положение|порядок|правила|инструкция|памятка|программа|стратегия|концепция|план|жобо|"
    r"колдонмо|нускама|эрежелер)$"
)
_OWNED = re.compile(
    r"(?i)^(?:регламенти|уставы|жобосу|программасы|стратегиясы|концепциясы|планы|эрежелери|нускамасы)\W*$"
)
_OWNER = re.compile(r"(?i)[ндт][иыуү]н$")
_GOES_ON = re.compile(r"(?:[а-яёөүң]|[А-ЯЁ][а-яё-]*(?:ого|его|ой|ей|ых|их|ии)\b)")
_OF_SOMEBODY = re.compile(r"[а-яё]+ [а-яё]+[^:]*: \S")
"""«для жителей: как подать предложение», no label."""
_ENDS_OPEN = re.compile(
    r"(?i)(?:края|области|района|республики|округа|города|поселения|сельсовета?|аймака|кенеша|район|депутатов)$"
)


@dataclass(frozen=True)
class Opening:
    """The lines over the subject, the subject, and the blocks with the subject as their heading."""

    head: tuple[str, ...]
    title: str
    blocks: Blocks
    decides: bool = False
    """Whether it is an act that decides something."""


def opening_of(blocks: Blocks) -> Opening:
    """The opening of an act or regulation; no head and no title where there is none."""
    unruled = _without_rules(blocks)
    lines = _lines(unruled)
    found = _act(unruled, lines) or _subject_alone(unruled, lines) or _regulation(unruled, lines)
    return found or Opening((), "", blocks)


def begins_act(title: str, blocks: Blocks) -> bool:
    """Whether a title is the subject of an act, and the text below it soon says who decides."""
    texts = [closed_up(" ".join(plain(block).split())) for block in blocks[:_TOP]]
    decides = any(_DECIDES.search(text) or (len(text) <= _FORMULA_ALONE and FORMULA.search(text)) for text in texts)
    return decides and bool(_KY_SUBJECT.search(title) or _RU_SUBJECT.match(title))


def _without_rules(blocks: Blocks) -> Blocks:
    """The blocks without the lines drawn below a letterhead."""
    text = next((index for index, block in enumerate(blocks) if len(plain(block)) > _LONGEST), len(blocks))
    return tuple(block for index, block in enumerate(blocks) if index > min(text, _TOP) or not isinstance(block, Rule))


def _lines(blocks: Blocks) -> list[str]:
    """The lines at the top, up to the first block that is none."""
    found: list[str] = []
    for block in blocks[:_TOP]:
        # A table over the text holds the letterhead in two languages, or day, number and place.
        text = " ".join(plain(block).split()) if isinstance(block, (Paragraph, HeadingBlock, Table, Quote)) else ""
        if isinstance(block, Quote) and not _is_subject(text):  # pandoc reads a subject that is set in as a quotation
            break
        if not text or len(text) > _LONGEST:
            break
        found.append(text)
    return found


def _act(blocks: Blocks, lines: Sequence[str]) -> Opening | None:
    for place, line in enumerate(lines[:_NAME_TOP]):
        if len(line) > _LONGEST_HEAD or _is_subject(line):
            return None
        if not any(name.match(closed_up(line)) for name in _NAMES):
            continue
        start = place + 1
        while start < min(len(lines), place + 1 + _BETWEEN) and _is_about(lines[start]):
            start += 1
        end = _subject_end(lines, start)
        if end == start or not any(plain(block) for block in blocks[end:]):
            continue
        is_dated = any(_NUMBER.search(text) for text in lines[:start])
        if is_dated or _decides(blocks[end : end + 8]):
            return replace(_opened(blocks, lines[:start], start, end), decides=True)
    return None


def _subject_alone(blocks: Blocks, lines: Sequence[str]) -> Opening | None:
    """An act of which only the subject stands over the text."""
    for place in range(min(len(lines), _ALONE)):
        end = _subject_end(lines[: place + 1], place)
        if end > place and _decides(blocks[end : end + 4]):
            return replace(_opened(blocks, lines[:place], place, end), decides=True)
    return None


def _decides(blocks: Blocks) -> bool:
    return any(FORMULA.search(closed_up(" ".join(plain(block).split()))) for block in blocks)


def _is_about(line: str) -> bool:
    """Whether a line states day, number or place of an act."""
    is_about = _NUMBER.search(line) or _PLACE.match(line) or _SESSION.search(line)
    return not _is_subject(line) and len(line) <= 160 and bool(is_about)


def _is_subject(line: str) -> bool:
    return bool(_KY_SUBJECT.search(line) or _RU_SUBJECT.match(line))


def _subject_end(lines: Sequence[str], start: int) -> int:
    """The index behind the lines of the subject; ``start`` where no subject begins there."""
    if start < len(lines) and _RU_SUBJECT.match(lines[start]):
        end = start + 1
        while end < len(lines) and end - start < _MOST_LINES and _is_wrapped(lines, end):
            end += 1
        return end
    for end in range(start + 1, min(len(lines), start + _MOST_LINES) + 1):
        whole = " ".join(lines[start:end])
        if len(whole) > _LONGEST or FORMULA.search(closed_up(lines[end - 1])):
            break
        if _KY_SUBJECT.search(whole):
            return end
    return start


def _is_wrapped(lines: Sequence[str], index: int) -> bool:
    """Whether a line goes on with a Russian subject: it begins small, or is as short as the one before it."""
    line, before = lines[index], lines[index - 1]
    if re.match(r"[а-яё]", line):
        return True
    begins = begins_part(line) or _PREAMBLE.match(line) or FORMULA.search(closed_up(line))
    short = max(len(line), len(before)) <= _WRAPPED and not line.endswith((".", ":", ";", ","))
    return short and not begins and not before.endswith((".", "»")) and not _is_about(line) and not is_known(line)


def _regulation(blocks: Blocks, lines: Sequence[str]) -> Opening | None:
    for place, line in enumerate(lines[:_MOST_LINES]):
        if _OWNED.match(line) and place and _OWNER.search(lines[place - 1]):
            return _opened(blocks, lines[: place - 1], place - 1, place + 1)
        if not _REGULATION.match(closed_up(line)):
            continue
        end = place + 1
        capital = line.isupper()
        while end < min(len(lines), place + 1 + _BETWEEN) and _goes_on(lines, end, capital, end == place + 1):
            end += 1
        if end > place + 1 and end < len(blocks):
            return _opened(blocks, lines[:place], place, end)
    return None


def _goes_on(lines: Sequence[str], index: int, capital: bool, is_first: bool) -> bool:
    """Whether a line goes on with the name of a regulation."""
    line = lines[index]
    if YEARS.match(line) and not is_first:
        return not BARE_YEARS.match(line) or bool(OPEN_END.search(lines[index - 1]))
    label = ":" in line and not (is_first and _OF_SOMEBODY.match(line))
    if len(line) > _LONGEST_HEAD or label or _NUMBER.search(line):
        return False
    if begins_part(line) or is_known(line):
        return False
    if capital and line.isupper():
        return True
    if is_first:
        return bool(_GOES_ON.match(line))
    if _PLACE_FIRST.match(line):
        return False
    return bool(line[0].islower() or _ENDS_OPEN.search(line)) and len(line) < _WRAPPED and not line.endswith((";", ","))


def _opened(blocks: Blocks, head: Sequence[str], start: int, end: int) -> Opening:
    """The blocks with those of the subject as one heading; notes and pictures in it stay."""
    parts = [closed_up(" ".join(plain(block).split())) for block in blocks[start:end]]
    if len(parts) > 1 and parts[0].isupper() and not parts[1].isupper():
        parts[0] = parts[0].capitalize()
    title = re.sub(r"^[\"«“„](.+)[\"»”][.\s]*$", r"\1", " ".join(parts)).rstrip(" .")
    others = tuple(run for run in inlines(blocks[start:end]) if not isinstance(run, Run))
    heading: Block = HeadingBlock(1, (*text_runs(title), *others))
    return Opening(tuple(head), title, (heading, *blocks[end:]))
