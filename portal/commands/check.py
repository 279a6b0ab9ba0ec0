"""``check``: every problem of documents and data; spelling, typography and the facts of both languages."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches
from itertools import chain
from pathlib import Path

from portal.commands.base import FOUND, OK, USAGE, Command, CommandError, CommandWords
from portal.commands.missing import install_editing
from portal.content.tree import files_of, written_keys
from portal.core.problems import MESSAGE_LANGS, MessageLang, Problem
from portal.core.system_errors import in_words
from portal.corpus.corpus import Portal
from portal.corpus.load import load_portal
from portal.corpus.redirects import as_key
from portal.editing.changed import Changed, NoAncestorError, NoGitError, changed_files
from portal.editing.checking import (
    Selection,
    advice,
    conflicts,
    counts,
    fixable,
    fixed_text,
    list_problems,
    of_selection,
    selected,
)
from portal.editing.formats import as_github, as_json, as_sarif, as_summary, as_text
from portal.editing.ranking import RankedProblem, ranked, unfolded
from portal.editing.vanished import judged, program_files
from portal.language.languages import spelling

EDITORS: tuple[MessageLang, ...] = MESSAGE_LANGS[:2]
"""In whose languages what stands beside a pull request is written."""
FORMATS = ("text", "json", "github", "sarif")


def arguments(parser: argparse.ArgumentParser, words: CommandWords) -> None:
    """What to check, in which form to tell it, whether to fix."""
    parser.add_argument("paths", nargs="*", metavar=words("path"), help=words("paths"))
    parser.add_argument("--changed", action="store_true", help=words("changed"))
    parser.add_argument("--base", metavar=words("branch"), help=words("base"))
    parser.add_argument("--format", choices=FORMATS, help=words("format"))
    parser.add_argument("--fix", action="store_true", help=words("fix"))
    parser.add_argument("--strict", action="store_true", help=words("strict"))
    parser.add_argument("--no-advice", action="store_true", help=words("no-advice"))
    parser.add_argument("--dictionary", metavar=words("path"), help=words("dictionary"))
    parser.add_argument("--summary", metavar=words("path"), help=words("summary-file"))


def run(options: argparse.Namespace, command: Command) -> int:
    """Check and tell; exit code 1 if there are errors, with --strict also for warnings."""
    form = options.format or ("json" if command.json else "text")
    notes: list[str] = []
    selection, changed = _selection(options, command, notes)
    portal, problems = load_portal(command.root)
    fixed: tuple[str, ...] = ()
    if options.fix:
        from portal.editing.spelling.typography_fix import fix  # slow to load, and few ask for it

        paths = {version.path for version in selected(portal, selection)}
        done = fix(command.root, portal, paths, fixed_text)
        fixed = done.fixed
        if done.fixed or done.stamped:
            notes += [command.words("fixed", path=path) for path in done.fixed]
            notes += [command.words("stamped", path=path) for path in done.stamped]
            portal, problems = load_portal(command.root)
    found = list(of_selection(portal, problems, selection))
    if changed:
        found += [*judged(command.root, portal, changed), *conflicts(command.root, program_files(changed))]
    if options.no_advice:
        found += list_problems(command.root)
    else:
        found += _advice(command, portal, selection, options.dictionary, notes)
    notes += [command.words("outdated", slug=slug) for slug in _outdated(portal, selection)]
    items = ranked(found)
    _tell(items, form, command, fixed, notes)
    _summarise(items, notes, options.summary or (os.environ.get("GITHUB_STEP_SUMMARY") if form == "github" else None))
    errors, warnings = counts(sorted(set(found)))
    return FOUND if errors or (warnings and options.strict) else OK


def _advice(
    command: Command, portal: Portal, selection: Selection, dictionary: str | None, notes: list[str]
) -> tuple[Problem, ...]:
    given = advice(command.root, portal, selection, dictionary)
    asks_dictionary = any(spelling(version.lang) == "dictionary" for version in selected(portal, selection))
    if given.unread and asks_dictionary:
        notes.append(command.words("no-reader", command=install_editing()))
    elif given.dictionary is None and asks_dictionary:
        notes.append(command.words("no-dictionary"))
    return given.problems


def _outdated(portal: Portal, selection: Selection) -> tuple[str, ...]:
    """Of a selection the documents whose translation is older than its original: facts of the two are not compared."""
    if selection.paths is None:
        return ()  # all of them are listed by ``translate``
    slugs = dict.fromkeys(Path(version.path).stem for version in selected(portal, selection))
    documents = (portal.documents[slug] for slug in slugs if slug in portal.documents)
    return tuple(item.slug for item in documents if any(item.state(lang) == "outdated" for lang in item.versions))


def _selection(options: argparse.Namespace, command: Command, notes: list[str]) -> tuple[Selection, Changed | None]:
    """What was asked for, and what git says has changed. Without git everything is checked, and that is said."""
    named = tuple(chain.from_iterable(_files(path, command) for path in options.paths))
    if not options.changed and not options.base:
        return Selection(named or None), None
    if (options.base or "").startswith("-"):  # for git it would be an option
        command.fail("no-branch", USAGE, base=options.base)
    try:
        changed = changed_files(command.root, options.base)
    except NoAncestorError as error:
        key = "shallow" if error.shallow else "no-ancestor"
        command.fail(key, USAGE, base=error.base, remote=error.base.partition("/")[0])
    except NoGitError as error:
        if options.base:
            command.fail("no-base", USAGE, base=options.base, name=options.base.rpartition("/")[2])
        notes.append(command.words("no-git", detail=in_words(str(error).partition("\n")[0], command.lang)))
        return Selection(named or None), None
    given = Selection(named or None)
    present = tuple(path for path in changed.present if given.has(path))
    gone = tuple(path for path in changed.gone if given.has(path))
    program = [path for path in program_files(changed) if given.has(path)]
    if program:
        notes.append(command.words("changed-program", count=len(program)))
    content = len(present) + len(gone) - len(program)
    notes.append(command.words("changed-files", count=content))
    notes += [command.words("renamed", old=old, new=new) for old, new in changed.renamed if given.has(new)]
    return Selection(present, gone), replace(changed, present=present, gone=gone) if named else changed


def _files(path: str, command: Command) -> tuple[str, ...]:
    """What is meant by a path, or by the name of a document as ``translate`` takes it: its files in all languages."""
    key = str(as_key(path.replace("\\", "/")))
    if not any(os.path.lexists(start / path) for start in (Path.cwd(), command.root) if "\0" not in path):
        found = files_of(command.root, key)
        if found:
            return found
        near = get_close_matches(key, sorted(name.rpartition("/")[2] for name in written_keys(command.root)), 1)
        if near:
            raise CommandError(command.words("no-document", path=path, near=near[0]), USAGE)
    return (_inside(Path(path), command),)


def _inside(path: Path, command: Command) -> str:
    """A path that was named, relative to the project. It may be given from here or from the project's folder."""
    if "\0" in str(path):
        command.fail("no-path", USAGE, path=str(path).replace("\0", "␀"))
    for start in (Path.cwd(), command.root):
        # Not resolved: a link that leads out of the project is to be reported, not followed.
        full = Path(os.path.normpath(start / path))
        if not os.path.lexists(full):
            continue
        for root in (command.root, Path(os.path.normpath(command.root))):
            if full == root:
                return "."
            if full.is_relative_to(root):
                return full.relative_to(root).as_posix()
        real = full.parent.resolve() / full.name  # the folder of the project may be reached through a link
        if real.is_relative_to(command.root):
            return real.relative_to(command.root).as_posix()
        raise CommandError(command.words("outside", path=path), USAGE)
    raise CommandError(command.words("no-path", path=path), USAGE)


