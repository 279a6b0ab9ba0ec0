"""``ledger``: write down the addresses that are published."""

from __future__ import annotations

import argparse

from portal.commands.base import FOUND, OK, Command, CommandWords
from portal.core.problems import render
from portal.corpus.load import load_portal
from portal.corpus.redirects import LEDGER
from portal.editing.ledger import record, unrecorded


def arguments(parser: argparse.ArgumentParser, words: CommandWords) -> None:
    """``--check`` only looks."""
    parser.add_argument("--check", action="store_true", help=words("check"))


def run(options: argparse.Namespace, command: Command) -> int:
    """Add new addresses; exit code 1 if an old one is lost or, with --check, a new one is not written down."""
    portal, problems = load_portal(command.root)
    about = [item for item in problems if item.path.startswith("addresses/")]
    if about:
        command.say(render(about, command.lang))
    new = unrecorded(command.root, portal)
    if new and not options.check:
        record(command.root, new)
    for key in new:
        command.say(f"  {key}")
    told = "nothing" if not new else "would-add" if options.check else "added"
    command.say(command.words(told, count=len(new), file=LEDGER))
    command.give({"new": list(new), "recorded": bool(new) and not options.check, "problems": len(about)})
    return FOUND if about or (new and options.check) else OK
