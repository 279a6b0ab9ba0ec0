"""A table of questions (question | answers | right | explanation | source) → the questions of a lesson.

What stands in the cells is taken as it is. What a row does not say, the result does not say either: the check then
asks for it. A row that is no question stays in a table of its own, above the questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from portal.content.headings import rules
from portal.content.questions import MOST_CHOICES, SELF_TEST, kind_words, label
from portal.core.packaged import read_yaml
from portal.core.records import dataclass
from portal.editing.importing.model import (
    Block,
    Blocks,
    HeadingBlock,
    Items,
    MadeMarkdown,
    Rule,
    Table,
    plain,
    text_runs,
)
from portal.editing.importing.notes import Notes
from portal.model.documents import Kind
from portal.model.questions import QuestionKind
from portal.model.values import Lang

_LETTER = re.compile(r"\W*([а-яa-z]|\d{1,2})\s*[).]\s*(?=\S)", re.IGNORECASE)
_MARK = re.compile(r"\W*(\d{1,2}|[а-яa-z])\W*", re.IGNORECASE)
_NUMBER = re.compile(r"[-−–]?\d[\d\s]*(?:[.,]\d+)?(?:\s*(?:±|\+/-)\s*\d+(?:[.,]\d+)?)?")
_CITED = re.compile(r"\{?s?(\d{1,2})\}?")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_ORDER = "order"
_LETTERS = "абвгдежзиклмнопрст"


@dataclass(frozen=True)
class NamedSource:
    """What a row names as its source: a title, an address, or both."""

    title: str
    url: str = ""


@dataclass(frozen=True)
class FoundQuestions:
    """The blocks without the tables, the questions as Markdown at their end, and the sources that they name."""

    blocks: Blocks
    sources: tuple[NamedSource, ...] = ()


@dataclass(frozen=True)
class _Row:
    question: str
    answers: tuple[str, ...]
    right: str
    explanation: str
    source: str


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    return {
        name: re.compile(pattern, re.IGNORECASE)
        for name, pattern in read_yaml("portal.editing.importing", "questions.yml").items()
    }


@cache
def _columns() -> Mapping[str, re.Pattern[str]]:
    return {name: pattern for name, pattern in _patterns().items() if name != _ORDER}


def columns_of(block: Block) -> dict[str, int]:
    """What the columns of a table of questions hold; empty for every other block."""
    if not isinstance(block, Table) or len(block.rows) < 2:
        return {}
    found: dict[str, int] = {}
    for place, cell in enumerate(block.rows[0]):
        words = plain(cell).strip()
        name = next((key for key, pattern in _columns().items() if pattern.search(words)), None)
        if name == "answers" and "right" not in found and "answers" in found:
            name = "right"  # «Варианты | Ответ»
        if name:
            found.setdefault(name, place)
    return found if "question" in found and found.keys() & {"answers", "right"} else {}


def taken(blocks: Blocks, kind: Kind, lang: Lang, notes: Notes) -> FoundQuestions:
    """The questions of all such tables behind the text of a lesson; nothing changes in other kinds of documents."""
    blocks = tuple(block for block in blocks if not isinstance(block, Rule))
    tables = [block for block in blocks if columns_of(block)]
    if not tables:
        return FoundQuestions(blocks)
    if kind != "lesson":
        notes.add("questions-elsewhere", count=len(tables))
        return FoundQuestions(blocks)
    heading = next(item.words[lang] for item in rules()["lesson"].headings if item.id == SELF_TEST)
    rows = [row for table in tables if isinstance(table, Table) for row in _rows(table)]
    named = (row.source for row in rows if row.source and not _CITED.fullmatch(row.source))
    sources = tuple(dict.fromkeys(map(_source, named)))
    texts = [_written(number, row, sources, lang) for number, row in enumerate(rows, 1)]
    notes.add("questions-made", *(quote for one in tables for quote in _rewritten(one)), count=len(rows))
    rest = [block for block in blocks if block not in tables and not _is_heading(block, heading)]
    return FoundQuestions((*rest, HeadingBlock(2, text_runs(heading)), MadeMarkdown("\n\n".join(texts))), sources)


def _rewritten(table: Block) -> Iterator[str]:
    """What does not stand in the questions as it is: heads, right answers, sources, other columns, letters."""
    assert isinstance(table, Table)
    places = columns_of(table)
    same = {places.get(name) for name in ("question", "answers", "explanation")}
    for number, row in enumerate(table.rows):
        yield " · ".join(plain(cell, notes=True) for place, cell in enumerate(row) if not number or place not in same)
        answers = _answers(row[places["answers"]]) if number and "answers" in places else []
        yield " ".join(match[1] for line in answers if (match := _LETTER.match(line)))


def _is_heading(block: Block, heading: str) -> bool:
    return isinstance(block, HeadingBlock) and plain(block).strip(" .:").casefold() == heading.casefold()


def _rows(table: Table) -> list[_Row]:
    places = columns_of(table)

    def cell(row: Sequence[Blocks], name: str) -> Blocks:
        return row[places[name]] if name in places else ()

    def words(row: Sequence[Blocks], name: str) -> str:
        return " ".join(plain(cell(row, name), notes=True).split())

    return [
        _Row(words(row, "question"), tuple(_answers(cell(row, "answers"))), words(row, "right"),
             words(row, "explanation"), words(row, "source"))
        for row in table.rows[1:] if any(plain(part).strip() for part in row)
    ]  # fmt: skip


def _answers(cell: Blocks) -> list[str]:
    """The answers of a cell: items of a list, lines, or what semicolons part."""
    lines: list[str] = []
    for block in cell:
        if isinstance(block, Items):
            lines += [" ".join(plain(item, notes=True).split()) for item in block.items]
        else:
            lines += [" ".join(line.split()) for line in plain(block, notes=True).split("\n")]
    if len(lines) == 1:
        lines = [part.strip() for part in lines[0].split(";")]
    return [line for line in (line.strip(" ;") for line in lines) if line]


def _source(text: str) -> NamedSource:
    address = _ADDRESS.search(text)
    url = address[0].rstrip(".,;)") if address else ""
    return NamedSource(text.replace(url, "").strip(" ,;–—-()") if url else text, url)


def in_card(sources: Sequence[NamedSource], file: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The same as the card has them; language and day are those of the imported ``file``."""
    return [
        {"title": item.title or item.url, **({"url": item.url} if item.url else {}),
         "language": file["language"], "accessed": file["accessed"]}
        for item in sources
    ]  # fmt: skip


