"""A reader for a course: one printable page per topic with the texts of its documents and its acts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from portal.core.records import dataclass
from portal.core.urls import address
from portal.model.documents import KINDS
from portal.pages.acts import act_link
from portal.pages.context import Context, Planned
from portal.pages.embedding import embed, without_last_heading
from portal.pages.model import Card, Link, Page
from portal.pages.recommendations import RecommendationView, recommendation_groups
from portal.pages.sources import SourceView, sources

MOST_DOCUMENTS = 40
"""A reader is printed; beyond this it names the documents that it leaves out by their number only."""


@dataclass(frozen=True)
class ReaderPart:
    """A document in the reader: its card and its text, headings one level lower, anchors of its own."""

    card: Card
    anchor: str
    html: str
    recommendations: tuple[RecommendationView, ...]
    sources: tuple[SourceView, ...]

    @property
    def prefix(self) -> str:
        """What stands before the anchors of the document, here and in its text."""
        return f"{self.anchor}--"


@dataclass(frozen=True)
class ReaderView:
    """The reader of a topic."""

    description: str
    groups: tuple[tuple[str, tuple[ReaderPart, ...]], ...]
    acts: tuple[Link, ...]
    topic: Link
    left_out: str


def chosen(cards: Sequence[Card]) -> tuple[Sequence[Card], int]:
    """The documents that go in, and how many stay out."""
    return cards[:MOST_DOCUMENTS], max(0, len(cards) - MOST_DOCUMENTS)


def pages(context: Context) -> Iterator[Planned]:
    """The reader of every topic."""
    for topic in context.data.topics:
        yield Planned(f"readers/{topic}", _reader, (topic,))


def _reader(context: Context, name: str) -> Page:
    topic = context.data.topics[name]
    cards, left_out = chosen(context.by_topic(name))
    at = address(context.lang, f"readers/{topic.id}")
    groups = []
    for kind in KINDS:
        parts = tuple(_part(context, item, at) for item in cards if item.kind == kind)
        if parts:
            groups.append((context.words.t(f"kinds.{kind}"), parts))
    acts = dict.fromkeys(act for item in cards for act in item.acts)
    title = topic.title.get(context.lang)
    view = ReaderView(
        description=topic.description.get(context.lang),
        groups=tuple(groups),
        acts=tuple(act_link(context, context.data.acts[act]) for act in acts),
        topic=context.link(f"topics/{topic.id}", title),
        left_out=context.words.t("reader.left_out", count=context.words.n("count.documents", left_out))
        if left_out
        else "",
    )
    crumbs = (context.section("topics"), view.topic)
    page = context.page(
        f"readers/{topic.id}", "reader", context.words.t("reader.title", topic=title), context.words.t("reader.lead"),
        view, "topics/index", crumbs,
    )  # fmt: skip
    bodies = (context.portal.bodies.get((context.lang, item.slug)) for item in cards)
    features = dict.fromkeys(feature for body in bodies if body for feature in body.features)
    return replace(page, indexed=False, features=tuple(features))  # it repeats what stands on pages of its own


def _part(context: Context, item: Card, at: str) -> ReaderPart:
    document = context.portal.documents[item.slug]
    body = context.portal.bodies.get((context.lang, item.slug))
    return ReaderPart(
        card=item,
        anchor=item.slug,
        html=embed(without_last_heading(body.html), item.slug, item.address, at) if body else "",
        recommendations=tuple(r for group in recommendation_groups(context, document) for r in group.recommendations),
        sources=tuple(sources(context, document)),
    )
