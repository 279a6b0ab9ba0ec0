"""Which files a pull request or an editor has changed, as git tells it; and what they were before."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from portal.core.records import dataclass
from portal.core.system_errors import system_error

_BASES = ("origin/main", "origin/master", "main", "master")
_SECONDS = 20
_MOST_MOVED = 40


class NoGitError(Exception):
    """Git is not there, knows nothing of the folder, or does not know the state to compare with."""


class NoAncestorError(NoGitError):
    """The base that was named and the work have no common commit here; ``shallow``: history was cut off."""

    def __init__(self, base: str, *, shallow: bool) -> None:
        super().__init__(base)
        self.base = base
        self.shallow = shallow


@dataclass(frozen=True)
class Changed:
    """Paths relative to the project, with forward slashes: what was added or changed, and what is gone.

    ``renamed``: old and new path of what git takes for the same file; the old one counts as gone too.
    """

    present: tuple[str, ...]
    gone: tuple[str, ...]
    base: str
    renamed: tuple[tuple[str, str], ...] = ()


def changed_files(root: Path, base: str | None = None) -> Changed:
    """What differs from where the work branched off, in commits, in the index, in the folder, and new files.

    ``base``: a branch or commit; without it the target of a pull request on GitHub, else the main branch. Raises
    :class:`NoGitError`.
    """
    if _git(root, "rev-parse", "--is-inside-work-tree").strip() != "true":
        raise NoGitError("no repository")
    start = _start(root, [base] if base else _likely(), named=bool(base))
    listed = _git(root, "diff", "--relative", "--name-status", "--no-renames", "-z", start, "--", ".").split("\0")
    states = dict(zip(listed[1::2], listed[0::2], strict=False))
    new = [
        path for path in _git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".").split("\0") if path
    ]
    # A path that git lists as deleted may stand there again, not yet added.
    present = {path for path, state in states.items() if state != "D"} | set(new)
    gone = states.keys() - present
    renamed = [*_renamed(root, start), *_moved(root, start, gone, new)] if gone else []
    return Changed(tuple(sorted(present)), tuple(sorted(gone)), start, tuple(sorted(set(renamed))))


def text_before(root: Path, commit: str, path: str) -> str | None:
    """The text of a file in a commit; ``None`` where there was none, or it cannot be read as text."""
    try:
        return _git(root, "show", f"{commit}:./{path}")
    except (NoGitError, ValueError):
        return None


def files_before(root: Path, commit: str, folder: str) -> tuple[str, ...]:
    """The paths of the files below a folder in a commit."""
    listed = _git(root, "ls-tree", "-r", "-z", "--name-only", commit, "--", f"{folder}/")
    return tuple(path for path in listed.split("\0") if path)


def _renamed(root: Path, start: str) -> tuple[tuple[str, str], ...]:
    listed = _git(root, "diff", "--relative", "--name-status", "-M40%", "--diff-filter=R", "-z", start, "--", ".")
    parts = listed.split("\0")
    return tuple(sorted(zip(parts[1::3], parts[2::3], strict=False)))


def _moved(root: Path, start: str, gone: Iterable[str], new: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The same for files that git does not know yet: a new one with more than half of the lines of one that is gone."""
    texts = [(path, text.splitlines()) for path in sorted(new)[:_MOST_MOVED] if (text := _text_now(root / path))]
    for old in sorted(gone)[:_MOST_MOVED]:
        lines = (text_before(root, start, old) or "").splitlines()
        for path, others in texts:
            same = len(set(lines) & set(others))
            if same > 2 and same * 2 > max(len(set(lines)), len(set(others))):
                yield old, path
                break


def _text_now(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8") if not file.is_symlink() else ""
    except (OSError, UnicodeDecodeError):
        return ""


def _likely() -> list[str]:
    target = os.environ.get("GITHUB_BASE_REF") or os.environ.get("CI_MERGE_REQUEST_TARGET_BRANCH_NAME")
    return [f"origin/{target}", *_BASES] if target else [*_BASES]


def _start(root: Path, bases: Iterable[str], *, named: bool) -> str:
    """The commit from which the work branched off: of the first of ``bases`` that there is."""
    for name in bases:
        if name.startswith("-"):  # would be an option of git
            continue
        try:
            _git(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
        except NoGitError:
            continue
        try:
            return _git(root, "merge-base", name, "HEAD").strip()
        except NoGitError as error:  # a shallow clone does not reach back so far, or the two have nothing in common
            if named:
                shallow = _git(root, "rev-parse", "--is-shallow-repository").strip() == "true"
                raise NoAncestorError(name, shallow=shallow) from error
            return _git(root, "rev-parse", f"{name}^{{commit}}").strip()
    raise NoGitError(", ".join(bases))


def _git(root: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(
            ["git", "-C", str(root), "--no-optional-locks", *arguments],
            capture_output=True,
            check=False,
            timeout=_SECONDS,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired, ValueError) as error:
        raise NoGitError(system_error(error) if isinstance(error, OSError) else str(error)) from error
    if done.returncode:
        raise NoGitError(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout.decode("utf-8", "surrogateescape")
