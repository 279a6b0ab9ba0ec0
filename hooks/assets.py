"""MkDocs adapter: style sheets and client scripts joined from their parts, fonts, the icon; all by their names."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from portal.core.built import FONTS, LIBRARIES, SCRIPTS, STYLES, built_name
from portal.publish.assets import made_files
from portal.publish.html import styles

_ICON = built_name("icon.svg")


class _Listed(FileSystemLoader):
    """Lists no hidden folder: MkDocs would leave out 14,000 icons one by one. Templates ask for them by name."""

    def list_templates(self) -> list[str]:
        found = set[str]()
        for place in self.searchpath:
            for folder, folders, names in os.walk(place):
                folders[:] = [name for name in folders if not name.startswith(".")]
                found.update(Path(folder, name).relative_to(place).as_posix() for name in names)
        return sorted(found)


def _env(config: MkDocsConfig) -> Environment:
    env = type(config.theme).get_env(config.theme)
    env.loader = _Listed(config.theme.dirs)
    return env


def on_config(config: MkDocsConfig) -> None:
    """Before MkDocs looks for the files of the theme."""
    config.theme.get_env = partial(_env, config)  # type: ignore[method-assign]  # of this theme alone


@event_priority(-200)  # after static-i18n (-100), which wants every file to stand on the disk
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Parts and tables are of no use to a page, nor are Material's own styles and scripts. Styles of an editor stay."""
    sources, i18n, extra = Path(config.config_file_path).parent / "overrides", config.plugins["i18n"], config.extra
    parts = {STYLES + part for found in styles.table(sources / STYLES).values() for part in found}
    for file in list(files):
        own = file.src_dir == str(sources) and file.src_uri.endswith(".css") and file.src_uri not in parts
        font = file.src_uri.startswith(FONTS) and file.src_uri.endswith(".woff2")
        if (file.src_uri.startswith((SCRIPTS, STYLES, LIBRARIES)) and not own) or file.src_uri == _ICON or font:
            files.remove(file)
    made = extra["portal_made"] if i18n.building else made_files(sources.parent, extra["portal_sites"])
    extra["portal_made"], extra["portal_built"] = made, made[0]
    for path, content in made[1].items():
        file = File.generated(config, path, content=content)
        file.locale = file.locale_alternate_of = i18n.current_language  # that static-i18n looks for
        files.append(file)
    return files
