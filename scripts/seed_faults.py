"""Plant the faults of tests/data/faults.yml one by one in a copy of the project: do the tests named for each notice?

Run by maintainers, and before and after tests are rewritten: what was caught must be caught by the successor.
Without ``--trust`` the named tests are run once without a fault: tests that fail anyway would catch everything.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
FAULTS = Path("tests/data/faults.yml")
PASSED, FAILED, NOT_COLLECTED = 0, 1, 2
LONGEST = 3600
"""Seconds: a fault may also keep a test from ending."""


def place(root: Path, fault: dict[str, Any]) -> Path:
    """The file to change; where the named one is gone or lacks the text, the only other one that has it."""
    named, old = root / fault["file"], fault["old"]

    def stands_once(file: Path) -> bool:
        return file.is_file() and file.read_text("utf-8").count(old) == 1

    if stands_once(named):
        return named
    top = root / Path(fault["file"]).parts[0]
    others = [file for file in sorted(top.rglob(f"*{named.suffix}")) if stands_once(file)]
    if len(others) != 1:
        raise ValueError(f"{fault['file']}: what is to be changed stands once in {len(others)} files: {old}")
    return others[0]


def copy_to(folder: Path) -> None:
    """Everything that git knows or would take, as it lies here, and what node installed."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    for name in subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0"):
        if name and (ROOT / name).is_file() and not (ROOT / name).is_symlink():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    if (ROOT / "node_modules").is_dir():
        (folder / "node_modules").symlink_to((ROOT / "node_modules").resolve())


def run_tests(root: Path, tests: list[str]) -> tuple[int, str]:
    """Exit status of pytest, and the first test that failed."""
    command = [sys.executable, "-m", "pytest", "-x", "-p", "no:cacheprovider", *(f"tests/{name}" for name in tests)]
    environment = os.environ | {"PYTHONPATH": str(root), "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"}
    try:
        run = subprocess.run(
            command,
            cwd=root,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=LONGEST,
        )
    except subprocess.TimeoutExpired:
        return FAILED, f"{', '.join(tests)} did not end"
    named = re.search(r"(?m)^(?:FAILED|ERROR) (\S+)", run.stdout)
    return run.returncode, named[1] if named else run.stdout[-2000:]


def outcomes(root: Path, faults: list[dict[str, Any]]) -> Iterator[bool]:
    """Plant each fault, tell of it, take it back; whether it was caught."""
    for number, fault in enumerate(faults, 1):
        file, begun, caught = place(root, fault), time.monotonic(), ""
        sound = file.read_bytes()
        file.write_text(sound.decode().replace(fault["old"], fault["new"]), encoding="utf-8", newline="")
        try:
            for test in fault["tests"]:
                status, named = run_tests(root, [test])
                if status not in {PASSED, FAILED, NOT_COLLECTED}:
                    raise SystemExit(f"pytest ended with {status} in {test}:\n{named}")
                if status != PASSED:
                    caught = named
                    break
        finally:
            file.write_bytes(sound)
        took = f"{time.monotonic() - begun:.0f} s"
        print(f"{number:3} {'caught' if caught else 'MISSED'} {fault['file']}: {fault['new'].strip()}", flush=True)
        print(f"           {caught or ', '.join(fault['tests'])} ({took})", flush=True)
        yield bool(caught)


def main() -> int:
    """Exit status 1 if a fault is missed, 2 if the tests fail without one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="faults whose file or tests contain this text")
    parser.add_argument("--trust", action="store_true", help="do not run the tests without a fault first")
    options = parser.parse_args()
    faults = yaml.safe_load((ROOT / FAULTS).read_text(encoding="utf-8"))
    chosen = [fault for fault in faults if options.only in " ".join([fault["file"], *fault["tests"]])]
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "project"
        copy_to(root)
        for fault in chosen:
            place(root, fault)  # a list that no longer fits is told at once
        if not options.trust:
            status, named = run_tests(root, sorted({test for fault in chosen for test in fault["tests"]}))
            if status != PASSED:
                print(f"Fails without a fault: {named}", file=sys.stderr)
                return 2
        found = list(outcomes(root, chosen))
    print(f"{sum(found)} of {len(found)} faults are caught.")
    return 0 if all(found) else 1


if __name__ == "__main__":
    sys.exit(main())
