"""One build at a time in one folder: a second one waits for the end of the first.

Both would write the same site. The lock is the operating system's: it goes with the process that holds it, however
that ends. Where no lock file can be written (a project on a read-only disk), builds go on without.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

FOLDER = ".cache"


def lock_file(root: Path, site: Path) -> Path:
    """The file that stands for the folder ``site``, which the project at ``root`` is built into."""
    name = hashlib.blake2b(str(site.absolute()).encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    return root / FOLDER / f"building-{name}.lock"


def build_lock(root: Path, site: Path, waiting: Callable[[], None]) -> BaseFileLock | None:
    """The lock of ``site``, held; ``waiting`` is called once where another build holds it."""
    file = lock_file(root, site)
    lock = FileLock(file)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(blocking=False)
        except Timeout:
            waiting()
            lock.acquire()
    except (OSError, NotImplementedError):
        return None
    return lock
