"""A form filled in as a table of two columns («Маселе | Айылда суу жок болчу») becomes a text with headings.

Which words are names of fields is said by the headings that mean a fixed one of the portal, and by a few that name the
title. A table counts as a form where half of its first column are such words and the second column is text.
"""

from __future__ import annotations

import re

from portal.editing.importing.headings import is_known
from portal.editing.importing.model import Block, Blocks, HeadingBlock, Paragraph, Run, Table, plain, text_runs
from portal.editing.importing.notes import Notes
from portal.editing.importing.plain_text import KIND_ALONE
from portal.editing.importing.title_lines import is_around

_TITLE = re.compile(
    r"(?i)^\W*(?:\d{1,2}[.)]\s*)?(?:(?:[^\W\d_]+[нтд][ыиуү]н\s+)?(?:аталышы|темасы)|аталыш|тема|"
    r"(?:тажрыйбанын |документтин |долбоордун |иш-чаранын )?аты|"
    r"(?:полное |краткое )?(?:название|наименование|тема)(?: (?:практики|документа|проекта|мероприятия|инициативы|"
    r"опыта|программы|курса|модели|решения|публикации|материала|заявки|истории))?)\W*$"
)
_SUBJECT = re.compile(r"(?i)^\W*(?:\d{1,2}[.)]\s*)?тема(?:сы)?\W*$")
"""«Тема» names what a text is about; below a title it is not the title."""
_NUMBER = re.compile(r"№?\W*\d{0,3}\W*\Z")
_LONGEST_LABEL, _LONGEST_TITLE, _TEXT = 90, 250, 60
_FEWEST = 3
_LABELLED = re.compile(r"([^:|\t\n]{2,60}?)\s*(?::|\||\t)\s*(\S[^\n]*)\Z")
_OF_MAIL = re.compile(r"(?i)^\W*(?:от|от кого|кому|кимге|кимден|from|to|отправлено|жөнөтүлдү)\s*:")
_TOP = 12


def unfold(blocks: Blocks, notes: Notes) -> Blocks:
    """The blocks with forms as text; other tables stay as they are."""
    found: list[Block] = []
    for index, block in enumerate(blocks):
        rows = _rows(block) if isinstance(block, Table) else []
        if not rows:
            found.append(block)
            continue
        notes.add("table-form", *(label for label, _ in rows), rows=len(rows))
        headed = _has_title(blocks[:index])
        for label, value in rows:
            found += _field(label, value, headed)
    return tuple(found)


def titled(blocks: Blocks, notes: Notes) -> Blocks:
    """The blocks with the first line «Название практики: …» as the heading that it names; a mail has only a subject."""
    for index, block in enumerate(blocks[:_TOP]):
        if isinstance(block, Table) and (title := _named_in(block, _has_title(blocks[:index]))):
            return (*blocks[:index], HeadingBlock(1, text_runs(title)), *blocks[index:])
        text = plain(block) if isinstance(block, (Paragraph, HeadingBlock)) else ""
        if _OF_MAIL.match(text):
            break
        label = _LABELLED.match(text)
        if (
            label
            and _names(label[1], _has_title(blocks[:index]))
            and len(label[2].split()) > 1
            and len(label[2]) <= _LONGEST_TITLE
        ):
            notes.add("furniture", label[1], kind="label")
            return (*blocks[:index], HeadingBlock(1, text_runs(label[2].strip())), *blocks[index + 1 :])
    return blocks


def _has_title(blocks: Blocks) -> bool:
    """Whether a line among these, which stand over a table, reads like a title."""
    lines = [plain(block) for block in blocks if isinstance(block, (Paragraph, HeadingBlock))]
    return any(
        len(line.split()) >= _FEWEST and len(line) <= _LONGEST_TITLE and not line.endswith((".", ":", ";"))
        and not is_around(line) and not KIND_ALONE.match(line)
        for line in lines
    )  # fmt: skip


def _named_in(table: Table, headed: bool) -> str:
    """The title that a row of a table of labels gives («Название практики | …»); "" where none does.

    ``headed``: whether a title stands over the table, so that «Тема» gives none.
    """
    rows = [[" ".join(plain(cell).split()) for cell in row if plain(cell).strip()] for row in table.rows]
    pairs = [row[-2:] for row in rows if len(row) == 2 or (len(row) == 3 and _NUMBER.match(row[0]))]
    told = sum(len(value.split()) > 1 for _, value in pairs)  # a plan of lessons has «Тема | Часы» over figures
    if len(pairs) < len(rows) - 1 or told * 2 <= len(pairs):
        return ""
    named = (value for label, value in pairs if _names(label, headed) and len(value) <= _LONGEST_TITLE)
    return next((value for value in named if len(value.split()) > 1), "")


def _names(label: str, headed: bool) -> bool:
    return bool(_TITLE.match(label)) and not (headed and _SUBJECT.match(label))


def _rows(table: Table) -> list[tuple[str, Blocks]]:
    """Label and value of every row; none where the table is no form. A first column of mere numbers is left out."""
    width = len(table.rows[0])
    first = 1 if width == 3 and all(_NUMBER.match(plain(row[0])) for row in table.rows) else 0
    if width - first != 2:
        return []
    rows = [(plain(row[first]).strip(), row[first + 1]) for row in table.rows]
    labels = [label for label, _ in rows]
    known = sum(bool(_TITLE.match(label)) or is_known(label) for label in labels)
    fits = (
        len(rows) >= _FEWEST
        and known >= max(2, len(rows) / 2)
        and all(0 < len(label) <= _LONGEST_LABEL and "\n" not in label for label in labels)
        and any(len(plain(value)) > _TEXT for _, value in rows)
    )
    return rows if fits else []


def _field(label: str, value: Blocks, headed: bool) -> list[Block]:
    words = label.strip(" .:")
    text = " ".join(plain(value).split())
    if _names(label, headed) and 0 < len(text) <= _LONGEST_TITLE:
        return [HeadingBlock(1, text_runs(text))]
    if is_known(label):
        return [HeadingBlock(5, text_runs(words)), *value]
    lead = Run(f"{words}:", strong=True)
    first = value[0] if value else None
    if isinstance(first, Paragraph):
        return [Paragraph((lead, Run(" "), *first.runs)), *value[1:]]
    return [Paragraph((lead,)), *value]
