"""``CODEOWNERS``: who must agree to a change, written from the example with real accounts."""

from __future__ import annotations

import re
from pathlib import Path

EXAMPLE = ".github/CODEOWNERS.example"
TARGETS = {"github": ".github/CODEOWNERS", "gitlab": ".gitlab/CODEOWNERS"}
_ACCOUNT = re.compile(
    r"@[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9])?(?:/[A-Za-z0-9._-]{1,100})?|[\w.+-]{1,64}@[\w.-]{1,100}"
)
_PLACE = re.compile(r"@example-org/([a-z-]+)")


def is_account(text: str) -> bool:
    """Whether a text can be the owner of files: ``@name``, ``@organisation/team`` or an address of mail."""
    return _ACCOUNT.fullmatch(text) is not None


def owners_file(example: str, owner: str, teams: dict[str, str]) -> str:
    """The file: ``owner`` everywhere, but for the teams that are named (``editors``, ``lawyers`` …)."""
    lines = [line for line in example.split("\n") if line and not line.startswith("#")]
    filled = [_PLACE.sub(lambda match: teams.get(match[1], owner), line) for line in lines]
    return "# Written by: python -m portal codeowners\n" + "\n".join(filled) + "\n"


def team_names(example: str) -> tuple[str, ...]:
    """The teams that the example names."""
    lines = [line for line in example.split("\n") if not line.startswith("#")]
    return tuple(dict.fromkeys(_PLACE.findall("\n".join(lines))))


def write_owners(root: Path, host: str, text: str) -> str:
    """Write the file; its path comes back. Raises ``OSError``, as where it would lead out of the project."""
    path = TARGETS[host]
    file = root / path
    if file.is_symlink() or not file.parent.resolve().is_relative_to(root.resolve()):
        raise FileExistsError(path)
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
    return path
