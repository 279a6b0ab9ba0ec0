"""Plain text → blocks: hard-wrapped lines joined, lists, headings, notes under a line, tables of tabs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from portal.core.characters import BREAKS
from portal.editing.importing.model import (
    Block,
    Blocks,
    Footnote,
    HeadingBlock,
    Inline,
    Items,
    Paragraph,
    Rule,
    Run,
    Table,
    paragraph,
    plain,
    text_runs,
)
from portal.language.lemma_ru import is_known

BULLET = re.compile(r"[•·●○▪■◦‣⁃∙\uf0b7\uf0a7\uf0d8✓✔➢*–—-]\s+(?=\S)")
NUMBER = re.compile(r"(\d{1,3})[.)]\s+(?=\S)")
_RULE = re.compile(r"\s*([_=*~-])(?:\s*\1){4,}\s*\Z")
_UNDERLINE = re.compile(r"\s*(?:={4,}|-{4,}|~{4,})\s*")
_MOST_UNDERLINED = 3
_NOTE = re.compile(r"\s*\[?(\d{1,3}|\*{1,3})[\].)]?\s+(?=[\w«„\"(])")
NUMBERED = re.compile(
    r"^(?:(?:глава|раздел|бөлүм|глава)\s+)?((?:\d{1,2}\.)*\d{1,2}|[IVX]{1,5})[.)]?\s+(?=[^\W\d_])", re.IGNORECASE
)
KIND_ALONE = re.compile(
    r"(?i)^(?:резолюция|протокол|меморандум|обращение|рекомендации|концепция|стратегия|программа|положение|решение|"
    r"постановление|отч[её]т|чечим|токтом|кайрылуу|сунуштар|сунуштамалар|жобо|баяндама|отчет|соглашение|договор|"
    r"келишим|регламент|устав|порядок|правила|план|стандарт|инструкция|дорожная карта|"
    r"(?:учебная|рабочая|образовательная|муниципальная|целевая) программа|(?:окуу|иш|максаттуу) программасы|"
    r"(?:конспект|план) (?:урока|занятия)|сабактын планы|(?:план|программа) (?:мероприятий|действий))"
    r"(?:\s*№\s*[\w/-]+)?\W*$"
)
"""A line that says no more than what kind of text follows."""
SIGNED = re.compile(
    r"^(?=[^.]{0,120}\b[А-ЯЁӨҮҢ]\.)[^:;?!]{2,120}?\s\(?[А-ЯЁӨҮҢ]\.\s?(?:[А-ЯЁӨҮҢ]\.\s?)?[А-ЯЁӨҮҢ][а-яёөүң-]+\W*$"
)
"""The last line of a letter or an act: an office and a name with its initials. No heading."""
GREETING = re.compile(r"(?i)^\W*(?:ас+алом|салам|кутман|урматтуу|добр(?:ый|ое|ого)\b|здравствуй|уважаем|привет)")
NO_TITLE = re.compile(
    r"(?i)^(?:[a-z0-9_.-]+|microsoft (?:office )?word.*|.*\.(?:docx?|odt|rtf|html?)|"
    r"(?:новый )?документ(?: microsoft word)?\W*\d*\W*|без (?:названия|имени|заголовка)\W*\d*|untitled.*|"
    r"(?:\S+\s+){0,4}(?:долбоор|вариант|версия|черновик|копия|final|испр\w*)\W*\d*\W*)$"
)
"""What programs put where a title should be."""
FORMULA = re.compile(
    r"(?i)^\W*(?:токтом|чечим)\s*кыл(?:ат|ды)\b|^\W*(?:постановля\w+|решил\w*|приказыва\w+)\W*$|"
    r"\b(?:(?:токтом|чечим)\s*кылат|постановляет|решил[аио]?|решает|приказываю|(?:буйрук|тескеме)\s*кылам(?:ын)?|обязываю)\W*:?\W*$"
)
"""How an act leads to what it decides: no heading. To be held against :func:`closed_up` text."""
CHAPTER = re.compile(
    r"(?i)^(?:(?:глава|статья|раздел|бап|бөлүм|берене)\s+(?:\d{1,3}|[ivx]{1,5})\b|"
    r"(?:\d{1,3}\s*[-–]|[ivx]{1,5}\s*[-–.]?)\s*(?:глава|статья|раздел|бап|бөлүм|берене)\b)"
)
"""A part of an act; another may stand directly below it."""
_PART = re.compile(
    r"(?i)^(?:(?:модуль|этап|шаг|кадам|день|блок|часть|тиркеме|приложение)\s+(?:№\s*)?(?:\d{1,2}|[ivx]{1,4})\b|"
    r"\d{1,2}\s*[-–]\s*(?:модуль|этап|шаг|кадам|күн|блок|бөлүк|тиркеме)\b)"
)
"""A part of a course or a manual."""
PLACE_SHORT = r"(?i)^\W*(?:г|с|ш|а|пгт|пос)\.\s*[А-ЯЁӨҮҢ]"
"""A line that begins with a place and its short kind: «г. Нарын», «с. Кочкор»."""
YEARS = re.compile(
    r"(?i)^\W*(?:на\s+|до\s+|за\s+)?(?:(?:период|годы)\s+)?(?:с\s+)?\d{4}(?:\W+(?:по\s+)?\d{4})?\W*(?:год\w*|гг?\.?|жыл\w*)?"
    r"(?:\s+(?:карата|чейин|үчүн))?\W*$"
)
"""A line that says for which years a programme is; no day."""
_PLACE_AND_YEAR = re.compile(r"(?:город|село|пос[её]лок|пгт|г\.|с\.)\s[^.]*\b(?:19|20)\d\d\b")
BARE_YEARS = re.compile(r"(?i)^\W*\d{4}(?:\W+\d{4})?\W*(?:год|годы|гг?\.?|жыл|жылдар)?\W*$")
"""Years that no preposition and no case ties to the line above."""
_BAR = re.compile(r"(?<=\S)[ \u00a0]+\|[ \u00a0]+(?=\S)")
_SPACED = re.compile(r"(?<!\w)[^\W\d_]{1,2}(?: [^\W\d_]{1,2}){3,}(?!\w)")
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)\Z")
_MAX_HEADING, _SHORT_HEADING, _FEW_WORDS, _LEAST_SENTENCE = 120, 60, 8, 40
_LABEL = re.compile(r"^[^.]{2,40}:\s|\d{3}|@")
_SENTENCE = re.compile(r"\w{2}[»)]?[.!?;:]$")
_ADOPTED = re.compile(
    r"(?i)^(?-i:[А-ЯЁӨҮҢ(])(?=.*\d{4})(?:.{5,110}\b(?:сессия|отурум|жыйын|токтом|чечим)\w*\s+(?:менен\s+)?"
    r"(?:кабыл алынган|бекитилген)|"
    r"(?:принят|утвержд|одобрен)\w*\s.{0,60}(?:сесси|заседани|решени|постановлени).{0,60})\W*$"
)
_TOP_LINES = 3
_WRAP = range(40, 101)
_ROOM = 12
_FEWEST_LONG, _CUT, _CLOSE = 4, 55, 4
_IN = 4
"""Blanks over which a line stands in the middle."""


def read_text(text: str) -> Blocks:
    """Blocks of a plain text; what may be a heading comes as :class:`HeadingBlock` of level 2, a title of level 1."""
    text = BREAKS.sub("\n", text.replace("\x0c", "\n\n").replace("\u00a0", " "))
    lines = [line.rstrip() for line in text.split("\n")]
    groups = _groups(lines)
    width = max(map(len, lines), default=0) if _is_wrapped(groups) else 0
    blocks: list[Block] = []
    for group in groups:
        heading, rest = _underlined(group)
        blocks += [*heading, *(_table(rest) or _group(rest, width) if rest else ())]
    return _with_notes(_headings(tuple(_joined_lists(blocks))))


def _groups(lines: Sequence[str]) -> list[list[str]]:
    """Runs of lines between blank ones; the rows of a table are a run of their own."""
    groups: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [part for group in groups if group for part in _parted(group)]


def _parted(group: Sequence[str]) -> list[list[str]]:
    """Runs of two or more lines with as many tabs or bars, and the lines between them."""
    runs = [list(run) for _, run in groupby(group, _columns)]
    found: list[list[str]] = []
    for run in runs:
        is_table = len(run) > 1 and _columns(run[0])[1] > 0
        if found and not is_table and not _is_rows(found[-1]):
            found[-1] += run
        else:
            found.append(run)
    return found


def _is_rows(run: Sequence[str]) -> bool:
    return len(run) > 1 and len(set(map(_columns, run))) == 1 and _columns(run[0])[1] > 0


def _columns(line: str) -> tuple[str, int]:
    """What parts the cells of a line, and how often it stands in it."""
    bars = len(_BAR.findall(line))
    return ("|", bars) if bars else ("\t", 0 if line.startswith("\t") else line.count("\t"))


def _underlined(lines: Sequence[str]) -> tuple[list[Block], Sequence[str]]:
    """A heading of up to three lines with a line of dashes or equal signs below, and what is left of the group."""
    for end, line in enumerate(lines[1 : _MOST_UNDERLINED + 1], 1):
        text = " ".join(" ".join(lines[:end]).split())
        if _UNDERLINE.fullmatch(line) and looks_like_heading(text):
            return [HeadingBlock(1 if "=" in line else 2, text_runs(text))], lines[end + 1 :]
    return [], lines


def _is_wrapped(groups: Sequence[Sequence[str]]) -> bool:
    """Whether lines end at a column, not at the end of a thought: most that another line follows are about as long.

    Where many short lines stand between them, such as the cells of a table, the long ones say it, if nearly none had
    room for the next word.
    """
    pairs = [(line.strip(), after.strip()) for group in groups for line, after in pairwise(group)]
    pairs = [(line, after) for line, after in pairs if not _starts_item(line)]
    long = [(line, after) for line, after in pairs if len(line) in _WRAP]
    if len(long) < _FEWEST_LONG or max(len(line) for line, _ in pairs) > _WRAP.stop + 20:
        return False
    width = max(len(line) for line, _ in long)
    full = [len(line) + 1 + len(after.split()[0]) > width - 1 for line, after in long]
    if len(pairs) < _FEWEST_LONG or (len(long) < 0.6 * len(pairs) and sum(full) < 0.8 * len(long)):
        return False
    return sum(not line.endswith((".", "!", "?", ":", ";")) for line, _ in long) > 0.6 * len(long)


def _starts_item(line: str) -> bool:
    return bool(BULLET.match(line) or NUMBER.match(line))


def _group(lines: Sequence[str], width: int) -> list[Block]:
    blocks: list[Block] = []
    text: list[str] = []

    def close() -> None:
        if text:
            blocks.append(_line(_joined(text)))
            text.clear()

    for index, raw in enumerate(lines):
        line = raw.strip()
        if _RULE.match(line):
            close()
            blocks.append(Rule())
            continue
        if _starts_item(line) or index == 0 or (width and _ends_early(lines[index - 1], line, width)):
            close()
        if index <= _TOP_LINES and (_is_adoption(lines, index) or _is_adoption(lines, index - 1)):
            close()
        text.append(line)
        if not width and not (index + 1 < len(lines) and _is_cut(line, lines[index + 1].strip())):
            close()
    close()
    return blocks


def _is_adoption(lines: Sequence[str], index: int) -> bool:
    """Whether a line between a title and its text says which session adopted it, as no line of a sentence does."""
    after = lines[index + 1].strip() if 0 <= index < len(lines) - 1 else ""
    return after[:1].isupper() and bool(_ADOPTED.match(lines[index].strip()))


def _is_cut(line: str, after: str) -> bool:
    """Whether a long line that ends in no mark goes on in the next one, which begins small."""
    goes_on = after[:1].islower() and not (_starts_item(after) or _PLACE_AND_YEAR.match(after))
    return len(line) >= _CUT and line[-1:] not in ".!?;:" and goes_on


def _ends_early(line: str, after: str, width: int) -> bool:
    """Whether a line ends before the column although the next word, with a capital, had room: a title, a heading."""
    if is_capitals(line) != is_capitals(after) and looks_like_heading(line.strip()):
        return True  # a title in capitals below the name of the newspaper, or over its text
    room = width - len(line if is_capitals(line) else line.strip()) - len(after.split()[0])
    goes_on = re.search(r"[нтд][ыиуү]н\s*$", line)  # «… кеңешинин» / «ЧЕЧИМИ»
    apart = line[:_IN].isspace() and not (is_capitals(line) or after.strip()[0].islower())
    begins = apart or after.strip()[0].isupper()
    return room > (_CLOSE if apart else _ROOM) and not goes_on and begins and looks_like_heading(line.strip())


def _joined(lines: Sequence[str]) -> str:
    """Wrapped lines as one; a hyphen that only parts a word goes, one that joins two known words stays."""
    whole = lines[0]
    for line in lines[1:]:
        parted = re.search(r"([^\W\d_]{2,})-\Z", whole)
        goes_on = re.match(r"[^\W\d_]+", line)
        if not parted or not goes_on or not goes_on[0][0].islower():
            whole = f"{whole} {line}"
            continue
        first, second = parted[1].lower(), goes_on[0]
        two = len(first) > 3 and is_known(first) and is_known(second) and not is_known(first + second)
        whole = f"{whole}{line}" if two else f"{whole[:-1]}{line}"
    return whole


def _line(line: str) -> Block:
    bullet = BULLET.match(line)
    if bullet:
        return Items(((paragraph(line[bullet.end() :].strip()),),))
    return paragraph(line)


def _joined_lists(blocks: Sequence[Block]) -> list[Block]:
    """Neighbouring items become one list."""
    found: list[Block] = []
    for block in blocks:
        last = found[-1] if found else None
        if isinstance(block, Items) and isinstance(last, Items) and block.start is None and last.start is None:
            found[-1] = Items((*last.items, *block.items))
        else:
            found.append(block)
    return found


def _table(lines: Sequence[str]) -> list[Block]:
    """Lines with the same number of tabs, as spreadsheets copy a table, or of bars between spaces."""
    kinds = set(map(_columns, lines))
    mark, count = next(iter(kinds))
    if len(lines) < 2 or len(kinds) != 1 or not 1 <= count <= 20:
        return []
    rows = [[cell.strip() for cell in (_BAR.split(line) if mark == "|" else line.split("\t"))] for line in lines]
    return [Table(tuple(tuple((paragraph(cell),) if cell else () for cell in row) for row in rows))]


def closed_up(text: str) -> str:
    """Words that are written with spaces between their letters («Т О К Т О М») without them."""
    return _SPACED.sub(lambda match: match[0].replace(" ", ""), text)


def begins_part(text: str) -> bool:
    """Whether a line heads a part of the text below, by its number: «2. Цели», «Статья 1. Общие положения»."""
    return bool(NUMBERED.match(text) or CHAPTER.match(text))


def looks_like_heading(text: str) -> bool:
    """Whether a line alone may be a heading: short, begins like a sentence and does not end like one."""
    words = text.split()
    end = _IN_BRACKETS.sub("", text)
    if not words or len(text) > _MAX_HEADING or len(words) > 14 or not end or end.endswith((".", ";", ",", ":", "…")):
        return False
    if FORMULA.search(closed_up(text)):
        return False
    begins = re.match(r"[\W\d_]*[A-ZА-ЯЁӨҮҢІҢӘҒҚҰҺ]", text) or CHAPTER.match(text) or _PART.match(text)
    if not begins or _RULE.match(text):
        return False
    return sum(letter.isalpha() for letter in text) >= 3 and not GREETING.match(text) and not SIGNED.match(text)


def is_capitals(text: str) -> bool:
    """Whether all letters are capitals, of at least two words or five letters."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) >= 5 and all(letter.isupper() for letter in letters)


