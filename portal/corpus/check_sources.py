"""Do the claims of a document name their sources? See :mod:`portal.content.source_marks`.

A mark of a source that is not there is a slip in every document. That marks are missing is said only of documents that
promise to have them (``sourced: true``): what an editor sends without never fails for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.content.documents import Document, Version
from portal.content.field_words import label_path
from portal.content.questions import lesson_parts
from portal.content.source_marks import OWN, Claimed, marks, units
from portal.content.validation import field_text
from portal.core.problems import Problem, problem
from portal.model.documents import Concept, Practice
from portal.model.fields import cited_sources


def check_sources(document: Document) -> Iterator[Problem]:
    """Marks of sources that are not there; with ``sourced: true`` and several sources also claims without a mark."""
    count = len(document.meta.sources)
    own = document.versions[document.original]
    for path, number in cited_sources(document.meta):
        if number > count:
            line, column = own.loaded.place(path)
            field = field_text(path, own.loaded)
            labels = label_path(type(document.meta), path)
            yield problem(
                "source-field-unknown", own.path, line, column, field=field, labels=labels, name="sources",
                number=number, count=count,
            )  # fmt: skip
    for version in document.versions.values():
        for start, numbers in marks(version.body):
            for number in numbers:
                if number > count:
                    line, column = _position(version, start)
                    yield problem("source-mark-unknown", version.path, line, column, number=number, count=count)
    if document.meta.sourced and count > 1:
        yield from _without_sources(document, own)


def _without_sources(document: Document, own: Version) -> Iterator[Problem]:
    meta = document.meta
    for group in ("figures", "indicators", "conditions", "later"):
        for index, item in enumerate(getattr(meta, group, ())):
            if not item.sources:
                line, column = own.loaded.place((group, index))
                yield problem("source-field-missing", own.path, line, column, field="sources", name=item.id)
    if isinstance(meta, Practice | Concept) and meta.status and not meta.status_sources:
        line, column = own.loaded.place(("status",))
        yield problem("source-field-missing", own.path, line, column, field="status_sources", name="status")
    for lang, version in document.versions.items():
        if document.state(lang) == "outdated":
            continue  # it renders an older original
        for unit in units(_told(document, version)):
            if not _names_a_source(unit) and not unit.introduces:
                line, column = _position(version, unit.start)
                yield problem("source-mark-missing", version.path, line, column, text=_beginning(unit))


def _told(document: Document, version: Version) -> str:
    """What must name its sources: of a lesson the text, for its questions have rules of their own."""
    return lesson_parts(version.body, version.lang).text if document.kind == "lesson" else version.body


def _names_a_source(unit: Claimed) -> bool:
    return any(number >= OWN for _, found in marks(unit.text) for number in found)


def _beginning(unit: Claimed) -> str:
    text = " ".join(unit.text.split())
    return text if len(text) <= 40 else text[:39].rstrip() + "…"


def _position(version: Version, start: int) -> tuple[int, int]:
    before = version.body[:start]
    return version.body_line + before.count("\n"), start - (before.rfind("\n") + 1) + 1
