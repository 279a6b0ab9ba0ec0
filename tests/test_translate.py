"""The command ``translate``: ranking, what changed, the file to begin with, the stamp."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.commands.main import main
from portal.content.unfinished import CHANGED, REMOVED, TRANSLATE, marked_lines
from portal.corpus.load import load_portal
from portal.corpus.translations import outstanding
from portal.editing.translating.blocks import blocks, changes, marked, partners
from portal.editing.translating.file import stamped
from repeating import repeated
from small_tree import ORIGINAL, RESOLUTION, codes, current, lay_out, load, revision_of

ORIGINAL_PATH, TRANSLATION_PATH = "docs/ky/practices/suu.md", "docs/ru/practices/suu.md"
FILES = {"ky/practices/suu.md": ORIGINAL, "ru/practices/suu.md": current()}
CHANGED_ORIGINAL = (
    ORIGINAL.replace("Суу жок болчу.", "Беш жыл бою суу жок болчу.")
    .replace("label: Баасы", "label: Толук баасы")
    .replace("Түтүк тартылды.", "Түтүк тартылды.\n\nКоңшулар да кошулду.")
)


def git(root: Path, *arguments: str) -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.kg", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *arguments], cwd=root, check=True, capture_output=True)


def with_history(root: Path, original: str = CHANGED_ORIGINAL) -> Path:
    """A tree whose translation renders the first commit, and whose original changed in the second."""
    lay_out(root, FILES)
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "1")
    (root / ORIGINAL_PATH).write_text(original, encoding="utf-8")
    git(root, "commit", "-qam", "2")
    return root


def run(root: Path, *arguments: str, lang: str = "en") -> int:
    return main(["translate", *arguments, "--root", str(root), "--lang", lang])


def told(root: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, object]]:
    capsys.readouterr()
    code = run(root, *arguments, "--json")
    return code, json.loads(capsys.readouterr().out)


# The list --------------------------------------------------------------------------------------------------


def test_the_list_says_what_comes_first_and_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    poor = ORIGINAL.replace("figures:\n  - {id: cost, label: Баасы, value: 100, unit: KGS}\n", "")
    files = {
        "ky/practices/a-old.md": poor.replace("2026-11-01", "2026-01-01"),
        "ky/practices/b-poor.md": poor,
        "ky/practices/c-rich.md": ORIGINAL,
        "ky/practices/d-linked.md": poor,
        "ky/practices/e-links.md": ORIGINAL + "\n[Карагыла](d-linked.md).\n",
        "ru/practices/e-links.md": current(ORIGINAL + "\n[Карагыла](d-linked.md).\n") + "\n[См.](d-linked.md).\n",
        "ky/practices/f-draft.md": ORIGINAL.replace("topics:", "review: proposed\ntopics:"),
        "ky/practices/g-outdated.md": ORIGINAL.replace("Суу жок", "Эч суу жок"),
        "ru/practices/g-outdated.md": current(),
        "ky/practices/h-gone.md": poor.replace(
            "topics:", "review: withdrawn\nwithdrawn: {date: 2026-11, reason: {ky: А}}\ntopics:"
        ),
    }
    portal, problems = load(tmp_path, files)
    assert problems == ()
    names = [item.document.slug for item in outstanding(portal)]
    assert names == ["d-linked", "c-rich", "g-outdated", "a-old", "b-poor", "f-draft"]
    code, found = told(tmp_path, capsys)
    assert code == 1
    assert [item["slug"] for item in found] == names  # type: ignore[index]
    assert found[0]["inbound"] == 1 and "documents that lead to it: 1" in found[0]["why"]  # type: ignore[index,call-overload]
    assert [item["state"] for item in found].count("outdated") == 1  # type: ignore[index]
    for lang, word in (("ky", "Жетишпеген котормолор: 5"), ("ru", "Недостающие переводы: 5"), ("en", "Missing")):
        assert run(tmp_path, lang=lang) == 1
        out = capsys.readouterr().out
        assert word in out and out.index("d-linked") < out.index("a-old")


def test_nothing_to_translate(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lay_out(tmp_path, FILES)
    assert run(tmp_path, lang="ky") == 0
    assert "эки тилде бар" in capsys.readouterr().out
    assert run(tmp_path, "suu") == 0
    assert run(tmp_path, "suu", "--start") == 1


# What changed ----------------------------------------------------------------------------------------------


def test_what_changed_is_shown_paragraph_by_paragraph(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = with_history(tmp_path)
    code, found = told(root, capsys, TRANSLATION_PATH)
    assert code == 1 and found["history"] is True
    pieces = {(item["field"], item["new"]): item for item in found["changes"]}  # type: ignore[attr-defined]
    assert set(pieces) == {
        ("figures.cost", "Толук баасы"),
        ("", "Беш жыл бою суу жок болчу."),
        ("", "Коңшулар да кошулду."),
    }
    changed = pieces["", "Беш жыл бою суу жок болчу."]
    assert changed["old"] == "Суу жок болчу." and changed["translation"] == "Воды не было."
    lines = (root / ORIGINAL_PATH).read_text(encoding="utf-8").split("\n")
    for item in pieces.values():
        assert str(item["new"]) in lines[int(item["line"]) - 1]
    assert run(root, "suu", lang="ru") == 1
    out = capsys.readouterr().out
    assert "[+Беш жыл бою суу+]" in out and "Воды не было." in out and f"{ORIGINAL_PATH}:7" in out


def test_without_history_it_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = lay_out(tmp_path, {**FILES, "ky/practices/suu.md": CHANGED_ORIGINAL})
    before = (root / TRANSLATION_PATH).read_bytes()
    code, found = told(root, capsys, "suu")
    assert (code, found["history"]) == (1, False)
    assert run(root, "suu", "--start") == 3
    assert (root / TRANSLATION_PATH).read_bytes() == before
    assert run(root, "suu", "--done") == 1, "the original has a paragraph more"
    text = (root / TRANSLATION_PATH).read_text(encoding="utf-8")
    text = text.replace("Воды не было.", "Пять лет воды не было.") + "\nПрисоединились и соседи.\n"
    (root / TRANSLATION_PATH).write_text(text, encoding="utf-8")
    assert run(root, "suu", "--done") == 0, "the editor has compared"


@pytest.mark.parametrize("mark", ["> ", "", "- "])
def test_the_words_of_the_original_are_no_translation(
    mark: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """``--start`` quotes the original: whoever takes the mark away and nothing else has not translated."""
    root = lay_out(tmp_path, FILES)
    path = root / TRANSLATION_PATH
    for file in (root / ORIGINAL_PATH, path):
        file.write_text(file.read_text(encoding="utf-8").replace("тартылды", "тартылды, суу келди"), encoding="utf-8")
    assert run(root, "suu", "--done") == 0
    path.write_text(
        path.read_text(encoding="utf-8").replace("Протянули трубу.", f"{mark}Түтүк тартылды, суу келди."), "utf-8"
    )
    before = path.read_bytes()
    capsys.readouterr()
    assert run(root, "suu", "--done", lang="ru") == 1
    line = path.read_text(encoding="utf-8").split("\n").index(f"{mark}Түтүк тартылды, суу келди.") + 1
    out = capsys.readouterr().out
    assert f"{TRANSLATION_PATH}:{line}:1: [parity-untranslated]" in out and f"({ORIGINAL_PATH}:18)" in out
    assert path.read_bytes() == before
    assert run(root, "suu", "--done", "--force") == 0, "a quotation may be meant to stay"


@pytest.mark.parametrize(
    ("original", "translation", "alone"),
    [
        ("А болду.\n\n> Цитата бар.", "Было.\n\nЕщё.", ["> Цитата бар."]),
        ("А болду.\n\nБ болду.", "Было.\n\n> Цитата.", ["Б болду.", "> Цитата."]),
        ("А болду.\n> Цитата бар.", "Было.", ["> Цитата бар."]),
        ("А болду.", "Было.\n> Цитата.", ["> Цитата."]),
    ],
)
def test_a_quotation_is_no_partner_of_a_paragraph(
    original: str, translation: str, alone: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = ORIGINAL.replace("Түтүк тартылды.", original)
    theirs = current(text).replace("Протянули трубу.", translation)
    root = lay_out(tmp_path, {"ky/practices/suu.md": text, "ru/practices/suu.md": theirs})
    code, found = told(root, capsys, "suu", "--done")
    assert code == 1
    parts = [item for item in found["problems"] if item["code"] == "parity-part"]  # type: ignore[attr-defined]
    lines = [(root / item["path"]).read_text(encoding="utf-8").split("\n")[item["line"] - 1] for item in parts]
    assert lines == alone


def test_history_follows_a_file_that_was_renamed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = lay_out(tmp_path, FILES)
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "1")
    for lang in ("ky", "ru"):
        git(root, "mv", f"docs/{lang}/practices/suu.md", f"docs/{lang}/practices/taza-suu.md")
    git(root, "commit", "-qm", "2")
    path = root / "docs/ky/practices/taza-suu.md"
    path.write_text(CHANGED_ORIGINAL, encoding="utf-8")
    code, found = told(root, capsys, "taza-suu")
    assert (code, found["history"]) == (1, True)


# The file to begin with ------------------------------------------------------------------------------------


def test_a_new_translation_has_every_paragraph_under_a_mark(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = "\n| а | б |\n|---|---|\n| 1 | 2 |\n\n## Каражат\n\n- бир\n- эки\n\n### Өз аталышы\n\nСөз.\n"
    root = lay_out(tmp_path, {"ky/practices/2025/suu.md": ORIGINAL + body})
    code, found = told(root, capsys, "suu", "--start")
    assert code == 0 and found["path"] == "docs/ru/practices/2025/suu.md"
    text = (root / str(found["path"])).read_text(encoding="utf-8")
    assert "## Проблема" in text and "## Что сделали" in text and "## Стоимость и финансирование" in text
    assert f"### {TRANSLATE['ru']}: Өз аталышы" in text
    assert f"> {TRANSLATE['ru']}:\n> Суу жок болчу.\n" in text
    assert "> | 1 | 2 |" in text
    assert found["marks"] == len(marked_lines(text)) == 9
    assert "sources" not in text and "topics" not in text
    portal, problems = load_portal(root)
    assert codes(problems) == ["ru/practices/2025/suu.md:6 translation-unfinished"]
    assert portal.documents["suu"].state("ru") == "missing", "the site does not show what is not finished"
    assert run(root, "suu", "--start") == 3, "a file that is there is not overwritten"
    assert (root / str(found["path"])).read_text(encoding="utf-8") == text
    assert run(root, "suu", "--done") == 1
    assert f"{found['path']}:6" in capsys.readouterr().out
    assert run(root, "suu") == 1
    assert "marks left: 9" in capsys.readouterr().out


def test_a_resolution_gets_its_recommendations(tmp_path: Path) -> None:
    root = lay_out(tmp_path, {"ky/resolutions/stol.md": RESOLUTION})
    assert run(root, "stol", "--start") == 0
    file = root / "docs/ru/resolutions/stol.md"
    text = file.read_text(encoding="utf-8")
    for old, new in (
        (f"{TRANSLATE['ru']}: Тегерек столдун чечими жана анын сунуштары тууралуу.", "О решении круглого стола."),
        (f"{TRANSLATE['ru']}: Тегерек стол", "Круглый стол"),
        (f"{TRANSLATE['ru']}: Суу берүү.", "Дать воду."),
        (f"{TRANSLATE['ru']}: Жол салуу.", "Построить дорогу."),
        (f"> {TRANSLATE['ru']}:\n> Текст.", "Текст решения."),
    ):
        assert text.count(old) == 1, (old, text)
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    assert run(root, "stol", "--done") == 0
    portal, problems = load_portal(root)
    assert problems == () and portal.documents["stol"].state("ru") == "current"
    assert portal.documents["stol"].versions["ru"].parts["recommendations"][3] == "Построить дорогу."


def test_an_outdated_translation_gets_marks_and_loses_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = with_history(tmp_path)
    file = root / TRANSLATION_PATH
    code, found = told(root, capsys, "suu", "--start")
    assert code == 0 and found["marks"] == 3
    text = file.read_text(encoding="utf-8")
    assert text.count(CHANGED["ru"]) == 2 and text.count(TRANSLATE["ru"]) == 1
    assert "> Беш жыл бою суу жок болчу.\n\nВоды не было." in text
    assert text.index("Протянули трубу.") < text.index("> Коңшулар да кошулду.")
    assert "Баасы" in text and "Толук баасы" in text and "→ Стоимость" in text
    assert [item.code for item in load_portal(root)[1]] == ["translation-unfinished"]
    # The translator does the work.
    kept = [line for line in text.split("\n") if not line.startswith(">")]
    done = "\n".join(kept).replace("Воды не было.", "Пять лет не было воды.") + "\nСоседи тоже присоединились.\n"
    start = done.index("cost:")
    done = done[:start] + "cost: Полная стоимость" + done[done.index("\n", start) :]
    file.write_text(done, encoding="utf-8")
    assert run(root, "suu", "--done") == 0
    portal, problems = load_portal(root)
    assert problems == () and portal.documents["suu"].state("ru") == "current"


def test_what_was_removed_is_marked(tmp_path: Path) -> None:
    root = with_history(tmp_path, ORIGINAL.replace("\nТүтүк тартылды.\n", ""))
    assert run(root, "suu", "--start") == 0
    text = (root / TRANSLATION_PATH).read_text(encoding="utf-8")
    assert text.index(REMOVED["ru"]) < text.index("> Түтүк тартылды.") < text.index("\nПротянули трубу.")


# The stamp -------------------------------------------------------------------------------------------------


def test_the_stamp_is_given_only_if_nothing_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    original = ORIGINAL.replace("Суу жок болчу.", "2019-жылы 1 245 адам суусуз болчу.")
    wrong = current(original).replace("Воды не было.", "В 2019 году без воды жили 1 254 человека.")
    wrong = wrong.replace(revision_of(original), "r0000000001")
    root = lay_out(tmp_path, {"ky/practices/suu.md": original, "ru/practices/suu.md": wrong})
    file = root / TRANSLATION_PATH
    before = file.read_bytes()
    assert run(root, "suu", "--done") == 1
    out = capsys.readouterr().out
    assert "1 245" in out and "1 254" in out and file.read_bytes() == before
    no_heading = wrong.replace("## Что сделали\n\n", "")
    file.write_text(no_heading, encoding="utf-8")
    assert run(root, "suu", "--done", "--force") == 1, "a missing heading is no matter of opinion"
    assert file.read_text(encoding="utf-8") == no_heading
    file.write_text(wrong.replace("1 254", "1 245"), encoding="utf-8")
    assert run(root, "suu", "--done") == 0
    assert f"revision: {revision_of(original)}\n" in file.read_text(encoding="utf-8")
    file.write_text(wrong, encoding="utf-8")
    assert run(root, "suu", "--done", "--force") == 0


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_stamp_changes_one_line(newline: str) -> None:
    lines = ["---", "translation_of: ky", "revision:  r0000000001  # эски", "title: А", "---", "revision: текстте"]
    text = newline.join(lines)
    assert stamped(text, "r1111111111") == text.replace("r0000000001", "r1111111111")
    del lines[2]
    given = stamped(newline.join(lines), "r1111111111").splitlines()
    assert given == [*lines[:2], "revision: r1111111111", *lines[2:]]


def test_wrong_calls_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = lay_out(tmp_path, FILES)
    for arguments, code in ((["--start"], 2), (["jok", "--start"], 2), (["suu", "--start", "--done"], 2)):
        assert run(root, *arguments, lang="ky") == code
        error = capsys.readouterr().err
        assert error and "Traceback" not in error
    (root / TRANSLATION_PATH).unlink()
    assert run(root, "suu", "--done") == 3


def test_nothing_is_written_outside_of_the_portal(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "portal", {"ky/practices/suu.md": ORIGINAL})
    outside = tmp_path / "outside"
    outside.mkdir()
    (root / "docs/ru/practices").symlink_to(outside, target_is_directory=True)
    assert run(root, "suu", "--start") == 3
    assert list(outside.iterdir()) == []
    (root / "addresses").symlink_to(outside, target_is_directory=True)
    assert main(["ledger", "--root", str(root)]) == 3
    assert list(outside.iterdir()) == []


# Blocks ----------------------------------------------------------------------------------------------------

TEXTS = st.lists(
    st.sampled_from(
        ["## А", "### Б", "Сөз.", "Башка сөз экен.", "- а\n- б", "```\nкод\n\nкод\n```", "| а |\n|---|\n| 1 |"]
    ),
    max_size=9,
).map(lambda parts: "\n\n".join(parts))


def test_blocks_know_their_lines() -> None:
    found = blocks("А\nа\n\n## Б\nВ\n\n```\nк\n\nк\n```\n\n- д\n")
    assert [(item.line, item.level, item.text) for item in found] == [
        (1, 0, "А\nа"),
        (4, 2, "## Б"),
        (5, 0, "В"),
        (7, 0, "```\nк\n\nк\n```"),
        (13, 0, "- д"),
    ]


@repeated(60)
@given(TEXTS, TEXTS, TEXTS)
def test_no_block_is_lost_or_doubled(old: str, new: str, translated: str) -> None:
    before, after, own = blocks(old), blocks(new), blocks(translated)
    found = changes(before, after)
    assert [item.old for item in found if item.old] == list(before)
    assert [item.new for item in found if item.new] == list(after)
    belonging = partners(before, own)
    assert len(belonging) == len(before)
    if before:
        assert [block for group in belonging for block in group] == list(own)


@given(st.text("аб вг\n", max_size=30), st.text("аб вг\n", max_size=30))
def test_marked_text_holds_both_states(old: str, new: str) -> None:
    text = marked(old, new)
    for word in (*old.split(), *new.split()):
        assert word in text
    if old.split() == new.split():
        assert "[" not in text
