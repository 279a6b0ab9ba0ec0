"""Which files the web app may keep, each with its length and SHA-256, in parts that are loaded when they are needed.

A file is kept under its hash: what did not change between two editions is neither loaded nor copied, and what came
damaged, cut short or from somebody else is not kept. The worker itself holds the hashes of what every reader gets at
once and those of the lists; each list holds one folder (a large one is parted), so that a reader of one page does not
load a line for every file of the portal.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping

from portal.core.records import dataclass
from portal.publish.html.entries import FileEntry, entry

FOLDER = "assets/offline"
PACKS = f"{FOLDER}/packs.json"
PER_LIST = 128
"""About how many files a list holds."""


@dataclass(frozen=True)
class Pack:
    """What a reader can keep with one touch: ``ky`` for a language, ``ky:search``, ``ky:water`` for a topic."""

    id: str
    paths: frozenset[str]


def list_of(path: str) -> tuple[str, str]:
    """The name of the list that holds a file, without its number, and the file's name in it."""
    folder, _, name = path.rpartition("/")
    return folder.replace("/", ".") or "root", name


def bucket(name: str, count: int) -> int:
    """Which of a folder's lists holds the name: worked out the same way in offline-store.js."""
    number = 0
    for sign in name.encode():
        number = (number * 31 + sign) % 2**32
    return number % count


def list_path(name: str, number: int) -> str:
    """Where a list lies."""
    return f"{FOLDER}/{name}-{number}.json"


@dataclass(frozen=True)
class FileLists:
    """``files`` by path are the lists and the packs as texts; ``index`` is what the worker must know of them."""

    files: Mapping[str, str]
    index: Mapping[str, list[list[object]]]


def make_lists(listed: Mapping[str, FileEntry], packs: Collection[Pack]) -> FileLists:
    """The lists of these files. ``packs`` are told apart in them by their place in ``packs``."""
    by_folder: dict[str, dict[str, str]] = defaultdict(dict)
    for path in listed:
        folder, name = list_of(path)
        by_folder[folder][name] = path
    in_packs: dict[str, list[int]] = defaultdict(list)
    of_packs = [pack.paths & listed.keys() for pack in packs]
    for number, paths in enumerate(of_packs):
        for path in paths:
            in_packs[path].append(number)
    files: dict[str, str] = {}
    index: dict[str, list[list[object]]] = {}
    parts: dict[int, set[str]] = defaultdict(set)
    for folder, names in sorted(by_folder.items()):
        count = -(-len(names) // PER_LIST)
        lists: list[dict[str, list[object]]] = [{} for _ in range(count)]
        for name, path in sorted(names.items()):
            place = bucket(name, count)
            lists[place][name] = [listed[path].size, listed[path].hash, in_packs[path]]
            for number in in_packs[path]:
                parts[number].add(f"{folder}-{place}")
        index[folder] = []
        for place, content in enumerate(lists):
            text = _json(content)
            files[list_path(folder, place)] = text
            made = entry(text.encode())
            index[folder].append([made.size, made.hash])
    files[PACKS] = _json(
        [
            {
                "id": pack.id,
                "files": len(paths),
                "bytes": sum(listed[path].size for path in paths),
                "lists": sorted(parts[number]),
            }
            for number, (pack, paths) in enumerate(zip(packs, of_packs, strict=True))
        ]
    )
    return FileLists(files, index)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
