"""Whether Windows can hold the files of an edition, wherever somebody copies it to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from portal.core.records import dataclass
from portal.publish.offline.stick.update import FORBIDDEN, GUIDE, LONGEST_PATH, RESERVED, START


@dataclass(frozen=True, order=True)
class NameProblem:
    """A path that does not work, and why: ``length``, ``reserved``, ``forbidden``, ``ending``, ``case``, ``ascii``."""

    path: str
    why: str


def name_problems(paths: Iterable[str]) -> tuple[NameProblem, ...]:
    """All problems of the paths, which are relative to the folder of the edition."""
    found = []
    same: dict[str, set[str]] = defaultdict(set)
    for path in paths:
        parts = path.split("/")
        if len(path) > LONGEST_PATH:
            found.append(NameProblem(path, "length"))
        if any(RESERVED.match(part.strip()) for part in parts):
            found.append(NameProblem(path, "reserved"))
        if any(not part or FORBIDDEN.search(part) for part in parts):
            found.append(NameProblem(path, "forbidden"))
        if any(part[-1:] in {" ", "."} or part[:1] == " " for part in parts):
            found.append(NameProblem(path, "ending"))
        # Old Windows unpacks other letters of a zip in a code page of its own. What readers click is worth it: it opens
        # by its suffix all the same.
        if not path.isascii() and path not in {START, GUIDE}:
            found.append(NameProblem(path, "ascii"))
        for depth in range(1, len(parts) + 1):  # folders clash as well as files
            part = "/".join(parts[:depth])
            same[part.lower()].add(part)
    for alike in same.values():
        if len(alike) > 1:
            found += [NameProblem(path, "case") for path in alike]
    return tuple(sorted(set(found)))
