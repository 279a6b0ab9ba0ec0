"""Photographs in the file of the form: made ready for the repository under the name of the document.

A browser made them small and cut them to shape; nothing of that is believed: they pass through :mod:`photos` like every
other picture.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import replace

from portal.content.photos import MAX_BYTES, photo_path
from portal.editing.importing.model import Imported
from portal.editing.importing.notes import Notes
from portal.editing.importing.photos import PhotoError, prepared
from portal.model.values import Lang

_MOST = 2 * MAX_BYTES
_SLUG = 76


def decoded(given: object) -> dict[str, bytes]:
    """Id → picture, of what the file has below ``pictures``; what is no Base64 or too long is left out."""
    found: dict[str, bytes] = {}
    for name, text in given.items() if isinstance(given, dict) else ():
        if isinstance(text, str) and len(text) <= 2 * _MOST:
            try:
                found[str(name)] = base64.b64decode(text, validate=True)
            except (binascii.Error, ValueError):
                continue
    return found


def placed(imported: Imported, lang: Lang, slug: str, notes: Notes) -> tuple[dict[str, bytes], Imported]:
    """The files of the photographs by their paths, and the same with new ids of them in the card.

    A photograph without a usable file leaves the card, and its words go into a note.
    """
    photos = imported.meta.get("photos")
    if not imported.meta.get("lang") or not isinstance(photos, list):
        return {}, imported
    files: dict[str, bytes] = {}
    kept: list[object] = []
    for photo in photos:
        if not isinstance(photo, dict):
            kept.append(photo)  # the check tells what is wrong with it
            continue
        try:
            made = prepared(imported.pictures.get(str(photo.get("id")), b""))
        except PhotoError:
            notes.add("photo-refused", " · ".join(str(value) for key, value in photo.items() if key != "id"))
            continue
        name = f"{slug[:_SLUG].rstrip('-')}-{len(kept) + 1}" if kept else slug
        files |= {photo_path(lang, name, suffix): data for suffix, data in made.items()}
        kept.append({**photo, "id": name})
    return files, replace(imported, meta={**imported.meta, "photos": kept})
