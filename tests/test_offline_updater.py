"""The updater of the stick: stopped everywhere, lied to, and kept from other people's files."""

from __future__ import annotations

import ast
import errno
import json
import os
import random
import re
import shutil
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from offline_editions import ALWAYS, MARKER_TEXT, FailingDisk, PowerCutError, picture, seal, write_edition
from portal.publish.offline.archive import write_zip
from portal.publish.offline.stick import update as updater
from portal.publish.offline.stick.update import (
    EDITION,
    HASHES,
    JOURNAL,
    MARKER,
    START,
    TEMP,
    Disk,
    FolderSource,
    Plan,
    RefusedError,
    faults,
    open_source,
    update,
)  # fmt: skip

STICK = Path(updater.__file__).parent

OLD = {
    "portal/practices/a.html": "a 1",
    "portal/practices/same.html": "same",
    "portal/practices/gone.html": "gone",
    "portal/old/deep/only.html": "only",
    "portal/Case.html": "case 1",
}
NEW = {
    START: "<p>start 2",
    "portal/practices/a.html": "a 2, longer",
    "portal/practices/same.html": "same",
    "portal/new/deep/first.html": "first",
    "portal/case.html": "case 2",
    "portal/assets/edition-data.js": "edition 2",
    "portal/assets/edition.css": "style 2",
}
OWN = {"letter.docx": "mine", "portal/practices/notes.txt": "my notes", "portal/old/deep/mine.txt": "mine too"}


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return write_edition(tmp_path / "portal-new", NEW, 2)


def make_stick(folder: Path, own: dict[str, str] | None = None) -> Path:
    write_edition(folder, OLD, 1)
    for path, text in (OWN if own is None else own).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def run(disk: Disk, source: Path, force: bool = False) -> Plan:
    return update(disk, open_source(source), MARKER_TEXT, force)


def wanted(new: Path) -> dict[str, bytes]:
    return picture(new) | {path: text.encode() for path, text in OWN.items()}


# --- An update and its stops ------------------------------------------------------


def test_update_brings_the_new_edition_and_leaves_the_rest(tmp_path: Path, new: Path) -> None:
    stick = make_stick(tmp_path / "stick")
    disk = FailingDisk(stick)
    plan = run(disk, new)
    assert picture(stick, ()) == wanted(new)
    assert "portal/practices/same.html" not in plan.write
    assert not any("same.html" in line for line in disk.log)
    assert set(plan.remove) == {"portal/practices/gone.html", "portal/old/deep/only.html", "portal/Case.html"}
    assert faults(Disk(stick)) == []
    assert run(FailingDisk(stick, 0), new).idle, "a second run has nothing to do"


def test_hashes_and_passport_come_last(tmp_path: Path, new: Path) -> None:
    disk = FailingDisk(make_stick(tmp_path / "stick"))
    run(disk, new)
    steps = [line for line in disk.log if not line.startswith(("write", "make"))]
    assert steps[:4] == [
        f"move {JOURNAL}", f"move {MARKER}", "move portal/assets/edition-data.js", "move portal/assets/edition.css",
    ]  # fmt: skip
    assert steps[-6:] == [
        "move portal/assets/edition-data.js", "move portal/assets/edition.css",
        f"move {HASHES}", f"move {EDITION}", f"remove {JOURNAL}", f"remove {MARKER}",
    ]  # fmt: skip


def operations(tmp_path: Path, new: Path) -> int:
    disk = FailingDisk(make_stick(tmp_path / "counting"))
    run(disk, new)
    return len(disk.log)


@pytest.mark.parametrize(("kind", "half"), [
    ("folder", False), ("zip", True),
    pytest.param("folder", True, marks=pytest.mark.long), pytest.param("zip", False, marks=pytest.mark.long),
])  # fmt: skip
@pytest.mark.slow
def test_stopped_at_every_operation_and_resumed(tmp_path: Path, new: Path, half: bool, kind: str) -> None:
    source = new
    if kind == "zip":
        source = tmp_path / "portal-new.zip"
        write_zip(new, source, 2)
    before, after = picture(make_stick(tmp_path / "pattern")), wanted(new)
    count = operations(tmp_path, new)
    assert count > 30
    seen = set()
    for number in range(count):
        stick = shutil.copytree(tmp_path / "pattern", tmp_path / f"stick-{number}")
        with pytest.raises(PowerCutError):
            run(FailingDisk(stick, number, half), source)
        found = faults(Disk(stick))
        now = picture(stick)
        if found:
            seen.add("broken")
            assert now not in (before, after)
            # Before the first change to a page there is a sign that people can read.
            changed = {path for path in before.keys() | now.keys() if before.get(path) != now.get(path)} - {JOURNAL}
            assert MARKER in now or not changed
        else:
            seen.add("whole")
            assert now in (before, after), f"mixed and looks whole after operation {number}"
        assert all(now[path] == text.encode() for path, text in OWN.items())
        run(Disk(stick), source)
        assert picture(stick, ()) == after, f"after operation {number}"
        assert faults(Disk(stick)) == []
        shutil.rmtree(stick)
    assert seen == {"broken", "whole"}


