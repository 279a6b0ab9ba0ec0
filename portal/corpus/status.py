"""How far the portal is: documents by kind and language, and everything that waits for somebody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from portal.content.documents import State
from portal.core.records import dataclass
from portal.corpus.corpus import Portal
from portal.corpus.filled import THINGS, Filled, Thing
from portal.corpus.standing import FILLED, Standing, standings
from portal.corpus.translations import Outstanding, outstanding_of
from portal.language.languages import OBLIGATORY
from portal.model.documents import KINDS, Kind
from portal.model.reference import Act
from portal.model.values import LANGS, Lang, ReviewState

STATES: tuple[State, ...] = ("original", "current", "outdated", "missing")
REVIEWS: tuple[ReviewState, ...] = ("proposed", "checked", "published", "withdrawn")


@dataclass(frozen=True)
class Coverage:
    """The published documents of one kind in one language, by the state of that language."""

    kind: Kind
    lang: Lang
    counts: Mapping[State, int]

    @property
    def total(self) -> int:
        """All documents of the kind."""
        return sum(self.counts.values())


@dataclass(frozen=True)
class Status:
    """All that the command and the page tell. Documents are named by their slugs, in the order of the slugs."""

    coverage: tuple[Coverage, ...]
    both: int
    """Published documents that are there in all obligatory languages, with current translations."""
    reviews: Mapping[ReviewState, int]
    drafts: tuple[str, ...]
    """Drafts that this build shows; others are only counted in ``reviews``."""
    withdrawn: tuple[str, ...]
    translations: tuple[Outstanding, ...]
    lacking: Mapping[str, tuple[str, ...]]
    """Of each of :data:`FILLED` the documents that lack it."""
    practices: int
    filled: tuple[Filled, ...]
    """What each practice has, in the order of the slugs."""
    unchecked_acts: tuple[tuple[str, int], ...]
    """Acts whose state nobody has checked, and how many documents rest on each; the most used first."""
    used_acts: int

    @property
    def total(self) -> int:
        """All published documents."""
        return self.reviews["published"]

    @property
    def having(self) -> Mapping[Thing, int]:
        """How many practices have each thing."""
        return {thing: sum(thing in item.has for item in self.filled) for thing in THINGS}

    @property
    def full(self) -> int:
        """How many practices have all that one needs to do the same."""
        return sum(item.full for item in self.filled)


def status(portal: Portal) -> Status:
    """Work out the status of all documents; ordinary pages count among the translations only."""
    return status_of(standings(portal), [item.review for item in portal.hidden.values()], portal.reference.acts)


def status_of(texts: Sequence[Standing], hidden: Iterable[ReviewState], acts: Mapping[str, Act]) -> Status:
    """The same of texts in the order of their slugs; ``hidden``: how far those are that this build leaves out."""
    documents = [one for one in texts if one.kind != "page"]
    content = [one for one in documents if one.review == "published"]
    practices = [one for one in content if one.things is not None]
    used = Counter(name for one in content for name in one.acts if name in acts)
    unchecked = [(name, count) for name, count in used.items() if acts[name].status is None]
    reviews = Counter((*(one.review for one in documents), *hidden))
    counts = Counter((one.kind, lang, one.states[lang]) for one in content for lang in LANGS)
    return Status(
        coverage=tuple(
            Coverage(kind, lang, {state: n for state in STATES if (n := counts[kind, lang, state])})
            for kind in KINDS
            for lang in LANGS
        ),
        both=sum(all(one.states[lang] in {"original", "current"} for lang in OBLIGATORY) for one in content),
        reviews={name: reviews[name] for name in REVIEWS},
        drafts=tuple(one.slug for one in documents if one.is_draft),
        withdrawn=tuple(one.slug for one in documents if one.review == "withdrawn"),
        translations=outstanding_of(texts),
        lacking={name: tuple(one.slug for one in practices if name in one.lacking) for name in FILLED},
        practices=len(practices),
        filled=tuple(Filled(one.slug, frozenset(one.things)) for one in practices if one.things is not None),
        unchecked_acts=tuple(sorted(unchecked, key=lambda item: (-item[1], item[0]))),
        used_acts=len(used),
    )


def as_json(found: Status) -> dict[str, Any]:
    """The status for programs."""
    return {
        "documents": found.total,
        "both": found.both,
        "coverage": [
            {"kind": item.kind, "lang": item.lang, **{state: item.counts.get(state, 0) for state in STATES}}
            for item in found.coverage
        ],
        "review": dict(found.reviews),
        "drafts": list(found.drafts),
        "withdrawn": list(found.withdrawn),
        "translations": [
            {"slug": item.document.slug, "lang": item.lang, "state": item.state, "path": item.path}
            for item in found.translations
        ],
        "practices": found.practices,
        "full": found.full,
        "having": dict(found.having),
        "filled": [
            {"slug": item.slug, "full": item.full, **{thing: thing in item.has for thing in THINGS}}
            for item in found.filled
        ],
        "lacking": {name: list(slugs) for name, slugs in found.lacking.items()},
        "acts": {
            "used": found.used_acts,
            "unchecked": [{"act": act, "documents": n} for act, n in found.unchecked_acts],
        },
    }
