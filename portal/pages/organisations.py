"""The index of organisations and the page of one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from portal.core.urls import address
from portal.model.documents import Resolution
from portal.model.reference import Organisation
from portal.model.values import LANGS
from portal.pages.context import Context
from portal.pages.model import Card, CardGroup, Link, Page
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


@dataclass(frozen=True)
class TakingPart:
    """Organisation → documents in which it takes part; and the recommendations to it."""

    documents: Mapping[str, Sequence[Card]]
    recommendations: Mapping[str, Sequence[Link]]


def pages(context: Context) -> Iterator[Page]:
    """The index, then every organisation."""
    part = _taking_part(context)
    yield _index(context, part)
    for organisation in context.data.organisations.values():
        yield _organisation(context, organisation, part)


def _index(context: Context, part: TakingPart) -> Page:
    by_kind: dict[str, list[Link]] = defaultdict(list)
    for item in context.data.organisations.values():
        counts = (
            ("documents", part.documents[item.id]),
            ("recommendations", part.recommendations[item.id]),
        )
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


def _organisation(context: Context, item: Organisation, part: TakingPart) -> Page:
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
        groups=context.by_kinds(part.documents[item.id]),
        recommendations=tuple(part.recommendations[item.id]),
    )
    title = organisation_name(item, context.words)
    crumbs = (context.section("organisations"),)
    key = f"organisations/{item.id}"
    return context.page(key, "organisation", title.text, title.text, view, "organisations/index", crumbs)


def _years(context: Context, start: int | None, end: int | None) -> str:
    if start and end:
        return context.words.t("organisation.years", **{"from": start, "to": end})
    if start:
        return context.words.t("organisation.years.from", year=start)
    return context.words.t("organisation.years.to", year=end) if end else ""


def _taking_part(context: Context) -> TakingPart:
    takes_part: dict[str, list[Card]] = defaultdict(list)
    addressed: dict[str, list[Link]] = defaultdict(list)
    for item in context.listed:
        document = context.portal.documents[item.slug]
        meta = document.meta
        for name in dict.fromkeys(part.id for part in meta.organisations):
            takes_part[name].append(item)
        if isinstance(meta, Resolution):
            texts = document.version(context.lang).parts["recommendations"]
            for recommendation in meta.recommendations:
                for name in recommendation.addressees:
                    text = Words(
                        texts.get(recommendation.number, recommendation.text), document.version(context.lang).lang
                    )
                    anchor = f"{item.address}#recommendation-{recommendation.number}"
                    addressed[name].append(Link(text, anchor, note=item.title.text))
    return TakingPart(takes_part, addressed)
