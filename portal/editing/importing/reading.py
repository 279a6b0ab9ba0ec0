"""Bytes of a file → clean blocks, whatever its format."""

from __future__ import annotations

import textwrap
from dataclasses import replace

from portal.editing.importing import chat, forms, furniture, headings
from portal.editing.importing.decoding import decode
from portal.editing.importing.false_heads import without_false_heads
from portal.editing.importing.guard import Format, format_of
from portal.editing.importing.line_heads import apart
from portal.editing.importing.marked import read_form, read_markdown
from portal.editing.importing.model import HeadingBlock, Imported, plain
from portal.editing.importing.notes import CannotImportError, Notes
from portal.editing.importing.office import as_docx
from portal.editing.importing.openings import opening_of
from portal.editing.importing.plain_text import read_text
from portal.editing.importing.stamps import without_stamp
from portal.editing.importing.tidy import tidy
from portal.editing.importing.title_lines import subtitles_apart, without_authors
from portal.editing.importing.web import read_html
from portal.editing.importing.word import read_word

_FEWEST_LETTERS, _FEWEST_ON_SCANS, _QUOTE = 3, 40, 300
MAX_LETTERS = 1_500_000
"""Letters of text that one document may have; the longest code of laws has about a million."""


def read_file(data: bytes, name: str, notes: Notes) -> tuple[Imported, Format]:
    """The file as clean blocks, and what it was. Raises :class:`CannotImportError` where it cannot be imported."""
    kind = format_of(data, name)
    found = _read(data, kind, notes)
    blocks = without_false_heads(tidy(found.blocks, notes))
    stamp: tuple[str, ...] = ()
    if sum(len(plain(block)) for block in blocks) > MAX_LETTERS:
        raise CannotImportError("stop-long", limit=MAX_LETTERS)
    if kind != "form":
        blocks = forms.titled(forms.unfold(headings.unwrap_tables(blocks, notes), notes), notes)
        stamp, blocks = without_stamp(blocks)
        notes.add_some("stamp", *stamp)
        opening = opening_of(blocks)
        blocks = opening.blocks
        found = replace(
            found, head=opening.head, decides=opening.decides, title=opening.title or found.title,
            sure=found.sure and not opening.title,
        )  # fmt: skip
        for line in opening.head:
            notes.add("furniture", line, kind="letterhead")
        stripped = furniture.strip(blocks, notes)
        # What is nothing but furniture may be a page of news all the same: better too much than nothing.
        blocks = stripped if any(plain(block) for block in stripped) else blocks
        blocks = without_authors(headings.promote(headings.numbered_lists(subtitles_apart(apart(blocks)))))
    if not any(plain(block) for block in blocks):
        raise _no_text(found, notes)
    if kind in {"txt", "docx", "odt", "doc", "rtf"} and not any(isinstance(block, HeadingBlock) for block in blocks):
        notes.add("no-headings")
    return replace(found, blocks=blocks, stamp=stamp), kind


def _no_text(found: Imported, notes: Notes) -> CannotImportError:
    """Why there is nothing to import: the words that a file has outside of its text are told."""
    if any(note.code == "chunk-left" for note in notes.items):
        return CannotImportError("stop-chunk")
    words = " ".join(" ".join(found.lines).split())
    if sum(map(str.isalpha, words)) >= (_FEWEST_ON_SCANS if found.pictures else _FEWEST_LETTERS):
        return CannotImportError("stop-outside", words=textwrap.shorten(words, _QUOTE, placeholder=" …"))
    return CannotImportError("stop-scan" if found.pictures else "stop-empty")


def _read(data: bytes, kind: Format, notes: Notes) -> Imported:
    if kind == "doc" or kind == "rtf":
        return read_word(as_docx(data, kind), "docx", notes)
    if kind in {"docx", "odt"}:
        return read_word(data, kind, notes)
    if kind == "form":
        return read_form(data, notes)
    text = decode(data, notes, html=kind == "html")
    if kind == "html":
        return read_html(text, notes)
    return read_markdown(text, notes) if kind == "md" else Imported(read_text(chat.without_names(text, notes)))
