"""Teasers of other texts in a web page: a title, a line or two, and a link «Подробнее» that leads to the rest.

The link is told by its words (``more`` in ``furniture.yml``); what of the page belongs to it is told by the build: a
title that stands in one element with it or directly over it, and that few letters stand around both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from portal.editing.importing.furniture import leads_to_more

_MOST, _LETTERS, _FEWEST = 400, 400, 2
_TITLES = "h1, h2, h3, h4, h5, h6, b, strong, a[href]"
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_WHOLE = frozenset({"body", "main", "article", "html"})


def take_teasers(page: LexborHTMLParser, drop: Callable[[LexborNode], None]) -> None:
    """Hand each part of the page that is a teaser, or the link of one alone, to ``drop``."""
    links = [link for link in islice(page.css("a[href]"), _MOST) if leads_to_more(" ".join(link.text().split()))]
    holders = Counter(holder.mem_id for link in links for holder in _holders(link))
    for link in links:
        part = _teaser(link, holders)
        over = _heading_over(part) if len(links) >= _FEWEST else None
        if not _has_title(part, link) and over is None:
            part = link  # the last words of a paragraph of text
        elif over is not None:
            drop(over)
        drop(part)


def _holders(node: LexborNode) -> Sequence[LexborNode]:
    """The elements around a node that may be no more than a teaser, the smallest first."""
    found: list[LexborNode] = []
    inner = node.parent
    while inner is not None and inner.tag not in _WHOLE and len(inner.text().strip()) <= _LETTERS:
        found.append(inner)
        inner = inner.parent
    return found


def _teaser(link: LexborNode, holders: Counter[int]) -> LexborNode:
    """The largest element that holds this one link of a teaser, and little else."""
    own = [holder for holder in _holders(link) if holders[holder.mem_id] == 1]
    return own[-1] if own else link


def _has_title(part: LexborNode, link: LexborNode) -> bool:
    """Whether a title stands in a part of a page beside the link: a heading, bold words, another link."""
    return any(title.mem_id != link.mem_id and title.text().strip() for title in part.css(_TITLES))


def _heading_over(part: LexborNode) -> LexborNode | None:
    """The heading directly over a part of a page."""
    before = part.prev
    while before is not None and not before.text().strip():
        before = before.prev
    return before if before is not None and before.tag in _HEADINGS else None
