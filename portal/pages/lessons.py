"""Lessons and self-study courses: what their pages show beside what every document shows."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from portal.content.documents import Document
from portal.core.records import dataclass
from portal.core.urls import address
from portal.model.documents import Course, Lesson
from portal.model.questions import Question, QuestionKind, right_options
from portal.pages.context import Context
from portal.pages.model import Link
from portal.words.interface import Interface
from portal.words.texts import Words

LETTERS = "АБВГДЕЖЗ"
"""What choices are called on paper: the same in Kyrgyz and Russian."""


@dataclass(frozen=True)
class QuestionChoice:
    """Something to choose or to put in order: ``value`` is its right place, from 0."""

    value: int
    text: str
    letter: str
    right: bool = False


@dataclass(frozen=True)
class QuestionView:
    """A question as a page shows it. What is to be ordered or matched stands shuffled, the same in every language."""

    id: str
    number: int
    kind: QuestionKind
    kind_name: str
    text: str
    choices: tuple[QuestionChoice, ...]
    left: tuple[str, ...]
    columns: tuple[str, str]
    answer: str
    """What a script compares with: places of right choices, or the number."""
    tolerance: str
    right: tuple[str, ...]
    """The right answer in words, a line each."""
    explanation: str
    sources: tuple[int, ...]


@dataclass(frozen=True)
class LessonLine:
    """A lesson in the list of its course."""

    slug: str
    number: int
    title: Words
    address: str
    minutes: int
    questions: tuple[str, ...]
    length: str
    """Minutes and questions in words."""


@dataclass(frozen=True)
class LessonView:
    """What the page of a lesson shows of its own."""

    slug: str
    goal: Words
    course: Link | None
    place: str
    length: str
    questions: tuple[QuestionView, ...]
    practices: tuple[Link, ...]
    previous: Link | None
    next: Link | None
    words: dict[str, str]
    learning: str


@dataclass(frozen=True)
class CourseView:
    """What the page of a self-study course shows of its own."""

    lessons: tuple[LessonLine, ...]
    length: str
    whole: str
    trainer: str
    learning: str


def own_part(context: Context, document: Document) -> LessonView | CourseView | None:
    """The part of a lesson or of a self-study course; nothing for other documents."""
    meta = document.meta
    if isinstance(meta, Lesson):
        return _lesson(context, document, meta)
    if isinstance(meta, Course) and meta.type == "self-study":
        return course_view(context, document.slug)
    return None


def course_view(context: Context, slug: str) -> CourseView:
    """Its lessons, and what they come to."""
    found: tuple[LessonLine, ...] = context.of(of_course, slug)
    minutes, questions = sum(line.minutes for line in found), sum(len(line.questions) for line in found)
    length = f"{context.words.n('count.lessons', len(found))}, {length_words(context.words, minutes, questions)}"
    return CourseView(
        lessons=found,
        length=length,
        whole=address(context.lang, f"course-books/{slug}"),
        trainer=address(context.lang, f"course-trainers/{slug}"),
        learning=address(context.lang, "learning"),
    )


def of_course(context: Context, slug: str) -> tuple[LessonLine, ...]:
    """The listed lessons of a course, in their order."""
    found = []
    for card in context.by_kind("lesson"):
        meta = context.portal.documents[card.slug].meta
        if isinstance(meta, Lesson) and meta.course == slug:
            ids = tuple(item.id for item in questions_of(context, card.slug))
            length = length_words(context.words, meta.minutes, len(ids))
            found.append(LessonLine(card.slug, meta.number, card.title, card.address, meta.minutes, ids, length))
    return tuple(sorted(found, key=lambda line: (line.number, line.slug)))


def self_study(context: Context) -> tuple[str, ...]:
    """The slugs of the listed self-study courses, by their titles."""
    cards = [
        card
        for card in context.by_kind("course")
        if isinstance(meta := context.portal.documents[card.slug].meta, Course) and meta.type == "self-study"
    ]
    return tuple(card.slug for card in sorted(cards, key=lambda card: card.title.text))


def questions_of(context: Context, slug: str) -> tuple[Question, ...]:
    """The questions of a lesson in this language, or in that of the original."""
    document = context.portal.documents[slug]
    body = context.portal.bodies.get((context.lang, slug)) or context.portal.bodies.get((document.original, slug))
    return body.questions if body else ()


def length_words(words: Interface, minutes: int, questions: int) -> str:
    """How long it takes and how much is asked."""
    return f"{words.n('unit.minutes', minutes)}, {words.n('count.questions', questions)}"


def _lesson(context: Context, document: Document, meta: Lesson) -> LessonView:
    lines: Sequence[LessonLine] = context.of(of_course, meta.course)
    place = next((number for number, line in enumerate(lines) if line.slug == document.slug), None)
    before = lines[place - 1] if place else None
    after = lines[place + 1] if place is not None and place + 1 < len(lines) else None
    version = document.version(context.lang)
    questions = questions_of(context, document.slug)
    return LessonView(
        slug=document.slug,
        goal=Words(version.words.get("goal", meta.goal), version.lang),
        course=_link(context, meta.course),
        place=context.words.t("lesson.place", n=meta.number, all=max(len(lines), meta.number)),
        length=length_words(context.words, meta.minutes, len(questions)),
        questions=question_views(context.words, questions),
        practices=tuple(link for slug in meta.practices if (link := _link(context, slug))),
        previous=Link(before.title, before.address) if before else None,
        next=Link(after.title, after.address) if after else None,
        words=client_words(context.words),
        learning=address(context.lang, "learning"),
    )


def _link(context: Context, slug: str) -> Link | None:
    card = context.cards.get(slug)
    return Link(card.title, card.address) if card else None


_CLIENT = ("right", "wrong", "partly", "answer", "refused", "unanswered", "score", "done", "kept", "number")


def client_words(words: Interface) -> dict[str, str]:
    """The words that the script of lessons needs; places stay for it to fill in."""
    return {name: words.t(f"learning.{name}") for name in _CLIENT}


# Questions ----------------------------------------------------------------------------------------------------


def question_views(words: Interface, questions: Sequence[Question]) -> tuple[QuestionView, ...]:
    """The questions as pages show them, numbered from 1."""
    return tuple(_question(words, item, number) for number, item in enumerate(questions, 1))


def shuffled(name: str, count: int) -> tuple[int, ...]:
    """Places from 0 in an order that follows from the name alone and is never the right one."""
    found = sorted(range(count), key=lambda place: hashlib.blake2b(f"{name} {place}".encode()).digest())
    return tuple(found[1:] + found[:1]) if found == list(range(count)) else tuple(found)


def _question(words: Interface, item: Question, number: int) -> QuestionView:
    if item.kind in ("order", "match"):
        texts = item.items or tuple(right for _, right in item.pairs)
        places = shuffled(item.id, len(texts))
        choices = tuple(QuestionChoice(place, texts[place], LETTERS[n]) for n, place in enumerate(places))
        answer = ""
    else:
        choices = tuple(
            QuestionChoice(place, option.text, LETTERS[place], option.right)
            for place, option in enumerate(item.options)
        )
        answer = item.answer or " ".join(str(place) for place in right_options(item))
    return QuestionView(
        id=item.id,
        number=number,
        kind=item.kind,
        kind_name=words.t(f"question.{item.kind}"),
        text=item.text,
        choices=choices,
        left=tuple(left for left, _ in item.pairs),
        columns=item.columns,
        answer=answer,
        tolerance=item.tolerance,
        right=right_answer(item),
        explanation=item.explanation,
        sources=item.sources,
    )


def right_answer(item: Question) -> tuple[str, ...]:
    """The right answer in words, a line each."""
    if item.kind == "number":
        value = item.answer.replace(".", ",")
        return (value if item.tolerance == "0" else f"{value} ± {item.tolerance.replace('.', ',')}",)
    if item.kind == "order":
        return tuple(f"{place}. {text}" for place, text in enumerate(item.items, 1))
    if item.kind == "match":
        return tuple(f"{left} – {right}" for left, right in item.pairs)
    return tuple(f"{LETTERS[place]}. {item.options[place].text}" for place in right_options(item))
