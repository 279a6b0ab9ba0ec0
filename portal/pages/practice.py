"""The page of a practice: answers first, then how, who paid, what came of it, what one needs, and whom to ask."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from portal.content.documents import Document
from portal.content.headings import rules
from portal.content.photos import HEIGHT, SUFFIXES, WIDTH, photo_address
from portal.core.records import dataclass
from portal.model.documents import Practice
from portal.model.practice_parts import Condition, Contact, Photo
from portal.pages.brief import BriefRow, Payer, brief, payers
from portal.pages.context import Context
from portal.pages.drawings import Drawing, drawing
from portal.pages.passport import Item, body_item, field_items, law_items
from portal.pages.values import amount, item_words
from portal.words.texts import Words

_PARTS = re.compile(r'(?=<h2 id="([a-z-]+)")')
OF_PART = {"payers": "cost", "indicators": "results", "conditions": "transfer"}
"""What is drawn of the card, and the part of the text below which it stands."""
AFTER = ("later", "contacts", "reusable")
"""What stands below the text, in its order."""


@dataclass(frozen=True)
class PracticePart:
    """A part of the page: a section of the text, or a heading where only the card has something to say."""

    id: str
    title: str
    html: str


@dataclass(frozen=True)
class IndicatorView:
    """A number before and after; widths in per cent of the larger one."""

    words: Words
    before: str
    after: str
    before_width: float
    after_width: float
    note: str
    sources: tuple[int, ...]


@dataclass(frozen=True)
class ConditionView:
    """A condition to tick, with the articles that ask for it."""

    id: str
    words: Words
    laws: tuple[Item, ...]
    sources: tuple[int, ...]


@dataclass(frozen=True)
class LaterView:
    """What happened later."""

    date: str
    words: Words
    sources: tuple[int, ...]


@dataclass(frozen=True)
class ContactView:
    """A body to ask."""

    names: tuple[Item, ...]
    role: str
    url: str | None


@dataclass(frozen=True)
class ReusableView:
    """A document to take over."""

    title: str
    lang: str
    url: str
    language: str


@dataclass(frozen=True)
class PhotoView:
    """A photograph: its files, what is to be seen, and whom to name."""

    webp: str
    jpeg: str
    alt: Words
    credit: str
    url: str | None
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True)
class PracticeView:
    """What the page of a practice shows beside what all documents have."""

    brief: tuple[BriefRow, ...]
    unknown: str
    drawing: Drawing
    photos: tuple[PhotoView, ...]
    parts: tuple[PracticePart, ...]
    payers: tuple[Payer, ...]
    payers_alternative: str
    indicators: tuple[IndicatorView, ...]
    conditions: tuple[ConditionView, ...]
    later: tuple[LaterView, ...]
    contacts: tuple[ContactView, ...]
    reusable: tuple[ReusableView, ...]


def practice_view(context: Context, document: Document, meta: Practice, body: str) -> PracticeView:
    """The practice's own part of the page; ``body`` is its text as it is rendered."""
    found = brief(context, document, meta)
    bar = payers(context, document, meta)
    known = tuple(one for one in found if one.items)
    lacking = [context.words.t(f"brief.lacking.{one.id}") for one in found if not one.items]
    more = "brief.unknown.more" if field_items(context, document, "figures") else "brief.unknown"
    unknown = context.words.t(more, list=", ".join(lacking)) if lacking else ""
    said = ", ".join(f"{one.words.text} — {one.value} ({one.share})" for one in bar)
    shown: dict[str, object] = {
        "payers": bar,
        "indicators": meta.indicators,
        "conditions": meta.conditions,
        "later": meta.later,
        "contacts": meta.contacts,
        "reusable": meta.reusable,
    }
    return PracticeView(
        brief=known,
        unknown=unknown,
        drawing=drawing(document, context.data, context.words),
        photos=tuple(_photo(context, document, item) for item in meta.photos),
        parts=_parts(context, body, shown),
        payers=bar,
        payers_alternative=context.words.t("payers.alternative", parts=said),
        indicators=tuple(_indicators(context, document, meta)),
        conditions=tuple(_condition(context, document, item) for item in meta.conditions),
        later=tuple(
            LaterView(
                context.words.date(item.date),
                item_words(document, context.lang, "later", item.id, item.text),
                tuple(item.sources),
            )
            for item in sorted(meta.later, key=lambda one: one.date.iso())
        ),
        contacts=tuple(_contact(context, item) for item in meta.contacts),
        reusable=tuple(
            ReusableView(
                item.title,
                item.language,
                item.url,
                context.words.t(f"lang.in.{item.language}") if item.language != context.lang else "",
            )
            for item in meta.reusable
        ),
    )


