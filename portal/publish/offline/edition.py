"""Which edition the site is, told by two small files instead of every page.

The day, the revision and the number of documents change with every edition. Written into each page they would make
every page new to the stick and to the reader's browser each time; so pages have an empty line that
``edition-data.js`` fills in, or ``edition.css`` where scripts are off.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from portal.core.built import built_name
from portal.model.values import LANGS
from portal.pages.registry import Site
from portal.words.interface import Interface

DATA = built_name("edition-data.js")
STYLE = built_name("edition.css")

_INPUTS = ("docs", "data", "addresses", "hooks", "overrides", "mkdocs.yml", "requirements/build.txt")
_REVISION_LENGTH = 8
_ICONS = ".icons"


def content_revision(root: Path) -> str:
    """A short name for all that the site is made from: documents, data, templates, code, pinned libraries."""
    found = hashlib.sha256()
    for name, file in sorted(_inputs(root)):
        found.update(f"{name}\0{hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return found.hexdigest()[:_REVISION_LENGTH]


def _inputs(root: Path) -> Iterator[tuple[str, Path]]:
    code = Path(__file__).parents[2]  # the package ``portal`` itself
    for name, start in (*((name, root / name) for name in _INPUTS), ("portal", code)):
        for file in [start] if start.is_file() else start.rglob("*"):
            inner = file.relative_to(start).parts
            if file.is_file() and not any(part.startswith((".", "__pycache__")) and part != _ICONS for part in inner):
                yield "/".join((name, *inner)), file


def edition_files(sites: Mapping[str, Site]) -> dict[str, str]:
    """The two files by their path in the site."""
    site = next(iter(sites.values()))
    edition, count = site.edition, sum(1 for _ in site.portal.content)
    words: dict[str, dict[str, str]] = {
        site.lang: {
            "line": edition.line(site.words, count),
            "old": site.words.t("edition.old", date=site.words.date(edition.day)),
        }
        for site in sites.values()
    }
    data = {"day": edition.day.iso(), "revision": edition.revision, "documents": count, "unfinished": False}
    return {DATA: _script(data | words), STYLE: _style({lang: texts["line"] for lang, texts in words.items()})}


def unfinished_files() -> dict[str, str]:
    """The same two files for the time of an update, by their path on the stick."""
    lines: dict[str, str] = {lang: Interface(lang).t("edition.unfinished") for lang in LANGS}
    words: dict[str, object] = {lang: {"line": line, "old": line} for lang, line in lines.items()}
    data = {"day": "", "revision": "", "documents": 0, "unfinished": True}
    return {"system/unfinished.js": _script(data | words), "system/unfinished.css": _style(lines)}


def _script(data: Mapping[str, object]) -> str:
    return f"window.portalEdition = {json.dumps(data, ensure_ascii=False, indent=1)};\n"


def _style(lines: Mapping[str, str]) -> str:
    rules = []
    for lang, line in lines.items():
        text = line.replace("\\", "\\\\").replace('"', '\\"')
        rules.append(f'html[lang="{lang}"] [data-portal-edition]:empty::before {{ content: "{text}"; }}\n')
    return '@charset "UTF-8";\n' + "".join(rules)
