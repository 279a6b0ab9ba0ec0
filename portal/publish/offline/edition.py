"""Which edition the site is, told by two small files instead of every page.

The day, the revision and the number of documents change with every edition. Written into each page they would make
every page new to the stick and to the reader's browser each time; so pages have an empty line that
``edition-data.js`` fills in, or ``edition.css`` where scripts are off. These two have the same names in every edition:
a browser may have them of another one than the page. So the line stands only where somebody vouches for the page, on a
stick, or where the worker that answers is of the edition whose list has this page. Home, "about" and the page of what
is kept are made anew with each edition; they name ``edition-own.js`` and ``edition-own.css`` by their content.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from portal.content.files import File, Looked, Seen, files_at
from portal.core.built import built_name
from portal.core.caching import Store
from portal.corpus.corpus import Portal
from portal.model.values import LANGS
from portal.pages.registry import Site
from portal.publish.offline.whole import rules
from portal.words.interface import Interface

DATA = built_name("edition-data.js")
STYLE = built_name("edition.css")
SITE = "portal"
"""The folder of the pages on the stick."""

_INPUTS = ("docs", "data", "addresses", "hooks", "overrides", "mkdocs.yml", "requirements/build.txt")
_REVISION_LENGTH = 8
_ICONS = ".icons"
# On the web no copy can be half made; during an update the pages say so in other words.
_NOT_SAID = ".p-copy { display: none; }\n"


def content_revision(root: Path, store: Store | None = None, looked: Looked | None = None) -> str:
    """A short name for all that the site is made from: documents, data, templates, code, pinned libraries.

    What ``store`` remembers of files that have not changed is not read again; ``looked``: as for :func:`files_below`.
    """
    seen = Seen(store)
    found = hashlib.sha256()
    for name, hashed in sorted((file.path, _hash(base, file, seen)) for base, file in inputs(root, looked)):
        found.update(f"{name}\0{hashed}\n".encode())
    seen.save()
    if store:
        store.save()
    return found.hexdigest()[:_REVISION_LENGTH]


def inputs(root: Path, looked: Looked | None = None) -> Iterator[tuple[Path, File]]:
    """The files that the site of the project at ``root`` is made from, libraries aside, each with its base folder."""
    for base, names in ((root, _INPUTS), (Path(__file__).parents[3], ("portal",))):  # the package ``portal`` itself
        for name in names:
            for file in files_at(base, name, looked):
                inner = file.path.split("/")[name.count("/") + 1 :]
                if not any(part.startswith((".", "__pycache__")) and part != _ICONS for part in inner):
                    yield base, file


def _hash(base: Path, file: File, seen: Seen) -> str:
    known: str | None = seen.get(file)
    if known is None:
        known = hashlib.sha256((base / file.path).read_bytes()).hexdigest()
        seen.keep(file, known)
    return known


def edition_files(sites: Mapping[str, Site]) -> dict[str, str]:
    """The two files by their path in the site; on the web no style may say more than its page."""
    return {DATA: _script("portalEdition", _data(sites)), STYLE: _NOT_SAID}


def own_files(sites: Mapping[str, Site]) -> dict[str, str]:
    """The same for the pages that are made anew with each edition, by :func:`built_name`."""
    data = _data(sites)
    lines = {site.lang: data[site.lang]["line"] for site in sites.values()}
    return {
        built_name("edition-own.js"): _script("portalEditionOwn", lines),
        built_name("edition-own.css"): _style(lines),
    }


def stick_style(data: Mapping[str, Any], sheets: Iterable[str]) -> str:
    """``edition.css`` of a stick, from the data of its edition. ``sheets`` show whether all of it is there."""
    imports, ending = rules(sheets, data["revision"], f"{SITE}/{STYLE}")
    return _style({lang: data[lang]["line"] for lang in LANGS if lang in data}, imports) + ending


def _data(sites: Mapping[str, Site]) -> dict[str, Any]:
    site = next(iter(sites.values()))
    edition, count = site.edition, _count(site.whole)
    words: dict[str, dict[str, str]] = {
        site.lang: {
            "line": edition.line(site.words, count),
            "old": site.words.t("edition.old", date=site.words.date(edition.day)),
        }
        for site in sites.values()
    }
    data = {"day": edition.day.iso(), "revision": edition.revision, "documents": count, "unfinished": False}
    return data | words


def _count(portal: Portal) -> int:
    """How many documents are listed. No cell is read for that: this is no page."""
    cards, documents = portal.cards, portal.documents
    return sum((cards.get(slug) or documents[slug]).review == "published" for slug in documents)


def unfinished_files() -> dict[str, str]:
    """The same two files for the time of an update, by their path on the stick."""
    lines: dict[str, str] = {lang: Interface(lang).t("edition.unfinished") for lang in LANGS}
    words: dict[str, object] = {lang: {"line": line, "old": line} for lang, line in lines.items()}
    data = {"day": "", "revision": "", "documents": 0, "unfinished": True}
    style = _style(lines) + _NOT_SAID
    return {"system/unfinished.js": _script("portalEdition", data | words), "system/unfinished.css": style}


def _script(name: str, data: Mapping[str, object]) -> str:
    return f"window.{name} = {json.dumps(data, ensure_ascii=False, indent=1)};\n"


def _style(lines: Mapping[str, str], imports: str = "") -> str:
    found = []
    for lang, line in lines.items():
        text = line.replace("\\", "\\\\").replace('"', '\\"')
        found.append(f'html[lang="{lang}"] [data-portal-edition]:empty::before {{ content: "{text}"; }}\n')
    return '@charset "UTF-8";\n' + imports + "".join(found)
