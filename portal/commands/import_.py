"""``import``: a file that an editor has → a document of the portal."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from portal.commands.base import FAILED, OK, USAGE, Command, CommandWords
from portal.content.tree import written_keys
from portal.core.progress import say
from portal.corpus.load import load_portal
from portal.editing.importing.guard import MAX_FILE
from portal.editing.importing.importer import Result, import_files
from portal.editing.importing.left_out import FILE_NAME, left_out
from portal.editing.importing.notes import CannotImportError, Note
from portal.editing.importing.saving import ExistsError, WritePlan, keep_aside, save
from portal.editing.importing.topics import examples
from portal.editing.importing.version import GivenFile, Options
from portal.model.dates import PartialDate
from portal.model.documents import FOLDERS, KINDS
from portal.model.values import LANGS

_GROUPS = ("unsure", "changed", "removed", "found")
_QUOTE = 200


def arguments(parser: argparse.ArgumentParser, words: CommandWords) -> None:
    """One file or two, and what the editor knows better than the program."""
    parser.add_argument("file", nargs="+", type=Path, help=words("file"))
    parser.add_argument("--kind", choices=KINDS, help=words("kind"))
    parser.add_argument("--language", choices=LANGS, help=words("language"))
    parser.add_argument("--slug", help=words("slug"))
    parser.add_argument("--out", type=Path, help=words("out"))
    parser.add_argument("--keep", type=Path, help=words("keep"))
    parser.add_argument("--force", action="store_true", help=words("force"))
    parser.add_argument("--dry-run", action="store_true", help=words("dry-run"))


def run(options: argparse.Namespace, command: Command) -> int:
    """Import, write, report. Exit code 3 where the file cannot be imported or something would be overwritten."""
    paths: list[Path] = options.file
    if len(paths) > 2:
        command.fail("too-many", USAGE, count=len(paths))
    files = [_read(path, command) for path in paths]
    portal, _ = load_portal(command.root)  # what is wrong in other documents is no matter here
    wanted = Options(dt.date.today(), command.lang, options.kind, options.language, options.slug)
    say("importing")
    try:
        result = import_files(files, portal.reference, wanted, examples(portal))
    except CannotImportError as error:
        name = error.values.get("name") or " + ".join(path.name for path in paths)
        command.fail("cannot", USAGE if error.code == "stop-slug" else FAILED, name=name, why=error.text(command.lang))
    root: Path = options.out or command.root
    plan = WritePlan(root, result.files)
    if not options.out:
        _refuse_taken_slug(result, command)
    if not options.force and plan.taken():
        _refuse_existing(plan.taken(), result, command)
    kept: tuple[Path, ...] = ()
    if not options.dry_run:
        try:
            save(plan, options.force)
        except ExistsError as error:
            _refuse_existing(error.paths, result, command)
        kept = _keep(options.keep or command.root / ".cache" / "imported", result, files, command)
    _report(result, root, kept, options.dry_run, command)
    return OK


def _keep(folder: Path, result: Result, files: list[GivenFile], command: Command) -> tuple[Path, ...]:
    """Copies of the sources, and beside them all that was left out, reason by reason."""
    gone = left_out(result.notes, command.lang, command.words)
    return keep_aside(folder, result.slug, [*files, *([GivenFile(FILE_NAME, gone.encode())] if gone else [])])


def _read(path: Path, command: Command) -> GivenFile:
    with path.open("rb") as file:
        data = file.read(MAX_FILE + 1)
    return GivenFile(path.name, data)


def _refuse_taken_slug(result: Result, command: Command) -> None:
    """A slug names one document, whatever its kind."""
    own = f"{FOLDERS[result.kind]}/{result.slug}"
    for key in sorted(written_keys(command.root)):
        if key.rpartition("/")[2] == result.slug and key != own:
            near = f"{result.slug}-2"
            command.fail("slug-taken", slug=result.slug, path=key, near=near)


def _refuse_existing(paths: tuple[str, ...], result: Result, command: Command) -> None:
    command.fail("exists", paths=", ".join(paths), near=f"{result.slug}-2")


def _report(result: Result, root: Path, kept: tuple[Path, ...], dry: bool, command: Command) -> None:
    words = command.words
    command.say(words("would-write" if dry else "written"))
    for path in result.files:
        command.say(f"  {_shown(root / path)}")
    for copy in kept:
        is_list = copy.stem.startswith(FILE_NAME.partition(".")[0])
        command.say(words("left-out" if is_list else "kept", path=_shown(copy)))
    for group in _GROUPS:
        notes = [note for note in result.notes if note.weight == group]
        if notes:
            command.say(f"\n{words(group)}")
            for note in notes:
                _say(note, command)
    if result.open:
        command.say(f"\n{words('fill-in')}")
        for problem in result.open:
            command.say(f"  - {problem.message(command.lang)}")
    command.say(f"\n{words('next')}")
    command.give(
        {
            "written": not dry,
            "kind": result.kind,
            "slug": result.slug,
            "original": result.original,
            "files": [_shown(root / path) for path in result.files],
            "kept": [_shown(copy) for copy in kept],
            "card": {key: _plain(value) for key, value in result.card.items()},
            "topics": [{"id": name, "confidence": score} for name, score in result.topics],
            "notes": [
                {"code": note.code, "weight": note.weight, "text": note.text(command.lang), "quotes": list(note.quotes)}
                for note in result.notes
            ],
            "open": [{"code": item.code, "line": item.line, "message": item.message(command.lang)}
                     for item in result.open],
        }
    )  # fmt: skip


def _say(note: Note, command: Command) -> None:
    command.say(f"  - {note.text(command.lang)}")
    for quote in note.quotes:
        command.say(f"      «{quote if len(quote) <= _QUOTE else quote[:_QUOTE] + '…'}»")


def _shown(path: Path) -> str:
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, PartialDate):
        return value.iso()
    return value.isoformat() if isinstance(value, dt.date) else value
