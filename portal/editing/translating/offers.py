"""What a translator finds beside the parts to translate: how the portal rendered what is like them, and fixed names.

It stands in comments that nobody has to delete: ``translate --done`` does (``content.unfinished.without_offers``).
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from functools import cached_property

from portal.content.unfinished import OFFER, OFFER_END
from portal.corpus.corpus import Portal
from portal.editing.translating.fixed_names import FixedName, FixedNames
from portal.editing.translating.memory import Offer, TranslationMemory
from portal.editing.translating.words import said
from portal.model.values import Lang

SECONDS = 12.0
"""Of the processor, for all offers of a document; with two hundred pairs it takes about two."""
_MOST = 12
"""Renderings beside one part: a long list or table has many."""


class Offers:
    """The comments for one translation; empty where the portal knows nothing. ``cut_short``: the time was over."""

    def __init__(self, portal: Portal, source: Lang, target: Lang) -> None:
        self._portal, self._source, self._target = portal, source, target
        self._end = time.process_time() + SECONDS
        self.cut_short = False
        self.count = 0

    @cached_property
    def _memory(self) -> TranslationMemory:
        memory = TranslationMemory(self._portal, self._source, self._target, SECONDS / 2)
        self.cut_short = self.cut_short or not memory.complete
        return memory

    @cached_property
    def _names(self) -> FixedNames:
        return FixedNames(self._portal.reference, self._source, self._target)

    def comment(self, text: str) -> str:
        """A comment for below a part of the body."""
        lines = self.lines(text)
        return f"{OFFER} {chr(10).join(lines)} {OFFER_END}" if lines else ""

    def above(self, words: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
        """Comments for above the fields of the card; words of one field stand together."""
        found: dict[str, tuple[str, ...]] = {}
        for name, text in words.items():
            field = name.partition(".")[0]
            lines = tuple(f"§ {line}" for line in self.lines(text))
            if lines:
                found[field] = (*found.get(field, ()), *(line for line in lines if line not in found.get(field, ())))
        return found

    def lines(self, text: str) -> list[str]:
        """The offers for a text, a line or three each."""
        if time.process_time() >= self._end:
            self.cut_short = True
            return []
        lines: list[str] = []
        for _, item in zip(range(_MOST), dict.fromkeys(self._memory.offers(text)), strict=False):
            lines += self._of_memory(item)
        names = self._names.found(text)
        if names:
            lines.append(f"{said(self._target)['names']} {self._listed(names)}")
        self.count += bool(lines)
        return [line.replace("-->", "-- >").replace("§§", "§ §") for line in lines]

    def _of_memory(self, item: Offer) -> Iterable[str]:
        told = said(self._target)["like"].format(likeness=item.likeness, place=item.kept.place)
        return (told, f"  {item.kept.source}", f"  → {item.kept.target}")

    def _listed(self, names: Iterable[FixedName]) -> str:
        own = said(self._target)["own"]
        renderings: dict[str, list[str]] = {}
        for item in names:
            words = f"{item.target} {own}" if item.own else item.target
            if words not in renderings.setdefault(item.source, []):
                renderings[item.source].append(words)
        return "; ".join(f"{source} → {' / '.join(listed)}" for source, listed in renderings.items())