def test_every_state_on_the_way_says_that_it_is_not_whole(tmp_path: Path, new: Path) -> None:
    """Looked at from outside before each operation of a run that ends well."""
    stick = make_stick(tmp_path / "stick")
    before = picture(stick)
    disk = FailingDisk(stick)
    states: list[bool] = []

    def look() -> None:
        if picture(stick) != before:
            states.append(bool(faults(Disk(stick))))

    disk.after = look
    run(disk, new)
    assert states
    assert all(states)


@pytest.mark.long
def test_stopped_again_and_again(tmp_path: Path, new: Path) -> None:
    chance = random.Random(7)
    for attempt in range(25):
        stick = make_stick(tmp_path / f"stick-{attempt}")
        stops = 0
        while True:
            try:
                run(FailingDisk(stick, chance.randrange(14), chance.random() < 0.5), new)
            except PowerCutError:
                stops += 1
                if stops > 300:
                    pytest.fail("no progress")
                # A stop after the last operation may leave a finished edition.
                if not faults(Disk(stick)) and picture(stick) == wanted(new):
                    break
                if stops % 20 == 0:
                    run(Disk(stick), new)
            else:
                break
        run(Disk(stick), new)
        assert picture(stick, ()) == wanted(new) or (stick / TEMP).exists()
        assert picture(stick) == wanted(new)


@pytest.mark.slow
def test_resumed_with_a_still_newer_edition(tmp_path: Path, new: Path) -> None:
    """Files of the edition that never got finished are known by the journal and go."""
    newest = write_edition(tmp_path / "portal-newest", {"portal/practices/z.html": "z"}, 3)
    for number in range(0, operations(tmp_path, new), 3):
        stick = make_stick(tmp_path / f"stick-{number}")
        with pytest.raises(PowerCutError):
            run(FailingDisk(stick, number), new)
        run(Disk(stick), newest)
        assert picture(stick) == picture(newest) | {path: text.encode() for path, text in OWN.items()}
        assert faults(Disk(stick)) == []


def test_file_broken_by_the_power_cut_is_written_again(tmp_path: Path, new: Path) -> None:
    stick = make_stick(tmp_path / "stick")
    with pytest.raises(PowerCutError):
        run(FailingDisk(stick, operations(tmp_path, new) - 8), new)
    (stick / "portal/practices/a.html").write_bytes(b"\0" * 11)
    run(Disk(stick), new)
    assert picture(stick) == wanted(new)


def test_medium_that_does_not_keep_what_was_written(tmp_path: Path, new: Path) -> None:
    class Forgetful(Disk):
        def move_temp(self, path: str) -> None:
            super().move_temp(path)
            if path.endswith("first.html"):
                (self.root / path).write_bytes(b"?????")

    stick = make_stick(tmp_path / "stick")
    with pytest.raises(RefusedError, match="after-broken"):
        run(Forgetful(stick), new)
    assert MARKER in faults(Disk(stick))
    run(Disk(stick), new)
    assert picture(stick) == wanted(new)


def test_first_copy_to_an_empty_stick(tmp_path: Path, new: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "holiday.jpg").write_bytes(b"sun")
    run(Disk(stick), new)
    assert picture(stick) == picture(new) | {"holiday.jpg": b"sun"}


# --- What the hashes tell ------------------------------------------------------------


def damage_page(stick: Path) -> None:
    (stick / "portal/practices/a.html").write_text("A 1", encoding="utf-8")


def remove_page(stick: Path) -> None:
    (stick / "portal/practices/a.html").unlink()


def swap_list(stick: Path) -> None:
    damage_page(stick)
    passport = (stick / EDITION).read_text(encoding="utf-8")
    (stick / EDITION).unlink()
    seal(stick, 1)
    (stick / EDITION).write_text(passport, encoding="utf-8")


