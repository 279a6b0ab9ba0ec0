"""MkDocs adapter: the client scripts that pages load, joined from their parts."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from portal.publish.html.scripts import FOLDER, scripts
from portal.publish.html.slim import slim


@event_priority(-200)  # after static-i18n (-100), which wants every file to stand on the disk
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Neither parts nor types are of use to a page; Material's scripts are not loaded either."""
    for file in list(files):
        if file.src_uri.startswith(FOLDER):
            files.remove(file)
    lang = config.plugins["i18n"].current_language
    for name, text in scripts(Path(config.config_file_path).parent / "overrides" / FOLDER).items():
        file = File.generated(config, FOLDER + name, content=slim(text))
        file.locale = file.locale_alternate_of = lang  # what static-i18n wants to find on a file
        files.append(file)
    return files
