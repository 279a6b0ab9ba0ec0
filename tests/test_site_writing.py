"""The folder of the site: one build at a time, and a disk that has no room left."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

import small_tree
from browsing import REPOSITORY, build_environment, build_small_site, lay_out_small_site
from portal.core.locking import build_lock, lock_file
from portal.core.progress import _words
from portal.generator.disk import disk_failure

pytestmark = pytest.mark.slow

DOCUMENTS = {"ky/practices/quduk.md": small_tree.ORIGINAL, "ru/practices/quduk.md": small_tree.current()}
FULL = """
import errno
from mkdocs.plugins import event_priority

@event_priority(-160)  # in the middle of writing
def on_post_build(config):
    raise OSError(errno.ENOSPC, "No space left on device", config.site_dir + "/practices/quduk.html")
"""


def never() -> None:
    raise AssertionError("nobody else builds here")


def test_a_lock_is_of_one_site(tmp_path: Path) -> None:
    lock = build_lock(tmp_path, tmp_path / "site", never)
    other = build_lock(tmp_path, tmp_path / "elsewhere", never)
    assert lock is not None and other is not None
    lock.release()
    again = build_lock(tmp_path, tmp_path / "site", never)
    assert again is not None
    again.release()
    other.release()


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_lock_goes_with_its_process(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from portal.core.locking import build_lock;"
        "lock = build_lock(Path(sys.argv[1]), Path(sys.argv[1], 'site'), print);"
        "print('held', flush=True); time.sleep(99)"
    )
    holder = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, cwd=REPOSITORY)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"

    def kill() -> None:
        os.kill(holder.pid, signal.SIGKILL)
        holder.wait()

    lock = build_lock(tmp_path, tmp_path / "site", kill)
    assert lock is not None
    assert holder.returncode == -signal.SIGKILL, "it was waited for"
    lock.release()


def test_where_nothing_can_be_written_builds_go_on(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("no folder", encoding="utf-8")
    assert build_lock(tmp_path, tmp_path / "site", never) is None


def test_a_second_build_of_one_folder_waits_and_says_so(tmp_path: Path) -> None:
    root, site = tmp_path / "portal", tmp_path / "site"
    root.mkdir()
    lay_out_small_site(root, DOCUMENTS, data=small_tree.DATA, standing=())
    lock_file(root, site).parent.mkdir(parents=True)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)]
    environment = build_environment(PORTAL_LANG="ky", PYTHONPATH=str(REPOSITORY))
    with FileLock(lock_file(root, site)):
        second = subprocess.Popen(command, cwd=root, env=environment, stderr=subprocess.PIPE, encoding="utf-8")
        assert second.stderr is not None
        assert second.stderr.readline() == f"{_words()['waiting']['ky']} …\n"
        assert second.poll() is None
        assert not site.exists()
    assert second.wait() == 0, second.stderr.read()
    second.stderr.close()
    assert (site / "practices/quduk.html").is_file()


def test_a_full_disk_is_said_without_a_traceback(tmp_path: Path) -> None:
    def with_hook(text: str) -> str:
        return text.replace("hooks:\n", "hooks:\n  - full.py\n")

    root, site = tmp_path / "portal", tmp_path / "site"
    assert build_small_site(tmp_path, DOCUMENTS, data=small_tree.DATA, standing=()).ok
    before = {file: file.read_bytes() for file in site.rglob("*") if file.is_file()}
    (root / "full.py").write_text(FULL, encoding="utf-8")
    changed = {path: text.replace("Суу", "Таза суу") for path, text in DOCUMENTS.items()}
    failed = build_small_site(tmp_path, changed, data=small_tree.DATA, config=with_hook, language="ru", standing=())
    assert not failed.ok
    assert "[disk-full] На диске не хватило места" in failed.output
    assert "Traceback" not in failed.output
    assert {file: file.read_bytes() for file in site.rglob("*") if file.is_file()} == before, "as the message says"
    assert build_small_site(tmp_path, changed, data=small_tree.DATA, standing=()).ok, "the lock was let go"
    assert before != {file: file.read_bytes() for file in site.rglob("*") if file.is_file()}


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk-full"),
        (errno.EDQUOT, "disk-full"),
        (errno.EACCES, "site-unwritable"),
        (errno.EROFS, "site-unwritable"),
        (errno.ENOENT, None),
    ],
)
def test_errors_of_the_disk_are_told_apart(tmp_path: Path, number: int, code: str | None) -> None:
    found = disk_failure(OSError(number, os.strerror(number), str(tmp_path / "site/index.html")), tmp_path)
    assert (found and found.code) == code
    assert found is None or found.path == "site/index.html"
    unnamed = disk_failure(OSError(number, os.strerror(number)), tmp_path)
    assert unnamed is None or unnamed.path == "site"