def _headings(blocks: Blocks) -> Blocks:
    found: list[Block] = []
    numbers: set[tuple[int, ...]] = set()
    for index, block in enumerate(blocks):
        text = plain(block) if isinstance(block, Paragraph) else ""
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        number = _number(text)
        follows = bool(number) and (*number[:-1], number[-1] - 1) in numbers and after is not None
        if text and looks_like_heading(text) and (follows or _is_above(text, after)):
            numbers.add(number)
            guessed = not (follows or is_capitals(text) or begins_part(text))
            found.append(HeadingBlock(2, text_runs(text), guessed))
        else:
            found.append(block)
    return tuple(found)


def _number(text: str) -> tuple[int, ...]:
    """The number of a line: (1, 2) of «1.2. Күн тартиби»; what follows a numbered heading with the next one is one."""
    match = re.match(r"((?:\d{1,2}\.)+\d{0,2})\s", text)
    return tuple(map(int, match[1].strip(".").split("."))) if match else ()


def _is_above(text: str, after: Block | None) -> bool:
    """Whether what follows is text that a heading can stand over."""
    if after is None:
        return False
    if is_capitals(text) or CHAPTER.match(text):
        return True
    following = plain(after)
    if _PART.match(text) and not _PART.match(following):
        return True
    if isinstance(after, Items):
        return len(text) < _SHORT_HEADING
    if isinstance(after, Table):
        return len(text) < _SHORT_HEADING and ": " not in text
    return isinstance(after, Paragraph) and (
        len(following) > max(100, 1.5 * len(text)) or _is_over_sentence(text, following)
    )


