"""The short lines over a text that are no title: author, place, day, rubric, addressee; and titles in several lines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from portal.editing.importing.model import Block, Blocks, HeadingBlock, Paragraph, Run, inlines, plain
from portal.editing.importing.plain_text import KIND_ALONE, NUMBERED, SIGNED, is_capitals

_ORGANISATION = re.compile(
    r"(?i)^[\W_]*(?:(?:айыл(?:ный)? [оө]кмоту|мэрия|союз|ассоциация|общественн\w+ (?:фонд|объединение)|центр|"
    r"(?:учебный|ресурсный) центр|институт|фонд|министерство|агентство|о[фо]|портал|газета|администрация|"
    r"(?:местный|городской|айылный) кенеш|муниципальн\w+ предприятие)\b[^:–—?!]*|"
    r"[^:–—?!]*(?:айыл өкмөтү|кеңеши|мэриясы|борбору|мекемеси|уюму|ассоциациясы|бирикмеси|институту|фонду|"
    r"министрлиги|агенттиги|администрациясы|ишканасы|порталы|сайты|гезити)(?:,[^:–—?!]*)?)[\W_]*$"
)
_MONTH = (
    r"(?:январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр|үчтүн|бирдин|жалган|чын|бугу|кулжа|"
    r"теке|баш|аяк|тогуз|жетинин|бештин)\w*"
)
_PLACE_AND_DAY = re.compile(
    rf"(?i)^[\W_]*(?:[^\W\d_][\w.-]*[\s,–—-]+){{0,5}}(?:\d{{4}}[-–\s]*жыл(?:дын\s+\d{{1,2}}\W*{_MONTH})?|"
    rf"\d{{1,2}}\s+{_MONTH}\s+\d{{4}}(?:\s*г(?:ода|\.)?)?|(?:(?<=[–—,])|(?<=[–—,]\s))(?:19|20)\d\d(?:\s*(?:г(?:од|\.)?|ж(?:\.|ыл)))?)[\W_]*$"
)
_RUBRIC = re.compile(
    r"(?i)^[\W_]*(?:(?:лучш\w+|жакшы|мыкты|алдыңкы|передов\w+)\s+(?:практик\w*|тажрыйба\w*|опыт\w*)|"
    r"опыт муниципалитетов|новости|жаңылыктар|токтомдор|чечимдер|документ(?:ы|тер)|решения|постановления|публикации|"
    r"макалалар|статьи|проект|долбоор|тиркеме|приложение|наш опыт|биздин тажрыйба)[\W_]*$"
)
_AUTHOR = re.compile(
    r"(?i)^[\W_]*(?:автор(?:у|лор[уы]?)?\b|(?:материалды\s+)?даярдаган\b|подготовил|аткаруучу\b|исполнитель\b|исп\.)|"
    r"(?-i:^[А-ЯЁӨҮҢ][а-яёөүң]+ [А-ЯЁӨҮҢ][а-яёөүң]+,\s+\S)"
)
_FOR_WHOM = re.compile(r"(?i),\s*$|^\W*\([^()]*\)\W*$|\s(?:үчүн)\W*$")
_LETTER = re.compile(r"(?i)^\W*(?:исх|чыг|вх|кир)\.?\s*(?:№|\d)|(?-i:^[а-яёөүң])")
"""The number of a letter, and a line that goes on with the one before."""
_OWNED = re.compile(r"(?i)\w(?:[нтд][ыиуү]н)\W*$")
_KINDS_OWNED = re.compile(
    r"(?i)^\W*(?:чечими|токтому|сунуш(?:тары|тамалары)|резолюциясы|кайрылуусу|программасы|стратегиясы|концепциясы|"
    r"жобосу|протоколу|меморандуму|баяндамасы|регламенти|эрежелери)\W*$"
)
_TOP, _LONGEST = 8, 160


def is_around(line: str) -> bool:
    """Whether a line is of those that stand around a title."""
    patterns = (_ORGANISATION, _PLACE_AND_DAY, _RUBRIC, _AUTHOR, _FOR_WHOM, _LETTER, SIGNED)
    return any(pattern.search(line) for pattern in patterns)


def likelier(top: Sequence[int], lines: Mapping[int, str]) -> list[int]:
    """The lines that may be a title; all of them where none is left."""
    return [index for index in top if not is_around(lines[index])] or list(top)


def joined(blocks: Blocks) -> Blocks:
    """The blocks with a title that stands in two or three lines as one: all capitals, or one that goes on."""
    found: list[Block] = []
    for index, block in enumerate(blocks):
        last = found[-1] if found else None
        if (
            index < _TOP
            and isinstance(block, (Paragraph, HeadingBlock))
            and isinstance(last, (Paragraph, HeadingBlock))
            and _go_together(last, block)
        ):
            found[-1] = replace(last, runs=(*last.runs, Run(" ", strong=_is_bold(last)), *block.runs))
        else:
            found.append(block)
    return tuple(found)


def without_authors(blocks: Blocks) -> Blocks:
    """The blocks with lines as text that name the author above it: they look like headings."""
    return tuple(
        Paragraph(block.runs)
        if index < _TOP and isinstance(block, HeadingBlock) and _AUTHOR.search(plain(block))
        else block
        for index, block in enumerate(blocks)
    )


def _go_together(one: Paragraph | HeadingBlock, two: Paragraph | HeadingBlock) -> bool:
    first, second = plain(one), plain(two)
    if not first or not second or len(first) + len(second) > _LONGEST or type(one) is not type(two):
        return False
    if _KINDS_OWNED.match(second):
        return bool(_OWNED.search(first)) and not _PLACE_AND_DAY.match(first)
    if KIND_ALONE.match(first) or any(map(is_around, (first, second))) or NUMBERED.match(second):
        return False
    if is_capitals(first) and is_capitals(second):
        return not first.endswith((".", ";", "!", "?"))
    return first.endswith(":") and _is_bold(one) and _is_bold(two)


def _is_bold(block: Paragraph | HeadingBlock) -> bool:
    runs = [run for run in inlines((block,)) if isinstance(run, Run) and run.text.strip()]
    return bool(runs) and all(run.strong for run in runs)
