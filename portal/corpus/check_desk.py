"""Checks of guides, answers and of what came of recommendations; and marks of doubt, which no text may keep.

A state without evidence would be a claim without a source, an answer without its day cannot be weighed, a guide must
not send readers to a practice that was withdrawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from portal.content.documents import Document, DocumentCard, Version
from portal.core.problems import Problem, problem
from portal.corpus.check_sections import headings_of
from portal.model.documents import Answer, Concept, Guide, Resolution

_DOUBT = re.compile(
    r"СОМНИТЕЛЬНО|(?i:без проверки не публиковать|(?:вывод|расч[её]т) составителя|\b(?:infer|general): *true\b)"
)
"""Words with which collectors mark what must not be published as a fact."""
_DOUBTED = ("сомнительно", "не публиковать", "составителя", "true")
"""Each of these marks has one of them, which is found sooner."""


def check_desk(document: Document, cards: Mapping[str, DocumentCard]) -> Iterator[Problem]:
    """All of it for one document."""
    meta = document.meta
    yield from _doubts(document)
    yield from _questions(document, "also_asked")
    if isinstance(meta, Guide):
        yield from _questions(document, "question")
        yield from _guide(document, meta, cards)
    if isinstance(meta, Answer):
        yield from _questions(document, "title")
        yield from _answer(document, meta)
    if isinstance(meta, Resolution | Concept):
        yield from _follow_up(document, meta)


def _doubts(document: Document) -> Iterator[Problem]:
    for version in document.versions.values():
        for match in _DOUBT.finditer(version.body) if _may_doubt(version.body) else ():
            line = version.body_line + version.body.count("\n", 0, match.start())
            yield problem("doubt-mark", version.path, line, 1, words=match[0])
        for name, words in version.words.items():
            yield from _doubts_in(version, name, words)
        for name, parts in version.parts.items():
            for words in parts.values():
                yield from _doubts_in(version, name, words)


def _doubts_in(version: Version, name: str, words: str) -> Iterator[Problem]:
    match = _DOUBT.search(words) if _may_doubt(words) else None
    if match:
        yield problem("doubt-mark", version.path, *version.loaded.place((name,)), words=match[0])


def _may_doubt(text: str) -> bool:
    return any(map(text.lower().__contains__, _DOUBTED))


def _questions(document: Document, field: str) -> Iterator[Problem]:
    """Questions in every language."""
    for version in document.versions.values():
        words = version.words.get(field, "")
        if words and not words.rstrip(' »”"').endswith("?"):
            yield problem("question-mark", version.path, *version.loaded.place((field,)), field=field)


def _guide(document: Document, meta: Guide, cards: Mapping[str, DocumentCard]) -> Iterator[Problem]:
    own = document.versions[document.original]
    for index, name in enumerate(meta.practices):
        card = cards.get(name)
        place = own.loaded.place(("practices", index))
        if card is not None and card.kind != "practice":
            yield problem("guide-practice-kind", own.path, *place, document=name, kind=card.kind)
        elif card is not None and card.review == "withdrawn":
            yield problem("guide-practice-withdrawn", own.path, *place, document=name)


def _answer(document: Document, meta: Answer) -> Iterator[Problem]:
    own = document.versions[document.original]
    if meta.standing != "answered":
        return
    place = own.loaded.place(("standing",))
    if meta.form in {"consultation", "explanation"} and meta.date is None:
        yield problem("answer-undated", own.path, *place, form=meta.form)
    if meta.form == "law-text" and not meta.laws:
        yield problem("answer-lawless", own.path, *place)


def _follow_up(document: Document, meta: Resolution | Concept) -> Iterator[Problem]:
    own = document.versions[document.original]
    if isinstance(meta, Resolution):
        known = {item.number for item in meta.recommendations}
    else:
        known = set(range(1, _sections(own) + 1))
    for index, item in enumerate(meta.follow_up):
        place = own.loaded.place(("follow_up", index))
        if item.part not in known:
            yield problem("follow-up-part", own.path, *place, part=item.part)
        if item.state != "nothing-seen" and not item.documents and not item.sources:
            yield problem("follow-up-evidence", own.path, *place, part=item.part, state=item.state)


def _sections(version: Version) -> int:
    return sum(level == 2 for _, level in headings_of(version.body))
