"""Chunks: the parts of a citation that both languages write alike, found before any grammar runs.

A chunk is a stretch of tokens with a value: a date, the number of an act, the name of a state. The grammars
look chunks up by their first or their last token, so that reading to the left costs what reading to the right does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Generic, TypeVar

from portal.law.fold import fold_text
from portal.law.tables import common
from portal.law.tokens import QUOTES, Tokens


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens ``start`` … ``end - 1``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Chunk(Span):
    """Tokens with what they mean.

    ``form`` of a date: ``full``, ``locative`` (27-октябрында), ``year``, ``year_locative`` (2020-жылы), ``day``
    (no year), ``day_locative``.
    """

    value: str
    form: str = ""


S = TypeVar("S", bound=Span)


class Index(Generic[S]):
    """Chunks of one sort, none overlapping another, by their first and by the token after their last."""

    def __init__(self, chunks: Iterable[S] = ()) -> None:
        found = list(chunks)
        self.by_start = {chunk.start: chunk for chunk in found}
        self.by_end = {chunk.end: chunk for chunk in found}


# --- dates -----------------------------------------------------------------------------------------------------


def _misspellings(stem: str) -> str:
    """A pattern for ``stem`` with one letter lost, doubled, changed or swapped («декбр» for «декабр»)."""
    forms = {stem[1:]}
    for i in range(1, len(stem)):
        forms.add(stem[:i] + stem[i + 1 :])
        forms.add(stem[:i] + "." + stem[i + 1 :])
        forms.add(stem[:i] + "." + stem[i:])
        if i + 1 < len(stem):
            forms.add(stem[:i] + stem[i + 1] + stem[i] + stem[i + 2 :])
    return "|".join(sorted(forms))


@cache
def _months() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The names of the months in any case, in a group for each; and with slips."""
    named, misspelt = [], []
    for month, forms in common().months.items():
        begins = "|".join((*forms.begins, *forms.kazakh))
        named.append(f"(?P<m{month}>{'|'.join((f'(?:{begins})[^-]{{0,8}}', *forms.short))})")
        slips = "|".join(_misspellings(begin) for begin in forms.begins if len(begin) >= 5)
        misspelt.append(f"(?P<m{month}>{slips})" if slips else "(?!)")
    endings = r"(?:[аяьеиыу]|[ыиу]н?[дт]\w{1,7})?"
    return re.compile("|".join(named)), re.compile(f"(?:{'|'.join(misspelt)}){endings}")


_YEAR_WORD = re.compile(r"года?|году|годов|г|гг|жыл[а-я]{0,7}|ж")
# Locative, ablative, dative: 20-июнунда, 1-январынан, 1-январына – a day of an event or the end of a stretch.
# Russian «августа», «марта» end like them.
_LOCATIVE = re.compile(r"(?!августа$|марта$)\w+(?:[дт][аео]н?|н[аео]н?|[гк][аео])")


@lru_cache(maxsize=1 << 12)
def month_of(word: str, lenient: bool = False) -> int:
    """The month a word names in any case of Russian or Kyrgyz, 0 if none; ``lenient`` also reads slips.

    >>> month_of("октябрындагы"), month_of("июня"), month_of("декбрындагы"), month_of("декбрындагы", True)
    (10, 6, 0, 12)
    """
    named, misspelt = _months()
    match = named.fullmatch(word) or (misspelt.fullmatch(word) if lenient and 4 <= len(word) <= 15 else None)
    return int(match.lastgroup[1:]) if match and match.lastgroup else 0


def _day(word: str) -> int:
    return int(word) if len(word) <= 2 and word.isdecimal() and 1 <= int(word) <= 31 else 0


def _year(word: str) -> int:
    return int(word) if len(word) == 4 and word.isdecimal() and 1850 <= int(word) <= 2100 else 0


def _after_year(t: Tokens, p: int) -> tuple[int, str]:
    """Read what may follow the digits of a year at ``p``: «года», «г.», «-жылдын», «-ж.». Return (end, word)."""
    joined = t.touches(p) or t.word(p + 1) in ("ж", "жыл", "жылы", "жылга", "жылдарга")
    q = p + 1 if t.word(p) in ("-", "–") and joined else p
    if t.word(p) == "-" and t.word(p + 1) in ("го", "й") and t.touches(p) and t.touches(p + 1):
        q = p = p + 2  # «12 июля 2012-го»
    word = t.word(q)
    if not word or not _YEAR_WORD.fullmatch(word):
        return p, ""
    q += 1
    if word in ("г", "гг", "ж") and t.word(q) == ".":
        q += 1
    return q, word


