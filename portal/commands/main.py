"""The entry of all commands: ``python -m portal COMMAND``, and the files of ``scripts/``.

No mistake of an editor ends in a traceback: what is called wrongly, cannot be read or written, or fails inside the
program is said in one or two sentences, with an exit code of :mod:`portal.commands.base`. Developers set
``PORTAL_DEBUG=1`` and see the traceback too.
"""

from __future__ import annotations

import argparse
import gc
import io
import os
import re
import sys
import tempfile
import traceback
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn, cast

from portal.commands.base import FAILED, USAGE, Command, CommandError, CommandWords, Module, module_name
from portal.commands.missing import told
from portal.core import progress
from portal.core.problems import MESSAGE_LANGS, MessageLang, message_lang
from portal.core.system_errors import in_words, system_error

NAMES = (
    "new", "import", "check", "status", "translate", "preview", "rename", "ledger", "law-report", "schemas", "cms",
    "onefile", "academy", "codeowners", "photo", "menu",
)  # fmt: skip
"""The commands, in the order in which an editor meets them."""

DEBUG_VARIABLE = "PORTAL_DEBUG"
"""The variable of the environment by which developers ask for tracebacks."""

_OF_ALL = {"--json": 1, "--lang": 2, "--root": 2}
"""The options of every command, with the number of arguments that each takes up."""

STOPPED = 130
"""Exit code after Ctrl+C, as shells have it."""


class _Parser(argparse.ArgumentParser):
    """argparse with its own words in the language of the messages."""

    def __init__(self, words: CommandWords, **options: object) -> None:
        super().__init__(add_help=False, allow_abbrev=False, exit_on_error=False, **options)  # type: ignore[arg-type]
        self.words = words
        self._positionals.title = words("arguments")
        self._optionals.title = words("options")

    def format_usage(self) -> str:
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups, self.words("usage"))
        return formatter.format_help()

    def format_help(self) -> str:
        text = super().format_help()
        return re.sub(r"\A(usage|Usage): ", self.words("usage"), text)

    def error(self, message: str) -> NoReturn:
        detail = message
        if missing := re.search(r"arguments are required: (.+)", message):
            detail = self.words("argument-missing", names=missing[1])
        elif unknown := re.search(r"unrecognized arguments: (.+)", message):
            detail = self.words("argument-unknown", names=unknown[1])
        raise CommandError(self._wrong(detail), USAGE)

    def _wrong(self, detail: str) -> str:
        return f"{self.words('wrong-use', detail=detail)}\n{self.words('see-help', call=self.prog)}"

    def parse(self, arguments: Sequence[str]) -> argparse.Namespace:
        """The options. Raises :class:`CommandError` where they do not fit."""
        try:
            return self.parse_args(arguments)
        except argparse.ArgumentError as error:
            choice = re.search(r"invalid choice: (.+?) \(choose from (.+)\)", str(error))
            kind = re.search(r"invalid (\w+) value: (.+)", str(error))
            name = error.argument_name or ""
            if choice:
                allowed = choice[2].replace("'", "")
                detail = self.words("argument-value", name=name, value=choice[1].strip("'"), allowed=allowed)
            elif kind:
                detail = self.words("argument-value", name=name, value=kind[2].strip("'"), allowed=kind[1])
            else:
                detail = self.words("argument-missing", names=name)
            raise CommandError(self._wrong(detail), USAGE) from error


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code comes back. ``arguments`` are those after the program's name."""
    gc.set_threshold(
        200_000
    )  # what a command makes lives to its end: looking for cycles in it takes a tenth of the time
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")  # a Windows console may not be UTF-8
    given = list(sys.argv[1:] if arguments is None else arguments)
    lang = _lang(given)
    try:
        with progress.reporting(progress.chosen(lang)):
            code = _run(given, lang)
        sys.stdout.flush()
        return code
    except CommandError as error:
        if error.code == FAILED:
            _trace()
        print(error.text, file=sys.stderr)
        return error.code
    except KeyboardInterrupt:
        print(CommandWords("common", lang)("stopped"), file=sys.stderr)
        return STOPPED
    except BrokenPipeError:  # who reads the output has seen enough (| head)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return STOPPED
    except OSError as error:
        _trace()
        key, path = "no-file" if error.filename else "stopped-by-system", str(error.filename or "")
        print(CommandWords("common", lang)(key, path=path, detail=in_words(system_error(error), lang)), file=sys.stderr)
        return FAILED
    except ModuleNotFoundError as error:
        return _broken(lang, told(error.name, lang))
    except Exception as error:  # the last resort: an editor is shown where the report lies, not the report
        return _broken(lang, _own_yaml(error, lang))