def _is_over_sentence(text: str, following: str) -> bool:
    """Whether a few words without a label stand over a sentence that is longer than they are."""
    few = len(text) < _SHORT_HEADING and len(text.split()) <= _FEW_WORDS and not _LABEL.search(text)
    said = bool(_SENTENCE.search(following)) and not _LABEL.match(following)
    return few and said and len(following) >= _LEAST_SENTENCE and len(following.split()) > len(text.split())


def _with_notes(blocks: Blocks) -> Blocks:
    """Lines «1 Text» below a line across the page become the footnotes whose numbers hang on words: «бюджета1)»."""
    rule = next((i for i in range(len(blocks) - 1, -1, -1) if isinstance(blocks[i], Rule)), None)
    if rule is None or rule == 0:
        return blocks
    notes: dict[str, str] = {}
    end = rule + 1
    while end < len(blocks) and isinstance(blocks[end], (Paragraph, HeadingBlock)):
        match = _NOTE.match(plain(blocks[end]))
        if not match or match[1] in notes:
            break
        notes[match[1]] = plain(blocks[end])[match.end() :].strip()
        end += 1
    if not notes:
        return blocks
    body = list(blocks[:rule])
    used: set[str] = set()
    for index, block in enumerate(body):
        if isinstance(block, Paragraph):
            body[index] = Paragraph(_marked(block.runs, notes, used))
        elif isinstance(block, Items):
            items = tuple(
                tuple(Paragraph(_marked(p.runs, notes, used)) if isinstance(p, Paragraph) else p for p in item)
                for item in block.items
            )
            body[index] = Items(items, block.start)
    left = [block for number, block in zip(notes, blocks[rule + 1 : end], strict=True) if number not in used]
    return (*body, *left, *blocks[end:])


def _marked(runs: Sequence[Inline], notes: dict[str, str], used: set[str]) -> tuple[Inline, ...]:
    found: list[Inline] = []
    for run in runs:
        if not isinstance(run, Run):
            found.append(run)
            continue
        text = run.text
        for number, words in notes.items():
            mark = re.escape(number)
            match = re.search(rf"(?<=[^\W\d_])[\[(]?{mark}[\])]?(?=[\s.,;:!?)»]|\Z)", text)
            if match is None or number in used:
                continue
            used.add(number)
            found += [Run(text[: match.start()]), Footnote(text_runs(words))]
            text = text[match.end() :]
        if text:
            found.append(Run(text))
    return tuple(found)
