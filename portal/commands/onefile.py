"""``onefile``: one or several documents as one HTML file that can be sent by messenger."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from portal.commands.base import FOUND, OK, USAGE, Command, CommandWords
from portal.content.validation import nearest
from portal.core.problems import render
from portal.corpus.load import load_portal
from portal.model.values import LANGS, Lang
from portal.publish.html.properties import read_properties
from portal.publish.onefile.make import one_file, parts_of


def arguments(parser: argparse.ArgumentParser, words: CommandWords) -> None:
    """Which documents, in which language, where to."""
    parser.add_argument("slugs", nargs="+", metavar="SLUG", help=words("slugs"))
    parser.add_argument("--in", dest="langs", choices=(*LANGS, "all", "both"), default=LANGS[0], help=words("in"))
    parser.add_argument("-o", "--output", type=Path, help=words("out"))
    parser.add_argument("--site", type=Path, help=words("site"))


def run(options: argparse.Namespace, command: Command) -> int:
    """Write the file. Exit code 1 if the content has problems, 2 for an unknown document."""
    portal, problems = load_portal(command.root)
    if problems:
        command.say(render(problems, command.lang))
        return FOUND
    slugs = list(dict.fromkeys(name.rpartition("/")[2].removesuffix(".md") for name in options.slugs))
    names = {document.slug for document in portal.content}
    for slug in slugs:
        if slug not in names:
            command.fail("unknown", USAGE, slug=slug, near=nearest(slug, names) or "–")
    langs: tuple[Lang, ...] = LANGS if options.langs in {"all", "both"} else (options.langs,)
    with tempfile.TemporaryDirectory() as folder:
        site = options.site or built_site(command, Path(folder) / "site")
        try:
            parts = parts_of(portal, site, slugs, langs)
        except FileNotFoundError as error:
            command.fail("no-page", path=Path(str(error.filename)).relative_to(site).as_posix())
        for slug in slugs:
            document = portal.documents[slug]
            if len(langs) == 1 and document.state(langs[0]) == "missing":
                command.say(command.words("other-lang", slug=slug, lang=document.original))
        text = one_file(portal, site, parts, langs[0], read_properties(command.root))
    name = slugs[0] if len(slugs) == 1 else "portal-list"
    target: Path = options.output or Path(f"{name}-{options.langs}.html")
    target.write_text(text, encoding="utf-8", newline="\n")
    size = -(-len(text.encode()) // 1024)
    command.say(command.words("done", path=target, size=size, count=len(slugs)))
    command.give({"path": str(target), "bytes": len(text.encode()), "documents": slugs})
    return OK


def built_site(command: Command, site: Path) -> Path:
    """A strict build of the site. Its own words would tell an editor little: ``check`` says what is wrong."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    for name in ("PORTAL_ONLY_LOCALE", "PORTAL_TOPICS"):
        environment.pop(name, None)
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)]
    done = subprocess.run(build, cwd=command.root, env=environment, check=False, capture_output=True)
    if done.returncode:
        command.fail("no-build")
    return site
