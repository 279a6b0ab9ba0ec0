"""Pages made of a self-study course: all of it on one page, which is its workbook on paper; and the trainer's sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from portal.core.records import dataclass
from portal.core.urls import address
from portal.pages.context import Context, Planned
from portal.pages.embedding import embed, turned_links
from portal.pages.lessons import CourseView, LessonView, client_words, course_view, own_part, self_study
from portal.pages.model import Link, Page
from portal.pages.sources import SourceView, sources

WHOLE, TRAINER = "course-books", "course-trainers"
"""The folders of the pages."""
SHEET = ("session", "group-tasks", "local-data")
"""The headings of a course that make the trainer's sheet."""
_HEADING = re.compile(r'<h2\b[^>]*\bid="([^"]+)"[^>]*>')


@dataclass(frozen=True)
class LessonPart:
    """A lesson in the page of the whole course; ``prefix`` begins its anchors."""

    title: str
    lang: str
    prefix: str
    lesson: LessonView
    html: str
    sources: tuple[SourceView, ...]


@dataclass(frozen=True)
class WholeView:
    """A course on one page."""

    course: Link
    own: CourseView
    parts: tuple[LessonPart, ...]
    words: dict[str, str]
    file: str
    """What the file is called that the reader can keep."""


@dataclass(frozen=True)
class TrainerView:
    """The trainer's sheet: what the course says of the session, and the goals of its lessons."""

    course: Link
    own: CourseView
    goals: tuple[tuple[str, str, str], ...]
    """Title, goal and length of every lesson."""
    html: str


def pages(context: Context) -> Iterator[Planned]:
    """Both pages of every self-study course."""
    for slug in context.of(courses, ""):
        yield Planned(f"{WHOLE}/{slug}", _whole, (slug,))
        yield Planned(f"{TRAINER}/{slug}", _trainer, (slug,))


def courses(context: Context, _: str) -> tuple[str, ...]:
    """The slugs of the listed self-study courses, by their titles."""
    return self_study(context)


def _whole(context: Context, slug: str) -> Page:
    card, own = context.cards[slug], course_view(context, slug)
    at = address(context.lang, f"{WHOLE}/{slug}")
    parts = tuple(_part(context, line.slug, at) for line in own.lessons)
    view = WholeView(
        Link(card.title, card.address), own, parts, client_words(context.words), f"{slug}-{context.lang}.html"
    )
    return _page(context, f"{WHOLE}/{slug}", "course_whole", "course.whole.title", slug, view)


def _part(context: Context, slug: str, at: str) -> LessonPart:
    document = context.portal.documents[slug]
    body = context.portal.bodies.get((context.lang, slug)) or context.portal.bodies.get((document.original, slug))
    lesson = own_part(context, document)
    assert isinstance(lesson, LessonView)
    card = context.cards[slug]
    html = embed(body.html, slug, card.address, at) if body else ""
    return LessonPart(
        card.title.text, card.title.lang, f"{slug}--", lesson, html, tuple(sources(context, document))
    )  # fmt: skip


def _trainer(context: Context, slug: str) -> Page:
    card, own = context.cards[slug], course_view(context, slug)
    document = context.portal.documents[slug]
    body = context.portal.bodies.get((context.lang, slug)) or context.portal.bodies.get((document.original, slug))
    at = address(context.lang, f"{TRAINER}/{slug}")
    goals = []
    for line in own.lessons:
        version = context.portal.documents[line.slug].version(context.lang)
        goals.append((line.title.text, version.words.get("goal", ""), line.length))
    html = turned_links(sections(body.html, SHEET), card.address, at) if body else ""
    view = TrainerView(Link(card.title, card.address), own, tuple(goals), html)
    return _page(context, f"{TRAINER}/{slug}", "course_trainer", "course.trainer.title", slug, view)


def _page(context: Context, key: str, template: str, title: str, slug: str, view: object) -> Page:
    card = context.cards[slug]
    crumbs = (context.section("courses"), Link(card.title, card.address))
    name = context.words.t(title, title=card.title.text)
    page = context.page(key, template, name, card.summary, view, "courses/index", crumbs)
    return replace(page, indexed=False)  # it repeats what stands on pages of its own


def sections(html: str, names: tuple[str, ...]) -> str:
    """Those parts of a rendered text that stand below second-level headings with these anchors, in their order."""
    found = list(_HEADING.finditer(html))
    ends = [match.start() for match in found[1:]] + [len(html)]
    parts = {match[1]: html[match.start() : end] for match, end in zip(found, ends, strict=True)}
    return "".join(parts[name] for name in names if name in parts)
