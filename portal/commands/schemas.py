"""``schemas``: writes the JSON Schemas of front matter, for programs in which editors write."""

from __future__ import annotations

import argparse
import json

from portal.commands.base import FOUND, OK, Command, CommandWords
from portal.core.problems import render
from portal.forms.schema import schemas
from portal.model.documents import undeclared_fields
from portal.reference.load import load_reference
from portal.words.labels import unlabelled


def arguments(parser: argparse.ArgumentParser, words: CommandWords) -> None:
    """``--check`` writes nothing and says what would change."""
    parser.add_argument("--check", action="store_true", help=words("check"))


def run(options: argparse.Namespace, command: Command) -> int:
    """Write ``schemas/*.json``; with --check exit code 1 if they are not what models and data give."""
    slips = [
        *(command.words("undeclared", field=name) for name in undeclared_fields()),
        *(command.words("unlabelled", field=name) for name in unlabelled()),
    ]
    for slip in slips:
        command.say(slip)
    reference, problems = load_reference(command.root)
    if problems:
        command.say(render(problems, command.lang))
        return FOUND
    changed = []
    for name, schema in schemas(reference).items():
        file = command.root / "schemas" / name
        text = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        if file.is_file() and file.read_text(encoding="utf-8", errors="replace") == text:
            continue
        changed.append(f"schemas/{name}")
        if not options.check:
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
    command.give({"changed": changed})
    for name in changed:
        command.say(command.words("old" if options.check else "written", path=name))
    if not changed:
        command.say(command.words("same"))
    return FOUND if slips or (changed and options.check) else OK
