"""Fixes the sure slips of typography in files, and nothing else.

Signs and spaces carry no meaning of their own, so a translation that was current stays so: its ``revision`` is stamped
anew when the original was fixed. Every other byte stays: line breaks, a byte-order mark, spaces at the ends of lines.
"""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Callable, Collection
from pathlib import Path

from portal.content.documents import DocumentOrPage
from portal.content.revision import revision
from portal.content.source import ParsedFile, parse
from portal.core.records import dataclass
from portal.corpus.corpus import Portal
from portal.editing.spelling.prose import holds_prose
from portal.editing.translating.file import stamped
from portal.model.documents import META
from portal.model.fields import translatable
from portal.model.values import Lang

FixText = Callable[[str, Lang], str]
"""``(text of a file, its language) → the fixed text``."""


@dataclass(frozen=True)
class Fixed:
    """What was done: files that were fixed, translations that only got a new revision."""

    fixed: tuple[str, ...]
    stamped: tuple[str, ...]


def fix(root: Path, portal: Portal, paths: Collection[str], fixed_text: FixText) -> Fixed:
    """Fix the documents of ``paths``. Documents that cannot be read are left alone: what is wrong there comes first.

    Raises ``OSError`` where a file cannot be written; no file is ever half written.
    """
    fixed: list[str] = []
    stamped: list[str] = []
    for document in portal.texts:
        before: dict[str, str] = {}
        after: dict[str, str] = {}
        for version in document.versions.values():
            text = _read(root, version.path)
            if text is None:
                continue
            before[version.path] = after[version.path] = text
            if version.path in paths:
                better = fixed_text(text, version.lang)
                if better != text and same_fields(text, better, version.path):
                    after[version.path] = better
                    fixed.append(version.path)
        _stamp(document, before, after)
        changed = [path for path in after if after[path] != before[path]]
        stamped += [path for path in changed if path not in fixed]
        # The translation first: if the disk is full in between, it is outdated, which is seen, and not falsely current.
        for path in sorted(changed, key=lambda path: path == document.versions[document.original].path):
            _write(root / path, after[path])
    return Fixed(tuple(sorted(fixed)), tuple(sorted(stamped)))


def _stamp(document: DocumentOrPage, before: dict[str, str], after: dict[str, str]) -> None:
    """Give current translations the revision that the fixed original has."""
    original = document.versions[document.original]
    if original.path not in after or after[original.path] == before[original.path]:
        return
    new = revision_of(after[original.path], original.path, document.kind)
    for lang, version in document.versions.items():
        if document.state(lang) == "current" and new is not None and version.path in after:
            after[version.path] = stamped(after[version.path], new)


def revision_of(text: str, path: str, kind: str) -> str | None:
    """The revision that an original with this text has; ``None`` if it is no valid document."""
    source = _parsed(text, path)
    if source is None or not isinstance(source.meta.value, dict):
        return None
    try:
        meta = META.validate_python({"kind": kind, **source.meta.value})
    except ValueError:
        return None
    return revision(source.body, translatable(meta))


def same_fields(one: str, two: str, path: str) -> bool:
    """Whether two texts have the same fields, and the same values in all of them but those that hold prose."""
    first, second = _parsed(one, path), _parsed(two, path)
    if first is None or second is None:
        return False
    return _shape(first.meta.value) == _shape(second.meta.value)


def _shape(value: object, path: tuple[str | int, ...] = ()) -> object:
    if isinstance(value, dict):
        return {key: _shape(item, (*path, key)) for key, item in value.items()}
    if isinstance(value, list):
        return [_shape(item, (*path, number)) for number, item in enumerate(value)]
    return isinstance(value, str) if holds_prose(path) else value


def _parsed(text: str, path: str) -> ParsedFile | None:
    source, problems = parse(text.encode("utf-8", "surrogatepass"), path)
    return source if not problems else None


def _read(root: Path, path: str) -> str | None:
    file = root / path
    if file.is_symlink() or not file.resolve().is_relative_to((root / "docs").resolve()):
        return None
    try:
        return file.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return None


def _write(file: Path, text: str) -> None:
    """Write beside the file and put it in its place in one step, with the rights that the file had."""
    data = text.encode("utf-8")
    rights = stat.S_IMODE(file.stat().st_mode)
    if not os.access(file, os.W_OK):  # replacing would go round the protection of the file
        raise PermissionError(13, os.strerror(13), str(file))
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".fixing-", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as new:
            new.write(data)
        Path(name).chmod(rights)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
