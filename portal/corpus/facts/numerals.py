"""Numbers of a text with what they count: digits, words, Roman figures, dates; in one form for both languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from portal.corpus.facts.fact_words import (
    Beginnings,
    FactToken,
    FactTokens,
    before_number,
    beginnings,
    fact_table,
    normalised,
    numeric_day,
    units,
)
from portal.language.languages import analyser
from portal.language.numerals import number_words
from portal.model.values import Lang

_SPACES = re.compile(r"[ \u00a0\u202f]")
_ROMAN = re.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})\Z")
_LOOKS_LATIN = str.maketrans("ХІӀ", "XII")
_ROMAN_LETTERS = frozenset("IVXХІӀ")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_TIMES = {"thousand": 10**3, "million": 10**6, "milliard": 10**9}
_KY_ENDINGS = frozenset([
    "ге", "га", "ка", "ке", "го", "гө", "ко", "кө", "ну", "ни", "ны", "нү", "ди", "ду", "дү", "ды", "ти", "ту", "ты",
    "тү", "нин", "нун", "нын", "нүн", "дин", "дун", "дын", "дүн", "тин", "тун", "тын", "түн", "де", "да", "до", "дө",
    "те", "та", "то", "тө", "ден", "дан", "дон", "дөн", "тен", "тан", "тон", "төн", "си", "сы", "су", "сү", "дик",
    "лик", "лук", "дук", "лүк", "түк", "лык", "дык", "туу", "луу", "лүү", "дүү", "түү", "син", "сун", "сын", "ун",
    "үн", "ин", "ын", "инин", "ү", "и", "у", "ы", "үнө", "ине", "уна", "дай", "дей", "дой", "дөй", "тай", "тей",
    "той", "төй",
])  # fmt: skip
_KY_ABOUT = re.compile(r"[дт][аеоө]й\w{0,4}\Z")
"""«үчтөн бирдей»: about a third; «бирдей» alone is no number but says that things are alike."""
_KY_OF = ("ден", "дан", "дон", "дөн", "тен", "тан", "тон", "төн")
_RU_ENDINGS = frozenset(
    [
        "ый",
        "ий",
        "ой",
        "ая",
        "яя",
        "ое",
        "ее",
        "е",
        "ого",
        "его",
        "ому",
        "ему",
        "ую",
        "ю",
        "ым",
        "им",
        "ом",
        "ем",
        "ые",
        "ие",
        "и",
        "ых",
        "их",
        "ыми",
        "ими",
        "ей",
        "ья",
        "ья",
        "я",
    ]
)
_RU_PREFIXES = {
    "двух": 2, "дву": 2, "трех": 3, "четырех": 4, "пяти": 5, "шести": 6, "семи": 7, "восьми": 8, "девяти": 9,
    "десяти": 10, "одиннадцати": 11, "двенадцати": 12, "тринадцати": 13, "четырнадцати": 14, "пятнадцати": 15,
    "шестнадцати": 16, "семнадцати": 17, "восемнадцати": 18, "девятнадцати": 19, "двадцати": 20, "тридцати": 30,
    "сорока": 40, "пятидесяти": 50, "сто": 100,
}  # fmt: skip
_RU_TAILS = (
    "дневн", "летн", "летие", "летия", "месячн", "недельн", "часов", "этажн", "сторонн", "уровнев", "кратн", "разов",
    "процентн", "классн", "комнатн", "ступенч", "балльн", "местн", "метров", "километров", "тонн", "тысячн",
    "миллионн", "колесн", "язычн", "минутн", "мандатн", "годичн", "суточн", "значн",
)  # fmt: skip
_KY_OF_THEM = re.compile(r"с?[ыиуү](?:н\w{0,3})?\Z")
_WINDOW = 4
_COUNTED = re.compile(r"[A-Za-z№-]")


class NumberFact(NamedTuple):
    """A number: ``value`` in one form, ``near``: the classes of units around it, ``unit``: the one right beside it.

    ``weak``: a number word that is often none («один из», «бир токтом»); ``written``: a word, not digits.
    """

    value: str
    unit: str
    near: frozenset[str]
    start: int
    shown: str
    written: bool = False
    weak: bool = False
    ordinal: bool = False
    named: bool = False


def numbers_of(tokens: FactTokens, lang: Lang, places: Iterable[int] | None = None) -> tuple[NumberFact, ...]:
    """All numbers in their order; ``places``: where one may begin."""
    if places is None:
        places = [at for at, raw in enumerate(tokens.raws) if may_begin(raw, normalised(raw), lang)]
    return tuple(_numbers(tokens, lang, places))


def _numbers(tokens: FactTokens, lang: Lang, places: Iterable[int]) -> Iterator[NumberFact]:
    end = 0
    for at in places:
        if at < end:  # a part of the number before
            continue
        token = tokens[at]
        if token.is_number:
            date = numeric_day(token.raw)
            if date:
                yield NumberFact(str(date[0]), "date", frozenset(), token.start, token.raw)
                yield NumberFact(str(date[2]), "year", frozenset({"year"}), token.start, token.raw)
                continue
            end, value = _scaled(tokens, at + 1, lang, plain_number(token.raw))
            yield _with_unit(tokens, at, end, lang, value, written=False)
        elif _ROMAN.match(roman := token.raw.translate(_LOOKS_LATIN)) and _is_roman_place(tokens, at):
            end, value = at + 1, str(_roman(roman))
            yield _with_unit(tokens, at, end, lang, value, written=False)
        else:
            words = _in_words(tokens, at, lang) if token.is_word else None
            if words is None:
                continue
            end, value, weak, ordinal = words
            end, value = _scaled(tokens, end, lang, value) if "/" not in value else (end, value)
            yield _with_unit(tokens, at, end, lang, value, written=True, weak=weak and value == "1", ordinal=ordinal)


@cache
def _number_beginnings(lang: Lang) -> Beginnings:
    fractions = [word.removeprefix("=") for word in fact_table()["fractions"].get(lang, {})]
    return beginnings((), (*_numeral_stems(), *fractions, *number_words()["kyrgyz"]))


def plain_number(raw: str) -> str:
    """Digits in one form: no spaces, a decimal point, no zeros at the end."""
    text = _SPACES.sub("", raw).replace(",", ".")
    if text.count(".") == 1:
        text = text.rstrip("0").rstrip(".")
    return text.lstrip("0") or "0"


def _scaled(tokens: FactTokens, at: int, lang: Lang, value: str) -> tuple[int, str]:
    """With «млн» or «миң» after it; where that ends."""
    name = _scale(tokens.low(at), lang) if at < len(tokens) else ""
    if not name or len(value) > 9:
        return at, value
    try:
        times = float(value) * _TIMES[name]
    except ValueError:
        return at, value
    end = at + 1
    if end < len(tokens) and tokens.raws[end] == ".":
        end += 1
    return end, plain_number(f"{round(times, 3):f}")


@lru_cache(maxsize=1 << 13)
def _scale(word: str, lang: Lang) -> str:
    """The scale that a word names; empty for most."""
    scales = fact_table()["scales"].items()
    return next((name for name, record in scales if any(_fits(word, one) for one in record.get(lang, ()))), "")


def _fits(word: str, pattern: str) -> bool:
    return word == pattern[1:] if pattern.startswith("=") else word.startswith(pattern)


def _with_unit(
    tokens: FactTokens,
    first: int,
    end: int,
    lang: Lang,
    value: str,
    *,
    written: bool,
    weak: bool = False,
    ordinal: bool = False,
) -> NumberFact:
    table, before = units(lang), before_number()
    near: set[str] = set()
    unit = ""
    named = first > 1 and tokens[first - 1].raw in "-\u2011\u2013" and _is_latin(tokens[first - 2])
    named = named or (end + 1 < len(tokens) and tokens[end].raw in ".-" and _is_latin(tokens[end + 1]))
    how = {"written": written, "weak": weak, "ordinal": ordinal, "named": named}  # named: CASA-1000, 24.kg
    if end < len(tokens) and _touches(tokens, end) and _KY_OF_THEM.match(tokens[end].low):
        return _fact(tokens, first, end, value, unit, near, **how)  # «арыздын 20сы»
    place = end
    while place < min(len(tokens), end + _WINDOW) and not named:
        token = tokens[place]
        if token.is_number or token.raw in ".;:!?()|":
            break
        if token.raw not in ",-–—%$€²³№" and not token.is_word:
            place += 1
            continue
        classes = table.of(tokens, place) - (before if analyser(lang) == "russian" else frozenset())
        if place - end <= 1 and not unit and classes:  # right beside it, or after a hyphen
            unit = min(classes)
        near |= classes
        place += 1
    if first and analyser(lang) == "russian":
        own = table.of(tokens, first - 1) & before
        if tokens[first - 1].raw == "." and first > 1:
            own = table.of(tokens, first - 2) & before
        if own:
            unit, near = min(own), near | own
    if first and tokens[first - 1].raw in "№$":
        near |= table.of(tokens, first - 1)
        unit = unit or "".join(sorted(table.of(tokens, first - 1)))[:20]
    return _fact(tokens, first, end, value, unit, near, **how)


def _fact(
    tokens: FactTokens, first: int, end: int, value: str, unit: str, near: Iterable[str], **how: bool
) -> NumberFact:
    last = end + 1 if unit and end < len(tokens) and tokens[end].is_word else end
    shown = " ".join(item.raw for item in tokens[first:last])
    return NumberFact(value, unit, frozenset(near), tokens[first].start, shown, **how)


def _is_latin(token: FactToken) -> bool:
    return token.is_word and token.raw[0].isascii()


def _touches(tokens: FactTokens, at: int) -> bool:
    before = tokens[at - 1]
    return before.start + len(before.raw) == tokens[at].start


def _roman(raw: str) -> int:
    values = [_ROMAN_VALUES[sign] for sign in raw]
    return sum(-value if value < max(values[i:]) else value for i, value in enumerate(values))


def _is_roman_place(tokens: FactTokens, at: int) -> bool:
    """A single letter is a figure only if it is Latin and does not stand among Latin words."""
    if len(tokens[at].raw) == 1 and not tokens[at].raw.isascii():
        return False
    around = [item.raw for item in (*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2])]
    return not any(raw[0].isascii() and raw[0].isalpha() and not _ROMAN.match(raw) for raw in around)


def may_begin(raw: str, low: str, lang: Lang) -> bool:
    """Whether a number can begin with a token, in digits, Roman figures or words; with most words none can.

    ``low``: normalised. Most words are passed over by their first letters.
    """
    if raw[0].isdecimal() or raw[0] in _ROMAN_LETTERS:
        return True
    length, known = _number_beginnings(lang)
    if low[:length] not in known:
        return False
    of_parts = _ky_ablative(low) if analyser(lang) == "kyrgyz" else 0
    return bool(of_parts or _fraction(low, lang) or numeral(low, lang))


def _in_words(tokens: FactTokens, at: int, lang: Lang) -> tuple[int, str, bool, bool] | None:
    """A number in words: where it ends, its value, and whether it may be none."""
    total, end, last = 0, at, 0
    weak = is_ordinal = False
    first = tokens[at].low
    fraction = _fraction(first, lang)
    if fraction:
        return at + 1, fraction, False, True
    if analyser(lang) == "kyrgyz" and at + 1 < len(tokens):
        whole, of = _ky_ablative(first), numeral(_KY_ABOUT.sub("", tokens[at + 1].low), lang)
        if whole and of and whole > of[0]:
            return at + 2, f"{of[0]}/{whole}", False, True
    while end < len(tokens) and tokens[end].is_word:
        found = numeral(tokens[end].low, lang)
        if found is None:
            break
        value, is_ordinal = found
        if total and not (value < last and last >= 10 and (value < 10 or last >= 100)):
            if not (analyser(lang) == "kyrgyz" and value == 100 and total < 10):
                break
            total *= 100
            last = 100
            end += 1
            continue
        total, last, end = total + value, value, end + 1
        weak = not is_ordinal
        if is_ordinal:
            break
    return (end, str(total), weak, is_ordinal) if total else None


@lru_cache(maxsize=1 << 13)
def _fraction(word: str, lang: Lang) -> str | None:
    for begin, value in fact_table()["fractions"].get(lang, {}).items():
        if _fits(word, begin) and len(word) - len(begin) <= 5:
            return str(value)
    return None


def _ky_ablative(word: str) -> int:
    for ending in _KY_OF:
        if word.endswith(ending):
            return number_words()["kyrgyz"].get(word.removesuffix(ending), 0)
    return 0


@lru_cache(maxsize=1 << 13)
def numeral(word: str, lang: Lang) -> tuple[int, bool] | None:
    """The value of a number word, and whether it is an ordinal or a collective."""
    if not word.startswith(_numeral_stems()):
        return None
    table = fact_table()
    if analyser(lang) == "kyrgyz":
        return _ky_numeral(word)
    if analyser(lang) != "russian":
        return None
    if word in number_words()["russian"]:
        return number_words()["russian"][word], False
    for stem, value in table["ordinals"]["russian"].items():
        if word.startswith(stem) and word[len(stem) :] in _RU_ENDINGS and word not in {"шестой-то", "пятое"}:
            return value, True
    for prefix, value in _RU_PREFIXES.items():
        rest = word.removeprefix(prefix)
        if rest != word and rest.startswith(_RU_TAILS):
            return value, True
    return None


@cache
def _numeral_stems() -> tuple[str, ...]:
    """How every number word of any language begins."""
    table = fact_table()
    stems = {*number_words()["russian"], *table["ordinals"]["russian"], *_RU_PREFIXES}
    return tuple(sorted(stems | {*table["ordinals"]["kyrgyz"], *number_words()["kyrgyz"]}))


def _ky_numeral(word: str) -> tuple[int, bool] | None:
    table = fact_table()
    if word in {"үчүн", "бирдей"}:  # for; alike
        return None
    for begin, value in table["ordinals"]["kyrgyz"].items():
        if word.startswith(begin):
            return value, True
    for stem, value in number_words()["kyrgyz"].items():
        if word == stem or (
            word.startswith(stem) and word[len(stem) :] in _KY_ENDINGS and stem not in {"он", "жүз", "кырк"}
        ):
            return value, False
        if word.startswith(stem) and word[len(stem) :] in {"го", "дон", "дун", "ну", "до"} and stem == "он":
            return value, False
    return None
