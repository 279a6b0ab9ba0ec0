"""The sitemap with both languages of every page."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterable

from portal.site.site import Site

_NS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


def sitemap(sites: Iterable[Site], base: str | None) -> str:
    """XML with absolute addresses below ``base``; empty where no address is set, for none would be right."""
    if not base:
        return ""
    etree.register_namespace("", _NS)
    etree.register_namespace("xhtml", _XHTML)
    root = etree.Element(f"{{{_NS}}}urlset")
    for site in sites:
        for page in site.pages():
            if not page.indexed:
                continue
            url = etree.SubElement(root, f"{{{_NS}}}url")
            etree.SubElement(url, f"{{{_NS}}}loc").text = base + page.address
            if page.other:
                other = "ru" if page.lang == "ky" else "ky"
                for lang, address in ((page.lang, page.address), (other, page.other)):
                    etree.SubElement(
                        url, f"{{{_XHTML}}}link", rel="alternate", hreflang=lang, href=base + address
                    )
    etree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(root, encoding="unicode") + "\n"
