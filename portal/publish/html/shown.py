"""The last touch to a page before it is written: what readers see of figures and addresses."""

from __future__ import annotations

import re

from portal.core.urls import readable
from portal.corpus.no_break import bound_html

_ENCODED = re.compile(r'(?<= href=")https?://[^"]*%[^"]*(?=")')


def as_shown(html: str) -> str:
    """The same page: figures stay with their units, and addresses have their letters, which paper shows."""
    return bound_html(_ENCODED.sub(lambda match: readable(match[0]), html))
