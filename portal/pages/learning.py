"""The page "My learning": all self-study courses by topic. What the reader has done only the reader's device knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from portal.core.records import dataclass
from portal.pages.context import Context, Planned
from portal.pages.courses import courses
from portal.pages.lessons import LessonLine, course_view
from portal.pages.model import Link, Page

LARGEST = 1_000_000
"""Bytes of a file of progress that is read at all; that of somebody who has done everything is a hundredth of it."""
_WORDS = (
    "line.done", "line.begun", "line.none", "sum", "confirmed", "nothing", "file.large", "file.damaged", "file.foreign",
    "file.edition", "file.taken", "file.unknown", "file.saved", "cleared",
)  # fmt: skip


@dataclass(frozen=True)
class LearningCourse:
    """A course with its lessons."""

    link: Link
    lessons: tuple[LessonLine, ...]


@dataclass(frozen=True)
class LearningTopic:
    """The courses of a topic."""

    title: str
    courses: tuple[LearningCourse, ...]


@dataclass(frozen=True)
class LearningView:
    """The page."""

    topics: tuple[LearningTopic, ...]
    words: dict[str, str]
    catalogue: Link
    largest: int


def pages(_: Context) -> Iterator[Planned]:
    """The page."""
    yield Planned("learning", page)


def page(context: Context) -> Page:
    """The page in the language of ``context``."""
    t = context.words.t
    groups: dict[str, list[LearningCourse]] = {}
    slugs: tuple[str, ...] = context.of(courses, "")
    for slug in slugs:
        card = context.cards[slug]
        course = LearningCourse(Link(card.title, card.address), course_view(context, slug).lessons)
        groups.setdefault(card.topics[0], []).append(course)
    topics = context.data.topics
    found = tuple(
        LearningTopic(topics[name].title.get(context.lang), tuple(groups[name])) for name in topics if name in groups
    )
    words = {name: t(f"learning.{name}") for name in _WORDS}
    view = LearningView(found, words, context.section("courses"), LARGEST)
    return replace(context.page("learning", "learning", t("learning.title"), t("learning.lead"), view), indexed=False)
