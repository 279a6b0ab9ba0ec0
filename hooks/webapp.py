"""MkDocs adapter: when all is built, the worker, its lists and the manifests; then the site is put in its place."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority

from portal.publish.html.properties import read_properties
from portal.publish.webapp.build import write_webapp


@event_priority(-300)  # after all other files are there
def _write(config: MkDocsConfig) -> None:
    """Once, when both languages are built."""
    if not config.plugins["i18n"].building:
        extra, folder, root = config.extra, Path(config.site_dir), Path(config.config_file_path).parent
        sites, pages, kept = extra["portal_sites"], extra["portal_pages"], extra["portal_kept"]
        write_webapp(folder, sites, extra["portal"], pages, read_properties(root), kept, extra["portal_built"])


@event_priority(-1000)  # after all others, who write to the folder beside the site (hooks/printing.py)
def _put_in_place(config: MkDocsConfig) -> None:
    if not config.plugins["i18n"].building:
        previous = config.extra["portal_previous"]
        previous.replace(config.extra["portal_kept"])
        config.site_dir = str(previous.site)


on_post_build = CombinedEvent(_write, _put_in_place)
