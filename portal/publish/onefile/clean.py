"""The article of a built page → its part in a file of one piece: no script, no link that leads nowhere.

``one-file.js`` does the same in the browser; ``tests/test_onefile.py`` holds both to the same result.
"""

from __future__ import annotations

import base64
import posixpath
import re
from collections.abc import Callable, Mapping
from html import escape
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from portal.core.records import dataclass
from portal.publish.onefile.kit import Rules

_HEADING = re.compile(r"<(/?)h([1-5])\b")
_OUTSIDE = frozenset({"http", "https", "mailto"})


@dataclass(frozen=True)
class Part:
    """A document on its way into a file: its address in the site, its language, the HTML of its page."""

    address: str
    lang: str
    html: str


@dataclass(frozen=True)
class Cleaned:
    """The part as it goes in."""

    address: str
    lang: str
    title: str
    html: str


@dataclass(frozen=True)
class Setting:
    """What the parts of one file share: rules, address of the site, addresses → anchors, reader of pictures."""

    rules: Rules
    base: str
    anchors: Mapping[str, str]
    picture: Callable[[str], bytes | None]
    left_out: Mapping[str, str]
    """Language → sentence that stands for a picture which cannot go in."""


def clean(part: Part, setting: Setting, prefix: str = "", down: bool = False) -> Cleaned:
    """Clean one part. ``prefix`` goes before its anchors; ``down`` moves its headings one level down.

    Raises ``ValueError`` where the page holds no article.
    """
    rules = setting.rules
    article = LexborHTMLParser(part.html).css_first("article#content")
    if article is None:
        raise ValueError(part.address)
    for node in article.css(rules.drop):
        node.decompose()
    heading = article.css_first("h1")
    title = " ".join(heading.text().split()) if heading else part.address
    anchors = {node.attributes["id"] for node in article.css("[id]")}
    for node in list(article.css("*")):
        if node == article:
            continue
        if node.tag not in rules.keep:
            node.unwrap(delete_empty=True)
            continue
        _link(node, part, setting, prefix, anchors)
        if node.tag == "img":
            _picture(node, part, setting)
    for node in article.css(rules.dead):
        node.decompose()
    _attributes(article, rules, prefix)
    inner = article.inner_html or ""
    if down:
        inner = _HEADING.sub(lambda match: f"<{match[1]}h{int(match[2]) + 1}", inner)
    return Cleaned(part.address, part.lang, title, inner.strip())


def _attributes(article: LexborNode, rules: Rules, prefix: str) -> None:
    allowed = {name.lower() for name in rules.attributes}
    for node in article.css("*"):
        for name in list(node.attributes):
            if name.lower() not in allowed and not (name == "src" and node.tag == "img"):
                del node.attrs[name]
        if "id" in node.attributes and prefix:
            node.attrs["id"] = prefix + (node.attributes["id"] or "")


def _link(node: LexborNode, part: Part, setting: Setting, prefix: str, anchors: set[str | None]) -> None:
    href = node.attributes.get("href")
    if href is None:
        return
    target = _target(href, part.address, setting, prefix, anchors) if node.tag == "a" else ""
    if target:
        node.attrs["href"] = target
    else:
        del node.attrs["href"]


def _target(href: str, source: str, setting: Setting, prefix: str, anchors: set[str | None]) -> str:
    """Where a link of the page leads in the file; empty where it cannot lead anywhere."""
    if href.startswith("#"):
        return f"#{prefix}{href[1:]}" if unquote(href[1:]) in anchors else ""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        return href if parts.scheme.lower() in _OUTSIDE else ""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(source), parts.path))
    if path in setting.anchors:
        return "#" + setting.anchors[path]
    query, anchor = (mark + text if text else "" for mark, text in (("?", parts.query), ("#", parts.fragment)))
    return f"{setting.base}{path}{query}{anchor}" if setting.base else ""


def _picture(node: LexborNode, part: Part, setting: Setting) -> None:
    src = node.attributes.get("src") or ""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(part.address), unquote(urlsplit(src).path)))
    kind = setting.rules.pictures.get(path.rpartition(".")[2].lower())
    data = setting.picture(path) if kind and not urlsplit(src).scheme and not path.startswith("..") else None
    if data is None:
        text = setting.left_out[part.lang].replace("{alt}", node.attributes.get("alt") or "")
        note = LexborHTMLParser(f'<span class="of-picture">{escape(text)}</span>').css_first("span")
        assert note is not None
        node.replace_with(note)
    else:
        node.attrs["src"] = f"data:{kind};base64,{base64.b64encode(data).decode()}"
