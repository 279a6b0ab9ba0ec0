"""Addresses of pages: the same path in all languages is the same document.

A *key* is the path without language and suffix (``practices/kum-dobo``); an *address* is relative to the root of
the built site (``xx/practices/kum-dobo.html``). The first language stands at the root, every other below its code.
"""

from __future__ import annotations

import posixpath
import re
from urllib.parse import quote, unquote

from portal.language.languages import DEFAULT, folder
from portal.model.values import Lang

_ENCODED = re.compile(r"(?:%[89a-f][0-9a-f])+", re.IGNORECASE)
_ODD = frozenset({"", ".", ".."})
"""Parts of a path that are no names."""


def address(lang: Lang, key: str) -> str:
    """Site-relative address of the page ``key`` in ``lang``."""
    return f"{folder(lang)}{key}.html"


def relative(source: str, target: str) -> str:
    """``target`` as seen from the page at ``source``; both site-relative, without leading slash."""
    path, mark, anchor = target.partition("#")
    here, there = source.split("/")[:-1], path.split("/")
    if not _ODD.isdisjoint(here) or not _ODD.isdisjoint(there):
        return posixpath.relpath(path, posixpath.dirname(source) or ".") + mark + anchor
    same = 0  # a page has hundreds of links: what follows is many times faster
    for one, other in zip(here, there, strict=False):
        if one != other:
            break
        same += 1
    return ("/".join([*[".."] * (len(here) - same), *there[same:]]) or ".") + mark + anchor


def asset_address(path: str) -> str:
    """Where a file of ``docs/`` lands: ``docs/ky/a.png`` → ``a.png``, ``docs/xx/a.png`` → ``xx/a.png``."""
    inner = path.removeprefix("docs/")
    return inner.removeprefix(f"{DEFAULT}/")


def page_path(lang: Lang, key: str) -> str:
    """The path in the documentation tree that a generator knows the page by: ``ky/practices/kum-dobo.md``."""
    return f"{lang}/{key}.md"


def readable(href: str) -> str:
    """An address on the web with its letters: ``…/%D0%B0`` → ``…/а``. It leads to the same place.

    Browsers encode what stands beyond ASCII just so. Signs that cannot be seen, and bytes that are no letters, stay.
    """
    return _ENCODED.sub(_letters, href)


def _letters(match: re.Match[str]) -> str:
    try:
        text = unquote(match[0], errors="strict")
    except UnicodeDecodeError:
        return match[0]
    return "".join(sign if sign.isprintable() else quote(sign) for sign in text)


def says_itself(text: str, href: str) -> bool:
    """Whether the text of a link is its address, so that nobody needs to be told it once more."""
    return _bare(text) == _bare(href)


def _bare(text: str) -> str:
    return re.sub(r"^(?:https?://|mailto:|tel:)|/$", "", unquote("".join(text.split()))).casefold()
