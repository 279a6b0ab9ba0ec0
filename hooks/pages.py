"""MkDocs adapter: of docs/, MkDocs gets the ordinary pages; the portal makes all others itself (hooks/printing.py)."""

from __future__ import annotations

import logging
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import Files

# hooks/outputs.py writes 404 and the sitemap. A line that MkDocs' own came out empty would hide real messages.
logging.getLogger("mkdocs.commands.build").addFilter(
    lambda record: "generated empty output" not in record.getMessage().lower()
)


def _on_files_of_docs(files: Files, config: MkDocsConfig) -> Files:
    """Typed documents are read by the portal alone; besides ordinary pages, pictures and office documents pass."""
    portal = config.extra["portal"]
    ours = {version.path for page in portal.pages.values() for version in page.versions.values()}
    for file in list(files):
        # Files of the theme come from elsewhere.
        allowed = ours if file.is_documentation_page() else portal.assets
        if file.src_dir == config.docs_dir and f"docs/{file.src_uri}" not in allowed:
            files.remove(file)
    return files


@event_priority(-200)  # after static-i18n (-100), which sorts the files by language
def _on_files_of_language(files: Files, config: MkDocsConfig) -> Files:
    """Each ordinary page becomes a page that the portal renders (hooks/ordinary.py)."""
    lang = config.plugins["i18n"].current_language
    site = config.extra["portal_sites"][lang]
    for file in files.documentation_pages():
        item = site.ordinary.get(f"docs/{file.src_uri}")
        if item is None:  # in another language only: the notice of that is the portal's own page
            files.remove(file)
            continue
        file.dest_uri = file.url = item.address
        file.abs_dest_path = str(Path(config.site_dir, item.address))
    return files


on_files = CombinedEvent(_on_files_of_docs, _on_files_of_language)
