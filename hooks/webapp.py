"""MkDocs adapter: the policy of every page; when all is built, the worker, its lists and the manifests."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page

from portal.publish.webapp.build import write_webapp
from portal.publish.webapp.policy import PagePolicy


def on_page_context(context: dict[str, object], page: Page, config: MkDocsConfig, nav: object) -> dict[str, object]:
    """A policy that the templates of the page add to."""
    page.meta["policy"] = policy = PagePolicy()
    return context | {"policy": policy}


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """What the templates asked for stands at the top of the page."""
    policy: PagePolicy = page.meta["policy"]
    return policy.fill(output)


@event_priority(-300)  # after all other files are there
def on_post_build(config: MkDocsConfig) -> None:
    """Once, when both languages are built."""
    if not config.plugins["i18n"].building:
        write_webapp(Path(config.site_dir), config.extra["portal_sites"], config.extra["portal"])
