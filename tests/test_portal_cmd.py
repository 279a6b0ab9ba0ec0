"""``portal.cmd``, which starts the menu by double click on Windows.

The known traps of ``cmd`` are looked for in it. Where there is Windows or Wine, it is run too: by the real ``cmd``, in
folders with the names that people give, with stand-ins for Python that write down how they were called.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import pytest

from browsing import REPOSITORY
from portal.commands.main import NAMES
from portal.publish.offline.names import name_problems

WINDOWS = REPOSITORY / "scripts/windows"
DATA = (REPOSITORY / "portal.cmd").read_bytes()
BATCH = DATA.decode("ascii")
LINES = [line for line in BATCH.splitlines() if not line.lower().startswith("rem ")]
CODE = "\n".join(LINES)
TEXTS = sorted(WINDOWS.glob("*.txt"))


def test_cmd_reads_it_as_it_is_meant() -> None:
    assert DATA.isascii(), "cmd counts its place in bytes"
    assert DATA.count(b"\n") == DATA.count(b"\r\n") > 20
    assert LINES[0] == "@echo off" and "\nchcp 65001 >nul\n" in CODE
    attributes = (REPOSITORY / ".gitattributes").read_text(encoding="utf-8")
    assert "*.cmd text eol=crlf" in attributes and "scripts/windows/*.txt text eol=crlf" in attributes


def traps(code: str) -> list[str]:
    """What ends in tears for a folder called «Портал (1) & ещё! 100%», or with a program that crashes."""
    found = []
    if not re.search(r"(?im)^setlocal\b.*\bDisableDelayedExpansion$", code) or re.search(r"(?i)EnableDelayed", code):
        found.append("! in a path is eaten")
    for name in (r"%~dp0", "%PY%"):
        bare = re.sub(r'"[^"\n]*"', "", code)
        if name in bare:
            found.append(f"{name} outside of quotes")
    if re.search(r"(?m)(?:^|[^\w])\($|^\)", code):
        found.append("a block in brackets")
    if re.search(r"(?i)powershell|\.ps1|Activate", code):
        found.append("execution policy")
    if re.search(r"(?im)^cd\s", code):
        found.append("cd knows no shared folder")
    if re.search(r"![A-Za-z]\w*!", code):
        found.append("delayed expansion")
    if re.search(r"(?i)\bif (?:not )?errorlevel\b", code):
        found.append("codes below zero pass for success")
    if re.search(r"&&|\|\|", code):
        found.append("what && makes of a program that is not there differs")
    if re.search(r"(?m)^%BASE%|^%\*", code):
        found.append("a batch file called without call never comes back")
    return found


def test_no_name_of_a_folder_breaks_it() -> None:
    assert traps(CODE) == []
    sample = 'cd %~dp0\nif 1==1 (\n%PY% !x!\npowershell -File "a.ps1"\n)\nif errorlevel 1 a\n%BASE% && b'
    assert len(traps(sample)) == 10


def test_what_it_names_is_there() -> None:
    assert set(re.findall(r"(?:goto |call :)(\w+)", CODE)) == set(re.findall(r"(?m)^:(\w+)", CODE))
    for path in re.findall(r'"((?:scripts|requirements)\\[^"]+)"', CODE):
        assert (REPOSITORY / path.replace("\\", "/")).is_file(), path
    assert set(re.findall(r"-m portal (\w+)", CODE)) == {"menu"} <= set(NAMES)
    for path in WINDOWS.iterdir():
        assert f"scripts\\windows\\{path.name}" in CODE


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_what_it_shows(path: Path) -> None:
    data = path.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n") and not data.startswith(b"\xef\xbb\xbf")
    text = data.decode("utf-8")
    assert re.search("[ңөү]", text) and re.search("[щъ]|[Ии]нтернет", text), "both languages"
    assert max(map(len, text.splitlines())) <= 120, "a window of cmd is so wide"


def test_the_guides_show_it() -> None:
    for name in ("CONTRIBUTING.ky.md", "CONTRIBUTING.ru.md", "CONTRIBUTING.en.md", "README.md"):
        assert "portal.cmd" in (REPOSITORY / name).read_text(encoding="utf-8"), name


def test_windows_holds_the_names_of_the_repository() -> None:
    """An archive of it is unpacked there: no reserved names, none that differ by case alone, none too long."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a repository of git")
    paths = listed.stdout.decode("utf-8").split("\0")[:-1]
    assert "portal.cmd" in paths and name_problems(paths) == ()


# --- What it asks Python ---------------------------------------------------------------------------------------

SUITS = 64


