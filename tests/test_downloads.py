"""The editions for a stick beside the published site: their list, and the page that offers them."""

from __future__ import annotations

import hashlib
import json
import subprocess
import zipfile
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

import browsing
import small_tree
from portal.corpus.downloads import VARIABLE, Download, list_text, load_downloads, sums_text
from portal.corpus.load import load_portal
from portal.publish.html.properties import read_properties
from portal.publish.offline.build import make_edition
from portal.publish.offline.hashes import files
from portal.publish.offline.subsets import Subset

pytestmark = pytest.mark.slow

SUM = hashlib.sha256(b"zip").hexdigest()
MADE = (
    Download(file="portal-2026-11-20.zip", day="2026-11-20", size=6_996_815, sha256=SUM),
    Download(file="portal-2026-11-20-ky.zip", lang="ky", day="2026-11-20", size=4_100_000, sha256=SUM),
    Download(file="portal-2026-11-20-ru.zip", lang="ru", day="2026-11-20", size=4_100_000, sha256=SUM),
    Download(
        file="portal-2026-11-20-topics-drinking-water.zip",
        topic="drinking-water",
        day="2026-11-20",
        size=3_900_000,
        sha256=SUM,
    ),
    Download(file="portal-2026-11-20-topics-gone.zip", topic="gone", day="2026-11-20", size=1, sha256=SUM),
)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    (tmp_path / "list.json").write_text(list_text(MADE), encoding="utf-8")
    assert load_downloads(tmp_path, {VARIABLE: "list.json"}) == (MADE, ())
    assert load_downloads(tmp_path, {}) == ((), ())


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "{}",
        json.dumps([{"file": "../portal-x.zip", "day": "2026-11-20", "size": 1, "sha256": SUM}]),
        json.dumps([{"file": "portal-x.zip", "day": "today", "size": 1, "sha256": SUM}]),
        json.dumps([{"file": "portal-x.zip", "day": "2026-11-20", "size": 0, "sha256": SUM}]),
        json.dumps([{"file": "portal-x.zip", "day": "2026-11-20", "size": 1, "sha256": '"><script>'}]),
    ],
)
def test_a_list_that_is_not_right_ends_the_build(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "list.json").write_text(text, encoding="utf-8")
    found, problems = load_downloads(tmp_path, {VARIABLE: "list.json"})
    assert found == ()
    assert [(item.code, item.path, dict(item.values)["key"]) for item in problems] == [
        ("site-config", "list.json", VARIABLE)
    ]


def test_sums_are_what_sha256sum_checks(tmp_path: Path) -> None:
    for one in MADE:
        (tmp_path / one.file).write_bytes(b"zip")
    (tmp_path / "SHA256SUMS").write_text(sums_text(MADE), encoding="utf-8")
    check = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    assert subprocess.run(check, cwd=tmp_path, check=False).returncode == 0
    (tmp_path / MADE[2].file).write_bytes(b"zap")
    assert subprocess.run(check, cwd=tmp_path, check=False, capture_output=True).returncode == 1


@pytest.fixture(scope="module")
def offered(tmp_path_factory: pytest.TempPathFactory) -> browsing.BuiltSite:
    folder = tmp_path_factory.mktemp("offered")
    (folder / "portal").mkdir()
    (folder / "portal/list.json").write_text(list_text(MADE), encoding="utf-8")
    return browsing.build_small_site(folder, {}, data=small_tree.DATA, standing=(), env={VARIABLE: "list.json"})


def test_the_page_offers_size_age_and_sum(offered: browsing.BuiltSite) -> None:
    assert offered.ok, offered.output
    expected = {
        "offline.html": ("downloads/", ("Бүт портал", "Кыргызча", "Орусча"), "2026-жылдын 20-ноябры", "ky"),
        "ru/offline.html": ("../downloads/", ("Весь портал", "Весь портал на русском"), "20 ноября 2026", "ru"),
    }
    for path, (folder, titles, day, lang) in expected.items():
        tree = HTMLParser(offered.read(path))
        links = tree.css("#stick li a[download]")
        names = [(link.attributes["href"] or "").removeprefix(folder) for link in links]
        other = {"ky": "ru", "ru": "ky"}[lang]
        assert names == [
            "portal-2026-11-20.zip",
            f"portal-2026-11-20-{lang}.zip",
            f"portal-2026-11-20-{other}.zip",
            "portal-2026-11-20-topics-drinking-water.zip",
        ], "the reader's language first, no topic that is no more"
        assert all(link.text().startswith(title) for link, title in zip(links, titles, strict=False))
        notes = [node.text().replace("\xa0", " ") for node in tree.css("#stick li .p-note")]
        assert all("ZIP" in note and day in note for note in notes)
        assert "7 МБ" in notes[0] and "4,1 МБ" in notes[1]
        assert [node.text() for node in tree.css("#stick code")] == [SUM] * 4
        assert "SHA256SUMS" in offered.read(path)


def test_without_editions_the_page_says_whom_to_ask(built_site: Path) -> None:
    for path, words in (("offline.html", "редакциядан"), ("ru/offline.html", "редакции")):
        stick = HTMLParser((built_site / path).read_text(encoding="utf-8")).css_first("#stick")
        assert stick is not None and words in stick.text() and not stick.css("li")
        assert not stick.css("a"), "no letter arrives at an address that only stands in for one"


def test_a_stick_holds_no_other_stick(offered: browsing.BuiltSite, tmp_path: Path) -> None:
    folder = offered.site / "downloads"
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(folder / MADE[0].file, "w") as archive:
        archive.writestr("x", "x")
    portal, _ = load_portal(offered.root)
    made = make_edition(portal, offered.site, tmp_path, Subset(), 0, read_properties(offered.root))
    assert [path for path in files(made.folder) if "downloads" in path or path.endswith(".zip")] == []
