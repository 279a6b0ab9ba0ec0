"""Where style sheets, scripts, fonts, pictures and the search are found in the site: the one place that knows.

A style sheet, script or font is called after its content, ``NAME.HASH.EXT``: a page that names its files so never gets
those of another edition, and a file that did not change keeps its name. The hash is known once all such files are made
(:func:`name_files`). Until then a text has :data:`MARK` in its place: templates, client scripts and style sheets ask
:func:`built_name`, and :meth:`BuiltNames.fill` puts the hash in when a file is written. So a page is not printed again
because a style changed (:mod:`portal.publish.html.previous`). Files of the search are named by their own stamps
(:func:`hashed_name`), which the manifest of the index tells.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field

from portal.core.records import dataclass

STYLES, SCRIPTS, FONTS, PICTURES, SEARCH = (
    f"assets/{name}/" for name in ("stylesheets", "javascripts", "fonts", "images", "search")
)
"""Folders of the site. The sources lie in folders of the same names below ``overrides/``."""

LIBRARIES = "assets/libraries/"
"""Folder of the sources alone: scripts that others wrote, taken as they are; in the site they are scripts like ours."""

SHARED_PICTURES = f"{PICTURES}share-"
"""How the pictures begin that social networks show beside a link: nobody needs them without a connection."""

FONT_FILES = ("golos-text-400.woff2", "golos-text-600.woff2")

HASH_LENGTH = 8
"""Hexadecimal digits."""
MARK = "\x1a"
"""Stands for the hash in a text that is not finished. No document may have it: it is no character of a text."""

_FOLDERS = {".css": STYLES, ".js": SCRIPTS, ".woff2": FONTS, ".svg": PICTURES, ".png": PICTURES}
# Elsewhere, and never to be renamed: the updater of a stick writes the first two by these names into editions that
# were made before it; a worker serves what lies beside and below it.
_FIXED = {"edition-data.js": "assets/", "edition.css": "assets/", "worker.js": ""}
_ELSEWHERE = {**_FIXED, "onefile-kit.js": "assets/", "course-kit.js": "assets/"}
# Their addresses stand in manifests and settings, which must not change with them.
_NEVER = (".svg", ".png")

# The mark first, then the name before it: a search for names would try every word of a page.
_MARKED = re.compile(rf"\.{MARK}\.\w+")
_NAME = re.compile(r"[\w-]+\Z")
_LONGEST = 64
"""Characters of a name before its mark."""
_HASHED = re.compile(rf"(.*/)?([\w-]+)\.([0-9a-f]{{{HASH_LENGTH}}})\.(css|js|woff2)")


def built_name(name: str) -> str:
    """The address in the site of a file by its name: ``portal.css`` → ``assets/stylesheets/portal.MARK.css``.

    A file of the search goes by its folder, ``search/ky/manifest.js``, and so does a folder of it, ``search/ky/``.
    """
    if name.startswith("search/"):
        return SEARCH + name.removeprefix("search/")
    stem, ending = posixpath.splitext(name)
    folder = _ELSEWHERE.get(name, _FOLDERS.get(ending))
    if folder is None or "/" in name:
        raise ValueError(f"{name}: no style sheet, script, font or picture of the site")
    return folder + (name if name in _FIXED or ending in _NEVER else f"{stem}.{MARK}{ending}")


def hashed_name(name: str, hash: str) -> str:
    """``t0.js`` with the hash of its content: ``t0.HASH.js``."""
    stem, ending = posixpath.splitext(name)
    return f"{stem}.{hash}{ending}"


def is_hashed(path: str) -> bool:
    """Whether the name of a file of the site follows from its content, so that it may be kept for ever."""
    return path.startswith("assets/") and bool(_HASHED.fullmatch(path))


def _marks(text: str) -> Iterator[tuple[int, int]]:
    """Where the names with :data:`MARK` begin and end."""
    before = 0
    for match in _MARKED.finditer(text):
        name = _NAME.search(text, max(before, match.start() - _LONGEST), match.start())
        if name:
            before = match.end()
            yield name.start(), before


def _named(text: str, name: Callable[[str], str]) -> str:
    """The text with other names in the places of those with :data:`MARK`."""
    parts, at = [], 0
    for start, end in _marks(text):
        parts += [text[at:start], name(text[start:end])]
        at = end
    return "".join([*parts, text[at:]]) if parts else text


@dataclass(frozen=True)
class BuiltNames:
    """The names of the finished files of one build."""

    hashes: Mapping[str, str]
    """Last part of an address with :data:`MARK` → the same with the hash."""
    _known: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """What is asked for once a page."""
        object.__setattr__(self, "_known", frozenset(self.hashes.values()))

    def __call__(self, name: str) -> str:
        """The address in the site of a file by its name."""
        return self.fill(built_name(name))

    def fill(self, text: str) -> str:
        """The text with all hashes in their places."""
        return _named(text, lambda name: self.hashes.get(name, name))

    def used(self, marked: str, filled: str) -> tuple[str, ...]:
        """The names that were put into a text; an empty one where it holds one of them of its own, which must stay."""
        found = [marked[start:end] for start, end in _marks(marked)]
        names = sorted({self.hashes[mark] for mark in found})
        return tuple(names) if sum(map(filled.count, names)) == len(found) else ("", *names)

    def renewed(self, names: Sequence[str]) -> dict[str, str] | None:
        """Names of an earlier build that are others now → what they are; ``None`` where they cannot be put in."""
        found = {
            name: self.hashes.get(_HASHED.sub(rf"\2.{MARK}.\4", name), "")
            for name in names
            if name and name not in self._known
        }
        return None if found and ("" in names or not all(found.values())) else found


def names_in(paths: Iterable[str]) -> BuiltNames:
    """The names in a built site, from a list of its files."""
    found = {}
    for path in paths:
        match = _HASHED.fullmatch(path)
        if match and match[1] in {STYLES, SCRIPTS, FONTS, "assets/"}:
            found[f"{match[2]}.{MARK}.{match[4]}"] = path.rpartition("/")[2]
    return BuiltNames(found)


def name_files(files: Mapping[str, str | bytes]) -> tuple[BuiltNames, dict[str, bytes]]:
    """Finish files that name each other: their names, and content by the path in the site.

    ``files`` are by :func:`built_name`. The hash of one that names others is that of its finished text.
    """
    names: dict[str, str] = {}
    made: dict[str, bytes] = {}
    running: list[str] = []
    by_name = {path.rpartition("/")[2]: path for path in files}

    def finish(path: str) -> str:
        name = path.rpartition("/")[2]
        if name in names:
            return names[name]
        if path in running:
            raise ValueError(f"{' → '.join([*running, path])}: files that name each other in a circle have no hash")
        running.append(path)
        content = files[path]
        if isinstance(content, str):
            content = _named(content, lambda name: finish(by_name[name])).encode()
        running.pop()
        names[name] = name.replace(MARK, hashlib.sha256(content).hexdigest()[:HASH_LENGTH])
        made[path.removesuffix(name) + names[name]] = content
        return names[name]

    for path in files:
        finish(path)
    return BuiltNames({name: hashed for name, hashed in names.items() if MARK in name}), made
