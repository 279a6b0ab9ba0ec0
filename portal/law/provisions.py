"""Provisions: from «подпунктами «а» и «б» пункта 1, пунктом 2 части 2 настоящей статьи» to places in an act.

Each language has a scanner that reads elements (a unit and its numbers) and chains of them; what a chain means is
worked out here, once for both. Russian goes from the small unit to the large one and lets a larger unit reach back
over all smaller ones before it; Kyrgyz goes from the large unit to the small one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, replace

from portal.law.chunks import Index, Span
from portal.law.model import SAME, THIS, Provision
from portal.law.words import LEVELS

_FIELDS = ("article", "part", "point", "subpoint", "paragraph")
UNIT_PREFIX: Mapping[str, str] = {"chapter": "ch", "section": "sec", "annex": "annex"}
_NUMBER = re.compile(r"(\d+)(?:-\d+)?")
SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
DASHES = ("-", "–")
MAX_LIST = 80
"""Numbers one unit may list."""
MAX_PLACES = 400
"""Places one chain may name; a chain that multiplies to more is not a citation of the law."""


@dataclass(frozen=True, slots=True)
class Element:
    """One unit with its numbers; ``sep`` joins it to the element before: empty (nothing), ``,`` or ``и``."""

    unit: str
    numbers: tuple[str, ...]
    start: int
    end: int
    sep: str = ""
    short: bool = False
    genitive: bool = False

    @property
    def level(self) -> int:
        """Its level: -1 chapter, section, annex; 0 article; 1 part; 2 point; 3 subpoint; 4 paragraph."""
        return LEVELS[self.unit]


@dataclass(frozen=True, slots=True)
class Chain(Span):
    """Elements that belong to one act."""

    elements: tuple[Element, ...]
    provisions: tuple[Provision, ...]

    @property
    def has_article(self) -> bool:
        """Whether an article is named (by number or as «this»)."""
        return any(p.article for p in self.provisions)

    @property
    def numbered(self) -> bool:
        """Whether anything but «this» and «same» is named."""
        return any(n not in (THIS, SAME) for e in self.elements for n in e.numbers)

    @property
    def only_units(self) -> bool:
        """Whether only chapters, sections or annexes are named."""
        return all(p.unit for p in self.provisions)

    @property
    def refers(self) -> str:
        """``this`` or ``same`` when the chain hangs on the citing provision or on the one before; else empty."""
        values = {e.numbers[0] for e in self.elements if e.numbers[:1] in ((THIS,), (SAME,))}
        return THIS if THIS in values else SAME if SAME in values else ""


Chains = Index[Chain]


def span_or_inserted(first: str, second: str, dash: str, number: str) -> str:
    """Tell a range from an inserted provision.

    Rule of the domain data: no range runs downward and a singular noun never takes one, so
    ``233-10-статья`` is one article and ``1141-1150-статьялары`` a range.

    >>> span_or_inserted("1141", "1150", "-", "pl"), span_or_inserted("233", "10", "-", "sg")
    ('1141..1150', '233-10')
    """
    if len(first) > 6 or len(second) > 6 or int(second) <= int(first):
        return f"{first}-{second}"
    if number == "sg" and (dash == "-" or int(second) - int(first) > 200):
        return f"{first}-{second}"
    return f"{first}..{second}"


def restore_superscripts(numbers: list[str]) -> list[str]:
    """«статей 3091, 310, 312–316»: 3091 breaks an ascending list that 309 fits, so it is article 309-1."""
    plain = [int(n) if n.isdecimal() and len(n) <= 6 else None for n in numbers]
    result = list(numbers)
    for i, value in enumerate(plain):
        if value is None or value < 1000 or len(numbers) < 2:
            continue
        base = value // 10
        before = next((int(m.group(1)) for n in reversed(numbers[:i]) if (m := _NUMBER.match(n))), None)
        after = next((int(m.group(1)) for n in numbers[i + 1 :] if (m := _NUMBER.match(n))), None)
        breaks = (after is not None and value > after) or (after is None and before is not None and value > before * 5)
        fits = (after is None or base <= after) and (before is None or before <= base)
        if breaks and fits:
            result[i] = f"{base}-{value % 10}"
    return result


Place = dict[int, str]


def _as_provision(place: Place) -> Provision:
    lowest = max((level for level, value in place.items() if value == THIS), default=-1)
    for level in range(min(place, default=0) if lowest >= 0 else 0):
        place.setdefault(level, THIS)  # «настоящего пункта»: of this part of this article
    return Provision(**{_FIELDS[level]: value for level, value in place.items()})


def _units(e: Element) -> Iterator[Provision]:
    """Units beside articles: ``ch34``; a paragraph sign (параграф) has no notation of its own."""
    prefix = UNIT_PREFIX.get(e.unit)
    for n in e.numbers if prefix else ():
        if n not in (THIS, SAME):
            yield Provision(unit=f"{prefix}{n}")


def russian_places(elements: list[Element]) -> list[Provision]:
    """Work out a Russian chain: smaller units first, a larger one reaches back («п. 2 ч. 1 ст. 28»).

    «ст. 28 ч. 1» (larger first, nothing between) is read downward.
    """
    groups: list[Place | Provision] = []
    last: list[int] = []  # places of the latest element
    for i, e in enumerate(elements):
        if e.level < 0:
            groups.extend(_units(e))
            last = []
            continue
        previous = elements[i - 1] if i else None
        joined = previous is not None and not e.sep
        comma = previous is not None and e.sep == "," and previous.level >= 0
        below = previous is not None and e.level > previous.level >= 0
        following = elements[i + 1] if i + 1 < len(elements) else None
        opens_new = following is not None and not following.sep and -1 < following.level < e.level
        if previous is not None and e.level < previous.level and (joined or (comma and (e.short or e.level == 0))):
            cut = len(groups)
            while cut and _lacks(groups[cut - 1], e.level):
                cut -= 1
            tail = [p for p in groups[cut:] if isinstance(p, dict)]
            groups[cut:] = [{**p, e.level: n} for n in e.numbers for p in tail][:MAX_PLACES]
            last = list(range(cut, len(groups)))
        elif last and previous and below and (joined or _nests(previous, e, following, comma, opens_new)):
            base = groups.pop(last[-1])
            assert isinstance(base, dict)
            last = list(range(len(groups), len(groups) + len(e.numbers)))
            groups.extend({**base, e.level: n} for n in e.numbers)
        else:
            last = list(range(len(groups), len(groups) + len(e.numbers)))
            groups.extend({e.level: n} for n in e.numbers)
    return [p if isinstance(p, Provision) else _as_provision(p) for p in groups[:MAX_PLACES]]


def _nests(previous: Element, e: Element, following: Element | None, comma: bool, opens_new: bool) -> bool:
    """Whether a smaller unit behind a comma is a part of the one before it: «пункт 2, подпункт «а» статьи 12»."""
    if not comma:
        return False
    if (previous.unit, e.unit) == ("part", "point") and previous.sep == "," and following is None:
        return True  # «статья 17, часть 3, пункт 12»
    if (previous.unit, e.unit) == ("point", "subpoint") and len(previous.numbers) == 1:
        return following is None or following.level < previous.level
    return not opens_new and (e.short or previous.level == 0)


def _lacks(place: Place | Provision, level: int) -> bool:
    return isinstance(place, dict) and all(has > level for has in place)


def kyrgyz_places(elements: list[Element]) -> list[Provision]:
    """Work out a Kyrgyz chain: larger units first («28-беренесинин 3-бөлүгүнүн 2-пунктчасы»).

    What comes after «жана» shares the larger units: «5-берененин 1-бөлүгү жана 4-бөлүгү» is 5:1 and 5:4.
    """
    groups: list[Place | Provision] = []
    context: Place = {}
    previous: Element | None = None
    inner = False  # whether the places of the latest element are still to be narrowed
    if len(elements) > 1 and elements[0].genitive and (elements[0].level, elements[1].level) == (1, 0):
        elements = elements[1:]  # «кодекстин экинчи бөлүгүнүн 711-беренеси»: a part of the code, above its articles
    for e in elements:
        if e.level < 0:
            groups.extend(_units(e))
            context, previous, inner = {}, e, False
            continue
        if previous is not None and e.unit == previous.unit == "point" and previous.genitive and not e.sep:
            e = replace(e, unit="subpoint")  # «1-пунктунун 2-пункту»
        deeper = previous is not None and e.level > previous.level >= 0
        nested = deeper and previous is not None and (not e.sep or previous.genitive or (e.short and e.sep == ","))
        if nested and inner:
            bases: list[Place] = []
            while groups and previous is not None and len(bases) < len(previous.numbers):
                base = groups.pop()
                assert isinstance(base, dict)
                bases.append(base)
            places = [{**base, e.level: n} for base in reversed(bases) for n in e.numbers][:MAX_PLACES]
            inner = len(bases) == 1
        else:
            limit = e.level if previous is None or not deeper else previous.level
            base = {level: value for level, value in context.items() if level < limit}
            places = [{**base, e.level: n} for n in e.numbers]
            inner = True
        groups.extend(places)
        context = places[-1] if places else {}
        previous = e
        inner = inner and len(places) == len(e.numbers)
    return [p if isinstance(p, Provision) else _as_provision(p) for p in groups[:MAX_PLACES]]


def joint(words: list[str], joints: Container[str], most: int, joining: frozenset[str] = frozenset()) -> str:
    """What ``words`` between two elements are: empty, ``,``, ``и``, or ``new`` when they do not belong together."""
    if not words or words == [","]:
        return "".join(words)
    if len(words) > most or any(word != "," and word not in joints for word in words):
        return "new"
    bracket = "(" in words and "исключением" not in words
    return "new" if bracket or (joining and joining.isdisjoint(words)) else "и"


def chains_of(elements: Iterator[Element], work_out: Callable[[list[Element]], list[Provision]]) -> Chains:
    """Group elements, given in the order of the text, into chains and work out what each means."""
    runs: list[list[Element]] = []
    for e in elements:
        if e.sep == "new" or not runs or len(runs[-1]) >= 60:
            runs.append([])
            e = replace(e, sep="")
        runs[-1].append(e)
    return Index(Chain(run[0].start, run[-1].end, tuple(run), tuple(work_out(run))) for run in runs)
