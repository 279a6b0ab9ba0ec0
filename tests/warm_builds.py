"""Builds of a small project without MkDocs around them, one after the other: what is printed, and what comes out.

``python warm_builds.py ROOT SITE`` is one such build, for tests that kill it.
"""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

from jinja2 import BytecodeCache, pass_context
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from mkdocs.theme import Theme

import browsing
from browsing import REPOSITORY
from portal.core import caching
from portal.core.built import MARK, BuiltNames
from portal.corpus.load import load_portal
from portal.corpus.visible import visible
from portal.markup.render import Renderer
from portal.model.dates import PartialDate
from portal.pages.registry import Edition, Site, build_sites
from portal.publish.assets import made_files
from portal.publish.html.languages import Beside, cells_of
from portal.publish.html.previous import PreviousSite, Printed
from portal.publish.html.printing import Printer, ThemeSettings
from portal.publish.html.waiting import Finish, Waiting, WholeSite, begin_site
from portal.publish.outputs import write_large, write_outputs
from small_tree import DATA, ORIGINAL, RESOLUTION, current, lay_out

SECOND = ORIGINAL.replace("Суу түтүгү", "Экинчи тажрыйба").replace(
    "topics: [drinking-water]", "topics: [drinking-water, roads]\nplaces: [{municipality: kashka-suu}]"
)
LAWS = """laws: [{act: kg-law-2021-125}]
related: [{document: chechim, relation: answers, recommendation: 1}]
topics:"""
CITING = (
    ORIGINAL.replace("Суу түтүгү", "Мыйзамдуу")
    .replace("Түтүк тартылды.", "«О самоуправлении» деген мыйзам бар. [Экинчиси](ekinchi.md) да бар.")
    .replace("topics:", LAWS)
)
FILES = {
    "ky/practices/suu.md": ORIGINAL,
    "ru/practices/suu.md": current(),
    "ky/practices/ekinchi.md": SECOND,
    "ky/practices/jalgyz.md": ORIGINAL.replace("Суу түтүгү", "Жалгыз"),
    "ky/practices/myizam.md": CITING,
    "ky/practices/dolboor.md": ORIGINAL.replace("Суу түтүгү", "Долбоор").replace("added:", "review: proposed\nadded:"),
    "ky/resolutions/chechim.md": RESOLUTION,
    "ky/contribute.md": "---\ntitle: Катышуу\nsummary: Порталга кантип жардам берсе болорун айтат.\n---\n\nТекст.\n",
}
TOPICS = DATA["topics.yml"] + DATA["topics.yml"].split("topics:\n")[1].replace("drinking-water", "roads").replace(
    "Ичүүчү суу", "Жолдор"
)
SYNONYMS = """synonyms:
  - {id: pipe, words: {ky: [түтүк, кубур], ru: [труба, трубопровод]}, asked: {ky: [шланг], ru: [шланг]}}
"""
PAGES = """pages:
  - {id: form, asked: {ky: [порталга тажрыйба жөнөтүү], ru: [прислать опыт на портал]}}
"""
RECORDS = {**DATA, "topics.yml": TOPICS, "synonyms.yml": SYNONYMS, "pages.yml": PAGES}
SETTINGS = DATA["site.yml"] + "address: https://portal.example/\ncontact: a@portal.example\n"


