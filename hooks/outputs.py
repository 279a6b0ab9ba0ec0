"""MkDocs adapter: files beside the pages (graph of citations, sitemap)."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from portal.publish.outputs import write_outputs


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """Theme templates that the portal replaces: 404 is a page of its own, the sitemap needs both languages."""
    return "" if template_name in {"404.html", "sitemap.xml"} else output


@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    """Once, when both languages are built."""
    if config.plugins["i18n"].building:
        return
    extra, folder = config.extra, Path(config.site_dir)
    for name in ("sitemap.xml", "sitemap.xml.gz"):
        (folder / name).unlink(missing_ok=True)
    extra["portal_writing"].finally_write(partial(write_outputs, extra["portal"], extra["portal_sites"].values()))
