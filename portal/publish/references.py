"""Which files of the site a page refers to."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

_REFERENCE = re.compile(r"""\s(?:href|src)=["']?([^"'\s>]+)""")


def local_references(path: str, html: str) -> Iterator[str]:
    """Paths of the site that the page at ``path`` links to or loads; some may not exist."""
    for reference in _REFERENCE.findall(html):
        parts = urlsplit(reference)
        if not parts.scheme and not parts.netloc and parts.path:
            yield posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
