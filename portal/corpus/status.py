"""How far the portal is: documents by kind and language, and everything that waits for somebody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from portal.content.documents import Document, State
from portal.corpus.corpus import Portal
from portal.corpus.filled import THINGS, Filled, Thing, filled
from portal.corpus.translations import Outstanding, outstanding
from portal.language.languages import OBLIGATORY
from portal.model.documents import KINDS, Kind, Practice, named_laws
from portal.model.values import LANGS, Lang, ReviewState

STATES: tuple[State, ...] = ("original", "current", "outdated", "missing")
REVIEWS: tuple[ReviewState, ...] = ("proposed", "checked", "published", "withdrawn")
FILLED = ("place", "figures", "results", "evidence", "laws")
"""What a practice should have, each with the documents that lack it in :attr:`Status.lacking`."""


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
    content = list(portal.content)
    everything = [*portal.documents.values(), *portal.hidden.values()]
    practices = [item for item in content if isinstance(item.meta, Practice)]
    used = _used_acts(portal)
    unchecked = [(name, count) for name, count in used.items() if portal.reference.acts[name].status is None]
    reviews = Counter(item.review for item in everything)
    return Status(
        coverage=tuple(
            Coverage(kind, lang, Counter(item.state(lang) for item in content if item.kind == kind))
            for kind in KINDS
            for lang in LANGS
        ),
        both=sum(all(item.state(lang) in {"original", "current"} for lang in OBLIGATORY) for item in content),
        reviews={name: reviews[name] for name in REVIEWS},
        drafts=tuple(slug for slug, item in portal.documents.items() if item.is_draft),
        withdrawn=tuple(slug for slug, item in portal.documents.items() if item.review == "withdrawn"),
        translations=outstanding(portal),
        lacking={
            name: tuple(item.slug for item in practices if name not in set(_filled(item, portal))) for name in FILLED
        },
        practices=len(practices),
        filled=filled(portal),
        unchecked_acts=tuple(sorted(unchecked, key=lambda item: (-item[1], item[0]))),
        used_acts=len(used),
    )


def _filled(document: Document, portal: Portal) -> Iterator[str]:
    meta = document.meta
    assert isinstance(meta, Practice)
    outline = portal.outlines.get((document.original, document.slug))
    for name, there in (
        ("place", meta.places),
        ("figures", meta.figures),
        ("results", outline and "results" in outline.anchors),
        ("evidence", meta.evidence),
        ("laws", meta.laws or (outline and outline.acts)),
    ):
        if there:
            yield name


def _used_acts(portal: Portal) -> Counter[str]:
    """Acts of the register that published documents name in their cards or cite, with the number of documents."""
    found: Counter[str] = Counter()
    for document in portal.content:
        names = {law.act for law in named_laws(document.meta)}
        for lang in LANGS:
            outline = portal.outlines.get((lang, document.slug))
            names |= set(outline.acts if outline else ())
        found.update(name for name in names if name in portal.reference.acts)
    return found


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
