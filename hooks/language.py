"""MkDocs adapter: names, address and navigation of the language that is being built."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from portal.core.urls import page_path


@event_priority(-200)  # after static-i18n (-100), which knows the language only then
def on_config(config: MkDocsConfig) -> None:
    """static-i18n calls this once per language, in one process."""
    lang = config.plugins["i18n"].current_language
    site, settings = config.extra["portal_sites"][lang], config.extra["portal"].settings
    config.theme["language"] = lang  # Material's own words; static-i18n leaves the first language's
    config.site_name = settings.name.get(lang)
    config.site_url = settings.address
    config.site_description = settings.description.get(lang)
    config.nav = [{title: page_path(lang, key)} for title, key in site.menu()]
    vars(config.extra).pop("alternate", None)  # static-i18n hides the item behind an attribute (#284, #349)
