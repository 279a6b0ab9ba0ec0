"""The page where a reader keeps the portal on the device."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from portal.language.languages import others
from portal.pages.context import Context, Planned
from portal.pages.model import Page, TopicTile
from portal.pages.topics import tiles_of_topics
from portal.words.interface import Interface

_WORDS = ("keep.button", "keep.label", "keep.size", "keep.done", "keep.updated", "list.none", "list.more",
          "progress.text", "progress.running", "progress.waiting", "progress.paused", "progress.done", "progress.full",
          "progress.refused", "progress.damaged", "progress.elsewhere", "state.protected.yes",
          "state.protected.no")  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """Something that can be kept whole; ``pack`` is its name in ``portal.publish.webapp.build.packs``."""

    pack: str
    title: str


@dataclass(frozen=True)
class OfflineView:
    """The page; sizes come with the lists, which are made when the site is finished."""

    whole: tuple[Choice, ...]
    parts: tuple[Choice, ...]
    words: dict[str, str]


def offline_view(words: Interface, tiles: tuple[TopicTile, ...]) -> OfflineView:
    """The choices, those of the reader's language first. ``tiles`` are the topics that have documents."""
    t, lang = words.t, words.lang
    topics = tuple(Choice(f"{lang}:{tile.id}", tile.title) for tile in tiles)
    return OfflineView(
        whole=tuple(Choice(one, t(f"offline.keep.{one}")) for one in (lang, *others(lang))),
        parts=(Choice(f"{lang}:search", t("offline.keep.search")), *topics),
        words={name: t(f"offline.{name}") for name in _WORDS},
    )


def pages(_: Context) -> Iterator[Planned]:
    """The page."""
    yield Planned("offline", page)


def page(context: Context) -> Page:
    """The page in the language of ``context``."""
    view = offline_view(context.words, tuple(tile for tile in tiles_of_topics(context) if tile.count))
    made = context.page("offline", "offline", context.words.t("offline.title"), context.words.t("offline.lead"), view)
    return replace(made, indexed=False)
