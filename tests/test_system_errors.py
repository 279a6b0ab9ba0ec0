"""What the operating system says is said in the language of the messages, never in that of Python."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest

from portal.commands.main import main
from portal.content.assets import asset_problems
from portal.content.data_files import load_data
from portal.content.source import read
from portal.core.problems import MESSAGE_LANGS, MessageLang, Problem, catalogue, problem
from portal.core.system_errors import _texts, in_words, system_error
from portal.editing.changed import NoGitError, changed_files
from portal.generator.disk import disk_failure
from portal.model.reference import TopicsFile
from small_tree import ORIGINAL, lay_out

COMMON = (
    "ENOENT", "EACCES", "EPERM", "EROFS", "ENOSPC", "EDQUOT", "EFBIG", "ENOTDIR", "EISDIR", "EEXIST", "ENOTEMPTY",
    "ENAMETOOLONG", "EINVAL", "ELOOP", "EBUSY", "ETXTBSY", "EMFILE", "ENFILE", "EIO",
)  # fmt: skip


def raised(number: int) -> OSError:
    return OSError(number, os.strerror(number), "суу.md")


@pytest.mark.parametrize("lang", MESSAGE_LANGS)
def test_every_common_error_has_words_of_its_own(lang: MessageLang) -> None:
    for name in COMMON:
        number = getattr(errno, name)
        told = in_words(system_error(raised(number)), lang)
        assert told in {record[lang] for record in _texts().values()}, name
        assert os.strerror(number) not in told and not told.endswith(".")
        assert (not told.isascii()) or lang == "en"
    assert "9999" in in_words(system_error(OSError(9999, "Odd")), lang)
    assert in_words(system_error(OSError("nobody knows")), lang) == _texts()["unknown"][lang]


def test_what_another_program_has_open_on_windows() -> None:
    error = raised(errno.EACCES)
    error.winerror = 32
    assert system_error(error) == "EBUSY"


def test_broken_encoding_and_damaged_files_are_told_apart() -> None:
    with pytest.raises(UnicodeDecodeError) as found:
        b"\xd1".decode()
    assert in_words(system_error(found.value), "ru") == "он сохранён не в UTF-8"
    assert in_words(system_error(ValueError("Bad magic number")), "ru") == "он повреждён или закрыт паролем"


def test_words_of_others_stay() -> None:
    assert in_words("RuntimeError: ENOENT", "ru") == "RuntimeError: ENOENT"


def failing(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    for name in ("read_bytes", "open", "stat"):
        monkeypatch.setattr(Path, name, fail)


def everywhere(root: Path) -> list[Problem]:
    """The problems of all readers of files."""
    found = [*read(root, "docs/ky/practices/suu.md")[1], *load_data(root, "data/topics.yml", TopicsFile)[2]]
    found += asset_problems(root, "docs/ky/suu.png")
    return found


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EACCES, ("буга уруксат жок", "нет прав доступа", "you have no permission for this")),
        (errno.EISDIR, ("бул файл эмес, папка", "это папка, а не файл", "this is a folder, not a file")),
        (errno.EIO, ("дисктен окууда", "ошибка при чтении", "reading or writing failed")),
    ],
)
def test_every_reader_of_files_says_it_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: tuple[str, str, str]
) -> None:
    lay_out(tmp_path, {"ky/practices/suu.md": ORIGINAL, "ky/suu.png": b"x"})
    assert catalogue() and _texts(), "read before files cannot be read any more"
    failing(number, monkeypatch)
    found = everywhere(tmp_path)
    monkeypatch.undo()
    assert [item.code for item in found] == ["file-unreadable"] * 3
    for item in found:
        for lang, said in zip(MESSAGE_LANGS, words, strict=True):
            assert said in item.message(lang) and os.strerror(number) not in item.message(lang)


def test_a_folder_in_the_place_of_a_file(tmp_path: Path) -> None:
    lay_out(tmp_path, {})
    (tmp_path / "data/topics.yml").unlink()
    (tmp_path / "data/topics.yml").mkdir()
    (item,) = load_data(tmp_path, "data/topics.yml", TopicsFile)[2]
    assert item.message("ru") == "Файл не открывается: это папка, а не файл."


def test_the_disk_of_a_build(tmp_path: Path) -> None:
    full = disk_failure(raised(errno.ENOSPC), tmp_path)
    assert full and "на диске не осталось места" in full.message("ru") and "No space" not in full.message("ky")


@pytest.mark.parametrize("lang", MESSAGE_LANGS)
def test_commands_say_it_too(tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: MessageLang) -> None:
    root = lay_out(tmp_path, {"ky/practices/suu.md": ORIGINAL})
    (root / "суу.txt").mkdir()
    calls = {
        ("import", "жок.docx"): "ENOENT",
        ("import", str(root / "суу.txt")): "EISDIR",
        ("import", str(root / "docs/ky/practices/suu.md/x.txt")): "ENOTDIR",
        ("photo", "жок.jpg", "suu"): "ENOENT",
    }
    for call, name in calls.items():
        assert main([*call, "--root", str(root), "--lang", lang]) == 3, call
        told = capsys.readouterr().err
        assert _texts()[name][lang] in told and os.strerror(getattr(errno, name)) not in told.replace(
            _texts()[name][lang], ""
        ), told


def test_an_error_that_names_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = lay_out(tmp_path, {})

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("portal.commands.main._root", fail)
    assert main(["status", "--root", str(root), "--lang", "ru"]) == 3
    assert capsys.readouterr().err == "Работа прервалась: на диске не осталось места.\n"


def test_an_example_that_is_no_utf8(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from portal.editing.owners import EXAMPLE

    root = lay_out(tmp_path, {})
    (root / EXAMPLE).parent.mkdir(parents=True, exist_ok=True)
    (root / EXAMPLE).write_bytes("* @а".encode("cp1251"))
    assert main(["codeowners", "--owner", "@a", "--root", str(root), "--lang", "ru"]) == 3
    assert "он сохранён не в UTF-8" in capsys.readouterr().err


def test_git_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoGitError) as found:
        changed_files(tmp_path)
    assert str(found.value) == "ENOENT"


def test_a_value_of_a_problem_is_a_name(tmp_path: Path) -> None:
    item = problem("file-unreadable", "x.md", detail=system_error(raised(errno.ENOENT)))
    assert dict(item.values)["detail"] == "ENOENT", "so that each reader gets it in his own language"
