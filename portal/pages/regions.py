"""The index of regions with the tile map, and the page of an oblast."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence

from portal.core.records import dataclass
from portal.core.urls import address
from portal.model.reference import Oblast
from portal.pages.charts import map_size, tiles
from portal.pages.context import Context, Planned
from portal.pages.facets import Finder, finder_beside
from portal.pages.model import Card, CardGroup, Link, Page, TileView
from portal.words.places import locate


@dataclass(frozen=True)
class RegionsView:
    """The index of regions with the tile map."""

    map: tuple[TileView, ...]
    rows: int
    columns: int
    national: tuple[Card, ...]


@dataclass(frozen=True)
class RegionView:
    """The page of an oblast or a city of republican significance."""

    map: tuple[TileView, ...]
    rows: int
    columns: int
    current: str
    centre: str
    districts: str
    topics: tuple[Link, ...]
    """The topics of most of its documents."""
    count: str
    groups: tuple[CardGroup, ...]
    catalogue: str
    finder: Finder | None


def pages(context: Context) -> Iterator[Planned]:
    """The index, then every oblast and city of republican significance."""
    yield Planned("regions/index", _index)
    for oblast in context.data.oblasts:
        yield Planned(f"regions/{oblast}", _region, (oblast,))


def _index(context: Context) -> Page:
    map_ = tiles(context.data.oblasts, context.oblast_counts, context.lang)
    rows, columns = map_size(map_)
    national = tuple(context.list_of(context.of(nowhere, "")))
    t = context.words.t
    view = RegionsView(map_, rows, columns, national)
    return context.page("regions/index", "regions", t("regions.title"), t("regions.lead"), view)


def _region(context: Context, name: str) -> Page:
    oblast, by_district = context.data.oblasts[name], cards_by_district(context, name)
    map_ = tiles(context.data.oblasts, context.oblast_counts, context.lang)
    rows, columns = map_size(map_)
    groups = [
        CardGroup(district.title.get(context.lang), tuple(by_district[district.id][:30]), district.id)
        for district in oblast.districts
        if district.id in by_district
    ]
    if by_district.get(""):
        title = context.words.t("regions.whole") if groups else ""
        groups.append(CardGroup(title, tuple(by_district[""][:30])))
    view = RegionView(
        map=map_,
        rows=rows,
        columns=columns,
        current=address(context.lang, f"regions/{oblast.id}"),
        centre=oblast.centre.get(context.lang) if oblast.centre else "",
        districts=_districts(context, oblast),
        topics=_topics(context, oblast.id),
        count=context.words.n("count.documents", len(context.by_oblast(oblast.id))),
        groups=tuple(groups),
        catalogue=f"{address(context.lang, 'catalogue')}?oblast={oblast.id}",
        finder=finder_beside(context, f"oblast={oblast.id}"),
    )
    title = oblast.title.get(context.lang)
    crumbs = (context.section("regions"),)
    return context.page(f"regions/{oblast.id}", "region", title, title, view, "regions/index", crumbs)


def _districts(context: Context, oblast: Oblast) -> str:
    if not oblast.districts:
        return ""
    names = sorted((item.title.get(context.lang) for item in oblast.districts), key=context.words.sort)
    count = context.words.n("count.districts", len(names))
    return context.words.t("region.intro.districts", count=count, names=", ".join(names))


def _topics(context: Context, oblast: str) -> tuple[Link, ...]:
    """The three topics that most documents of the oblast have, if they have any in common."""
    slugs = context.by_oblast(oblast).slugs
    counts = Counter(topic for slug in slugs for topic in context.facets_of(slug).get("topic", ()))
    common = [name for name, count in counts.most_common(3) if count > 1]
    return tuple(context.link(f"topics/{name}", context.data.topics[name].title.get(context.lang)) for name in common)


def cards_by_district(context: Context, oblast: str) -> Mapping[str, Sequence[Card]]:
    """The documents of an oblast by their district, '' for none."""
    return {district: context.list_of(slugs) for district, slugs in context.of(of_oblast, oblast).items()}


def nowhere(context: Context, _: Hashable) -> tuple[str, ...]:
    """The newest documents that are of no oblast."""
    placed = {slug for some in context.grouped("oblast").values() for slug in some}
    return tuple(slug for slug in context.listed.slugs if slug not in placed)[:12]


def places(context: Context, slug: str) -> tuple[tuple[str, str], ...]:
    """The oblasts and districts ('' for none) that a document is of."""
    located = (locate(place, context.data) for place in context.portal.documents[slug].meta.places)
    return tuple(dict.fromkeys((str(one.oblast), one.district or "") for one in located if one.oblast))


def by_district(context: Context, _: Hashable) -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Oblast → district ('' for none) → documents."""
    found: dict[str, dict[str, list[str]]] = {}
    for item in context.listed.slugs:
        for oblast, district in context.of(places, item):
            found.setdefault(oblast, {}).setdefault(district, []).append(item)
    return found


def of_oblast(context: Context, oblast: str) -> Mapping[str, Sequence[str]]:
    """The same of one oblast."""
    return context.of(by_district, "").get(oblast, {})
