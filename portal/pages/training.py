"""The cycle of departmental training and the page that makes a printable training order."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from portal.pages.context import Context, Planned
from portal.pages.model import Link, Page
from portal.words.interface import Interface

STAGES = 5
_SIZE = 400
_RADIUS = 140


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


def training_view(words: Interface, topics: tuple[tuple[str, str], ...], sources: tuple[Link, ...]) -> TrainingView:
    """The page: the cycle, the topics to choose from, and the documents that name the rule."""
    found = stages(words)
    names = "; ".join(f"{stage.number}. {stage.name}" for stage in found)
    alternative = words.t("training.picture", stages=names)
    return TrainingView(found, arcs(), _SIZE, alternative, topics, sources)


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
    view = training_view(context.words, topics, sources)
    return context.page(
        "training", "training", context.words.t("training.title"), context.words.t("training.lead"), view
    )
