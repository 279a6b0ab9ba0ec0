"""Photographs of practices: where their files lie, and what they must be.

``docs/LANG/practices/photos/ID.webp`` and ``ID.jpg``, LANG being the language of the original. All have one size, so
that pages know it without reading them; ``python -m portal photo`` makes them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from portal.content.documents import Document
from portal.core.problems import Problem, problem
from portal.core.urls import asset_address
from portal.model.documents import FOLDERS, Practice
from portal.model.values import Lang

WIDTH, HEIGHT = 960, 640
MAX_BYTES = 60 * 1024
MAX_PIXELS = 40_000_000
"""Of the picture as it came from the camera."""
SUFFIXES = (".webp", ".jpg")
_FOLDER = f"/{FOLDERS['practice']}/photos/"


def is_photo(path: str) -> bool:
    """Whether a file lies where the photographs of practices do."""
    return _FOLDER in path


def photo_path(lang: Lang, name: str, suffix: str) -> str:
    """Where a photograph lies in the project."""
    return f"docs/{lang}{_FOLDER}{name}{suffix}"


def photo_address(lang: Lang, name: str, suffix: str) -> str:
    """Where it lies in the site."""
    return asset_address(photo_path(lang, name, suffix))


def check_photos(document: Document, assets: Collection[str]) -> Iterator[Problem]:
    """Photographs of which a file is not there; both files come from one command."""
    if not isinstance(document.meta, Practice):
        return
    own = document.versions[document.original]
    for index, photo in enumerate(document.meta.photos):
        paths = [photo_path(document.original, photo.id, suffix) for suffix in SUFFIXES]
        if lacking := [path for path in paths if path not in assets]:
            line, column = own.loaded.place(("photos", index, "id"))
            call = document.slug if photo.id == document.slug else f"{document.slug} --name {photo.id}"
            yield problem("photo-missing", own.path, line, column, file=", ".join(lacking), call=call)
