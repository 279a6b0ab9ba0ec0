"""``codeowners``: who must agree to a change. Asks for the owner where none is named."""

from __future__ import annotations

import argparse
import sys

from portal.commands.base import OK, USAGE, Command, CommandWords
from portal.core.system_errors import in_words, system_error
from portal.editing.owners import EXAMPLE, TARGETS, is_account, owners_file, team_names, write_owners


def arguments(parser: argparse.ArgumentParser, words: CommandWords) -> None:
    """The owner, teams of their own, and the host of git."""
    parser.add_argument("--owner", metavar=words("account"), help=words("owner"))
    parser.add_argument("--team", action="append", default=[], metavar=words("team-form"), help=words("team"))
    parser.add_argument("--host", choices=tuple(TARGETS), default="github", help=words("host"))


def run(options: argparse.Namespace, command: Command) -> int:
    """Write the file from the example."""
    try:
        example = (command.root / EXAMPLE).read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        command.fail("no-file", path=EXAMPLE, detail=in_words(system_error(error), command.lang))
    owner = options.owner or _asked(command)
    teams: dict[str, str] = {}
    for item in options.team:
        name, _, account = item.partition("=")
        if name not in team_names(example):
            command.fail("no-team", USAGE, name=name, known=", ".join(team_names(example)))
        teams[name] = account
    for account in (owner, *teams.values()):
        if not is_account(account):
            command.fail("no-account", USAGE, value=account)
    path = write_owners(command.root, options.host, owners_file(example, owner, teams))
    command.say(command.words("written", path=path, owner=owner))
    command.give({"path": path, "owner": owner, "teams": teams})
    return OK


def _asked(command: Command) -> str:
    """The owner, from who sits at the keyboard."""
    command.say(command.words("ask"))
    return sys.stdin.readline().strip()
