"""A plugin or hook of the operator that fails on a page: a problem with its place, instead of a traceback."""

from __future__ import annotations

from portal.core.problems import Problem, problem
from portal.generator.config_file import NAME


def plugin_failure(plugin: str, event: str, page: str, error: BaseException) -> Problem:
    """``page`` is its file below docs/, empty where it was none."""
    detail = f"{type(error).__name__}: {error}".rstrip(".")
    return problem("plugin-failed", f"docs/{page}" if page else NAME, plugin=plugin, event=f"on_{event}", detail=detail)
