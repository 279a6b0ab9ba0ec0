"""What a generated document holds, the same in all languages: kind, facts of its card, sections and their blocks.

Shares (kinds, optional fields, lists, tables, links) are those of the portal's own documents in November 2026.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from portal.content.source_marks import OWN
from portal.model.documents import FOLDERS, Kind
from portal.model.reference import Act
from portal.model.values import Lang
from portal.reference.load import ReferenceData

LANGS: tuple[Lang, ...] = ("ky", "ru")
KIND_SHARES: dict[Kind, int] = {"practice": 54, "event": 14, "concept": 13, "resolution": 10, "course": 9}
SECTIONS = 6
#: Words of title, summary and the headings together with labels, about.
_TITLE, _SUMMARY, _AROUND = 7, 22, 45
_TYPES: dict[Kind, tuple[str, ...]] = {
    "event": ("conference", "contest", "exchange", "forum", "training", "round-table"),
    "concept": ("concept", "strategy", "programme", "regulation"),
    "resolution": ("resolution", "memorandum", "declaration", "proposals", "round-table"),
}
_UNITS = ("KGS", "KGS", "percent", "people", "km", "households", "municipalities")
_ROLES = ("initiator", "implementer", "organiser", "funder", "partner", "participant")
_WORDS_OF_A_CITATION = 8
#: Four paragraphs of five name no act.
CITING = 0.2


@dataclass(frozen=True)
class Citation:
    """An article of an act, and whether the act is named by title or by number and day."""

    act: Act
    article: int
    by_title: bool


@dataclass(frozen=True)
class Block:
    """A paragraph, list or table; ``lengths`` are words of its sentence group, items or cells."""

    kind: Literal["paragraph", "bullets", "steps", "table"]
    lengths: tuple[int, ...]
    source: int
    citation: Citation | None = None
    link: str | None = None
    number: int | None = None


@dataclass(frozen=True)
class Plan:
    """One document; its words are all that differs between languages."""

    number: int
    kind: Kind
    original: Lang
    facts: tuple[str, ...]
    """Lines of the card that stand in the original alone."""
    figures: tuple[tuple[str, str], ...]
    recommendations: tuple[tuple[int, str], ...]
    sections: tuple[tuple[Block, ...], ...]
    title: int = _TITLE
    summary: int = _SUMMARY

    @property
    def name(self) -> str:
        """The name of the document, and of its files without ending."""
        return f"doc-{self.number}"

    @property
    def slug(self) -> str:
        """The place of its files in the folder of a language."""
        return f"{FOLDERS[self.kind]}/{self.name}"


class Planner:
    """Plans documents at random over reference data; one document may link those before it."""

    def __init__(self, reference: ReferenceData, words: int, seed: str) -> None:
        self._source = random.Random(seed)
        self._words = words
        self._topics = list(reference.topics)
        self._organisations = list(reference.organisations)
        self._municipalities = list(reference.municipalities)
        self._oblasts = list(reference.oblasts)
        self._acts = [a for a in reference.acts.values() if a.kind == "law" and a.number and a.date and a.date.day]
        self._acts = [a for a in self._acts if a.title.ky and a.title.ru and a.jurisdiction == "kg"]
        self._slugs: list[str] = []

    def next(self) -> Plan:
        """The next document."""
        source = self._source
        number = len(self._slugs)
        kind = source.choices(list(KIND_SHARES), list(KIND_SHARES.values()))[0] if number else "practice"
        count = source.choice((1, 1, 2, 2, 3))
        figures = self._figures(count)
        recommendations = self._recommendations() if kind == "resolution" and self._happens(0.2) else ()
        around = _AROUND + 5 * len(figures) + 12 * len(recommendations)
        plan = Plan(
            number,
            kind,
            source.choice(LANGS) if number else LANGS[0],
            (*self._common(kind), *self._own(kind, count), *self._sources(count)),
            figures,
            recommendations,
            tuple(self._section((self._words - around) // SECTIONS, count) for _ in range(SECTIONS)),
        )
        self._slugs.append(plan.slug)
        return plan

    def _happens(self, share: float) -> bool:
        return self._source.random() < share

    def _some(self, values: Sequence[str], least: int, most: int) -> list[str]:
        return self._source.sample(values, self._source.randint(least, most))

    def _act(self) -> Act:
        return self._acts[int(len(self._acts) * self._source.random() ** 2)]

    def _date(self) -> str:
        source = self._source
        return f"{source.randint(2005, 2025)}-{source.randint(1, 12):02}-{source.randint(1, 28):02}"

    def _common(self, kind: Kind) -> list[str]:
        source = self._source
        lines = [f"kind: {kind}", "added: 2026-11-22", "sourced: true"]
        lines += [f"topics: [{', '.join(self._some(self._topics, 1, 5))}]"]
        if self._happens(0.98 if kind == "practice" else 0.6):
            name, ids = ("municipality", self._municipalities) if self._happens(0.75) else ("oblast", self._oblasts)
            lines += [f"places: [{', '.join(f'{{{name}: {one}}}' for one in self._some(ids, 1, 2))}]"]
        lines += ["organisations:"]
        lines += [f"  - {{id: {one}, role: {source.choice(_ROLES)}}}" for one in self._some(self._organisations, 1, 6)]
        if self._happens(0.12 if kind == "practice" else 0.35):
            acts = dict.fromkeys(self._act().id for _ in range(source.choice((1, 1, 2))))
            lines += [f"laws: [{', '.join(f'{{act: {one}}}' for one in acts)}]"]
        if self._slugs and self._happens(0.06):
            lines += [f"related: [{{document: {source.choice(self._slugs).split('/')[1]}, relation: follows}}]"]
        return lines

    def _own(self, kind: Kind, sources: int) -> list[str]:
        """Fields that not every kind has."""
        source = self._source
        types = [f"type: {source.choice(_TYPES[kind])}"] if kind in _TYPES else []
        if kind == "practice":
            period = f"period: {{start: {source.randint(2005, 2015)}, end: {source.randint(2016, 2026)}}}"
            evidence = f"evidence: {source.choice(('reported', 'reported', 'measured', 'observed'))}"
            state = self._state(0.55, ("in-use", "completed", "pilot", "planned"), sources)
            return [*self._perhaps(0.7, period), *state, *self._perhaps(0.8, evidence)]
        if kind == "concept":
            horizon = f"horizon: {{start: {source.randint(2005, 2026)}}}"
            state = self._state(0.9, ("approved",), sources)
            approved = self._perhaps(0.57, f"approved_by: {self._act().id}")
            return [*types, horizon, *self._perhaps(0.8, f"date: {self._date()}"), *approved, *state]
        if kind == "course":
            form = f"format: {source.choice(('in-person', 'online', 'blended'))}"
            period = f"period: {{start: {source.randint(2005, 2026)}}}"
            return [period, *self._perhaps(0.5, f"date: {self._date()}", form)]
        votes = f"votes: {{for: {source.randint(9, 80)}, abstained: {source.randint(0, 5)}}}"
        return [*types, f"date: {self._date()}", *self._perhaps(0.1 if kind == "resolution" else 0, votes)]

    def _perhaps(self, share: float, *lines: str) -> tuple[str, ...]:
        return lines if self._happens(share) else ()

    def _state(self, share: float, values: Sequence[str], sources: int) -> tuple[str, ...]:
        chosen = self._source.choice(values)
        return self._perhaps(share, f"status: {chosen}", f"status_sources: [{self._source.randint(1, sources)}]")

    def _sources(self, count: int) -> list[str]:
        lines = ["sources:"]
        for number in range(1, count + 1):
            lines += [f"  - title: Булак {number}", "    publisher: example.kg"]
            lines += [f"    url: https://example.kg/news/{self._source.randint(1, 99999)}.html"]
            lines += ["    language: ky", "    accessed: 2026-11"]
        return lines

    def _figures(self, sources: int) -> tuple[tuple[str, str], ...]:
        source = self._source
        if not self._happens(0.85):
            return ()
        found = []
        for number in range(1, source.randint(1, 7) + 1):
            value = source.choice(
                (source.randint(1, 100), source.randint(100, 90_000), source.randint(1, 900) * 10_000)
            )
            rest = f"value: {value}, unit: {source.choice(_UNITS)}, sources: [{source.randint(1, sources)}]"
            found.append((f"figure-{number}", rest))
        return tuple(found)

    def _recommendations(self) -> tuple[tuple[int, str], ...]:
        count = self._source.randint(4, 16)
        return tuple(
            (number, f"addressees: [{', '.join(self._some(self._organisations, 1, 2))}]")
            for number in range(1, count + 1)
        )

    def _section(self, words: int, sources: int) -> tuple[Block, ...]:
        source, blocks = self._source, list[Block]()
        left = words
        if self._happens(0.3) and left > 80:
            kind: Literal["bullets", "steps"] = source.choice(("bullets", "steps"))
            lengths = tuple(source.randint(5, 14) for _ in range(source.randint(2, 5)))
            blocks.append(Block(kind, lengths, source.randint(1, sources)))
            left -= sum(lengths)
        if self._happens(0.015) and left > 80:
            blocks.append(Block("table", (2,) * 3 * source.randint(3, 6), source.randint(1, sources)))
            left -= sum(blocks[-1].lengths)
        while left > 12 or not blocks:
            length = min(left, source.randint(30, 75))
            length = left if left - length < 20 else length
            blocks.append(self._paragraph(length, sources))
            left -= length
        source.shuffle(blocks)
        return tuple(blocks)

    def _paragraph(self, words: int, sources: int) -> Block:
        source = self._source
        citation = link = number = None
        if self._happens(CITING):
            citation = Citation(self._act(), source.randint(1, 60), self._happens(0.6))
            words -= _WORDS_OF_A_CITATION
        if self._happens(0.1):
            link = (
                source.choice(self._slugs)
                if self._slugs and self._happens(0.6)
                else f"topics/{source.choice(self._topics)}"
            )
            words -= 3
        if self._happens(0.35):
            number = source.choice((source.randint(2, 99), source.randint(100, 999) * 1000))
        mark = source.randint(1, sources) if self._happens(0.93) else OWN
        return Block("paragraph", (max(words, 5),), mark, citation, link, number)
