"""Geometry of the pictures that are drawn as inline SVG at build time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from portal.core.urls import address
from portal.model.parts import Votes
from portal.model.reference import Oblast
from portal.model.values import Lang
from portal.pages.model import Bar, TileView
from portal.words.interface import Interface


def vote_bars(votes: Votes, words: Interface) -> tuple[Bar, ...]:
    """Segments of one bar, as wide as their share of the votes cast; a vote that is not stated has none."""
    parts = [("for", votes.for_), ("against", votes.against), ("abstained", votes.abstained)]
    stated = [(name, value) for name, value in parts if value is not None]
    total = sum(value for _, value in stated) or 1
    bars, start = [], 0.0
    for name, value in stated:
        width = round(100 * value / total, 2)
        bars.append(Bar(name, words.t(f"votes.{name}"), value, start, width))
        start = round(start + width, 2)
    return tuple(bars)


def tiles(oblasts: Mapping[str, Oblast], counts: Mapping[str, int], lang: Lang) -> tuple[TileView, ...]:
    """One tile an oblast; the shade is the count's share of the largest."""
    words = Interface(lang)
    largest = max([counts.get(name, 0) for name in oblasts], default=0) or 1
    found = []
    shorts = Counter(short_name(oblast.title.get(lang)) for oblast in oblasts.values())
    for oblast in oblasts.values():
        count = counts.get(oblast.id, 0)
        name = oblast.title.get(lang)
        short = short_name(name)
        found.append(
            TileView(
                name=name,
                # Osh is an oblast and a city: the city keeps its whole name.
                short=name if shorts[short] > 1 and oblast.kind == "city" else short,
                address=address(lang, f"regions/{oblast.id}"),
                count=count,
                label=words.t("regions.map.item", name=name, count=words.n("count.documents", count)),
                row=oblast.tile.row,
                column=oblast.tile.column,
                level=0 if not count else 1 + min(3, (4 * count - 1) // (largest + 1)),
            )
        )
    return tuple(found)


def short_name(name: str) -> str:
    """The name without the word for oblast or city, to fit on a tile: «Ошская область» → «Ош»."""
    words = [part for part in name.split() if part not in {"облусу", "область", "шаары", "город"}]
    return " ".join(words).removesuffix("ская")


def map_size(tiles: Sequence[TileView]) -> tuple[int, int]:
    """Rows and columns of a tile map."""
    return max((t.row for t in tiles), default=1), max((t.column for t in tiles), default=1)
