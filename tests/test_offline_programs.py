"""The updaters as people start them: ``update.py``, and on Windows ``update.ps1`` and ``update.bat`` too.

.github/workflows/windows.yml runs this on Windows, on its own disk and on a FAT32 volume. Here and elsewhere only the
program in Python is run.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from offline_editions import picture, seal, write_edition
from portal.publish.offline.archive import write_zip
from portal.publish.offline.stick.update import MARKER, TEMP, Disk, faults
from portal.publish.offline.texts import for_windows, stick_file

windows = pytest.mark.skipif(sys.platform != "win32", reason="runs on Windows alone")
PROGRAMS = [
    "python",
    pytest.param("powershell", marks=windows),
    pytest.param("batch with python", marks=windows),
    pytest.param("batch with powershell", marks=windows),
]
NAMES = ["plain", "a!b !c!", "a & b", "[1] (2)", "100% %TEMP%", "it's, ok; really =)", "Менин флешкам №1 ө"]
OLD = {f"portal/practices/{n}.html": f"text {n} of the first edition " * 50 for n in range(60)}
NEW = {f"portal/practices/{n}.html": f"text {n} of the second one " * 50 for n in range(20, 80)}
KILLS = 12
NEW_ZIP = "portal-2.zip"


def edition(folder: Path, files: dict[str, str], time: int) -> Path:
    """An edition with the programs in it, in the form in which they go out."""
    write_edition(folder, files, time)
    for name in ("update.py", "messages.json"):
        (folder / "system" / name).write_text(stick_file(name), encoding="utf-8", newline="\n")
    (folder / "system/update.ps1").write_bytes(for_windows(stick_file("update.ps1")))
    (folder / "update.bat").write_bytes(stick_file("update.bat").replace("\n", "\r\n").encode("ascii"))
    seal(folder, time)
    return folder


def called(program: str, stick: Path, *arguments: str) -> subprocess.Popen[str]:
    """Start one of the programs on a stick."""
    environment = {**os.environ, "PORTAL_LANG": "en", "PORTAL_NO_PAUSE": "1", "PYTHONUTF8": "1"}
    command: list[str] | str
    if program == "python":
        command = [sys.executable, "-I", "-B", str(stick / "system/update.py"), *arguments]
    elif program == "powershell":
        script = str(stick / "system/update.ps1")
        command = ["powershell", "-NoProfile", "-ExecutionPolicy", "Bypass", "-File", script, *arguments]
    else:
        # As the Explorer does it: the whole line in quotes of its own.
        command = f'cmd.exe /d /s /c ""{stick / "update.bat"}" {" ".join(arguments)}"'
        if program.endswith("powershell"):
            system = Path(os.environ["SYSTEMROOT"]) / "System32"
            environment["PATH"] = os.pathsep.join(map(str, (system, system / "WindowsPowerShell/v1.0")))
    return subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )


def done(program: str, stick: Path, *arguments: str) -> tuple[int, str]:
    """Run it to its end."""
    process = called(program, stick, *arguments)
    told, _ = process.communicate(timeout=300)
    return process.returncode, told


def expected(folder: Path) -> dict[str, bytes]:
    return picture(folder)


def on_stick(stick: Path) -> dict[str, bytes]:
    return picture(stick, (TEMP, NEW_ZIP))


@pytest.mark.long
@pytest.mark.parametrize("program", PROGRAMS)
def test_names_of_folders_that_people_give(tmp_path: Path, program: str) -> None:
    new = edition(tmp_path / "portal-2", NEW, 2)
    names = NAMES if sys.platform == "win32" else NAMES[1:2]
    for number, name in enumerate(names):
        stick = edition(tmp_path / str(number) / name, OLD, 1)
        write_zip(new, stick / NEW_ZIP, 2)
        assert done(program, stick, "--verify")[0] == 0, name
        status, told = done(program, stick)
        assert status == 0, (name, told)
        assert on_stick(stick) == expected(new), name
        (stick / "portal/practices/21.html").write_text("damaged", encoding="utf-8")
        status, told = done(program, stick, "--verify")
        assert status == 1 and "21.html" in told, (name, told)


@pytest.mark.long
@pytest.mark.parametrize("program", PROGRAMS)
def test_killed_at_any_moment_and_run_again(tmp_path: Path, program: str) -> None:
    new = edition(tmp_path / "portal-2", NEW, 2)
    chance = random.Random(23)
    begun = time.monotonic()
    whole = edition(tmp_path / "timed", OLD, 1)
    write_zip(new, whole / NEW_ZIP, 2)
    assert done(program, whole)[0] == 0
    takes = time.monotonic() - begun
    for number in range(KILLS):
        stick = edition(tmp_path / f"stick-{number}", OLD, 1)
        write_zip(new, stick / NEW_ZIP, 2)
        process = called(program, stick)
        time.sleep(chance.uniform(0, takes))
        if sys.platform == "win32":  # what the batch file has started as well
            subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], check=False, capture_output=True)
        else:
            process.kill()
        process.communicate()
        # Whole, or it says that it is not.
        assert (stick / MARKER).exists() or faults(Disk(stick)) == [] or not list(stick.glob("update-journal*"))
        status, told = done(program, stick)
        assert status == 0, told
        assert on_stick(stick) == expected(new)
        shutil.rmtree(stick)


@windows
@pytest.mark.parametrize("program", PROGRAMS)
def test_a_zip_with_the_mark_of_the_web(tmp_path: Path, program: str) -> None:
    """As a browser leaves it on NTFS; FAT knows no such mark."""
    new = edition(tmp_path / "portal-2", NEW, 2)
    stick = edition(tmp_path / "stick", OLD, 1)
    write_zip(new, stick / NEW_ZIP, 2)
    try:
        Path(f"{stick / NEW_ZIP}:Zone.Identifier").write_text("[ZoneTransfer]\r\nZoneId=3\r\n", encoding="ascii")
    except OSError:
        pytest.skip("this volume keeps no mark")
    for file in (stick / "system").iterdir():  # unpacked by the Explorer, files inherit it
        Path(f"{file}:Zone.Identifier").write_text("[ZoneTransfer]\r\nZoneId=3\r\n", encoding="ascii")
    assert done(program, stick)[0] == 0
    assert on_stick(stick) == expected(new)


@windows
@pytest.mark.parametrize("program", PROGRAMS)
def test_two_at_once(tmp_path: Path, program: str) -> None:
    new = edition(tmp_path / "portal-2", NEW, 2)
    stick = edition(tmp_path / "stick", OLD, 1)
    write_zip(new, stick / NEW_ZIP, 2)
    both = [called(program, stick), called("python", stick)]
    told = [process.communicate(timeout=300)[0] for process in both]
    assert 0 in {process.returncode for process in both}, told
    assert done(program, stick)[0] == 0
    assert on_stick(stick) == expected(new)
