"""MkDocs adapter: when all is built, the worker, its lists and the manifests; then the site is put in its place."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority

from portal.publish.html.previous import Kept, Printed
from portal.publish.html.properties import read_properties
from portal.publish.webapp.build import WORKER, write_webapp


@event_priority(-300)  # after all other files are there
def _write(config: MkDocsConfig) -> None:
    """Once, when both languages are built."""
    if not config.plugins["i18n"].building:
        extra, root = config.extra, Path(config.config_file_path).parent

        def write(pages: Mapping[str, Printed], kept: dict[str, Kept], folder: Path) -> None:
            sites, colours, names = extra["portal_sites"], read_properties(root), extra["portal_built"]
            write_webapp(folder, sites, extra["portal"], pages, colours, kept, names)

        extra["portal_writing"].finally_complete(WORKER, write)


@event_priority(-1000)  # after all others, who write to the folder beside the site (hooks/printing.py)
def _put_in_place(config: MkDocsConfig) -> None:
    if not config.plugins["i18n"].building:
        config.extra["portal_writing"].put_in_place()
        config.site_dir = str(config.extra["portal_previous"].site)


on_post_build = CombinedEvent(_write, _put_in_place)
