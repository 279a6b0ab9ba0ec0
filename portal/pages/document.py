"""The model of a document's page: passport, notices, votes, recommendations, sources, related documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from portal.content.documents import Document, Version
from portal.core.urls import address
from portal.corpus.citing import text_date
from portal.corpus.corpus import Portal
from portal.model.dates import PartialDate
from portal.model.documents import (
    Concept,
    Course,
    Event,
    Figure,
    LawReference,
    PageMeta,
    Participation,
    Practice,
    Recommendation,
    Resolution,
    other_lang,
)  # fmt: skip
from portal.pages.charts import vote_bars
from portal.pages.model import Bar, Card, Link
from portal.pages.related import RelatedDocument
from portal.words.acts import act_details, act_status, act_title
from portal.words.interface import Interface
from portal.words.organisations import organisation_name
from portal.words.places import locate, names
from portal.words.texts import Words


@dataclass(frozen=True)
class Item:
    """One value of a passport row: words, perhaps a link, perhaps a note behind it."""

    words: Words
    address: str | None = None
    note: str = ""


@dataclass(frozen=True)
class Row:
    """A row of the passport."""

    id: str
    label: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Notice:
    """A sentence above the text: translation outdated, experience from abroad …"""

    kind: str
    text: str
    link: Link | None = None
    detail: Words | None = None


@dataclass(frozen=True)
class RecommendationView:
    """One recommendation with its anchor, laws, state and the documents that answer it."""

    number: int
    anchor: str
    name: str
    text: Words
    laws: tuple[Item, ...]
    state: str
    answers: tuple[Link, ...]


@dataclass(frozen=True)
class RecommendationGroup:
    """All recommendations to the same addressees."""

    addressees: tuple[Item, ...]
    recommendations: tuple[RecommendationView, ...]


@dataclass(frozen=True)
class SourceView:
    """A source as the page lists it."""

    title: Words
    lang: str
    url: str | None
    publisher: str
    date: str
    accessed: str
    language: str


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
    laws_in_text: tuple[LawInText, ...]
    sources: tuple[SourceView, ...]
    related: tuple[RelatedView, ...]
    added: str
    edit: str | None
    report: str | None
    original: Link | None
    missing: bool


@dataclass(frozen=True)
class PageView:
    """All that an ordinary page shows."""

    lead: Words
    title: Words
    notices: tuple[Notice, ...]
    edit: str | None
    report: str | None
    original: Link | None


class DocumentViews:
    """Makes the views of one language; holds only what they share."""

    def __init__(
        self,
        portal: Portal,
        words: Interface,
        cards: Mapping[str, Card],
        related: Mapping[str, tuple[RelatedDocument, ...]],
    ) -> None:
        self.portal = portal
        self.data = portal.reference
        self.words = words
        self.cards = cards
        self.related = related
        self._views: dict[str, DocumentView] = {}

    def view(self, document: Document) -> DocumentView:
        """The view of one document; made once, for the readers of its topics and for its page."""
        if document.slug not in self._views:
            self._views[document.slug] = self._view(document)
        return self._views[document.slug]

    def last_view(self, document: Document) -> DocumentView:
        """The same for the page of the document, which is made after all others that show it: it need not be kept."""
        return self._views.pop(document.slug, None) or self._view(document)

    def _view(self, document: Document) -> DocumentView:
        meta, t = document.meta, self.words.t
        assert not isinstance(meta, PageMeta)
        version = document.version(self.words.lang)
        state = document.state(self.words.lang)
        votes = meta.votes if isinstance(meta, Resolution) else None
        bars = vote_bars(votes, self.words) if votes else ()
        groups = self._recommendations(document, version) if isinstance(meta, Resolution) else ()
        count = len(meta.recommendations) if isinstance(meta, Resolution) else 0
        return DocumentView(
            card=self.cards[document.slug],
            summary=version.summary,
            rows=tuple(row for row in self._rows(document, version) if row.items),
            notices=tuple(self._notices(document)),
            votes=bars,
            votes_alternative=t("votes.alternative", parts=", ".join(f"{b.label} — {b.value}" for b in bars)),
            recommendations=groups,
            recommendation_count=self.words.n("count.recommendations", count),
            laws_in_text=self._laws_in_text(document),
            sources=tuple(self._sources(document)),
            related=tuple(self._related(document)),
            added=self.words.date(_as_partial(meta.added)),
            edit=self._edit(version),
            report=self._report(version),
            original=self._original(document),
            missing=state == "missing",
        )

    def page_view(self, document: Document) -> PageView:
        """The view of an ordinary page."""
        version = document.version(self.words.lang)
        state = document.state(self.words.lang)
        notices: tuple[Notice, ...] = ()
        if state == "outdated":
            notices = (Notice("outdated", self.words.t("document.outdated"), self._original(document)),)
        return PageView(
            lead=Words(version.summary, version.lang),
            title=Words(version.title, version.lang),
            notices=notices,
            edit=self._edit(version),
            report=self._report(version),
            original=self._original(document),
        )

    # Passport ---------------------------------------------------------------------------------------------

    def _rows(self, document: Document, version: Version) -> Iterable[Row]:
        meta, t = document.meta, self.words.t
        assert not isinstance(meta, PageMeta)
        yield Row("place", t("passport.place"), tuple(self._places(document)))
        if isinstance(meta, Event | Concept):
            yield self._plain("type", t(f"type.{meta.type}"))
        if isinstance(meta, Practice):
            yield self._plain("years", self.words.years(meta.period.start, meta.period.end))
            yield self._plain("status", t(f"status.{meta.status}") if meta.status else "")
            reason = version.status_reason or ""
            yield Row("status_reason", t("passport.status_reason"), _items(Words(reason, version.lang)))
            yield self._plain("evidence", t(f"evidence.{meta.evidence}") if meta.evidence else "")
        if isinstance(meta, Resolution):
            yield self._plain("date", self.words.date(meta.date))
        if isinstance(meta, Event):
            yield self._plain("date", self.words.date_range(meta.date, meta.date_end))
        if isinstance(meta, Course):
            when = self.words.date_range(meta.date, meta.date_end) if meta.date else ""
            yield self._plain("years", when or self.words.years(meta.period.start, meta.period.end))
            yield self._plain("format", t(f"format.{meta.format}") if meta.format else "")
            certificate = {None: "", True: t("passport.certificate.yes"), False: t("passport.certificate.no")}
            yield self._plain("certificate", certificate[meta.certificate])
        if isinstance(meta, Concept):
            yield self._plain("date", self.words.date(meta.date) if meta.date else "")
            yield self._plain("horizon", self.words.years(meta.horizon.start, meta.horizon.end))
            yield self._plain("status", t(f"status.{meta.status}") if meta.status else "")
            if meta.approved_by:
                laws = (LawReference(act=meta.approved_by),)
                yield Row("approved_by", t("passport.approved_by"), tuple(self._laws(laws)))
        yield Row("figures", t("passport.figures"), tuple(self._figure(f, version) for f in meta.figures))
        yield Row("organisations", t("passport.organisations"), tuple(self._participants(meta.organisations)))
        yield Row("topics", t("passport.topics"), tuple(self._topics(meta.topics)))
        yield Row("laws", t("passport.laws"), tuple(self._laws(meta.laws, self._cited(document))))

    def _plain(self, name: str, text: str) -> Row:
        return Row(name, self.words.t(f"passport.{name}"), _items(Words(text, self.words.lang)))

    def _places(self, document: Document) -> Iterable[Item]:
        assert not isinstance(document.meta, PageMeta)
        for place in document.meta.places:
            located = locate(place, self.data)
            if located.country:
                key = f"country.{located.country}"
                name = self.words.t(key) if self.words.has(key) else located.country
                yield Item(Words(name, self.words.lang))
            for text, lang, key_of_region in names(located, self.data, self.words.lang):
                yield Item(Words(text, lang), self._address(key_of_region) if key_of_region else None)

    def _address(self, key: str) -> str:
        path, mark, anchor = key.partition("#")
        return address(self.words.lang, path) + mark + anchor

    def _figure(self, figure: Figure, version: Version) -> Item:
        value = self.words.n(f"unit.{figure.unit}", figure.value)
        if figure.to is not None:
            value = f"{self.words.number(figure.value)}–{self.words.n(f'unit.{figure.unit}', figure.to)}"
        if figure.approximate:
            value = self.words.t("passport.approximate", value=value)
        payer = self.data.organisations.get(figure.payer or "")
        if payer:
            name = payer.name.short.best(self.words.lang) or payer.name.title.best(self.words.lang)
            value += f" ({self.words.t('passport.payer', name=name[0] if name else payer.id)})"
        label = version.figures.get(figure.id, figure.label)
        lang = version.lang if figure.id in version.figures else other_lang(version.lang)
        return Item(Words(label, lang), note=value)

    def _participants(self, participations: Sequence[Participation]) -> Iterable[Item]:
        """Every organisation once, with all its roles."""
        roles: dict[str, list[str]] = {}
        for item in participations:
            roles.setdefault(item.id, []).append(self.words.t(f"role.{item.role}"))
        for name, names_of_roles in roles.items():
            found = self._organisation(name, ", ".join(names_of_roles))
            if found:
                yield found

    def _organisation(self, name: str, note: str = "") -> Item | None:
        organisation = self.data.organisations.get(name)
        if organisation is None:
            return None
        return Item(organisation_name(organisation, self.words), self._address(f"organisations/{name}"), note)

    def _topics(self, topics: Sequence[str]) -> Iterable[Item]:
        for name in topics:
            topic = self.data.topics.get(name)
            if topic:
                words = Words(topic.title.get(self.words.lang), self.words.lang)
                yield Item(words, self._address(f"topics/{name}"))

    def _cited(self, document: Document) -> frozenset[str] | None:
        """Acts that the text in this language cites; ``None`` where there is no text to look at."""
        body = self.portal.bodies.get((self.words.lang, document.slug))
        return frozenset(act for citation in body.citations for act in citation.acts) if body else None

    def _laws(self, laws: Sequence[LawReference], cited: frozenset[str] | None = None) -> Iterable[Item]:
        """The acts of the front matter; with ``cited``, those that the text does not name are marked."""
        for law in laws:
            act = self.data.acts.get(law.act)
            if act is None:
                continue
            articles = ", ".join(self.words.t("act.article", n=item) for item in law.articles)
            anchor = f"#art_{law.articles[0]}" if law.articles else ""
            unnamed = self.words.t("law.not_in_text") if cited is not None and law.act not in cited else ""
            note = "; ".join(part for part in (act_details(act, self.words), articles, unnamed) if part)
            yield Item(act_title(act, self.words), self._address(f"acts/{law.act}{anchor}"), note)

    # The rest ---------------------------------------------------------------------------------------------

    def _notices(self, document: Document) -> Iterable[Notice]:
        meta, t = document.meta, self.words.t
        assert not isinstance(meta, PageMeta)
        state = document.state(self.words.lang)
        original = self._original(document)
        yield from self._review_notices(document)
        if state == "outdated":
            yield Notice("outdated", t("document.outdated"), original)
        elif state == "current":
            yield Notice("translated", t("document.translated", language=t(f"lang.in.{document.original}")), original)
        if any(place.country not in {None, "KG"} for place in meta.places):
            yield Notice("foreign", t("document.foreign"))
        if meta.source_language and meta.source_language not in {"ky", "ru"}:
            yield Notice("made-from", t("document.made_from", language=t(f"lang.in.{meta.source_language}")))

        yield from self._law_notices(document)

    def _review_notices(self, document: Document) -> Iterable[Notice]:
        """What a reader must know of a draft or of a document that was withdrawn."""
        meta, t = document.meta, self.words.t
        if document.is_draft:
            yield Notice("draft", t(f"review.notice.{document.review}"))
        if isinstance(meta, PageMeta) or meta.review != "withdrawn" or meta.withdrawn is None:
            return
        reason = meta.withdrawn.reason
        own, foreign = (reason.ky, reason.ru) if self.words.lang == "ky" else (reason.ru, reason.ky)
        detail = Words(own or foreign or "", self.words.lang if own else other_lang(self.words.lang))
        date = self.words.date(meta.withdrawn.date)
        yield Notice("withdrawn", t("review.notice.withdrawn", date=date), detail=detail)
        successor = self.cards.get(meta.withdrawn.successor or "")
        if successor:
            yield Notice("withdrawn", t("review.successor"), Link(successor.title, successor.address))

    def _law_notices(self, document: Document) -> Iterable[Notice]:
        """Acts that were replaced or repealed after the day of which the document speaks."""
        day = text_date(document)
        meta = document.meta
        assert not isinstance(meta, PageMeta)
        named = dict.fromkeys([law.act for law in meta.laws] + sorted(self._cited(document) or ()))
        for name in named:
            act = self.data.acts.get(name)
            if act is None or day is None:
                continue
            successor = self.data.acts.get(act.replaced_by or "")
            since = act.status.since if act.status and act.status.state == "repealed" else None
            since = since or (successor.date if successor else None)
            if since is None or since.iso()[: len(day)] <= day:
                continue
            title = f"{act_title(act, self.words).text} ({act_details(act, self.words)})"
            if successor:
                link = Link(
                    act_title(successor, self.words), self._address(f"acts/{successor.id}"),
                    act_details(successor, self.words),
                )  # fmt: skip
                yield Notice("law", self.words.t("law.notice.replaced", title=title), link)
            elif act.status and act.status.state == "repealed":
                yield Notice("law", self.words.t("law.notice.repealed", title=title))

    def _laws_in_text(self, document: Document) -> tuple[LawInText, ...]:
        body = self.portal.bodies.get((self.words.lang, document.slug))
        places: dict[str, list[str]] = {}
        articles: dict[str, dict[str, None]] = {}
        for citation in body.citations if body else ():
            for name in citation.acts:
                places.setdefault(name, []).extend([citation.anchor] if citation.anchor else [])
                if len(citation.acts) == 1:
                    articles.setdefault(name, {}).update(dict.fromkeys(citation.articles))
        found = []
        for number, name in enumerate(places, 1):
            act = self.data.acts[name]
            item = Item(act_title(act, self.words), self._address(f"acts/{name}"), act_details(act, self.words))
            named = tuple(self.words.t("act.article", n=n.replace("..", "–")) for n in articles.get(name, ()))
            kind = self.words.t(f"actkind.{act.kind}")
            status = act_status(act, self.words)
            found.append(LawInText(name, item, kind, status, named, tuple(places[name]), number))
        return tuple(found)

    def _original(self, document: Document) -> Link | None:
        if document.original == self.words.lang:
            return None
        version = document.versions[document.original]
        key = "document.missing.link" if document.state(self.words.lang) == "missing" else "document.translated.link"
        return Link(
            Words(self.words.t(key), self.words.lang), address(document.original, document.key), note=version.title
        )

    def _recommendations(self, document: Document, version: Version) -> tuple[RecommendationGroup, ...]:
        meta = document.meta
        assert isinstance(meta, Resolution)
        answers = self._answers(document)
        groups: dict[tuple[str, ...], list[RecommendationView]] = {}
        for item in meta.recommendations:
            groups.setdefault(item.addressees, []).append(self._recommendation(item, version, answers))
        return tuple(
            RecommendationGroup(
                tuple(found for name in names_ if (found := self._organisation(name))), tuple(recommendations)
            )
            for names_, recommendations in groups.items()
        )

    def _recommendation(
        self, item: Recommendation, version: Version, answers: Mapping[int, list[Link]]
    ) -> RecommendationView:
        own = version.recommendations.get(item.number)
        text = Words(own, version.lang) if own else Words(item.text, other_lang(version.lang))
        return RecommendationView(
            number=item.number,
            anchor=f"recommendation-{item.number}",
            name=self.words.t("recommendations.number", n=item.number),
            text=text,
            laws=tuple(self._laws(item.laws)),
            state=self.words.t(f"recommendations.state.{item.state}") if item.state else "",
            answers=tuple(answers.get(item.number, ())),
        )

    def _answers(self, document: Document) -> Mapping[int, list[Link]]:
        found: dict[int, list[Link]] = {}
        for related in self.related.get(document.slug, ()):
            for reason in related.reasons:
                if reason.name == "answered" and reason.recommendation:
                    card = self.cards[related.slug]
                    found.setdefault(reason.recommendation, []).append(Link(card.title, card.address))
        return found

    def _sources(self, document: Document) -> Iterable[SourceView]:
        assert not isinstance(document.meta, PageMeta)
        for source in document.meta.sources:
            yield SourceView(
                title=Words(source.title, self.words.lang),
                lang=source.language,
                url=source.url,
                publisher=source.publisher or "",
                date=self.words.date(source.date) if source.date else "",
                accessed=self.words.t("document.accessed", date=self.words.date(source.accessed)),
                language=self.words.t(f"lang.in.{source.language}") if source.language != self.words.lang else "",
            )

    def _related(self, document: Document) -> Iterable[RelatedView]:
        for item in self.related.get(document.slug, ()):
            reasons = []
            for reason in item.reasons:
                text = self.words.t(f"relation.{reason.name}")
                if reason.recommendation:
                    text += f" ({self.words.t('relation.recommendation', n=reason.recommendation)})"
                reasons.append(text)
            yield RelatedView(self.cards[item.slug], tuple(reasons))

    def _edit(self, version: Version) -> str | None:
        base = self.portal.settings.edit
        return base.rstrip("/") + "/" + version.path.removeprefix("docs/") if base else None

    def _report(self, version: Version) -> str | None:
        contact = self.portal.settings.contact
        if not contact:
            return None
        subject = self.words.t("document.report.subject", title=version.title)
        return f"mailto:{contact}?subject={quote(subject)}&body={quote(version.path)}"


def _items(words: Words) -> tuple[Item, ...]:
    return (Item(words),) if words.text else ()


def _as_partial(day: object) -> PartialDate:
    return PartialDate.parse(day)
