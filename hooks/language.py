"""MkDocs adapter: names, address and navigation of the language that is being built."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Link, Navigation

from portal.core.urls import page_path
from portal.language.languages import folder
from portal.pages.navigation import ordinary_pages


@event_priority(-200)  # after static-i18n (-100), which knows the language only then
def on_config(config: MkDocsConfig) -> None:
    """static-i18n calls this once per language, in one process."""
    lang = config.plugins["i18n"].current_language
    site, settings = config.extra["portal_sites"][lang], config.extra["portal"].settings
    config.theme["language"] = lang  # Material's own words; static-i18n leaves the first language's
    config.site_name = settings.name.get(lang)
    config.site_url = settings.address
    config.site_description = settings.description.get(lang)
    # The portal makes menu and foot of nav (portal/pages/navigation.py). MkDocs gets those of its lines that are
    # pages of its own: the others would be missing files for it.
    config.nav = [{link.title.text: page_path(lang, key)} for key, link in ordinary_pages(site)]
    vars(config.extra).pop("alternate", None)  # static-i18n hides the item behind an attribute (#284, #349)


@event_priority(-200)  # after static-i18n (-100), which says where files go
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Pictures stay beside the pages: a language that is built alone static-i18n puts at the root of the site."""
    place = folder(config.plugins["i18n"].current_language)
    for file in files:
        if place and file.src_dir == config.docs_dir and not file.dest_uri.startswith(place):
            file.dest_uri = place + file.dest_uri
            file.abs_dest_path = str(Path(config.site_dir, file.dest_uri))
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """The home page is one of the portal; static-i18n (-100) warns where there is none."""
    nav.homepage = Link(config.site_name, "index.html")
    return nav
