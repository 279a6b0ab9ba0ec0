"""MkDocs adapter: the portal prints its pages with MkDocs' templates and settings, when MkDocs has done its part."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from portal.publish.html.previous import MAKING, PreviousSite
from portal.publish.html.printing import Printer, ThemeSettings
from portal.publish.html.properties import PRIMARY, read_properties
from portal.publish.html.waiting import begin_site
from portal.publish.outputs import write_large

# "Building documentation to directory: …" would name the folder beside the site.
logging.getLogger("mkdocs.commands.build").addFilter(lambda record: MAKING not in record.getMessage())


def on_pre_build(config: MkDocsConfig) -> None:
    """MkDocs clears and fills a folder beside the site; what changed goes into the site at the end."""
    if not config.plugins["i18n"].building:
        previous = PreviousSite(Path(config.config_file_path).parent, Path(config.site_dir))
        config.extra["portal_previous"] = previous
        config.site_dir = str(previous.making)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Once per language: the templates are there, and all that pages need but their content."""
    env.filters["url"] = pass_context(_seen_from_here)
    site = config.extra["portal_sites"][config.plugins["i18n"].current_language]
    root = Path(config.config_file_path).parent
    colour = read_properties(root)[PRIMARY]
    look = ThemeSettings(dict(config.theme), tuple(config.extra_css), tuple(config.extra_javascript), colour)
    printer = Printer(env, site, look, root, config.extra["portal_built"])
    config.extra.setdefault("portal_printers", {})[site.lang] = printer
    return env


def _seen_from_here(context: Context, target: object) -> str:
    links: dict[str, str] = context["links"]
    return links[str(target)]


@event_priority(-150)  # after the last language, before what is made of finished pages
def on_post_build(config: MkDocsConfig) -> None:
    """Once, for both languages."""
    if config.plugins["i18n"].building:
        return
    root, previous = Path(config.config_file_path).parent, config.extra["portal_previous"]
    printers = list(config.extra["portal_printers"].values())
    done = {page.address for printer in printers for page in printer.site.ordinary.values()}  # hooks/ordinary.py
    looked_at = config.extra.get("portal_looked_at")  # hooks/serving.py: then other pages can wait
    beside = partial(write_large, config.extra["portal"], config.extra["portal_sites"].values(), root)
    config.extra["portal_writing"] = begin_site(printers, root, previous, done, looked_at, beside)
