"""Reading one Markdown file of an editor: bytes → front matter with places, and body."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from portal.content import strict_yaml
from portal.problems import Problem, problem

MAX_BYTES = 8 * 1024 * 1024


@dataclass(frozen=True)
class Source:
    """A file as read. ``path`` is relative to the project; ``body`` starts on ``body_line`` (from 1)."""

    path: str
    meta: strict_yaml.Loaded
    body: str
    body_line: int


def read(root: Path, path: str) -> tuple[Source | None, tuple[Problem, ...]]:
    """Read ``root / path``. Gives no source where nothing sensible can be read; never raises for content."""
    file = root / path
    try:
        if file.is_symlink() or not file.resolve().is_relative_to(root.resolve()):
            return None, (problem("file-outside", path),)
        if file.stat().st_size > MAX_BYTES:
            return None, (problem("file-too-large", path, limit=MAX_BYTES // 1024 // 1024),)
        data = file.read_bytes()
    except OSError as error:
        return None, (problem("file-unreadable", path, detail=error.strerror or ""),)
    return parse(data, path)


def parse(data: bytes, path: str) -> tuple[Source | None, tuple[Problem, ...]]:
    """Split the bytes of a file into front matter and body.

    A byte-order mark, as Windows Notepad writes it, is dropped without a word.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        return None, (problem("file-not-utf8", path, line, column),)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        return None, (problem("file-empty", path),)
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return None, (problem("front-matter-missing", path, 1, 1),)
    for index in range(1, len(lines)):
        if lines[index].rstrip() in {"---", "..."}:
            break
    else:
        return None, (problem("front-matter-unclosed", path, 1, 1),)
    meta = strict_yaml.load("\n".join(lines[1:index]), path, first_line=2)
    problems = list(meta.problems)
    if meta.value is not None and not isinstance(meta.value, dict):
        problems.append(problem("front-matter-not-mapping", path, 2, 1))
        return None, tuple(problems)
    if meta.value is None:
        if not problems:
            problems.append(problem("front-matter-missing", path, 1, 1))
        return None, tuple(problems)
    return Source(path, meta, "\n".join(lines[index + 1 :]), index + 2), tuple(problems)
