"""The page where a reader keeps the portal on the device."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from portal.core.records import dataclass
from portal.corpus.downloads import FOLDER, SUMS, Download
from portal.language.languages import others
from portal.model.dates import PartialDate
from portal.model.reference import Topic
from portal.pages.context import Context, Planned
from portal.pages.model import Page, TopicTile
from portal.pages.topics import tiles_of_topics
from portal.words.interface import Interface

_WORDS = ("keep.button", "keep.label", "keep.size", "keep.done", "keep.updated", "keep.unknown",
          "list.none", "list.more", "progress.text", "progress.running", "progress.waiting", "progress.paused",
          "progress.done", "progress.full", "progress.refused", "progress.damaged", "progress.elsewhere",
          "state.protected.yes", "state.protected.no")  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """Something that can be kept whole; ``pack`` is its name in ``portal.publish.webapp.build.packs``."""

    pack: str
    title: str


@dataclass(frozen=True)
class Stick:
    """An edition for a stick that lies beside the site. ``note`` says size and day."""

    title: str
    address: str
    note: str
    sha256: str


@dataclass(frozen=True)
class OfflineView:
    """The page; sizes come with the lists, which are made when the site is finished."""

    sticks: tuple[Stick, ...]
    stick_topics: tuple[Stick, ...]
    sums: str
    whole: tuple[Choice, ...]
    parts: tuple[Choice, ...]
    words: dict[str, str]


def _stick(words: Interface, one: Download, topics: Mapping[str, Topic]) -> Stick:
    title = words.t(f"offline.keep.{one.lang}") if one.lang else words.t("offline.stick.all")
    if one.topic and one.topic in topics:
        title = topics[one.topic].title.get(words.lang)
    size = words.number(round(one.size / 1e6, 1))
    note = words.t("offline.stick.note", size=f"{size}\xa0МБ", date=words.date(PartialDate.parse(one.day)))
    return Stick(title, f"{FOLDER}/{one.file}", note, one.sha256)


def offline_view(
    words: Interface, tiles: tuple[TopicTile, ...], sticks: Sequence[Stick] = (), of_topics: Sequence[Stick] = ()
) -> OfflineView:
    """The choices, those of the reader's language first. ``tiles`` are the topics that have documents."""
    t, lang = words.t, words.lang
    topics = tuple(Choice(f"{lang}:{tile.id}", tile.title) for tile in tiles)
    return OfflineView(
        sticks=tuple(sticks),
        stick_topics=tuple(of_topics),
        sums=f"{FOLDER}/{SUMS}",
        whole=tuple(Choice(one, t(f"offline.keep.{one}")) for one in (lang, *others(lang))),
        parts=(Choice(f"{lang}:search", t("offline.keep.search")), *topics),
        words={name: t(f"offline.{name}") for name in _WORDS},
    )


def pages(_: Context) -> Iterator[Planned]:
    """The page."""
    yield Planned("offline", page)


def page(context: Context) -> Page:
    """The page in the language of ``context``."""
    words, lang = context.words, context.lang
    topics = context.data.topics
    there = [one for one in context.portal.downloads if one.topic is None or one.topic in topics]
    # The whole first, then the reader's language.
    whole = sorted((one for one in there if not one.topic), key=lambda one: (one.lang is not None, one.lang != lang))
    view = offline_view(
        words,
        tuple(tile for tile in tiles_of_topics(context) if tile.count),
        [_stick(words, one, topics) for one in whole],
        [_stick(words, one, topics) for one in there if one.topic],
    )
    made = context.page("offline", "offline", context.words.t("offline.title"), context.words.t("offline.lead"), view)
    return replace(made, indexed=False)
