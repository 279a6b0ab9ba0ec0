"""MkDocs adapter: what mkdocs.yml has that would do nothing ends every build, and so does a plugin that fails."""

from __future__ import annotations

import atexit
import gc
import traceback
from pathlib import Path

from jinja2 import TemplateError, TemplateNotFound
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError
from mkdocs.plugins import event_priority

from portal.core.problems import message_lang, render
from portal.generator.config_file import NAME
from portal.generator.configuration import load_configuration
from portal.generator.failures import plugin_failure, template_error, template_failure
from portal.generator.rules import HOOKS


def _check(file: Path) -> None:
    problems = load_configuration(file.parent, file.name)[1]
    if problems:
        raise Abort(f"{len(problems)}\n{render(problems, message_lang())}")


gc.disable()  # until hooks/load.py has read everything: nothing of that is garbage
_check(Path(__file__).parents[1] / NAME)  # before MkDocs says the same of some keys, without line and advice


def on_startup(command: str, dirty: bool) -> None:
    """When a build has come to its end, so has the process: nobody need look through what it holds for garbage."""
    if command == "build":
        atexit.register(gc.freeze)


@event_priority(1000)
def on_config(config: MkDocsConfig) -> None:
    """Again, for a file of another name and for every build of ``mkdocs serve``."""
    _check(Path(config.config_file_path))


def on_build_error(error: Exception) -> None:
    """An editor sees which page a plugin failed on; an error of the portal itself stays a traceback."""
    if isinstance(error, (Abort, BuildError)):  # says what it has to say
        return
    if isinstance(error, TemplateNotFound):
        raise Abort(render([template_failure(error.name or "")], message_lang())) from error
    if isinstance(error, TemplateError) and (slip := template_error(Path(__file__).parents[1], error)):
        raise Abort(render([slip], message_lang())) from error
    for frame, _ in traceback.walk_tb(error.__traceback__):
        if frame.f_code.co_name == "run_event" and "method" in frame.f_locals:
            known = frame.f_locals
            plugin = known["self"]._event_origins.get(known["method"], "?")
            page = known["kwargs"].get("page") or known["item"]
            path = getattr(getattr(page, "file", None), "src_uri", "")
            if plugin not in HOOKS:
                found = plugin_failure(plugin, known["name"], path, error)
                raise Abort(render([found], message_lang())) from error
