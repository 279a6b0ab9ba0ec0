"""The sitemap with all languages of every page."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree

Alternates = tuple[tuple[str, str], ...]
"""The addresses of a page in all languages, by language."""

_NS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


def sitemap(pages: Iterable[tuple[str, Alternates]], base: str | None) -> str:
    """XML with absolute addresses below ``base``; empty where no address is set, for none would be right."""
    if not base:
        return ""
    ElementTree.register_namespace("", _NS)
    ElementTree.register_namespace("xhtml", _XHTML)
    root = ElementTree.Element(f"{{{_NS}}}urlset")
    for own, alternates in pages:
        url = ElementTree.SubElement(root, f"{{{_NS}}}url")
        ElementTree.SubElement(url, f"{{{_NS}}}loc").text = base + own
        for lang, address in alternates:
            if lang != "x-default":
                ElementTree.SubElement(url, f"{{{_XHTML}}}link", rel="alternate", hreflang=lang, href=base + address)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"
