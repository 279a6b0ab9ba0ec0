"""Titles to offer while somebody types: a trie over the beginnings of their words, cut where a node is small."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from portal.language.normalise import fold
from portal.language.tokens import tokens
from portal.search.model import Suggestion

#: A node with no more titles than this has them all; a larger one has the first of them and names its children.
WHOLE, FIRST, DEEPEST = 120, 40, 5
Members = list[tuple[int, str]]


def suggestion_files(suggestions: Iterable[Suggestion]) -> tuple[str, list[tuple[str, object]]]:
    """First letters, and name and content of the file of every node: titles in the order given, and further letters.

    Neighbouring children that have few titles together share one file, which is called after the first letter of
    theirs; the letters of each file stand between spaces.
    """
    items = list(suggestions)
    words = [sorted({fold(token.word) for token in tokens(f"{item.title} {item.also}")}) for item in items]
    groups = _groups([(number, word) for number, found in enumerate(words) for word in found], 0)
    return _letters(groups), [node for group in groups for node in _nodes("", group, items)]


def _letters(groups: Iterable[tuple[str, Members]]) -> str:
    return " ".join(letters for letters, _ in groups)


def _groups(members: Members, depth: int) -> list[tuple[str, Members]]:
    """The next letters, those that have few titles together with their neighbours."""
    children: dict[str, Members] = defaultdict(list)
    for number, word in members:
        if len(word) > depth:
            children[word[depth]].append((number, word))
    groups: list[tuple[str, Members]] = []
    room = 0
    for letter in sorted(children):
        own = len({number for number, _ in children[letter]})
        if groups and own <= room:
            groups[-1] = (groups[-1][0] + letter, groups[-1][1] + children[letter])
        else:
            groups.append((letter, children[letter]))
            room = WHOLE
        room -= own
    return groups


def _nodes(path: str, group: tuple[str, Members], items: Sequence[Suggestion]) -> Iterator[tuple[str, object]]:
    letters, members = group
    path += letters[0]
    numbers = sorted({number for number, _ in members})
    whole = len(numbers) <= WHOLE or len(path) >= DEEPEST
    groups = [] if whole else _groups(members, len(path))
    rows = [
        [item.kind, item.title, item.key, *([item.also] if item.also else [])]
        for item in (items[number] for number in numbers[: WHOLE * 2 if whole else FIRST])
    ]
    yield node_name(path), [rows, _letters(groups)]
    for child in groups:
        yield from _nodes(path, child, items)


def node_name(prefix: str) -> str:
    """The name of a node's file; letters as numbers, because not every disk keeps Cyrillic names."""
    return "s" + "-".join(f"{ord(letter):x}" for letter in prefix)
