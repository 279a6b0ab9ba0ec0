"""What pages name in their heads for programs, and where it lies: feeds, and the description of the search.

``portal.publish.data`` makes them, where the site's address is known.
"""

from __future__ import annotations

from portal.model.documents import FOLDERS, KINDS
from portal.model.values import Lang

FEEDS = "feeds/"
"""The folder of both: on the site only, a stick has nobody who would ask again."""

_KINDS = frozenset(f"{FOLDERS[kind]}/index" for kind in KINDS)


def feed_address(lang: Lang, key: str) -> str:
    """Where the feed of a page lies: ``feeds/ky/index.xml``, ``…/practices.xml``, ``…/topics/water.xml``."""
    return f"{FEEDS}{lang}/{key.removesuffix('/index')}.xml"


def has_feed(key: str) -> bool:
    """Whether a page has a feed of its own beside that of all documents."""
    return key in _KINDS or (key.startswith("topics/") and key != "topics/index")


def opensearch_address(lang: Lang) -> str:
    """Where the description of the search lies."""
    return f"{FEEDS}{lang}/opensearch.xml"
