"""``status``: how many documents there are, what is missing and outdated."""

from __future__ import annotations

import argparse

from portal.commands.base import FOUND, OK, Command, Words
from portal.editing.parity import differences
from portal.editing.status import as_text, status
from portal.portal import load_portal
from portal.problems import render


def arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """``--parity`` compares the facts of both languages too."""
    parser.add_argument("--parity", action="store_true", help=words("parity"))


def run(options: argparse.Namespace, command: Command) -> int:
    """Print the status; exit code 1 if the content has problems or, with --parity, differences."""
    portal, problems = load_portal(command.root)
    if problems:
        command.say(render(problems, command.lang))
    command.say(as_text(status(portal)))
    found = differences(portal) if options.parity else ()
    for item in found:
        command.say(f"{item.path}:{item.line}: {item.kind} {item.fact} – {item.other}")
    return FOUND if problems or found else OK
