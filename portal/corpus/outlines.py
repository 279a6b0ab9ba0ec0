"""Outlines of rendered texts: what the checks between documents look at."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from portal.core.caching import digest
from portal.core.records import dataclass
from portal.markup.model import Rendered, TextLink
from portal.model.values import Lang

_PARTS = re.compile(r'(?=<h2 id="([a-z-]+)")')

Place = tuple[Lang, str]
"""The language and the slug of a text."""


@dataclass(frozen=True)
class Outline:
    """What the checks between documents look at in a text."""

    anchors: frozenset[str]
    links: tuple[TextLink, ...]
    acts: tuple[str, ...] = ()
    """The acts that the text cites without doubt."""
    numbered: frozenset[str] = frozenset()
    """Anchors of the parts of the text that hold a numbered list."""
    digest: bytes = b""
    """Of the text as it is rendered, with all that is known of it."""


def outline_of(body: Rendered) -> Outline:
    """The outline of a rendered text."""
    acts = dict.fromkeys(citation.acts[0] for citation in body.citations if len(citation.acts) == 1)
    parts = _PARTS.split(body.html)
    # A split at a place keeps the name that stands there in front of the piece.
    numbered = frozenset(name for name, html in zip(parts[1::2], parts[2::2], strict=True) if "<ol" in html)
    whole = digest(sorted(body.anchors), replace(body, anchors=frozenset()))
    return Outline(body.anchors, body.links, tuple(acts), numbered, whole)


Outlines = Mapping[Place, Outline]