def _own_yaml(error: Exception, lang: MessageLang) -> str | None:
    """Which file of the portal's own words is no YAML, and where; ``None`` for any other mistake."""
    mark, problem = getattr(error, "problem_mark", None), getattr(error, "problem", None)
    if mark is None or str(mark.name).startswith("<"):  # a text, of which nobody knows the file
        return None
    return CommandWords("common", lang)("no-yaml", path=mark.name, line=mark.line + 1, detail=problem or "YAML")


def _broken(lang: MessageLang, missing: str | None = None) -> int:
    """Tell what is missing, else that the program has a mistake and where its report lies."""
    shown = _trace()
    if missing:
        print(missing, file=sys.stderr)
    elif not shown:
        print(CommandWords("common", lang)("internal", path=_report()), file=sys.stderr)
    return FAILED


def _trace() -> bool:
    """Show the traceback of the error at hand to who asked for it."""
    wanted = os.environ.get(DEBUG_VARIABLE) == "1"
    if wanted:
        traceback.print_exc()
    return wanted


def _run(given: list[str], lang: MessageLang) -> int:
    common = CommandWords("common", lang)
    given = _command_first(given)
    if not given or given[0] in {"-h", "--help"} or given[0].partition("=")[0] in _OF_ALL:
        print(_overview(common))
        return 0 if given and given[0] in {"-h", "--help"} else USAGE
    name, rest = given[0], given[1:]
    if name not in NAMES:
        allowed = ", ".join(NAMES)
        detail = common("argument-value", name=common("commands"), value=name, allowed=allowed)
        raise CommandError(f"{common('wrong-use', detail=detail)}\n{common('more')}", USAGE)
    words = CommandWords(name, lang)
    module = cast(Module, import_module(f"portal.commands.{module_name(name)}"))
    parser = _Parser(
        words,
        prog=f"python -m portal {name}",
        description=words("description"),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    module.arguments(parser, words)
    parser.add_argument("-h", "--help", action="help", help=words("help"))
    # Names of their own, so that a command's option may keep its value under "lang" or "root".
    parser.add_argument("--json", action="store_true", dest="all_json", help=words("json"))
    parser.add_argument("--lang", choices=MESSAGE_LANGS, dest="all_lang", help=words("lang"))
    parser.add_argument("--root", type=Path, dest="all_root", metavar="ROOT", help=words("root"))
    try:
        options = parser.parse(rest)
    except SystemExit as ended:  # argparse ends the program after --help
        return int(ended.code or 0)
    return module.run(options, Command(_root(options.all_root, common), words, options.all_json))


def _command_first(given: list[str]) -> list[str]:
    """The arguments with the options of every command behind its name, where the parser knows them."""
    end = 0
    while end < len(given) and given[end].partition("=")[0] in _OF_ALL:
        end += 1 if "=" in given[end] else _OF_ALL[given[end]]
    return [*given[end : end + 1], *given[:end], *given[end + 1 :]]


def _lang(given: Sequence[str]) -> MessageLang:
    """The language of the messages, before the arguments are parsed: mistakes in them are told in it too."""
    for index, item in enumerate(given):
        value = item.removeprefix("--lang=") if item.startswith("--lang=") else None
        if item == "--lang" and index + 1 < len(given):
            value = given[index + 1]
        for lang in MESSAGE_LANGS:
            if value == lang:
                return lang
    return message_lang()


def _root(given: Path | None, common: CommandWords) -> Path:
    """The project's folder: the one given, else the nearest one upwards, else the one this package lies in."""
    here = Path.cwd()
    for folder in [given] if given else [here, *here.parents, Path(__file__).resolve().parents[2]]:
        if (folder / "docs").is_dir() and (folder / "data").is_dir():
            return folder.resolve()
    raise CommandError(common("no-project"), USAGE)


def _overview(common: CommandWords) -> str:
    width = max(map(len, NAMES)) + 2
    lines = [f"{common('usage')}python -m portal {common('commands').upper()}", "", common("summary"), ""]
    lines += [f"  {name:{width}}{CommandWords(name, common.lang)('summary')}" for name in NAMES]
    return "\n".join([*lines, "", common("more")])


def _report() -> str:
    """Where the traceback of an error of the program was written."""
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix="portal-error-", suffix=".txt", delete=False
    ) as file:
        traceback.print_exc(file=file)
    return file.name
