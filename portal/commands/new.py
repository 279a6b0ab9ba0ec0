"""``new``: the file of a new document, with its headings and what to write where."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path

from portal.commands.base import OK, USAGE, Command, CommandWords
from portal.content.tree import is_plain_name, plain_name, written_keys
from portal.core.problems import message_lang_of, render
from portal.corpus.corpus import SECTION_KEYS
from portal.corpus.load import load_portal
from portal.editing.importing.topics import examples
from portal.editing.new_document import New, Request, guessed_lang, new_document
from portal.model.documents import FOLDERS, DocumentKind
from portal.model.values import LANGS, Lang
from portal.reference.load import load_reference

_LONGEST_TITLE = 300


def arguments(parser: argparse.ArgumentParser, words: CommandWords) -> None:
    """What to make, in which language, under which name."""
    parser.add_argument("kind", choices=tuple(FOLDERS), help=words("kind"))
    parser.add_argument("--title", metavar=words("text"), help=words("title"))
    parser.add_argument("--language", choices=LANGS, help=words("language"))
    parser.add_argument("--slug", metavar=words("name"), help=words("slug"))
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--both", action="store_true", help=words("both"))
    which.add_argument("--original-only", action="store_true", help=words("original-only"))
    parser.add_argument("--dry-run", action="store_true", help=words("dry-run"))


def run(options: argparse.Namespace, command: Command) -> int:
    """Write the files; nothing that exists is overwritten."""
    request = _request(options, command)
    reference, problems = load_reference(command.root)
    if problems:  # proposals come from these data; the document can be made without them
        command.say(render(problems, command.lang))
    taken = {key.rpartition("/")[2] for key in (*written_keys(command.root), *SECTION_KEYS)}
    if request.slug is not None and request.slug in taken:
        command.fail("slug-taken", USAGE, slug=request.slug)
    # Hints in the language of the document, unless the editor asked for another one.
    known = examples(load_portal(command.root)[0])
    made = new_document(
        request, reference, taken, dt.date.today(), options.all_lang or message_lang_of(request.lang), known
    )
    if not options.dry_run:
        _write(command, made)
    command.give(
        {
            "files": [{"path": path, "text": text} for path, text in made.files.items()],
            "written": not options.dry_run,
            "slug": made.slug,
            "topics": list(made.topics),
            "places": list(made.places),
        }
    )
    _tell(command, made, dry=options.dry_run)
    return OK


def _request(options: argparse.Namespace, command: Command) -> Request:
    title = options.title
    if title is None and sys.stdin.isatty() and not command.json:
        title = input(command.words("ask-title"))
    title = " ".join((title or "").split())
    if not title:
        command.fail("no-title", USAGE)
    if len(title) > _LONGEST_TITLE or not title.isprintable():
        command.fail("bad-title", USAGE, limit=_LONGEST_TITLE)
    asked = next((lang for lang in LANGS if lang == options.all_lang), None)
    chosen: Lang | None = options.language
    lang = chosen or asked or guessed_lang(title) or LANGS[0]
    kind: DocumentKind = options.kind
    if options.slug is not None and not is_plain_name(options.slug):
        command.fail("bad-slug", USAGE, slug=options.slug, proposed=plain_name(options.slug, lang))
    return Request(kind, title, lang, options.slug, options.both)


def _write(command: Command, made: New) -> None:
    """Write all files or none: what stands there already is never touched."""
    files = {command.root / path: text for path, text in made.files.items()}
    for file in files:
        if not file.parent.resolve().is_relative_to(command.root.resolve()):
            command.fail("outside", path=file)
        if file.exists() or file.is_symlink():
            command.fail("exists", path=file.relative_to(command.root).as_posix())
    done: list[Path] = []
    try:
        for file, text in files.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("x", encoding="utf-8", newline="\n") as new:
                done.append(file)
                new.write(text)
    except OSError:
        for file in done:
            file.unlink(missing_ok=True)
        raise


def _tell(command: Command, made: New, dry: bool) -> None:
    for path, text in made.files.items():
        command.say(command.words("would-write" if dry else "written", path=path))
        if dry and not command.json:
            command.say(f"\n{text}")
    if made.topics:
        command.say(command.words("topics", ids=", ".join(made.topics)))
    if made.places:
        command.say(command.words("places", ids=", ".join(made.places)))
    if not dry:
        command.say(command.words("next", path=next(iter(made.files))))
