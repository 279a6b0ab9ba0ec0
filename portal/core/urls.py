"""Addresses of pages: the same path in both languages is the same document.

A *key* is the path without language and suffix (``practices/kum-dobo``); an *address* is relative to the root of
the built site (``ru/practices/kum-dobo.html``). Kyrgyz stands at the root, Russian below ``ru/``.
"""

from __future__ import annotations

import posixpath

from portal.model.values import Lang

DEFAULT_LANG: Lang = "ky"


def address(lang: Lang, key: str) -> str:
    """Site-relative address of the page ``key`` in ``lang``."""
    prefix = "" if lang == DEFAULT_LANG else f"{lang}/"
    return f"{prefix}{key}.html"


def relative(source: str, target: str) -> str:
    """``target`` as seen from the page at ``source``; both site-relative, without leading slash."""
    path, mark, anchor = target.partition("#")
    return posixpath.relpath(path, posixpath.dirname(source) or ".") + mark + anchor


def asset_address(path: str) -> str:
    """Where a file of ``docs/`` lands: ``docs/ky/a.png`` → ``a.png``, ``docs/ru/a.png`` → ``ru/a.png``."""
    inner = path.removeprefix("docs/")
    return inner.removeprefix(f"{DEFAULT_LANG}/")


def page_path(lang: Lang, key: str) -> str:
    """The path in the documentation tree that a generator knows the page by: ``ky/practices/kum-dobo.md``."""
    return f"{lang}/{key}.md"
