"""``check``: every problem of documents and data."""

from __future__ import annotations

import argparse

from portal.commands.base import FOUND, OK, Command, Words
from portal.portal import load_portal
from portal.problems import render


def arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """None of its own yet."""


def run(options: argparse.Namespace, command: Command) -> int:
    """Print every problem; exit code 1 if there is any."""
    _, problems = load_portal(command.root)
    if problems:
        command.say(render(problems, command.lang))
    return FOUND if problems else OK
