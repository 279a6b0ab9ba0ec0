"""How much of a page's text its elements have, where many are asked for and many go: linear in the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from selectolax.lexbor import LexborHTMLParser, LexborNode

Value = TypeVar("Value")


class PageSize:
    """The letters of a page while elements are taken out of it.

    Two bounds are kept in place of the figure: an element that goes may have stood in the head of the page. The text of
    the whole page is read again only where they do not tell.
    """

    def __init__(self, page: LexborHTMLParser) -> None:
        self._page = page
        self._least = self._most = self._letters()

    def _letters(self) -> int:
        body = self._page.body
        return len(body.text()) if body is not None else 0

    def is_most(self, node: LexborNode) -> bool:
        """Whether an element has more than a third of the text."""
        own = len(node.text()) * 3
        if self._least < own <= self._most:
            self._least = self._most = self._letters()
        return own > self._most

    def take_out(self, node: LexborNode) -> None:
        """Take an element out of the page."""
        self._least -= len(node.text())
        node.decompose()


def once_a_node(ask: Callable[[LexborNode], Value]) -> Callable[[LexborNode], Value]:
    """A question that is asked of one element for many others, and answered once."""
    known: dict[int, Value] = {}

    def answer(node: LexborNode) -> Value:
        if node.mem_id not in known:
            known[node.mem_id] = ask(node)
        return known[node.mem_id]

    return answer