class Compiled(BytecodeCache):
    """Compiled templates, for all builds of these tests."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if (bucket.key, bucket.checksum) in self.known:
            bucket.bytecode_from_string(self.known[bucket.key, bucket.checksum])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.known[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


COMPILED = Compiled()


@pass_context
def seen_from_here(context: Context, target: str) -> str:
    """The filter that hooks/printing.py gives to the templates."""
    return str(context["links"][target])


@dataclass(frozen=True)
class Made:
    """What a build did: the pages by their address, and how often it did what."""

    pages: dict[str, Printed]
    counts: Counter[str]


def lay_out_project(root: Path) -> Path:
    """A small project with the real templates."""
    lay_out(root, FILES, RECORDS | {"site.yml": SETTINGS})
    for name in ("hooks", "overrides"):
        shutil.copytree(REPOSITORY / name, root / name, ignore=shutil.ignore_patterns("__pycache__", "assets"))
    config = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(browsing.nav_of(root / "docs", config), encoding="utf-8")
    (root / "overrides/assets").mkdir()
    (root / "overrides/assets/own.css").write_text("a { color: red }\n", encoding="utf-8")
    return root


def sites_of(root: Path) -> dict[Any, Site]:
    """The sites of the project."""
    portal = visible(load_portal(root)[0])
    return build_sites(portal, Edition(PartialDate(2026, 11, 22)), partial(cells_of, root))


def make(
    root: Path, site: Path, *, look: str = "style.css", langs: tuple[str, ...] = ("ky", "ru"), style: str = ""
) -> Made:
    """Write the site as the hooks do, without what MkDocs does around it. ``style``: the hash of the style sheet."""
    counts: Counter[str] = Counter()
    with (
        patch.object(Printer, "html", counted(Printer.html, "printed", counts)),
        patch.object(Renderer, "render", counted(Renderer.render, "rendered", counts)),
        patch.object(Site, "_make", counted(Site._make, "modelled", counts)),
    ):
        previous = PreviousSite(root, site)
        printers = printers_of(root, look, langs, style)
        previous.making.mkdir(parents=True)
        writing = begin_site(printers, root, previous, beside=large_of(printers, root))
        writing.finally_write(outputs_of(printers))
        writing.put_in_place()
        assert isinstance(writing, WholeSite)
    return Made(writing.pages, counts)


def begin(root: Path, site: Path, first: Collection[str] = (), *, style: str = "") -> Waiting:
    """Build as a served site is built after a change: the pages ``first`` are written, the others wait."""
    previous = PreviousSite(root, site)
    printers = printers_of(root, "style.css", ("ky", "ru"), style)
    previous.making.mkdir(parents=True)
    waiting = begin_site(printers, root, previous, looked_at=first, beside=large_of(printers, root))
    waiting.finally_write(outputs_of(printers))
    waiting.put_in_place()
    assert isinstance(waiting, Waiting)
    return waiting


def printers_of(root: Path, look: str, langs: tuple[str, ...], style: str) -> list[Printer]:
    """What prints the pages of each language."""
    sites = {lang: one for lang, one in sites_of(root).items() if lang in langs}
    names = made_files(REPOSITORY, sites)[0]
    if style:
        names = BuiltNames({**names.hashes, f"portal.{MARK}.css": f"portal.{style}.css"})
    printers = []
    for one in sites.values():
        theme = {"language": one.lang, "icon": {"logo": "material/home-group"}, "favicon": "icon.svg"}
        env = Theme(name="material", custom_dir=str(root / "overrides")).get_env()
        env.filters["url"] = seen_from_here
        env.bytecode_cache = COMPILED
        printers.append(Printer(env, one, ThemeSettings(theme, (look,), ("script.js",)), root, names))
    return printers


def outputs_of(printers: list[Printer]) -> Finish:
    """What writes the files beside the pages."""
    return partial(write_outputs, printers[0].site.whole, [one.site for one in printers])


def large_of(printers: list[Printer], root: Path) -> Beside:
    """What writes the large ones."""
    return partial(write_large, printers[0].site.whole, [one.site for one in printers], root)


def counted(function: Callable[..., Any], name: str, counts: Counter[str]) -> Callable[..., Any]:
    """The same function, counting."""

    def call(*args: Any, **options: Any) -> Any:
        counts[name] += 1
        return function(*args, **options)

    return call


def tree(site: Path) -> dict[str, bytes]:
    """Every file of a site."""
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def clean(root: Path, aside: Path) -> tuple[Made, dict[str, bytes]]:
    """What a build makes where nothing is kept; what is kept stays as it is."""
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir()
    (root / caching.FOLDER).rename(aside / "cache")
    made = make(root, aside / "site")
    shutil.rmtree(root / caching.FOLDER)
    (aside / "cache").rename(root / caching.FOLDER)
    return made, tree(aside / "site")


if __name__ == "__main__":
    make(Path(sys.argv[1]), Path(sys.argv[2]))
