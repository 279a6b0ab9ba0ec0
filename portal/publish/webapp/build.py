"""A built site → the same site as a web app: manifests, lists of files, and the worker at its root."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from portal.core.built import FONT_FILES, SHARED_PICTURES, BuiltNames, built_name
from portal.core.urls import address
from portal.corpus.corpus import Portal
from portal.language.languages import Analyser, analyser, others
from portal.model.values import LANGS, Lang
from portal.pages.registry import Site
from portal.publish.html.entries import entries
from portal.publish.html.files import read_pages
from portal.publish.html.previous import Kept, Printed
from portal.publish.html.properties import Properties
from portal.publish.offline import hashes
from portal.publish.offline.subsets import is_of_lang
from portal.publish.webapp.lists import FOLDER, PACKS, Pack, make_lists
from portal.publish.webapp.manifest import manifest, manifest_path

WORKER = built_name("worker.js")
"""At the root, because a worker serves what lies beside and below it."""

_STARTS = ("index", "catalogue", "search")
# Loaded on demand by every page or by every document, or by the style sheet: no page of the shell names them.
_SHELL = ("offline-store.js", "cite.js", *FONT_FILES)
_ON_DEMAND: Mapping[Analyser, tuple[str, ...]] = {"kyrgyz": ("language-roots.js",)}  # what stems need
_OF_SEARCH = ("search-repair.js", "search-more.js", "language-stems.js")
_BESIDE = ("acts", "course-books", "course-trainers")
"""Folders of the pages that go with the documents that link to them."""
_SHELL_SUFFIXES = (".css", ".js", ".woff2", ".svg", ".webmanifest")
# For servers, for search engines, for editors: nothing that a reader would open without a connection.
_NOT_KEPT = re.compile(
    r"([a-z]+/)?404\.html|sitemap.*|.*\.(map|zip)|edit/.*|admin/.*|feeds?/.*|downloads/.*|data/documents\..*|.*OFL\.txt"
    rf"|{SHARED_PICTURES}.*"
)


def write_webapp(
    folder: Path,
    sites: Mapping[Lang, Site],
    portal: Portal,
    printed: Mapping[str, Printed],
    properties: Properties,
    kept: Mapping[str, Kept],
    names: BuiltNames,
) -> None:
    """Add the files of the web app to those of the site in ``folder``. ``printed`` are its pages, as far as known;
    of the files that are ``kept``, those that are not new lie elsewhere already.
    """
    for site in sites.values():
        if address(site.lang, "index") in printed:  # else this language was not built
            target = folder / manifest_path(site)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(manifest(site, properties), encoding="utf-8", newline="\n")
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    code = (folder / WORKER).read_text(encoding="utf-8")
    there = {*hashes.files(folder), *(path for path, item in kept.items() if not item.is_new)}
    paths = {path for path in there if path != WORKER and not _NOT_KEPT.fullmatch(path)}
    others = sorted(path for path in paths if path.endswith(".html") and path not in printed)
    pages = {**{path: page for path, page in printed.items() if path in paths}, **read_pages(folder, others)}
    known = {path: page.entry for path, page in pages.items()}
    known |= {path: item.printed.entry for path, item in kept.items() if path in paths}
    known |= entries(folder, paths - known.keys())
    shell = _shell(pages, names) & paths
    start = {lang: sorted((_start(lang, pages) & paths) - shell) for lang in LANGS}
    at_once = shell.union(*start.values())
    # What comes by itself is listed too: a pack is whole by its own list, whatever has come before.
    made = make_lists({path: known[path] for path in sorted(paths)}, list(packs(portal, paths, pages, names)))
    for path, text in made.files.items():
        (folder / path).write_text(text, encoding="utf-8", newline="\n")
    known |= entries(folder, [PACKS])
    content = {
        "files": {path: [known[path].size, known[path].hash] for path in sorted(at_once | {PACKS})},
        "start": start,
        "lists": made.index,
    }
    (folder / WORKER).write_text(worker(content, code), encoding="utf-8", newline="\n")


def worker(content: Mapping[str, object], code: str) -> str:
    """The worker's script: what this edition is made of, then the program. Its name is a hash of both."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    name = hashlib.sha256(f"{text}\0{code}".encode()).hexdigest()[:12]
    return f'self.portalEdition={{"edition":"{name}",{text[1:]};\n{code}'


def _start(lang: Lang, pages: Mapping[str, Printed]) -> set[str]:
    """Pages where every visit begins, and what they load. The worker keeps them when a second page is read."""
    found = {built_name(f"search/{lang}/manifest.js")}
    for at in (address(lang, key) for key in _STARTS):
        found |= {at, *_loaded(pages, at)}
    return found


def _loaded(pages: Mapping[str, Printed], at: str) -> set[str]:
    """What a page loads."""
    page = pages.get(at)
    return {name for name in (page.references if page else ()) if name.endswith(_SHELL_SUFFIXES)}


def _shell(pages: Mapping[str, Printed], names: BuiltNames) -> set[str]:
    """What pages of every kind load, and the page that is shown in the place of one that is not there."""
    found = set(map(names, _SHELL))
    for lang in LANGS:
        found.add(address(lang, "offline"))
        for key in ("index", "offline"):
            found |= _loaded(pages, address(lang, key))
    return found


def packs(portal: Portal, paths: Iterable[str], pages: Mapping[str, Printed], names: BuiltNames) -> Iterator[Pack]:
    """Everything in one language; its search; each of its topics: documents, what they show, acts that they name."""
    paths = set(paths)
    for lang in LANGS:
        yield Pack(
            lang, frozenset(path for path in paths if not any(is_of_lang(path, other) for other in others(lang)))
        )
        search = {path for path in paths if path.startswith(built_name(f"search/{lang}/"))}
        scripts = map(names, (*_OF_SEARCH, *_ON_DEMAND.get(analyser(lang), ())))
        yield Pack(f"{lang}:search", frozenset(search | paths.intersection(scripts) | (_start(lang, pages) & paths)))
        beside = tuple(address(lang, f"{name}/index").removesuffix("index.html") for name in _BESIDE)
        kept = {path for path in paths if not path.endswith(".html") or path.startswith(beside)}
        learning = address(lang, "learning")
        of_learning = {learning} | _loaded(pages, learning) if learning in paths else set()
        of_topics = {
            topic: paths & {address(lang, key) for key in ("index", f"topics/{topic}", f"readers/{topic}")}
            for topic in portal.reference.topics
        }
        for slug in portal.documents:
            card = portal.cards[slug]
            path = address(lang, card.key)
            if path in paths:
                references = pages[path].references
                shown = {path, *kept.intersection(references), *(of_learning if learning in references else ())}
                for topic in of_topics.keys() & set(card.topics):
                    of_topics[topic] |= shown
        yield from (Pack(f"{lang}:{topic}", frozenset(files)) for topic, files in of_topics.items())
