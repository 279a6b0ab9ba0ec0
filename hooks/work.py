"""MkDocs adapter: two builds never write one folder at once, a long one says how far it is, a full disk is said."""

from __future__ import annotations

import logging
from pathlib import Path

from filelock import BaseFileLock
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import CombinedEvent, event_priority

from portal.core import progress
from portal.core.locking import build_lock
from portal.core.problems import message_lang, render
from portal.generator.disk import disk_failure

_held: list[BaseFileLock] = []  # of the build at hand: the event of an error has no configuration that could hold it


@event_priority(500)  # before anything is read that the other build may be writing
def on_config(config: MkDocsConfig) -> None:
    """Once for both languages."""
    if config.plugins["i18n"].building:
        return
    _end()
    if logging.getLogger("mkdocs").getEffectiveLevel() <= logging.WARNING:  # not with --quiet
        progress.start(progress.chosen(message_lang()))
    root, site = Path(config.config_file_path).parent, Path(config.site_dir)
    if lock := build_lock(root, site, lambda: progress.tell("waiting", message_lang())):
        _held.append(lock)


@event_priority(-140)  # before hooks/printing.py
def _on_post_build_of_pages(config: MkDocsConfig) -> None:
    if not config.plugins["i18n"].building:
        progress.say("pages")


@event_priority(-1100)  # when the site is in its place (hooks/webapp.py)
def _on_post_build_of_all(config: MkDocsConfig) -> None:
    if not config.plugins["i18n"].building:
        _end()


on_post_build = CombinedEvent(_on_post_build_of_pages, _on_post_build_of_all)


@event_priority(1000)  # before hooks/checks.py, for which it would be a plugin's mistake
def on_build_error(error: Exception) -> None:
    """The next build of ``mkdocs serve`` takes the lock again."""
    _end()
    if found := disk_failure(error, Path(__file__).parents[1]):
        raise Abort(render([found], message_lang())) from error


def _end() -> None:
    progress.stop()
    while _held:
        _held.pop().release()