def _written(number: int, row: _Row, sources: Sequence[NamedSource], lang: Lang) -> str:
    kind, answer = _answer(row)
    mark = f" {{s{cited}}}" if (cited := _cited(row.source, sources)) else ""
    parts = [f"### q{number}: {kind_words(kind, lang)}", row.question, answer.format(answer=label("answer", lang))]
    parts.append(f"{label('explanation', lang)}: {row.explanation}{mark}" if row.explanation or mark else "")
    return "\n\n".join(part for part in parts if part)


def _cited(text: str, sources: Sequence[NamedSource]) -> int:
    """The place of a source in the card, where the imported file is the first."""
    if match := _CITED.fullmatch(text):
        return int(match[1])
    return 2 + sources.index(_source(text)) if text else 0


def _answer(row: _Row) -> tuple[QuestionKind, str]:
    """The kind of a question, and its answers as a lesson has them."""
    texts = [_LETTER.sub("", text, count=1) for text in row.answers]
    if not texts:
        is_number = _NUMBER.fullmatch(row.right.strip(" ."))
        value = _braces(row.right.strip(" ."))
        return ("number", f"{{answer}}: {value}") if is_number else ("one", f"- [x] {value}" if value else "")
    rights = _rights(row, texts)
    is_order = rights != sorted(rights) or _patterns()[_ORDER].search(row.question)
    if len(rights) == len(texts) >= 3 and is_order:
        return "order", "\n".join(f"{place}. {_braces(texts[index])}" for place, index in enumerate(rights, 1))
    lines = [f"- [{'x' if index in rights else ' '}] {_braces(text)}" for index, text in enumerate(texts)]
    return ("several" if len(rights) > 1 else "one"), "\n".join(lines[: 2 * MOST_CHOICES])


def _braces(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _rights(row: _Row, texts: Sequence[str]) -> list[int]:
    """The places of the right answers, from 0, in the order in which they are named: by number, letter or words."""
    named = [match[1].casefold() for text in row.answers if (match := _LETTER.match(text))]
    found: list[Any] = []
    for part in re.split(r"[;,/]|\s+(?:жана|и)\s+|(?<=\d)\s+(?=\d)", row.right):
        match = _MARK.fullmatch(part)
        if match and match[1].casefold() in named:
            found.append(named.index(match[1].casefold()))
        elif match and match[1].isdecimal():
            found.append(int(match[1]) - 1)
        elif match:
            found.append(_LETTERS.find(match[1].casefold()))
    whole = [text.casefold().strip(" .") for text in texts]
    wanted = _LETTER.sub("", row.right, count=1).casefold().strip(" .")
    if not found or any(not 0 <= place < len(texts) for place in found):
        found = [whole.index(wanted)] if wanted in whole else [
            whole.index(part) for part in (part.strip(" .") for part in re.split(r"[;\n]", wanted)) if part in whole
        ]  # fmt: skip
    return list(dict.fromkeys(found))
