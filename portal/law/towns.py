"""The town whose mayor or kenesh decided, where the name of the body does not tell it but its sentence does."""

from __future__ import annotations

import re
from dataclasses import replace

from portal.law.reading import Found, Reading

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
    return None if other else town[0]


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
