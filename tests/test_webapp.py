"""The files of the web app: manifests, icons, lists of files, the worker."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

import browsing
from page_types import of_type
from portal.publish.html.entries import FileEntry, entry
from portal.publish.html.references import local_references
from portal.publish.webapp.build import worker
from portal.publish.webapp.lists import PACKS, PER_LIST, Pack, bucket, list_path, make_lists

STORE = browsing.REPOSITORY / "overrides/assets/javascripts/offline/store.js"
SHELL_LIMIT = 190_000
"""Compressed, in bytes: what a first visit costs beyond the page that was asked for, at most."""


def edition(site: Path) -> dict[str, Any]:
    text = (site / "worker.js").read_text(encoding="utf-8")
    content: dict[str, Any] = json.loads(text[text.index("{") : text.index(";\n")])
    return content


# --- Lists --------------------------------------------------------------------------------


def test_lists_hold_each_file_once_with_its_packs() -> None:
    paths = [f"practices/p{number}.html" for number in range(2 * PER_LIST + 1)] + ["about.html", "ru/acts/a.html"]
    listed = {path: entry(path.encode()) for path in paths}
    packs = [Pack("ky", frozenset(paths[:-1])), Pack("ru", frozenset(paths[-1:])), Pack("x", frozenset({"gone.html"}))]
    made = make_lists(listed, packs)
    assert {name: len(lists) for name, lists in made.index.items()} == {"practices": 3, "root": 1, "ru.acts": 1}
    found: dict[str, list[object]] = {}
    for folder, lists in made.index.items():
        for number, (size, digest) in enumerate(lists):
            text = made.files[list_path(folder, number)]
            assert entry(text.encode()) == FileEntry(size, digest)  # type: ignore[arg-type]
            for name, line in json.loads(text).items():
                path = name if folder == "root" else f"{folder.replace('.', '/')}/{name}"
                assert path not in found and bucket(name, len(lists)) == number
                found[path] = line
    assert found == {
        path: [item.size, item.hash, [1 if path == "ru/acts/a.html" else 0]] for path, item in listed.items()
    }
    whole, other, none = json.loads(made.files[PACKS])
    assert whole["files"] == len(paths) - 1 and whole["bytes"] == sum(len(path) for path in paths[:-1])
    assert other == {"id": "ru", "files": 1, "bytes": len(paths[-1]), "lists": ["ru.acts-0"]}
    assert none["files"] == 0 and none["lists"] == []


def test_a_new_file_leaves_other_lists_as_they_are() -> None:
    before = {f"practices/p{number}.html": FileEntry(1, str(number)) for number in range(3 * PER_LIST)}
    after = before | {"practices/p5.html": FileEntry(2, "x"), "events/new.html": FileEntry(1, "y")}
    first, second = make_lists(before, []), make_lists(after, [])
    changed = {path for path, text in second.files.items() if first.files.get(path) != text}
    assert changed == {list_path("practices", bucket("p5.html", 3)), "assets/offline/events-0.json"}


def test_the_page_finds_the_list_that_the_build_wrote() -> None:
    names = ["kum-dobo.html", "a.html", "өрнөк.pdf", "x" * 200, "index.html"]
    pairs = [(name, count) for name in names for count in (1, 2, 7, 90)]
    text = STORE.read_text(encoding="utf-8")
    start = text.index("  function bucket(")
    answer = browsing.run_node(
        f"{text[start : text.index(chr(10) + '  }', start) + 4]};"
        "const lines = JSON.parse(require('fs').readFileSync(0));"
        "console.log(JSON.stringify(lines.map(([name, count]) => bucket(name, count))))",
        stdin=json.dumps(pairs),
    )
    assert json.loads(answer) == [bucket(name, count) for name, count in pairs]


def test_the_worker_is_new_when_a_file_or_its_code_is() -> None:
    same: dict[str, object] = {"files": {"a": [1, "x"]}}
    texts = [worker(same, "run()"), worker({"files": {"a": [1, "y"]}}, "run()"), worker(same, "go()")]
    assert len({re.findall(r'"edition":"(\w+)"', text)[0] for text in texts}) == 3
    assert texts[0] == worker(same, "run()") and texts[0].endswith("run()")


# --- The real site ------------------------------------------------------------------------


def test_the_lists_tell_the_truth_about_every_file(built_site: Path) -> None:
    content = edition(built_site)
    known = dict(content["files"])
    for folder, lists in content["lists"].items():
        for number, (size, digest) in enumerate(lists):
            path = list_path(folder, number)
            assert list(vars(entry((built_site / path).read_bytes())).values()) == [size, digest]
            for name, line in json.loads((built_site / path).read_text(encoding="utf-8")).items():
                known[name if folder == "root" else f"{folder.replace('.', '/')}/{name}"] = line[:2]
    for path, line in known.items():
        assert list(vars(entry((built_site / path).read_bytes())).values()) == line, path
    pages = {path.relative_to(built_site).as_posix() for path in built_site.rglob("*.html")}
    assert pages - known.keys() == {"404.html", "ru/404.html"}
    assert "worker.js" not in known and not (built_site / "assets/javascripts/worker.js").exists()


def test_a_pack_is_whole_by_its_own_list(built_site: Path) -> None:
    """It may be asked for on the very first page, before anything else was kept."""
    content = edition(built_site)
    numbers = {pack["id"]: number for number, pack in enumerate(json.loads((built_site / PACKS).read_text("utf-8")))}
    there: dict[str, set[str]] = {name: set() for name in numbers}
    for folder, lists in content["lists"].items():
        for number in range(len(lists)):
            for name, line in json.loads((built_site / list_path(folder, number)).read_text("utf-8")).items():
                path = name if folder == "root" else f"{folder.replace('.', '/')}/{name}"
                for pack, own in numbers.items():
                    if own in line[2]:
                        there[pack].add(path)
    for lang, at in (("ky", ""), ("ru", "ru/")):
        begin = {f"{at}{name}.html" for name in ("index", "search", "catalogue")}
        assert begin | set(content["start"][lang]) <= there[f"{lang}:search"]
        shell = {path for path in content["files"] if path.endswith((".css", ".woff2")) or "/javascripts/" in path}
        assert begin | shell | set(content["start"][lang]) | {f"{at}offline.html"} <= there[lang]
        assert all(f"{at}index.html" in files for pack, files in there.items() if pack.startswith(lang + ":"))


def test_the_shell_is_small_and_has_what_a_start_needs(built_site: Path) -> None:
    content = edition(built_site)
    shell = set(content["files"])
    assert {"index.html", "search.html", "catalogue.html", "offline.html", "ru/offline.html"} <= shell
    assert {"assets/search/ky/manifest.js", browsing.built(built_site, "search.js"), "assets/edition-data.js"} <= shell
    assert len([path for path in shell if path.endswith(".woff2")]) == 2
    size = sum(packed(built_site / path) for path in shell - set(content["start"]["ru"]))
    assert size <= SHELL_LIMIT, size


def test_a_first_visit_loads_little_beyond_its_page(built_site: Path) -> None:
    """Packed, as servers send it: the worker, what it loads at once, the first page, the lists of the page's folder."""
    content = edition(built_site)
    starts = {path for paths in content["start"].values() for path in paths}
    for lang, home in (("ky", "index.html"), ("ru", "ru/index.html")):
        address = of_type(built_site, "practice", lang)
        html = (built_site / address).read_text(encoding="utf-8")
        own = set(local_references(address, html)) | {path for path in content["files"] if "/fonts/" in path}
        folder = address.rpartition("/")[0].replace("/", ".")
        lists = [list_path(folder, number) for number in range(len(content["lists"][folder]))]
        loaded = {*(content["files"].keys() - starts - own), home, "worker.js", *lists}
        weight = {path: packed(built_site / path) for path in loaded}
        assert sum(weight.values()) <= 75_000, sorted(weight.items(), key=lambda item: -item[1])
        assert not any("search.html" in path or "catalogue.html" in path for path in loaded)


