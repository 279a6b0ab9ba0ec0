"""Elements of provisions: «подпунктами «а» и «б»», «частью первой», «12, 14 жана 17-беренелерине», «2-б., 1-п.».

Russian names the unit before its numbers, Kyrgyz and Kazakh behind them.
"""

from __future__ import annotations

import re
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
    element_at, joints, most, joining = _russian, _JOINTS_RU, 5, _JOINING
    if r.lang != "ru":
        element_at, joints, most, joining = _kyrgyz, _JOINTS_KY, 4, frozenset()
    for i, lex in r.lex.items():
        e = element_at(r, i, lex, max(end, 0)) if lex.role == "unit" and i >= end else None
        if e:
            sep = joint(r.t.words[end : e.start], joints, most, joining) if end >= 0 else "new"
            if end == e.start - 1 and LEVELS[e.unit] > level >= 0 and (closes := _bracket_of_parts(r, end)):
                sep, closing = "", closes  # «статья 5 (часть 1)», «ст. 12 (ч. 3, п. 2)», «5-беренеси (2-бөлүк)»
            end, level = e.end + (e.end == closing), LEVELS[e.unit]
            yield replace(e, end=end, sep=sep, numbers=tuple(restore_superscripts(list(e.numbers))))


def _bracket_of_parts(r: Reading, opening: int) -> int:
    """Where the bracket ``opening`` closes, when it holds nothing but provisions; 0 if it is another one."""
    closing = r.closing(opening) if r.t.word(opening) == "(" else 0
    words = ((k, r.t.words[k]) for k in range(opening + 1, closing))
    parts = all(w.isdecimal() or w in ".,-–" or r.role(k) in ("unit", "conj", "ordinal") for k, w in words)
    return closing if parts else 0


def _with_superscript(r: Reading, p: int) -> str:
    """The digits of the superscript token ``p`` that touches the number before it; empty for another token."""
    digits = r.t.word(p).translate(SUPERSCRIPT)
    return digits if digits != r.t.word(p) and digits.isdecimal() and r.t.touches(p) else ""


# --- Russian -----------------------------------------------------------------------------------------------------


def _russian(r: Reading, i: int, lex: Lex, floor: int) -> Element | None:
    """Read the element whose unit is token ``i``; it reaches back to token ``floor`` at most.

    «статьями 5 и 6», «ст. 28», «ч. 1», «часть первая», «первой части», «159-й статьи», «настоящей статьи».
    """
    t = r.t
    p, number, unit = i + 1, lex.number, lex.value
    if lex.short:
        dotted = t.word(p) == "."
        p += dotted
        if dotted and t.word(p) == t.words[i]:  # ст.ст., п.п.
            p, number = p + 1 + (t.word(p + 1) == "."), "pl"
        if not dotted and not t.word(p).isdecimal():
            return None
    before_article = t.word(i).startswith(("стать", "част")) and i - 1 >= floor and t.word(i - 1).isdecimal()
    # «часть 2 статьи 12-1»: a part has one article
    numbers, end = _numbers_ru(r, p, unit, number or ("sg" if before_article else ""))
    if numbers:
        if t.words[i] == "пп" or (number == "pl" and t.words[i] == "п"):  # «п.п. 3 п. 2», but «пп. 1, 2 ст. 5»
            unit = "subpoint" if len(numbers) == 1 or r.value(end) == "point" or numbers[0].isalpha() else "point"
        return Element(unit, tuple(numbers), i, end, short=lex.short)
    return None if lex.short else _named_before(r, i, unit, floor)


def _named_before(r: Reading, i: int, unit: str, floor: int) -> Element | None:
    """«первой части», «настоящей статьи», «той же статьи», «159-й статьи»: what tells the unit stands before it."""
    t = r.t
    value = {"ordinal": r.value(i - 1), "this": THIS, "same": SAME}.get(r.role(i - 1))
    start = i - 1
    if not value and t.word(i - 1) == "же" and r.role(i - 2) == "same":
        value, start = SAME, i - 2
    elif not value and t.word(i - 1) in _ORDINAL_TAIL and t.word(i - 2) in DASHES and t.word(i - 3).isdecimal():
        value, start = t.word(i - 3), i - 3
    return Element(unit, (value,), start, i + 1) if value and start >= floor else None


