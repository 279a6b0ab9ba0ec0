"""Russian provisions: elements such as «подпунктами «а» и «б»», «ст.ст. 5, 6», «частью первой», «159-й статье»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from portal.law.model import SAME, THIS
from portal.law.provisions import (
    DASHES,
    MAX_LIST,
    SUPERSCRIPT,
    Chains,
    Element,
    chains_of,
    joint,
    restore_superscripts,
    russian_places,
    span_or_inserted,
)
from portal.law.reading import Reading
from portal.law.words import LEVELS

_ORDINAL_TAIL = frozenset({"й", "я", "ю", "е", "ей", "ой", "ая", "ую", "ый", "ого", "го", "му", "м", "х", "ых"})
_FEMININE = ("ая", "ой", "ую", "ою", "ья", "ьей", "ью")
_NOT_MASCULINE = ("ая", "ую", "ою", "ья", "ьей", "ью")
_LOWER = frozenset("абвгдежзиклмнопрстуфхцчшщэюя")
# What may stand between two elements of one chain besides a comma.
_JOINTS = frozenset({
    "и", "или", "либо", "а", "также", "равно", "в", "во", "к", "ко", "по", "с", "со", "из", "от", "о",
    "об", "на", "за", "исключением", "кроме", "(", "том", "числе",
})  # fmt: skip
_JOINING = frozenset({"и", "или", "либо", "также", "исключением", "кроме", "числе"})


def russian_chains(r: Reading) -> Chains:
    """All chains of provisions of a Russian text."""
    return chains_of(_elements(r), russian_places)


def _elements(r: Reading) -> Iterator[Element]:
    end = level = close = -1
    for i, lex in r.lex.items():
        if lex.role != "unit" or i < end:
            continue
        e = element_at(r, i, max(end, 0))
        if e:
            sep = joint(r.t.words[end : e.start], _JOINTS, 5, _JOINING) if end >= 0 else "new"
            last = e.end
            if end == e.start - 1 and LEVELS[e.unit] > level >= 0 and (closing := bracket_closes(r, end)):
                sep, close = "", closing  # «статья 5 (часть 1)», «ст. 12 (ч. 3, п. 2)»
            inner = list(_in_letters(r, e)) if last + 3 <= len(r.t.words) else []
            last = inner[-1].end if inner else last
            if last == close:
                last, close = last + 1, -1
            end, level = last, LEVELS[inner[-1].unit if inner else e.unit]
            yield Element(e.unit, e.numbers, e.start, inner[0].start if inner else last, sep, e.short)
            yield from (replace(item, end=last) if item is inner[-1] else item for item in inner)


def bracket_closes(r: Reading, opening: int) -> int:
    """Where the bracket ``opening`` closes, when it holds nothing but provisions; 0 if it is another one."""
    if r.t.word(opening) != "(":
        return 0
    for q in range(opening + 1, min(opening + 24, len(r.t.words))):
        word = r.t.words[q]
        if word == ")" and not (r.t.touches(q) and r.t.words[q - 1].isdecimal() and r.role(q + 1) == "unit"):
            return q
        if not (word.isdecimal() or word in ".,-–" or r.role(q) in ("unit", "conj", "ordinal") or len(word) == 1):
            return 0
    return 0


def _in_letters(r: Reading, e: Element) -> Iterator[Element]:
    """The smaller units of «пункт 2(а)», «пункт 2(a)(vi)» that stand in brackets right behind the number."""
    t, q = r.t, e.end
    values = []
    while t.word(q) == "(" and t.touches(q) and t.word(q + 2) == ")" and t.word(q + 1).isalnum():
        if len(t.words[q + 1]) > 4:
            break
        values.append(t.raw(q + 1, q + 2).lower())
        q += 3
    smaller = {"article": "part", "part": "point", "point": "subpoint"}.get(e.unit)
    if values and smaller:
        yield Element(smaller, (values[0] + "".join(f"({value})" for value in values[1:]),), e.end, q, "")


def element_at(r: Reading, i: int, floor: int) -> Element | None:
    """Read the element whose unit is token ``i``; it reaches back to token ``floor`` at most.

    «статьями 5 и 6», «ст. 28», «ч. 1», «пункта 1)», «часть первая», «первой части», «159-й статьи», «настоящей статьи».
    """
    t, lex = r.t, r.lex[i]
    p, number, unit, doubled = i + 1, lex.number, lex.value, ""
    if lex.short:
        dotted = t.word(p) == "."
        p += dotted
        if t.word(p) == t.words[i]:  # ст.ст., п.п.
            p += 1 + (t.word(p + 1) == ".")
            number, doubled = "pl", t.words[i]
        if not dotted and not t.word(p).isdecimal():
            return None
    if t.word(p) in ("№", "n") and t.word(p + 1).isdecimal():
        p += 1
    numbers, end = number_list(r, p, unit, number or _number_by_neighbour(r, i, floor))
    if numbers:
        if t.words[i] == "пп" or doubled == "п":
            unit = "subpoint"
            following = r.lex.get(end)
            if len(numbers) > 1 and numbers[0].isdecimal() and not (following and following.value == "point"):
                unit = "point"
        return Element(unit, tuple(restore_superscripts(numbers)), i, end, short=lex.short)
    return None if lex.short else _named_before(r, i, unit, floor)


def _named_before(r: Reading, i: int, unit: str, floor: int) -> Element | None:
    """«первой части», «настоящей статьи», «той же статьи», «159-й статьи»: what tells the unit stands before it."""
    t, before = r.t, r.role(i - 1)
    value = {"ordinal": r.value(i - 1), "this": THIS, "same": SAME}.get(before)
    if value and i - 1 >= floor:
        return Element(unit, (value,), i - 1, i + 1)
    if t.word(i - 1) == "же" and r.role(i - 2) == "same" and i - 2 >= floor:
        return Element(unit, (SAME,), i - 2, i + 1)
    if unit == "article" and t.word(i - 1).isdecimal() and len(t.words[i - 1]) < 4 and i > floor and _of_act(r, i + 1):
        return Element(unit, (t.word(i - 1),), i - 1, i + 1)  # «88 статьей Бюджетного кодекса»
    if t.word(i - 1) in _ORDINAL_TAIL and t.word(i - 2) in DASHES and t.word(i - 3).isdecimal() and i - 3 >= floor:
        return Element(unit, (t.word(i - 3),), i - 3, i + 1)
    return None


def _number_by_neighbour(r: Reading, i: int, floor: int) -> str:
    """Whether «статьи», «ст.» after a smaller unit is one article: «часть 2 статьи 12-1» (a part has one article)."""
    if r.t.word(i).startswith(("стать", "част")) and i - 1 >= floor and r.t.word(i - 1).isdecimal():
        return "sg"
    return ""


def number_list(r: Reading, p: int, unit: str, number: str) -> tuple[list[str], int]:
    """Read «12, 14 и 17», «214–219», «5-1», ««а» и «б»», «с 3 по 7», «второй и третьей» from token ``p``."""
    t = r.t
    numbers: list[str] = []
    end = p
    q = p
    while len(numbers) < MAX_LIST:
        item, after = _item(r, q, unit, number)
        if not item:
            break
        numbers.append(item)
        end = q = after
        if t.word(q) in DASHES and len(item) == 1 and item.isalpha() and q + 1 in t.close_of:
            until, after = _item(r, q + 1, unit, number)  # «а»–«в»
            if len(until) == 1 and until.isalpha():
                numbers[-1], end, q = f"{item}..{until}", after, after
        if t.word(q) == "(" or q in t.close_of:
            q = _over_heading(r, q)
        comma = t.word(q) == ","
        joint_end = (
            q + comma + (2 if comma and r.pair(q + 1) == "а также" else t.word(q + comma) in ("и", "или", "либо"))
        )
        if joint_end == q:
            break
        q = joint_end
    return numbers, end


def _over_heading(r: Reading, q: int) -> int:
    """Step over «(«Коррупция»)» between two numbers; ``q`` when the list ends there."""
    t = r.t
    if q in t.close_of and t.close_of[q] - q <= 15:
        close = t.close_of[q]  # «статьям 233 «…» и 320 «…»»
        return close + 1 if t.word(close + 1) in (",", "и", "или") and t.word(close + 2).isdecimal() else q
    if q + 1 not in t.close_of:
        return q
    close = t.close_of[q + 1] + 1
    more = t.word(close + 1) in (",", "и", "или") and t.word(close + 2).isdecimal()
    return close + 1 if t.word(close) == ")" and more else q


def _item(r: Reading, q: int, unit: str, number: str) -> tuple[str, int]:
    t = r.t
    word = t.word(q)
    if word.isdecimal():
        return _numeral(r, q, unit, number)
    if q in t.close_of and t.close_of[q] == q + 2:
        inner = t.word(q + 1)
        if len(inner) == 1 and inner in _LOWER:
            return t.raw(q + 1, q + 2).lower(), q + 3
        return (inner, q + 3) if inner.isdecimal() and len(inner) <= 3 else ("", q)
    if len(word) == 1 and word in _LOWER and unit in ("subpoint", "point"):
        if t.word(q + 1) == ")":
            return t.raw(q, q + 1).lower(), q + 2
        if unit == "subpoint" and r.role(q + 1) == "unit":
            return t.raw(q, q + 1).lower(), q + 1
    if word in ("с", "со") and t.word(q + 1).isdecimal() and t.word(q + 2) == "по" and t.word(q + 3).isdecimal():
        return span_or_inserted(t.word(q + 1), t.word(q + 3), "–", "pl"), q + 4
    if unit in ("section", "chapter", "annex", "part") and r.roman(q):
        return t.raw(q, q + 1), q + 1
    if r.role(q) == "ordinal" and unit != "article":
        # «часть первая», but «абзац второй»: the ending -ой is both
        agrees = word.endswith(_FEMININE) if unit in ("part", "chapter") else not word.endswith(_NOT_MASCULINE)
        if agrees:
            return r.value(q), q + 1
    return "", q


def _numeral(r: Reading, q: int, unit: str, number: str) -> tuple[str, int]:
    t = r.t
    date = r.dates.by_start.get(q)
    if len(t.words[q]) > 5 or (date and date.form != "day_locative" and (date.form != "year" or len(t.words[q]) == 4)):
        return "", q
    value, p = t.words[q], q + 1
    while t.word(p) == "." and t.touches(p) and t.touches(p + 1) and t.word(p + 1).isdecimal() and p - q < 8:
        value += "." + t.word(p + 1)
        p += 2
    mark = t.word(p).translate(SUPERSCRIPT)
    if mark != t.word(p) and mark.isdecimal() and t.touches(p):
        return f"{value}-{mark}", p + 1
    dash = t.word(p)
    if number == "sg" and unit == "article" and dash.isdecimal() and len(dash) == 1 and _of_act(r, p + 1):
        return f"{value}-{dash}", p + 1  # «статье 16 1 настоящего Кодекса»: a superscript that was lost
    if dash in DASHES:
        second = t.word(p + 1)
        if second.isdecimal() and len(second) <= 5 and p + 1 not in r.dates.by_start:
            if "." in value or (
                t.word(p + 2) == "." and t.touches(p + 2) and t.word(p + 3).isdecimal() and t.touches(p + 3)
            ):
                return value, p
            if dash == "-" and t.touches(p) != t.touches(p + 1):
                return value, p
            spaced = not t.touches(p)
            return span_or_inserted(value, second, "–" if spaced else dash, number), p + 2
        if dash == "-" and t.touches(p + 1) and t.touches(p) and second[:1].isalpha():
            return "", q  # 3-й, 5-летний: not a number of a provision
    if t.word(p) == "%":
        return "", q
    if t.word(p) == ")" and unit in ("point", "subpoint") and t.touches(p) and not _in_bracket(r, q):
        p += 1
    return value, p


def _of_act(r: Reading, k: int) -> bool:
    return r.role(k) in ("this", "same", "head") or r.has("code", k)


def _in_bracket(r: Reading, q: int) -> bool:
    for k in range(q - 1, max(-1, q - 30), -1):
        word = r.t.words[k]
        if word == "(":
            return True
        if word == ")":
            # «пункта 1) части 2»: such a bracket closes nothing
            return False
    return False