def _iso(year: int, month: int, day: int) -> str:
    return f"{year:04d}-{month:02d}-{day:02d}"


def date_at(t: Tokens, i: int) -> Chunk | None:
    """Read a date that begins with the number token ``i``.

    Forms: ``05.04.2004 [г.]``, ``2021-10-27``, ``27 октября 2021 [года]``, ``«27» октября 2021 г.``,
    ``27-октябрь 2021-жыл``, ``2011-жылдын 20-июнундагы``, ``2022-ж. 15-апрелиндеги``, ``6-январдагы`` (no year),
    ``2016 года`` and ``1999-жылдагы`` (year only).
    """
    word = t.words[i]
    if len(word) > 4:
        return None
    year = _year(word)
    return _date_from_year(t, i, year) if year else _date_of_digits(t, i) or _date_from_day(t, i, _day(word))


_DIGITS = re.compile(r"(\d{1,2})([./])(\d{1,2})\2(\d{4}|\d\d)(?!\d|\.\d)")
_LOOSE = re.compile(r"(\d{1,2})([.,/-]{1,2} ?|(?=\d\d\.\d{4}))(\d\d)(?:[.,/-]{1,2} ?| )?(\d{4})(?!\d)")


def _date_of_digits(t: Tokens, i: int) -> Chunk | None:
    """«05.04.2004 г.», «5/4/04»; with signs left out or mistyped if what follows tells a date: «10.052009-ж.»."""
    if t.word(i + 1)[:1] not in tuple(".,/-"):
        return None
    exact = _DIGITS.match(t.folded.raw, t.starts[i])
    match = exact or _LOOSE.match(t.folded.raw, t.starts[i])
    if not match:
        return None
    day, month, year = _day(match[1]), _day(match[3]), _year(match[4])
    if len(match[4]) == 2:
        year = int(match[4]) + (1900 if int(match[4]) > 60 else 2000)
    end = t.after(match.end())
    after, tail = _after_year(t, end)
    told = exact or tail or t.word(after) in _SIGNS
    return Chunk(i, after, _iso(year, month, day), "full") if told and day and 1 <= month <= 12 and year else None


def _date_from_year(t: Tokens, i: int, year: int) -> Chunk | None:
    if t.word(i + 1) == "-" and t.word(i + 3) == "-" and t.touches(i + 2) and t.touches(i + 4):
        month, day = _day(t.word(i + 2)), _day(t.word(i + 4))
        if 1 <= month <= 12 and day:
            return Chunk(i, _after_year(t, i + 5)[0], _iso(year, month, day), "full")
    p, tail = _after_year(t, i + 1)
    if not tail:
        return None
    q = p + 1 if t.word(p) == "," or (t.word(p) == "." and not t.touches(p)) else p  # «2016-жыл . 30-майы»
    quoted = t.close_of.get(q) == q + 2  # «2017-жылдын «4»-декабрындагы»
    day = _day(t.word(q + quoted))
    if day and tail.startswith(("ж", "г")):
        m = q + 2 * quoted + 1
        m += t.word(m) in ("-", "–")
        month = month_of(t.word(m), lenient=True)
        if month:
            attribute = t.word(m).endswith(("дагы", "деги", "тагы", "теги", "ндогу"))  # «1992-жылы 2-июлдагы буйрук»
            locative = (tail == "жылы" and not attribute) or (
                bool(_LOCATIVE.fullmatch(t.word(m))) and tail.startswith("ж")
            )
            return Chunk(i, m + 1, _iso(year, month, day), "locative" if locative else "full")
    plain = tail in ("жылы", "жылга", "жылдарга", "жылдары", "году", "год", "годов", "гг", "жылдан")
    return Chunk(i, p, str(year), "year_locative" if plain else "year")


