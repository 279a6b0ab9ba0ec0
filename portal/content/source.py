"""Reading one Markdown file of an editor: bytes → front matter with places, and body."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from portal.core import strict_yaml
from portal.core.characters import hidden_in, without_hidden
from portal.core.problems import Problem, problem
from portal.core.records import dataclass
from portal.core.system_errors import system_error

MAX_BYTES = 8 * 1024 * 1024
MAX_BODY = 200 * 1024
"""A hundred printed pages: a document of the portal has two or three."""
_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: [^\n]*)?$", re.MULTILINE)

_MEANT = re.compile(r"[\s\ufeff]*[-\u2010-\u2015\u2212]{1,6}\s*\Z")


@dataclass(frozen=True)
class ParsedFile:
    """A file as read. ``path`` is relative to the project; ``body`` starts on ``body_line`` (from 1)."""

    path: str
    meta: strict_yaml.Loaded
    body: str
    body_line: int


def read(root: Path, path: str) -> tuple[ParsedFile | None, tuple[Problem, ...]]:
    """Read ``root / path``. Gives no source where nothing sensible can be read; never raises for content."""
    data, problems = read_bytes(root, path)
    return (None, problems) if data is None else parse(data, path)


def read_bytes(root: Path, path: str) -> tuple[bytes | None, tuple[Problem, ...]]:
    """The bytes of ``root / path``, or why they may not or cannot be read."""
    file = root / path
    try:
        if file.is_symlink() or not file.resolve().is_relative_to(root.resolve()):
            return None, (problem("file-outside", path),)
        if file.stat().st_size > MAX_BYTES:
            return None, (problem("file-too-large", path, limit=MAX_BYTES // 1024 // 1024),)
        return file.read_bytes(), ()
    except OSError as error:
        return None, (problem("file-unreadable", path, detail=system_error(error)),)


def decode(data: bytes, path: str) -> tuple[str | None, tuple[Problem, ...]]:
    """Bytes → text with one form of line breaks and of letters (NFC: й is one letter, as on Windows).

    A byte-order mark, as Windows Notepad writes it, is dropped without a word.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start = data.rfind(b"\n", 0, error.start) + 1
        line = data.count(b"\n", 0, error.start) + 1
        column = len(data[start : error.start].decode("utf-8-sig", "replace")) + 1
        return None, (problem("file-not-utf8", path, line, column),)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    conflict = conflict_in(text)
    if conflict:
        return None, (problem("conflict-markers", path, conflict[0], 1, mark=conflict[1]),)
    return unicodedata.normalize("NFC", text), ()


def conflict_in(text: str) -> tuple[int, str] | None:
    """The line and the words of the first mark that git leaves where two changes contradict each other."""
    found = _CONFLICT.search(text)
    return (text.count("\n", 0, found.start()) + 1, found[0][:40]) if found else None


def body_alone(text: str) -> tuple[str, int] | None:
    """The body of a file whose front matter cannot be read, and its first line; ``None`` where it has no end."""
    lines = text.split("\n")
    first = next((index for index, line in enumerate(lines) if line.strip()), 0)
    if not _MEANT.match(lines[first]):
        return text, 1
    for index in range(first + 1, len(lines)):
        if _MEANT.match(lines[index]) or lines[index].rstrip() == "...":
            return without_hidden("\n".join(lines[index + 1 :])), index + 2
    return None


def _no_line(line: str, path: str, number: int) -> Problem | None:
    """A line that was meant to begin or end the card: Word makes a dash of hyphens, a space before them goes unseen."""
    if not _MEANT.match(line):
        return None
    return problem("front-matter-line", path, number, 1, text=line.rstrip().replace(" ", "␣"))


def parse(data: bytes, path: str) -> tuple[ParsedFile | None, tuple[Problem, ...]]:
    """Split the bytes of a file into front matter and body."""
    text, problems = decode(data, path)
    if text is None:
        return None, problems
    if not text.strip():
        return None, (problem("file-empty", path),)
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        first = next(index for index, line in enumerate(lines) if line.strip())
        return None, (_no_line(lines[first], path, first + 1) or problem("front-matter-missing", path, 1, 1),)
    for index in range(1, len(lines)):
        if lines[index].rstrip() in {"---", "..."}:
            break
    else:
        meant = (item for number, line in enumerate(lines[1:], 2) if (item := _no_line(line, path, number)))
        return None, (next(meant, problem("front-matter-unclosed", path, 1, 1)),)
    meta = strict_yaml.load("\n".join(lines[1:index]), path, first_line=2)
    found = list(meta.problems)
    if meta.value is not None and not isinstance(meta.value, dict):
        found.append(problem("front-matter-not-mapping", path, 2, 1))
        return None, tuple(found)
    if meta.value is None:
        if not found:
            found.append(problem("front-matter-missing", path, 1, 1))
        return None, tuple(found)
    body = "\n".join(lines[index + 1 :])
    if len(body.encode("utf-8", "replace")) > MAX_BODY:
        found.append(problem("text-too-long", path, index + 2, 1, limit=MAX_BODY // 1024))
        return None, tuple(found)
    for line, column, character in hidden_in(body):
        found.append(problem("text-hidden", path, index + 1 + line, column, character=character))
    return ParsedFile(path, meta, without_hidden(body), index + 2), tuple(found)