def test_this_python_suits_and_the_second_one_could_read_the_question() -> None:
    assert subprocess.run([sys.executable, WINDOWS / "suits.py"], check=False).returncode == SUITS
    assert f'if "%errorlevel%"=="{SUITS}" set "BASE=' in CODE
    text = (WINDOWS / "suits.py").read_text(encoding="utf-8")
    assert text.isascii() and not re.search(r"print|\bf[\"']|->|:=|from __future__", text)
    (oldest,) = re.findall(r"^OLDEST = \((\d), (\d+)\)$", text, re.M)
    (too_new,) = re.findall(r"^TOO_NEW = \((\d), (\d+)\)", text, re.M)
    project = (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8")
    assert f'requires-python = ">={".".join(oldest)}"' in project
    range_ = f"{'.'.join(oldest)}–{too_new[0]}.{int(too_new[1]) - 1}"
    assert (WINDOWS / "no-python.txt").read_text(encoding="utf-8").count(range_) == 2
    asked = {f"py -{oldest[0]}.{minor}" for minor in range(int(oldest[1]), int(too_new[1]))}
    assert set(re.findall(r'"(py -[\d.]+)"', CODE)) == asked


@pytest.mark.parametrize(
    ("installed", "code"),
    [("a==1\n", 0), ("a==2\n", 3), (None, 3)],
    ids=["all there", "the portal is newer", "stopped while packages came"],
)
def test_packages_are_asked_for_again_where_they_must(tmp_path: Path, installed: str | None, code: int) -> None:
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements/editing.txt").write_text("a==1\n", encoding="utf-8")
    if installed is not None:
        (tmp_path / ".venv").mkdir()
        (tmp_path / ".venv/installed.txt").write_text(installed, encoding="utf-8")
    command = [sys.executable, WINDOWS / "ready.py"]
    assert subprocess.run(command, cwd=tmp_path, check=False).returncode == (code if find_spec("pip") else 4)
    without = [sys.executable, "-I", "-S", WINDOWS / "ready.py"]  # no folder of packages, no pip
    assert subprocess.run(without, cwd=tmp_path, check=False).returncode == 4


# --- Run by cmd ------------------------------------------------------------------------------------------------

# What stands in for Python: writes down its arguments and ends with the code that the test wants. ``venv`` makes what
# portal.cmd looks for.
STUB = r"""@echo off
echo %~nx1 %2 %3 %4 %5 %6 %7 %8 %9>>"%STUB_LOG%"
if "%~2"=="scripts\windows\suits.py" exit %STUB_SUITS%
if "%~3"=="scripts\windows\suits.py" exit %STUB_SUITS%
if "%~2"=="scripts\windows\ready.py" exit %STUB_READY%
if "%~2 %~3"=="%STUB_FAILS%" exit 1
if not "%~2 %~3"=="-m venv" exit 0
if not exist ".venv\Scripts" mkdir ".venv\Scripts"
copy /y "%~1" ".venv\Scripts\python.exe" >nul
exit 0
"""
# As Explorer starts it, and from another folder; a path in a variable is in no code page.
START = '@echo off\r\n"%TARGET%" %*\r\n'


@dataclass(frozen=True)
class Cmd:
    """The ``cmd`` of this machine: Windows' own, or Wine's with a ``C:`` drive in ``home``."""

    home: Path
    wine: str | None
    tools: Path = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "tools", self.home / "tools")

    def path(self, path: Path) -> str:
        """A path as ``cmd`` writes it."""
        return "Z:" + str(path).replace("/", "\\") if self.wine else str(path)

    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.upper().startswith(("PYTHON", "PIP_"))}
        if self.wine:
            kept |= {"WINEPREFIX": str(self.home / "wine"), "WINEDEBUG": "-all", "WINEDLLOVERRIDES": "mscoree=;mshtml="}
        return kept

    def run(self, target: Path, python: str, arguments: list[str], variables: dict[str, str]) -> str:
        """What ``target`` shows where no program but ``python`` is found, ``""`` for none."""
        found = self.tools / python if python else self.tools / "none"
        system = r"C:\windows\system32" if self.wine else str(Path(os.environ["SYSTEMROOT"]) / "System32")
        places = {"WINEPATH": self.path(found)} if self.wine else {"PATH": f"{self.path(found)};{system}"}
        command = [*([self.wine] if self.wine else []), "cmd", "/c", self.path(self.tools / "start.cmd"), *arguments]
        done = subprocess.run(
            command,
            cwd=self.home,
            env=self.environment() | places | variables | {"TARGET": self.path(target)},
            input=b"\r\n" * 4,  # somebody reads the message and presses a key
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=300,
            check=False,
        )
        return done.stdout.decode("utf-8", "replace").replace("\r\n", "\n")


def program(script: str) -> bytes:
    """An executable for Windows that runs a batch file: pip's own launcher of installed scripts."""
    spec = find_spec("pip")
    if not spec or not spec.origin:
        pytest.skip("pip is missing, whose launcher stands in for python.exe")
    launcher = Path(spec.origin).parent / "_vendor/distlib/t64.exe"
    if not launcher.is_file():
        pytest.skip("this pip brings no launcher for Windows")
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr("__main__.py", "")
    return launcher.read_bytes() + f"#!cmd.exe /c {script}\r\n".encode() + package.getvalue()


