"""The passport: the box of a document's metadata."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from portal.content.documents import Document, Version
from portal.core.urls import address
from portal.model.documents import (
    Concept,
    Course,
    Event,
    Figure,
    LawReference,
    Participation,
    Practice,
    Resolution,
    other_lang,
)  # fmt: skip
from portal.pages.context import Context
from portal.pages.model import Words
from portal.words.acts import act_details, act_title
from portal.words.bodies import organisation_name
from portal.words.places import locate, names


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


def rows(context: Context, document: Document, version: Version) -> Iterable[Row]:
    """The rows that have something to show are for the caller to choose."""
    meta, t = document.meta, context.words.t
    yield Row("place", t("passport.place"), tuple(_places(context, document)))
    if isinstance(meta, Event | Concept):
        yield _plain(context, "type", t(f"type.{meta.type}"))
    if isinstance(meta, Practice):
        yield _plain(context, "years", context.words.years(meta.period.start, meta.period.end))
        yield _plain(context, "status", t(f"status.{meta.status}") if meta.status else "")
        reason = version.status_reason or ""
        yield Row("status_reason", t("passport.status_reason"), _items(Words(reason, version.lang)))
        yield _plain(context, "evidence", t(f"evidence.{meta.evidence}") if meta.evidence else "")
    if isinstance(meta, Resolution):
        yield _plain(context, "date", context.words.date(meta.date))
    if isinstance(meta, Event):
        yield _plain(context, "date", context.words.date_range(meta.date, meta.date_end))
    if isinstance(meta, Course):
        when = context.words.date_range(meta.date, meta.date_end) if meta.date else ""
        yield _plain(context, "years", when or context.words.years(meta.period.start, meta.period.end))
        yield _plain(context, "format", t(f"format.{meta.format}") if meta.format else "")
        certificate = {None: "", True: t("passport.certificate.yes"), False: t("passport.certificate.no")}
        yield _plain(context, "certificate", certificate[meta.certificate])
    if isinstance(meta, Concept):
        yield _plain(context, "date", context.words.date(meta.date) if meta.date else "")
        yield _plain(context, "horizon", context.words.years(meta.horizon.start, meta.horizon.end))
        yield _plain(context, "status", t(f"status.{meta.status}") if meta.status else "")
        if meta.approved_by:
            laws = (LawReference(act=meta.approved_by),)
            yield Row("approved_by", t("passport.approved_by"), tuple(law_items(context, laws)))
    yield Row("figures", t("passport.figures"), tuple(_figure(context, f, version) for f in meta.figures))
    yield Row("organisations", t("passport.organisations"), tuple(_participants(context, meta.organisations)))
    yield Row("topics", t("passport.topics"), tuple(_topics(context, meta.topics)))
    yield Row("laws", t("passport.laws"), tuple(law_items(context, meta.laws, cited_acts(context, document))))


def _plain(context: Context, name: str, text: str) -> Row:
    return Row(name, context.words.t(f"passport.{name}"), _items(Words(text, context.lang)))


def _places(context: Context, document: Document) -> Iterable[Item]:
    for place in document.meta.places:
        located = locate(place, context.data)
        if located.country:
            key = f"country.{located.country}"
            name = context.words.t(key) if context.words.has(key) else located.country
            yield Item(Words(name, context.lang))
        for text, lang, key_of_region in names(located, context.data, context.lang):
            yield Item(Words(text, lang), in_language(context, key_of_region) if key_of_region else None)


def in_language(context: Context, key: str) -> str:
    """The address of a page of the site, perhaps with an anchor, in the language of ``context``."""
    path, mark, anchor = key.partition("#")
    return address(context.lang, path) + mark + anchor


def _figure(context: Context, figure: Figure, version: Version) -> Item:
    value = context.words.n(f"unit.{figure.unit}", figure.value)
    if figure.to is not None:
        value = f"{context.words.number(figure.value)}–{context.words.n(f'unit.{figure.unit}', figure.to)}"
    if figure.approximate:
        value = context.words.t("passport.approximate", value=value)
    payer = context.data.organisations.get(figure.payer or "")
    if payer:
        name = payer.name.short.best(context.lang) or payer.name.title.best(context.lang)
        value += f" ({context.words.t('passport.payer', name=name[0] if name else payer.id)})"
    label = version.figures.get(figure.id, figure.label)
    lang = version.lang if figure.id in version.figures else other_lang(version.lang)
    return Item(Words(label, lang), note=value)


def _participants(context: Context, participations: Sequence[Participation]) -> Iterable[Item]:
    """Every organisation once, with all its roles."""
    roles: dict[str, list[str]] = {}
    for item in participations:
        roles.setdefault(item.id, []).append(context.words.t(f"role.{item.role}"))
    for name, names_of_roles in roles.items():
        found = body_item(context, name, ", ".join(names_of_roles))
        if found:
            yield found


def body_item(context: Context, name: str, note: str = "") -> Item | None:
    """A body with a link to its page; ``None`` for one that the data does not have."""
    organisation = context.data.organisations.get(name)
    if organisation is None:
        return None
    return Item(organisation_name(organisation, context.words), in_language(context, f"organisations/{name}"), note)


def _topics(context: Context, topics: Sequence[str]) -> Iterable[Item]:
    for name in topics:
        topic = context.data.topics.get(name)
        if topic:
            words = Words(topic.title.get(context.lang), context.lang)
            yield Item(words, in_language(context, f"topics/{name}"))


def cited_acts(context: Context, document: Document) -> frozenset[str] | None:
    """Acts that the text in this language cites; ``None`` where there is no text to look at."""
    body = context.portal.bodies.get((context.lang, document.slug))
    return frozenset(act for citation in body.citations for act in citation.acts) if body else None


def law_items(context: Context, laws: Sequence[LawReference], cited: frozenset[str] | None = None) -> Iterable[Item]:
    """The acts of the front matter; with ``cited``, those that the text does not name are marked."""
    for law in laws:
        act = context.data.acts.get(law.act)
        if act is None:
            continue
        articles = ", ".join(context.words.t("act.article", n=item) for item in law.articles)
        anchor = f"#art_{law.articles[0]}" if law.articles else ""
        unnamed = context.words.t("law.not_in_text") if cited is not None and law.act not in cited else ""
        note = "; ".join(part for part in (act_details(act, context.words), articles, unnamed) if part)
        yield Item(act_title(act, context.words), in_language(context, f"acts/{law.act}{anchor}"), note)


def _items(words: Words) -> tuple[Item, ...]:
    return (Item(words),) if words.text else ()
