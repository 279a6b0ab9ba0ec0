"""Which files a pull request or an editor has changed, as git tells it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_BASES = ("origin/main", "origin/master", "main", "master")
_SECONDS = 20


class NoGitError(Exception):
    """Git is not there, knows nothing of the folder, or does not know the state to compare with."""


@dataclass(frozen=True)
class Changed:
    """Paths relative to the project, with forward slashes: what was added or changed, and what is gone."""

    present: tuple[str, ...]
    gone: tuple[str, ...]
    base: str


def changed_files(root: Path, base: str | None = None) -> Changed:
    """What differs from where the work branched off, in commits, in the index, in the folder, and new files.

    ``base``: a branch or commit; without it the target of a pull request on GitHub, else the main branch. Raises
    :class:`NoGitError`.
    """
    if _git(root, "rev-parse", "--is-inside-work-tree").strip() != "true":
        raise NoGitError("no repository")
    start = _start(root, [base] if base else _likely())
    listed = _git(root, "diff", "--relative", "--name-status", "--no-renames", "-z", start, "--", ".").split("\0")
    states = dict(zip(listed[1::2], listed[0::2], strict=False))
    new = _git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".").split("\0")
    present = {path for path, state in states.items() if state != "D"} | {path for path in new if path}
    return Changed(tuple(sorted(present)), tuple(sorted(states.keys() - present)), start)


def _likely() -> list[str]:
    target = os.environ.get("GITHUB_BASE_REF") or os.environ.get("CI_MERGE_REQUEST_TARGET_BRANCH_NAME")
    return [f"origin/{target}", *_BASES] if target else [*_BASES]


def _start(root: Path, bases: Iterable[str]) -> str:
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
        except NoGitError:  # a shallow clone does not reach back so far: compare with the branch itself
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
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NoGitError(str(error)) from error
    if done.returncode:
        raise NoGitError(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout.decode("utf-8", "surrogateescape")
