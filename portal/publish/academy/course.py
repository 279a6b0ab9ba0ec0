"""What of a course goes out: its words and its lessons in one language."""

from __future__ import annotations

from dataclasses import dataclass

from portal.content.documents import Document
from portal.corpus.corpus import Portal
from portal.model.documents import Course, Lesson
from portal.model.questions import Question
from portal.model.values import Lang


@dataclass(frozen=True)
class ExportedLesson:
    """A lesson with its questions; ``sources`` in the order of their numbers."""

    slug: str
    title: str
    questions: tuple[Question, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class ExportedCourse:
    """A course in one language."""

    slug: str
    lang: Lang
    title: str
    summary: str
    topics: tuple[str, ...]
    lessons: tuple[ExportedLesson, ...]

    @property
    def questions(self) -> int:
        """How many are asked in all."""
        return sum(len(lesson.questions) for lesson in self.lessons)


def self_study_courses(portal: Portal) -> dict[str, Document]:
    """The self-study courses by their slugs."""
    return {
        document.slug: document
        for document in portal.documents.values()
        if isinstance(document.meta, Course) and document.meta.type == "self-study"
    }


def exported(portal: Portal, slug: str, lang: Lang) -> ExportedCourse:
    """The course ``slug``; lessons that ``lang`` lacks in their original. Raises ``KeyError`` for what is no course."""
    course = self_study_courses(portal)[slug]
    found = [
        (document.meta.number, document)
        for document in portal.documents.values()
        if isinstance(document.meta, Lesson) and document.meta.course == slug and document.review == "published"
    ]
    version = course.version(lang)
    lessons = tuple(_lesson(portal, document, lang) for _, document in sorted(found, key=lambda one: one[0]))
    return ExportedCourse(slug, lang, version.title, version.summary, tuple(course.meta.topics), lessons)


def _lesson(portal: Portal, document: Document, lang: Lang) -> ExportedLesson:
    version = document.version(lang)
    body = portal.bodies.get((version.lang, document.slug))
    sources = (
        " – ".join(part for part in (one.publisher, one.title, one.url) if part) for one in document.meta.sources
    )
    return ExportedLesson(document.slug, version.title, body.questions if body else (), tuple(sources))
