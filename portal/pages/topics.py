"""The index of topics and the page of a topic."""

from __future__ import annotations

from collections.abc import Iterator

from portal.core.records import dataclass
from portal.core.urls import address
from portal.model.reference import Topic
from portal.pages.acts import act_link
from portal.pages.context import Context, Planned
from portal.pages.facets import Finder, finder_beside
from portal.pages.model import CardGroup, Link, Page, TopicTile


@dataclass(frozen=True)
class TopicGroupView:
    """A group of topics."""

    title: str
    topics: tuple[TopicTile, ...]


@dataclass(frozen=True)
class TopicsView:
    """The index of topics."""

    groups: tuple[TopicGroupView, ...]


@dataclass(frozen=True)
class TopicView:
    """The page of a topic."""

    summary: str
    description: str
    icon: str
    survey: bool
    groups: tuple[CardGroup, ...]
    acts: tuple[Link, ...]
    catalogue: str
    finder: Finder | None
    count: str


def pages(context: Context) -> Iterator[Planned]:
    """The index, then every topic."""
    yield Planned("topics/index", _index)
    for topic in context.data.topics:
        yield Planned(f"topics/{topic}", _topic, (topic,))


def tiles_of_topics(context: Context) -> list[TopicTile]:
    """All topics with their counts, in the order of the data."""
    return [topic_tile(context, topic) for topic in context.data.topics.values()]


def topic_tile(context: Context, topic: Topic) -> TopicTile:
    """A topic with its count."""
    count = len(context.by_topic(topic.id))
    return TopicTile(
        id=topic.id,
        title=topic.title.get(context.lang),
        summary=topic.summary.get(context.lang),
        icon=topic.icon,
        address=address(context.lang, f"topics/{topic.id}"),
        count=count,
        count_text=context.words.n("count.documents", count),
        survey=topic.origin == "survey-2014",
    )


def _index(context: Context) -> Page:
    groups = tuple(
        TopicGroupView(
            group.title.get(context.lang),
            tuple(topic_tile(context, t) for t in context.data.topics.values() if t.group == group.id),
        )
        for group in context.data.groups.values()
    )
    t = context.words.t
    return context.page("topics/index", "topics", t("topics.title"), t("topics.lead"), TopicsView(groups))


def _topic(context: Context, name: str) -> Page:
    topic, cards = context.data.topics[name], context.by_topic(name)
    acts = dict.fromkeys(act for slug in cards.slugs for act in context.facets_of(slug).get("act", ()))
    view = TopicView(
        summary=topic.summary.get(context.lang),
        description=topic.description.get(context.lang),
        icon=topic.icon,
        survey=topic.origin == "survey-2014",
        groups=context.by_kinds(cards, f"topic={topic.id}"),
        acts=tuple(act_link(context, context.data.acts[act]) for act in list(acts)[:20]),
        catalogue=f"{address(context.lang, 'catalogue')}?topic={topic.id}",
        finder=finder_beside(context, f"topic={topic.id}"),
        count=context.words.n("count.documents", len(cards)),
    )
    title = topic.title.get(context.lang)
    key = f"topics/{topic.id}"
    crumbs = (context.section("topics"),)
    return context.page(key, "topic", title, topic.summary.get(context.lang), view, "topics/index", crumbs)
