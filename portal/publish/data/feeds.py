"""Feeds of what is new (Atom, RFC 4287), by language: of all documents, of each kind, of each topic.

Ids and links of a feed must be absolute, so there are none where the site's address is not known. All dates are those
of the documents. A document that is not there in the language of a feed is not in it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from xml.etree import ElementTree as ET

from portal.core.records import dataclass
from portal.core.urls import address
from portal.model.documents import FOLDERS, KINDS
from portal.pages.context import Context
from portal.pages.feeds import feed_address
from portal.publish.data.open_documents import last_day
from portal.publish.data.open_law import LICENCE

MOST = 40
"""So many of the newest documents are in a feed."""

_NS = "http://www.w3.org/2005/Atom"
_NEVER = dt.date(1970, 1, 1)
"""The day of the feeds of a portal without documents."""


@dataclass(frozen=True)
class _News:
    """What a feed tells of a document."""

    key: str
    title: str
    summary: str
    topics: tuple[str, ...]
    added: dt.date
    day: dt.date


def names(context: Context) -> Iterator[str]:
    """The key of the page that each feed belongs to; none without an address."""
    if context.portal.settings.address:
        yield "index"
        yield from (f"{FOLDERS[kind]}/index" for kind in KINDS)
        yield from (f"topics/{topic}" for topic in context.data.topics)


def feed(context: Context, key: str) -> str:
    """The feed of the page with this key, as XML."""
    base = context.portal.settings.address or ""
    title, slugs = _of(context, key)
    news = sorted(
        (found for slug in slugs if (found := context.of(_news, slug))), key=lambda item: item.day, reverse=True
    )
    root = ET.Element(_tag("feed"), {"xml:lang": context.lang})
    own = base + feed_address(context.lang, key)
    _text(root, "id", own)
    _text(root, "title", title)
    _text(root, "updated", _time(news[0].day if news else context.of(_newest, "")))
    _link(root, "self", own, "application/atom+xml")
    _link(root, "alternate", base + address(context.lang, key), "text/html")
    _link(root, "license", LICENCE)
    _text(ET.SubElement(root, _tag("author")), "name", context.portal.settings.name.get(context.lang))
    _text(root, "rights", "CC BY 4.0")
    for item in news[:MOST]:
        _entry(root, context, item, base + address(context.lang, item.key))
    ET.register_namespace("", _NS)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _of(context: Context, key: str) -> tuple[str, Sequence[str]]:
    """The title of a feed and its documents, the newest first."""
    folder, _, name = key.partition("/")
    if key == "index":
        return context.portal.settings.name.get(context.lang), context.listed.slugs
    if folder == "topics":
        return _titled(context, context.data.topics[name].title.get(context.lang)), context.by_topic(name).slugs
    kind = next(kind for kind in KINDS if FOLDERS[kind] == folder)
    return _titled(context, context.words.t(f"kinds.{kind}")), context.by_kind(kind).slugs


def _titled(context: Context, what: str) -> str:
    return f"{what} — {context.portal.settings.name.get(context.lang)}"


def _news(context: Context, slug: str) -> _News | None:
    """What there is to tell of a document in this language."""
    document = context.portal.documents[slug]
    if document.state(context.lang) == "missing":
        return None
    version, meta = document.version(context.lang), document.meta
    return _News(document.key, version.title, version.summary, tuple(meta.topics), meta.added, last_day(meta))


def _newest(context: Context, _: str) -> dt.date:
    """The day of the newest document of the portal."""
    return max((found.day for slug in context.listed.slugs if (found := context.of(_news, slug))), default=_NEVER)


SHARED: tuple[Callable[[Any, Any], object], ...] = (feed, _news, _newest)
"""What makes cells."""


def _entry(root: ET.Element, context: Context, item: _News, page: str) -> None:
    entry = ET.SubElement(root, _tag("entry"))
    _text(entry, "id", page)
    _text(entry, "title", item.title)
    _text(entry, "updated", _time(item.day))
    _text(entry, "published", _time(item.added))
    _link(entry, "alternate", page, "text/html")
    for topic in item.topics:
        label = context.data.topics[topic].title.get(context.lang)
        ET.SubElement(entry, _tag("category"), {"term": topic, "label": label})
    _text(entry, "summary", item.summary)


def _time(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _tag(name: str) -> str:
    return f"{{{_NS}}}{name}"


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, _tag(name)).text = text


def _link(parent: ET.Element, relation: str, target: str, kind: str = "") -> None:
    ET.SubElement(parent, _tag("link"), {"rel": relation, "href": target} | ({"type": kind} if kind else {}))
