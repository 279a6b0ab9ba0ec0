"""Numbers that changed places: between two sentences, or between two acts of one sentence."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from portal.corpus.facts.dated import DateFact
from portal.corpus.facts.numerals import NumberFact
from portal.corpus.facts.passages import MOST_FACTS, Passage, Sentence
from portal.corpus.facts.told import FactDifference

_BEFORE = re.compile(r"\s*(?:года?|г\.?)?[\s,]*№?\s*\Z")
"""Between a day and the number of an act of that day: «от 15 декабря 2017 года № 814», «15-декабрындагы № 814»."""
_AFTER = re.compile(r"\s*от\s*\Z")


def lacking(own: Sequence[NumberFact], other: Sequence[NumberFact]) -> list[NumberFact]:
    """Numbers that the other lacks; one that is said more often here counts as lacking as often."""
    theirs = Counter(item.value for item in other)
    found = []
    for item in own:
        if theirs[item.value]:
            theirs[item.value] -= 1
        else:
            found.append(item)
    return found


def exchanged(pairs: Sequence[tuple[Sentence, Sentence]]) -> Iterator[FactDifference]:
    """Two numbers of which each stands in the other's sentence: who translates may move one, not two so."""
    sides = [(one.passage.numbers, two.passage.numbers) for one, two in pairs]
    gone = [(lacking(one, two), lacking(two, one)) for one, two in sides]
    apart = [at for at, both in enumerate(gone) if all(both)][:MOST_FACTS]
    for at, there in itertools.combinations(apart, 2):
        first, second = _same(gone[at][0], gone[there][1]), _same(gone[there][0], gone[at][1])
        if first and second:
            yield FactDifference(
                "swapped",
                f"{first[0].shown} … {second[0].shown}",
                f"{second[1].shown} … {first[1].shown}",
                pairs[at][0].at + first[0].start,
                pairs[at][1].at + second[1].start,
            )


def _same(one: Sequence[NumberFact], two: Sequence[NumberFact]) -> tuple[NumberFact, NumberFact] | None:
    return next(((a, b) for a in one for b in two if a.value == b.value and not a.weak and not b.weak), None)


def numbered(one: Sentence, two: Sentence) -> Iterator[FactDifference]:
    """Numbers of acts (№ 5) the other way round, or with the day of another act. Where the day beside a number is the
    same in both languages, it is in its place whatever the order."""
    first, second = (_numbers(side.passage) for side in (one, two))
    if first.keys() != second.keys() or len(first) < 2:
        return
    days = {value: (_day(item, one.passage), _day(second[value], two.passage)) for value, item in first.items()}
    place = {value: at for at, value in enumerate(second)}
    for a, b in itertools.combinations(first, 2):
        if place[a] > place[b] and not (_agree(days[a]) or _agree(days[b])):
            places = one.at + first[a].start, two.at + second[b].start
            yield FactDifference("swapped", f"№ {a} … № {b}", f"№ {b} … № {a}", *places)
            return
    for mine, theirs in days.values():
        if mine and theirs and not mine.agrees(theirs):
            yield FactDifference("date", mine.shown, theirs.shown, one.at + mine.start, two.at + theirs.start)
            return


def _numbers(passage: Passage) -> dict[str, NumberFact]:
    """The numbers behind №, by their value; none where one is said twice."""
    found = [
        item for item in passage.numbers if passage.plain[max(0, item.start - 3) : item.start].rstrip().endswith("№")
    ]
    return {item.value: item for item in found} if len({item.value for item in found}) == len(found) else {}


def _day(item: NumberFact, passage: Passage) -> DateFact | None:
    """The day that stands right beside a number."""
    text = passage.plain
    for day in passage.dates:
        if day.end <= item.start and item.start - day.end < 20 and _BEFORE.match(text[day.end : item.start]):
            return day
    end = item.start + len(item.shown.partition(" ")[0])
    return next(
        (day for day in passage.dates if 0 <= day.start - end < 8 and _AFTER.match(text[end : day.start])), None
    )


def _agree(days: tuple[DateFact | None, DateFact | None]) -> bool:
    return bool(days[0] and days[1] and days[0].agrees(days[1]))
