"""``photo``: make a photograph ready for a practice."""

from __future__ import annotations

import argparse
from itertools import count
from pathlib import Path

from portal.commands.base import FAILED, OK, USAGE, Command, CommandWords
from portal.content.documents import Document
from portal.content.photos import SUFFIXES, photo_path
from portal.content.tree import is_plain_name
from portal.core.system_errors import in_words, system_error
from portal.corpus.load import load_portal
from portal.editing.importing.photos import PhotoError, prepared
from portal.editing.importing.saving import ExistsError, WritePlan, save
from portal.model.documents import Practice
from portal.model.fields import choices_of
from portal.model.practice_parts import Photo
from portal.words.labels import label


def arguments(parser: argparse.ArgumentParser, words: CommandWords) -> None:
    """The picture, the practice, and who made it under which licence."""
    parser.add_argument("file", metavar=words("file-name"), help=words("file"))
    parser.add_argument("practice", metavar=words("practice-name"), help=words("practice"))
    parser.add_argument("--name", metavar=words("photo-name"), help=words("name"))
    parser.add_argument("--force", action="store_true", help=words("force"))


def run(options: argparse.Namespace, command: Command) -> int:
    """Write both files and say what to add to the card."""
    portal, _ = load_portal(command.root)
    document = portal.documents.get(options.practice)
    if document is None or document.kind != "practice":
        command.fail("no-practice", USAGE, name=options.practice)
    try:
        made = prepared(Path(options.file).read_bytes())
    except OSError as error:
        command.fail("unreadable", detail=in_words(system_error(error), command.lang))
    except PhotoError as error:
        command.fail(error.key, FAILED, **error.values)
    name = options.name or options.practice
    if not is_plain_name(name):
        command.fail("wrong-name", USAGE, name=name)
    files = {photo_path(document.original, name, suffix): data for suffix, data in made.items()}
    try:
        save(WritePlan(command.root, files), force=options.force)
    except ExistsError as error:
        free = _free_name(command.root, document)
        command.fail("exists", USAGE, path=error.paths[0], practice=options.practice, free=free)
    for path, data in files.items():
        command.say(f"  {path} ({-(-len(data) // 1024)} KB)")
    _say_what_to_write(document, name, command)
    command.give({path: len(data) for path, data in files.items()})
    return OK


def _free_name(root: Path, document: Document) -> str:
    """What another photograph of the practice can be called."""
    names = (f"{document.slug}-{number}" for number in count(2))
    return next(
        name
        for name in names
        if not any((root / photo_path(document.original, name, suffix)).exists() for suffix in SUFFIXES)
    )


def _say_what_to_write(document: Document, name: str, command: Command) -> None:
    """The lines for the card, with the names of the fields where somebody has to write: the check refuses these."""
    words = {field: label(Photo, field).name[command.lang] for field in ("alt", "author", "licence")}
    photos = document.meta.photos if isinstance(document.meta, Practice) else ()
    key = "next" if not photos else "next-kept" if any(photo.id == name for photo in photos) else "next-more"
    path, licences = document.versions[document.original].path, ", ".join(choices_of(Photo, "licence"))
    command.say(command.words(key, name=name, path=path, licences=licences, **words))
