"""MkDocs adapter: of docs/, MkDocs gets the ordinary pages; the portal makes all others itself (hooks/printing.py)."""

from __future__ import annotations

import logging
from pathlib import Path

from mkdocs.commands import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, file_sort_key, get_files, set_exclusions

# hooks/outputs.py writes 404 and the sitemap. A line that MkDocs' own came out empty would hide real messages.
logging.getLogger("mkdocs.commands.build").addFilter(lambda record: "empty output" not in record.getMessage().lower())


def _passing(config: MkDocsConfig) -> set[str]:
    """Typed documents are read by the portal alone; ordinary pages, pictures and office documents pass."""
    portal = config.extra["portal"]
    return {version.path for page in portal.pages.values() for version in page.versions.values()} | portal.assets


def _files_of_docs(config: MkDocsConfig) -> Files:
    """What MkDocs' own function finds, but for the documents: of thousands it would make objects, in each language."""
    if "portal" not in config.extra:
        return get_files(config)
    places = config.docs_dir, config.site_dir, config.use_directory_urls
    files = sorted((File(path.removeprefix("docs/"), *places) for path in _passing(config)), key=file_sort_key)
    set_exclusions(files, config)
    return Files(files)


def on_config(config: MkDocsConfig) -> None:
    """For this build."""
    build.get_files = _files_of_docs


def _on_files_of_docs(files: Files, config: MkDocsConfig) -> Files:
    build.get_files = get_files
    allowed = _passing(config)
    own = (file for file in list(files) if file.src_dir == config.docs_dir)  # those of the theme come from elsewhere
    for file in (file for file in own if f"docs/{file.src_uri}" not in allowed):
        files.remove(file)
    return files


@event_priority(-200)  # after static-i18n (-100), which sorts the files by language
def _on_files_of_language(files: Files, config: MkDocsConfig) -> Files:
    """Each ordinary page becomes a page that the portal renders (hooks/ordinary.py)."""
    site = config.extra["portal_sites"][config.plugins["i18n"].current_language]
    for file in files.documentation_pages():
        if item := site.ordinary.get(f"docs/{file.src_uri}"):
            file.dest_uri = file.url = item.address
            file.abs_dest_path = str(Path(config.site_dir, item.address))
        else:  # in another language only: the notice of that is the portal's own page
            files.remove(file)
    return files


on_files = CombinedEvent(_on_files_of_docs, _on_files_of_language)
