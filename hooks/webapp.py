"""MkDocs adapter: when all is built, the worker, its lists and the manifests."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from portal.publish.html.properties import read_properties
from portal.publish.webapp.build import write_webapp


@event_priority(-300)  # after all other files are there
def on_post_build(config: MkDocsConfig) -> None:
    """Once, when both languages are built."""
    if not config.plugins["i18n"].building:
        printed = {path: page for one in config.extra["portal_written"].values() for path, page in one.files.items()}
        properties = read_properties(Path(config.config_file_path).parent)
        write_webapp(Path(config.site_dir), config.extra["portal_sites"], config.extra["portal"], printed, properties)
