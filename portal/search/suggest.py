"""Titles to offer while somebody types: a trie over the beginnings of their words, cut where a node is small."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from portal.language.normalise import fold
from portal.language.tokens import tokens
from portal.search.model import Suggestion

#: A node with no more titles than this has them all; a larger one has the first of them and names its children.
WHOLE, FIRST, DEEPEST = 120, 40, 5


def suggestion_files(suggestions: Iterable[Suggestion]) -> Iterator[tuple[str, object]]:
    """Name and content of the file of every node: titles in the order given, and the letters that go deeper."""
    items = list(suggestions)
    words = [sorted({fold(token.word) for token in tokens(f"{item.title} {item.also}")}) for item in items]
    yield from _nodes("", [(number, word) for number, found in enumerate(words) for word in found], items)


def _nodes(prefix: str, members: list[tuple[int, str]], items: list[Suggestion]) -> Iterator[tuple[str, object]]:
    numbers = sorted({number for number, _ in members})
    whole = len(numbers) <= WHOLE or len(prefix) >= DEEPEST
    children: dict[str, list[tuple[int, str]]] = defaultdict(list)
    if not whole or not prefix:
        for number, word in members:
            if len(word) > len(prefix):
                children[word[: len(prefix) + 1]].append((number, word))
    if prefix:
        shown = numbers[: WHOLE * 2] if whole else numbers[:FIRST]
        rows = [
            [items[n].kind, items[n].title, items[n].key, *([items[n].also] if items[n].also else [])] for n in shown
        ]
        yield node_name(prefix), [rows, "" if whole else "".join(sorted(child[-1] for child in children))]
    for child in sorted(children):
        yield from _nodes(child, children[child], items)


def node_name(prefix: str) -> str:
    """The name of a node's file; letters as numbers, because not every disk keeps Cyrillic names."""
    return "s" + "-".join(f"{ord(letter):x}" for letter in prefix)
