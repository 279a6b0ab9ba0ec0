"""The page of a document: passport, text, votes, recommendations, laws, sources, related documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from portal.content.documents import Document
from portal.core.records import dataclass
from portal.model.dates import PartialDate
from portal.model.documents import Guide, Practice, Resolution
from portal.model.parts import Reviewed
from portal.pages.charts import vote_bars
from portal.pages.contests import Call, WinnerView, call_of, winners_of
from portal.pages.context import Context, Planned
from portal.pages.desk import AnswerView, GuideView, answer_view, asked_of, guide_view, guides_of
from portal.pages.follow_up import SectionState, StateBar, bar_of, sections_of, with_bar
from portal.pages.lessons import CourseView, LessonView, own_part
from portal.pages.model import Bar, Card, Link, Page
from portal.pages.notices import Notice, notices, original_link
from portal.pages.pairs import both_address
from portal.pages.passport import Item, Row, acts_in_words, in_language, rows
from portal.pages.practice import PracticeView, added_headings, practice_view
from portal.pages.recommendations import RecommendationGroup, recommendation_groups
from portal.pages.sources import SourceView, sources
from portal.pages.texts import body_html, edit_address, report_address, report_text, text_page
from portal.words.acts import act_details, act_kind, act_status, act_title, article_words
from portal.words.texts import Words


@dataclass(frozen=True)
class LawInText:
    """An act that the text cites: register data, the articles named, and the places (anchors) in the text."""

    id: str
    item: Item
    kind: str
    status: str
    articles: tuple[str, ...]
    places: tuple[str, ...]
    number: int


@dataclass(frozen=True)
class RelatedView:
    """A related document and why it is related."""

    card: Card
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class DocumentView:
    """All that the page of a document shows."""

    card: Card
    summary: str
    rows: tuple[Row, ...]
    notices: tuple[Notice, ...]
    votes: tuple[Bar, ...]
    votes_alternative: str
    recommendations: tuple[RecommendationGroup, ...]
    recommendation_count: str
    follow_up: StateBar | None
    sections: tuple[SectionState, ...]
    guide: GuideView | None
    answer: AnswerView | None
    asked: Words
    guides: tuple[Link, ...]
    call: Call | None
    winners: tuple[WinnerView, ...]
    laws_in_text: tuple[LawInText, ...]
    sources: tuple[SourceView, ...]
    related: tuple[RelatedView, ...]
    added: str
    reviewed: str
    edit: str | None
    report: str | None
    slip: str
    original: Link | None
    missing: bool
    own: LessonView | CourseView | None
    """What the page of a lesson or of a self-study course shows beside all this."""
    practice: PracticeView | None = None
    """What a practice has of its own."""


def pages(context: Context) -> Iterator[Planned]:
    """The page of every document."""
    for slug in context.portal.documents:
        yield Planned(context.key_of(slug), page, (slug,))


def page(context: Context, slug: str) -> Page:
    """The page of a document, or the notice that it is missing in this language."""
    document = context.portal.documents[slug]
    template = "missing" if document.state(context.lang) == "missing" else document.kind
    section = f"{document.kind}s"
    view = _view(context, document)
    added = [("sources", "document.sources")]
    if isinstance(document.meta, Resolution) and document.meta.recommendations:
        added.insert(0, ("recommendations", "recommendations.title"))
    if view.sections:
        added.insert(0, ("follow-up", "follow_up.what_came"))
    if view.winners:
        added.insert(0, ("winners", "contests.winners"))
    if view.guide:
        added.insert(0, ("practices", "guide.practices"))
    made = text_page(context, document, template, view, added)
    if view.follow_up:
        made = with_bar(made)
    if view.practice and template != "missing":
        toc = _in_order(made.toc, view.practice)
        made = replace(made, toc=toc, body="")  # its parts stand in the view, each with what belongs to it
    return replace(
        made, section=f"{section}/index", crumbs=(context.section(section),), both=both_address(context, slug)
    )


def _in_order(toc: tuple[Mapping[str, Any], ...], view: PracticeView) -> tuple[Mapping[str, Any], ...]:
    """The contents with the headings that the card adds, in the order of the page."""
    known = frozenset(str(item["id"]) for item in toc)
    new = [{"level": 2, "id": name, "name": title, "children": []} for name, title in added_headings(view, known)]
    places = {part.id: at for at, part in enumerate(view.parts)}
    return tuple(sorted((*toc, *new), key=lambda item: places.get(str(item["id"]), len(places))))


def _view(context: Context, document: Document) -> DocumentView:
    meta, t = document.meta, context.words.t
    version = document.version(context.lang)
    state = document.state(context.lang)
    votes = meta.votes if isinstance(meta, Resolution) else None
    bars = vote_bars(votes, context.words) if votes else ()
    groups = recommendation_groups(context, document)
    count = len(meta.recommendations) if isinstance(meta, Resolution) else 0
    return DocumentView(
        card=context.cards[document.slug],
        summary=version.summary,
        rows=rows(context, document),
        notices=tuple(notices(context, document)),
        votes=bars,
        votes_alternative=t("votes.alternative", parts=", ".join(f"{b.label} — {b.value}" for b in bars)),
        recommendations=groups,
        recommendation_count=context.words.n("count.recommendations", count),
        follow_up=bar_of(context, document),
        sections=sections_of(context, document),
        guide=guide_view(context, document),
        answer=answer_view(context, document),
        asked=asked_of(context, document),
        call=call_of(document),
        winners=winners_of(context, document),
        guides=tuple(guides_of(context, document)),
        laws_in_text=laws_in_text(context, document),
        sources=tuple(sources(context, document)),
        related=tuple(_related(context, document)),
        added=context.words.date(_as_partial(meta.added)),
        reviewed=_reviewed(context, meta.reviewed),
        edit=edit_address(context, version),
        report=report_address(context, version),
        slip=report_text(context, version),
        original=original_link(context, document),
        missing=state == "missing",
        own=own_part(context, document),
        practice=practice_view(context, document, meta, body_html(context, document))
        if isinstance(meta, Practice)
        else None,
    )


def laws_in_text(context: Context, document: Document) -> tuple[LawInText, ...]:
    """The acts that the text cites, in the order in which it does; then those that it names in other words."""
    body = context.portal.bodies.get((context.lang, document.slug))
    places: dict[str, list[str]] = {}
    articles: dict[str, dict[str, None]] = {}
    for citation in body.citations if body else ():
        for name in citation.acts:
            places.setdefault(name, []).extend([citation.anchor] if citation.anchor else [])
            if len(citation.acts) == 1:
                articles.setdefault(name, {}).update(dict.fromkeys(citation.articles))
    for name in acts_in_words(context, document):
        places.setdefault(name, [])
    found = []
    for number, name in enumerate(places, 1):
        act = context.data.acts[name]
        item = Item(
            act_title(act, context.words), in_language(context, f"acts/{name}"), act_details(act, context.words)
        )
        named = tuple(article_words(one, context.words) for one in articles.get(name, ()))
        kind = act_kind(act, context.words)
        status = act_status(act, context.words)
        found.append(LawInText(name, item, kind, status, named, tuple(places[name]), number))
    return tuple(found)


def _related(context: Context, document: Document) -> Iterable[RelatedView]:
    """The related documents, without those that the page shows in a part of its own."""
    own = document.meta.practices if isinstance(document.meta, Guide) else ()
    for item in context.related.get(document.slug, ()):
        if item.slug in own:
            continue
        reasons = []
        for reason in item.reasons:
            text = context.words.t(f"relation.{reason.name}")
            if reason.recommendation:
                text += f" ({context.words.t('relation.recommendation', n=reason.recommendation)})"
            reasons.append(text)
        yield RelatedView(context.cards[item.slug], tuple(reasons))


def _reviewed(context: Context, reviewed: Reviewed | None) -> str:
    """Who looked the document over, and when."""
    if reviewed is None:
        return ""
    return context.words.t("document.reviewed", by=reviewed.by, date=context.words.date(reviewed.date))


def _as_partial(day: object) -> PartialDate:
    return PartialDate.parse(day)
