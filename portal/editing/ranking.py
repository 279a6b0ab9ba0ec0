"""The order in which problems are told: root causes first, and what follows from them folded into a line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from portal.core.problems import Problem
from portal.core.records import dataclass

_PROGRAM = frozenset({"changed-program", "changed-many"})
_UNREADABLE = ("conflict-", "file-", "yaml-", "front-matter-", "data-")
_GONE = ("gone-", "stamp-")
_FOLLOWING = frozenset({
    "reference-unknown", "address-lost", "redirect-nowhere", "link-missing", "anchor-missing", "translation-orphan",
    "relation-recommendation", "relation-target", "redirect-chain", "nav-missing", "link-draft", "address-draft",
    "redirect-draft", "heading-mismatch", "translation-part-missing", "translation-part-unknown",
})  # fmt: skip
"""Codes of what is mostly wrong because something else is."""
_MANY = 3
"""So many problems of one code about one thing are one problem, told once."""


@dataclass(frozen=True)
class RankedProblem:
    """A problem and those that follow from it, which are told as a number."""

    problem: Problem
    following: tuple[Problem, ...] = ()


def ranked(problems: Iterable[Problem]) -> tuple[RankedProblem, ...]:
    """All problems: changes of the program, unreadable files, what is gone, data, texts, what follows, advice."""
    ordered = sorted(set(problems), key=lambda item: (_rank(item), item))
    causes = [item for item in ordered if _rank(item) < _rank_of_following()]
    owners = _owners(causes)
    folded: dict[Problem, list[Problem]] = defaultdict(list)
    alike: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    kept: list[Problem] = []
    for item in ordered:
        owner = next((owners[name] for name in _named(item) if name in owners), None) if _follows(item) else None
        if owner is not None and owner != item:
            folded[owner].append(item)
            continue
        kept.append(item)
        if _follows(item):
            alike[item.code, _target(item)].append(item)
    for same in alike.values():
        if len(same) > _MANY:
            folded[same[0]] += same[1:]
    gone = {item for same in folded.values() for item in same}
    return tuple(RankedProblem(item, tuple(folded.get(item, ()))) for item in kept if item not in gone)


def unfolded(items: Iterable[RankedProblem]) -> list[Problem]:
    """All of them in their order, each with those that follow from it behind it."""
    return [problem for item in items for problem in (item.problem, *item.following)]


def _rank_of_following() -> int:
    return 6


def _rank(item: Problem) -> int:
    if item.code in _PROGRAM:
        return 0
    if item.code.startswith("parity-"):
        return 7
    if item.severity == "warning":
        return 8
    if item.code.startswith(_UNREADABLE) and item.code != "data-held-back":
        return 1
    if item.code.startswith(_GONE):
        return 2
    if _follows(item):
        return _rank_of_following()
    if item.path.startswith(("data/", "mkdocs.yml")):
        return 3
    return 4 if item.code.startswith(("field-", "kind-", "slug-", "translation-")) else 5


def _follows(item: Problem) -> bool:
    return item.code in _FOLLOWING or item.code == "data-held-back"


def _target(item: Problem) -> str:
    """What a problem is about: the first value that is no proposal and no place."""
    return next((value for key, value in item.values if key not in {"near", "other", "file", "field"}), "")


def _named(item: Problem) -> Sequence[str]:
    """The names under which a cause may have spoken of what this problem lacks."""
    values = [value for key, value in item.values if key not in {"near", "other", "field"}]
    names = []
    for value in values:
        bare = value.partition("#")[0].removesuffix(".md").removesuffix(".html")
        names += [value, bare, PurePosixPath(bare).name]
    return [name for name in (*names, item.path if item.code == "translation-orphan" else "") if name]


def _owners(causes: Iterable[Problem]) -> dict[str, Problem]:
    """Names of what is broken or gone → the problem that says so; the first one that speaks of it."""
    owners: dict[str, Problem] = {}
    for item in sorted(causes, key=lambda item: not item.code.startswith(_GONE)):
        if item.code.startswith(_GONE):
            values = dict(item.values)
            names = [values.get("key", ""), values.get("id", ""), values.get("key", "").rpartition("/")[2]]
        elif item.path.startswith("docs/") and item.severity == "error":
            stem = PurePosixPath(item.path).stem
            names = [stem, *("/".join(PurePosixPath(item.path).with_suffix("").parts[2:]),), item.path]
        elif item.path.startswith("data/") and item.code.startswith(_UNREADABLE):
            names = [item.path]
        else:
            continue
        for name in names:
            if name:
                owners.setdefault(name, item)
    return owners
