"""A section «Источники», «Булактар» → the sources of the card, and the marks «[3]» in the text that name them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from portal.core.records import dataclass
from portal.editing.importing.dates import dates_in
from portal.editing.importing.line_heads import lines_in
from portal.editing.importing.model import (
    Block,
    Blocks,
    HeadingBlock,
    Inlines,
    Items,
    Paragraph,
    Run,
    inlines,
    map_runs,
    plain,
)
from portal.editing.importing.notes import Notes
from portal.editing.importing.plain_text import NUMBERED
from portal.language.identify import guess
from portal.language.languages import SOURCES
from portal.model.values import is_address

_NAME = re.compile(
    r"(?i)(?:список\s+)?(?:использ\w+\s+|пайдалан\w+\s+|колдон\w+\s+|маалымат\w*\s+)?"
    r"(?:источник(?:и|ов)?(?:\s+(?:информации|данных|и\s+литератур[аы]))?|литератур[аы]|литература\s+и\s+источники|"
    r"булак(?:тар|тары|тардын\s+тизмеси)?|адабият(?:тар)?(?:дын\s+тизмеси)?|шилтемелер|ссылки|sources|references)"
)
_ADDRESS = re.compile(r"https?://[^\s<>\"«»]+|www\.[^\s<>\"«»]+")
_NUMBER = re.compile(r"\s*\[?(\d{1,2})[\].)]\s+")
_READ = re.compile(
    r"(?i)[(\[]?\s*(?:дата (?:обращения|доступа)|кайрылган (?:күнү|дата)|каралган күнү)\s*[:–-]?\s*([^)\];]*)[)\]]?"
)
_LABEL = re.compile(r"(?i)(?:\[?электронный ресурс\]?\W*|(?:url|режим доступа|адрес|дарег\w+|шилтеме)\s*:\s*)")
_CITED = re.compile(r"\[(\d{1,2}(?:\s*[,;]\s*\d{1,2})*)\]")
_OPEN, _SHUT = "\ue000", "\ue001"
"""Around the numbers of a mark until the Markdown is written; :mod:`tidy` took all other signs of this kind out."""
_MARK = re.compile(f"{_OPEN}([0-9,]+){_SHUT}")
_LONGEST, _FEWEST_LETTERS, _MOST_WORDS = 300, 12, 40


@dataclass(frozen=True)
class ListedSource:
    """An entry of the list; ``number`` is what marks in the text call it, 0 where it has none."""

    title: str
    url: str
    language: str
    accessed: Any
    number: int


@dataclass(frozen=True)
class FoundList:
    """The blocks without the list, and its entries."""

    blocks: Blocks
    sources: tuple[ListedSource, ...] = ()


def taken(blocks: Blocks, lang: str, notes: Notes) -> FoundList:
    """The list of sources at the end of a section of that name; an entry that names nothing stays and is told."""
    start, end = span(blocks)
    entries = [(entry, _source(entry, number, lang)) for entry, number in _entries(blocks[start + 1 : end])]
    sources = tuple(source for _, source in entries if source)
    if not sources:
        return FoundList(blocks)
    left = tuple(Paragraph(entry) for entry, source in entries if not source)
    notes.add("sources-moved", plain(blocks[start]), *(plain(entry) for entry, source in entries if source),
              count=len(sources))  # fmt: skip
    notes.add_some("sources-left", *map(plain, left))
    head = blocks[start : start + 1] if left else ()
    rest = (*blocks[:start], *head, *left, *blocks[end:])
    return FoundList(_with_marks(rest, sources, notes), sources)


def span(blocks: Sequence[Block]) -> tuple[int, int]:
    """Where the heading of the list stands, and where the list ends; both behind the last block if there is none."""
    start = next((index for index, block in enumerate(blocks) if _is_head(block)), len(blocks))
    end = min(start + 1, len(blocks))
    while end < len(blocks) and isinstance(blocks[end], (Paragraph, Items)) and not _is_prose(blocks[end]):
        end += 1
    return start, end


def in_card(sources: Sequence[ListedSource], file: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The same as the card has them; the day is that of the import where the list states none."""
    return [
        {"title": item.title, **({"url": item.url} if item.url else {}), "language": item.language,
         "accessed": item.accessed or file["accessed"]}
        for item in sources
    ]  # fmt: skip