def added_headings(view: PracticeView, known: frozenset[str]) -> list[tuple[str, str]]:
    """Anchors and titles of the parts that the text has no heading for."""
    return [(part.id, part.title) for part in view.parts if part.title and part.id not in known]


def _parts(context: Context, body: str, shown: Mapping[str, object]) -> tuple[PracticePart, ...]:
    """The sections of the text in their order, with those that only the card fills where they belong."""
    order = [item.id for item in rules()["practice"].headings]
    titles = {item.id: item.words[context.lang] for item in rules()["practice"].headings}
    titles |= {name: context.words.t(f"practice.{name}") for name in AFTER}
    cut = _PARTS.split(body)
    found = {"": PracticePart("", "", cut[0])} if cut[0].strip() else {}
    # A split at a place keeps the name that stands there in front of the piece.
    for name, html in zip(cut[1::2], cut[2::2], strict=True):
        found[name] = PracticePart(name, "", html)
    for name, place in OF_PART.items():
        if shown[name] and place not in found:
            found[place] = PracticePart(place, titles[place], "")
    for name in AFTER:
        if shown[name]:
            found[name] = PracticePart(name, titles[name], "")
    places = {name: at for at, name in enumerate((*order, *AFTER))}
    return tuple(sorted(found.values(), key=lambda part: places.get(part.id, -1)))


def _indicators(context: Context, document: Document, meta: Practice) -> Iterator[IndicatorView]:
    for item in meta.indicators:
        most = max(abs(item.after), abs(item.before or 0)) or 1
        notes = [context.words.t(f"evidence.{item.evidence}")] if item.evidence else []
        notes += [context.words.date(item.date)] if item.date else []
        yield IndicatorView(
            words=item_words(document, context.lang, "indicators", item.id, item.label),
            before="" if item.before is None else amount(context.words, item.unit, item.before),
            after=amount(context.words, item.unit, item.after),
            before_width=round(100 * abs(item.before or 0) / most, 2),
            after_width=round(100 * abs(item.after) / most, 2),
            note="; ".join(notes),
            sources=tuple(item.sources),
        )


def _condition(context: Context, document: Document, item: Condition) -> ConditionView:
    words = item_words(document, context.lang, "conditions", item.id, item.text)
    return ConditionView(item.id, words, tuple(law_items(context, item.laws)), tuple(item.sources))


def _contact(context: Context, item: Contact) -> ContactView:
    names = [body_item(context, item.body)] if item.body else []
    municipality = context.data.municipalities.get(item.municipality or "")
    best = municipality.title.best(context.lang) if municipality else None
    if best:
        names.append(Item(Words(*best)))
    found = tuple(name for name in names if name)
    return ContactView(found, context.words.t(f"role.{item.role}"), item.url)


def _photo(context: Context, document: Document, item: Photo) -> PhotoView:
    webp, jpeg = (photo_address(document.original, item.id, suffix) for suffix in SUFFIXES)
    alt = item_words(document, context.lang, "photos", item.id, item.alt)
    credit = context.words.t("photo.by", author=item.author, licence=item.licence)
    return PhotoView(webp, jpeg, alt, credit, item.url)
