"""The home page."""

from __future__ import annotations

from collections.abc import Iterator

from portal.core.records import dataclass
from portal.core.urls import address
from portal.model.documents import KINDS
from portal.pages.catalogue import short_notes
from portal.pages.charts import tiles
from portal.pages.context import Context, Planned
from portal.pages.desk import DeskView, desk_view
from portal.pages.model import Card, Link, Page, TileView, TopicTile
from portal.pages.topics import tiles_of_topics

_HOME_TOPICS = 12
_HOME_NEWEST = 6
_WEEKS = 10
"""So many practices take turns as the practice of the week."""
_PROBLEMS = (
    ("water", "drinking-water"),
    ("waste", "waste-management"),
    ("kindergarten", "preschool-education"),
    ("light", "energy-efficiency"),
    ("money", "investment-attraction"),
    ("hearings", "citizen-participation"),
    ("budget", "local-budgets"),
    ("property", "municipal-property"),
)
"""Problems as people say them, each with the topic whose page answers it. One more leads to the training of staff."""


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
class HomeProblem:
    """An entrance by a problem."""

    icon: str
    title: str
    address: str
    count: str


@dataclass(frozen=True)
class HomeView:
    """The home page."""

    lead: str
    problems: tuple[HomeProblem, ...]
    weeks: tuple[Card, ...]
    """Practices of which a script shows one by the week; the first without it."""
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
    notes = context.of(short_notes, "practice")
    counts = {kind: len(context.by_kind(kind)) - (notes if kind == "practice" else 0) for kind in KINDS}
    numbers = (
        *(_number(context, f"count.{kind}s", count, f"{kind}s/index") for kind, count in counts.items() if count),
        *((_number(context, "count.short", notes, "practices/index"),) if notes else ()),
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
        problems=tuple(_problems(context)),
        weeks=tuple(context.list_of(context.of(weeks, ""))),
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


def _problems(context: Context) -> Iterator[HomeProblem]:
    """The problems that a listed practice answers, and the training of staff."""
    practices = {*context.by_kind("practice").slugs}
    for name, id_ in _PROBLEMS:
        topic = context.data.topics.get(id_)
        count = len(practices.intersection(context.by_topic(id_).slugs)) if topic else 0
        if topic and count:
            told = context.words.n("count.practices", count)
            yield HomeProblem(
                topic.icon, context.words.t(f"home.problem.{name}"), address(context.lang, f"topics/{id_}"), told
            )
    told = context.words.n("count.courses", len(context.by_kind("course")))
    yield HomeProblem(
        "account-cog-outline", context.words.t("home.problem.training"), address(context.lang, "training"), told
    )


def weeks(context: Context, _: str) -> tuple[str, ...]:
    """Those of which most is said: for how many, at which cost; then other full ones. Their order is that of names."""
    said = {slug: context.of(facts_said, slug) for slug in context.by_kind("practice").slugs}
    best = sorted((-count, slug) for slug, count in said.items() if count is not None)
    return tuple(sorted(slug for _, slug in best[:_WEEKS]))


def facts_said(context: Context, slug: str) -> int | None:
    """How many facts the card of a full document tells, if the language has it: an edit seldom changes that."""
    card = context.cards[slug]
    return len(card.facts) if card.full and card.state != "missing" else None


def _number(context: Context, key: str, count: int, target: str) -> Number:
    text = context.words.n(key, count)
    value = context.words.number(count)
    return Number(value, text.removeprefix(value).strip(), address(context.lang, target))
