"""Inline patterns of Markdown look at a text only where it has the sign that they begin with.

Markdown tries every pattern at every paragraph, cell and item. Most texts have no sign of most of them, and to find a
sign is many times cheaper than to run a regular expression.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from markdown import Markdown
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

TRIGGERS: Mapping[str, tuple[str, ...]] = {
    "backtick": ("`",),
    "portal-source-marks": ("{",),
    "portal-contact": ("{",),
    "escape": ("\\",),
    "footnote": ("[",),
    "reference": ("[",),
    "link": ("[",),
    "image_link": ("![",),
    "image_reference": ("![",),
    "short_reference": ("[",),
    "short_image_ref": ("![",),
    "autolink": ("<",),
    "automail": ("<",),
    "linebreak": ("  \n",),
    "entity": ("&",),
    "em_strong": ("*", "_"),
}
"""Name of a pattern → signs without one of which it matches nothing. Patterns that are not named are always tried."""


class TriggeredInline(InlineProcessor):
    """Markdown's own step over inline patterns, without those that cannot match."""

    def _InlineProcessor__handleInline(self, data: str, place: int = 0) -> str:  # noqa: N802  (Markdown's)
        """As in Markdown 3.11, which is pinned for this; the name is what Python makes of ``__handleInline`` there."""
        if isinstance(data, AtomicString):
            return data
        start, patterns = 0, self._patterns
        while place < len(patterns):
            pattern, signs = patterns[place]
            matched = False
            if not signs or any(map(data.__contains__, signs)):
                data, matched, start = self._InlineProcessor__applyPattern(pattern, data, place, start)  # type: ignore[attr-defined]
            else:
                start = 0
            if not matched:
                place += 1
        return data

    @cached_property
    def _patterns(self) -> list[tuple[object, tuple[str, ...]]]:
        """In the order in which they are tried; all of them are registered by the time that a text is rendered."""
        registry = self.inlinePatterns
        names = {id(registry[name]): name for name in TRIGGERS if name in registry}
        return [(pattern, TRIGGERS.get(names.get(id(pattern), ""), ())) for pattern in registry]


def add_triggers(md: Markdown) -> None:
    """Let a parser try patterns only where their signs stand."""
    md.treeprocessors.register(TriggeredInline(md), "inline", 20)