def cut_list(stick: Path) -> None:
    text = (stick / HASHES).read_text(encoding="utf-8")
    (stick / HASHES).write_text(text[: len(text) // 2], encoding="utf-8")


def remove_passport(stick: Path) -> None:
    (stick / EDITION).unlink()


@pytest.mark.parametrize("damage", [damage_page, remove_page, swap_list, cut_list, remove_passport])
def test_check_tells_whole_from_broken(tmp_path: Path, damage: object) -> None:
    stick = make_stick(tmp_path / "stick", {})
    assert faults(Disk(stick)) == []
    assert callable(damage)
    damage(stick)
    assert faults(Disk(stick)) != []


@pytest.mark.parametrize("damage", [damage_page, remove_page, swap_list, cut_list, remove_passport])
@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_damaged_source_changes_nothing(tmp_path: Path, new: Path, damage: object, kind: str) -> None:
    assert callable(damage)
    damage(new)
    source = new
    if kind == "zip":
        source = tmp_path / "portal-new.zip"
        write_zip(new, source, 2)
    stick = make_stick(tmp_path / "stick")
    before = picture(stick, ())
    with pytest.raises(RefusedError):
        run(FailingDisk(stick, 0), source)
    assert picture(stick, ()) == before


@pytest.mark.parametrize("names", [["all.zip"], ["portal-2/portal-2.zip", "portal-2/read.txt"]])
def test_zip_in_a_zip_is_named(tmp_path: Path, names: list[str]) -> None:
    source = tmp_path / "outer.zip"
    with zipfile.ZipFile(source, "w") as outer:
        for name in names:
            outer.writestr(name, b"PK")
    with pytest.raises(RefusedError, match="zip-nested") as caught:
        run(FailingDisk(make_stick(tmp_path / "stick"), 0), source)
    assert caught.value.values["path"] == names[0].rpartition("/")[2]


def damage_all(stick: Path) -> None:
    for path in (EDITION, HASHES):
        (stick / path).write_bytes(b"\0" * 700)


def lose_list(stick: Path) -> None:
    (stick / HASHES).unlink()


def lose_all_but_pages(stick: Path) -> None:
    for path in (EDITION, HASHES, "portal/assets/edition-data.js", "portal/assets/edition.css"):
        (stick / path).unlink()


@pytest.mark.slow
@pytest.mark.parametrize("damage", [damage_page, swap_list, cut_list, remove_passport, damage_all, lose_list,
                                    lose_all_but_pages])  # fmt: skip
def test_whatever_the_check_finds_an_update_repairs(tmp_path: Path, new: Path, damage: object) -> None:
    """From its own edition and from another one; the reader's files stay."""
    for number, source in enumerate((write_edition(tmp_path / "portal-old", OLD, 1), new)):
        stick = make_stick(tmp_path / f"stick-{number}", {})
        assert callable(damage)
        damage(stick)
        (stick / "portal/practices/a.html").write_text("half", encoding="utf-8")
        for path, text in OWN.items():
            (stick / path).parent.mkdir(parents=True, exist_ok=True)
            (stick / path).write_text(text, encoding="utf-8")
        assert faults(Disk(stick)) != []
        run(Disk(stick), source)
        assert faults(Disk(stick)) == []
        now = picture(stick)
        assert picture(source).items() <= now.items() and all(now[path] == text.encode() for path, text in OWN.items())


@pytest.mark.slow
@pytest.mark.parametrize("damage", [swap_list, lose_list, damage_all])
def test_pulled_while_it_is_repaired(tmp_path: Path, new: Path, damage: Callable[[Path], None]) -> None:
    """At any operation: what is half repaired is told as broken, and the next run repairs the rest."""

    def broken(name: str) -> Path:
        stick = make_stick(tmp_path / name, {})
        damage(stick)
        for path, text in {**OWN, "portal/practices/a.html": "half"}.items():
            (stick / path).parent.mkdir(parents=True, exist_ok=True)
            (stick / path).write_text(text, encoding="utf-8")
        return stick

    counted = FailingDisk(broken("counting"))
    run(counted, new)
    for number in range(0, len(counted.log), 2):
        stick = broken(f"stick-{number}")
        with pytest.raises(PowerCutError):
            run(FailingDisk(stick, number, half=number % 4 == 0), new)
        assert faults(Disk(stick)) != [] or wanted(new).items() <= picture(stick).items()
        run(Disk(stick), new)
        assert faults(Disk(stick)) == [] and wanted(new).items() <= picture(stick).items(), f"after operation {number}"


@pytest.mark.slow
def test_a_first_copy_that_broke_off_is_repaired_in_any_order(tmp_path: Path, new: Path) -> None:
    """By name, with folders last, with folders first; from the same edition and from another one."""
    whole, chance = picture(write_edition(tmp_path / "portal-old", OLD, 1)), random.Random(23)
    orders = [sorted(whole), sorted(whole, key=lambda path: (path.count("/"), path)), sorted(whole, reverse=True)]
    for number in range(24):
        order = orders[number % 3]
        stick = tmp_path / f"stick-{number}"
        stick.mkdir()
        for path in order[: chance.randrange(1, len(order))]:
            (stick / path).parent.mkdir(parents=True, exist_ok=True)
            (stick / path).write_bytes(whole[path])
        assert faults(Disk(stick)) != []
        source = new if number % 2 else tmp_path / "portal-old"
        run(Disk(stick), source)
        assert faults(Disk(stick)) == [] and picture(source).items() <= picture(stick).items()


def test_without_a_sign_of_the_portal_files_are_somebody_elses(tmp_path: Path, new: Path) -> None:
    stick = tmp_path / "stick"
    (stick / "portal/practices").mkdir(parents=True)
    (stick / "portal/practices/a.html").write_text("a homepage of mine", encoding="utf-8")
    with pytest.raises(RefusedError, match="strangers"):
        run(FailingDisk(stick, 0), new)
    run(Disk(stick), new, force=True)
    assert faults(Disk(stick)) == []
    # Where the list is right, a file that it does not have is never the portal's.
    other = make_stick(tmp_path / "other")
    (other / START).unlink()
    (other / "portal/new/deep").mkdir(parents=True)
    (other / "portal/new/deep/first.html").write_text("mine", encoding="utf-8")
    for force in (False, True):
        with pytest.raises(RefusedError, match="strangers"):
            run(FailingDisk(other, 0), new, force)


def test_room_is_reckoned_in_whole_clusters(tmp_path: Path, new: Path) -> None:
    class Coarse(Disk):
        def cluster(self) -> int:
            return 1 << 20

        def free(self) -> int:
            return 9 << 20

    stick = tmp_path / "stick"
    stick.mkdir()
    with pytest.raises(RefusedError, match="no-space"):  # fifteen small files and their folders
        run(Coarse(stick), new)
    assert Disk(stick).cluster() >= 512


def test_two_updates_at_once_are_told(tmp_path: Path, new: Path) -> None:
    stick = make_stick(tmp_path / "stick")
    script = shutil.copytree(STICK, tmp_path / "system") / "update.py"
    command = [sys.executable, str(script), str(new), "--to", str(stick), "--lang", "en"]
    with updater.alone(stick):
        found = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        assert found.returncode == 1 and "being updated already" in found.stdout
        with pytest.raises(RefusedError, match="running"), updater.alone(stick):
            pass
    assert not (stick / updater.LOCK).exists()
    # One that was left behind by a power cut says nothing.
    (stick / updater.LOCK).touch()
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    assert faults(Disk(stick)) == [] and not (stick / updater.LOCK).exists()


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.EROFS, "read-only"), (errno.EACCES, "read-only"), (errno.ENOSPC, "full"), (errno.EIO, "disk-error")],
)
def test_what_the_system_says_of_a_medium_is_told_plainly(number: int, code: str) -> None:
    assert updater.disk_code(OSError(number, "x")) == code


