"""MkDocs adapter: MkDocs reads no page; the portal makes them all and prints them itself (hooks/printing.py)."""

from __future__ import annotations

import logging

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from portal.core.urls import address, page_path

# Sections of the menu give no page of MkDocs, and hooks/outputs.py writes 404 and the sitemap. That is how it should
# be: a line about each would hide real messages.
logging.getLogger("mkdocs.commands.build").addFilter(
    lambda record: "generated empty output" not in record.getMessage().lower()
)


def _on_files_of_docs(files: Files, config: MkDocsConfig) -> Files:
    """The editors' Markdown is read by the portal alone; of docs/ only pictures and office documents pass."""
    allowed = config.extra["portal"].assets
    for file in list(files):
        # Files of the theme come from elsewhere.
        if file.is_documentation_page() or (file.src_dir == config.docs_dir and f"docs/{file.src_uri}" not in allowed):
            files.remove(file)
    return files


@event_priority(-200)  # after static-i18n (-100), which looks at every file for long
def _on_files_of_language(files: Files, config: MkDocsConfig) -> Files:
    """MkDocs gets the sections of the menu, by their names only."""
    lang = config.plugins["i18n"].current_language
    for _, key in config.extra["portal_sites"][lang].menu():
        file = File.generated(config, page_path(lang, key), content="")
        file.dest_uri = file.url = address(lang, key)
        file.locale = file.locale_alternate_of = lang  # what static-i18n wants to find on a file
        file.alternates = {lang: file}
        files.append(file)
    return files


on_files = CombinedEvent(_on_files_of_docs, _on_files_of_language)


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Nothing, by a template that gives nothing: MkDocs writes no such page."""
    page.meta = {"template": "nothing.html"}
    return ""
