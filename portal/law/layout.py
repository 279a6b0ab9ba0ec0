"""Lines that run on: a phrase that a heading sets over several lines, with empty ones between, is still one phrase.

«… сессиясынын», an empty line, «ТОКТОМУ № 1»: what belongs to the next word does not end at an empty line.
"""

from __future__ import annotations

import re

# A word that ends nothing: a genitive, a date that says of what it is («25-декабрындагы»).
_UNFINISHED = re.compile(r"(?:[^\W\d_]{3,}[нтд][ыиуү]н|[дт][аеоө]г[ыиуү]|\bот|\bжана|\bкезек\w+)[)\]]?$")
# What begins no phrase: a number, a date of an act, the village before a date.
_DAY = r"[«“\"]?\d{1,2}[»”\"]?[ .-]{0,2}(?:\d\d\.|[^\W\d_]{3,10}[ ,-]{1,12})\d{4}"
_DATE = rf"{_DAY}|\d{{4}}[ -–]{{0,3}}(?:жыл|ж\.)(?:дын)?[ -–]"
_PLACE = r"[^\W\d_]\w+(?: ?[-–] ?\w+)? +(?:шаары|шаарчасы|айылы|ш\.|а\.)(?=[ ,.\n]|$)|(?:г|с)\. ?[^\W\d_]"
_BARE = r"\d{1,3} ?[-/] ?\d{1,3} *(?=\n|$)"
"""A number without its sign, alone in its line: «4-6»."""
_CONTINUES = re.compile(rf"№ *[\divxх]|n ?\d|от +[«“\"]?\d|{_DATE}|{_PLACE}|{_BARE}")
_NUMBERED = re.compile(rf"(?:(?:№|n) ?[\w/()-]{{1,24}}|(?:^|\n) *{_BARE})$")
# «2011-жылдын 13-майындагы № 23»: a number and its day, which belong to a noun or to the next act of a list.
_OF_DAY = re.compile(r"[дт][аеоө]г[ыиуү] *(?:№|n) ?[\w/()-]{1,24}(,?)$")
_YEAR_FIRST = r"\d{4}[ -–]{0,3}(?:жыл|ж\.)(?:дын)? *\d{1,2} ?[-–] ?[^\W\d_]{3,8}"
_DAY_ALONE = re.compile(
    rf"(?:(?:{_PLACE})[^\n№]{{0,4}} +)?(?:{_DAY}[ –-]{{0,3}}(?:жыл[а-я]{{0,2}}|ж|года|г)?|{_YEAR_FIRST})"
    rf"\.? *(?:\n|$| {{3}}|(?<= )(?:{_PLACE}))"
)
"""A day in the line of a heading below the number, the village to the left or to the right or none."""
_TITLE = re.compile(r"О(?:б|бо)? [^\W\d_]{2}")
_HEADED = re.compile(rf"(?:^|\n) *(?:{_PLACE}[^\n]{{0,20}}?)?(?:от +)?{_DAY}[^\n№]{{0,8}}(?:№|n) ?[\w/-]{{1,12}}$")
"""A line that is the day and the number of an act and nothing else: «г. Бишкек, от 20 октября 2021 года № 123»."""
_NEXT_OF_DAY = re.compile(rf"(?:{_DATE})")
_NOUN = re.compile(r"(?:мыйзам|токтом|жарлы|чечим|буйру)[^\W\d_]+")
_CAPITALS = re.compile(r"[^\W\d_]{4,}|(?:[^\W\d_] ){3}[^\W\d_]")
_LAST_WORD = re.compile(r"[^\W\d_]{4,}$|(?:[^\W\d_] ){3}[^\W\d_]$")
_WORD = re.compile(r"[^\W\d_]{2}")
_LINE = re.compile(r"[^\W\d_]{5,} *(?:\n|$)")
_NOUN_LINE = re.compile(r"(?:[А-ЯЁҢӨҮ]{5,12}|(?:[А-ЯЁҢӨҮ] ){4,8}[А-ЯЁҢӨҮ]) *(?:\n|$|№)")
"""A line that is the noun of an act and nothing else: «ТОКТОМ»."""
_WINDOW = 40
_MARGIN = 160
"""Spaces at the end of a line at most: headings are set in columns with them."""


def runs_on(raw: str, low: str, a: int, b: int) -> bool:
    """Whether the phrase before the empty line ``a`` … ``b`` goes on behind it."""
    a -= len(low[max(0, a - _MARGIN) : a]) - len(low[max(0, a - _MARGIN) : a].rstrip(" "))
    before, after = low[max(0, a - _WINDOW) : a].rstrip(), low[b : b + _WINDOW]
    if not before or not after:
        return False
    if _UNFINISHED.search(before):
        return True
    if of_day := _OF_DAY.search(before):
        return bool((_NEXT_OF_DAY if of_day[1] else _NOUN).match(after))
    heading = _LAST_WORD.search(raw, max(0, a - _WINDOW), a)
    capitals = _CAPITALS.match(raw, b)
    upper = bool(heading and heading[0].isupper()), bool(capitals and capitals[0].isupper())
    if _DAY_ALONE.match(low, b) and _NUMBERED.search(before.rstrip(".")):
        return True
    if _TITLE.match(raw, b) and (upper[0] or _HEADED.search(low[max(0, a - 2 * _WINDOW) : a].rstrip())):
        return True
    if all(upper) or ((upper[1] or _LINE.match(after)) and _NUMBERED.search(before)):
        return True
    if (before[-1].isalpha() or before[-1] == ")") and _NOUN_LINE.match(raw, b):
        return True
    small = raw[b].islower() and bool(_WORD.match(after))
    return (before[-1].isalnum() and small) or (before[-1].isalpha() and bool(_CONTINUES.match(after)))
