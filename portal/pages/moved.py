"""Pages for what is not where it was asked for: old addresses, and addresses that never were."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from portal.core.records import dataclass
from portal.core.urls import address
from portal.language.languages import others
from portal.pages.context import Context, Planned
from portal.pages.model import Link, Page
from portal.words.texts import Words


@dataclass(frozen=True)
class NotFoundView:
    """The page for what is not there, in all languages."""

    parts: tuple[Mapping[str, str], ...]


@dataclass(frozen=True)
class RedirectView:
    """Where the page is now."""

    target: Link


def pages(context: Context) -> Iterator[Planned]:
    """The page for an address that does not exist, then a small page at every old address."""
    yield Planned("404", not_found)
    for old in context.portal.redirects:
        yield Planned(old, _redirect, (old,))


def not_found(context: Context) -> Page:
    """The page for an address that does not exist, in all languages."""
    parts = []
    for lang in (context.lang, *others(context.lang)):
        words = context.words_of(lang)
        parts.append(
            {
                "lang": lang,
                "title": words.t("notfound.title"),
                "text": words.t("notfound.text"),
                "home": words.t("notfound.home"),
                "home_address": address(lang, "index"),
                "catalogue": words.t("notfound.catalogue"),
                "catalogue_address": address(lang, "catalogue"),
            }
        )
    title = context.words.t("notfound.title")
    page = context.page("404", "notfound", title, title, NotFoundView(tuple(parts)))
    return replace(page, indexed=False, versions={})


def _redirect(context: Context, old: str) -> Page:
    """The small page at an old address, which leads to the new one."""
    new, t = context.portal.redirects[old], context.words.t
    folder, _, name = new.rpartition("/")
    document = context.portal.text(name)
    version = document.version(context.lang) if document and document.key == new else None
    title = Words(version.title, version.lang) if version else Words(t("redirect.open"), context.lang)
    view = RedirectView(Link(title, address(context.lang, new)))
    section = f"{folder}/index" if folder else new
    page = context.page(old, "redirect", t("redirect.title"), t("redirect.text"), view, section)
    return replace(page, indexed=False, versions={})
