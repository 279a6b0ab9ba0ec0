"""The home page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from portal.core.urls import address
from portal.model.documents import KINDS
from portal.pages.charts import tiles
from portal.pages.context import Context, Planned
from portal.pages.desk import DeskView, desk_view
from portal.pages.model import Card, Link, Page, TileView, TopicTile
from portal.pages.topics import tiles_of_topics

_HOME_TOPICS = 12
_HOME_NEWEST = 6


@dataclass(frozen=True)
class Door:
    """A door of the home page for one kind of users."""

    icon: str
    title: str
    text: str
    link: Link


@dataclass(frozen=True)
class Number:
    """A number of the home page."""

    value: str
    label: str
    address: str


@dataclass(frozen=True)
class HomeView:
    """The home page."""

    lead: str
    numbers: tuple[Number, ...]
    topics: tuple[TopicTile, ...]
    newest: tuple[Card, ...]
    doors: tuple[Door, ...]
    map: tuple[TileView, ...]
    desk: DeskView
    search: str
    catalogue: str
    topics_index: str


def pages(_: Context) -> Iterator[Planned]:
    """The page."""
    yield Planned("index", page)


def page(context: Context) -> Page:
    """The home page."""
    t = context.words.t
    topics = sorted(tiles_of_topics(context), key=lambda tile: -tile.count)[:_HOME_TOPICS]
    used_acts = len(context.acts_named)
    numbers = (
        *(
            _number(context, f"count.{kind}s", len(context.by_kind(kind)), f"{kind}s/index")
            for kind in KINDS
            if context.by_kind(kind)
        ),
        _number(context, "count.topics", len(context.data.topics), "topics/index"),
        _number(context, "count.acts", used_acts, "acts/index"),
    )
    doors = []
    for name, icon, key in (
        ("reader", "magnify", "catalogue"),
        ("staff", "usb-flash-drive-outline", "use"),
        ("learner", "school-outline", "learning"),
        ("editor", "pencil-outline", "form"),
    ):
        target = key if key in {"catalogue", "form", "learning"} or key in context.portal.pages else "catalogue"
        link = context.link(target, t(f"home.door.{name}.link"))
        doors.append(Door(icon, t(f"home.door.{name}.title"), t(f"home.door.{name}.text"), link))
    view = HomeView(
        lead=t("home.lead"),
        numbers=numbers,
        topics=tuple(topics),
        newest=tuple(context.listed[:_HOME_NEWEST]),
        doors=tuple(doors),
        map=tiles(context.data.oblasts, context.oblast_counts, context.lang),
        desk=desk_view(context),
        search=address(context.lang, "catalogue"),
        catalogue=address(context.lang, "catalogue"),
        topics_index=address(context.lang, "topics/index"),
    )
    name = context.portal.settings.name.get(context.lang)
    return context.page("index", "home", name, context.portal.settings.description.get(context.lang), view)


def _number(context: Context, key: str, count: int, target: str) -> Number:
    text = context.words.n(key, count)
    value = context.words.number(count)
    return Number(value, text.removeprefix(value).strip(), address(context.lang, target))
