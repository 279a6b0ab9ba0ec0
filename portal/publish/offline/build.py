"""A built site → the folder of an edition, ready for the stick."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, cast

from portal.core.built import SHARED_PICTURES, built_name
from portal.core.records import dataclass
from portal.core.urls import address
from portal.corpus.corpus import Portal
from portal.corpus.downloads import FOLDER
from portal.model.values import LANGS, Lang
from portal.pages.feeds import FEEDS
from portal.publish.html.properties import Properties
from portal.publish.offline import elsewhere, hashes, subsets, texts, whole
from portal.publish.offline.beside import is_of_pairs, move_pairs
from portal.publish.offline.edition import DATA, SITE, STYLE, stick_style, unfinished_files
from portal.publish.offline.names import name_problems
from portal.publish.offline.packs import pack_search
from portal.publish.offline.stick.update import EDITION, FORMAT, GUIDE, HASHES, START
from portal.publish.offline.subsets import Subset

_LONGEST_LABEL = 60

# For a web server or the web app; data that keep an address which others may have, and stand once more in files that
# pages lead to (``law_graph``).
_NOT_ON_STICK = (*(address(lang, "404") for lang in LANGS), "sitemap.xml", built_name("worker.js"), "assets/offline/",
                 SHARED_PICTURES, f"{FOLDER}/", FEEDS, "data/law.")  # fmt: skip


class NotPortableError(Exception):
    """The edition has names that Windows cannot hold."""


@dataclass(frozen=True)
class Made:
    """A finished edition. ``left_out`` counts the small pages in the place of others."""

    folder: Path
    day: str
    revision: str
    documents: int
    files: int
    bytes: int
    left_out: int


def edition_name(day: str, subset: Subset) -> str:
    """The name of the folder and the zip."""
    label = subset.label
    if len(label) > _LONGEST_LABEL:
        label = f"{label[: _LONGEST_LABEL - 7]}-{hashlib.sha256(label.encode()).hexdigest()[:6]}"
    return f"portal-{day}" + ("" if label == "all" else f"-{label}")


def read_data(site: Path) -> dict[str, Any]:
    """What the built site says of its edition."""
    text = (site / DATA).read_text(encoding="utf-8")
    return cast("dict[str, Any]", json.loads(text[text.index("{") : text.rindex("}") + 1]))


def make_edition(portal: Portal, site: Path, out: Path, subset: Subset, time: int, properties: Properties) -> Made:
    """Write the edition below ``out``. ``portal`` is the whole portal, ``site`` was built with the subset's topics.

    ``properties`` are those of the project that the site was built from.
    """
    data = read_data(site)
    folder = out / edition_name(data["day"], subset)
    shutil.rmtree(folder, ignore_errors=True)
    left_out = _copy_site(portal, site, folder / SITE, subset)
    lines: dict[Lang, str] = {lang: data[lang]["line"] for lang in LANGS}
    _write_stick(portal, folder, subset, lines, properties)
    sheets = whole.sheets(hashes.files(folder), data["revision"])
    _write(folder, {f"{SITE}/{STYLE}": stick_style(data, sheets), **sheets})
    found = name_problems([*hashes.files(folder), EDITION, HASHES])
    if found:
        raise NotPortableError("\n".join(f"{item.path}: {item.why}" for item in found))
    listed = hashes.as_text(hashes.hash_folder(folder))
    size = sum((folder / path).stat().st_size for path in hashes.files(folder))
    passport = {
        "format": FORMAT,
        "day": data["day"],
        "time": time,
        "content": data["revision"],
        "documents": data["documents"],
        "languages": list(subset.langs),
        "topics": list(subset.topics),
        "subset": subset.label,
        "files": listed.count("\n"),
        "bytes": size,
        "revision": hashes.revision(listed),
    }
    _write(folder, {HASHES: listed, EDITION: json.dumps(passport, ensure_ascii=False, indent=1) + "\n"})
    return Made(folder, data["day"], data["revision"], data["documents"], listed.count("\n"), size, left_out)


def _copy_site(portal: Portal, site: Path, target: Path, subset: Subset) -> int:
    left_langs = [lang for lang in LANGS if lang not in subset.langs]
    built = [
        path
        for path in hashes.files(site)
        if not path.startswith(_NOT_ON_STICK)
        and not path.endswith((".map", ".gz", ".br"))
        and not elsewhere.LEFT.fullmatch(path)
    ]
    kept = [path for path in built if not any(subsets.is_of_lang(path, lang) for lang in left_langs)]
    if subset.label != "all":
        pages = {path: (site / path).read_text(encoding="utf-8") for path in kept if path.endswith(".html")}
        unused = subsets.unused_assets(portal, pages)
        kept = [path for path in kept if path not in unused]
    pairs = [path for path in kept if is_of_pairs(path)]
    built, kept = ([path for path in paths if not is_of_pairs(path)] for paths in (built, kept))
    for path in kept:
        place = target / path
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(site / path, place)
    _fit(portal, site, pairs, [path for path in kept if path.endswith(".html")], target)
    if subset.label == "all":
        return 0
    pages_kept = frozenset(path for path in kept if path.endswith(".html"))
    small = subsets.placeholders(portal, built, pages_kept, subset)
    _write(target, small)
    return len(small)


def _fit(portal: Portal, site: Path, pairs: Iterable[str], pages: Iterable[str], target: Path) -> None:
    """What takes less room on a medium with large clusters, or is not there."""
    move_pairs(site, pairs, target)
    pack_search(target)
    for path in pages:
        html = (target / path).read_text(encoding="utf-8")
        told = elsewhere.without_links(html, subsets.page_lang(path), portal.settings.address)
        if told != html:
            (target / path).write_text(told, encoding="utf-8", newline="\n")


def _write_stick(
    portal: Portal, folder: Path, subset: Subset, lines: Mapping[Lang, str], properties: Properties
) -> None:
    (folder / GUIDE).write_bytes(texts.for_windows(texts.guide(portal, subset, lines)))
    own = {START: texts.start_page(portal, subset, lines, properties), **unfinished_files()}
    own |= {f"system/{name}": texts.stick_file(name) for name in ("update.py", "messages.json")}
    _write(folder, own)
    (folder / "system/update.ps1").write_bytes(texts.for_windows(texts.stick_file("update.ps1")))
    # A batch file with a mark at its start does not run.
    (folder / "update.bat").write_bytes(texts.stick_file("update.bat").replace("\n", "\r\n").encode("ascii"))


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8", newline="\n")
