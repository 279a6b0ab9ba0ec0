"""OpenSearch descriptions (1.1): with them a browser offers the search of the portal beside its own, by language.

The address of a search must be absolute there, so there are none where the site's address is not known.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET

from portal.core.built import built_name
from portal.core.urls import address
from portal.pages.context import Context
from portal.pages.feeds import opensearch_address

_NS = "http://a9.com/-/spec/opensearch/1.1/"
_SHORT = 16
_LONG = 48
"""So many letters a name may have."""


def short_name(name: str) -> str:
    """A name of the portal that is short enough."""
    return name if len(name) <= _SHORT else name[: _SHORT - 1].rstrip() + "…"


def description(context: Context) -> dict[str, str]:
    """The description for one language, by its path in the site."""
    settings, lang = context.portal.settings, context.lang
    base = settings.address
    if not base:
        return {}
    root = ET.Element(_tag("OpenSearchDescription"))
    name = settings.name.get(lang)
    texts = {
        "ShortName": short_name(settings.short.get(lang)),
        "Description": settings.description.get(lang),
        "LongName": name if len(name) <= _LONG else "",
        "Language": lang,
        "InputEncoding": "UTF-8",
        "OutputEncoding": "UTF-8",
    }
    for tag, text in texts.items():
        if text:
            ET.SubElement(root, _tag(tag)).text = text
    icon = ET.SubElement(root, _tag("Image"), {"width": "192", "height": "192", "type": "image/png"})
    icon.text = base + built_name("icon-192.png")
    search = f"{base}{address(lang, 'search')}?q={{searchTerms}}"
    ET.SubElement(root, _tag("Url"), {"type": "text/html", "method": "get", "template": search})
    own = base + opensearch_address(lang)
    ET.SubElement(root, _tag("Url"), {"type": "application/opensearchdescription+xml", "rel": "self", "template": own})
    ET.register_namespace("", _NS)
    ET.indent(root)
    return {opensearch_address(lang): f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, "unicode")}\n'}


def _tag(name: str) -> str:
    return f"{{{_NS}}}{name}"
