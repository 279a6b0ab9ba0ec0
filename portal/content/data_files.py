"""One file of ``data/``: bytes → a typed value with places, and problems."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from portal.content.source import decode
from portal.content.validation import field_names, validate
from portal.core import strict_yaml
from portal.core.caching import digest
from portal.core.problems import Problem, problem
from portal.core.system_errors import system_error

F = TypeVar("F", bound=BaseModel)


def load_data(
    root: Path, path: str, model: type[F], *nested: type[BaseModel]
) -> tuple[F | None, strict_yaml.Loaded, tuple[Problem, ...]]:
    """Read ``root / path`` as a ``model``; ``nested`` are the models inside it, whose fields may be proposed."""
    text, problems = _read(root, path)
    if text is None:
        return None, strict_yaml.Loaded(None, {}, ()), problems
    loaded = strict_yaml.load(text, path)
    if loaded.value is None:
        return None, loaded, loaded.problems or (problem("file-empty", path),)
    value, found = validate(model, loaded.value, loaded, path, field_names(model, *nested))
    return value, loaded, (*loaded.problems, *_sections(found, model, loaded))


def content_digest(root: Path, paths: Iterable[str]) -> bytes:
    """Of all these files together; empty if one of them cannot be read, so that there is something to say of it."""
    found = []
    for path in paths:
        file = root / path
        try:
            if file.is_symlink() or file.stat().st_size > strict_yaml.MAX_BYTES:
                return b""
            found.append((path, hashlib.blake2b(file.read_bytes()).digest()))
        except OSError:
            return b""
    return digest("data", found)


def _read(root: Path, path: str) -> tuple[str | None, tuple[Problem, ...]]:
    file = root / path
    try:
        if file.is_symlink():
            return None, (problem("file-outside", path),)
        if file.stat().st_size > strict_yaml.MAX_BYTES:
            return None, (problem("yaml-too-large", path, 1, 1, limit=strict_yaml.MAX_BYTES // 1024),)
        return decode(file.read_bytes(), path)
    except FileNotFoundError:
        return None, (problem("data-file-missing", path, file=path),)
    except OSError as error:
        return None, (problem("file-unreadable", path, detail=system_error(error)),)


def _sections(found: tuple[Problem, ...], model: type[BaseModel], loaded: strict_yaml.Loaded) -> Iterator[Problem]:
    """What is missing at the top of a file of lists is a section, not a field."""
    present = loaded.value if isinstance(loaded.value, dict) else {}
    missing = {name for name in model.model_fields if name not in present}
    for item in found:
        field = dict(item.values).get("field")
        if item.code == "field-missing" and field in missing:
            yield problem("data-section-missing", item.path, item.line, item.column, section=field)
        else:
            yield item
