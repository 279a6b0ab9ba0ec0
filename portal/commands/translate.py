"""``translate``: what is to be translated, what changed since, a file to begin with, the stamp at the end."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from portal.commands.base import FOUND, OK, USAGE, Command, CommandWords
from portal.content.documents import DocumentOrPage
from portal.content.unfinished import for_command, lines_without_offers, marked_lines, without_offers
from portal.core.problems import Problem, render
from portal.corpus.corpus import Portal
from portal.corpus.load import load_portal
from portal.corpus.parity import CODES, parity_problems
from portal.corpus.standing import targets, translation_path
from portal.corpus.translations import Outstanding, find_document, outstanding
from portal.editing.translating.blocks import marked
from portal.editing.translating.file import ChangedPiece, differences, merged, skeleton, stamped
from portal.editing.translating.history import OlderOriginal, older_original
from portal.editing.translating.offers import Offers
from portal.model.values import LANGS, Lang

_MOST_LISTED = 40
_HARMLESS = frozenset({"parity-address", "parity-length"})
"""What is told and no reason to refuse the stamp: a site may have an address for each language; a length is no fact."""


def arguments(parser: argparse.ArgumentParser, words: CommandWords) -> None:
    """Without a document the list; with one what changed, a file to begin with, or the stamp."""
    parser.add_argument("document", nargs="?", help=words("document"))
    step = parser.add_mutually_exclusive_group()
    step.add_argument("--start", action="store_true", help=words("start"))
    step.add_argument("--done", action="store_true", help=words("done"))
    parser.add_argument("--to", choices=LANGS, help=words("to"))
    parser.add_argument("--force", action="store_true", help=words("force"))


def run(options: argparse.Namespace, command: Command) -> int:
    """Exit code 1 where something is left to be done, or stands in the way of the stamp."""
    if options.document is None and (options.start or options.done or options.force):
        command.fail("which", USAGE)
    portal, problems = load_portal(command.root)
    if options.document is None:
        return _list(portal, command)
    document = find_document(portal, options.document)
    if document is None:
        command.fail("no-document", USAGE, name=options.document)
    target = _target(document, options.to, command)
    if options.start:
        return _start(portal, document, target, command)
    if options.done:
        return _done(document, target, problems, command, force=options.force)
    return _show(document, target, command)


def _target(document: DocumentOrPage, asked: Lang | None, command: Command) -> Lang:
    """The language that was asked for, else the first one in which something is to be done."""
    if asked == document.original:
        command.fail("to-original", USAGE, lang=asked)
    wanted = targets(document)
    return asked or next((lang for lang in wanted if document.state(lang) in {"missing", "outdated"}), wanted[0])


# The list --------------------------------------------------------------------------------------------------


def _list(portal: Portal, command: Command) -> int:
    found = outstanding(portal)
    command.give([_as_json(item, command) for item in found])
    if not found:
        command.say(command.words("all-done"))
        return OK
    for state in ("outdated", "missing"):
        items = [item for item in found if item.state == state]
        if not items:
            continue
        command.say(f"{command.words(f'list-{state}', count=len(items))}\n")
        for number, item in enumerate(items[:_MOST_LISTED], 1):
            command.say(f"{number:>4}. {item.document.slug}  ({item.document.original} → {item.lang})")
            command.say(f"      {item.document.titles[item.document.original][0]}")
            command.say(f"      {_why(item, command)}")
        if len(items) > _MOST_LISTED:
            command.say(f"      {command.words('more', count=len(items) - _MOST_LISTED)}")
        command.say("")
    command.say(command.words("next", slug=for_command(found[0].document.slug, found[0].lang)))
    return FOUND


def _why(item: Outstanding, command: Command) -> str:
    """The reasons for the place in the list, in words."""
    words = command.words
    reasons = [words("why-inbound", count=item.inbound)] if item.inbound else []
    if item.document.parts:
        reasons.append(words("why-parts", parts=", ".join(words(f"part-{name}") for name in item.document.parts)))
    if item.document.added:
        reasons.append(words("why-added", day=item.document.added))
    left = marked_lines(_text(command.root / item.path)) if item.state == "missing" else []
    if left:
        reasons.insert(0, words("why-started", count=len(left)))
    if item.document.is_draft:
        reasons.append(words("why-draft"))
    return "; ".join(reasons)


def _as_json(item: Outstanding, command: Command) -> dict[str, Any]:
    return {
        "slug": item.document.slug,
        "kind": item.document.kind,
        "state": item.state,
        "from": item.document.original,
        "to": item.lang,
        "title": item.document.titles[item.document.original][0],
        "path": item.path,
        "original": item.document.path,
        "review": item.document.review,
        "inbound": item.inbound,
        "parts": list(item.document.parts),
        "added": item.document.added,
        "why": _why(item, command),
    }


# One document ----------------------------------------------------------------------------------------------


def _older(document: DocumentOrPage, lang: Lang, command: Command) -> OlderOriginal | None:
    recorded = document.versions[lang].revision or ""
    return older_original(command.root, document, recorded)


def _show(document: DocumentOrPage, lang: Lang, command: Command) -> int:
    state = document.state(lang)
    original, path = document.versions[document.original], translation_path(document, lang)
    result: dict[str, Any] = {"slug": document.slug, "state": state, "original": original.path, "translation": path}
    if state in {"missing", "current"}:
        left = marked_lines(_text(command.root / path))
        told = "show-unfinished" if left else f"show-{state}"
        command.say(command.words(told, slug=for_command(document.slug, lang), path=path, count=len(left)))
        command.give(result | {"marks": left})
        return OK if state == "current" else FOUND
    older = _older(document, lang, command)
    if older is None:
        command.say(
            command.words("no-history", path=original.path, translation=path, slug=for_command(document.slug, lang))
        )
        command.give(result | {"history": False})
        return FOUND
    found = differences(document, older, lang)
    command.say(command.words("changed-since", day=older.day, commit=older.commit[:10], count=len(found)))
    for item in found:
        _say_difference(item, original.path, command)
    command.say("")
    command.say(command.words("then", slug=for_command(document.slug, lang)))
    command.give(
        result
        | {
            "history": True,
            "since": older.day,
            "commit": older.commit,
            "changes": [
                {
                    "field": item.name,
                    "line": item.line,
                    "old": item.old,
                    "new": item.new,
                    "translation": item.translation,
                }
                for item in found
            ],
        }
    )
    return FOUND


def _say_difference(item: ChangedPiece, path: str, command: Command) -> None:
    words = command.words
    place = f"{path}:{item.line}" if item.line else path
    name = f" {item.name}" if item.name else ""
    kind = "new" if not item.old else "gone" if not item.new else "changed"
    command.say(f"\n{place}{name} — {words(f'piece-{kind}')}")
    text = marked(item.old, item.new) if kind == "changed" else item.new or item.old
    command.say("    " + text.replace("\n", "\n    "))
    if item.translation:
        command.say(f"  {words('translation-says')}")
        command.say("    " + item.translation.replace("\n", "\n    "))


def _start(portal: Portal, document: DocumentOrPage, lang: Lang, command: Command) -> int:
    path = translation_path(document, lang)
    file = command.root / path
    state = document.state(lang)
    offers = Offers(portal, document.original, lang)
    if not file.parent.resolve().is_relative_to(command.root.resolve()):
        command.fail("outside", path=path)
    if state == "current":
        command.fail("start-current", FOUND, path=path)
    if state == "missing":
        if file.exists() or file.is_symlink():
            command.fail(
                "start-exists", path=path, count=len(marked_lines(_text(file))), slug=for_command(document.slug, lang)
            )
        text = skeleton(document, lang, offers)
        _write(file, text, new=True)
    else:
        older = _older(document, lang, command)
        if older is None:
            original = document.versions[document.original].path
            command.fail("no-history", path=original, translation=path, slug=for_command(document.slug, lang))
        text = merged(document, older, lang, _text(file).replace("\r\n", "\n"), offers)
        _write(file, text)
    count = len(marked_lines(text))
    command.say(command.words("started", path=path, count=count, slug=for_command(document.slug, lang)))
    if offers.count:
        command.say(command.words("offered", count=offers.count))
    if offers.cut_short:
        command.say(command.words("offers-cut-short"))
    command.give(
        {"slug": document.slug, "path": path, "marks": count, "offers": offers.count, "revision": document.revision}
    )
    return OK


def _done(document: DocumentOrPage, lang: Lang, problems: tuple[Problem, ...], command: Command, *, force: bool) -> int:
    """Stamp on trial, check, and keep the stamp only if nothing is wrong."""
    path = translation_path(document, lang)
    file = command.root / path
    if not file.is_file():
        command.fail("done-missing", path=path, slug=for_command(document.slug, lang))
    before = file.read_bytes()
    text = _text(file)
    left = marked_lines(text)
    result: dict[str, Any] = {"slug": document.slug, "path": path, "marks": left, "done": False}
    if left:
        command.say(command.words("done-marks", path=path, count=len(left)))
        for line in left:
            command.say(f"  {path}:{line}")
        command.give(result)
        return FOUND
    kept = False
    _write(file, stamped(without_offers(text), document.revision))
    try:
        portal, found = load_portal(command.root)
        own = [item for item in found if item.path == path and item.code not in CODES]
        broken = any(item.severity == "error" for item in own)
        facts = [] if broken else list(parity_problems(portal, [document.slug]))
        differ = any(item.code not in _HARMLESS for item in facts)
        kept = not broken and (force or not differ)
    finally:
        if not kept:
            file.write_bytes(before)
    if not kept:
        own, facts = (list(_as_it_stands(found, path, text, document.revision)) for found in (own, facts))
    if own or facts:
        command.say(render([*own, *facts], command.lang))
    told = "finished" if kept else "done-facts" if differ else "done-problems"
    command.say(command.words(told, path=path, slug=for_command(document.slug, lang), revision=document.revision))
    listed = [
        {"code": item.code, "path": item.path, "line": item.line, "message": item.message(command.lang)}
        for item in (*own, *facts)
    ]
    command.give(result | {"done": kept, "revision": document.revision, "problems": listed})
    return OK if kept else FOUND


def _as_it_stands(problems: Iterable[Problem], path: str, text: str, revision: str) -> Iterable[Problem]:
    """Problems of the file on trial with the lines of the file that stays: it has the offers, and perhaps no stamp."""
    lines, trial = lines_without_offers(text), without_offers(text).split("\n")
    tried = stamped("\n".join(trial), revision).split("\n")
    if len(tried) > len(trial):
        added = next(number for number, (old, new) in enumerate(zip(trial, tried, strict=False)) if old != new)
        lines.insert(added, lines[added - 1])
    place = re.compile(rf"(\A{re.escape(path)}:)([0-9]+)\b")

    def was(line: int) -> int:
        return lines[line - 1] if 0 < line <= len(lines) else line

    for item in problems:
        values = tuple(
            (key, place.sub(lambda match: f"{match[1]}{was(int(match[2]))}", value)) for key, value in item.values
        )
        yield replace(item, line=was(item.line) if item.path == path else item.line, values=values)


def _text(file: Path) -> str:
    """The text of a file as it is, line breaks too; empty where there is none that can be read as text."""
    try:
        return file.read_bytes().decode("utf-8-sig")
    except (FileNotFoundError, UnicodeDecodeError):
        return ""


def _write(file: Path, text: str, *, new: bool = False) -> None:
    """Write in one step; ``new``: fail where somebody else has made the file meanwhile."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if new:
        with file.open("x", encoding="utf-8", newline="") as stream:
            stream.write(text)
        return
    draft = file.with_name(f".{file.name}.draft")
    draft.write_text(text, encoding="utf-8", newline="")
    draft.replace(file)
