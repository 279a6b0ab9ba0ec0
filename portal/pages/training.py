"""The cycle of departmental training and the page that makes a printable training order."""

from __future__ import annotations

import math
from collections.abc import Iterator

from portal.core.records import dataclass
from portal.pages.context import Context, Planned
from portal.pages.courses import courses
from portal.pages.lessons import course_view
from portal.pages.model import Link, Page
from portal.words.interface import Interface

STAGES = 5
_SIZE = 400
_RADIUS = 140
_EXAMPLE = ((1, "16", "20000"), (4, "24", "36000"), (12, "16", "60000"), (23, "8", "34000"))
"""Of the example: how many hold a post, hours and cost of their training."""


@dataclass(frozen=True)
class Stage:
    """A stage of the cycle: number, name, what is done, and its place in the picture."""

    number: int
    name: str
    text: str
    x: float
    y: float


@dataclass(frozen=True)
class TrainingView:
    """The page of the training cycle and order."""

    stages: tuple[Stage, ...]
    arcs: tuple[str, ...]
    size: int
    alternative: str
    topics: tuple[tuple[str, str], ...]
    sources: tuple[Link, ...]
    courses: tuple[tuple[str, str], ...]
    """The portal's self-study courses with their hours."""
    example: dict[str, object]
    """The form filled in for an invented municipality."""


def stages(words: Interface) -> tuple[Stage, ...]:
    """The five stages of recommendation 8 of the resolution of 27 October 2023, clockwise from the top."""
    found = []
    for number in range(1, STAGES + 1):
        angle = 2 * math.pi * (number - 1) / STAGES - math.pi / 2
        found.append(
            Stage(
                number=number,
                name=words.t(f"training.stage.{number}"),
                text=words.t(f"training.stage.{number}.text"),
                x=round(_SIZE / 2 + _RADIUS * math.cos(angle), 1),
                y=round(_SIZE / 2 + _RADIUS * math.sin(angle), 1),
            )
        )
    return tuple(found)


def arcs() -> tuple[str, ...]:
    """Paths of the arrows between the stages, on the circle, leaving room for the stages themselves."""
    gap = math.radians(18)
    found = []
    for number in range(STAGES):
        start = 2 * math.pi * number / STAGES - math.pi / 2 + gap
        end = 2 * math.pi * (number + 1) / STAGES - math.pi / 2 - gap
        points = [
            (round(_SIZE / 2 + _RADIUS * math.cos(angle), 1), round(_SIZE / 2 + _RADIUS * math.sin(angle), 1))
            for angle in (start, end)
        ]
        found.append(f"M{points[0][0]} {points[0][1]}A{_RADIUS} {_RADIUS} 0 0 1 {points[1][0]} {points[1][1]}")
    return tuple(found)


def training_view(
    words: Interface,
    topics: tuple[tuple[str, str], ...],
    sources: tuple[Link, ...],
    courses: tuple[tuple[str, str], ...] = (),
) -> TrainingView:
    """The page: the cycle, the topics to choose from, and the documents that name the rule."""
    found = stages(words)
    names = "; ".join(f"{stage.number}. {stage.name}" for stage in found)
    alternative = words.t("training.picture", stages=names)
    return TrainingView(found, arcs(), _SIZE, alternative, topics, sources, courses, example(words, topics, courses))


def example(
    words: Interface, topics: tuple[tuple[str, str], ...], courses: tuple[tuple[str, str], ...]
) -> dict[str, object]:
    """The form of an invented municipality with 40 servants, as a file of the form holds it."""
    subjects = [*courses[:2], *((title, "") for _, title in topics)][: len(_EXAMPLE)]
    lines = [
        {
            "post": words.t(f"training.example.post.{number}"),
            "number": str(people),
            "subject": title,
            "hours": hours or own_hours,
            "provider": words.t("training.example.self" if hours else "training.example.provider"),
            "cost": "0" if hours else cost,
        }
        for number, ((people, own_hours, cost), (title, hours)) in enumerate(zip(_EXAMPLE, subjects, strict=False), 1)
    ]
    fields = {"name": words.t("training.example.name"), "year": "", "people": "40", "amount": "12000000"}
    chosen = [name for name, title in topics if title in {line["subject"] for line in lines}]
    return {"invented": True, "fields": fields | {"budget": "30000000"}, "topics": chosen, "lines": lines}


def _courses(context: Context) -> Iterator[tuple[str, str]]:
    slugs: tuple[str, ...] = context.of(courses, "")
    for slug in slugs:
        minutes = sum(line.minutes for line in course_view(context, slug).lessons)
        yield context.cards[slug].title.text, context.words.number(round(minutes / 60, 1)) if minutes else ""


def pages(_: Context) -> Iterator[Planned]:
    """The page."""
    yield Planned("training", page)


def page(context: Context) -> Page:
    """The page in the language of ``context``."""
    topics = tuple((topic.id, topic.title.get(context.lang)) for topic in context.data.topics.values())
    named = ("round-table-2023-training", "academy-first-steps-2021")
    sources = tuple(
        Link(context.cards[slug].title, context.cards[slug].address) for slug in named if slug in context.cards
    )
    view = training_view(context.words, topics, sources, tuple(_courses(context)))
    return context.page(
        "training", "training", context.words.t("training.title"), context.words.t("training.lead"), view
    )
