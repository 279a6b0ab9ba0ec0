"""A disk that is full or may not be written to ends a build: a problem in words, instead of a traceback."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from portal.core.problems import Problem, problem
from portal.core.system_errors import system_error

_SITE = "site"
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def disk_failure(error: Exception, root: Path) -> Problem | None:
    """What kept a build from writing its files; ``None`` where the error is another one."""
    if not isinstance(error, OSError):
        return None
    if error.errno in _FULL:
        return problem("disk-full", _inside(error, root), detail=system_error(error))
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return problem("site-unwritable", _inside(error, root), detail=system_error(error))
    return None


def _inside(error: OSError, root: Path) -> str:
    """The file of an error as a path of the project; of one that names none, the folder of the site."""
    name = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else ""
    file = Path(name)
    return file.relative_to(root).as_posix() if name and file.is_relative_to(root) else name or _SITE
