"""MkDocs adapter: of the theme, what no page of ours loads is left out (4 MB), and templates are compiled once."""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import Path

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from portal.core.built import built_name
from portal.core.caching import Store

UNUSED = ("*.map", built_name("favicon.png"))
_SPARE = 8  # times as many templates may be kept as a build uses: an edit prints few kinds of pages


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Only files of the theme are looked at; those of docs/ have a check of their own."""
    for file in list(files):
        if file.src_dir != config.docs_dir and any(fnmatch(file.src_uri, pattern) for pattern in UNUSED):
            files.remove(file)
    return files


class Compiled(BytecodeCache):
    """Compiled templates, for both languages of a build and for the next build; Jinja holds the source against them."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def load_bytecode(self, bucket: Bucket) -> None:
        """Jinja asks for a template by a key of its name, with the checksum of its source."""
        code = self.store.get(f"{bucket.key} {bucket.checksum}".encode())
        if code:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Jinja has compiled a template."""
        self.store.put(f"{bucket.key} {bucket.checksum}".encode(), bucket.bytecode_to_string())


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Before the first page of each language."""
    if "portal_compiled" not in config.extra:
        store = Store(Path(config.config_file_path).parent, "templates", spare=_SPARE)
        config.extra["portal_compiled"] = Compiled(store)
    env.bytecode_cache = config.extra["portal_compiled"]
    return env


@event_priority(-400)  # after the last page
def on_post_build(config: MkDocsConfig) -> None:
    """Once, when both languages are built."""
    if not config.plugins["i18n"].building:
        config.extra["portal_compiled"].store.save()
