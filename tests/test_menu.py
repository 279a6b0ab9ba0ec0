"""The menu for people who have never typed a command. ``portal.cmd`` starts it: see ``test_portal_cmd.py``."""

from __future__ import annotations

import builtins
from collections.abc import Sequence
from pathlib import Path

import pytest

import small_tree
from portal.commands import menu
from portal.commands.base import OK
from portal.commands.main import NAMES, main
from word_files import docx, par

SUU = "ky/practices/suu.md"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("PORTAL_LANG", raising=False)
    monkeypatch.chdir(tmp_path)
    return small_tree.lay_out(tmp_path, {SUU: small_tree.ORIGINAL})


def answer(root: Path, monkeypatch: pytest.MonkeyPatch, *answers: str, run: bool = False) -> list[list[str]]:
    """The commands that the menu calls when somebody answers so; ``run``: they are run too."""
    called: list[list[str]] = []
    left = iter(answers)

    def ask(prompt: str = "") -> str:
        print(prompt)
        try:
            return next(left)
        except StopIteration:
            raise EOFError from None

    def call(_root: Path, arguments: Sequence[str]) -> None:
        called.append(list(arguments))
        if run:
            assert main(list(arguments)) in {0, 1}

    monkeypatch.setattr(builtins, "input", ask)
    monkeypatch.setattr(menu, "call", call)
    assert main(["menu", "--root", str(root)]) == OK
    assert not list(left), "all answers are asked for"
    end = ["--lang", "ru", "--root", str(root.resolve())]
    assert all(arguments[-4:] == end for arguments in called)
    return [arguments[:-4] for arguments in called]


@pytest.mark.slow
def test_every_choice_is_a_command_that_runs(root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert set(menu.ACTIONS) < set(NAMES)
    file = tmp_path / "Мой файл & ещё!.docx"
    words = [par("Воды не было, её носили издалека."), par("Да.")]
    file.write_bytes(docx(par("Чистая вода в селе", style="title"), *words))
    called = answer(
        root, monkeypatch, "2",
        "1", "3", "Вода в селе", "",
        "2", f'"{file}"', "", "",
        "3", "", "",
        "3", "СУУ", "",
        "5", "", "",
        "5", "suu", "2", "",
        "0", run=True,
    )  # fmt: skip
    assert called == [
        ["new", "practice", "--title", "Вода в селе", "--language", "ru"],
        ["import", str(file)],
        ["check"],
        ["check", "docs/ky/practices/suu.md"],
        ["translate"],
        ["translate", "practices/suu", "--start"],
    ]
    made = {path.relative_to(root).as_posix() for path in (root / "docs").rglob("*.md")}
    assert {"docs/ru/practices/suu.md", "docs/ru/practices/voda-v-sele.md"} <= made and len(made) >= 4


def test_a_document_is_found_by_a_word_of_its_title(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "docs/ky/practices/suu-2.md").write_text("broken", encoding="utf-8")
    called = answer(root, monkeypatch, "2", "4", "нет такого", "su", "2", "", "4", "suu", "", "0")
    assert called == [["preview", "practices/suu-2"], ["preview", "practices/suu"]]


def test_empty_and_wrong_answers_lead_back(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer(root, monkeypatch, "2", "9", "x", "1", "", "2", "нет.docx", "", "4", "", "1", "77", "3", "") == []
    said = capsys.readouterr().out
    assert "Такого файла нет: нет.docx" in said and said.count("Такого номера нет.") == 3
    assert answer(root, monkeypatch, "2") == []  # the window is closed


def test_without_a_choice_it_speaks_the_first_language(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    left = iter(["", "0"])
    monkeypatch.setattr(builtins, "input", lambda prompt="": print(prompt) or next(left))
    assert main(["menu", "--root", str(root)]) == OK
    assert "1  Кыргызча\n2  Русский" in (said := capsys.readouterr().out) and "Эмне кыласыз?" in said
