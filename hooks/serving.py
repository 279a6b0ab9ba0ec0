"""MkDocs adapter: ``mkdocs serve`` makes first what is looked at, after a change (portal/publish/html/waiting.py)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority, get_plugin_logger

import portal
from portal.core.problems import message_lang
from portal.generator.failures import page_failure
from portal.publish.html.answers import Answers

_served: list[Answers] = []  # what answers requests, as soon as it does


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., None]) -> LiveReloadServer:
    """Watch more than MkDocs does: its list of watched files has no templates and no code."""
    root = Path(config.config_file_path).parent
    for folder in (Path(portal.__file__).parent, *(root / name for name in ("overrides", "hooks", "addresses"))):
        if folder.exists():
            server.watch(str(folder))
    _served.append(Answers(server.serve_request, server.mount_path, partial(_failure, root)))
    server.set_app(_served[0])
    return server


@event_priority(2100)  # before hooks/changes.py
def on_config(config: MkDocsConfig) -> None:
    """What still waits after the build before waits for this one; what is looked at, this one makes first."""
    if _served and not config.plugins["i18n"].building:
        on_shutdown()
        config.extra["portal_looked_at"] = tuple(_served[0].looked_at)


@event_priority(-1200)  # after all others
def on_post_build(config: MkDocsConfig) -> None:
    """From now on requests are answered from this build; what waits is made in the background."""
    if _served and not config.plugins["i18n"].building:
        _served[0].waiting = waiting = config.extra["portal_writing"]
        waiting.start(partial(_failure, Path(config.config_file_path).parent))


def _failure(root: Path, address: str, error: Exception) -> str:
    """Say what was wrong with a page, and give it back."""
    told, known = page_failure(root, error, message_lang())
    get_plugin_logger("portal").error(f"{address}: {told}", exc_info=None if known else error)
    return told


def on_shutdown() -> None:
    """Make no more."""
    if _served and _served[0].waiting:
        _served[0].waiting.close()
