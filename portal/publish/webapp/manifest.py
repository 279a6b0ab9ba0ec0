"""The web manifest of each language: what the portal is called and looks like once it is installed.

All addresses are relative to the manifest, so that the portal works at the root of a host and below a folder alike.
"""

from __future__ import annotations

import json

from portal.core.built import built_name
from portal.core.urls import address, relative
from portal.pages.registry import Site
from portal.publish.html.properties import PAPER, PRIMARY, Properties

NAME = "manifest"
_ICONS = (
    ("icon-192.png", "192x192", "any"),
    ("icon-512.png", "512x512", "any"),
    ("icon-maskable-512.png", "512x512", "maskable"),
)
_SHORTCUTS = (("search", "search.title"), ("catalogue", "catalogue.title"), ("offline", "offline.title"))


def manifest_path(site: Site) -> str:
    """Where the manifest lies: beside the home page of its language."""
    return address(site.lang, NAME).removesuffix(".html") + ".webmanifest"


def manifest(site: Site, properties: Properties) -> str:
    """The manifest as JSON, in the colours of ``properties``."""
    own, settings = manifest_path(site), site.portal.settings
    home = relative(own, address(site.lang, "index"))

    def icon(name: str, size: str, purpose: str) -> dict[str, str]:
        return {"src": relative(own, built_name(name)), "sizes": size, "type": "image/png", "purpose": purpose}

    content = {
        "name": settings.name.get(site.lang),
        "short_name": settings.short.get(site.lang),
        "description": settings.description.get(site.lang),
        "lang": site.lang,
        "dir": "ltr",
        # No "id": browsers take the start address for it. One of our own would be relative to the host, where other
        # portals may live in other folders.
        "start_url": home,
        "scope": relative(own, "index.html").removesuffix("index.html") or "./",
        "display": "standalone",
        "background_color": properties[PAPER],
        "theme_color": properties[PRIMARY],
        "icons": [icon(*item) for item in _ICONS],
        "shortcuts": [
            {"name": site.words.t(words), "url": relative(own, address(site.lang, key))} for key, words in _SHORTCUTS
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
