"""Where the values of an act were read: each of them names a source, and no source a value that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from portal.model.reference import Act, Known
from portal.model.values import LANGS

Place = tuple[str | int, ...]


def unsourced(act: Act) -> Iterator[tuple[str, Place, list[str]]]:
    """Codes of problems with the place in the record and the names of the values."""
    values = list(_values(act))
    named = {name for source in act.sources for name in source.of}
    missing = [name for name in values if name not in named]
    if missing:
        yield "act-unsourced", ("id",), missing
    for index, source in enumerate(act.sources):
        idle = [str(name) for name in source.of if name not in values]
        if idle:
            yield "act-source-idle", ("sources", index), idle


def _values(act: Act) -> Iterator[str]:
    """The values of an act that were read somewhere: not what the portal translated itself."""
    for field in ("title", "approves"):
        known: Known = getattr(act, field)
        yield from (f"{field}.{lang}" for lang in LANGS if known.get(lang) and lang not in known.translated)
    if act.date or act.year:
        yield "date"
    if act.number:
        yield "number"
    if act.amended_by:
        yield "amended_by"
    if any(act.published.get(lang) for lang in LANGS):
        yield "published"
