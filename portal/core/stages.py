"""What code and data of ours a stage of the work uses: by its imports, so that a change elsewhere keeps its cache.

A stage is named by the modules that do its work. Its code is theirs and that of all modules of the portal that these
import, at the top or in a function; its data are the files that one of these modules names in a string. Files whose
names are put together are not found this way: what is made with their content must have it in the keys of the cache.
That is meant so for the words of the interface (``strings/ky.yml``): a changed word is no changed text.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

STAGES: Mapping[str, tuple[str, ...]] = {
    "data": ("portal.reference.load",),
    "documents": (
        "portal.content.tree", "portal.content.assets", "portal.content.files", "portal.corpus.check_references",
    ),
    "bodies": ("portal.corpus.rendered",),
    "words": ("portal.editing.checking",),
    "pages": ("portal.publish.html.languages", "portal.corpus.load", "portal.corpus.visible"),
    "outputs": (
        "portal.publish.data.law_graph", "portal.publish.data.open_law", "portal.publish.data.open_documents",
        "portal.forms.page_data",
        "portal.pages.cells", "portal.corpus.load", "portal.corpus.visible",
    ),
    "search": ("portal.search.build",),
    "templates": ("portal.core.stages",),
}  # fmt: skip
"""The stages whose results are kept, and the modules that make them."""

_PACKAGE = Path(__file__).parents[1]
_IMPORT = re.compile(
    r"^[ \t]*from[ ](portal[\w.]*)[ ]import[ ](\([^)]*\)|[^\n]*)|^[ \t]*import[ ](portal[\w.]*)", re.MULTILINE
)
_NAMED_FILE = re.compile(r"""["']([\w./-]+\.(?:yml|json|tsv|txt))["']""")
_NOT_KEPT = {"core/messages.yml"}
"""Problems are kept by their codes; their texts are looked up when they are shown."""


@cache
def stage_digest(stage: str) -> bytes:
    """A hash of the code and data of a stage; of everything for one that is not named here."""
    found = hashlib.blake2b(digest_size=20)
    for path in files_of(STAGES[stage]) if stage in STAGES else _everything():
        found.update(path.encode() + b"\0" + (_PACKAGE / path).read_bytes() + b"\0")
    return found.digest()


def _everything() -> tuple[str, ...]:
    files = (file for file in _PACKAGE.rglob("*") if file.suffix in {".py", ".yml"})
    return tuple(sorted(file.relative_to(_PACKAGE).as_posix() for file in files))


def files_of(modules: tuple[str, ...]) -> tuple[str, ...]:
    """The files of ``modules`` and of all that they use, relative to the package, in order."""
    found: set[str] = set()
    waiting = list(modules)
    while waiting:
        path = _path(waiting.pop())
        if path and path not in found:
            found.add(path)
            imported, data = _uses(path)
            waiting += imported
            found |= data
    return tuple(sorted(found))


@cache
def _uses(path: str) -> tuple[tuple[str, ...], frozenset[str]]:
    text = (_PACKAGE / path).read_text(encoding="utf-8")
    named = ((Path(path).parent / name).as_posix() for name in _NAMED_FILE.findall(text))
    return tuple(_imports(text)), frozenset(name for name in named if _is_data(name))


def _is_data(path: str) -> bool:
    return path not in _NOT_KEPT and (_PACKAGE / path).is_file()


def _imports(text: str) -> Iterator[str]:
    """The modules that a text imports, and what may be modules: names out of a package."""
    for package, names, module in _IMPORT.findall(text):
        yield module or package
        for name in re.findall(r"\w+", names):
            yield f"{package}.{name}"


def _path(module: str) -> str | None:
    """The file of a module or package; none for a name that is neither."""
    base = module.replace(".", "/").removeprefix("portal").removeprefix("/")
    modules = _modules()
    for path in (f"{base}.py", f"{base}/__init__.py" if base else "__init__.py"):
        if path in modules:
            return path
    return None


@cache
def _modules() -> frozenset[str]:
    """All modules, listed once: most names that are imported are none, and a look on the disk costs more."""
    return frozenset(file.relative_to(_PACKAGE).as_posix() for file in _PACKAGE.rglob("*.py"))
