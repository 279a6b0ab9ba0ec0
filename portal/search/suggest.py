"""Titles to offer while somebody types: a trie over the beginnings of their words, cut where a node is small."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from portal.language.normalise import fold
from portal.language.tokens import tokens
from portal.search.codec import to_json
from portal.search.model import Suggestion

#: Titles of a node that does not have them all and names its children, and letters that lead to the deepest node.
FIRST, DEEPEST = 40, 5
Members = list[tuple[int, str]]
Node = tuple[str, str, object]
"""Name, stamp and content of a file."""


def suggestion_files(
    suggestions: Iterable[Suggestion], stamp: Callable[[str], str], whole: int
) -> tuple[tuple[str, str], list[Node]]:
    """First letters and the stamps of their files, and the files of all nodes; one with ``whole`` titles has them all.

    A file holds titles in the order given, further letters, and the stamps of the files of these. Neighbouring children
    that have few titles together share one file, which is called after the first letter of theirs; the letters of each
    file stand between spaces.
    """
    items = list(suggestions)
    words = [sorted({fold(token.word) for token in tokens(f"{item.title} {item.also}")}) for item in items]
    tree = _Tree(items, stamp, whole)
    return tree.below("", [(number, word) for number, found in enumerate(words) for word in found])


@dataclass(frozen=True)
class _Tree:
    """Makes the nodes."""

    items: Sequence[Suggestion]
    stamp: Callable[[str], str]
    whole: int

    def below(self, path: str, members: Members) -> tuple[tuple[str, str], list[Node]]:
        """Next letters and the stamps of their files, and all nodes below."""
        groups = self._groups(members, len(path))
        found = [self._nodes(path, group) for group in groups]
        letters = " ".join(letters for letters, _ in groups)
        return (letters, "".join(nodes[0][1] for nodes in found)), [node for nodes in found for node in nodes]

    def _groups(self, members: Members, depth: int) -> list[tuple[str, Members]]:
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
                room = self.whole
            room -= own
        return groups

    def _nodes(self, path: str, group: tuple[str, Members]) -> list[Node]:
        """The node of some letters, then those below it."""
        letters, members = group
        path += letters[0]
        numbers = sorted({number for number, _ in members})
        whole = len(numbers) <= self.whole or len(path) >= DEEPEST
        rows = [
            [item.kind, item.title, item.key, *([item.also] if item.also else [])]
            for item in (self.items[number] for number in numbers[: self.whole * 2 if whole else FIRST])
        ]
        further, nodes = self.below(path, [] if whole else members)
        content = [rows, *further]
        return [(node_name(path), self.stamp(to_json(content)), content), *nodes]


def node_name(prefix: str) -> str:
    """The name of a node's file; letters as numbers, because not every disk keeps Cyrillic names."""
    return "s" + "-".join(f"{ord(letter):x}" for letter in prefix)
