"""Kyrgyz provisions: number, hyphen, inflected noun: «12, 14 жана 17-беренелерине», «2-б., 1-п.», «биринчи бөлүгү»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from portal.law.model import SAME, THIS
from portal.law.provisions import (
    DASHES,
    MAX_LIST,
    SUPERSCRIPT,
    Chains,
    Element,
    chains_of,
    joint,
    kyrgyz_places,
    restore_superscripts,
    span_or_inserted,
)
from portal.law.reading import Reading
from portal.law.words import LEVELS, Lex

_GENITIVE = re.compile(r"\w+(?:[нтд][ыиу]н|г[ыиу])")
_ORDINAL_ENDS = ("чи", "чы", "чу", "нчи", "нчы", "нчу")
_JOINTS = frozenset(("жана", "же", "ошондой", "эле", "менен", "болбосо", "мен"))


def kyrgyz_chains(r: Reading) -> Chains:
    """All chains of provisions of a Kyrgyz (or Kazakh) text."""
    return chains_of(_elements(r), kyrgyz_places)


def _elements(r: Reading) -> Iterator[Element]:
    end = level = -1
    for i, lex in r.lex.items():
        if lex.role != "unit":
            continue
        e = element_at(r, i, lex, max(end, 0))
        if e:
            sep = joint(r.t.words[end : e.start], _JOINTS, 4) if end >= 0 else "new"
            last = e.end
            if r.in_brackets(e.start, e.end) and end == e.start - 1 and LEVELS[e.unit] > level >= 0:
                sep, last = "", e.end + 1  # «5-беренеси (2-бөлүк)»
            end, level = last, LEVELS[e.unit]
            yield Element(e.unit, e.numbers, e.start, last, sep, e.short, e.genitive)


def element_at(r: Reading, i: int, lex: Lex, floor: int) -> Element | None:
    """Read the element whose unit is token ``i``; it reaches back to token ``floor`` at most.

    «28-беренеси», «28 беренеси», «233-10-статья», «12, 14 жана 17-беренелери», ««а» пунктчасы», «а) пунктчасы»,
    «биринчи бөлүгү», «II бөлүмү», «ушул берененин», «2-б.».
    """
    t = r.t
    k = i - 1
    hyphen = t.word(k) in DASHES and (t.touches(i) or t.word(k - 1).isdecimal())
    if hyphen:
        k -= 1
    if lex.short and not (hyphen and t.word(k).isdecimal()):
        return None
    end = i + 1
    if lex.short and t.word(end) == ".":
        end += 1
    genitive = bool(_GENITIVE.fullmatch(t.words[i]))
    numbers = _hyphened(r, k, floor) if lex.number == "pl" else []
    start = k - 2 * len(numbers) + 2
    if not numbers:
        numbers, start = _numbers_back(r, k, lex.number, floor)
    if not numbers:
        numbers, start = _named(r, k, lex.value, floor)
    if not numbers and lex.value == "article" and t.word(k).isdecimal() and t.word(k - 1) in ("№", "n") and k > floor:
        numbers, start = [t.word(k)], k - 1  # «№ 12-беренеси»
    opening = t.open_of.get(k, -1)
    if not numbers and lex.value == "article" and floor < opening >= k - 12:
        # «205 «Уурулук» беренеси»: the heading stands between
        numbers, start = _numbers_back(r, opening - 1 - (t.word(opening - 1) in DASHES), lex.number, floor)
    if not numbers:
        return None
    return Element(lex.value, tuple(restore_superscripts(numbers)), start, end, "", lex.short, genitive)


def _named(r: Reading, k: int, unit: str, floor: int) -> tuple[list[str], int]:
    """What is no numeral: a letter in quotes or with a bracket, an ordinal, a Roman number, «ушул»."""
    t = r.t
    if k < floor:
        return [], k
    if k in t.open_of and t.open_of[k] == k - 2 and len(t.word(k - 1)) == 1 and t.word(k - 1).isalpha():
        return _letters_back(r, k, floor)
    if t.word(k) == ")" and len(t.word(k - 1)) <= 3 and t.word(k - 1).isalnum() and t.word(k - 2) != "(":
        return ([t.raw(k - 1, k).lower()], k - 1) if k - 1 >= floor else ([], k)
    role = r.role(k)
    if role == "ordinal":
        return [r.value(k)], k
    if role == "this":
        return [THIS], k
    if role == "same" and t.word(k - 1) != "деп":  # «… деп аталган бөлүмүнүн 32-беренеси»: how it is called
        if t.word(k) == "эле" and t.word(k - 1) in ("ошол", "ушул"):
            return ([SAME], k - 1) if k - 1 >= floor else ([], k)
        return [SAME], k
    if unit in ("article", "section", "chapter", "annex") and r.roman(k):
        return [t.raw(k, k + 1)], k
    return [], k


def _continues(before: str, after: str) -> bool:
    """Whether two numbers without a comma are a list: «34 39-беренелерине»."""
    return before.isdecimal() and len(before) <= 3 and len(after) <= 3 and int(before) < int(after)


def _hyphened(r: Reading, k: int, floor: int) -> list[str]:
    """Three and more rising numbers that hyphens join, the last of them ``k``: a list, «6-7-14-18-беренелери»."""
    t, found = r.t, [r.t.word(k)]
    while k - 2 >= floor and t.word(k - 1) in DASHES and t.word(k - 2).isdecimal() and len(found) < MAX_LIST:
        k -= 2
        found.insert(0, t.word(k))
    rises = len(found) > 2 and all(len(a) <= len(b) <= 4 and int(a) < int(b) for a, b in pairwise(found))
    return found if rises and t.word(k - 1) not in ("№", "n") else []


def _letters_back(r: Reading, k: int, floor: int) -> tuple[list[str], int]:
    """Read «а», «б» жана «в» from its last closing quote backwards."""
    t = r.t
    letters: list[str] = []
    start = k
    while k in t.open_of and t.open_of[k] == k - 2 and k - 2 >= floor and len(letters) < MAX_LIST:
        if len(t.word(k - 1)) != 1 or not t.word(k - 1).isalpha():
            break
        letters.append(t.raw(k - 1, k).lower())
        start = k - 2
        if t.word(start - 1) in DASHES and start - 2 in t.open_of and t.open_of[start - 2] == start - 4 >= floor:
            letters[-1] = f"{t.raw(start - 3, start - 2).lower()}..{letters[-1]}"  # «а»–«в»
            start -= 4
        if t.word(start - 1) != "," and t.word(start - 1) not in _JOINTS:
            break
        k = start - 2
    return letters[::-1], start


def _over_ending(r: Reading, k: int) -> int:
    """The numeral before a bracket or an ending: «1), 2)-пункттары», «2чи жана 16-пунктчалары»."""
    t = r.t
    if t.word(k) == ")" and t.word(k - 2) != "(":
        return k - t.word(k - 1).isdecimal()
    number = k - 1 - (t.word(k - 1) in DASHES)
    return number if t.touches(k) and t.word(k) in _ORDINAL_ENDS and t.word(number).isdecimal() else k


def _numbers_back(r: Reading, k: int, number: str, floor: int) -> tuple[list[str], int]:
    """Read «12, 14 жана 17», «1141-1150», «233-10» from its last numeral ``k`` backwards."""
    t = r.t
    numbers: list[str] = []
    start = k + 1
    while k >= floor and len(numbers) < MAX_LIST:
        k = _over_ending(r, k)
        mark = t.word(k).translate(SUPERSCRIPT)
        inserted = ""
        if mark != t.word(k) and mark.isdecimal() and t.touches(k):
            inserted = "-" + mark
            k -= 1
        word = t.word(k)
        if not word.isdecimal() or len(word) > 5 or t.word(k - 1) in ("№", "n"):
            break
        date = r.dates.by_end.get(k + 1)
        if date and date.form != "year" and date.start >= floor:
            break
        item, first = word + inserted, k
        dash = t.word(k - 1)
        before = t.word(k - 2)
        short = before.isdecimal() and len(before) <= 5
        if short and dash in DASHES and k - 2 >= floor and t.word(k - 3) not in ("№", "n"):
            item = span_or_inserted(before, word, dash, "" if numbers else number)
            first = k - 2
        elif dash == "." and t.touches(k) and t.touches(k - 1) and before.isdecimal() and k - 2 >= floor:
            item, first = f"{before}.{word}", k - 2
        elif dash in ("№", "n"):
            break
        numbers.append(item)
        start = first
        k = first - 1
        if t.word(k) == "," or t.word(k) in ("жана", "же", "мен"):
            k -= 1
            if t.word(k) in DASHES and t.touches(k):
                k -= 1  # «12-, 14-беренелер»
        elif not (number == "pl" and _continues(t.word(k), word)):
            break
    return numbers[::-1], start
