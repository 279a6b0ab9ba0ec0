"""Words that have one rendering: terms of the glossary, and names of acts, bodies and places as ``data/`` has them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from portal.core.records import dataclass
from portal.editing.translating.memory import key_of
from portal.language.tokens import tokens
from portal.model.reference import Both, Known, Lists
from portal.model.values import Lang
from portal.reference.load import ReferenceData


@dataclass(frozen=True)
class FixedName:
    """``own``: the rendering is the portal's own, no official one; ``exact``: an abbreviation, in capitals.
    ``proper``: a name, which begins with a capital letter."""

    source: str
    target: str
    own: bool = False
    exact: bool = False
    proper: bool = False


class FixedNames:
    """The fixed renderings from one language into another."""

    def __init__(self, data: ReferenceData, source: Lang, target: Lang) -> None:
        self._lang = source
        self._begin: defaultdict[str, list[tuple[tuple[str, ...], FixedName]]] = defaultdict(list)
        for item in dict.fromkeys(_names(data, source, target)):
            key = key_of(item.source, source)
            if key:
                self._begin[key[0]].append((key, item))
        for listed in self._begin.values():
            listed.sort(key=lambda pair: -len(pair[0]))  # the longest first; of several with one name, as in data/

    def found(self, text: str) -> tuple[FixedName, ...]:
        """The names in a text, each once, in their order; a name within a longer one is none."""
        words = [(item, key_of(text[item.start : item.end], self._lang)) for item in tokens(text)]
        keys = [key[0] if key else "" for _, key in words]
        found: dict[FixedName, None] = {}
        at = 0
        while at < len(keys):
            longest = 0
            for key, item in self._begin.get(keys[at], ()):
                if len(key) < longest:
                    break
                if tuple(keys[at : at + len(key)]) == key and _fits(item, text[words[at][0].start : words[at][0].end]):
                    found[item] = None
                    longest = len(key)
            at += longest or 1
        return tuple(found)


def _fits(item: FixedName, written: str) -> bool:
    if item.exact:
        return written.startswith(item.source[:2])
    return written[0].isupper() or not item.proper


def _names(data: ReferenceData, source: Lang, target: Lang) -> Iterator[FixedName]:
    for term in data.terms.values():
        yield from _of(term.term, source, target)
        yield from _abbreviated(term.abbr, source, target)
    for act in data.acts.values():
        for known in (act.title, act.short, act.approves):
            yield from _of(known, source, target)
    for body in data.organisations.values():
        for name in body.names:
            yield from _of(name.title, source, target, proper=True)
            yield from _of(name.short, source, target, proper=True)
    places = data.oblasts, data.districts, data.municipalities
    for title in (record.title for records in places for record in records.values()):
        yield from _of(title, source, target, proper=True)


def _of(words: Both | Known, source: Lang, target: Lang, *, proper: bool = False) -> Iterator[FixedName]:
    seen = dict(words.items())
    if source in seen and target in seen and seen[source] != seen[target]:
        own = isinstance(words, Known) and target in words.translated
        short = seen[source].isupper()
        yield FixedName(seen[source], seen[target], own, exact=short, proper=proper)


def _abbreviated(abbr: Lists, source: Lang, target: Lang) -> Iterator[FixedName]:
    """The first abbreviation of each language: they stand in the order of their use."""
    one, two = abbr.get(source), abbr.get(target)
    if one and two and one[0] != two[0]:
        yield FixedName(one[0], two[0], exact=one[0].isupper())
