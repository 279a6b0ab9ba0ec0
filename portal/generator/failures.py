"""What ends a build while pages are made, and is no fault of the portal itself: a problem with its place."""

from __future__ import annotations

import traceback
from pathlib import Path

from portal.core.problems import MessageLang, Problem, problem, render
from portal.generator.config_file import NAME


def plugin_failure(plugin: str, event: str, page: str, error: BaseException) -> Problem:
    """A plugin or hook of the operator that fails. ``page`` is its file below docs/, empty where it was none."""
    detail = f"{type(error).__name__}: {error}".rstrip(".")
    return problem("plugin-failed", f"docs/{page}" if page else NAME, plugin=plugin, event=f"on_{event}", detail=detail)


def template_error(root: Path, error: BaseException) -> Problem | None:
    """A template of the project at ``root`` that cannot be read, or fails: the line where it does so.

    Templates stand in a traceback like code; a slip in one says itself where it is.
    """
    places = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(error.__traceback__)]
    places.append((getattr(error, "filename", None) or "", getattr(error, "lineno", None) or 0))
    for name, line in reversed(places):
        if name.endswith(".html") and Path(name).is_relative_to(root / "overrides"):
            detail = f"{type(error).__name__}: {error}".rstrip(".")
            return problem("template-error", Path(name).relative_to(root).as_posix(), line, detail=detail)
    return None


def page_failure(root: Path, error: BaseException, lang: MessageLang) -> tuple[str, bool]:
    """What is said of a page that could not be made, and whether that says where the mistake is."""
    found = template_error(root, error)
    return (render([found], lang), True) if found else (f"{type(error).__name__}: {error}", False)


def template_failure(name: str) -> Problem:
    """A template that is not there, by its name below ``overrides/``."""
    path = f"overrides/{name}"
    return problem("template-missing", path, name=path)
