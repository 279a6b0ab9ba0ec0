"""MkDocs adapter: ``mkdocs build`` of what was built already ends at once, and the site stays as it is."""

from __future__ import annotations

import logging
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.utils import CountHandler

from portal.core.problems import message_lang
from portal.core.progress import words_of
from portal.generator.rules import HOOKS
from portal.publish.finished import FinishedSite

_mkdocs = logging.getLogger("mkdocs")  # its level is an option too: quiet builds hear no warnings
_asked: list[bool] = []  # whether this process builds once and ends: other programs go on after a build
_heard: list[CountHandler] = []  # what counts the warnings of the build at hand


def on_startup(command: str, dirty: bool) -> None:
    """Only the command may end the process."""
    _asked[:] = [command == "build" and not dirty]


@event_priority(400)  # after hooks/work.py, which waits for another build, and before anything is read
def on_config(config: MkDocsConfig) -> None:
    """Plugins and hooks from elsewhere may read what nobody knows of: with them, every build is a whole one."""
    if config.plugins["i18n"].building or _asked != [True] or {*config.plugins} != {"i18n", *HOOKS}:
        return
    options, looked = [*config.user_configs, _mkdocs.getEffectiveLevel()], config.extra.setdefault("portal_looked", {})
    finished = FinishedSite(Path(config.config_file_path).parent, Path(config.site_dir), options, looked=looked)
    if finished.holds():
        get_plugin_logger("portal").info(words_of("unchanged", message_lang()))
        raise SystemExit(0)
    config.extra["portal_finished"] = finished
    _heard[:] = [CountHandler(level=logging.WARNING)]
    _mkdocs.addHandler(_heard[0])


@event_priority(-1050)  # after hooks/webapp.py has put the site in its place, before hooks/work.py lets others build
def on_post_build(config: MkDocsConfig) -> None:
    """A skipped build could not repeat the warnings of this one."""
    finished = config.extra.get("portal_finished")
    if finished and not config.plugins["i18n"].building:
        silent = not any(handler.counts for handler in _heard)
        _forget()
        if silent and not config.extra["portal_problems"]:
            finished.remember(config.extra["portal_previous"].left)


def on_build_error(error: Exception) -> None:
    """Count no more."""
    _forget()


def _forget() -> None:
    while _heard:
        _mkdocs.removeHandler(_heard.pop())