@pytest.fixture(scope="module")
def cmd(tmp_path_factory: pytest.TempPathFactory) -> Cmd:
    """Skipped in CI too: Wine is no tool of the portal, and the workflow ``windows`` runs this on Windows itself."""
    wine = None if os.name == "nt" else shutil.which("wine")
    if os.name != "nt" and not wine:
        pytest.skip("neither Windows nor Wine is here; apt-get install --no-install-recommends wine wine64")
    shell = Cmd(tmp_path_factory.mktemp("cmd"), wine)
    if wine:  # lays out its drive at the first start, for minutes where other work is done
        subprocess.run([wine, "wineboot", "--init"], env=shell.environment(), capture_output=True, check=True)
    for name in ("py", "python"):
        (shell.tools / name).mkdir(parents=True)
        stub = shell.tools / "stub.cmd"
        (shell.tools / name / f"{name}.exe").write_bytes(program(shell.path(stub)))
    stub.write_bytes(STUB.replace("\n", "\r\n").encode("ascii"))
    (shell.tools / "start.cmd").write_bytes(START.encode("ascii"))
    return shell


def lay_out(folder: Path, *, unpacked: bool = True) -> Path:
    folder.mkdir(parents=True)
    shutil.copy(REPOSITORY / "portal.cmd", folder)
    if unpacked:
        shutil.copytree(WINDOWS, folder / "scripts/windows")
        (folder / "requirements").mkdir()
        (folder / "requirements/editing.txt").write_text("a==1\n", encoding="utf-8")
    return folder


def started(cmd: Cmd, folder: Path, python: str, *arguments: str, **stub: str) -> tuple[str, list[str]]:
    """What a start shows, and how the stand-ins were called."""
    log = cmd.home / "log.txt"
    log.unlink(missing_ok=True)
    wanted = {"STUB_LOG": cmd.path(log), "STUB_SUITS": str(SUITS), "STUB_READY": "0", "STUB_FAILS": "-", **stub}
    shown = cmd.run(folder / "portal.cmd", python, list(arguments), wanted)
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines() if log.exists() else []
    return shown, [" ".join(line.replace('"', "").split()) for line in lines]


INSTALL = [
    r"python.exe -m pip install --require-hashes -r requirements\editing.txt",
    "python.exe -m pip install --no-build-isolation --no-deps -e .",
]
READY = r"python.exe scripts\windows\ready.py"
SUITABLE = r"python.exe scripts\windows\suits.py"
MENU = "python.exe -m portal menu"


def first_line(name: str) -> str:
    return (WINDOWS / f"{name}.txt").read_text(encoding="utf-8").strip().splitlines()[0]


# Wine's cmd reads "%" in the name of a folder a second time, Windows' does not.
NAMES_OF_FOLDERS = ["Портал (1) & ещё!", "a)b (c^d", *(["100% %PATH"] if os.name == "nt" else [])]


@pytest.mark.long
@pytest.mark.parametrize("name", NAMES_OF_FOLDERS)
def test_it_installs_once_wherever_the_folder_lies(cmd: Cmd, name: str) -> None:
    folder = lay_out(cmd.home / "first" / name)
    shown, calls = started(cmd, folder, "python")
    assert first_line("installing") in shown and "ress any key" not in shown
    assert calls == [SUITABLE, "python.exe -m venv .venv", *INSTALL, MENU]
    assert (folder / ".venv/installed.txt").read_text(encoding="utf-8") == "a==1\n"
    shown, calls = started(cmd, folder, "", "--lang", "ru")
    assert calls == [READY, f"{MENU} --lang ru"], "nothing is looked for again"


@pytest.mark.long
def test_it_mends_what_was_stopped_or_has_changed(cmd: Cmd) -> None:
    folder = lay_out(cmd.home / "mends/portal")
    started(cmd, folder, "python")
    assert started(cmd, folder, "", STUB_READY="3")[1] == [READY, *INSTALL, MENU]
    assert started(cmd, folder, "python", STUB_READY="4")[1][2] == "python.exe -m venv .venv"
    assert started(cmd, folder, "python", STUB_READY="-1073741515")[1][2] == "python.exe -m venv --clear .venv"


@pytest.mark.long
def test_it_says_what_is_wrong(cmd: Cmd) -> None:
    folder = lay_out(cmd.home / "wrong/portal")
    for python, stub in (("", {}), ("python", {"STUB_SUITS": "1"}), ("py", {"STUB_SUITS": "103"})):
        shown, calls = started(cmd, folder, python, **stub)
        assert first_line("no-python") in shown and shown.count("any key") == 1
        assert not [call for call in calls if "suits.py" not in call] and not (folder / ".venv").exists()
    shown, calls = started(cmd, folder, "python", STUB_FAILS="-m venv")
    assert first_line("failed") in shown and len(calls) == 2
    shown, calls = started(cmd, folder, "python", STUB_FAILS="-m pip")
    assert first_line("failed") in shown and calls[-1] == INSTALL[0]
    assert not (folder / ".venv/installed.txt").exists()
    shown, calls = started(cmd, lay_out(cmd.home / "wrong/packed", unpacked=False), "python")
    assert "Raspakuyte arhiv" in shown and calls == []


@pytest.mark.long
def test_the_launcher_is_asked_for_every_version(cmd: Cmd) -> None:
    calls = started(cmd, lay_out(cmd.home / "launcher/portal"), "py")[1]
    assert calls[:2] == [r"py.exe -3.14 scripts\windows\suits.py", "py.exe -3.14 -m venv .venv"]
