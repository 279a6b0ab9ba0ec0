"""The passport: the box of a document's metadata."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from portal.content.documents import Document
from portal.core.problems import message_lang_of
from portal.core.records import dataclass
from portal.core.urls import address
from portal.model.costs import answered, own_sums
from portal.model.documents import DocumentMeta, Practice, Resolution
from portal.model.fields import fields_of
from portal.model.parts import Figure, LawReference, Participation, Place
from portal.model.practice_parts import PracticeFigure
from portal.model.reference import Act
from portal.pages.bands import own_bodies
from portal.pages.context import Context
from portal.pages.values import figure_value, item_words, plain_words
from portal.words.acts import act_details, act_title, article_words
from portal.words.bodies import organisation_name
from portal.words.labels import label
from portal.words.places import locate, names
from portal.words.texts import Words


@dataclass(frozen=True)
class Item:
    """One value of a passport row: words, perhaps a link, perhaps a note behind it."""

    words: Words
    address: str | None = None
    note: str = ""
    sources: tuple[int, ...] = ()
    """The numbers of the sources that say so."""


@dataclass(frozen=True)
class Row:
    """A row of the passport."""

    id: str
    label: str
    items: tuple[Item, ...]


def rows(context: Context, document: Document) -> tuple[Row, ...]:
    """The rows that have something to show, as the fields declare them (:class:`portal.model.fields.Shown`)."""
    declared = fields_of(type(document.meta))
    found: dict[str, Row] = {}
    for name in sorted(
        (name for name, one in declared.items() if one.passport), key=lambda one: declared[one].passport
    ):
        row = declared[name].row or name
        if row not in found and (items := field_items(context, document, name)):
            found[row] = Row(row, _label(context, document, name, row), items)
    return tuple(found.values())


def _label(context: Context, document: Document, name: str, row: str) -> str:
    """The words of the passport for a row, or what the field is called everywhere else."""
    key = f"passport.{row}"
    return (
        context.words.t(key)
        if context.words.has(key)
        else label(type(document.meta), name).name[message_lang_of(context.lang)]
    )


def field_items(context: Context, document: Document, name: str) -> tuple[Item, ...]:
    """The value of a field for readers; nothing where it says nothing."""
    meta, declared = document.meta, fields_of(type(document.meta))[name]
    if declared.translated:
        version = document.version(context.lang)
        return _items(Words(version.words.get(name, ""), version.lang))
    value = getattr(meta, name)
    several = value if isinstance(value, tuple) else (value,)
    draw = _OF_REFERENCE.get(declared.reference or "") or _OF_TYPE.get(type(several[0]) if several else None)
    if draw and value:
        return tuple(draw(context, document, several))
    if isinstance(value, tuple):
        return tuple(Item(Words(str(item), context.lang)) for item in value)
    found = _items(Words(plain_words(meta, name, context.words), context.lang))
    return tuple(replace(item, sources=_sources_of(meta, name)) for item in found)


def _sources_of(meta: DocumentMeta, name: str) -> tuple[int, ...]:
    """The sources of a value, where a field beside it names them."""
    declared = fields_of(type(meta))
    beside = next((field for field, one in declared.items() if one.cites and one.joins == name), None)
    found: tuple[int, ...] = getattr(meta, beside) if beside else ()
    return found


def in_language(context: Context, key: str) -> str:
    """The address of a page of the site, perhaps with an anchor, in the language of ``context``."""
    path, mark, anchor = key.partition("#")
    return address(context.lang, path) + mark + anchor


def _places(context: Context, _document: Document, places: Sequence[Place]) -> Iterable[Item]:
    for place in places:
        located = locate(place, context.data)
        if located.country:
            key = f"country.{located.country}"
            name = context.words.t(key) if context.words.has(key) else located.country
            yield Item(Words(name, context.lang))
        for text, lang, key_of_region in names(located, context.data, context.lang):
            yield Item(Words(text, lang), in_language(context, key_of_region) if key_of_region else None)


def _figures(context: Context, document: Document, figures: Sequence[Figure]) -> Iterable[Item]:
    # Those that answer a question stand above the text already.
    said: frozenset[str] = frozenset()
    if isinstance(document.meta, Practice):
        paid = own_sums(document.meta.figures, own_bodies(context.data))
        said = answered(document.meta.figures) | {one.id for one in paid}
    return (_figure(context, figure, document) for figure in figures if figure.id not in said)


def _figure(context: Context, figure: Figure, document: Document) -> Item:
    value = figure_value(figure, context.words)
    payer = payer_name(context, figure, document.meta.year)
    if payer:
        value += f" ({context.words.t('passport.payer', name=payer)})"
    if isinstance(figure, PracticeFigure) and figure.basis == "derived":
        value += f", {context.words.t('basis.derived')}"
    return Item(
        item_words(document, context.lang, "figures", figure.id, figure.label), note=value, sources=figure.sources
    )


def payer_name(context: Context, figure: Figure, year: int | None = None) -> str:
    """The name of the body that paid, in the year of the document."""
    payer = context.data.organisations.get(figure.payer or "")
    return organisation_name(payer, context.words, short=True, year=year).text if payer else ""


def _participants(context: Context, document: Document, participations: Sequence[Participation]) -> Iterable[Item]:
    """Every organisation once, with all its roles, by the name that it bore then."""
    roles: dict[str, list[str]] = {}
    for item in participations:
        roles.setdefault(item.id, []).append(context.words.t(f"role.{item.role}"))
    for name, names_of_roles in roles.items():
        found = body_item(context, name, ", ".join(names_of_roles), document.meta.year)
        if found:
            yield found


def body_item(context: Context, name: str, note: str = "", year: int | None = None) -> Item | None:
    """A body, as it was called in ``year``, with a link to its page; ``None`` for one that the data does not have."""
    organisation = context.data.organisations.get(name)
    if organisation is None:
        return None
    shown = organisation_name(organisation, context.words, year=year)
    return Item(shown, in_language(context, f"organisations/{name}"), note)


def _bodies(context: Context, document: Document, bodies: Sequence[str]) -> Iterable[Item]:
    return (found for name in bodies if (found := body_item(context, name, year=document.meta.year)))


def _acts(context: Context, _document: Document, acts: Sequence[str]) -> Iterable[Item]:
    return law_items(context, tuple(LawReference(act=name) for name in acts))


def _laws(context: Context, document: Document, laws: Sequence[LawReference]) -> Iterable[Item]:
    return law_items(context, laws, cited_acts(context, document))


def _topics(context: Context, _document: Document, topics: Sequence[str]) -> Iterable[Item]:
    for name in topics:
        topic = context.data.topics.get(name)
        if topic:
            words = Words(*topic.title.best(context.lang))
            yield Item(words, in_language(context, f"topics/{name}"))


def cited_acts(context: Context, document: Document) -> frozenset[str] | None:
    """Acts that the text in this language cites, with its recommendations; ``None`` where there is no text."""
    body = context.portal.bodies.get((context.lang, document.slug))
    if body is None:
        return None
    meta = document.meta
    recommended = meta.recommendations if isinstance(meta, Resolution) else ()
    named = {law.act for item in recommended for law in item.laws}
    named |= set(acts_in_words(context, document))
    return frozenset(named | {act for citation in body.citations for act in citation.acts})


_NEAR = 80
"""So many characters apart do the number and the day of one act stand in a text."""


def acts_in_words(context: Context, document: Document) -> Iterator[str]:
    """The acts of the front matter that the text names in words which are no citation.

    It has the whole title in quotation marks, such as «Об электронном управлении», or number and day beside each other,
    such as «методическое руководство № 44-П, 17 апреля 2018 года».
    """
    body = context.portal.bodies.get((context.lang, document.slug))
    text = re.sub(r"\s+", " ", " ".join(part.text for part in body.sections)).casefold() if body else ""
    for law in document.meta.laws:
        act = context.data.acts.get(law.act)
        titles = [known.get(context.lang) for known in (act.title, act.short, act.approves)] if act else []
        if act and (any(title and f"«{title.casefold()}" in text for title in titles) or _numbered(context, act, text)):
            yield act.id


def _numbered(context: Context, act: Act, text: str) -> bool:
    """Whether the number of the act stands in the text with its day nearby."""
    if not act.number or not act.date or not act.date.day:
        return False
    day = re.sub(r"\s+", " ", context.words.date(act.date)).casefold()
    found = re.finditer(rf"№ ?{re.escape(act.number.casefold())}(?![\w/-])", text)
    return any(day in text[max(0, one.start() - _NEAR) : one.end() + _NEAR] for one in found)


def law_items(context: Context, laws: Sequence[LawReference], cited: frozenset[str] | None = None) -> Iterable[Item]:
    """The acts of the front matter; with ``cited``, those that the text does not name are marked."""
    for law in laws:
        act = context.data.acts.get(law.act)
        if act is None:
            continue
        articles = ", ".join(article_words(item, context.words) for item in law.articles)
        anchor = f"#art_{law.articles[0]}" if law.articles else ""
        unnamed = context.words.t("law.not_in_text") if cited is not None and law.act not in cited else ""
        note = "; ".join(part for part in (act_details(act, context.words), articles, unnamed) if part)
        yield Item(act_title(act, context.words), in_language(context, f"acts/{law.act}{anchor}"), note)


def _items(words: Words) -> tuple[Item, ...]:
    return (Item(words),) if words.text else ()


_Draw = Callable[[Context, Document, Any], Iterable[Item]]
_OF_REFERENCE: Mapping[str, _Draw] = {"topics": _topics, "acts": _acts, "organisations": _bodies}
_OF_TYPE: Mapping[type | None, _Draw] = {
    Place: _places, Figure: _figures, PracticeFigure: _figures, Participation: _participants, LawReference: _laws,
}  # fmt: skip
