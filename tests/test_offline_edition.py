"""Making an edition: names, hashes, archive, what is said of it, what stands for what is left out."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import browsing
from portal.corpus.corpus import Portal
from portal.corpus.load import load_portal
from portal.model.dates import PartialDate
from portal.model.values import LANGS
from portal.pages.context import Edition
from portal.publish.offline import archive, hashes, subsets, texts
from portal.publish.offline.archive import write_zip
from portal.publish.offline.edition import content_revision, unfinished_files
from portal.publish.offline.names import name_problems
from portal.publish.offline.stick.update import GUIDE, START, parse_hashes
from portal.publish.offline.subsets import Subset, of_topics, placeholders
from portal.words.interface import Interface


@pytest.fixture(scope="module")
def portal() -> Portal:
    found, problems = load_portal(browsing.REPOSITORY)
    assert problems == ()
    return found


# --- Names --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("portal/con.html", "reserved"),
        ("portal/AUX/index.html", "reserved"),
        ("portal/com1", "reserved"),
        ("portal/a:b.html", "forbidden"),
        ("portal/what?.html", "forbidden"),
        ("portal/a\\b", "forbidden"),
        ("portal/a./b", "ending"),
        ("portal/a ", "ending"),
        ("portal/" + "a" * 174, "length"),
        ("portal/суу.html", "ascii"),
    ],
)
def test_names_that_windows_cannot_hold(path: str, why: str) -> None:
    assert why in {problem.why for problem in name_problems([path])}


def test_names_that_clash_by_case() -> None:
    assert {item.path for item in name_problems(["a/B.html", "a/b.html", "c"])} == {"a/B.html", "a/b.html"}
    assert {item.path for item in name_problems(["Topics/x", "topics/y"])} == {"Topics", "topics"}


def test_good_names() -> None:
    assert name_problems([START, GUIDE, "portal/practices/kum-dobo.html", "portal/console.js", "portal/com10.js"]) == ()


# --- Hashes and archive -----------------------------------------------------------------


def fill(folder: Path) -> Path:
    for number in range(30):
        place = folder / f"d{number % 3}" / f"f{number}.html"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(f"текст {number}\n" * 200, encoding="utf-8")
    return folder


def test_list_of_hashes_is_what_sha256sum_writes(tmp_path: Path) -> None:
    folder = fill(tmp_path / "portal")
    text = hashes.as_text(hashes.hash_folder(tmp_path))
    assert text.splitlines() == sorted(text.splitlines(), key=lambda line: line[66:])
    assert "\r" not in text
    assert parse_hashes(text) == hashes.hash_folder(tmp_path)
    (tmp_path / "hashes.sha256").write_text(text, encoding="utf-8", newline="\n")
    (tmp_path / "edition.json").write_text("{}", encoding="utf-8")
    assert hashes.as_text(hashes.hash_folder(tmp_path)) == text, "the list names neither itself nor the passport"
    check = ["sha256sum", "--check", "--quiet", "--strict", "hashes.sha256"]
    if sys.platform == "linux":
        assert subprocess.run(check, cwd=tmp_path, check=False).returncode == 0
        (folder / "d1/f1.html").write_text("?", encoding="utf-8")
        assert subprocess.run(check, cwd=tmp_path, check=False, capture_output=True).returncode != 0


def test_zip_is_the_same_for_the_same_files(tmp_path: Path) -> None:
    first, second = fill(tmp_path / "a" / "portal"), tmp_path / "b" / "portal"
    for file in sorted(first.rglob("*.html"), reverse=True):  # another order on disk, other times, other rights
        place = second / file.relative_to(first)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(file.read_bytes())
        place.chmod(0o600)
        os.utime(place, (1, 1))
    write_zip(first, tmp_path / "a.zip", 1_790_000_001)
    write_zip(second, tmp_path / "b.zip", 1_790_000_001)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    infos = zipfile.ZipFile(tmp_path / "a.zip").infolist()
    assert [info.filename for info in infos] == sorted(info.filename for info in infos)
    assert {info.date_time for info in infos} == {(2026, 9, 21, 14, 13, 20)}
    assert {info.external_attr >> 16 for info in infos} == {0o100644}
    assert not list(tmp_path.glob("*.part"))


def test_a_large_edition_is_packed_in_less_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """2,000 pairs of documents took a minute of one core at the closest level."""
    folder = tmp_path / "portal"
    folder.mkdir()
    (folder / "a.html").write_text(" ".join(f"сөз {n * n % 997}" for n in range(20_000)), encoding="utf-8")
    write_zip(folder, tmp_path / "close.zip", 1_790_000_001)
    monkeypatch.setattr(archive, "_LARGE", 1)
    write_zip(folder, tmp_path / "soon.zip", 1_790_000_001)
    (close,), (soon,) = (zipfile.ZipFile(tmp_path / name).infolist() for name in ("close.zip", "soon.zip"))
    assert close.compress_size < soon.compress_size < soon.file_size / 2
    assert close.CRC == soon.CRC


# --- What is said of an edition ------------------------------------------------------------


def test_revision_follows_the_content_only(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").write_text("a", encoding="utf-8")
    first = content_revision(tmp_path)
    assert len(first) == 8
    (tmp_path / "docs/.hidden").write_text("x", encoding="utf-8")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/a.html").write_text("x", encoding="utf-8")
    os.utime(tmp_path / "docs/a.md", (1, 1))
    assert content_revision(tmp_path) == first
    (tmp_path / "docs/a.md").rename(tmp_path / "docs/b.md")
    assert content_revision(tmp_path) != first


def test_line_of_the_edition() -> None:
    edition = Edition(PartialDate.parse(dt.date(2026, 11, 20)), "ab12cd34")
    assert edition.line(Interface("ky"), 74) == "Басылышы: 2026-жылдын 20-ноябры · версиясы ab12cd34 · 74 документ"
    assert (
        edition.line(Interface("ru"), 74).replace("\xa0", " ")
        == "Издание: 20 ноября 2026 года · версия ab12cd34 · 74 документа"
    )


def test_unfinished_files_speak_both_languages() -> None:
    for text in unfinished_files().values():
        assert "аягына чыккан жок" in text
        assert "не закончено" in text


def test_readmes_are_for_notepad(portal: Portal) -> None:
    lines = dict.fromkeys(LANGS, "LINE")
    for lang in LANGS:
        data = texts.for_windows(texts.readme(portal, Subset(), lines, lang))
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.count(b"\n") == data.count(b"\r\n")
        text = data.decode("utf-8-sig")
        assert portal.settings.name.get(lang) in text
        for word in (
            "LINE", "«АЧУУ-ОТКРЫТЬ»", "update.bat", "«update»", "UPDATE-NOT-FINISHED.txt",
            "sha256sum -c hashes.sha256", "«Система Windows защитила ваш компьютер»", "portal", "system",
        ):  # fmt: skip
            assert word in text
        assert "$" not in text
        assert max(map(len, text.splitlines())) <= 90


# --- Parts ------------------------------------------------------------------------------------


def test_labels_of_subsets() -> None:
    assert Subset().label == "all"
    assert Subset("ru").label == "ru"
    assert Subset(None, ("b", "a")).label == "topics-a-b"
    assert Subset("ky", ("a",)).label == "ky-topics-a"


def test_documents_of_topics(portal: Portal) -> None:
    with pytest.raises(ValueError, match="no-such-topic"):
        of_topics(portal, ["no-such-topic"])
    topics = sorted({topic for item in portal.content for topic in getattr(item.meta, "topics", ())})[:2]
    part = of_topics(portal, topics)
    kept = {item.slug for item in part.content}
    assert kept
    assert kept < {item.slug for item in portal.content}
    for item in part.content:
        assert set(topics) & set(getattr(item.meta, "topics", ()))
        assert all(relation.document in part.documents for relation in getattr(item.meta, "related", ()))
    assert {s for s, d in portal.documents.items() if d.kind == "page"} <= part.documents.keys()


def test_pages_for_what_is_left_out(portal: Portal) -> None:
    document = next(item for item in portal.content if set(item.versions) == {"ky", "ru"})
    path = f"{document.key}.html"
    kept = {f"ru/{path}", "ru/index.html"}
    style = "assets/stylesheets/portal.0123abcd.css"
    built = [path, f"ru/{path}", "practices/page-2.html", style]
    made = placeholders(portal, built, kept, Subset("ru"))

    assert f"ru/{path}" not in made
    page = made[path]
    assert '<html lang="ky"' in page
    assert Interface("ky").t("leftout.only.ru") in page
    assert f'href="../ru/{path}"' in page
    assert 'href="../ru/index.html"' in page
    assert "practices/page-2.html" in made
    assert "404.html" not in made
    assert style not in made
    assert f'href="../{style}"' in page
    assert made["ru/practices/index.html"].startswith('<!doctype html>\n<html lang="ru"')


def test_what_belongs_to_a_language() -> None:
    assert subsets.is_of_lang("ru/a/b.html", "ru")
    assert not subsets.is_of_lang("ru/a/b.html", "ky")
    assert subsets.is_of_lang("index.html", "ky")
    assert subsets.is_of_lang("assets/search/ky/t0.0123abcd.js", "ky")
    assert subsets.is_of_lang("data/law.ru.json", "ru")
    assert not any(subsets.is_of_lang("data/law.json", lang) for lang in LANGS)