def _tell(
    items: Sequence[RankedProblem], form: str, command: Command, fixed: tuple[str, ...], notes: list[str]
) -> None:
    lang = command.lang
    found = unfolded(items)
    if form == "json":
        print(json.dumps(as_json(found, lang, fixed, notes), ensure_ascii=False, indent=2))
        return
    if form == "sarif":
        print(json.dumps(as_sarif(found, lang, _version()), ensure_ascii=False, indent=2))
        return
    if form == "github":
        print(as_github(items, EDITORS))
        return
    for note in notes:
        print(note)
    for key, severity in (("errors", "error"), ("warnings", "warning")):
        chosen = [item for item in items if item.problem.severity == severity]
        if chosen:
            count = sum(item.severity == severity for item in found)
            print(f"\n{command.words(key, count=count)}\n\n{as_text(chosen, lang)}")
    if fixable(found):
        print(f"\n{command.words('fixable', count=fixable(found))}")
    if not found:
        print(command.words("nothing"))
    elif not any(item.severity == "error" for item in found):
        print(f"\n{command.words('only_warnings')}")


def _summarise(items: Sequence[RankedProblem], notes: Sequence[str], path: str | None) -> None:
    """Write everything into the file that the host of git shows beside the job."""
    if path:
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(as_summary(items, notes, EDITORS))


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version  # slow to load, and one format wants it

    try:
        return version("myktyaimak-portal")
    except PackageNotFoundError:  # called from the folder, not installed
        return "0"
