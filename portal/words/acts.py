"""How acts are named on pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from portal.model.reference import Act, ActSource
from portal.model.values import Lang
from portal.words.interface import Interface
from portal.words.texts import Words


def act_kind(act: Act, words: Interface) -> str:
    """What the act is called, by who issued it: «Распоряжение Правительства», not that of the body of today."""
    if act.kind == "cabinet_order" and (by := act.office or act.issuer) in _ORDERS_BY:
        return words.t(f"actkind.{act.kind}.{by}")
    return words.t(f"actkind.{act.kind}")


_ORDERS_BY = frozenset({"government", "prime_minister"})
"""Who issued such orders before there was a cabinet."""


def act_title(act: Act, words: Interface) -> Words:
    """The act's title in the page's language or else in another; else what it approves; else its number."""
    lang: Lang = words.lang
    for known in (act.title, act.approves):
        best = known.best(lang)
        if best:
            return Words(*best)
    kind = act_kind(act, words)
    if act.number:
        return Words(words.t("act.untitled", kind=kind, number=act.number), lang)
    return Words(kind, lang)


def act_details(act: Act, words: Interface) -> str:
    """Kind, date and number as far as they are known: «Закон, 27 октября 2021 года, № 125».

    Of an act without a title, which is called by kind and number, the day alone where it is known.
    """
    untitled = not (act.title.best(words.lang) or act.approves.best(words.lang))
    if untitled and (act.date or act.year):
        return words.date(act.date) if act.date else str(act.year)
    parts = [act_kind(act, words)]
    if act.date:
        parts.append(words.date(act.date))
    elif act.year:
        parts.append(str(act.year))
    if act.number:
        parts.append(f"№\u00a0{act.number}")
    return ", ".join(parts)


def act_status(act: Act, words: Interface) -> str:
    """The last state with the day on which it was read, or that nobody checked: never a claim of ours."""
    standing = act.standing
    if standing is None:
        return words.t("act.status.superseded" if act.replaced_by else "act.status.unchecked")
    parts = [words.t(f"act.status.{standing.state}")]
    if standing.since:
        parts.append(words.t("act.status.since", date=words.date(standing.since, "ablative")))
    if standing.checked:
        parts.append(words.t("act.status.checked", date=words.date(standing.checked)))
    if standing.source:
        parts.append(words.t("act.status.source", source=standing.source))
    return ", ".join(parts)


def article_words(article: str, words: Interface, within: bool = True) -> str:
    """An article or a range of them: «статья 28», «Статьи 102–117»."""
    if ".." in article:
        key = "act.articles.within" if within else "act.articles.several"
    else:
        key = "act.article.within" if within else "act.article"
    return words.t(key, n=article.replace("..", "–"))


_LONGEST = 60


def act_sources(act: Act, words: Interface) -> Iterator[tuple[Words, str | None]]:
    """Where the values of an act were read, each place once: its words and its address, if it has one.

    A page is told by its site, and by more of its address where the act has several pages of that site.
    """
    places = {(one.at, one.seen, one.day, _told(one)): one for one in act.sources}
    sites = Counter(_site(at) for at, *_ in places if at and "://" in at)
    for source in places.values():
        if source.at and "://" in source.at:
            site = _site(source.at)
            yield Words(site if sites[site] == 1 else _shortened(source.at), words.lang), source.at
        else:
            yield Words(_read(source, words), words.lang), None


def _told(source: ActSource) -> str | None:
    """Its number, where readers are told it: that of a file says nothing to anybody."""
    return source.number if source.seen == "code" else None


def _site(at: str) -> str:
    return urlsplit(at).hostname or at


def _shortened(at: str) -> str:
    told = at.partition("://")[2].rstrip("/")
    return told if len(told) <= _LONGEST else f"{told[:_LONGEST]}…"


def _read(source: ActSource, words: Interface) -> str:
    """A place without an address: «cbd.minjust.gov.kg (копия текста, декабрь 2025 года)»."""
    seen = [words.t(f"act.seen.{source.seen}", number=source.number or "")] if source.seen else []
    seen += [words.date(source.day)] if source.day else []
    if source.at is None:
        return ", ".join(seen)
    return f"{source.at} ({', '.join(seen)})" if seen else source.at