def with_numbers(markdown: str, before: int) -> str:
    """Markdown with the marks of the portal, where ``before`` other sources stand in the card first."""
    return _MARK.sub(
        lambda match: "{" + ", ".join(f"s{before + int(number)}" for number in match[1].split(",")) + "}", markdown
    )


def _is_head(block: Block) -> bool:
    if not isinstance(block, (HeadingBlock, Paragraph)):
        return False
    return bool(_NAME.fullmatch(NUMBERED.sub("", plain(block)).strip(" .:\n")))


def _is_prose(block: Block) -> bool:
    """Whether a paragraph is text, not entries: long, without an address."""
    if isinstance(block, Items):
        return False
    lines = plain(block).split("\n")
    return any(len(line.split()) > _MOST_WORDS and not _ADDRESS.search(line) for line in lines)


def _entries(blocks: Blocks) -> Iterator[tuple[Inlines, int]]:
    for block in blocks:
        if isinstance(block, Items):
            for place, item in enumerate(block.items, block.start or 0):
                yield tuple(inlines(item)), place if block.start is not None else 0
        elif isinstance(block, Paragraph):
            yield from ((line, 0) for line in lines_in(block.runs))


def _source(entry: Inlines, number: int, lang: str) -> ListedSource | None:
    text = " ".join(plain(entry).split())
    typed = _NUMBER.match(text)
    if typed:
        text, number = text[typed.end() :], int(typed[1])
    read = _READ.search(text)
    days = dates_in(read[1]) if read else ()
    title = _READ.sub("", text)
    found = _ADDRESS.search(title)
    url = (
        found[0].rstrip(".,;)]")
        if found
        else next((run.href for run in entry if isinstance(run, Run) and run.href), "")
    )
    title = " ".join(_LABEL.sub("", title.replace(url, "") if url else title).split()).strip(" ,;:–—-()[]")
    title = re.sub(r"(?:\s+\.)+$|(?<!\bг)(?<!\.)\.$", "", re.sub(r"(?:\s+\.)+$", "", title))
    url = f"http://{url}" if url.startswith("www.") else url
    url = url if is_address(url) else ""
    named = sum(letter.isalpha() for letter in title) >= _FEWEST_LETTERS and len(title.split()) > 1
    if not (url or named) or len(title) > _LONGEST:
        return None
    told = guess(title)
    known = told.lang if told.lang in SOURCES and (told.sure or told.lang == "en") else lang
    return ListedSource(title or url.partition("//")[2], url, known, days[0].date if days else None, number)


def _with_marks(blocks: Blocks, sources: Sequence[ListedSource], notes: Notes) -> Blocks:
    """«[3]» as a mark of the portal, where the list numbers its entries."""
    places = {item.number: place for place, item in enumerate(sources, 1) if item.number}
    seen: list[str] = []

    def mark(match: re.Match[str]) -> str:
        numbers = [int(number) for number in re.findall(r"\d+", match[1])]
        if not all(number in places for number in numbers):
            return match[0]
        seen.append(match[0])
        return f"{_OPEN}{','.join(str(places[number]) for number in numbers)}{_SHUT}"

    def change(runs: Inlines) -> Inlines:
        return tuple(
            Run(_CITED.sub(mark, run.text), run.strong, run.em, run.code, run.href)
            if isinstance(run, Run) and not run.code else run for run in runs
        )  # fmt: skip

    changed = map_runs(blocks, change) if places else blocks
    if seen:
        notes.add("sources-cited", *seen, count=len(seen))
    return changed
