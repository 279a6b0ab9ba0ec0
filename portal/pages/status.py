"""The model of the page that tells editors how far the portal is and what waits for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from portal.core.records import dataclass
from portal.core.urls import address
from portal.corpus.filled import THINGS
from portal.corpus.standing import FILLED, Standing, standing
from portal.corpus.status import REVIEWS, STATES, Coverage, Status, status_of
from portal.model.documents import KINDS
from portal.model.values import Lang
from portal.pages.context import Context, Planned
from portal.pages.model import Bar, Link, Page
from portal.reference.load import ReferenceData
from portal.words.acts import act_details, act_title
from portal.words.interface import Interface
from portal.words.texts import Words

_MOST = 12
"""Longer lists end with a number: the command ``status`` has all of them."""


@dataclass(frozen=True)
class CoverageRow:
    """A bar of one kind in one language, and the numbers of it; ``label`` says all of it in words."""

    lang: Lang
    name: str
    bars: tuple[Bar, ...]
    numbers: tuple[int, ...]
    total: int
    label: str


@dataclass(frozen=True)
class FilledRow:
    """How many practices have a thing: a bar of two segments, with ``text`` beside it."""

    name: str
    text: str
    width: float


@dataclass(frozen=True)
class PracticeRow:
    """What one practice has: a mark for each thing, in the order of the columns."""

    link: Link
    full: bool
    marks: tuple[bool, ...]


@dataclass(frozen=True)
class PracticeTable:
    """All practices with what they have; ``totals`` are as many as the columns."""

    summary: str
    columns: tuple[str, ...]
    totals: tuple[str, ...]
    rows: tuple[PracticeRow, ...]


@dataclass(frozen=True)
class Task:
    """Something that waits for somebody: a heading with the number, and the first documents; ``more`` are left out."""

    id: str
    title: str
    links: tuple[Link, ...]
    more: str


@dataclass(frozen=True)
class StatusView:
    """All that the page shows."""

    summary: str
    states: tuple[tuple[str, str], ...]
    coverage: tuple[tuple[str, tuple[CoverageRow, ...]], ...]
    filled: tuple[FilledRow, ...]
    practices: PracticeTable | None
    tasks: tuple[Task, ...]
    reviews: tuple[tuple[str, str], ...]
    hidden: bool
    help: Link | None


def status_view(
    found: Status,
    texts: Mapping[str, Standing],
    data: ReferenceData,
    words: Interface,
    help_link: Link | None,
    notes: int = 0,
) -> StatusView:
    """The page in the language of ``words``; ``notes``: how many of the practices are short notes."""
    t = words.t
    largest = max((item.total for item in found.coverage), default=0) or 1
    rows = [
        (
            t("status.notes", n=words.number(notes)) if kind == "practice" and notes else t(f"kinds.{kind}"),
            tuple(_coverage(item, largest, words) for item in found.coverage if item.kind == kind and item.total),
        )
        for kind in KINDS
    ]
    filled = [
        _filled(t(f"status.filled.{name}"), found.practices - len(found.lacking[name]), found.practices, words)
        for name in FILLED
    ]
    checked = found.used_acts - len(found.unchecked_acts)
    return StatusView(
        summary=t("status.both", both=words.number(found.both), total=words.number(found.total)),
        states=tuple((state, t(f"translation.{state}")) for state in STATES),
        coverage=tuple((kind, bars) for kind, bars in rows if bars),
        filled=(*filled, _filled(t("status.filled.acts"), checked, found.used_acts, words)),
        practices=_practices(found, texts, words) if found.filled else None,
        tasks=tuple(_tasks(found, texts, data, words)),
        reviews=tuple((t(f"status.review.{name}"), words.number(found.reviews[name])) for name in REVIEWS),
        hidden=bool(found.reviews["proposed"] + found.reviews["checked"]),
        help=help_link,
    )


def _coverage(item: Coverage, largest: int, words: Interface) -> CoverageRow:
    numbers = tuple(item.counts.get(state, 0) for state in STATES)
    bars, start = [], 0.0
    for state, number in zip(STATES, numbers, strict=True):
        width = round(100 * number / largest, 2)
        if number:
            bars.append(Bar(state, words.t(f"translation.{state}"), number, start, width))
        start = round(start + width, 2)
    name = words.t(f"status.lang.{item.lang}")
    said = ", ".join(f"{bar.label} — {words.number(bar.value)}" for bar in bars)
    return CoverageRow(item.lang, name, tuple(bars), numbers, item.total, f"{name}: {said}")


def _filled(name: str, has: int, total: int, words: Interface) -> FilledRow:
    text = words.t("status.of", n=words.number(has), total=words.number(total))
    return FilledRow(name, text, round(100 * has / total, 2) if total else 0.0)


def _practices(found: Status, texts: Mapping[str, Standing], words: Interface) -> PracticeTable:
    t, number = words.t, words.number
    rows = sorted(found.filled, key=lambda item: (not item.full, -len(item.has), item.slug))
    return PracticeTable(
        summary=t("status.practices.full", n=number(found.full), total=number(found.practices)),
        columns=tuple(t(f"status.thing.{thing}") for thing in THINGS),
        totals=tuple(number(found.having[thing]) for thing in THINGS),
        rows=tuple(
            PracticeRow(_link(texts[item.slug], words.lang), item.full, tuple(thing in item.has for thing in THINGS))
            for item in rows
        ),
    )


def _tasks(found: Status, texts: Mapping[str, Standing], data: ReferenceData, words: Interface) -> Iterable[Task]:
    """What could be done next, the most useful first: what misleads readers, what they lack, what nobody has seen."""

    def links(slugs: Sequence[str]) -> list[Link]:
        return [_link(texts[slug], words.lang) for slug in slugs[:_MOST]]

    def task(name: str, items: Sequence[Link], count: int) -> Iterable[Task]:
        if count:
            more = words.t("status.more", n=words.number(count - len(items))) if count > len(items) else ""
            yield Task(name, words.t(f"status.next.{name}", n=words.number(count)), tuple(items), more)

    for state in ("outdated", "missing"):
        slugs = [item.document.slug for item in found.translations if item.state == state]
        yield from task(state, links(slugs), len(slugs))
    acts = [
        Link(
            act_title(data.acts[name], words),
            address(words.lang, f"acts/{name}"),
            " · ".join(
                part for part in (act_details(data.acts[name], words), words.n("count.documents", count)) if part
            ),
        )
        for name, count in found.unchecked_acts[:_MOST]
    ]
    yield from task("acts", acts, len(found.unchecked_acts))
    drafts = found.reviews["proposed"] + found.reviews["checked"]
    yield from task("drafts", links(found.drafts), drafts)
    for name in ("results", "figures", "place"):
        yield from task(name, links(found.lacking[name]), len(found.lacking[name]))


def _link(text: Standing, lang: Lang) -> Link:
    return Link(Words(*text.titles[lang]), address(lang, text.key))


def standing_of(context: Context, slug: str) -> Standing:
    """How far a text is: of one that has changed, this seldom has."""
    portal = context.portal
    return standing(portal, portal.documents.get(slug) or portal.pages[slug])


def pages(_: Context) -> Iterator[Planned]:
    """The page."""
    yield Planned("status", page)


def page(context: Context) -> Page:
    """The page in the language of ``context``."""
    t = context.words.t
    contribute = context.link("contribute", t("status.next.how")) if "contribute" in context.portal.pages else None
    portal = context.portal
    texts = {slug: context.of(standing_of, slug) for slug in sorted([*portal.documents, *portal.pages])}
    hidden = [item.review for item in portal.hidden.values()]
    found = status_of([*texts.values()], hidden, context.data.acts)
    notes = sum(not card.full for card in context.by_kind("practice"))
    view = status_view(found, texts, context.data, context.words, contribute, notes)
    return replace(context.page("status", "status", t("status.title"), t("status.lead"), view), indexed=False)
