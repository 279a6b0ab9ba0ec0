"""Dates and numbers as people write them in each language.

Babel's CLDR data give the forms of every language but Kyrgyz. There CLDR has «2014-ж., 5-июль», which no official text
uses; the forms here are those of the official gazettes: «2014-жылдын 5-июлу», and with a case ending «5-июлунда».
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import Literal

from babel.dates import format_date, format_skeleton, get_month_names
from babel.numbers import format_decimal

Case = Literal["nominative", "locative", "ablative"]

# Third-person possessive (number + month), and the same in the locative: «5-июлу», «5-июлунда».
_KY_MONTHS = ("январы", "февралы", "марты", "апрели", "майы", "июну",
              "июлу", "августу", "сентябры", "октябры", "ноябры", "декабры")  # fmt: skip
_KY_LOCATIVE = ("январында", "февралында", "мартында", "апрелинде", "майында", "июнунда",
                "июлунда", "августунда", "сентябрында", "октябрында", "ноябрында", "декабрында")  # fmt: skip
_KY_ABLATIVE = ("январынан", "февралынан", "мартынан", "апрелинен", "майынан", "июнунан",
                "июлунан", "августунан", "сентябрынан", "октябрынан", "ноябрынан", "декабрынан")  # fmt: skip
_RU_LOCATIVE = ("январе", "феврале", "марте", "апреле", "мае", "июне",
                "июле", "августе", "сентябре", "октябре", "ноябре", "декабре")  # fmt: skip

_KY_MONTH = {"nominative": _KY_MONTHS, "locative": _KY_LOCATIVE, "ablative": _KY_ABLATIVE}
_KY_YEAR = {"nominative": "жыл", "locative": "жылы", "ablative": "жылдан"}
_RU_YEAR = {"nominative": "год", "locative": "году", "ablative": "года"}

NBSP = "\u00a0"


def format_partial(year: int, month: int, day: int, lang: str, case: Case = "nominative") -> str:
    """A date that is known to the year (month and day 0), the month (day 0) or the day.

    ``nominative``: «5 июля 2014 года», «2014-жылдын 5-июлу». ``locative`` answers "when?": «в июле 2014 года»
    without the preposition, «2014-жылдын 5-июлунда». ``ablative`` answers "since when?": «(с) июля 2014 года», which
    is a genitive, «2014-жылдын 5-июлунан (тартып)».
    """
    if lang == "ky":
        if not month:
            return f"{year}-{_KY_YEAR[case]}"
        name = _KY_MONTH[case][month - 1]
        return f"{year}-жылдын {day}-{name}" if day else f"{year}-жылдын {name}"
    if lang != "ru":
        return _by_cldr(year, month, day, lang)
    if not month:
        return f"{year}{NBSP}{_RU_YEAR[case]}"
    if day:
        return format_date(dt.date(year, month, day), f"d{NBSP}MMMM y{NBSP}'года'", locale="ru")
    if case == "locative":
        return f"{_RU_LOCATIVE[month - 1]} {year}{NBSP}года"
    if case == "ablative":
        return f"{month_words(lang)[month - 1]} {year}{NBSP}года"
    return format_date(dt.date(year, month, 1), f"LLLL y{NBSP}'года'", locale="ru")


def month_words(lang: str) -> tuple[str, ...]:
    """The twelve months as they stand beside the number of a day: «июля», «июлу»."""
    return _KY_MONTHS if lang == "ky" else tuple(get_month_names("wide", "format", locale=lang).values())


def _by_cldr(year: int, month: int, day: int, lang: str) -> str:
    """The date as CLDR has it, without cases."""
    if not month:
        return format_skeleton("y", dt.date(year, 1, 1), locale=lang)
    if day:
        return format_date(dt.date(year, month, day), "long", locale=lang)
    return format_skeleton("yMMMM", dt.date(year, month, 1), locale=lang)


def range_of_days(first: int, last: str, day: int, lang: str) -> str | None:
    """Days of one month: the first day, and the last one as a whole date; ``None`` where both are to be written out."""
    if lang == "ru":
        return f"{first}–{last}"
    return last.replace(f" {day}-", f" {first}–{day}-") if lang == "ky" else None


def without_year(first: str, last: str, year: int) -> tuple[str, str]:
    """Two dates of one year, the year said once."""
    return re.sub(rf"\s{year}\sгода$", "", first), last.removeprefix(f"{year}-жылдын ")


@lru_cache(maxsize=1 << 12)  # Babel takes long, and the same counts stand on many pages
def format_number(value: float, lang: str) -> str:
    """Thousands and decimals parted as the language does; a space between thousands is a no-break one."""
    text: str = format_decimal(value, format="#,##0.##", locale=lang)
    return text.replace("\u202f", NBSP).replace(" ", NBSP)
