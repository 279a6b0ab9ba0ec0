"""The command ``import``: what it writes, what it refuses to write over, what it says."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from string import Formatter

import pytest

from importing import DATA
from portal.commands.base import FAILED, OK, USAGE
from portal.commands.main import main
from portal.editing.importing.notes import texts
from portal.editing.importing.saving import WritePlan, save
from small_tree import ORIGINAL, lay_out
from word_files import docx, par

LANGS = ("ky", "ru", "en")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay_out(tmp_path / "portal", {"ky/practices/suu.md": ORIGINAL})


def files(root: Path) -> dict[str, str]:
    """Every file but what a run keeps to be faster the next time."""
    found = {path.relative_to(root).as_posix(): path for path in sorted(root.rglob("*")) if path.is_file()}
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in found.items()
            if not name.startswith(".cache/portal/")}  # fmt: skip


def call(root: Path, *arguments: object) -> int:
    return main(["import", *map(str, arguments), "--root", str(root), "--lang", "en"])


@pytest.mark.slow
def test_a_file_becomes_a_document_and_is_kept(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, source = files(root), DATA / "article_ky.txt"
    assert call(root, source, "--slug", "okuu", "--json") == OK
    said = json.loads(capsys.readouterr().out)
    assert said["kind"] == "event" and said["original"] == "ky" and said["written"] is True
    assert said["card"]["date"] == "2023-05-12"
    assert any("Facebook" in quote for note in said["notes"] for quote in note["quotes"])
    new = files(root).keys() - before.keys()
    kept = {".cache/imported/okuu/article_ky.txt", ".cache/imported/okuu/left-out.txt"}
    assert new == {"docs/ky/events/okuu.md", *kept}
    assert (root / ".cache/imported/okuu/article_ky.txt").read_bytes() == source.read_bytes()


PAGE = """<html><head><title>Таза суу</title></head><body>
<nav><a href="/">Башкы бет</a> <a href="/a">Биз жөнүндө</a></nav>
<article><h1>Айылга таза суу келди</h1><p>{text}</p><p>Бөлүшүү: Facebook Twitter</p></article>
<footer>© 2024 Айыл кабарлары</footer></body></html>"""


@pytest.mark.slow
def test_what_was_left_out_lies_beside_the_source_reason_by_reason(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        PAGE.format(text="Айыл өкмөтү эл менен бирге түтүк тартты жана насос орнотту. " * 8), encoding="utf-8"
    )
    assert call(root, page, "--slug", "kabar", "--json") == OK
    said = json.loads(capsys.readouterr().out)
    text = (root / ".cache/imported/kabar/left-out.txt").read_text(encoding="utf-8")
    assert any(path.endswith("left-out.txt") for path in said["kept"])
    gone = [note for note in said["notes"] if note["weight"] == "removed" and note["quotes"]]
    assert gone and all(f"== {note['text'].rstrip(':.')}" in text for note in gone)
    quotes = [quote for note in gone for quote in note["quotes"]]
    assert all(quote in text for quote in quotes) and "Биз жөнүндө" in text and "Айыл кабарлары" in text
    count = sum(len(re.findall(r"[^\W_]+", quote)) for quote in quotes)
    assert text.startswith(f"Words that the document does not have: {count}.")
    counted = [tuple(map(int, found)) for found in re.findall(r"Pieces: (\d+), words: (\d+)\.", text)]
    assert [sum(column) for column in zip(*counted, strict=True)] == [len(quotes), count]


@pytest.mark.slow
def test_nothing_left_out_is_no_file(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "suu.docx"
    file.write_bytes(
        docx(par("Таза суу келди", style="title"), par("Эл суу ичти. " * 20), parts={"word/header1.xml": "<a/>"})
    )
    assert call(root, file, "--slug", "taza", "--kind", "practice") == OK
    assert [path.name for path in (root / ".cache/imported/taza").iterdir()] == ["suu.docx"]


def test_nothing_is_written_over_unasked(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(root)
    assert call(root, DATA / "article_ky.txt", "--slug", "suu", "--kind", "practice") == FAILED
    assert "suu-2" in capsys.readouterr().err
    assert call(root, DATA / "article_ky.txt", "--slug", "suu", "--kind", "event") == FAILED  # the name is taken
    assert files(root) == before
    assert call(root, DATA / "article_ky.txt", "--slug", "suu", "--kind", "practice", "--force") == OK
    assert files(root)["docs/ky/practices/suu.md"] != before["docs/ky/practices/suu.md"]


def test_a_dry_run_writes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(root)
    assert call(root, DATA / "article_ky.txt", "--dry-run") == OK
    assert files(root) == before and "Would be written" in capsys.readouterr().out


def test_all_files_or_none(tmp_path: Path) -> None:
    (tmp_path / "docs/ru").mkdir(parents=True)
    (tmp_path / "docs/ru/a.md").mkdir()  # a folder where the second file should be
    (tmp_path / "docs/ky").mkdir()
    (tmp_path / "docs/ky/a.md").write_text("old")
    with pytest.raises(OSError):
        save(WritePlan(tmp_path, {"docs/ky/a.md": b"new", "docs/ru/a.md": b"new"}), force=True)
    assert (tmp_path / "docs/ky/a.md").read_text() == "old"
    assert not list(tmp_path.rglob("*.draft"))


def test_links_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (tmp_path / "root/docs").mkdir(parents=True)
    (tmp_path / "root/docs/ky").symlink_to(outside)
    with pytest.raises(Exception, match=r"docs/ky/a\.md"):
        save(WritePlan(tmp_path / "root", {"docs/ky/a.md": b"new"}), force=True)
    assert not list(outside.iterdir())


@pytest.mark.parametrize("lang", LANGS)
def test_mistakes_are_told_in_the_editors_language(
    root: Path, lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(root)
    broken = tmp_path / "broken.docx"
    broken.write_bytes(docx(par("x"))[:200])
    cases = [
        ([broken], FAILED),
        ([tmp_path / "missing.docx"], FAILED),
        ([tmp_path], FAILED),
        ([], USAGE),
        ([broken, broken, broken], USAGE),
        ([broken, "--kind", "novel"], USAGE),
        ([DATA / "article_ky.txt", "--slug", "Плохое имя"], USAGE),
        ([DATA / "article_ky.txt", DATA / "article_ky.txt"], FAILED),
    ]
    for arguments, code in cases:
        assert main(["import", *map(str, arguments), "--root", str(root), "--lang", lang]) == code, arguments
        said = capsys.readouterr()
        assert said.err.strip() and "Traceback" not in said.err
        assert bool(re.search("[а-яё]{4}", said.err.replace("Плохое имя", ""))) == (lang != "en"), said.err
    assert files(root) == before


@pytest.mark.parametrize("lang", LANGS)
def test_help(root: Path, lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "--help", "--lang", lang]) == OK
    assert "--force" in capsys.readouterr().out


def test_every_note_has_its_words_in_three_languages() -> None:
    for code, record in texts().items():
        names = [{name for _, name, _, _ in Formatter().parse(record[lang]) if name} for lang in LANGS]
        assert names[0] == names[1] == names[2], code
        assert len({record[lang] for lang in LANGS}) == 3, code
        if not code.startswith(("stop-", "card-")) or code in {"card-unread", "card-unknown"}:
            assert record["weight"] in {"unsure", "removed", "changed", "found"}, code


def test_no_note_is_unused() -> None:
    package = Path(__file__).resolve().parents[1] / "portal" / "editing" / "importing"
    code = "\n".join(path.read_text(encoding="utf-8") for path in package.glob("*.py"))
    assert [name for name in texts() if f'"{name}"' not in code] == []
