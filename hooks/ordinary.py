"""MkDocs adapter: ordinary pages pass MkDocs' page events; between them the portal renders and its templates print."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from portal.core.problems import message_lang, render
from portal.pages.ordinary import with_text
from portal.publish.html.shown import as_shown


class PortalPage(Page):
    """A page whose Markdown goes through the portal's renderer; ``model`` is the portal's own page."""

    def read_source(self, config: MkDocsConfig) -> None:
        """As MkDocs does it; the template is the portal's, whatever the front matter says."""
        super().read_source(config)
        self.meta["template"] = "portal/page.html"

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """What events made of the Markdown is held against the same rules as what editors write."""
        self.model, problems = with_text(self.site, self.model, self.markdown or "")
        if problems:
            get_plugin_logger("portal").warning(render(problems, message_lang()))
        self.content = self.model.body
        self.toc = get_toc(list(self.model.toc))


@event_priority(-250)  # after hooks/pages.py
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Put the portal's pages in the place of those that MkDocs would make."""
    site = config.extra["portal_sites"][config.plugins["i18n"].current_language]
    for file in files.documentation_pages():
        model = site.ordinary[f"docs/{file.src_uri}"]
        file.page = PortalPage(model.title, file, config)
        file.page.site, file.page.model = site, model
    return files


@event_priority(100)  # before all others: they see what the templates will see, and may change it
def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """What the portal's templates need, with the text as events have left it. Names that MkDocs has stay MkDocs'."""
    model = replace(page.model, body=page.content or "")
    ours = config.extra["portal_printers"][page.site.lang].context(model)
    page.policy = ours["policy"]
    return ours | context


@event_priority(-500)  # after all others, none of which may weaken it by accident
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """The content policy of the page, and names of what it loads; figures stay with their units, as on all pages."""
    return config.extra["portal_built"].fill(page.policy.fill(as_shown(output)))
