"""MkDocs adapter: what ``mkdocs serve`` does about changed words, templates and code of the generator itself."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import Files

import portal
from portal.words.interface import forget_strings

log = get_plugin_logger("portal")
_PACKAGE, _HOOKS = Path(portal.__file__).parent, Path(__file__).parent
_code: dict[Path, int] = {}  # the files that this process has loaded, with their times; none when nothing is served
_templates: dict[Path, int] = {}


def _stamps() -> dict[Path, int]:
    files = [*_PACKAGE.rglob("*.py"), *_PACKAGE.rglob("*.yml"), *_HOOKS.glob("*.py")]
    return {file: file.stat().st_mtime_ns for file in files if file.parent != _PACKAGE / "words/strings"}


def on_startup(command: str, dirty: bool) -> None:
    """Remember what the code was."""
    _code.update(_stamps() if command == "serve" else {})


@event_priority(2000)  # before any other but hooks/serving.py: a build by old code would be in vain
def on_config(config: MkDocsConfig) -> None:
    """Read the words of the interface anew; if code has changed, start the whole program anew."""
    forget_strings()
    found = _stamps() if _code else {}
    changed = [file for file, stamp in found.items() if _code.get(file) != stamp]
    try:
        for file in (file for file in changed if file.suffix == ".py"):
            compile(file.read_bytes(), file, "exec")
    except SyntaxError as error:
        log.error(f"{error.filename}:{error.lineno}: {error.msg}; the code before is kept")
        return
    if changed or found.keys() != _code.keys():
        log.info(f"Code has changed ({len(changed)} files): starting anew")
        shutil.rmtree(config.site_dir, ignore_errors=True)  # a temporary folder of MkDocs
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


@event_priority(-100)  # after hooks/theme.py, which keeps what is compiled
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Compile changed templates, although pages that use them may wait: a slip is told at once."""
    folder = Path(config.config_file_path).parent / "overrides"
    found = {file: file.stat().st_mtime_ns for file in folder.rglob("*.html")} if _code else {}
    for file in (file for file, stamp in found.items() if _templates.get(file, stamp) != stamp):
        env.get_template(file.relative_to(folder).as_posix())
    _templates.update(found)
    return env
