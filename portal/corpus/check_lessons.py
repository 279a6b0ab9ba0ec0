"""Checks of lessons: their questions, the same in every language; their course and place in it; how long they take."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from portal.content.documents import Document, DocumentCard, Version
from portal.content.questions import lesson_parts, read_questions
from portal.content.source_marks import without_marks
from portal.core.problems import Problem, problem
from portal.core.strict_yaml import Path as FieldPath
from portal.model.documents import MOST_MINUTES, Lesson
from portal.model.questions import Question

WORDS_A_MINUTE = 110
"""How fast a text with numbers and articles is read; Kyrgyz and Russian words are long."""
SECONDS_A_QUESTION = 30
_SLACK = 1.5


def check_lesson(document: Document, cards: Mapping[str, DocumentCard]) -> Iterator[Problem]:
    """What is wrong with a lesson; of other documents nothing."""
    meta = document.meta
    if not isinstance(meta, Lesson):
        return
    own = document.versions[document.original]
    yield from _named(own, meta, cards)
    read = {
        lang: read_questions(version.body, lang, version.path, version.body_line)
        for lang, version in document.versions.items()
    }
    for found in read.values():
        yield from found.problems
    original = read[document.original].questions
    yield from _length(own, meta, len(original))
    if any(found.problems for found in read.values()):
        return  # what could not be read would be missing
    for lang, found in read.items():
        if lang != document.original and document.state(lang) == "current":
            yield from _differences(document.versions[lang], found.questions, own, original)


def _named(own: Version, meta: Lesson, cards: Mapping[str, DocumentCard]) -> Iterator[Problem]:
    """The course and the practices are documents of these kinds; no other lesson of the course has the number."""
    practices = ((("practices", place), slug, "practice") for place, slug in enumerate(meta.practices))
    named: list[tuple[FieldPath, str, str]] = [(("course",), meta.course, "course"), *practices]
    for field, slug, kind in named:
        card = cards.get(slug)
        if card is not None and card.kind != kind:
            yield problem("lesson-names", own.path, *own.loaded.place(field), slug=slug, wanted=kind, kind=card.kind)
    lesson = own.path.rpartition("/")[2].removesuffix(".md")
    for card in cards.values():
        if card.lesson == (meta.course, meta.number) and card.slug < lesson:
            place = own.loaded.place(("number",))
            yield problem("lesson-number", own.path, *place, number=meta.number, other=card.slug, course=meta.course)


def _length(own: Version, meta: Lesson, questions: int) -> Iterator[Problem]:
    text = without_marks(lesson_parts(own.body, own.lang).text)
    minutes = reading_minutes(text, questions)
    values = {"words": len(_words(text)), "count": questions, "minutes": minutes}
    if minutes > MOST_MINUTES:
        yield problem("lesson-long", own.path, own.body_line, 1, limit=MOST_MINUTES, **values)
    elif minutes > meta.minutes * _SLACK:
        yield problem("lesson-minutes", own.path, *own.loaded.place(("minutes",)), stated=meta.minutes, **values)


def reading_minutes(text: str, questions: int) -> int:
    """How many minutes a lesson takes, by the words of its text and the number of its questions."""
    return round(len(_words(text)) / WORDS_A_MINUTE + questions * SECONDS_A_QUESTION / 60)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _differences(
    version: Version, found: tuple[Question, ...], own: Version, original: tuple[Question, ...]
) -> Iterator[Problem]:
    """Both languages ask the same, in the same order, with the same answers."""
    here, there = {item.id: item for item in found}, {item.id: item for item in original}
    for item in original:
        if item.id not in here:
            yield problem("question-missing", version.path, version.body_line, 1, id=item.id, other=own.path)
    for item in found:
        asked = there.get(item.id)
        if asked is None:
            yield problem("question-missing", own.path, own.body_line, 1, id=item.id, other=version.path)
        elif item.neutral != asked.neutral:
            place = f"{own.path}:{asked.line}"
            yield problem("question-differs", version.path, item.line, 1, id=item.id, other=place)
    if here.keys() == there.keys() and list(here) != list(there):
        moved = next(item for item, asked in zip(found, original, strict=True) if item.id != asked.id)
        yield problem("question-order", version.path, moved.line, 1, id=moved.id, other=own.path)