def _numbers_ru(r: Reading, p: int, unit: str, number: str) -> tuple[list[str], int]:
    """Read «12, 14 и 17», «214–219», «5-1», ««а» и «б»», «второй и третьей» from token ``p``."""
    t, end = r.t, p
    numbers: list[str] = []
    while len(numbers) < MAX_LIST:
        item, after = _item(r, p, unit, number)
        if not item:
            break
        numbers.append(item)
        end = p = after
        if t.word(p) in DASHES and item.isalpha() and t.close_of.get(p + 1) == p + 3:
            numbers[-1], end = f"{item}..{t.raw(p + 2, p + 3).lower()}", p + 4  # «а»–«в»
            p = end
        bracket = t.word(p) == "("
        close = t.close_of.get(p + bracket, p + 99) + bracket + 1  # «статьям 233 «…» и 320 («…»)»
        if close - p < 18 and t.word(close) in (",", "и", "или") and t.word(close + 1).isdecimal():
            p = close
        comma = t.word(p) == ","
        joined = 2 if comma and r.pair(p + 1) == "а также" else t.word(p + comma) in ("и", "или", "либо")
        if not comma and not joined:
            break
        p += comma + joined
    return numbers, end


def _item(r: Reading, q: int, unit: str, number: str) -> tuple[str, int]:
    t = r.t
    word = t.word(q)
    if word.isdecimal():
        return _numeral(r, q, unit, number)
    if t.close_of.get(q) == q + 2:
        inner = t.word(q + 1)
        letter = len(inner) == 1 and inner.isalpha()
        return (t.raw(q + 1, q + 2).lower(), q + 3) if letter or (inner.isdecimal() and len(inner) <= 3) else ("", q)
    if len(word) == 1 and word.isalpha() and unit in ("subpoint", "point") and t.word(q + 1) == ")":
        return t.raw(q, q + 1).lower(), q + 2
    if unit in ("section", "chapter", "annex", "part") and r.roman(q):
        return t.raw(q, q + 1), q + 1
    if r.role(q) == "ordinal" and unit != "article":
        # «часть первая», but «абзац второй»: the ending -ой is both
        agrees = word.endswith(_FEMININE) if unit in ("part", "chapter") else not word.endswith(_NOT_MASCULINE)
        return (r.value(q), q + 1) if agrees else ("", q)
    return "", q


def _numeral(r: Reading, q: int, unit: str, number: str) -> tuple[str, int]:
    t = r.t
    date = r.dates.by_start.get(q)
    if len(t.words[q]) > 5 or (date and date.form != "day_locative" and (date.form != "year" or len(t.words[q]) == 4)):
        return "", q
    value, p = t.words[q], q + 1
    while t.word(p) == "." and t.touches(p) and t.touches(p + 1) and t.word(p + 1).isdecimal() and p - q < 8:
        value, p = f"{value}.{t.word(p + 1)}", p + 2
    if mark := _with_superscript(r, p):
        return f"{value}-{mark}", p + 1
    dash, second = t.word(p), t.word(p + 1)
    if number == "sg" and unit == "article" and dash.isdecimal() and len(dash) == 1:
        of_act = r.role(p + 1) in ("this", "same", "head") or r.has("code", p + 1)
        return (f"{value}-{dash}", p + 1) if of_act else (value, p)  # «статье 16 1 настоящего»: a superscript once
    if dash in DASHES and second.isdecimal() and len(second) <= 5 and p + 1 not in r.dates.by_start:
        spaced = not t.touches(p)
        if "." in value or (dash == "-" and spaced == t.touches(p + 1)):
            return value, p
        return span_or_inserted(value, second, "–" if spaced else dash, number), p + 2
    if t.word(p) == "%" or (dash == "-" and t.touches(p) and t.touches(p + 1) and second[:1].isalpha()):
        return "", q  # 3-й, 5-летний: not a number of a provision
    bracket = t.word(p) == ")" and unit in ("point", "subpoint") and t.touches(p) and t.word(q - 2) != "("
    return value, p + bracket  # «пункта 1)», but «(пункт 1)»


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
    numbers, start = _numbers_back(r, k, lex.number, floor)
    if not numbers and k >= floor:
        numbers, start = _named(r, k, lex.value)
    opening = t.open_of.get(k, -1)
    if not numbers and lex.value == "article" and floor < opening >= k - 12:
        # «205 «Уурулук» беренеси»: the heading stands between
        numbers, start = _numbers_back(r, opening - 1 - (t.word(opening - 1) in DASHES), lex.number, floor)
    genitive = bool(_GENITIVE.fullmatch(t.words[i]))
    found = Element(lex.value, tuple(numbers), start, end, "", lex.short, genitive)
    return found if numbers and start >= floor else None


