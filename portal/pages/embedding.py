"""The rendered text of a document as a part of another page."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache

from portal.core.urls import relative

_ID = re.compile(r' id="([^"]+)"')
_OWN_LINK = re.compile(r'href="#([^"]+)"')
_OTHER_LINK = re.compile(r'="(?:(?<=\bhref=")|(?<=\bsrc="))(?![a-zA-Z][a-zA-Z0-9+.-]*:|[#/])([^"]+)"')
_PERMALINK = re.compile(r'<a class="headerlink"[^>]*>.*?</a>')
_TABS = re.compile(r'(?<=[ ])(for|name)="(__tabbed_[0-9_]+)"')
_BOX = '<input type="checkbox" '
# Not over the end of a heading: what stands behind it is its text.
_LAST_HEADING = re.compile(r"<h([2-6])\b[^>]*>(?:(?!</h\1>).)*</h\1>\s*\Z", re.DOTALL)
_HEADING = re.compile(r"<(/?)h([2-5])\b")


def embed(html: str, prefix: str, source: str, target: str) -> str:
    """The text of a document as a part of another page.

    Headings go one level down, anchors and links to them get ``prefix`` so that none occurs twice, and links to the
    headings themselves are dropped. Links to other files are turned from the address of the document (``source``) to
    that of the page (``target``). Boxes to tick are there for paper: here no script gives each of them a name.
    """
    html = html.replace(_BOX, f'{_BOX}aria-hidden="true" ')

    def own_id(match: re.Match[str]) -> str:
        start = match.start()
        in_tag = html.rfind("<", 0, start) > html.rfind(">", 0, start)
        return f' id="{prefix}--{match[1]}"' if in_tag else match[0]

    html = turned_links(_ID.sub(own_id, html), source, target)
    html = _OWN_LINK.sub(lambda match: f'href="#{prefix}--{match[1]}"', html)
    if "__tabbed_" in html:
        html = _TABS.sub(lambda match: f'{match[1]}="{prefix}--{match[2]}"', html)
    return _HEADING.sub(lambda match: f"<{match[1]}h{int(match[2]) + 1}", html)


def without_last_heading(html: str) -> str:
    """The text without a heading at its end, below which the page of the document has what stands in no text."""
    return _LAST_HEADING.sub("", html)


def turned_links(html: str, source: str, target: str) -> str:
    """The text without links to its headings; links to other files lead there from ``target`` too."""
    html = _PERMALINK.sub("", html)
    return _OTHER_LINK.sub(lambda match: f'="{_turned(match[1], source, target)}"', html)


def _turned(reference: str, source: str, target: str) -> str:
    path, mark, anchor = reference.partition("#")
    return relative(target, _in_site(posixpath.dirname(source), path)) + mark + anchor


@lru_cache(maxsize=1 << 12)  # texts of a folder link to the same acts
def _in_site(folder: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(folder, path))
