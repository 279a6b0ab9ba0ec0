"""MkDocs adapter: leave out what comes with Material and no page of ours loads (4 MB of scripts, maps and lists)."""

from __future__ import annotations

from fnmatch import fnmatch

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

UNUSED = (
    "*.map",
    "assets/javascripts/bundle.*",
    "assets/javascripts/lunr/*",
    "assets/javascripts/workers/*",
    "assets/stylesheets/classic/*",
    "assets/stylesheets/modern/*",
    "assets/stylesheets/palette.*",
    "assets/images/favicon.png",
)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Only files of the theme are looked at; those of docs/ have a check of their own."""
    for file in list(files):
        if file.src_dir != config.docs_dir and any(fnmatch(file.src_uri, pattern) for pattern in UNUSED):
            files.remove(file)
    return files
