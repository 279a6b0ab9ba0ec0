"""docx and odt → blocks: pandoc reads the harmless parts of the archive."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace

from portal.editing.importing.accounting import drawn_lines, lines_of, margin_lines
from portal.editing.importing.converter import tree
from portal.editing.importing.guard import Format, Parts, open_archive
from portal.editing.importing.model import Blocks, Imported, Picture, inlines
from portal.editing.importing.notes import Notes
from portal.editing.importing.odt_xml import drawn_texts, repaired_odt
from portal.editing.importing.pandoc_tree import TreeReader
from portal.editing.importing.strict_ooxml import transitional
from portal.editing.importing.word_numbering import write_odt_numbers
from portal.editing.importing.word_xml import drawn_in, lone_notes, repaired, unsaid_comments, with_own_names

_TEXTS = re.compile(r"word/(?:document\d*|footnotes|endnotes)\.xml\Z")
_MARGINS = re.compile(r"word/(?:header|footer)\d*\.xml\Z")
_NOTES = re.compile(r"word/(footnote|endnote)s\.xml\Z")
_COMMENTS = "word/comments.xml"
_VECTOR = (".emf", ".wmf")
_STYLES = "word/styles.xml"
_CYRILLIC_LISTS = re.compile(rb"w:numFmt[^>]*w:val=\"russian(Lower|Upper)\"")


def read_word(data: bytes, kind: Format, notes: Notes) -> Imported:
    """A docx or odt. Raises :class:`CannotImportError` where it is broken or harmful."""
    parts = open_archive(data)
    changed = transitional(parts.xml)
    if changed:
        parts = replace(parts, archive=_rewritten(parts.archive, changed), xml={**parts.xml, **changed})
    if parts.left:
        notes.add("embedded-left", *(posixpath.basename(name) for name in parts.left), count=len(parts.left))
    notes.add_some("page-margins", *margin_lines(parts))
    notes.add_some("drawing-left", *drawn_lines(parts))
    reader = TreeReader(notes, {key: name for name in parts.pictures for key in _keys(name)})
    if kind == "docx":
        reader.cyrillic_lists = bool(_CYRILLIC_LISTS.search(parts.xml.get("word/numbering.xml", b"")))
        found = tree(_repaired(parts, notes), "docx+styles", "--track-changes=all")
    else:
        found = tree(_repaired_odt(parts, notes), "odt")
    blocks = reader.read(found)
    _note_drawn(parts, blocks, notes)
    return Imported(blocks, reader.title, pictures=dict(parts.pictures), lines=tuple(lines_of(parts)))


def _repaired_odt(parts: Parts, notes: Notes) -> bytes:
    """An odt with all its words, and the numbers of its points in the text."""
    content, styles = parts.xml.get("content.xml"), parts.xml.get("styles.xml")
    if content is None:
        return parts.archive
    changed = repaired_odt(content, notes, styles or b"")
    numbered = write_odt_numbers(changed, styles) if styles else b""
    return _rewritten(parts.archive, {"content.xml": numbered or changed})


def _rewritten(archive: bytes, changed: Mapping[str, bytes]) -> bytes:
    new = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as old,
        zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out,
    ):
        for name in old.namelist():
            out.writestr(name, changed[name] if name in changed else old.read(name))
    return new.getvalue()


def _note_drawn(parts: Parts, blocks: Blocks, notes: Notes) -> None:
    """Say the words of WordArt, the texts for pictures that did not come along, and embedded pieces of documents."""
    kept = {run.alt for run in inlines(blocks) if isinstance(run, Picture) and not run.name.endswith(_VECTOR)}
    for name, content in parts.xml.items():
        note = _NOTES.match(name)
        if note:  # notes that no number in the text leads to: nobody sees them
            notes.add_some("hidden-text", *lone_notes(content, note[1], parts.xml))
        if _TEXTS.match(name):
            drawn = drawn_in(content)
            notes.add_some("drawing-left", *drawn.words, *(alt for alt in drawn.alts if alt not in kept))
            if drawn.chunks:
                notes.add("chunk-left", count=drawn.chunks)
        elif name == _COMMENTS:
            said = [quote for note in notes.items if note.code == "comments-left" for quote in note.quotes]
            lone = unsaid_comments(content, said)
            if lone:
                notes.add("comments-left", *lone, count=len(lone))
        elif _MARGINS.match(name):  # a watermark, the emblem of a letterhead
            drawn = drawn_in(content)
            notes.add_some("drawing-left", *drawn.words, *drawn.alts)
        elif name == "content.xml":
            notes.add_some("drawing-left", *(alt for alt in drawn_texts(content) if alt not in kept))


def _keys(name: str) -> set[str]:
    """The addresses by which pandoc can name a picture of the archive."""
    return {name, name.removeprefix("word/"), f"./{name}"}


def _repaired(parts: Parts, notes: Notes) -> bytes:
    changed: dict[str, bytes] = {}
    for name, content in parts.xml.items():
        if _TEXTS.match(name):
            numbering = parts.xml.get("word/numbering.xml", b"") if name.startswith("word/document") else b""
            changed[name] = repaired(content, notes, numbering, parts.xml.get(_STYLES, b""))
        elif name == _STYLES:
            changed[name] = with_own_names(content)
    return _rewritten(parts.archive, changed)