def _named(r: Reading, k: int, unit: str) -> tuple[list[str], int]:
    """What is no numeral: a letter in quotes or with a bracket, an ordinal, a Roman number, «ушул»."""
    t, role, before = r.t, r.role(k), r.t.word(k - 1)
    if t.word(k) == ")" and t.word(k - 2) != "(" and len(before) <= 3 and before.isalpha():
        return [t.raw(k - 1, k).lower()], k - 1
    letters: list[str] = []
    while t.open_of.get(k) == k - 2 and len(t.word(k - 1)) == 1 and t.word(k - 1).isalpha():
        letters.insert(0, t.raw(k - 1, k).lower())
        k -= 3
        if t.word(k) in DASHES and t.open_of.get(k - 1) == k - 3:
            letters[0], k = f"{t.raw(k - 2, k - 1).lower()}..{letters[0]}", k - 4  # «а»–«в»
        if t.word(k) != "," and t.word(k) not in _JOINTS_KY:
            return letters, k + 1
        k -= 1
    if letters:
        return letters, k + 2
    if role in ("ordinal", "this"):
        return [r.value(k) if role == "ordinal" else THIS], k
    if role == "same" and before != "деп":  # «… деп аталган бөлүмүнүн 32-беренеси»: how it is called
        return [SAME], k - (t.word(k) == "эле" and before in ("ошол", "ушул"))
    return ([t.raw(k, k + 1)], k) if unit in LEVELS and LEVELS[unit] <= 0 and r.roman(k) else ([], k)


def _over_ending(r: Reading, k: int) -> int:
    """The numeral before a bracket or an ending: «1), 2)-пункттары», «2чи жана 16-пунктчалары»."""
    t = r.t
    if t.word(k) == ")" and t.word(k - 2) != "(":
        return k - t.word(k - 1).isdecimal()
    number = k - 1 - (t.word(k - 1) in DASHES)
    return number if t.touches(k) and t.word(k) in _ORDINAL_ENDS and t.word(number).isdecimal() else k


def _numbers_back(r: Reading, k: int, number: str, floor: int) -> tuple[list[str], int]:
    """Read «12, 14 жана 17», «1141-1150», «233-10» from its last numeral ``k`` backwards."""
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
        if before.isdecimal() and len(before) <= 5 and k - 2 >= floor:
            if dash in DASHES and t.word(k - 3) not in ("№", "n"):
                item, first = span_or_inserted(before, word, dash, "" if numbers else number), k - 2
            elif dash == "." and t.touches(k) and t.touches(k - 1):
                item, first = f"{before}.{word}", k - 2
        numbers.append(item)
        start, k = first, first - 1
        before = t.word(k)
        if before in (",", "жана", "же", "мен"):
            k -= 1 + (t.word(k - 1) in DASHES and t.touches(k - 1))  # «12-, 14-беренелер»
        elif number != "pl" or not before.isdecimal() or len(before + word) > 6 or int(before) >= int(word):
            break  # but «34 39-беренелерине»
    return numbers[::-1], start
