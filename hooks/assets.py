"""MkDocs adapter: style sheets and client scripts joined from their parts, fonts, the icon; all by their names."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from portal.core.built import FONTS, LIBRARIES, SCRIPTS, STYLES, built_name
from portal.publish.assets import made_files
from portal.publish.html import styles

_ICON = built_name("icon.svg")


@event_priority(-200)  # after static-i18n (-100), which wants every file to stand on the disk
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Parts, tables and types are of no use to a page; nor are Material's own styles and scripts, which none loads."""
    root = Path(config.config_file_path).parent
    sources = root / "overrides"
    parts = {STYLES + part for found in styles.table(sources / STYLES).values() for part in found}
    for file in list(files):
        # An editor's own style sheet (extra_css) stays.
        own = file.src_dir == str(sources) and file.src_uri.endswith(".css") and file.src_uri not in parts
        font = file.src_uri.startswith(FONTS) and file.src_uri.endswith(".woff2")
        if (file.src_uri.startswith((SCRIPTS, STYLES, LIBRARIES)) and not own) or file.src_uri == _ICON or font:
            files.remove(file)
    config.extra["portal_built"], made = made_files(root, config.extra["portal_sites"])
    for path, content in made.items():
        file = File.generated(config, path, content=content)
        file.locale = file.locale_alternate_of = config.plugins["i18n"].current_language  # that static-i18n looks for
        files.append(file)
    return files
