"""Outlines of rendered texts: what the checks between documents look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from portal.core.caching import digest
from portal.markup.model import Rendered, TextLink
from portal.model.values import Lang

Place = tuple[Lang, str]
"""The language and the slug of a text."""


@dataclass(frozen=True)
class Outline:
    """What the checks between documents look at in a text."""

    anchors: frozenset[str]
    links: tuple[TextLink, ...]
    acts: tuple[str, ...] = ()
    """The acts that the text cites without doubt."""
    digest: bytes = b""
    """Of the text as it is rendered, with all that is known of it."""


def outline_of(body: Rendered) -> Outline:
    """The outline of a rendered text."""
    acts = dict.fromkeys(citation.acts[0] for citation in body.citations if len(citation.acts) == 1)
    return Outline(
        body.anchors, body.links, tuple(acts), digest(sorted(body.anchors), replace(body, anchors=frozenset()))
    )


Outlines = Mapping[Place, Outline]