def test_zip_cut_short_changes_nothing(tmp_path: Path, new: Path) -> None:
    source = tmp_path / "portal-new.zip"
    write_zip(new, source, 2)
    data = source.read_bytes()
    stick = make_stick(tmp_path / "stick")
    before = picture(stick, ())
    for length in (0, 10, len(data) // 2, len(data) - 1):
        source.write_bytes(data[:length])
        with pytest.raises(RefusedError, match="zip-cut" if length else "zip-broken"):
            run(FailingDisk(stick, 0), source)
    broken = bytearray(data)
    broken[60] ^= 255
    source.write_bytes(bytes(broken))
    with pytest.raises(RefusedError):
        run(FailingDisk(stick, 0), source)
    assert picture(stick, ()) == before


# --- What is refused --------------------------------------------------------------------


def test_older_edition_only_by_force(tmp_path: Path, new: Path) -> None:
    stick = make_stick(tmp_path / "stick")
    run(Disk(stick), new)
    old = write_edition(tmp_path / "portal-old", OLD, 1)
    with pytest.raises(RefusedError, match="older"):
        run(FailingDisk(stick, 0), old)
    run(Disk(stick), old, force=True)
    assert picture(stick) == picture(old) | {path: text.encode() for path, text in OWN.items()}


def test_older_edition_does_not_finish_a_newer_ones_update(tmp_path: Path, new: Path) -> None:
    middle = write_edition(tmp_path / "portal-middle", {}, 2)
    newest = write_edition(tmp_path / "portal-newest", NEW, 3)
    stick = make_stick(tmp_path / "stick")
    with pytest.raises(PowerCutError):
        run(FailingDisk(stick, 12), newest)
    with pytest.raises(RefusedError, match="older"):
        run(FailingDisk(stick, 0), middle)


def test_other_part_of_the_portal_only_by_force(tmp_path: Path) -> None:
    stick = make_stick(tmp_path / "stick")
    part = write_edition(tmp_path / "portal-ru", NEW, 2, "ru")
    with pytest.raises(RefusedError, match="other-subset"):
        run(FailingDisk(stick, 0), part)
    run(Disk(stick), part, force=True)
    assert faults(Disk(stick)) == []


def test_unfinished_folder_is_no_source(tmp_path: Path, new: Path) -> None:
    (new / MARKER).write_text("", encoding="utf-8")
    with pytest.raises(RefusedError, match="source-unfinished"):
        run(FailingDisk(make_stick(tmp_path / "stick"), 0), new)


def test_own_file_in_the_way_is_not_overwritten(tmp_path: Path, new: Path) -> None:
    stick = make_stick(tmp_path / "stick", {"portal/new/deep/first.html": "mine"})
    before = picture(stick, ())
    for force in (False, True):
        with pytest.raises(RefusedError, match="strangers"):
            run(FailingDisk(stick, 0), new, force)
    assert picture(stick, ()) == before


@pytest.mark.parametrize("place", ["portal/new", MARKER, TEMP])
def test_own_folder_or_file_in_the_place_of_another(tmp_path: Path, new: Path, place: str) -> None:
    stick = make_stick(tmp_path / "stick")
    if place == "portal/new":
        (stick / place / "deep" / "first.html").mkdir(parents=True)
    else:
        (stick / place).mkdir()
    with pytest.raises(RefusedError, match="strangers"):
        run(FailingDisk(stick, 0), new)


def test_no_room(tmp_path: Path, new: Path) -> None:
    class Full(FailingDisk):
        def free(self) -> int:
            return 1 << 20

    with pytest.raises(RefusedError, match="no-space"):
        run(Full(make_stick(tmp_path / "stick"), 0), new)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
@pytest.mark.parametrize("link", ["portal", "portal/practices", "portal/practices/a.html", HASHES, TEMP])
def test_links_on_the_stick_lead_nowhere(tmp_path: Path, new: Path, link: str) -> None:
    stick = make_stick(tmp_path / "stick", {})
    outside = tmp_path / "outside"
    if (stick / link).exists():
        shutil.move(stick / link, outside)
    else:
        outside.write_text("precious", encoding="utf-8")
    (stick / link).symlink_to(outside)
    before = picture(outside) if outside.is_dir() else outside.read_bytes()
    with pytest.raises(RefusedError):
        run(FailingDisk(stick, 0), new)
    assert (picture(outside) if outside.is_dir() else outside.read_bytes()) == before


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_links_in_the_source_are_refused(tmp_path: Path, new: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("same", encoding="utf-8")
    (new / "portal/practices/same.html").unlink()
    (new / "portal/practices/same.html").symlink_to(secret)
    with pytest.raises(RefusedError, match="link-refused"):
        run(FailingDisk(make_stick(tmp_path / "stick"), 0), new)


BAD_PATHS = [
    "../evil.html", "/etc/evil", "portal/../../evil", "portal/./a", "portal//a", "C:/evil", "portal\\evil",
    "portal/a:stream", "portal/con", "portal/CON.html", "portal/lpt1.txt", "portal/a.", "portal/a ", "portal/ a",
    "portal/a?.html", "portal/a\x01", "portal/" + "a" * 200, "letter.docx", "edition.json", "hashes.sha256",
    "update-journal.txt", "Portal/a.html", "portal", "",
]  # fmt: skip


@pytest.mark.parametrize("path", BAD_PATHS)
def test_paths_that_no_edition_may_bring(path: str) -> None:
    assert not updater.is_ours(path)
    with pytest.raises(RefusedError):
        updater.parse_hashes(f"{'0' * 64}  {path}\n")
    assert updater.known_paths(f"{'0' * 64}  {path}\n") == {}


def test_lists_with_two_names_for_one_file_are_refused() -> None:
    with pytest.raises(RefusedError):
        updater.parse_hashes(f"{'0' * 64}  portal/a\n{'0' * 64}  portal/A\n")


def test_damaged_list_of_the_stick_removes_nothing_of_others(tmp_path: Path, new: Path) -> None:
    stick = make_stick(tmp_path / "stick")
    with (stick / HASHES).open("a", encoding="utf-8") as file:
        file.write(f"{'0' * 64}  letter.docx\n{'0' * 64}  ../outside.txt\nrubbish\n")
    (tmp_path / "outside.txt").write_text("precious", encoding="utf-8")
    run(Disk(stick), new)
    assert picture(stick) == wanted(new)
    assert (tmp_path / "outside.txt").read_text(encoding="utf-8") == "precious"


def name_own(stick: Path, path: str = "portal/practices/notes.txt") -> None:
    """A list that is not the passport's names a file of the reader's own."""
    with (stick / HASHES).open("a", encoding="utf-8") as file:
        file.write(f"{'0' * 64}  {path}\n")


@pytest.mark.parametrize(
    "journal", ["", "rubbish", "# ", "# \u00b2", "# 1 rubbish", f"# {'9' * 5000}", "# 1\nportal/b"]
)
def test_journal_that_is_none_vouches_for_no_list(tmp_path: Path, new: Path, journal: str) -> None:
    stick = make_stick(tmp_path / "stick")
    name_own(stick)
    (stick / JOURNAL).write_text(journal, encoding="utf-8")
    run(Disk(stick), new)
    assert picture(stick) == wanted(new)


def test_repair_of_a_wrong_list_that_was_broken_off_takes_nothing_of_others(tmp_path: Path, new: Path) -> None:
    """The journal of the repair must not say that the list was right."""
    for number in (2, 9):  # after the journal, and later
        stick = make_stick(tmp_path / f"stick-{number}")
        name_own(stick)
        with pytest.raises(PowerCutError):
            run(FailingDisk(stick, number), new)
        run(Disk(stick), new)
        assert picture(stick) == wanted(new), number


@pytest.mark.parametrize(
    "passport",
    [
        '{"format": 1, "day": "d", "time": Infinity, "revision": "", "subset": ""}',
        '{"format": 1, "day": "d", "time": NaN, "revision": "", "subset": ""}',
        "[" * 60_000, "{" * 90_000, "[]", "1",
    ],
    ids=["infinity", "nan", "deep", "large", "list", "number"],
)  # fmt: skip
def test_passport_that_is_none_is_refused_with_a_sentence(tmp_path: Path, new: Path, passport: str) -> None:
    stick = make_stick(tmp_path / "stick")
    (stick / EDITION).write_text(passport, encoding="utf-8")
    assert EDITION in faults(Disk(stick))
    run(Disk(stick), new)
    assert faults(Disk(stick)) == []
    (new / EDITION).write_text(passport, encoding="utf-8")
    with pytest.raises(RefusedError, match=r"edition-broken|source-none"):
        run(FailingDisk(stick, 0), new)


def test_passport_is_small_or_not_read(tmp_path: Path) -> None:
    write_edition(tmp_path, {}, 1)
    (tmp_path / EDITION).write_text(" " * (updater.MOST_PASSPORT + 1), encoding="utf-8")
    assert Disk(tmp_path).text(EDITION) is None and FolderSource(tmp_path).text(EDITION) is None


def write_bad_zip(place: Path, new: Path, name: str, data: bytes = b"evil", mode: int = 0o100644) -> Path:
    write_zip(new, place, 2)
    with zipfile.ZipFile(place, "a", zipfile.ZIP_DEFLATED) as archive:
        info = zipfile.ZipInfo(name)
        info.external_attr = mode << 16
        info.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(info, data)
    return place


@pytest.mark.parametrize(
    "name",
    ["portal-new/../../evil.txt", "../evil.txt", "/evil.txt", "portal-new/portal\\..\\evil", "portal-new/portal/con"],
)
def test_zip_that_climbs_out(tmp_path: Path, new: Path, name: str) -> None:
    source = write_bad_zip(tmp_path / "portal-bad.zip", new, name)
    stick = make_stick(tmp_path / "inner" / "stick")
    with pytest.raises(RefusedError):
        run(FailingDisk(stick, 0), source)
    assert not list(tmp_path.rglob("evil*"))


def test_zip_with_a_link(tmp_path: Path, new: Path) -> None:
    source = write_bad_zip(tmp_path / "bad.zip", new, "portal-new/portal/l", b"/etc/passwd", stat.S_IFLNK | 0o777)
    with pytest.raises(RefusedError, match="path-refused"):
        run(FailingDisk(make_stick(tmp_path / "stick"), 0), source)


def test_zip_bombs(tmp_path: Path, new: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = write_bad_zip(tmp_path / "bomb.zip", new, "portal-new/portal/b.html", b"\0" * (8 << 20))
    stick = make_stick(tmp_path / "stick")
    with pytest.raises(RefusedError, match="zip-bomb"):
        run(FailingDisk(stick, 0), source)
    write_zip(new, source, 2)
    monkeypatch.setattr(updater, "MOST_BYTES", 10)
    with pytest.raises(RefusedError, match="zip-bomb"):
        run(FailingDisk(stick, 0), source)
    monkeypatch.setattr(updater, "MOST_BYTES", 1 << 30)
    monkeypatch.setattr(updater, "MOST_FILES", 3)
    with pytest.raises(RefusedError):
        run(FailingDisk(stick, 0), source)


def test_files_of_the_source_that_its_list_does_not_name_stay_where_they_are(tmp_path: Path, new: Path) -> None:
    (new / "portal/stray.html").write_text("stray", encoding="utf-8")
    stick = make_stick(tmp_path / "stick")
    run(Disk(stick), new)
    assert not (stick / "portal/stray.html").exists()


# --- The command ----------------------------------------------------------------------------


def command(script: Path, *arguments: str, lang: str = "en") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        # -I -S: the standard library and nothing else.
        [sys.executable, "-I", "-S", "-B", str(script), *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PORTAL_LANG": lang, "PYTHONIOENCODING": "ascii"},
        timeout=60,
    )


@pytest.mark.parametrize("moment", [315_532_800, 4_102_444_800])
def test_times_of_files_say_nothing(tmp_path: Path, new: Path, moment: int) -> None:
    """A clock that is years off, FAT that counts in two seconds: what is newer stands in the passport."""
    stick = make_stick(tmp_path / "usb")
    for folder, seconds in ((stick, moment), (new, 4_417_977_600 - moment)):
        for place in folder.rglob("*"):
            os.utime(place, (seconds, seconds))
    run(Disk(stick), new)
    assert faults(Disk(stick)) == [] and picture(stick) == wanted(new)
    for place in stick.rglob("*"):
        os.utime(place, (moment, moment))
    assert run(Disk(stick), new).idle


def test_a_folder_of_the_portal_that_was_renamed(tmp_path: Path, new: Path) -> None:
    """It is the reader's then: all is found to be missing, and brought again beside it."""
    stick = make_stick(tmp_path / "usb")
    run(Disk(stick), new)
    (stick / "portal").rename(stick / "portal (1)")
    lost = faults(Disk(stick))
    assert lost and all(path.startswith("portal/") for path in lost)
    run(Disk(stick), new)
    assert faults(Disk(stick)) == []
    assert (stick / "portal (1)/index.html").exists()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    stick = make_stick(tmp_path / "usb")
    (stick / "system").mkdir(exist_ok=True)
    for name in ("update.py", "messages.json"):
        shutil.copyfile(STICK / name, stick / "system" / name)
    (stick / EDITION).unlink()
    for path in OWN:
        (stick / path).unlink()
    seal(stick, 1)
    return stick


@pytest.mark.slow
def test_command_finds_the_zip_on_the_stick(tmp_path: Path, stick: Path) -> None:
    new = write_edition(tmp_path / "build" / "portal-2", NEW, 2)
    for name in ("update.py", "messages.json"):
        shutil.copyfile(STICK / name, new / "system" / name)
    seal(new, 2)
    write_zip(new, stick / "portal-2.zip", 2)
    write_zip(write_edition(tmp_path / "build" / "portal-1", OLD, 1), stick / "portal-1.zip", 1)
    (stick / "portal-photos.zip").write_bytes(b"none of ours")
    script = stick / "system" / "update.py"
    assert command(script, "--verify").returncode == 0
    done = command(script)
    assert (done.returncode, done.stderr) == (0, "")
    assert "whole" in done.stdout
    assert picture(stick, ("portal-1.zip", "portal-2.zip", "portal-photos.zip")) == picture(new)
    assert "holds this edition already" in command(script).stdout
    (stick / "portal/practices/a.html").write_text("?", encoding="utf-8")
    broken = command(script, "--verify")
    assert broken.returncode == 1
    assert "portal/practices/a.html" in broken.stdout
    assert command(script).returncode == 0
    (stick / MARKER).write_text("", encoding="utf-8")
    assert "not finished" in command(script, "--verify").stdout


@pytest.mark.parametrize(("lang", "word"), [("ky", "Даяр"), ("ru", "Готово"), ("en", "Done")])
def test_command_of_the_new_edition_updates_another_folder(tmp_path: Path, stick: Path, lang: str, word: str) -> None:
    target = make_stick(tmp_path / "target")
    (stick / EDITION).unlink()
    seal(stick, 5)
    done = command(stick / "system" / "update.py", "--to", str(target), "--lang", lang)
    assert done.returncode == 0, done.stdout
    assert word in done.stdout
    assert faults(Disk(target)) == []


@pytest.mark.slow
def test_command_refuses_in_words(tmp_path: Path, stick: Path) -> None:
    script = stick / "system" / "update.py"
    assert "No new edition" in command(script).stdout
    assert "No such file" in command(script, str(tmp_path / "none.zip")).stdout
    assert "very portal" in command(script, str(stick)).stdout
    assert "no edition" in command(script, str(tmp_path)).stdout
    assert command(script, "--what").returncode == 2
    for result in (command(script), command(script, "--to", str(tmp_path / "nowhere"))):
        assert result.returncode == 1
        assert result.stderr == ""


# --- Texts and the scripts for Windows ---------------------------------------------------------


def messages() -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = json.loads((STICK / "messages.json").read_text(encoding="utf-8"))
    return loaded


def test_messages_are_complete_in_all_languages() -> None:
    found = messages()
    assert list(found) == ["ky", "ru", "en"]
    for lang in ("ru", "en"):
        assert found[lang].keys() == found["ky"].keys()
        for key, text in found[lang].items():
            assert set(re.findall(r"{\w+}", text)) >= set(re.findall(r"{\w+}", found["ky"][key])) - {"{paths}"}, key
    marker = updater.marker_text(found)
    assert "ЖАҢЫРТУУ" in marker
    assert "ОБНОВЛЕНИЕ" in marker


@pytest.mark.parametrize("name", ["update.py", "update.ps1"])
def test_every_message_that_is_said_exists(name: str) -> None:
    text = (STICK / name).read_text(encoding="utf-8")
    said = set(re.findall(r"""(?:RefusedError\(|say\(|Refuse |Say )["']([a-z-]+)["']""", text))
    chosen = {"broken", "unfinished", "zip-cut", "zip-broken", "disk-error", "read-only", "full"}
    assert all(f'"{code}"' in text or f"'{code}'" in text for code in chosen)
    said |= chosen
    # PowerShell itself ends at Ctrl+C.
    assert said | {"stopped"} == set(messages()["ky"]) - {"marker"}


def test_updater_runs_on_old_pythons() -> None:
    text = (STICK / "update.py").read_text(encoding="utf-8")
    tree = ast.parse(text, feature_version=(3, 8))
    imported = {
        alias.name.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
    }
    imported |= {str(node.module).split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert imported <= set(sys.stdlib_module_names)
    # Newer than 3.8.
    assert not re.search(r"\.removeprefix|\.removesuffix|file_digest|zip\([^)]*strict=|\bmatch \w+:", text)
    assert "from __future__ import annotations" in text


def constants(text: str) -> dict[str, str]:
    return {
        name.lower().replace("_", ""): value for name, value in re.findall(r"^\$?(\w+) = '?([^'\n]+)'?$", text, re.M)
    }


def test_powershell_knows_the_same_names_and_limits() -> None:
    text = (STICK / "update.ps1").read_text(encoding="utf-8")
    found = constants(text)
    assert found["hashesfile"] == updater.HASHES
    assert found["editionfile"] == updater.EDITION
    assert found["markerfile"] == updater.MARKER
    assert found["journalfile"] == updater.JOURNAL
    assert found["journalhead"] == updater.JOURNAL_HEAD.pattern
    assert found["journaltime"] == updater.JOURNAL_TIME.pattern
    assert found["tempfile"] == updater.TEMP
    assert found["messagesfile"] == updater.MESSAGES
    for name in ("LONGEST_PATH", "MOST_FILES", "MOST_BYTES", "MOST_TEXT", "MOST_PASSPORT", "MOST_RATIO"):
        assert int(found[name.lower().replace("_", "")]) == getattr(updater, name), name
    assert int(found["knownformat"]) == updater.FORMAT
    top = re.search(r"\$TopFiles = @\(([^)]*)\)", text)
    folders = re.search(r"\$OwnFolders = @\(([^)]*)\)", text)
    assert top
    assert folders
    coded = re.findall(r"^\$(?:Start|Guide)File = \[regex\]::Unescape\('(.+)'\)$", text, re.M)
    names = [re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), name) for name in coded]
    assert names == [updater.START, updater.GUIDE] and top[1].startswith("$StartFile, $GuideFile, ")
    assert {*names, *re.findall(r"'([^']+)'", top[1])} == updater.TOP
    assert found["olderfiles"] == f"^({updater.OLDER.pattern})\\z"
    assert tuple(re.findall(r"'([^']+)'", folders[1])) == updater.FOLDERS
    assert dict(re.findall(r"^ {4}'([^']+)' = '([^']+)'$", text, re.M)) == updater.SHOWN


def test_powershell_takes_the_same_steps_in_the_same_order() -> None:
    text = (STICK / "update.ps1").read_text(encoding="utf-8")
    body = text[text.index("function Invoke-Plan") : text.index("# --- The command")]
    assert re.findall(r"# step: (\w+)", body) == [
        "journal", "marker", "unfinished", "remove", "write", "shown", "hashes", "edition", "check", "end",
    ]  # fmt: skip
    steps = re.findall(
        r"(Write-StickText|Copy-ToStick|Remove-StickFile|Remove-EmptyFolders|Get-Faults) ?(\$\w+)?", body
    )
    assert steps == [
        ("Write-StickText", "$JournalFile"), ("Write-StickText", "$MarkerFile"), ("Copy-ToStick", "$New"),
        ("Remove-StickFile", "$path"), ("Remove-EmptyFolders", ""), ("Copy-ToStick", "$New"),
        ("Copy-ToStick", "$New"), ("Write-StickText", "$HashesFile"), ("Write-StickText", "$EditionFile"),
        ("Get-Faults", ""), ("Remove-StickFile", "$TempFile"), ("Remove-StickFile", "$JournalFile"),
        ("Remove-StickFile", "$MarkerFile"),
    ]  # fmt: skip


def test_powershell_variables_do_not_hide_constants() -> None:
    """PowerShell does not tell $Hashes from $HASHES, and a function sees its caller's variables."""
    text = (STICK / "update.ps1").read_text(encoding="utf-8")
    fixed = {name.lower() for name in re.findall(r"^\$(\w+) = ", text.split("# --- Paths and lists")[0], re.M)}
    later = text.split("# --- Paths and lists")[1]
    assert "hashesfile" in fixed
    assert not fixed & {name.lower() for name in re.findall(r"\$(\w+) \+?= |foreach \(\$(\w+)", later) for name in name}
    automatic = {"home", "input", "matches", "host", "error", "pid", "sender", "this", "event"}
    assert not automatic & {name.lower() for name in re.findall(r"\$(\w+) \+?= ", text)}


def test_batch_file_offers_python_then_powershell() -> None:
    text = (STICK / "update.bat").read_text(encoding="ascii")
    places = [text.index(word) for word in ('py -3 "!PORTAL_HERE!', 'python "!PORTAL_HERE!', "powershell -NoProfile")]
    assert places == sorted(places)
    assert "%*" not in text.split("(\n", 1)[1], "a bracket in a name would end the block"
    assert text.count("(\n") == text.count("\n)") + text.count("\n  )")  # every block is closed
    assert ALWAYS.keys() <= {*updater.TOP, *(path for path in ALWAYS if path.startswith(updater.FOLDERS))}


def test_the_top_of_an_older_edition_is_tidied(tmp_path: Path, new: Path) -> None:
    """Two start pages would be one too many."""
    before = {"start.html": "old", "README-ky.txt": "old", "update/update.py": "old", "update.bat": "old"}
    stick = write_edition(tmp_path / "stick", before, 1)
    (stick / "update/notes.txt").write_text("mine", encoding="utf-8")
    update(Disk(stick), FolderSource(new), "marker")
    assert faults(Disk(stick)) == []
    assert sorted(place.name for place in stick.iterdir() if place.suffix in {".html", ".txt"}) == [START]
    assert [place.name for place in (stick / "update").iterdir()] == ["notes.txt"], "what is not ours stays"


def test_folder_source_reads_only_files(tmp_path: Path) -> None:
    assert FolderSource(tmp_path).size("portal") is None
    (tmp_path / "portal").mkdir()
    assert FolderSource(tmp_path).size("portal") is None
    assert FolderSource(tmp_path).digest("portal") is None
