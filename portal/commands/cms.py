"""``cms``: the editor program Sveltia CMS with the portal's configuration, for those who ask for it."""

from __future__ import annotations

import argparse
import shutil
from importlib import resources
from pathlib import Path

import yaml

from portal.commands.base import FOUND, OK, Command, CommandWords
from portal.core.problems import render
from portal.corpus.settings import load_settings
from portal.forms.cms import PROGRAM, cms_config
from portal.reference.load import load_reference

_PACKAGE = Path("node_modules/@sveltia/cms")


def arguments(parser: argparse.ArgumentParser, words: CommandWords) -> None:
    """Where to, and of which repository."""
    parser.add_argument("--out", type=Path, default=Path("site/admin"), help=words("out"))
    parser.add_argument("--repository", help=words("repository"))


def run(options: argparse.Namespace, command: Command) -> int:
    """Write ``index.html``, ``config.yml`` and the program into a folder."""
    reference, problems = load_reference(command.root)
    if problems:
        command.say(render(problems, command.lang))
        return FOUND
    roots = (command.root, Path(__file__).resolve().parents[2])
    package = next((root / _PACKAGE for root in roots if (root / _PACKAGE / "dist" / PROGRAM).is_file()), None)
    if package is None:
        command.fail("program-missing", path=_PACKAGE.as_posix())
    settings, _ = load_settings(command.root)
    config = cms_config(reference, options.repository or settings.repository)
    folder: Path = command.root / options.out
    folder.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(config, allow_unicode=True, sort_keys=False, width=120)
    (folder / "config.yml").write_text(text, encoding="utf-8", newline="\n")
    page, style = (
        resources.files("portal.forms").joinpath(f"cms.{name}").read_text("utf-8") for name in ("html", "css")
    )
    host = {"github": "https://api.github.com", "gitlab": "https://gitlab.com"}[config["backend"]["name"]]
    (folder / "index.html").write_text(page.replace("{host}", host), encoding="utf-8", newline="\n")
    (folder / "cms.css").write_text(style, encoding="utf-8", newline="\n")
    shutil.copyfile(package / "dist" / PROGRAM, folder / PROGRAM)
    shutil.copyfile(package / "LICENSE.txt", folder / "LICENSE.txt")
    command.give({"folder": options.out.as_posix(), "collections": len(config["collections"])})
    command.say(command.words("done", path=options.out.as_posix()))
    return OK
