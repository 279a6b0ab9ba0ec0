"""Elements of provisions: «подпунктами «а» и «б»», «частью первой», «12, 14 жана 17-беренелерине», «2-б., 1-п.».

Russian names the unit before its numbers, Kyrgyz and Kazakh behind them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
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
    russian_places,
    span_or_inserted,
)
from portal.law.reading import Reading
from portal.law.words import LEVELS, Lex

_GENITIVE = re.compile(r"\w+(?:[нтд][ыиу]н|г[ыиу])")
_ORDINAL_TAIL = frozenset({"й", "я", "ю", "е", "ей", "ой", "ая", "ую", "ый", "ого", "го", "му", "м", "х", "ых"})
_ORDINAL_ENDS = ("чи", "чы", "чу", "нчи", "нчы", "нчу")
_FEMININE = ("ая", "ой", "ую", "ою", "ья", "ьей", "ью")
_NOT_MASCULINE = ("ая", "ую", "ою", "ья", "ьей", "ью")
_LOWER = frozenset("абвгдежзиклмнопрстуфхцчшщэюя")
# What may stand between two elements of one chain besides a comma.
_JOINTS_RU = frozenset({
    "и", "или", "либо", "а", "также", "равно", "в", "во", "к", "ко", "по", "с", "со", "из", "от", "о",
    "об", "на", "за", "исключением", "кроме", "(", "том", "числе",
})  # fmt: skip
_JOINING = frozenset({"и", "или", "либо", "также", "исключением", "кроме", "числе"})
_JOINTS_KY = frozenset(("жана", "же", "ошондой", "эле", "менен", "болбосо", "мен"))


def chains(r: Reading) -> Chains:
    """All chains of provisions of a text."""
    return chains_of(_elements(r), russian_places if r.lang == "ru" else kyrgyz_places)


def _elements(r: Reading) -> Iterator[Element]:
    end = level = closing = -1
    element_at, closes, joints, most, joining = _russian, _bracket_closes, _JOINTS_RU, 5, _JOINING
    if r.lang != "ru":
        element_at, closes, joints, most, joining = _kyrgyz, _bracket_around, _JOINTS_KY, 4, frozenset()
    for i, lex in r.lex.items():
        e = element_at(r, i, lex, max(end, 0)) if lex.role == "unit" and i >= end else None
        if not e:
            continue
        sep = joint(r.t.words[end : e.start], joints, most, joining) if end >= 0 else "new"
        if end == e.start - 1 and LEVELS[e.unit] > level >= 0 and (bracket := closes(r, e)):
            sep, closing = "", bracket  # «статья 5 (часть 1)», «ст. 12 (ч. 3, п. 2)», «5-беренеси (2-бөлүк)»
        inner = _in_letters(r, e) if r.lang == "ru" else None
        end, level = (inner or e).end, LEVELS[(inner or e).unit]
        end += end == closing
        yield replace(e, end=inner.start if inner else end, sep=sep)
        if inner:
            yield replace(inner, end=end)


def _bracket_around(r: Reading, e: Element) -> int:
    """Where the bracket closes that holds the element and nothing else; 0 if none does."""
    return e.end if r.in_brackets(e.start, e.end) else 0


def _bracket_closes(r: Reading, e: Element) -> int:
    """Where the bracket before the element closes, when it holds nothing but provisions; 0 if it is another one."""
    if r.t.word(e.start - 1) != "(":
        return 0
    for q in range(e.start, min(e.start + 23, len(r.t.words))):
        word = r.t.words[q]
        if word == ")" and not (r.t.touches(q) and r.t.words[q - 1].isdecimal() and r.role(q + 1) == "unit"):
            return q
        if not (word.isdecimal() or word in ".,-–" or r.role(q) in ("unit", "conj", "ordinal") or len(word) == 1):
            return 0
    return 0


def _with_superscript(r: Reading, p: int) -> str:
    """The digits of the superscript token ``p`` that touches the number before it; empty for another token."""
    digits = r.t.word(p).translate(SUPERSCRIPT)
    return digits if digits != r.t.word(p) and digits.isdecimal() and r.t.touches(p) else ""


# --- Russian -----------------------------------------------------------------------------------------------------


def _in_letters(r: Reading, e: Element) -> Element | None:
    """The smaller unit of «пункт 2(а)», «пункт 2(a)(vi)» that stands in brackets right behind the number."""
    t, q, values = r.t, e.end, ""
    while t.word(q) == "(" and t.touches(q) and t.word(q + 2) == ")":
        if not t.word(q + 1).isalnum() or len(t.words[q + 1]) > 4:
            break
        letter = t.raw(q + 1, q + 2).lower()
        values, q = f"{values}({letter})" if values else letter, q + 3
    smaller = {"article": "part", "part": "point", "point": "subpoint"}.get(e.unit)
    return Element(smaller, (values,), e.end, q, "") if values and smaller else None


def _russian(r: Reading, i: int, lex: Lex, floor: int) -> Element | None:
    """Read the element whose unit is token ``i``; it reaches back to token ``floor`` at most.

    «статьями 5 и 6», «ст. 28», «ч. 1», «пункта 1)», «часть первая», «первой части», «159-й статьи», «настоящей статьи».
    """
    t = r.t
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
    # «часть 2 статьи 12-1»: a part has one article
    one = t.word(i).startswith(("стать", "част")) and i - 1 >= floor and t.word(i - 1).isdecimal()
    numbers, end = _numbers_ru(r, p, unit, number or ("sg" if one else ""))
    if numbers:
        if t.words[i] == "пп" or doubled == "п":  # «п.п. 3 п. 2», but «пп. 1, 2 ст. 5»
            several = len(numbers) > 1 and numbers[0].isdecimal() and r.value(end) != "point"
            unit = "point" if several else "subpoint"
        return Element(unit, tuple(restore_superscripts(numbers)), i, end, short=lex.short)
    return None if lex.short else _named_before(r, i, unit, floor)


def _named_before(r: Reading, i: int, unit: str, floor: int) -> Element | None:
    """«первой части», «настоящей статьи», «той же статьи», «159-й статьи»: what tells the unit stands before it."""
    t, start = r.t, i - 1
    value = {"ordinal": r.value(start), "this": THIS, "same": SAME}.get(r.role(start))
    if not value and t.word(start) == "же" and r.role(i - 2) == "same":
        value, start = SAME, i - 2
    elif not value and unit == "article" and t.word(start).isdecimal() and len(t.word(start)) < 4 and _of_act(r, i + 1):
        value = t.word(start)  # «88 статьей Бюджетного кодекса»
    elif not value and t.word(start) in _ORDINAL_TAIL and t.word(i - 2) in DASHES and t.word(i - 3).isdecimal():
        value, start = t.word(i - 3), i - 3
    return Element(unit, (value,), start, i + 1) if value and start >= floor else None


def _numbers_ru(r: Reading, p: int, unit: str, number: str) -> tuple[list[str], int]:
    """Read «12, 14 и 17», «214–219», «5-1», ««а» и «б»», «с 3 по 7», «второй и третьей» from token ``p``."""
    t = r.t
    numbers: list[str] = []
    end = q = p
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
        joined = 2 if comma and r.pair(q + 1) == "а также" else t.word(q + comma) in ("и", "или", "либо")
        if not comma and not joined:
            break
        q += comma + joined
    return numbers, end


def _over_heading(r: Reading, q: int) -> int:
    """Step over «(«Коррупция»)», «…» between two numbers; ``q`` when the list ends there."""
    t, bracket = r.t, r.t.word(q) == "("
    close = t.close_of.get(q + bracket, -1)
    if close < 0 or (t.word(close + 1) != ")" if bracket else close - q > 15):
        return q
    more = t.word(close + bracket + 1) in (",", "и", "или") and t.word(close + bracket + 2).isdecimal()
    return close + bracket + 1 if more else q


def _item(r: Reading, q: int, unit: str, number: str) -> tuple[str, int]:
    t = r.t
    word = t.word(q)
    if word.isdecimal():
        return _numeral(r, q, unit, number)
    if q in t.close_of and t.close_of[q] == q + 2:
        inner = t.word(q + 1)
        told = (len(inner) == 1 and inner in _LOWER) or (inner.isdecimal() and len(inner) <= 3)
        return (t.raw(q + 1, q + 2).lower(), q + 3) if told else ("", q)
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
    if mark := _with_superscript(r, p):
        return f"{value}-{mark}", p + 1
    dash, second = t.word(p), t.word(p + 1)
    if number == "sg" and unit == "article" and dash.isdecimal() and len(dash) == 1 and _of_act(r, p + 1):
        return f"{value}-{dash}", p + 1  # «статье 16 1 настоящего Кодекса»: a superscript that was lost
    if dash in DASHES and second.isdecimal() and len(second) <= 5 and p + 1 not in r.dates.by_start:
        spaced = not t.touches(p)
        dotted = t.word(p + 2) == "." and t.touches(p + 2) and t.word(p + 3).isdecimal() and t.touches(p + 3)
        if "." in value or dotted or (dash == "-" and spaced == t.touches(p + 1)):
            return value, p
        return span_or_inserted(value, second, "–" if spaced else dash, number), p + 2
    if t.word(p) == "%" or (dash == "-" and t.touches(p) and t.touches(p + 1) and second[:1].isalpha()):
        return "", q  # 3-й, 5-летний: not a number of a provision
    bracket = t.word(p) == ")" and unit in ("point", "subpoint") and t.touches(p) and not _in_bracket(r, q)
    return value, p + bracket


def _of_act(r: Reading, k: int) -> bool:
    return r.role(k) in ("this", "same", "head") or r.has("code", k)


def _in_bracket(r: Reading, q: int) -> bool:
    """Whether a bracket is open before token ``q``; that of «пункта 1) части 2» closes nothing."""
    brackets = (r.t.words[k] for k in range(q - 1, max(-1, q - 30), -1) if r.t.words[k] in ("(", ")"))
    return next(brackets, "") == "("


# --- Kyrgyz ------------------------------------------------------------------------------------------------------


def _kyrgyz(r: Reading, i: int, lex: Lex, floor: int) -> Element | None:
    """Read the element whose unit is token ``i``; it reaches back to token ``floor`` at most.

    «28-беренеси», «28 беренеси», «233-10-статья», «12, 14 жана 17-беренелери», ««а» пунктчасы», «а) пунктчасы»,
    «биринчи бөлүгү», «II бөлүмү», «ушул берененин», «2-б.».
    """
    t, k = r.t, i - 1
    hyphen = t.word(k) in DASHES and (t.touches(i) or t.word(k - 1).isdecimal())
    k -= hyphen
    if lex.short and not (hyphen and t.word(k).isdecimal()):
        return None
    end = i + 1 + (lex.short and t.word(i + 1) == ".")
    numbers, start = _hyphened(r, k, floor) if lex.number == "pl" else ([], k)
    if not numbers:
        numbers, start = _numbers_back(r, k, lex.number, floor)
    if not numbers and k >= floor:
        numbers, start = _named(r, k, lex.value, floor)
    opening = t.open_of.get(k, -1)
    if not numbers and lex.value == "article" and floor < opening >= k - 12:
        # «205 «Уурулук» беренеси»: the heading stands between
        numbers, start = _numbers_back(r, opening - 1 - (t.word(opening - 1) in DASHES), lex.number, floor)
    if not numbers or start < floor:
        return None
    genitive = bool(_GENITIVE.fullmatch(t.words[i]))
    return Element(lex.value, tuple(restore_superscripts(numbers)), start, end, "", lex.short, genitive)


def _named(r: Reading, k: int, unit: str, floor: int) -> tuple[list[str], int]:
    """What is no plain numeral: a letter in quotes or with a bracket, an ordinal, a Roman number, «ушул», «№ 12»."""
    t, role, before = r.t, r.role(k), r.t.word(k - 1)
    if t.open_of.get(k) == k - 2 and len(before) == 1 and before.isalpha():
        return _letters_back(r, k, floor)
    if t.word(k) == ")" and t.word(k - 2) != "(" and len(before) <= 3 and before.isalnum():
        return [t.raw(k - 1, k).lower()], k - 1
    if role in ("ordinal", "this"):
        return [r.value(k) if role == "ordinal" else THIS], k
    if role == "same" and before != "деп":  # «… деп аталган бөлүмүнүн 32-беренеси»: how it is called
        return [SAME], k - (t.word(k) == "эле" and before in ("ошол", "ушул"))
    if unit == "article" and t.word(k).isdecimal() and before in ("№", "n"):
        return [t.word(k)], k - 1
    return ([t.raw(k, k + 1)], k) if unit in _ROMAN_UNITS and r.roman(k) else ([], k)


_ROMAN_UNITS = ("article", "section", "chapter", "annex")


def _hyphened(r: Reading, k: int, floor: int) -> tuple[list[str], int]:
    """Three and more rising numbers that hyphens join, the last of them ``k``: a list, «6-7-14-18-беренелери»."""
    t, found = r.t, [r.t.word(k)]
    while k - 2 >= floor and t.word(k - 1) in DASHES and t.word(k - 2).isdecimal() and len(found) < MAX_LIST:
        k -= 2
        found.insert(0, t.word(k))
    rises = len(found) > 2 and all(len(a) <= len(b) <= 4 and int(a) < int(b) for a, b in pairwise(found))
    return (found, k) if rises and t.word(k - 1) not in ("№", "n") else ([], k)


def _letters_back(r: Reading, k: int, floor: int) -> tuple[list[str], int]:
    """Read «а», «б» жана «в» from its last closing quote backwards."""
    t, start = r.t, k
    letters: list[str] = []
    while t.open_of.get(k) == k - 2 >= floor and len(t.word(k - 1)) == 1 and t.word(k - 1).isalpha():
        letters.append(t.raw(k - 1, k).lower())
        start = k - 2
        if t.word(start - 1) in DASHES and t.open_of.get(start - 2) == start - 4 >= floor:
            letters[-1] = f"{t.raw(start - 3, start - 2).lower()}..{letters[-1]}"  # «а»–«в»
            start -= 4
        joined = t.word(start - 1) in (",", *_JOINTS_KY) and len(letters) < MAX_LIST
        k = start - 2 if joined else -1
    return letters[::-1], start


def _over_ending(r: Reading, k: int) -> int:
    """The numeral before a bracket or an ending: «1), 2)-пункттары», «2чи жана 16-пунктчалары»."""
    t = r.t
    if t.word(k) == ")" and t.word(k - 2) != "(":
        return k - t.word(k - 1).isdecimal()
    number = k - 1 - (t.word(k - 1) in DASHES)
    return number if t.touches(k) and t.word(k) in _ORDINAL_ENDS and t.word(number).isdecimal() else k


def _numbers_back(r: Reading, k: int, number: str, floor: int) -> tuple[list[str], int]:
    """Read «12, 14 жана 17», «1141-1150», «233-10», «34 39» from its last numeral ``k`` backwards."""
    t, start = r.t, k + 1
    numbers: list[str] = []
    while k >= floor and len(numbers) < MAX_LIST:
        k = _over_ending(r, k)
        mark = _with_superscript(r, k)
        k -= bool(mark)
        word, dash, before = t.word(k), t.word(k - 1), t.word(k - 2)
        date = r.dates.by_end.get(k + 1)
        dated = date and date.form != "year" and date.start >= floor
        if not word.isdecimal() or len(word) > 5 or dash in ("№", "n") or dated:
            break
        item, first = f"{word}-{mark}" if mark else word, k
        if before.isdecimal() and k - 2 >= floor:
            if dash in DASHES and len(before) <= 5 and t.word(k - 3) not in ("№", "n"):
                item, first = span_or_inserted(before, word, dash, "" if numbers else number), k - 2
            elif dash == "." and t.touches(k) and t.touches(k - 1):
                item, first = f"{before}.{word}", k - 2
        numbers.append(item)
        start, k = first, first - 1
        before = t.word(k)
        if before in (",", "жана", "же", "мен"):
            k -= 1 + (t.word(k - 1) in DASHES and t.touches(k - 1))  # «12-, 14-беренелер»
        elif number != "pl" or not before.isdecimal() or max(map(len, (before, word))) > 3 or int(before) >= int(word):
            break
    return numbers[::-1], start
