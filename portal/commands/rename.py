"""``rename``: another name for a document, in both languages, with all links to it and the redirect."""

from __future__ import annotations

import argparse
import datetime as dt

from portal.commands.base import OK, USAGE, Command, CommandWords
from portal.corpus.load import load_portal
from portal.corpus.redirects import REDIRECTS
from portal.editing.importing.saving import WritePlan, save
from portal.editing.renaming import CannotRenameError, Renaming, renaming


def arguments(parser: argparse.ArgumentParser, words: CommandWords) -> None:
    """The old and the new name."""
    parser.add_argument("old", metavar=words("old-name"), help=words("old"))
    parser.add_argument("new", metavar=words("new-name"), help=words("new"))
    parser.add_argument("--dry-run", action="store_true", help=words("dry-run"))


def run(options: argparse.Namespace, command: Command) -> int:
    """Write the new files, then remove the old ones; exit code 2 for names that will not do."""
    portal, _ = load_portal(command.root)
    try:
        plan = renaming(command.root, portal, options.old, options.new, dt.date.today())
    except CannotRenameError as error:
        command.fail(error.key, USAGE, **error.values)
    if not options.dry_run:
        save(WritePlan(command.root, plan.files), force=True)
        for path in plan.moved:
            (command.root / path).unlink()
    _tell(plan, command, options.dry_run)
    return OK


def _tell(plan: Renaming, command: Command, dry: bool) -> None:
    words = command.words
    command.say(words("would" if dry else "done"))
    for old, new in plan.moved.items():
        command.say(f"  {old} → {new}")
    if plan.links:
        command.say(words("links", count=len(plan.links)))
        for path in plan.links:
            command.say(f"  {path}")
    command.say(words("redirect" if plan.redirect else "no-redirect", file=REDIRECTS))
    command.say(words("next"))
    command.give(
        {"renamed": dict(plan.moved), "links": list(plan.links), "redirect": plan.redirect, "written": not dry}
    )
