"""Which files of the site a page refers to."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote, urlsplit

# The rarest sign first, then what must stand before it: a page is searched for that sign alone.
_REFERENCE = re.compile(r"""=(?:(?<=\shref=)|(?<=\ssrc=))["']?([^"'\s>]+)""")


def local_references(path: str, html: str) -> Iterator[str]:
    """Paths of the site that the page at ``path`` links to or loads, each once; some may not exist."""
    folder = posixpath.dirname(path)
    found = (_local(folder, reference) for reference in dict.fromkeys(_REFERENCE.findall(html)))
    return iter(dict.fromkeys(target for target in found if target))


@lru_cache(maxsize=1 << 14)  # what pages of a folder share, they share with all others there
def _local(folder: str, reference: str) -> str:
    parts = urlsplit(reference)
    if parts.scheme or parts.netloc or not parts.path:
        return ""
    return posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
