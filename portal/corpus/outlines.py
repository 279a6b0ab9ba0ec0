"""Outlines of rendered texts: what the checks between documents look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from portal.markup.model import TextLink
from portal.model.values import Lang

Place = tuple[Lang, str]
"""The language and the slug of a text."""


@dataclass(frozen=True)
class Outline:
    """What the checks between documents look at in a text."""

    anchors: frozenset[str]
    links: tuple[TextLink, ...]


Outlines = Mapping[Place, Outline]
