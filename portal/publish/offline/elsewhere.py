"""Files that a stick leaves to the online portal, and what its pages say in the place of links to them.

JSON, and the table of all citations, are for programs: whoever writes one has a connection, and at 2,000 documents they
take as much room as 250 pages. The tables of documents and acts (CSV) stay.
"""

from __future__ import annotations

import re
from html import escape

from portal.model.values import Lang
from portal.words.interface import Interface

LEFT = re.compile(r"data/(?:[a-z_]+(?:\.schema)?\.json|citations\.csv)")
"""The paths of these files in the site."""

_PARAGRAPH = re.compile(r"<p\b(?:(?!</p>).)*?</p>", re.DOTALL)
_LINK = re.compile(rf'<a href="(?:\.\./)*({LEFT.pattern})"[^>]*>(.*?)</a>', re.DOTALL)


def without_links(html: str, lang: Lang, site: str | None) -> str:
    """A page that names these files as what the online portal has; ``site`` is its address, if there is one."""
    if "data/" not in html:
        return html
    words = escape(Interface(lang).t("leftout.online"))
    if site:
        words += f' <a href="{escape(site)}">{escape(site)}</a>'

    def told(match: re.Match[str]) -> str:
        text, count = _LINK.subn(lambda link: _elsewhere(link, site), match[0])
        return f"{text.removesuffix('</p>')} {words}</p>" if count else text

    return _PARAGRAPH.sub(told, html)


def _elsewhere(link: re.Match[str], site: str | None) -> str:
    return f'<a href="{escape(site)}{link[1]}">{link[2]}</a>' if site else link[2]
