"""What came of recommendations and of the sections of a concept: states, bars, and the page over all of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import get_args

from portal.content.documents import Document
from portal.core.records import dataclass
from portal.core.urls import address
from portal.model.documents import Concept, Resolution
from portal.model.parts import FollowUp
from portal.pages.context import Context, Planned
from portal.pages.model import Bar, Link, Page
from portal.words.bodies import organisation_name
from portal.words.texts import Words

STATES: tuple[str, ...] = get_args(FollowUp.model_fields["state"].annotation)
"""What is said of a recommendation, from the most that came of it to the least that is known."""


@dataclass(frozen=True)
class StateView:
    """What is known of a part on a day: words, and what shows it."""

    state: str
    name: str
    day: str
    note: Words | None
    documents: tuple[Link, ...]
    sources: tuple[int, ...]


@dataclass(frozen=True)
class StateBar:
    """How many parts have which state, as segments of one bar, and the same in words."""

    bars: tuple[Bar, ...]
    alternative: str


@dataclass(frozen=True)
class SectionState:
    """A section of a concept and what followed it; ``anchor``: where it stands in the text."""

    title: str
    anchor: str
    state: StateView


@dataclass(frozen=True)
class Followed:
    """A line of the page over all: a document or an addressee with its bar."""

    link: Link
    bar: StateBar


@dataclass(frozen=True)
class FollowUpView:
    """The page over all."""

    total: StateBar
    documents: tuple[Followed, ...]
    addressees: tuple[Followed, ...]


def states_of(context: Context, document: Document) -> Mapping[int, StateView]:
    """What is known of the parts of a resolution or a concept, by their numbers."""
    meta = document.meta
    if not isinstance(meta, Resolution | Concept):
        return {}
    version = document.version(context.lang)
    notes = version.parts.get("follow_up", {})
    return {item.part: _state(context, item, document, notes.get(item.part), version.lang) for item in meta.follow_up}


def _state(context: Context, item: FollowUp, document: Document, note: str | None, lang: str) -> StateView:
    words = Words(note, lang) if note else Words(item.note, document.original) if item.note else None
    cards = [context.cards[name] for name in item.documents if name in context.portal.documents]
    return StateView(
        state=item.state,
        name=context.words.t(f"follow_up.state.{item.state}"),
        day=context.words.t("follow_up.day", date=context.words.date(item.day)),
        note=words,
        documents=tuple(Link(card.title, card.address) for card in cards),
        sources=item.sources,
    )


def state_bar(context: Context, states: Iterable[str]) -> StateBar | None:
    """One bar of these states; none without any."""
    counts = Counter(states)
    total = sum(counts.values())
    if not total:
        return None
    bars, start = [], 0.0
    for state in STATES:
        if counts[state]:
            width = round(100 * counts[state] / total, 2)
            bars.append(Bar(state, context.words.t(f"follow_up.state.{state}"), counts[state], start, width))
            start = round(start + width, 2)
    parts = ", ".join(f"{bar.label} — {bar.value}" for bar in bars)
    return StateBar(tuple(bars), context.words.t("follow_up.alternative", parts=parts))


def bar_of(context: Context, document: Document) -> StateBar | None:
    """The bar of one document."""
    meta = document.meta
    return state_bar(context, (i.state for i in meta.follow_up)) if isinstance(meta, Resolution | Concept) else None


def sections_of(context: Context, document: Document) -> tuple[SectionState, ...]:
    """The sections of a concept of which something is said, in their order."""
    if not isinstance(document.meta, Concept):
        return ()
    body = context.portal.bodies.get((context.lang, document.slug))
    headings = [(item["id"], item["name"]) for item in body.toc] if body else []
    found = []
    for part, state in sorted(states_of(context, document).items()):
        anchor, title = headings[part - 1] if part <= len(headings) else ("", str(part))
        found.append(SectionState(title, anchor, state))
    return tuple(found)


def followed_by(context: Context, slug: str) -> Mapping[str, Sequence[str]]:
    """The states of the recommendations of a document by addressee; those of which nothing is said are left out."""
    meta = context.portal.documents[slug].meta
    found: dict[str, list[str]] = defaultdict(list)
    if isinstance(meta, Resolution):
        states = {item.part: item.state for item in meta.follow_up}
        for item in meta.recommendations:
            for name in item.addressees if item.number in states else ():
                found[name].append(states[item.number])
    return dict(found)


def by_addressee(context: Context, _: str) -> Mapping[str, Sequence[str]]:
    """The states of all recommendations by addressee."""
    found: dict[str, list[str]] = defaultdict(list)
    for slug in (*context.by_kind("resolution").slugs,):
        for name, states in context.of(followed_by, slug).items():
            found[name] += states
    return dict(found)


def pages(_: Context) -> Iterator[Planned]:
    """The page."""
    yield Planned("follow-up", page)


def page(context: Context) -> Page:
    """The page over all resolutions and concepts."""
    t = context.words.t
    documents, states = [], list[str]()
    for slug in (*context.by_kind("resolution").slugs, *context.by_kind("concept").slugs):
        document = context.portal.documents[slug]
        bar = bar_of(context, document)
        if bar:
            card = context.cards[slug]
            anchor = "#recommendations" if isinstance(document.meta, Resolution) else "#follow-up"
            documents.append(Followed(Link(card.title, card.address + anchor, card.kind_name), bar))
            states += [item.name for item in bar.bars for _ in range(item.value)]
    addressees = []
    for name, found in context.of(by_addressee, "").items():
        organisation, bar = context.data.organisations.get(name), state_bar(context, found)
        if organisation and bar:
            link = Link(
                organisation_name(organisation, context.words), address(context.lang, f"organisations/{name}"),
                context.words.n("count.recommendations", len(found)),
            )  # fmt: skip
            addressees.append(Followed(link, bar))
    total = state_bar(context, states) or StateBar((), "")
    view = FollowUpView(total, tuple(documents), tuple(addressees))
    made = context.page("follow-up", "follow_up", t("follow_up.title"), t("follow_up.lead"), view)
    return with_bar(made) if documents else made


def with_bar(page: Page) -> Page:
    """The page with the styles of the bar."""
    return replace(page, features=(*page.features, "states"))
