"""Whether a copy of the stick was made to its end, told by small files whose absence shows.

Every folder that holds files has in it one folder more, with a tiny style sheet: it comes last by name, and last where
a folder's files are copied before its folders. A program that takes names as the disk lists them (ext4 by a hash of the
name) comes to that folder at any time, and all files after it would be missing without a word. So more sheets lie among
the files of a folder, as many as grow with the root of their number: what is quiet then is about two places in a
thousand, instead of five. No number of sheets would make it none, and pages ask for each of them. Each of these sheets
sets one property; ``edition.css``, which imports them all, hides the words "this copy is not whole" only where every
property is set. So a page asks by a single style sheet, without any script of ours, and where that sheet is missing too
the words stay. The properties have the revision of the edition in their names: over an older edition a copy that was
broken off has the old ones.

A copy that lacks nothing but other files, after all of these have come, looks whole: only ``--verify`` finds that.
"""

from __future__ import annotations

import math
import posixpath
import re
from collections import Counter
from collections.abc import Iterable

SHEET = "zz/whole.css"
"""Below each folder. No name of the portal's own comes after it."""
FIRST = "portal/0.css"
"""For those who copy the last name first."""
_FOLDERS = ("portal/", "system/")
_PROPERTY = "--p-has"
_AMONG = "has-{}.css"
_SHARE = 0.4


def sheets(paths: Iterable[str], revision: str) -> dict[str, str]:
    """The small style sheets for an edition of these files, by their path on the stick."""
    folders = Counter(posixpath.dirname(path) for path in paths if path.startswith(_FOLDERS))
    among = [
        f"{folder}/{_AMONG.format(number)}"
        for folder, count in folders.items()
        for number in range(1, round(_SHARE * math.sqrt(count)) + 1)
    ]
    places = sorted({FIRST, *among, *(f"{folder}/{SHEET}" for folder in folders)})
    return {path: f":root {{ {_property(path, revision)}: ; }}\n" for path in places}


def is_sheet(path: str) -> bool:
    """Whether a file of the stick is one of :func:`sheets`."""
    name = path.rpartition("/")[2]
    return path == FIRST or path.endswith(f"/{SHEET}") or bool(re.fullmatch(_AMONG.format("[0-9]+"), name))


def rules(found: Iterable[str], revision: str, style: str) -> tuple[str, str]:
    """What ``edition.css``, which lies at ``style``, has at its beginning and at its end to ask for them all."""
    places = sorted(found)
    imports = "".join(f'@import "{posixpath.relpath(path, posixpath.dirname(style))}";\n' for path in places)
    # An unset property in it makes the whole one unset; without properties at all (a browser that knows none) nothing
    # can be told, and nothing is said.
    needed = " ".join(f"var({_property(path, revision)})" for path in places)
    shown = ".p-copy { display: none; display: var(--p-whole, block); }\n"
    return imports, f":root {{ --p-whole: {needed} none; }}\n{shown}"


def _property(path: str, revision: str) -> str:
    folder = path.removesuffix("/" + SHEET).removesuffix(".css")
    return f"{_PROPERTY}-{re.sub(r'[^a-z0-9]+', '-', folder.lower())}-{revision}"