def _date_from_day(t: Tokens, i: int, day: int) -> Chunk | None:
    if not day:
        return None
    sep = t.word(i + 1)
    if sep == "." and t.word(i - 1) == "от" and t.word(i + 3) in _SIGNS and 1 <= (month := _day(t.word(i + 2))) <= 12:
        return Chunk(i, i + 3, f"--{month:02d}-{day:02d}", "day")  # «от 10.03 № 76»
    if not sep or (sep[0].isalnum() and not t.word(i + 2).isdecimal() and not month_of(sep)):
        return None  # most numbers: cheap to leave
    start, m = i, i + 1
    if t.close_of.get(i - 1) == i + 1 or (t.word(i - 1) in QUOTES and sep in QUOTES):
        start, m = i - 1, i + 2
    if start < i and t.word(m + 1) == "." and 1 <= _day(t.word(m)) <= 12 and _year(t.word(m + 2)):  # «09» 01.2017
        return Chunk(start, _after_year(t, m + 3)[0], _iso(_year(t.word(m + 2)), int(t.word(m)), day), "full")
    hyphen = t.word(m) in ("-", "–")
    m += hyphen
    month = month_of(t.word(m), lenient=hyphen or bool(_year(t.word(m + 1))))
    if not month:
        return None
    p = m + 1 + (t.word(m + 1) in (".", ","))
    year = _year(t.word(p))
    if year:
        end, tail = _after_year(t, p + 1)
        plain = tail in ("жылы",)
        return Chunk(start, end, _iso(year, month, day), "locative" if plain else "full")
    locative = bool(_LOCATIVE.fullmatch(t.word(m)))
    return Chunk(start, m + 1, f"--{month:02d}-{day:02d}", "day_locative" if locative else "day")


def find_dates(t: Tokens) -> Iterator[Chunk]:
    """Find all dates; a number that was used by one date starts no other."""
    busy = -1
    for i in t.numbers:
        if i >= busy and (chunk := date_at(t, i)):
            busy = chunk.end
            yield chunk


# --- numbers of acts ---------------------------------------------------------------------------------------------

_SIGNS = frozenset({"№", "n", "no", "nо", "nº"})
# Letters before the number say what act it is (УП: указ президента, ПЖ: президенттин жарлыгы) and are no part of it.
_PREFIX = frozenset({"уп", "пж", "пп", "рп", "пб", "вп", "вө", "во"})
_ROMAN = "[IVXLCХYУ]{1,7}"
_PART = (
    r"(?:\d{1,6}|[А-ЯЁA-ZӘҒҚҢӨҰҮҺІ]{1,6}(?![^\W\d_]| [А-ЯA-Z] )|\([А-ЯЁ]{2,6}\)"
    r"|(?:нпа|[бвгдзклмнпрстфхцчшщ]{2,3}|[а-яa-z])(?![^\W_]))"
)
_VALUE = re.compile(
    r"[\s.]{0,3}(?:(?:УП|ПЖ|ПП|РП|ПБ)[-–\s]{0,2})?"
    rf"((?:(?:{_ROMAN}\s?|[А-ЯЁ]{{1,3}})[-–/]\s?)?"
    rf"(?:\d{{1,6}}|(?<=/){_ROMAN})(?:(?:[-–/\\]|/ | [-–] (?=\d+/)){_PART}|\.\d{{1,6}}){{0,6}}"
    r"(?:(?:[IVXLCM]{1,6}|[А-ЯЁA-Z]{1,4}|[а-яa-z]|[бвгдзклмнпрстфхцчшщ]{2})(?:[-–/]\d{1,4})?(?![^\W_]))?"
    r"(?: / [IVXLCХ]{1,6}-\d{1,3}| \(\d\))?)"
)
_NUMBERED = re.compile(r"номер[а-я]{0,8}|санду[а-я]{0,4}|санындагы")


def _number_behind(t: Tokens, i: int) -> tuple[int, str] | None:
    """Where the number behind token ``i`` ends, and the number."""
    match = _VALUE.match(t.folded.raw, t.ends[i])
    if not match:
        return None
    end = t.after(match.end())
    value = match[1].replace("–", "-").replace(" - ", "-")
    if not value[0].isdecimal():
        value = "".join(value.split())  # «№ IV / 4»
    return end, value if " /" in value else value.replace("/ ", "/")


def _numbers_of_list(t: Tokens, q: int) -> Iterator[Chunk]:
    """«№№ 5, 6 жана 7»: the numbers behind the first, which ends before ``q``."""
    while t.word(q) in (",", "и", "жана") and t.word(q + 1).isdecimal() and (found := _number_behind(t, q)):
        yield Chunk(q + 1, *found)
        q = found[0]


