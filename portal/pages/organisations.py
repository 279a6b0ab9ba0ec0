"""The index of organisations and the page of one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping

from portal.core.records import dataclass
from portal.core.urls import address
from portal.model.documents import Resolution
from portal.model.values import LANGS
from portal.pages.context import Context, Planned
from portal.pages.follow_up import StateBar, by_addressee, state_bar, with_bar
from portal.pages.model import CardGroup, Link, Page
from portal.words.bodies import organisation_name
from portal.words.texts import Words


@dataclass(frozen=True)
class OrganisationsView:
    """The index of organisations by kind."""

    groups: tuple[tuple[str, tuple[Link, ...]], ...]


@dataclass(frozen=True)
class OrganisationView:
    """The page of an organisation."""

    names: tuple[tuple[tuple[Words, ...], str], ...]
    url: str | None
    groups: tuple[CardGroup, ...]
    recommendations: tuple[Link, ...]
    follow_up: StateBar | None


@dataclass(frozen=True)
class TakingPart:
    """The documents in which an organisation takes part, and the recommendations to it."""

    documents: tuple[str, ...] = ()
    recommendations: tuple[Link, ...] = ()


def pages(context: Context) -> Iterator[Planned]:
    """The index, then every organisation."""
    yield Planned("organisations/index", _index)
    for organisation in context.data.organisations:
        yield Planned(f"organisations/{organisation}", _organisation, (organisation,))


def _index(context: Context) -> Page:
    by_kind: dict[str, list[Link]] = defaultdict(list)
    for item in context.data.organisations.values():
        part = context.of(part_of, item.id)
        counts = (("documents", part.documents), ("recommendations", part.recommendations))
        note = ", ".join(context.words.n(f"count.{name}", len(found)) for name, found in counts if found)
        link = Link(organisation_name(item, context.words), address(context.lang, f"organisations/{item.id}"), note)
        by_kind[item.kind].append(link)
    t = context.words.t
    groups = tuple(
        (t(f"orgkind.{kind}"), tuple(sorted(links, key=lambda link: context.words.sort(link.title.text))))
        for kind, links in by_kind.items()
    )
    view = OrganisationsView(groups)
    key = "organisations/index"
    return context.page(key, "organisations", t("organisations.title"), t("organisations.lead"), view)


def _organisation(context: Context, name_of_record: str) -> Page:
    item, part = context.data.organisations[name_of_record], context.of(part_of, name_of_record)
    names = []
    for name in item.names:
        best = [Words(text, lang) for lang in LANGS if (text := name.title.get(lang))]
        best.sort(key=lambda words: words.lang != context.lang)
        marks = [context.words.t(f"name.translated.{lang}") for lang in name.title.translated]
        notes = [text for text in (_years(context, name.from_, name.to), *marks) if text]
        names.append((tuple(best), ", ".join(notes)))
    view = OrganisationView(
        names=tuple(names),
        url=item.url,
        groups=context.by_kinds(context.list_of(part.documents)),
        recommendations=part.recommendations,
        follow_up=state_bar(context, context.of(by_addressee, "").get(item.id, ())),
    )
    title = organisation_name(item, context.words)
    crumbs = (context.section("organisations"),)
    key = f"organisations/{item.id}"
    made = context.page(key, "organisation", title.text, title.text, view, "organisations/index", crumbs)
    return with_bar(made) if view.follow_up else made


def _years(context: Context, start: int | None, end: int | None) -> str:
    if start and end:
        return context.words.t("organisation.years", **{"from": start, "to": end})
    if start:
        return context.words.t("organisation.years.from", year=start)
    return context.words.t("organisation.years.to", year=end) if end else ""


def parts_in(context: Context, slug: str) -> Mapping[str, TakingPart]:
    """The organisations that a document names, with their parts in it."""
    document = context.portal.documents[slug]
    meta, version, card = document.meta, document.version(context.lang), context.cards[slug]
    addressed: dict[str, list[Link]] = defaultdict(list)
    if isinstance(meta, Resolution):
        texts = version.parts["recommendations"]
        states = {part.part: context.words.t(f"follow_up.state.{part.state}") for part in meta.follow_up}
        for recommendation in meta.recommendations:
            for name in recommendation.addressees:
                text = Words(texts.get(recommendation.number, recommendation.text), version.lang)
                anchor = f"{card.address}#recommendation-{recommendation.number}"
                note = " · ".join(filter(None, (states.get(recommendation.number, ""), card.title.text)))
                addressed[name].append(Link(text, anchor, note=note))
    taking_part = dict.fromkeys(part.id for part in meta.organisations)
    return {
        name: TakingPart((slug,) if name in taking_part else (), tuple(addressed.get(name, ())))
        for name in (*taking_part, *(one for one in addressed if one not in taking_part))
    }


def parts(context: Context, _: Hashable) -> Mapping[str, TakingPart]:
    """The parts of all organisations in all documents."""
    documents: dict[str, list[str]] = defaultdict(list)
    recommendations: dict[str, list[Link]] = defaultdict(list)
    for slug in context.listed.slugs:
        for name, part in context.of(parts_in, slug).items():
            documents[name] += part.documents
            recommendations[name] += part.recommendations
    return {name: TakingPart(tuple(documents[name]), tuple(recommendations[name])) for name in documents}


def part_of(context: Context, name: str) -> TakingPart:
    """The part of one organisation in all documents."""
    return context.of(parts, "").get(name, TakingPart())
