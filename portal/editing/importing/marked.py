"""Markdown, and the result of the portal's form → blocks and a card."""

from __future__ import annotations

import json
from typing import Any

from portal.core import strict_yaml
from portal.core.characters import HIDDEN, visible
from portal.editing.importing.converter import tree
from portal.editing.importing.form_photos import decoded
from portal.editing.importing.model import Imported
from portal.editing.importing.notes import CannotImportError, Notes
from portal.editing.importing.pandoc_tree import TreeReader
from portal.model.documents import KINDS
from portal.model.values import LANGS

# CommonMark with tables and notes; without what would read «$5» as a formula or «--» as a dash.
_READER = "commonmark_x-smart-tex_math_dollars-emoji-attributes-bracketed_spans-fenced_divs"
_MAX_FORM = 1024 * 1024
_MOST_NOTES, _LONGEST_NOTE = 120, 2000
_MAX_QUOTES = 60


def read_markdown(text: str, notes: Notes) -> Imported:
    """A Markdown file, with or without a card."""
    meta: dict[str, object] = {}
    body = text
    lines = text.lstrip("\ufeff").split("\n")
    if lines and lines[0].rstrip() == "---":
        end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() in {"---", "..."}), None)
        if end is not None:
            loaded = strict_yaml.load("\n".join(lines[1:end]), "", first_line=2)
            if isinstance(loaded.value, dict):
                meta = {str(key): value for key, value in loaded.value.items()}
            if loaded.problems or not meta:
                notes.add("card-unread", "\n".join(lines[1:end])[:2000])
            body = "\n".join(lines[end + 1 :])
    return Imported(_blocks(body, notes), meta=meta)


def _blocks(body: str, notes: Notes) -> Any:
    deep = 2 * _MAX_QUOTES
    if any(">" in line[:deep] and len(line) - len(line.lstrip("> \t")) > deep for line in body.split("\n")):
        raise CannotImportError("stop-deep")
    return TreeReader(notes).read(tree(body.encode("utf-8", "replace"), _READER))


def read_form(data: bytes, notes: Notes) -> Imported:
    """The file that the form page makes (``portal/forms/FORM.md``).

    Its kind, language and slug come back in ``meta`` as ``kind``, ``lang``, ``slug``. Raises
    :class:`CannotImportError` for drafts, other versions and other JSON. Nothing in the file is trusted: the card is
    checked like every other, unseen letters are dropped.
    """
    if len(data) > _MAX_FORM:
        raise CannotImportError("stop-large", limit=1)
    try:
        value = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise CannotImportError("stop-not-form") from None
    if not isinstance(value, dict) or value.get("format") != "portal-document":
        raise CannotImportError("stop-not-form")
    if value.get("draft"):
        raise CannotImportError("stop-draft")
    if type(value.get("version")) is not int or value["version"] != 1:
        raise CannotImportError("stop-form-version", version=str(value.get("version"))[:20])
    kind, lang, meta, body = (value.get(key) for key in ("kind", "lang", "meta", "body"))
    if kind not in KINDS or lang not in LANGS or not isinstance(meta, dict) or not isinstance(body, str):
        raise CannotImportError("stop-not-form")
    try:
        clean = _clean(meta)
    except RecursionError:
        raise CannotImportError("stop-deep") from None
    assert isinstance(clean, dict)
    card = {**clean, "kind": kind, "lang": lang}
    if isinstance(value.get("slug"), str):
        card["slug"] = value["slug"]
    sender = value.get("notes")
    for line in sender[:_MOST_NOTES] if isinstance(sender, list) else ():
        if isinstance(line, str) and line.strip():
            _note_sent(line[:_LONGEST_NOTE], notes)
    pictures = decoded(value.get("pictures"))
    return Imported(_blocks(body, notes), title=str(meta.get("title", "")), meta=card, pictures=pictures)


def _note_sent(text: str, notes: Notes) -> None:
    """What was left of a Word file has many lines, which stay apart; an act or place that no list has is one."""
    lines = text.strip().splitlines()
    if len(lines) > 1:
        notes.add("form-rest", *lines)
    else:
        notes.add("form-note", text=lines[0])


def _clean(value: object, depth: int = 0) -> object:
    if depth > strict_yaml.MAX_DEPTH:
        raise CannotImportError("stop-deep")
    if isinstance(value, dict):
        return {HIDDEN.sub("", str(key))[:100]: _clean(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [_clean(item, depth + 1) for item in value]
    return " ".join(visible(value).split()) if isinstance(value, str) else value