def find_numbers(t: Tokens) -> Iterator[Chunk]:
    """Find numbers of acts: ``№ 125``, ``N 146``, ``УП № 308``, ``№ 488-ФЗ``, ``№18-4``, ``146-номердүү``."""
    busy = -1
    for i, word in enumerate(t.words):
        if i < busy:
            continue
        if word in _SIGNS or (word[0] == "н" and word in ("номер", "номером")):
            if word[0] == "n" and not t.capital(i):
                continue
            doubled = t.word(i + 1) == word
            if not (found := _number_behind(t, i + doubled)):
                continue
            end, value = found
            start = i - 1 if t.word(i - 1) in _PREFIX else i
            if t.word(start - 1) in ("за", "под") and word != "номер":
                start -= 1
            busy = end
            end += t.word(end) in ("санындагы", "сандуу", "чы", "чи", "чу")  # «№ 123 санындагы мыйзам», «№ 5 чи токтом»
            yield Chunk(start, end, value)
            if doubled:
                yield from (rest := list(_numbers_of_list(t, busy)))
                busy = rest[-1].end if rest else busy
        elif word[0] in "нс" and _NUMBERED.fullmatch(word):
            first = i - 1 - (t.word(i - 1) == "-")
            if t.word(first).isdecimal() and first >= busy and (first < i - 1 or word.startswith("сан")):
                yield Chunk(first, i + 1, t.word(first))


# --- states ------------------------------------------------------------------------------------------------------

_REPUBLIC = re.compile(
    r"(?:республик|федераци)(?:а|я|и|е|у|ю|ой|ей)|(?:респ[а-я]{4,6}|федерация)с[ыи](?:[нтд][ыи]н(?:ын)?|н[ыиа]?|н[дт][аы](?:гы|н)?)?"
    r"|сср(?:-?и?[нд][ыи]н)?"
)
_NO_NAME = ("ский", "ская", "ской", "ские", "ских", "скую", "ского", "скому", "лык", "дык")


@cache
def _states() -> tuple[re.Pattern[str], ...]:
    """The letters of states, their names, and the words before «Республика», in a group for each state."""
    endings = {
        "short": r"(?:-?(?:[нтд][ыи]н|д[аы]|га|н[ыи]))?",
        "names": r"\w{0,7}",
        "before_republic": r"(?:ая|ой|ую|ою|ий|ого|ому|им|ом)?",
    }
    found = []
    for field, ending in endings.items():
        groups = []
        for code, state in common().states.items():
            stems = [fold_text(word).low.removesuffix("ий") for word in getattr(state, field)]
            # «Россия», «российский»: what stays in every case
            stems = [stem.rstrip("аяьй") for stem in stems] if field == "names" else stems
            groups += [f"(?P<{code}>{'|'.join(stems)})"] if stems else []
        found.append(re.compile(f"(?:{'|'.join(groups)}){ending}"))
    return tuple(found)


@lru_cache(maxsize=1 << 16)
def _codes(word: str) -> tuple[str, str, str] | None:
    """The state whose letters a word is, whose name, and before whose «Республика» it stands; None for none of all."""
    short, name, before = (match.lastgroup or "" if (match := p.fullmatch(word)) else "" for p in _states())
    return (short, name, before) if short or name or before or _REPUBLIC.fullmatch(word) else None


def find_states(t: Tokens) -> Iterator[Chunk]:
    """Find names of states: ``КР``, ``КРнын`` …; the value is the jurisdiction, ``kirssr`` the Kirghiz SSR."""
    busy = -1
    for i, codes in [(i, codes) for i, word in enumerate(t.words) if (codes := _codes(word))]:
        if i >= busy and (chunk := _state_at(t, i, *codes)):
            busy = chunk.end
            yield chunk


def _state_at(t: Tokens, i: int, short: str, name: str, before: str) -> Chunk | None:
    word, following = t.words[i], t.word(i + 1)
    if short and len(word) <= 8 and t.capital(i):
        end = i + 1
        if t.word(end) in ("'", "’", "ʼ", "`") and t.touches(end) and t.touches(end + 1):
            end += 2  # КР'нын
        return Chunk(i, end, short, "short")
    if _REPUBLIC.fullmatch(word) and not word.startswith("сср"):
        code = (_codes(following) or ("", "", ""))[1]
        return Chunk(i, i + 2, code) if code else None
    if before and _REPUBLIC.fullmatch(following):
        return Chunk(i, i + 2, "kirssr" if following.startswith("сср") else before)
    return Chunk(i, i + 1, name, "short") if name and not word.endswith(_NO_NAME) and t.capital(i) else None