def packed(path: Path) -> int:
    data = path.read_bytes()
    return len(data if path.suffix in {".woff2", ".png"} else gzip.compress(data))


@pytest.mark.parametrize(
    ("path", "home"), [("manifest.webmanifest", "index.html"), ("ru/manifest.webmanifest", "index.html")]
)
def test_manifests_lead_to_what_is_there(built_site: Path, path: str, home: str) -> None:
    place = (built_site / path).parent
    manifest = json.loads((built_site / path).read_text(encoding="utf-8"))
    assert manifest["start_url"] == home and (place / home).is_file()
    assert (place / manifest["scope"]).resolve() == built_site.resolve(), "both languages are within"
    assert manifest["name"] and manifest["short_name"] and manifest["description"]
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    for icon in manifest["icons"]:
        with Image.open(place / icon["src"]) as picture:
            assert f"{picture.width}x{picture.height}" == icon["sizes"]
    assert [(place / item["url"]).is_file() for item in manifest["shortcuts"]] == [True] * 3


def test_maskable_icons_have_no_edges() -> None:
    """Whatever shape is cut out of it: the ground goes to all corners, the drawing stays in the middle."""
    with Image.open(browsing.REPOSITORY / "overrides/assets/images/icon-maskable-512.png") as picture:
        pixels = picture.convert("RGBA")
        corners = {pixels.getpixel(at) for at in ((0, 0), (511, 0), (0, 511), (511, 511))}
        assert len(corners) == 1 and next(iter(corners))[3] == 255  # type: ignore[index]
        ground = next(iter(corners))
        edge = [
            pixels.getpixel((x, y)) for x in range(512) for y in range(512) if (x - 256) ** 2 + (y - 256) ** 2 > 205**2
        ]
        assert all(abs(a - b) <= 3 for one in edge for a, b in zip(one, ground, strict=True))  # type: ignore[arg-type]
