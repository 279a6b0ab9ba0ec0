"""The menu in the head and the groups of links at the foot of every page, as ``nav`` of ``mkdocs.yml`` has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from portal.core.records import dataclass
from portal.generator.navigation import NavLine
from portal.pages.context import Context
from portal.pages.model import Link
from portal.words.texts import Words

_SECTION_NAMES: Mapping[str, str] = {
    "index": "menu.home",
    "catalogue": "catalogue.title",
    "form": "form.menu",
    "training": "training.menu",
    "learning": "learning.title",
    "contests": "contests.title",
    "follow-up": "follow_up.title",
    "journal": "journal.title",
    "offline": "offline.title",
    "status": "status.title",
    "list": "list.title",
    "compare": "compare.title",
    "privacy": "privacy.title",
    "search": "search.title",
}
"""What pages are called that the portal makes of itself; the others by their folder: ``menu.practices``."""


@dataclass(frozen=True)
class LinkGroup:
    """Links below a heading."""

    title: Words
    links: tuple[Link, ...]


def header_links(context: Context) -> tuple[Link, ...]:
    """The menu."""
    return tuple(_links(context, context.whole.nav))


def footer_groups(context: Context) -> tuple[LinkGroup, ...]:
    """The groups at the foot of the page."""
    groups = (line for line in context.whole.nav if line.below)
    return tuple(
        LinkGroup(Words(line.titles[context.lang], context.lang), tuple(_links(context, line.below)))
        for line in groups
    )  # fmt: skip


def home_link(context: Context) -> Link:
    """The page that the name of the site leads to."""
    return context.link("index", context.words.t("menu.home"))


def _links(context: Context, lines: tuple[NavLine, ...]) -> Iterator[Link]:
    for line in lines:
        if line.key:
            yield context.link(line.key, line.titles.get(context.lang) or own_title(context, line.key))


def own_title(context: Context, key: str) -> str:
    """What the page is called where ``nav`` says nothing."""
    text = context.portal.text(key.rpartition("/")[2])
    if text and text.key == key:
        return text.version(context.lang).title
    return context.words.t(_SECTION_NAMES.get(key, f"menu.{key.partition('/')[0]}"))


def ordinary_pages(context: Context) -> tuple[tuple[str, Link], ...]:
    """The keys and links of all lines that are ordinary pages, in the order of ``nav``."""
    lines = (one for line in context.whole.nav for one in (line.below or (line,)))
    chosen = tuple(line for line in lines if line.key in context.portal.pages)
    return tuple(zip((line.key for line in chosen), _links(context, chosen), strict=True))
