"""Places: their names as texts and registers write them, «Ош шаары», «город Ош», «Ошский»; the town of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from portal.language.normalise import own_letters
from portal.law.fold import fold_text
from portal.law.reading import Found, Reading

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


def called(words: str) -> str:
    """The name of a place as it is written: spaces made one, hyphens closed up, ң for its look-alikes.

    >>> called("Миӊ – Булак")
    'Миң-Булак'
    """
    return re.sub(r"\s*[-–]\s*", "-", own_letters(" ".join(words.split())))


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


BEFORE, BEHIND = 24, 20


def with_town(r: Reading, found: Found) -> Found:
    """``found`` with the one town that its sentence names: «Мэр Оша подписал распоряжение № 5», «В Оше мэрия …»."""
    if found.place or found.issuer not in ("mayor", "local_kenesh"):
        return found
    low, high = r.sentence_around(found.start, found.end, BEFORE, BEHIND)
    if found.issuer == "local_kenesh" and not any(_of_city(r, k) for k in range(low, high)):
        return found  # a kenesh of a village
    towns = {town for k in range(low, high) if (town := town_at(r, k))}
    return replace(found, place=towns.pop()) if len(towns) == 1 else found


def town_at(r: Reading, k: int) -> str | None:
    """The town that token ``k`` names: «Бишкеке», «Ошского»; not «Ошской области», «улица Ош»."""
    t = r.t
    town = r.words.towns(t.word(k))
    if not town or not (t.capital(k) or town[1]) or r.has("no_act", k - 1) or r.has("no_act", k - 2):
        return None
    other = r.has("place", k + 1) and not _sort_is_city(r, t.word(k + 1))
    return None if other else r.words.forms.places.names.get(r.pair(k - 1), town[0])  # «южной столицы»


OF_TOWN = re.compile(r"\w+ск(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их)")


def town_behind(r: Reading, q: int) -> tuple[int, str | None]:
    """The town behind a name, and where it ends: «города Ош», «г. Ош», «Оша», «в городе Ош»; ``q`` and no town."""
    k = q + (r.t.word(q) in ("в", "во"))
    if _sort_is_city(r, r.t.word(k)):
        k += 1 + (r.t.word(k + 1) == ".")
    town = None if OF_TOWN.fullmatch(r.t.word(k)) else town_at(r, k)
    return (k + 1, town) if town else (q, None)


def _sort_is_city(r: Reading, word: str) -> bool:
    return r.words.sort_of(word) == next(iter(r.words.forms.places.kinds))


def _of_city(r: Reading, k: int) -> bool:
    """Whether token ``k`` tells that a kenesh is one of a town: «горкенеш», «городского», «шаардык», «мэрия»."""
    body = r.issuers.by_start.get(k)
    word = r.t.words[k]
    named = word.startswith("горкенеш") or r.words.towns(word) is not None
    of_body = body is not None and (body.value == "mayor" or named)
    return of_body or small_town(r, k) or (_sort_is_city(r, word) and len(word) > 2)


def small_town(r: Reading, k: int) -> bool:
    """Whether token ``k`` names a town in small letters: «столичного»."""
    town = r.words.towns(r.t.word(k))
    return town is not None and town[1]
