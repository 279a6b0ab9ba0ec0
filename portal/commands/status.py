"""``status``: how far the portal is, as a table, and what waits for somebody."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence

from portal.commands.base import FOUND, OK, Command, CommandWords
from portal.core.problems import MessageLang, render
from portal.corpus.filled import THINGS
from portal.corpus.load import load_portal
from portal.corpus.parity import parity_problems
from portal.corpus.standing import FILLED
from portal.corpus.status import REVIEWS, STATES, Status, as_json, status
from portal.model.documents import FOLDERS, Kind
from portal.model.values import LANGS
from portal.words.interface import Interface

_MOST = 20


def arguments(parser: argparse.ArgumentParser, words: CommandWords) -> None:
    """``--parity`` compares the facts of both languages too; ``--all`` does not cut lists."""
    parser.add_argument("--parity", action="store_true", help=words("parity"))
    parser.add_argument("--all", action="store_true", help=words("all"))


def run(options: argparse.Namespace, command: Command) -> int:
    """Print the status; exit code 1 if the content has errors or, with --parity, differing facts."""
    portal, problems = load_portal(command.root)
    found = status(portal)
    facts = list(parity_problems(portal)) if options.parity else []
    if problems or facts:
        command.say(render([*problems, *facts], command.lang) + "\n")
    command.say("\n".join(_lines(found, command.words, None if options.all else _MOST)))
    command.give(as_json(found))
    return FOUND if any(item.severity == "error" for item in (*problems, *facts)) else OK


def _lines(found: Status, words: CommandWords, most: int | None) -> Iterable[str]:
    yield words("total", total=found.total, both=found.both)
    yield ""
    yield from _table(
        ["", "", *(words(f"state-{state}") for state in STATES)],
        [
            [_kind_name(item.kind, words.lang), item.lang, *(str(item.counts.get(state, 0)) for state in STATES)]
            for item in found.coverage
        ],
    )
    yield ""
    yield words("reviews") + " " + ", ".join(f"{words(f'review-{name}')} {found.reviews[name]}" for name in REVIEWS)
    for state in ("outdated", "missing"):
        paths = [item.path for item in found.translations if item.state == state]
        yield from _list(words(f"list-{state}"), paths, words, most)
    for name in FILLED:
        yield from _list(words(f"lacking-{name}"), found.lacking[name], words, most)
    yield from _filled(found, words, most)
    acts = [f"{name} ({count})" for name, count in found.unchecked_acts]
    yield from _list(words("unchecked"), acts, words, most)
    yield from _list(words("drafts"), found.drafts, words, most)
    yield from _list(words("withdrawn"), found.withdrawn, words, most)


def _filled(found: Status, words: CommandWords, most: int | None) -> Iterable[str]:
    """A table of what each practice has, those that lack most first; totals stand above the names."""
    if not found.filled:
        return
    rows = sorted(found.filled, key=lambda item: (len(item.has), item.slug))
    yield ""
    yield words("filled", full=found.full, total=found.practices)
    head = ["", "", *(words(f"thing-{thing}") for thing in THINGS)]
    totals = [words("filled-all"), str(found.full), *(str(found.having[thing]) for thing in THINGS)]
    marks = [
        [item.slug, "*" if item.full else "", *("+" if thing in item.has else "." for thing in THINGS)]
        for item in rows[:most]
    ]
    yield from _table(head, [totals, *marks])
    if most is not None and len(rows) > most:
        yield f"  {words('more', count=len(rows) - most)}"


def _kind_name(kind: Kind, lang: MessageLang) -> str:
    """As readers see it, if the portal is in the language of the messages; in English the code's own name will do."""
    return Interface(lang).t(f"kinds.{kind}") if lang in LANGS else FOLDERS[kind]


def _list(title: str, items: Sequence[str], words: CommandWords, most: int | None) -> Iterable[str]:
    if not items:
        return
    yield ""
    yield f"{title}: {len(items)}"
    yield from (f"  {item}" for item in items[:most])
    if most is not None and len(items) > most:
        yield f"  {words('more', count=len(items) - most)}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterable[str]:
    """Columns as wide as their longest entry; words to the left, numbers to the right."""
    widths = [max(len(row[index]) for row in (head, *rows)) for index in range(len(head))]
    for row in (head, *rows):
        cells = [
            text.ljust(width) if index < 2 else text.rjust(width)
            for index, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()
