"""Addresses of pages: the same path in all languages is the same document.

A *key* is the path without language and suffix (``practices/kum-dobo``); an *address* is relative to the root of
the built site (``xx/practices/kum-dobo.html``). The first language stands at the root, every other below its code.
"""

from __future__ import annotations

import posixpath
from functools import lru_cache

from portal.language.languages import DEFAULT, folder
from portal.model.values import Lang


def address(lang: Lang, key: str) -> str:
    """Site-relative address of the page ``key`` in ``lang``."""
    return f"{folder(lang)}{key}.html"


def relative(source: str, target: str) -> str:
    """``target`` as seen from the page at ``source``; both site-relative, without leading slash."""
    path, mark, anchor = target.partition("#")
    return _from_folder(posixpath.dirname(source), path) + mark + anchor


@lru_cache(maxsize=1 << 14)  # what pages of a folder link to, others of it link to as well
def _from_folder(folder: str, path: str) -> str:
    return posixpath.relpath(path, folder or ".")


def asset_address(path: str) -> str:
    """Where a file of ``docs/`` lands: ``docs/ky/a.png`` → ``a.png``, ``docs/xx/a.png`` → ``xx/a.png``."""
    inner = path.removeprefix("docs/")
    return inner.removeprefix(f"{DEFAULT}/")


def page_path(lang: Lang, key: str) -> str:
    """The path in the documentation tree that a generator knows the page by: ``ky/practices/kum-dobo.md``."""
    return f"{lang}/{key}.md"
