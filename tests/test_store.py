"""Rows kept from build to build: read back as they were, never believed when they are not ours, all or nothing."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from portal.core import store as module
from portal.core.caching import FOLDER
from portal.core.store import RowStore


@pytest.fixture(autouse=True)
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PORTAL_LANG", "en")
    return tmp_path / "home/kg-portal/cache-key"


def filled(root: Path, count: int = 3) -> RowStore:
    store = RowStore(root, "t", "search")
    for number in range(count):
        store.put("a", b"%d" % number, b"value %d" % number)
    assert store.save()
    return store


def test_rows_come_back(tmp_path: Path) -> None:
    store = filled(tmp_path, 1200)
    store.put("b", b"0", b"")
    store.remove("a", b"1")
    assert store.get("a", b"1") is None and store.get("b", b"0") == b""
    assert store.save()
    again = RowStore(tmp_path, "t", "search")
    assert again.several("a", [b"%d" % n for n in range(1200)]).keys() == {b"%d" % n for n in range(1200) if n != 1}
    assert dict(again.all("b")) == {b"0": b""}
    again.clear("a")
    assert again.get("a", b"5") is None and again.get("b", b"0") == b""
    assert again.save() and not list(RowStore(tmp_path, "t", "search").all("a"))


def test_what_was_not_saved_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = filled(tmp_path)
    monkeypatch.setattr(module, "_WAITING", 10)
    for number in range(9):
        store.put("a", b"%d" % number, b"another value")
    store.close()
    assert RowStore(tmp_path, "t", "search").get("a", b"2") == b"value 2"
    assert RowStore(tmp_path, "t", "search").get("a", b"5") is None


def test_other_code_empties_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture) -> None:
    filled(tmp_path).close()
    monkeypatch.setattr(module, "code_version", lambda _: b"other")
    assert RowStore(tmp_path, "t", "search").get("a", b"1") is None
    assert not capsys.readouterr().err


def told(capsys: pytest.CaptureFixture) -> bool:
    text = capsys.readouterr().err
    return "cache-ignored" in text and text.count("\n") == 2


def test_another_user_is_not_believed(tmp_path: Path, key: Path, capsys: pytest.CaptureFixture) -> None:
    filled(tmp_path).close()
    key.write_bytes(b"x" * 32)
    assert RowStore(tmp_path, "t", "search").get("a", b"1") is None
    assert told(capsys)
    assert filled(tmp_path).get("a", b"1") == b"value 1"


@pytest.mark.parametrize("change", ["value = x'00'", "value = 'text'", "key = x'39'", "kind = 'b'", "hash = NULL"])
def test_a_changed_row_is_not_there(tmp_path: Path, change: str, capsys: pytest.CaptureFixture) -> None:
    filled(tmp_path).close()
    with sqlite3.connect(tmp_path / FOLDER / "t.db") as database:
        database.execute(f"UPDATE rows SET {change} WHERE key = x'31'")
    store = RowStore(tmp_path, "t", "search")
    assert not {*store.several("a", [b"1", b"9"]), *store.several("b", [b"1"])}
    assert told(capsys) and store.get("a", b"2") == b"value 2"


@pytest.mark.parametrize("damage", ["empty", "noise", "half", "folder"])
def test_a_damaged_file_is_an_empty_store(tmp_path: Path, damage: str) -> None:
    filled(tmp_path, 2000).close()
    file = tmp_path / FOLDER / "t.db"
    data = file.read_bytes()
    file.unlink()
    if damage == "folder":
        file.mkdir()
    else:
        file.write_bytes({"empty": b"", "noise": os.urandom(9000), "half": data[: len(data) // 2]}[damage])
    store = RowStore(tmp_path, "t", "search")
    found = store.several("a", [b"%d" % n for n in range(2000)])
    assert all(value == b"value %s" % name for name, value in found.items())
    store.put("a", b"new", b"row")
    store.save()
    assert damage == "folder" or RowStore(tmp_path, "t", "search").get("a", b"new") in {b"row", None}
    assert damage == "folder" or filled(tmp_path).get("a", b"1") in {b"value 1", None}


def test_two_builds_at_once_keep_the_rows_of_one(tmp_path: Path) -> None:
    one, two = filled(tmp_path), RowStore(tmp_path, "t", "search")
    one.put("a", b"1", b"of one")
    two.put("a", b"1", b"of two")
    two.put("a", b"2", b"of two")
    assert one.save() and not two.save()
    again = RowStore(tmp_path, "t", "search")
    assert again.get("a", b"1") == b"of one" and again.get("a", b"2") == b"value 2"


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("no folder", encoding="utf-8")
    store = RowStore(tmp_path, "t", "search")
    store.put("a", b"1", b"x")
    assert not store.save() and store.get("a", b"2") is None


KILLED = """
import sys
from pathlib import Path
from portal.core import store as module
module._WAITING = 2000
store = module.RowStore(Path(sys.argv[1]), "t", "search")
first = int(store.get("a", b"0") or b"0")
print("ready", flush=True)
for round in range(first + 1, 10**6):
    for number in range(200):
        store.put("a", b"%d" % number, b"%d" % round)
    assert store.save()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
@pytest.mark.slow
def test_a_killed_build_has_written_all_or_nothing(tmp_path: Path) -> None:
    for wait in range(8):
        running = subprocess.Popen([sys.executable, "-c", KILLED, str(tmp_path)], stdout=subprocess.PIPE, text=True)
        assert running.stdout and running.stdout.readline() == "ready\n"
        time.sleep(0.003 * wait)
        running.kill()
        running.wait()
        running.stdout.close()
        found = RowStore(tmp_path, "t", "search").several("a", [b"%d" % n for n in range(200)])
        assert len(found) in {0, 200} and len(set(found.values())) <= 1
