"""The index of acts and the page of an act: its data and what rests on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from portal.core.records import dataclass
from portal.core.urls import address
from portal.model.law_database import DATABASE_OF_LAW
from portal.model.parts import Place
from portal.model.reference import Act
from portal.model.values import LANGS
from portal.pages.context import Context, Planned
from portal.pages.facets import Finder, finder_beside
from portal.pages.model import Card, Fact, Link, Page
from portal.words.acts import act_details, act_kind, act_sources, act_status, act_title, article_words
from portal.words.places import locate, names
from portal.words.texts import Words

_MOST_SENTENCES = 3


@dataclass(frozen=True)
class ActLine:
    """An act in a list."""

    title: Words
    details: str
    address: str
    count: int
    count_text: str


@dataclass(frozen=True)
class ActsView:
    """The index of acts, by kind, the ones that documents name first."""

    used: tuple[tuple[str, tuple[ActLine, ...]], ...]
    other: tuple[tuple[str, tuple[ActLine, ...]], ...]


@dataclass(frozen=True)
class Mention:
    """A document that names an act, with the sentences around its citations (text and address of the place)."""

    card: Card
    contexts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ArticleView:
    """An article of an act with everything that rests on it; ``anchor`` is empty for the act as a whole."""

    title: str
    anchor: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True)
class HistoryLine:
    """An act in the line of acts that replaced each other; ``address`` is empty for the act of the page."""

    title: Words
    details: str
    address: str


@dataclass(frozen=True)
class ActView:
    """The page of an act. ``history``: what it replaced and what replaced it, by day; empty where nothing is known."""

    title: Words
    foreign: bool
    facts: tuple[Fact, ...]
    history: tuple[HistoryLine, ...]
    articles: tuple[ArticleView, ...]
    notice: Fact | None
    answers: tuple[Card, ...]
    count: str
    finder: Finder | None


def pages(context: Context) -> Iterator[Planned]:
    """The index, then every act of the register."""
    yield Planned("acts/index", _index)
    for act in context.data.acts:
        yield Planned(f"acts/{act}", _act, (act,))


def act_link(context: Context, act: Act) -> Link:
    """A link to the page of an act, with kind, date and number."""
    return Link(act_title(act, context.words), address(context.lang, f"acts/{act.id}"), act_details(act, context.words))


def _index(context: Context) -> Page:
    lines: dict[bool, dict[str, list[ActLine]]] = {True: defaultdict(list), False: defaultdict(list)}
    for act in context.data.acts.values():
        count = len(context.naming(act.id))
        line = ActLine(
            title=act_title(act, context.words),
            details=", ".join(filter(None, (act_details(act, context.words), *_place_names(context, act)[:1]))),
            address=address(context.lang, f"acts/{act.id}"),
            count=count,
            count_text=context.words.n("count.documents", count),
        )
        lines[count > 0][act_kind(act, context.words)].append(line)
    t = context.words.t

    def ordered(
        by_kind: Mapping[str, list[ActLine]],
    ) -> tuple[tuple[str, tuple[ActLine, ...]], ...]:
        return tuple(
            (kind, tuple(sorted(found, key=lambda line: context.words.sort(line.title.text))))
            for kind, found in by_kind.items()
        )

    view = ActsView(ordered(lines[True]), ordered(lines[False]))
    return context.page("acts/index", "acts", t("acts.title"), t("acts.lead"), view)


def _act(context: Context, name: str) -> Page:
    act = context.data.acts[name]
    title = act_title(act, context.words)
    by_article = context.mentions(name)
    groups, anchors = [], {""}
    for article in sorted(by_article, key=_article_order):
        t = context.words.t
        heading = article_words(article, context.words, within=False) if article else t("act.whole")
        mentions = tuple(
            Mention(context.cards[slug], sentences[:_MOST_SENTENCES]) for slug, sentences in by_article[article].items()
        )
        first = article.partition("..")[0]  # a range is found at its first article, as citations of it are linked
        anchor = f"art_{first}" if first and f"art_{first}" not in anchors else ""
        if mentions:
            anchors.add(anchor)
            groups.append(ArticleView(heading, anchor, mentions))
    line = _line(context, act)
    view = ActView(
        title=title,
        foreign=title.lang != context.lang,
        facts=tuple(fact for fact in _facts(context, act, line) if fact.values),
        history=_history(context, act, line),
        articles=tuple(groups),
        notice=_acts_fact(context, "act.replaced_by", (act.replaced_by,)) if act.replaced_by else None,
        answers=tuple(context.list_of(context.naming(name)).among(context.by_kind("answer").slugs)),
        count=context.words.n("count.documents", len(context.naming(name))),
        finder=finder_beside(context, f"cited={name}"),
    )
    crumbs = (context.section("acts"),)
    details = act_details(act, context.words)
    return context.page(f"acts/{act.id}", "act", title.text, details, view, "acts/index", crumbs)


def _line(context: Context, act: Act) -> list[Act]:
    """The acts that it replaced, itself, the acts that replaced it, by day: the check allows no circle among them."""
    acts, older = context.data.acts, context.of(replaced, "")
    line = {act.id: act}
    before = [act]
    while before:
        one = before.pop()
        for name in (*one.replaces, *older.get(one.id, ())):
            if name in acts and name not in line:
                line[name] = acts[name]
                before.append(acts[name])
    after = acts.get(act.replaced_by or "")
    while after and after.id not in line:
        line[after.id] = after
        after = acts.get(after.replaced_by or "")
    return sorted(line.values(), key=lambda one: one.date.iso() if one.date else str(one.year or ""))


def replaced(context: Context, _: str) -> Mapping[str, Sequence[str]]:
    """Act → those that say that it replaced them."""
    older: dict[str, list[str]] = defaultdict(list)
    for one in context.data.acts.values():
        if one.replaced_by:
            older[one.replaced_by].append(one.id)
    return dict(older)


def _history(context: Context, act: Act, line: Sequence[Act]) -> tuple[HistoryLine, ...]:
    if len(line) == 1:
        return ()
    return tuple(
        HistoryLine(
            act_title(one, context.words),
            act_details(one, context.words) + (f" · {act_status(one, context.words)}" if one.standing else ""),
            "" if one is act else address(context.lang, f"acts/{one.id}"),
        )
        for one in line
    )


def _facts(context: Context, act: Act, line: Sequence[Act]) -> Iterator[Fact]:
    t = context.words.t

    def plain(key: str, text: str) -> Fact:
        return Fact(t(key), ((Words(text, context.lang), None),) if text else ())

    known = dict(act.title.items()) or dict(act.approves.items())  # a program is known by what the act approves
    for lang, title in known.items():
        if lang != act_title(act, context.words).lang:
            yield Fact(t(f"act.title.in.{lang}"), ((Words(title, lang), None),))
    yield plain("act.kind", act_kind(act, context.words))
    yield plain("act.date", context.words.date(act.date) if act.date else str(act.year or ""))
    yield plain("act.number", act.number or "")
    yield plain("passport.place", ", ".join(_place_names(context, act)))
    approves = act.approves.best(context.lang)
    if approves and act.title.best(context.lang):
        yield Fact(t("act.approves"), ((Words(*approves), None),))
    look = "" if act.standing or act.replaced_by else f": {t('act.status.look')}"
    yield plain("act.status", act_status(act, context.words) + look)
    official = tuple(
        (Words(t(f"act.official.{lang}"), context.lang), url) for lang in LANGS if (url := act.official(lang))
    )
    look_up = ((Words(t("act.official.look_up"), context.lang), DATABASE_OF_LAW),) if act.jurisdiction == "kg" else ()
    yield Fact(t("act.official"), official or look_up)
    published = act.published.best(context.lang)
    yield Fact(t("act.published"), ((Words(*published), None),) if published else ())
    amended = ", ".join(
        context.words.date(item.date) + (f" № {item.number}" if item.number else "") for item in act.amended_by
    )
    yield plain("act.amended", amended)
    shown = {one.id for one in line}
    yield _acts_fact(context, "act.same_title", [name for name in act.same_title_as if name not in shown])
    marks = (act.title if act.title.best(context.lang) else act.approves).translated
    yield plain("act.translated", ", ".join(t(f"name.translated.{lang}") for lang in marks))
    yield Fact(t("act.sources"), tuple(act_sources(act, context.words)))


def _place_names(context: Context, act: Act) -> list[str]:
    """Of a local act: whose it is, from the smallest place to the largest."""
    data = context.data
    known = {"municipality": data.municipalities, "district": data.districts, "oblast": data.oblasts}
    place = next((Place(**{name: act.place}) for name, places in known.items() if act.place in places), None)
    return [text for text, _, _ in names(locate(place, data), data, context.lang)] if place else []


def _acts_fact(context: Context, key: str, names: Sequence[str]) -> Fact:
    acts = [context.data.acts[name] for name in names if name in context.data.acts]
    titles = [(act, act_title(act, context.words)) for act in acts]
    values = tuple(
        (
            Words(f"{title.text} ({act_details(act, context.words)})", title.lang),
            address(context.lang, f"acts/{act.id}"),
        )
        for act, title in titles
    )
    return Fact(context.words.t(key), values)


def _article_order(article: str) -> tuple[int, int, str]:
    """Articles by number, inserted ones («233-10») after theirs, "no article" last."""
    first, _, second = article.replace("..", "-").partition("-")
    return (int(first) if first.isdigit() else 10**9, int(second) if second.isdigit() else 0, article)
