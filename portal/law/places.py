"""Names of places as texts and registers write them: «Ош шаары», «город Ош», «Ошский»."""

from __future__ import annotations

import re
from collections.abc import Iterable

from portal.law.fold import fold_text

_SORTS = {
    "шаары": "city", "шаар": "city", "шаардык": "city", "город": "city", "г": "city",
    "району": "district", "район": "district", "райондук": "district",
    "облусу": "oblast", "облус": "oblast", "область": "oblast",
    "айыл": "aimak", "аймагы": "aimak", "аймак": "aimak", "айылы": "aimak", "айылдык": "aimak", "айылный": "aimak",
}  # fmt: skip
_ENDING = r"(?:ий|ого|ому|им|ом|ая|ой|ую)$"
_ADJECTIVE = re.compile(rf"(?<=\w\w)ь?ск{_ENDING}", re.IGNORECASE)
_OF_CASE = re.compile(rf"(?<=ск){_ENDING}")
LETTERS = dict(zip("абвгдежзийклмнопрстуфхцыэ", "abvgdejziiklmnoprstufhcye", strict=True))
LETTERS |= {"ч": "ch", "ш": "sh", "щ": "shch", "ю": "iu", "я": "ia"}
_LATIN = str.maketrans(LETTERS | {"ъ": "", "ь": ""})


def place_key(words: str) -> tuple[str, str]:
    """The name itself and the sort of place (empty when it is not said).

    >>> place_key("Ош шаары"), place_key("Кеминский район"), place_key("Бишкек")
    (('ош', 'city'), ('кемин', 'district'), ('бишкек', ''))
    """
    parts = fold_text(words).low.replace(".", " ").split()
    name = [place_stem(part) for part in parts if part not in _SORTS]
    return " ".join(name), next((_SORTS[part] for part in parts if part in _SORTS), "")


def place_stem(name: str) -> str:
    """«Каракольского» → «Каракол»; another word stays."""
    return _ADJECTIVE.sub("", name)


def of_place(name: str, feminine: bool = False) -> str:
    """«Кеминского» → «Кеминский»; another word stays."""
    return _OF_CASE.sub("ая" if feminine else "ий", name.title() if name.isupper() else name)


def place_id(words: str) -> str:
    """An id of a place made from its name.

    >>> place_id("Миң-Булак айыл аймагы")
    'min-bulak'
    """
    return re.sub(r"[^a-z0-9]+", "-", place_key(words)[0].translate(_LATIN)).strip("-")


def place_work(words: str) -> str:
    """A part of the id of an act: the place with its sort, for a town and a district often bear one name.

    >>> [place_work(words) for words in ("Нарын шаары", "Нарын району", "Ош", "Миң-Булак айыл аймагы")]
    ['naryn-city', 'naryn-district', 'osh-city', 'min-bulak']
    """
    sort = place_key(words)[1] or "city"  # a Russian town stands without its sort
    return place_id(words) + ("" if sort == "aimak" else f"-{sort}")


def place_agrees(words: str, place: str, names: Iterable[str]) -> bool:
    """Whether ``words`` of a text may name the place with the id ``place``, which bears ``names``."""
    name, sort = place_key(words)
    known = [place_key(item) for item in names]
    if known:
        return any(name == other and (not sort or not kind or sort == kind) for other, kind in known)
    return place_id(words) == place or place.startswith(place_id(words) + "-")
