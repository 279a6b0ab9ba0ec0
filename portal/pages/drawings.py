"""A small drawing of a practice out of its data: where, for how many, who paid, when. Different as its data differ.

Rectangles alone: they are kept in a file of one piece too, and need no font.
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.content.documents import Document
from portal.core.records import dataclass
from portal.model.costs import costs_of, reached
from portal.model.documents import Practice
from portal.reference.load import ReferenceData
from portal.words.interface import Interface
from portal.words.places import locate

WIDTH, HEIGHT = 160, 44
_TILE, _GAP = 10, 1
_RIGHT, _SPAN = 60, 100
"""Where the lines begin, and how long they are."""
_FIRST, _LAST = 2000, 2030
"""The years of the line of time; earlier and later ones stand at its ends."""
_PEOPLE = (10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000, 100_000, 300_000)
"""A square more for each of these numbers that is reached."""
_SHADES = 4
_GROUND = ("tile", "empty")


@dataclass(frozen=True)
class Rect:
    """A rectangle; ``name`` says what it stands for, and by it the style sheet gives its colour."""

    name: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Drawing:
    """The rectangles of a drawing, and what it says in words."""

    rects: tuple[Rect, ...]
    label: str
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def paths(self) -> tuple[tuple[str, str], ...]:
        """The rectangles that only make up the ground, each kind of them as the path of one shape."""
        kinds = {name: [one for one in self.rects if one.name == name] for name in _GROUND}
        return tuple((name, "".join(map(_path, some))) for name, some in kinds.items() if some)

    @property
    def telling(self) -> tuple[Rect, ...]:
        """All others."""
        return tuple(one for one in self.rects if one.name not in _GROUND)


def _path(one: Rect) -> str:
    return f"M{one.x:g} {one.y:g}h{one.width:g}v{one.height:g}h-{one.width:g}z"


def drawing(document: Document, data: ReferenceData, words: Interface) -> Drawing:
    """The drawing of a document."""
    meta = document.meta
    own = [*_map(set(_oblasts(document, data)), data)]
    said = [data.oblasts[name].title.get(words.lang) for name in _oblasts(document, data)]
    if isinstance(meta, Practice):
        own += [*_people(meta), *_money(meta), *_time(meta)]
        said += [words.years(meta.period.start, meta.period.end)]
    return Drawing(tuple(own), words.t("drawing.label", parts=", ".join(filter(None, said)) or "–"))


def blank(data: ReferenceData) -> Drawing:
    """The drawing of which the browser makes those of cards (``search/drawings.js``): nothing is known.

    Tiles, squares, the bar of money, the line of time; last what stands on that line, without a width.
    """
    line = Rect("empty", _RIGHT, 37, _SPAN, 2)
    rects = (
        *_map(set(), data),
        *_squares(0),
        Rect("empty", _RIGHT, 15, _SPAN, 11),
        line,
        Rect("time", _RIGHT, 33, 0, 10),
    )
    return Drawing(rects, "")


def code(drawn: Drawing) -> str:
    """What tells a drawing from the blank one: ``tiles;squares;money;time``, in lists parted by commas.

    Numbers of the tiles from 0, the number of full squares, widths of the payers (``m`` for a sum without payers),
    place and width on the line of time. Nothing stands for what is not known.
    """
    tiles = [one.name for one in drawn.rects if one.name in {"tile", "here"}]
    here = [str(at) for at, name in enumerate(tiles) if name == "here"]
    squares = sum(one.name == "person" for one in drawn.rects)
    money = [
        "m" if one.name == "money" else f"{one.width:g}"
        for one in drawn.rects
        if one.name.startswith(("payer", "money"))
    ]
    time = [f"{number:g}" for one in drawn.rects if one.name == "time" for number in (one.x, one.width)]
    return ";".join((",".join(here), str(squares or ""), ",".join(money), ",".join(time)))


def _oblasts(document: Document, data: ReferenceData) -> tuple[str, ...]:
    found = (locate(place, data).oblast for place in document.meta.places)
    return tuple(dict.fromkeys(name for name in found if name and name in data.oblasts))


def _map(here: set[str], data: ReferenceData) -> Iterator[Rect]:
    for oblast in data.oblasts.values():
        x, y = (oblast.tile.column - 1) * (_TILE + _GAP), (oblast.tile.row - 1) * (_TILE + _GAP)
        yield Rect("here" if oblast.id in here else "tile", x, y, _TILE, _TILE)


def _people(meta: Practice) -> Iterator[Rect]:
    served = next(iter(reached(meta.figures)), None)
    return _squares(served.value if served else 0)


def _squares(people: float) -> Iterator[Rect]:
    step = _SPAN / len(_PEOPLE)
    for at, number in enumerate(_PEOPLE):
        full = people >= number
        yield Rect("person" if full else "empty", _RIGHT + at * step, 0, step - 2, 8)


def _money(meta: Practice) -> Iterator[Rect]:
    costs = costs_of(meta.figures)
    start = 0.0
    for number, one in enumerate(costs.payments):
        width = _SPAN * min(1.0, one.part)
        yield Rect(f"payer-{number % _SHADES}", _RIGHT + round(start, 1), 15, round(width, 1), 11)
        start += width
    if start < _SPAN - 0.5:
        name = "money" if costs.total and not costs.payments else "empty"
        yield Rect(name, _RIGHT + round(start, 1), 15, round(_SPAN - start, 1), 11)


def _time(meta: Practice) -> Iterator[Rect]:
    yield Rect("empty", _RIGHT, 37, _SPAN, 2)
    start, end = meta.period.start or meta.period.end, meta.period.end or meta.period.start
    if start and end:
        step = _SPAN / (_LAST - _FIRST + 1)
        first, last = (min(max(year, _FIRST), _LAST) - _FIRST for year in (start, end))
        yield Rect("time", _RIGHT + round(first * step, 1), 33, round((last - first + 1) * step, 1), 10)
