"""Two passages that belong together, one a language: which facts differ. Knows neither files nor documents.

Strict is what stands against each other: each passage has something that the other lacks. Where only one has more, what
stands around is looked at as well, for a translator may say a thing a paragraph earlier.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from portal.corpus.facts.fact_words import ContrastGroup, FactToken, contrast_groups, widened
from portal.corpus.facts.lengths import added_sentence, much_longer
from portal.corpus.facts.negation import contradict, denials, denied_words
from portal.corpus.facts.numerals import NumberFact
from portal.corpus.facts.passages import Passage, Sentence, sentence_pairs
from portal.corpus.facts.swapped import exchanged, lacking, numbered
from portal.corpus.facts.told import FactDifference, FactKind

_SMALL = 20
_STRICT = frozenset({"months", "currencies", "lengths", "areas", "weights", "weekdays"})
_LONGEST_SHOWN = 60


def compare(one: Passage, two: Passage, *, certain: bool = False) -> Iterator[FactDifference]:
    """What differs between two passages, names and links apart; ``certain``: without what is only likely."""
    yield from _numbers(one, two)
    yield from _dates(one, two)
    numbers = len(one.numbers) > 1 and len(two.numbers) > 1  # what else could have been swapped
    groups = _groups_of_both(one, two, certain=certain)
    pairs = sentence_pairs(one, two) if numbers or groups or not certain else []
    swapped = [
        item for first, second in pairs if numbers for item in (*_order(first, second), *numbered(first, second))
    ]
    counted = swapped or (numbers and list(exchanged(pairs))) or list(_counted(one, two))
    yield from counted
    units = {item.kind for item in counted}
    for first, second in pairs:
        yield from (item for item in _contrasts(first, second, groups) if item.kind not in units)
        if not certain:
            yield from _negation(first, second)
            yield from _denied_classes(first, second)
    if not certain:
        yield from _length(one, two)


# Numbers ---------------------------------------------------------------------------------------------------


def _numbers(one: Passage, two: Passage) -> Iterator[FactDifference]:
    if [item.value for item in one.numbers] == [item.value for item in two.numbers]:
        return
    left, right = lacking(one.numbers, two.numbers), lacking(two.numbers, one.numbers)
    for a in list(left):
        rival = next((item for item in right if item.near & a.near), right[0] if right else None)
        if rival is None or a.weak or rival.weak:
            continue
        left.remove(a)
        right.remove(rival)
        yield FactDifference("number-differs", a.shown, rival.shown, a.start, rival.start)
    for item in left:
        if not _may_be_more(item, two):
            yield FactDifference(_alone(item), item.shown, "", item.start, 0)
    for item in right:
        if not _may_be_more(item, one):
            yield FactDifference(_alone(item), "", item.shown, 0, item.start)


def _alone(item: NumberFact) -> FactKind:
    if item.written:
        return "number-word"
    return "small-number" if item.value.isdigit() and int(item.value) <= _SMALL else "number"


def _may_be_more(item: NumberFact, other: Passage) -> bool:
    """Whether a number that only one passage has may stand there all the same."""
    if item.written and (item.weak or item.ordinal or item.value in {"1", "2"}):
        return True
    return item.value in {number.value for number in other.numbers} or item.value in other.values_around


def _counted(one: Passage, two: Passage) -> Iterator[FactDifference]:
    """Numbers of one value that count different things: they were swapped, or the unit is wrong."""
    for item in one.numbers:
        same = [other for other in two.numbers if other.value == item.value]
        own = [other for other in one.numbers if other.value == item.value]
        if not same or item.weak or any(each.ordinal for each in (*own, *same)):
            continue
        mine = frozenset[str]().union(*(other.near for other in own))
        theirs = frozenset[str]().union(*(other.near for other in same))
        measures = {each.unit for each in own} & _measures(), {each.unit for each in same} & _measures()
        if all(measures) and not measures[0] & measures[1]:
            yield FactDifference("unit", item.shown, same[0].shown, item.start, same[0].start)
        elif mine and theirs and not widened(mine) & theirs:
            yield FactDifference("counted", item.shown, same[0].shown, item.start, same[0].start)


@cache
def _measures() -> frozenset[str]:
    """The units of money, length, area and weight."""
    groups = [item for item in contrast_groups() if item.name in _STRICT and item.name not in {"months", "weekdays"}]
    return frozenset(name for group in groups for name in group.classes)


def _order(one: Sentence, two: Sentence) -> Iterator[FactDifference]:
    """The same numbers the other way round, where what they count does not say that each is in its place."""
    free = _free(one.passage), _free(two.passage)
    times = [Counter(item.value for item in side) for side in free]
    first, second = ([item for item in side if all(count[item.value] == 1 for count in times)] for side in free)
    place = {item.value: at for at, item in enumerate(second)}
    for at, a in enumerate(first):
        for b in first[at + 1 :]:
            if place[a.value] < place[b.value] or _is_year(a) != _is_year(b):
                continue
            theirs = second[place[a.value]], second[place[b.value]]
            if not _in_place(a, *theirs) and not _in_place(b, *theirs[::-1]):
                yield FactDifference(
                    "swapped",
                    f"{a.shown} … {b.shown}",
                    f"{theirs[1].shown} … {theirs[0].shown}",
                    one.at + a.start,
                    two.at + theirs[1].start,
                )
                return


def _free(passage: Passage) -> list[NumberFact]:
    """The numbers that are no part of a date or of a name such as 24.kg."""
    dated = {passage.tokens[place].start for date in passage.dates for place in date.tokens}
    return [
        item
        for item in passage.numbers
        if not item.weak
        and not item.ordinal
        and item.start not in dated
        and not item.named
        and "number" not in item.near
    ]


def _is_year(item: NumberFact) -> bool:
    return "year" in item.near and len(item.value) == 4


def _in_place(own: NumberFact, same: NumberFact, other: NumberFact) -> bool:
    """Whether a number counts in both languages what the rival does not count."""
    return bool(own.near & same.near) and not own.near & other.near


# Dates and words -------------------------------------------------------------------------------------------


def _dates(one: Passage, two: Passage) -> Iterator[FactDifference]:
    left = [item for item in one.dates if not any(item.agrees(other) for other in two.dates)]
    right = [item for item in two.dates if not any(item.agrees(other) for other in one.dates)]
    for a, b in zip(left, right, strict=False):
        yield FactDifference("date", a.shown, b.shown, a.start, b.start)


def _groups_of_both(one: Passage, two: Passage, *, certain: bool) -> tuple[str, ...]:
    """The groups of which both passages have a word: only there can one stand against the other."""
    whole = one.is_whole and two.is_whole
    if whole and not (one.classes and two.classes):
        return ()
    names = [group.name for group in contrast_groups() if group.name != "months"]  # dates have been compared
    if whole:
        names = [name for name in names if name in one.classes and name in two.classes]
    return tuple(name for name in names if name in _STRICT or not certain)


def _contrasts(one: Sentence, two: Sentence, groups: Sequence[str]) -> Iterator[FactDifference]:
    for group in groups:
        first = one.passage.classes.get(group, {})
        second = two.passage.classes.get(group, {}) if first else {}
        mine = [name for name in first if name not in second]
        theirs = [name for name in second if name not in first]
        if mine and theirs:
            a, b = first[mine[0]], second[theirs[0]]
            kind: FactKind = "unit" if group in _STRICT else "word"
            yield FactDifference(kind, a.raw, b.raw, one.at + a.start, two.at + b.start)


def _negation(one: Sentence, two: Sentence) -> Iterator[FactDifference]:
    first = denials(one.passage.tokens, one.passage.lang)
    second = denials(two.passage.tokens, two.passage.lang)
    if contradict(first, second):
        a, b = next(iter(first.sure), None), next(iter(second.sure), None)
        places = one.at + (a.start if a else 0), two.at + (b.start if b else 0)
        yield FactDifference("negation", a.raw if a else "", b.raw if b else "", *places)


def _denied_classes(one: Sentence, two: Sentence) -> Iterator[FactDifference]:
    """Where the languages negate different members of a contrast group: «поручение, а не рекомендация»."""
    first, second = (denied_words(item.passage.tokens, item.passage.lang) for item in (one, two))
    for group in contrast_groups() if first and second else ():
        mine, theirs = _denied(one, group, first), _denied(two, group, second)
        if mine and theirs and not mine.keys() & theirs.keys():
            a, b = next(iter(mine.values())), next(iter(theirs.values()))
            yield FactDifference("negation", a.raw, b.raw, one.at + a.start, two.at + b.start)


def _denied(sentence: Sentence, group: ContrastGroup, places: Sequence[int]) -> dict[str, FactToken]:
    tokens, table = sentence.passage.tokens, group.table(sentence.passage.lang)
    return {label: tokens[at] for at in places for label in sorted(table.of(tokens, at))}


def _length(one: Passage, two: Passage) -> Iterator[FactDifference]:
    found = added_sentence(one, two)
    if found:
        side, number = found
        at, words = (one, two)[side].sentences[number]
        if side == 0:
            yield FactDifference("sentence", shortened(words), "", at, 0)
        else:
            yield FactDifference("sentence", "", shortened(words), 0, at)
    elif much_longer(one, two):
        yield FactDifference("length", str(one.size), str(two.size))


def shortened(text: str) -> str:
    """The first words of a text, in one line."""
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST_SHOWN else words[: max(words.rfind(" ", 0, _LONGEST_SHOWN), 20)] + " …"
