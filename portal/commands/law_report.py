"""``law-report``: what to look at in matters of law."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict

from portal.commands.base import FOUND, OK, Command, CommandWords
from portal.core.problems import render
from portal.corpus.law_report import as_csv, as_text, report
from portal.corpus.load import load_portal

FORMATS = ("text", "csv", "markdown")


def arguments(parser: argparse.ArgumentParser, words: CommandWords) -> None:
    """The form of the report."""
    parser.add_argument("--format", choices=FORMATS, default="text", help=words("format"))


def run(options: argparse.Namespace, command: Command) -> int:
    """Print the report; exit code 1 only if the content has problems."""
    portal, problems = load_portal(command.root)
    if problems:
        print(render(problems, command.lang), file=sys.stderr)
    findings = report(portal)
    command.give([asdict(item) for item in findings])
    if not command.json:
        markdown = options.format == "markdown"
        text = as_csv(findings) if options.format == "csv" else as_text(findings, command.lang, markdown=markdown)
        print(text, end="")
    return FOUND if problems else OK
