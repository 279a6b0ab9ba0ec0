"""The command `new`: every kind in both languages; what is proposed; nothing is overwritten or invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import small_tree
from portal.commands.base import FOUND, OK, USAGE
from portal.commands.main import main
from portal.content.headings import rules
from portal.core.problems import MESSAGE_LANGS
from portal.editing.new_document import proposed_slug
from portal.editing.new_words import texts
from portal.model.documents import FOLDERS, DocumentKind
from portal.model.values import LANGS, Lang

FILL_IN = {"field-empty", "field-empty-choice", "section-empty"}
"""What the check may say of a new document: that something is not filled in yet."""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("PORTAL_LANG", raising=False)
    monkeypatch.chdir(tmp_path)
    return small_tree.lay_out(tmp_path, {"ky/practices/suu.md": small_tree.ORIGINAL})


def new(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    assert main(["new", *arguments, "--json"]) == OK
    value: dict[str, object] = json.loads(capsys.readouterr().out)
    return value


@pytest.mark.slow
@pytest.mark.parametrize("kind", FOLDERS)
@pytest.mark.parametrize("lang", LANGS)
def test_every_kind_in_both_languages(
    root: Path, kind: DocumentKind, lang: Lang, capsys: pytest.CaptureFixture[str]
) -> None:
    made = new(capsys, kind, "--title", "Таза суу", "--language", lang, "--both")
    files = [root / item["path"] for item in made["files"]]  # type: ignore[attr-defined]
    assert [file.is_file() for file in files] == [True, True]
    assert files[0].parent == (root / "docs" / lang / FOLDERS[kind])
    for file, in_ in zip(files, (lang, *(item for item in LANGS if item != lang)), strict=True):
        text = file.read_text(encoding="utf-8")
        up = "../" * (3 if FOLDERS[kind] else 2)
        assert text.split("\n")[:2] == ["---", f"# yaml-language-server: $schema={up}schemas/{kind}.json"]
        assert [line for line in text.split("\n") if line.startswith("## ")] == [
            f"## {name}" for name in rules()[kind].names(in_)
        ]
    assert main(["check", "--json", "--strict", *map(str, files)]) == FOUND
    said = json.loads(capsys.readouterr().out)["problems"]
    assert said and {item["code"] for item in said} <= FILL_IN
    assert {item["path"] for item in said} == {file.relative_to(root).as_posix() for file in files}


def test_what_is_filled_in_passes(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = new(capsys, "practice", "--title", "Таза суу келди", "--language", "ky")
    file = root / made["files"][0]["path"]  # type: ignore[index]
    text = file.read_text(encoding="utf-8")
    text = text.replace("\nsummary:", "\nsummary: Айылга таза суу кандайча келгени тууралуу.")
    text = text.replace("  - title:\n", "  - title: Отчет\n").replace("language:\n", "language: ky\n")
    text = text.replace("accessed:\n", "accessed: 2026-11\n").replace("\ntopics:\n  -", "\ntopics:\n  -")
    if "topics:\n  -" not in text:
        text = text.replace("\ntopics:\n", "\ntopics: [drinking-water]\n")
    assert main(["check", str(file)]) == FOUND  # empty sections
    for heading in rules()["practice"].names("ky"):
        text = text.replace(f"## {heading}\n", f"## {heading}\n\nСуу келди.\n")
    file.write_text(text.rstrip("\n") + "\n\nСуу келди.\n", encoding="utf-8")
    capsys.readouterr()
    code = main(["check", "--strict", "--json", str(file)])
    assert json.loads(capsys.readouterr().out)["problems"] == [] and code == OK


def test_topics_and_places_are_proposed_from_the_title(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = new(capsys, "practice", "--title", "Кашка-Суу: айылга ичүүчү суу келди")
    assert made["topics"] == ["drinking-water"] and made["places"] == ["kashka-suu"]
    text = made["files"][0]["text"]  # type: ignore[index]
    assert "topics:\n  - drinking-water\n" in text and "places:\n  - municipality: kashka-suu\n" in text
    assert "Аталыштан алынган сунуш" in text  # hints are in the language of the document
    assert "Предложено по названию" in str(new(capsys, "practice", "--title", "Кашка-Суу: ичүүчү суу", "--lang", "ru"))


def test_nothing_is_proposed_that_the_title_does_not_say(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = new(capsys, "practice", "--title", "Жаңы иш")
    text = made["files"][0]["text"]  # type: ignore[index]
    assert made["topics"] == made["places"] == [] and "\ntopics:\n" in text and "\nplaces:" not in text


def test_nothing_is_overwritten(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = new(capsys, "practice", "--title", "Жаңы жол")
    second = new(capsys, "practice", "--title", "Жаңы жол")
    assert (first["slug"], second["slug"]) == ("jangy-jol", "jangy-jol-2")
    assert main(["new", "event", "--title", "Суу", "--slug", "suu"]) == USAGE
    assert (root / "docs/ky/practices/suu.md").read_text(encoding="utf-8") == small_tree.ORIGINAL
    assert not (root / "docs/ky/events").exists()


def test_the_language(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def path(*arguments: str) -> str:
        made = new(capsys, "practice", "--dry-run", *arguments)
        return str(made["files"][0]["path"])  # type: ignore[index]

    assert path("--title", "Жаңы жол").startswith("docs/ky/")
    assert path("--title", "Дорога", "--lang", "ru") == "docs/ru/practices/doroga.md"
    assert path("--title", "Дорога", "--lang", "ru", "--language", "ky").startswith("docs/ky/")
    assert path("--title", "Дорога", "--lang", "en").startswith("docs/ky/")


def test_dry_run_writes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted((root / "docs").rglob("*"))
    assert main(["new", "practice", "--title", "Жаңы жол", "--both", "--dry-run"]) == OK
    assert "docs/ky/practices/jangy-jol.md" in capsys.readouterr().out
    assert sorted((root / "docs").rglob("*")) == before


@pytest.mark.parametrize("lang", MESSAGE_LANGS)
@pytest.mark.parametrize(
    "arguments",
    [
        ["practice"],
        ["practice", "--title", " "],
        ["practice", "--title", "x" * 301],
        ["practice", "--title", "а\x1bб"],
        ["practice", "--title", "а", "--slug", "../x"],
        ["practice", "--title", "а", "--slug", "con"],
        ["practice", "--title", "а", "--slug", "Суу"],
        ["practice", "--title", "а", "--both", "--original-only"],
        ["novel", "--title", "а"],
        [],
    ],
)
def test_wrong_use(root: Path, arguments: list[str], lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(root.rglob("*"))
    assert main(["new", *arguments, "--lang", lang]) == USAGE
    said = capsys.readouterr()
    assert said.err.strip() and "Traceback" not in said.err and sorted(root.rglob("*")) == before


def test_folders_that_lead_out_are_not_written_to(
    root: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (root / "docs/ky/events").symlink_to(elsewhere)
    assert main(["new", "event", "--title", "Суу майрамы"]) != OK
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize(
    "title", ["Суу №5: «Таза»!", "A" * 200, "§", "Каражат жана суу, жол, мектеп, бала бакча, көчө"]
)
@pytest.mark.parametrize("lang", LANGS)
def test_slugs(title: str, lang: Lang) -> None:
    from portal.content.tree import is_plain_name

    slug = proposed_slug(title, lang, set())
    assert is_plain_name(slug) and len(slug) <= 60
    assert proposed_slug(title, lang, {slug}) == f"{slug}-2"


def test_words_are_in_all_languages() -> None:
    for key, record in texts().items():
        assert set(record) == set(MESSAGE_LANGS), key
        assert len(set(record.values())) == 3, key
