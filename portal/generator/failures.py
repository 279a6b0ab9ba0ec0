"""What ends a build while pages are made, and is no fault of the portal itself: a problem with its place."""

from __future__ import annotations

from portal.core.problems import Problem, problem
from portal.generator.config_file import NAME


def plugin_failure(plugin: str, event: str, page: str, error: BaseException) -> Problem:
    """A plugin or hook of the operator that fails. ``page`` is its file below docs/, empty where it was none."""
    detail = f"{type(error).__name__}: {error}".rstrip(".")
    return problem("plugin-failed", f"docs/{page}" if page else NAME, plugin=plugin, event=f"on_{event}", detail=detail)


def template_failure(name: str) -> Problem:
    """A template that is not there, by its name below ``overrides/``."""
    path = f"overrides/{name}"
    return problem("template-missing", path, name=path)
