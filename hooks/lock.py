"""MkDocs adapter: two builds never write one folder at once."""

from __future__ import annotations

from pathlib import Path

from filelock import BaseFileLock
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from portal.core import progress
from portal.core.locking import build_lock
from portal.core.problems import message_lang

_held: list[BaseFileLock] = []
"""The lock of the build that this process is at: the event of an error has no configuration that could hold it."""


def _release() -> None:
    while _held:
        _held.pop().release()


@event_priority(500)  # before anything is read that the other build may be writing
def on_config(config: MkDocsConfig) -> None:
    """Once for both languages."""
    if config.plugins["i18n"].building:
        return
    _release()
    root = Path(config.config_file_path).parent
    lock = build_lock(root, Path(config.site_dir), lambda: progress.tell("waiting", message_lang()))
    if lock:
        _held.append(lock)


@event_priority(-1000)  # when all files are there
def on_post_build(config: MkDocsConfig) -> None:
    """Once, when both languages are built."""
    if not config.plugins["i18n"].building:
        _release()


def on_build_error(error: Exception) -> None:
    """The next build of ``mkdocs serve`` takes it again."""
    _release()
