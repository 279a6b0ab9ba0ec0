"""Build the present state twice, in different folders and surroundings, and compare site and stick byte by byte.

``python scripts/build_twice.py``; exit code 1 names what differs. Folder, time zone, locale, order of hashes, rights
of new files and number of processes differ, and no cache is shared.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MOMENT = "1795000000"
SURROUNDINGS: Mapping[str, Mapping[str, str]] = {
    "one": {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1", "PORTAL_PROCESSES": "1", "PORTAL_LANG": "en"},
    "deeper/the second": {"TZ": "Asia/Bishkek", "LC_ALL": "C", "PYTHONHASHSEED": "2"},
}


def copy_sources(target: Path) -> None:
    """The files that git knows, as they are now."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout.decode()
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target / name)


def build(folder: Path, surroundings: Mapping[str, str]) -> Path:
    """Site and stick below ``made`` of the folder."""
    made = folder.parent / (folder.name + " made")
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("PORTAL_", "LC_", "SITE_"))
    }
    environment |= {
        "PYTHONPATH": str(folder), "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": MOMENT,
        "XDG_CACHE_HOME": str(made / "cache"), **surroundings,
    }  # fmt: skip
    for command in (
        ["-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(made / "site")],
        ["scripts/make_offline.py", "--site", str(made / "site"), "--out", str(made / "stick")],
    ):
        subprocess.run([sys.executable, *command], cwd=folder, env=environment, check=True)
    shutil.rmtree(made / "cache", ignore_errors=True)
    return made


def sums(folder: Path) -> dict[str, str]:
    """Path → SHA-256 of every file."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def differences(first: Path, second: Path) -> list[str]:
    """Paths that only one folder has or that differ."""
    one, two = sums(first), sums(second)
    return sorted(path for path in one.keys() | two.keys() if one.get(path) != two.get(path))


def main() -> int:
    """Build and compare."""
    with tempfile.TemporaryDirectory() as base:
        made = []
        for number, (name, surroundings) in enumerate(SURROUNDINGS.items()):
            folder = Path(base) / name
            copy_sources(folder)
            mask = os.umask((0o022, 0o077)[number])
            try:
                made.append(build(folder, surroundings))
            finally:
                os.umask(mask)
        found = differences(*made)
        print(f"{len(sums(made[0]))} files, different: {len(found)}")
        print("".join(f"  {path}\n" for path in found[:50]), end="")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
