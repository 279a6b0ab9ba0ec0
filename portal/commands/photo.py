"""``photo``: make a photograph ready for a practice."""

from __future__ import annotations

import argparse
from pathlib import Path

from portal.commands.base import FAILED, OK, USAGE, Command, CommandWords
from portal.content.photos import photo_path
from portal.core.system_errors import in_words, system_error
from portal.corpus.load import load_portal
from portal.editing.importing.photos import PhotoError, prepared
from portal.editing.importing.saving import ExistsError, WritePlan, save


def arguments(parser: argparse.ArgumentParser, words: CommandWords) -> None:
    """The picture, the practice, and who made it under which licence."""
    parser.add_argument("file", metavar=words("file-name"), help=words("file"))
    parser.add_argument("practice", metavar=words("practice-name"), help=words("practice"))
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
    name = options.practice
    files = {photo_path(document.original, name, suffix): data for suffix, data in made.items()}
    try:
        save(WritePlan(command.root, files), force=options.force)
    except ExistsError as error:
        command.fail("exists", USAGE, path=error.paths[0])
    for path, data in files.items():
        command.say(f"  {path} ({-(-len(data) // 1024)} KB)")
    command.say(command.words("next", name=name, path=document.versions[document.original].path))
    command.give({path: len(data) for path, data in files.items()})
    return OK
