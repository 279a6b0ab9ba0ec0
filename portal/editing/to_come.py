"""Days that have not come yet where a card tells of what was done: most often a slip of the keyboard («2062»)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator

from portal.content.documents import Document
from portal.core.problems import Problem, problem
from portal.corpus.corpus import Portal
from portal.model.dates import PartialDate

_Place = tuple[str | int, ...]


def days_to_come(portal: Portal, slugs: Collection[str], today: dt.date) -> Iterator[Problem]:
    """When a document was added, read over or withdrawn, and when a source was read, if that is after ``today``.

    The day after counts as today: it has begun somewhere. A clock may be behind: a month from the day on which the
    second newest document was added has come as well.
    """
    newest = [day + dt.timedelta(days=31) for day in sorted(one.meta.added for one in portal.documents.values())[-2:-1]]
    latest = PartialDate.parse(max((today + dt.timedelta(days=1), *newest)))
    for slug in sorted(slugs):
        document = portal.documents.get(slug)
        if document is None:
            continue
        own = document.versions[document.original]
        for place, day in _days(document):
            if day > latest:
                yield problem("date-to-come", own.path, *own.loaded.place(place), value=day.iso())


def _days(document: Document) -> Iterator[tuple[_Place, PartialDate]]:
    meta = document.meta
    yield ("added",), PartialDate.parse(meta.added)
    if meta.reviewed:
        yield ("reviewed", "date"), meta.reviewed.date
    if meta.withdrawn:
        yield ("withdrawn", "date"), meta.withdrawn.date
    for index, source in enumerate(meta.sources):
        yield ("sources", index, "accessed"), source.accessed
