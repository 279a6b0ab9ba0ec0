"""Calls and contests: what is open now (worked out in the browser), how they go, and who won what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import replace

from portal.content.documents import Document
from portal.core.records import dataclass
from portal.model.documents import Event
from portal.model.parts import Place, Winner
from portal.pages.context import Context, Planned
from portal.pages.model import Card, Link, Page
from portal.words.bodies import organisation_name
from portal.words.places import locate, names
from portal.words.texts import Words

TYPES = frozenset({"contest", "grants"})
"""The types of events that are calls."""


@dataclass(frozen=True)
class Call:
    """When applications are taken: ISO days for the script, empty where they are not known."""

    opens: str
    deadline: str


@dataclass(frozen=True)
class WinnerView:
    """Who won: year, words, the page about it, and the sources of the document."""

    year: int
    words: Words
    place: Words | None
    document: Link | None
    sources: tuple[int, ...]


@dataclass(frozen=True)
class ContestLine:
    """A contest in the list."""

    card: Card
    organisers: tuple[str, ...]
    recurs: str
    eligible: Words | None
    prize: Words | None
    call: Call | None


@dataclass(frozen=True)
class WonLine:
    """What a municipality won."""

    year: int
    words: Words
    contest: Link
    document: Link | None


@dataclass(frozen=True)
class ContestsView:
    """The page: all contests, and what each municipality won."""

    contests: tuple[ContestLine, ...]
    winners: tuple[tuple[Words, tuple[WonLine, ...]], ...]


def call_of(document: Document) -> Call | None:
    """When applications to a call are taken; none where no day is known."""
    meta = document.meta
    if not isinstance(meta, Event) or meta.deadline is None:
        return None
    return Call(meta.opens.isoformat() if meta.opens else "", meta.deadline.isoformat())


def winners_of(context: Context, document: Document) -> tuple[WinnerView, ...]:
    """The winners of a contest, the newest first."""
    meta = document.meta
    if not isinstance(meta, Event):
        return ()
    found = sorted(meta.winners, key=lambda item: -item.year)
    return tuple(
        WinnerView(item.year, _words(context, document, item), _place(context, item), _document(context, item),
                   item.sources)
        for item in found
    )  # fmt: skip


def won(context: Context, _: Hashable) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Municipality → the contests that it won, each with the id of the winner."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for slug in context.by_kind("event").slugs:
        meta = context.portal.documents[slug].meta
        for item in meta.winners if isinstance(meta, Event) else ():
            if item.municipality:
                found[item.municipality].append((slug, item.id))
    return dict(found)


def pages(_: Context) -> Iterator[Planned]:
    """The page."""
    yield Planned("contests", page)


def page(context: Context) -> Page:
    """The page in the language of ``context``."""
    t = context.words.t
    lines = []
    for slug in context.by_kind("event").slugs:
        document = context.portal.documents[slug]
        if isinstance(document.meta, Event) and document.meta.type in TYPES:
            lines.append(_line(context, document, document.meta))
    winners = [
        (name, tuple(sorted((_won(context, *one) for one in pairs), key=lambda line: -line.year)))
        for municipality, pairs in context.of(won, "").items()
        if (name := _name(context, municipality))
    ]
    view = ContestsView(tuple(lines), tuple(sorted(winners, key=lambda pair: context.words.sort(pair[0].text))))
    made = context.page("contests", "contests", t("contests.title"), t("contests.lead"), view)
    return replace(made, features=("states",))


def _line(context: Context, document: Document, meta: Event) -> ContestLine:
    version = document.version(context.lang)
    told = {name: version.words.get(name) or getattr(meta, name) for name in ("eligible", "prize")}
    organisers = [item.id for item in meta.organisations if item.role == "organiser"]
    bodies = [context.data.organisations[name] for name in organisers if name in context.data.organisations]
    return ContestLine(
        card=context.cards[document.slug],
        organisers=tuple(organisation_name(body, context.words).text for body in bodies),
        recurs=context.words.t(f"recurs.{meta.recurs}") if meta.recurs else "",
        eligible=Words(told["eligible"], version.lang) if told["eligible"] else None,
        prize=Words(told["prize"], version.lang) if told["prize"] else None,
        call=call_of(document),
    )


def _won(context: Context, slug: str, winner: str) -> WonLine:
    document, card = context.portal.documents[slug], context.cards[slug]
    assert isinstance(document.meta, Event)
    item = next(one for one in document.meta.winners if one.id == winner)
    words, contest = _words(context, document, item), Link(card.title, card.address)
    return WonLine(item.year, words, contest, _document(context, item))


def _words(context: Context, document: Document, item: Winner) -> Words:
    version = document.version(context.lang)
    own = version.parts.get("winners", {}).get(item.id)
    return Words(own, version.lang) if own else Words(item.text, document.original)


def _document(context: Context, item: Winner) -> Link | None:
    if not item.document or item.document not in context.portal.documents:
        return None
    card = context.cards[item.document]
    return Link(card.title, card.address)


def _place(context: Context, item: Winner) -> Words | None:
    return _name(context, item.municipality) if item.municipality else None


def _name(context: Context, municipality: str) -> Words | None:
    """A municipality with its district and oblast, so that two of one name are told apart."""
    found = names(locate(Place(municipality=municipality), context.data), context.data, context.lang)
    return Words(", ".join(text for text, _, _ in found), context.lang) if found else None
