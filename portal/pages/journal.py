"""The page of the journal «Муниципалитет»: its items by issue and rubric, and what the portal made of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from portal.core.records import dataclass
from portal.core.urls import address
from portal.model.journal import JournalItem
from portal.pages.context import Context, Planned
from portal.pages.model import Link, Page
from portal.words.texts import Words


@dataclass(frozen=True)
class JournalLine:
    """An item: its title or what it is about, where it can be read, and the documents made from it or about it."""

    anchor: str
    title: Words
    printed: bool
    """Whether the title is the printed one."""
    url: str | None
    details: str
    documents: tuple[Link, ...]


@dataclass(frozen=True)
class JournalGroup:
    """The items of an issue or of a rubric."""

    title: str
    anchor: str
    lines: tuple[JournalLine, ...]


@dataclass(frozen=True)
class JournalView:
    """The page: the items by issue, the newest first; the names of the rubrics with the anchors of their items."""

    issues: tuple[JournalGroup, ...]
    rubrics: tuple[tuple[str, tuple[Link, ...]], ...]
    count: str


def same_page(url: str) -> str:
    """What tells a page of the journal from others, however its address is written."""
    parts = urlsplit(url)
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}"


def by_page(context: Context, _: Hashable) -> Mapping[str, str]:
    """The items by their pages."""
    return {same_page(item.url): name for name, item in context.data.journal.items() if item.url}


def sources_of(context: Context, slug: str) -> tuple[str, ...]:
    """The pages among the sources of a document."""
    sources = context.portal.documents[slug].meta.sources
    return tuple(same_page(source.url) for source in sources if source.url)


def made_from(context: Context, _: Hashable) -> Mapping[str, Sequence[str]]:
    """Item → the listed documents that have its page among their sources."""
    pages_of, found = context.of(by_page, ""), defaultdict[str, list[str]](list)
    for slug in context.listed.slugs:
        for page_of in context.of(sources_of, slug):
            name = pages_of.get(page_of)
            if name and slug not in found[name]:
                found[name].append(slug)
    return dict(found)


def item_line(context: Context, item: JournalItem) -> str:
    """Issue, day and rubric in one line: «№ 7-8 (165-166), 7 сентября 2025 года; рубрика «…»»."""
    t = context.words.t
    parts = [t("journal.issue", issue=_numbers(item.issue))] if item.issue else []
    parts += [context.words.date(item.date)] if item.date else []
    rubric = context.data.rubrics.get(item.rubric or "")
    told = ", ".join(parts)
    return "; ".join(filter(None, (told, t("journal.rubric", name=rubric.title.get(context.lang)) if rubric else "")))


def item_of(context: Context, url: str | None) -> Link | None:
    """The journal's item behind the address of a source, for the line below the source."""
    name = context.of(by_page, "").get(same_page(url)) if url else None
    if name is None:
        return None
    line = item_line(context, context.data.journal[name]) or context.words.t("journal.title")
    return Link(Words(line, context.lang), f"{address(context.lang, 'journal')}#item-{name}")


def pages(_: Context) -> Iterator[Planned]:
    """The page."""
    yield Planned("journal", page)


def page(context: Context) -> Page:
    """The page in the language of ``context``."""
    t = context.words.t
    issues: dict[str, list[JournalItem]] = defaultdict(list)
    rubrics: dict[str, list[JournalItem]] = defaultdict(list)
    for item in sorted(context.data.journal.values(), key=_order, reverse=True):
        issues[item.issue or (str(item.date.year) if item.date else "")].append(item)
        if item.rubric:
            rubrics[item.rubric].append(item)
    groups = tuple(
        JournalGroup(_issue(context, name, items), "", tuple(_line(context, item) for item in items))
        for name, items in issues.items()
    )
    named = tuple(
        (rubric.title.get(context.lang), tuple(_place(context, item) for item in rubrics[name]))
        for name, rubric in context.data.rubrics.items()
        if name in rubrics
    )
    count = context.words.n("count.items", len(context.data.journal))
    view = JournalView(groups, tuple(sorted(named, key=lambda pair: context.words.sort(pair[0]))), count)
    return context.page("journal", "journal", t("journal.title"), t("journal.lead"), view)


def _numbers(issue: str) -> str:
    """The numbers of an issue as they are printed: a dash stands between two."""
    return issue.replace("-", "–")


def _order(item: JournalItem) -> tuple[str, str]:
    return (item.date.iso() if item.date else "", item.id)


def _issue(context: Context, name: str, items: Sequence[JournalItem]) -> str:
    if not name:
        return context.words.t("journal.undated")
    if not items[0].issue:
        return name
    years = [str(item.date.year) for item in items[:1] if item.date]  # issues stand among the years of other items
    return ", ".join((context.words.t("journal.issue", issue=_numbers(name)), *years))


def _title(context: Context, item: JournalItem) -> Words:
    if item.title:
        return Words(item.title, item.language)
    assert item.about is not None
    text, lang = item.about.best(context.lang)
    return Words(text[:1].upper() + text[1:], lang)  # written as part of a sentence, here it is a heading


def _place(context: Context, item: JournalItem) -> Link:
    return Link(_title(context, item), f"{address(context.lang, 'journal')}#item-{item.id}")


def _line(context: Context, item: JournalItem) -> JournalLine:
    slugs = dict.fromkeys((*context.of(made_from, "").get(item.id, ()), *item.documents))
    cards = [context.cards[slug] for slug in slugs if slug in context.portal.documents]
    rubric = context.data.rubrics.get(item.rubric or "")
    details = [context.words.date(item.date) if item.date else "", rubric.title.get(context.lang) if rubric else ""]
    details += ["" if item.language == context.lang else context.words.t(f"lang.in.{item.language}")]
    details += ["" if item.url else context.words.t("journal.title_only")]
    return JournalLine(
        anchor=f"item-{item.id}",
        title=_title(context, item),
        printed=item.title is not None,
        url=item.url,
        details=" · ".join(filter(None, details)),
        documents=tuple(Link(card.title, card.address, card.kind_name) for card in cards),
    )
