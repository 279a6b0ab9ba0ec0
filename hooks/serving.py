"""MkDocs adapter: ``mkdocs serve`` shows changed words, templates and data, and starts anew for changed code."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority, get_plugin_logger

import portal
from portal.words.interface import forget_strings

_PACKAGE, _HOOKS = Path(portal.__file__).parent, Path(__file__).parent
_STRINGS = _PACKAGE / "words/strings"
_code: dict[Path, int] = {}
"""The files of code that this process has loaded, with their times; empty when nothing is served."""


def _stamps() -> dict[Path, int]:
    files = [*_PACKAGE.rglob("*.py"), *_PACKAGE.rglob("*.yml"), *_HOOKS.glob("*.py")]
    return {file: file.stat().st_mtime_ns for file in files if file.parent != _STRINGS}


def on_startup(command: str, dirty: bool) -> None:
    """Remember what the code was."""
    if command == "serve":
        _code.update(_stamps())


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., None]) -> LiveReloadServer:
    """Watch more than MkDocs does: its list of watched files has no templates and no code."""
    root = Path(config.config_file_path).parent
    for folder in (_PACKAGE, root / "overrides", root / "hooks", root / "addresses"):
        if folder.exists():
            server.watch(str(folder))
    return server


@event_priority(2000)  # before any other: a build by old code would be in vain
def on_config(config: MkDocsConfig) -> None:
    """Read the words of the interface anew; if code has changed, start the whole program anew."""
    forget_strings()
    found = _stamps() if _code else {}
    changed = [file for file, stamp in found.items() if _code.get(file) != stamp]
    try:
        for file in changed:
            if file.suffix == ".py":
                compile(file.read_bytes(), file, "exec")
    except SyntaxError as error:
        get_plugin_logger("portal").error(f"{error.filename}:{error.lineno}: {error.msg}; the code before is kept")
        return
    if changed or found.keys() != _code.keys():
        get_plugin_logger("portal").info(f"Code has changed ({len(changed)} files): starting anew")
        shutil.rmtree(config.site_dir, ignore_errors=True)  # a temporary folder of MkDocs
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])
