"""Prints all pages of a project with Jinja alone, as another generator would (arguments: project, folder)."""

from __future__ import annotations

import datetime as dt
import importlib.util
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, pass_context
from jinja2.runtime import Context

from portal.core.processes import VARIABLE
from portal.corpus.load import load_portal
from portal.corpus.visible import visible
from portal.generator.config_file import plain, read
from portal.model.dates import PartialDate
from portal.pages.registry import Edition, build_sites
from portal.publish.assets import made_files
from portal.publish.html.languages import write_languages
from portal.publish.html.previous import PreviousSite
from portal.publish.html.printing import Printer, ThemeSettings
from portal.publish.html.properties import PRIMARY, read_properties
from portal.publish.offline.edition import content_revision


@dataclass
class Script:
    path: str
    defer: bool


@pass_context
def url(context: Context, target: object) -> str:
    return str(context["links"][str(target)])


@pass_context
def script_tag(context: Context, script: Script) -> str:
    return f'<script src="{url(context, script.path)}"{" defer" if script.defer else ""}></script>'


def look(root: Path, lang: str) -> ThemeSettings:
    """What mkdocs.yml says about looks."""
    file = read(root)
    assert file is not None
    styles, scripts = file.value("extra_css"), file.value("extra_javascript")
    values = [{key.value: plain(value) for key, value in item.value} for item in scripts.value] if scripts else []
    theme = {"language": lang}
    for name in ("favicon", "logo"):
        node = file.value("theme", name)
        theme[name] = str(plain(node)) if node else ""
    icon = file.value("theme", "icon", "logo")
    assert icon is not None
    return ThemeSettings(
        theme={**theme, "icon": {"logo": plain(icon)}},
        extra_css=tuple(item.value for item in styles.value) if styles else (),
        extra_javascript=tuple(Script(str(item["path"]), bool(item["defer"])) for item in values),
        colour=read_properties(root)[PRIMARY],
    )


def main(root: Path, folder: Path) -> None:
    """Print the pages of both languages."""
    spec = importlib.util.find_spec("material")
    assert spec and spec.submodule_search_locations
    env = Environment(
        loader=FileSystemLoader([root / "overrides", Path(spec.submodule_search_locations[0]) / "templates"]),
        auto_reload=False,
    )
    env.filters.update(url=url, script_tag=script_tag)
    portal = visible(load_portal(root)[0])
    day = dt.datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), dt.UTC).date()
    sites = build_sites(portal, Edition(PartialDate.parse(day), content_revision(root)))
    printers = [Printer(env, site, look(root, site.lang), root, made_files(root, sites)[0]) for site in sites.values()]
    write_languages(printers, root, folder, PreviousSite(root, folder))
    strangers = sorted(name for name in sys.modules if name.partition(".")[0] in {"mkdocs", "mkdocs_static_i18n"})
    assert not strangers, strangers


if __name__ == "__main__":
    os.environ[VARIABLE] = "1"
    main(Path(sys.argv[1]), Path(sys.argv[2]))
