"""The index of the search as a stick has it: several of its files joined into one.

A medium gives room in clusters, and reads them whole: a file of 20 KB costs as much as one of 120. On the web the small
ones are right, for there every byte before the first result is waited for. So what lies beside each other by number
shares a file on the stick, a power of two of them, so that an edition with a document more has the same parting; nodes
of suggestions share one by their names. The joined file hands over each part as it is, and every part keeps its stamp.
Texts for snippets, a tenth of a large stick, are written with one byte a letter (:func:`narrow`). The manifest says all
this (``portal/search/FORMAT.md``).
"""

from __future__ import annotations

import codecs
import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from portal.core.built import SEARCH
from portal.core.urls import address
from portal.model.values import LANGS

CLUSTER = 128 * 1024
"""What the common large sticks give at once."""
_FULL, _HALF_FULL = 0.85, 0.4
"""How much of a cluster the files of one kind fill on the average, at most; those of names are asked for beside all
others, before the first result."""
_MANIFEST = "manifest.js"
_FILE = re.compile(r"([a-z])([0-9a-f-]*)\.[0-9a-f]{8}\.js")
_NODES, _TEXTS = "s", "x"

NARROW = "windows-1251"
"""How texts are written; a page asks for them by this name (``files.js``)."""
STAND_INS = {"ң": "ђ", "ө": "љ", "ү": "њ", "Ң": "Ђ", "Ө": "Љ", "Ү": "Њ"}
"""Letters that :data:`NARROW` lacks, and those in their place, which no language of the portal has (``codes.js``)."""
_ESCAPES = "portal.narrow"


class PackedFile(NamedTuple):
    """A file of the index: its kind (the first letter), its name without stamp, its place and size."""

    kind: str
    name: str
    path: Path
    size: int

    @property
    def number(self) -> int:
        """The number in its name."""
        return int(self.name[1:])


def pack_search(site: Path) -> None:
    """Join the files of every index below the folder of a site, and say so in its manifest and in the search's page."""
    for lang in LANGS:
        folder = site / SEARCH / lang
        for place in (folder, folder / "names"):
            told = _pack(place, _FULL if place == folder else _HALF_FULL) if place.is_dir() else {}
            manifest = place / _MANIFEST
            if told:
                manifest.write_text(_told(manifest.read_text("utf-8"), told), encoding="utf-8", newline="\n")
                page = site / address(lang, "search")
                if place == folder and page.is_file():
                    page.write_text(_told_in_page(page.read_text("utf-8"), told), encoding="utf-8", newline="\n")


def _pack(folder: Path, full: float) -> dict[str, object]:
    """What the manifest of an index is to say: what shares a file, and of what kind narrow ones are."""
    kinds: dict[str, list[PackedFile]] = defaultdict(list)
    for file in sorted(folder.glob("*.js")):
        match = _FILE.fullmatch(file.name)
        if match and match[2]:
            kinds[match[1]].append(PackedFile(match[1], match[1] + match[2], file, file.stat().st_size))
    # Kind → how many numbers share a file; of nodes, the first names of the files from the second one on.
    packs: dict[str, int | str] = {}
    narrowed = ""
    for kind, parts in sorted(kinds.items()):
        if kind == _TEXTS and _narrow_all(parts):
            narrowed = kind
            parts = [part._replace(size=part.path.stat().st_size) for part in parts]
        if kind == _NODES:
            groups = _by_name(parts)
            packs[kind] = " ".join(groups[number][0].name for number in range(1, len(groups)))
        else:
            packs[kind] = many = how_many(sum(part.size for part in parts), len(parts), full)
            groups = _by_number(parts, many)
        for number, group in groups.items():
            _join(folder / f"{kind}-{number}.js", group)
    return {"packs": packs, **({"narrow": narrowed} if narrowed else {})} if packs else {}


def _narrow_all(parts: Sequence[PackedFile]) -> bool:
    """Write files anew with narrow letters, if that makes them smaller and every letter can be told again."""
    texts = [part.path.read_text(encoding="utf-8") for part in parts]
    if any(letter in text for text in texts for letter in STAND_INS.values()):
        return False
    made = [narrow(text) for text in texts]
    if sum(map(len, made)) >= sum(part.size for part in parts):
        return False
    for part, data in zip(parts, made, strict=True):
        part.path.write_bytes(data)
    return True


def narrow(text: str) -> bytes:
    """A script of strings with one byte for each letter of Kyrgyz and Russian; of the rest, escapes of JavaScript."""
    return text.translate(_TABLE).encode(NARROW, _ESCAPES)


def _escaped(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    units = error.object[error.start : error.end].encode("utf-16-be")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2)), error.end


_TABLE = str.maketrans(STAND_INS)
codecs.register_error(_ESCAPES, _escaped)


def how_many(size: int, files: int, full: float = _FULL) -> int:
    """How many files of this size together share one."""
    found = 1
    while found < files and size / files * found * 2 <= CLUSTER * full:
        found *= 2
    return found


def _by_number(parts: Sequence[PackedFile], many: int) -> dict[int, list[PackedFile]]:
    groups: dict[int, list[PackedFile]] = defaultdict(list)
    for part in sorted(parts, key=lambda part: part.number):
        groups[part.number // many].append(part)
    return groups


def _by_name(parts: Sequence[PackedFile]) -> dict[int, list[PackedFile]]:
    groups: list[list[PackedFile]] = []
    room = 0
    for part in sorted(parts, key=lambda part: part.name):
        if part.size > room:
            groups.append([])
            room = CLUSTER
        groups[-1].append(part)
        room -= part.size
    return dict(enumerate(groups))


def _join(target: Path, parts: Sequence[PackedFile]) -> None:
    text = b"".join(part.path.read_bytes().rstrip(b"\n") + b"\n" for part in parts)
    for part in parts:
        part.path.unlink()
    target.write_bytes(text)


def _told(text: str, told: Mapping[str, object]) -> str:
    """The text of a manifest with this as the first of what it says."""
    return text.replace("{", json.dumps(told, separators=(",", ":"))[:-1] + ",", 1)


_INLINE = re.compile(r'(<script type="application/json" id="search-manifest">)(.*?)(</script>)', re.DOTALL)


def _told_in_page(html: str, told: Mapping[str, object]) -> str:
    return _INLINE.sub(lambda match: match[1] + _told(match[2], told) + match[3], html, count=1)
