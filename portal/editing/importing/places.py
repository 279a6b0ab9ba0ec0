"""Places of ``data/regions.yml`` in running text, in any case form, Kyrgyz and Russian.

A name counts with the word that says what it is («Ысык-Көл жана Жалал-Абад облустарында», «Аламудунского района»,
«Кашка-Суу айыл аймагы»); a city counts alone too where its form says "in" or "to" («Бишкекте», «в Караколе»).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from portal.core.records import dataclass
from portal.language.normalise import fold
from portal.reference.load import ReferenceData

Level = Literal["oblast", "district", "municipality"]

_GENERIC = re.compile(
    r"(?i)\b(?:облус\w*|област\w*|район\w*|айыл(?:ный|ного|дык)?|айылный|аймак\w*|аймаг\w*|өкмөт\w*|шаар\w*|город\w*|"
    r"село|сельск\w*|аильн\w*|кенеш\w*|айылы)\b|\([^)]*\)"
)
_KINDS: dict[Level, str] = {
    "oblast": r"облус\w*|област\w*|обл\.",
    "district": r"район\w*|р-н\w*",
    "municipality": r"айыл(?!дык)\w*(?:[\s-]+(?:аймаг|аймак|өкмөт|окмот)\w*)?|АА\b|аил\w*|сел[оауе]\b|сельск\w*|"
    r"шаар\w*|город\w*|г\.|мэри\w*|муниципалитет\w*",
}
_WORD = r"[^\W\d_]+(?:-[^\W\d_]+)*"
_KY_IN = r"(?:[дт][аеоө](?:г[ыиуү]|гы)?\w*|[гк][аеоө]|[дт][ае]н|[дт][оө]н)"


@dataclass(frozen=True)
class FoundPlace:
    """A place of the text: its id, its level, how often it was named."""

    level: Level
    id: str
    count: int


@dataclass(frozen=True)
class _Name:
    level: Level
    id: str
    core: str
    city: bool


def places_in(text: str, reference: ReferenceData) -> tuple[FoundPlace, ...]:
    """The places named, the most frequent first; a larger one that a smaller one lies in is left out."""
    folded = fold(text.lower().replace("ё", "е"))
    if len(folded) != len(text):  # letters that fold to another length: places are counted, not shown
        folded = text.lower()
    counts: dict[tuple[Level, str], int] = {}
    for name in _names(reference):
        count = sum(1 for _ in _mentions(name, folded, text))
        if count:
            key = (name.level, name.id)
            counts[key] = max(counts.get(key, 0), count)
    found = [FoundPlace(level, id_, count) for (level, id_), count in counts.items()]
    return tuple(sorted(_smallest(found, reference), key=lambda item: -item.count))


def _names(reference: ReferenceData) -> Iterator[_Name]:
    for oblast in reference.oblasts.values():
        titles = [words for _, words in (*oblast.title.items(), *oblast.aliases.items())]
        if oblast.kind == "oblast":
            yield from _cores("oblast", oblast.id, titles, False)
    for district in reference.districts.values():
        titles = [words for _, words in (*district.title.items(), *district.aliases.items())]
        yield from _cores("district", district.id, titles, False)
    for item in reference.municipalities.values():
        titles = [words for _, words in item.title.items()]
        # «Манас шаары (2025-жылга чейин Жалал-Абад)»: the old name is a name too.
        olds = [old for title in titles for old in re.findall(r"\((?:.*?(?:чейин|до \d{4} года))\s+([^)]+)\)", title)]
        yield from _cores("municipality", item.id, [*titles, *olds], item.type == "city")


def _cores(level: Level, id_: str, titles: list[str], city: bool) -> Iterator[_Name]:
    cores: set[str] = set()
    for title in titles:
        bare = _GENERIC.sub(" ", title).strip(" ,–-")
        core = fold(bare.lower().replace("ё", "е"))
        # Adjectives as they decline: «Иссык-Кульская» → «иссык-куль».
        core = re.sub(r"(?:ский|ская|ской|ное|ный|цкий)$", "", core).rstrip("ь")
        if len(core) >= 2:
            cores.add(core)
    for core in sorted(cores):
        yield _Name(level, id_, core, city)


def _mentions(name: _Name, folded: str, text: str) -> Iterator[re.Match[str]]:
    core = re.escape(name.core).replace(r"\ ", r"[\s\u00a0]+").replace(r"\-", "[-‑–]?")
    kinds = _KINDS[name.level]
    for match in re.finditer(rf"(?<![\w-]){core}(?P<end>[а-яңөү]*)(?![\w])", folded):
        if not text[match.start()].isupper():
            continue
        end = match["end"]
        after, before = folded[match.end() : match.end() + 120], folded[max(0, match.start() - 40) : match.start()]
        # The kind behind the name, maybe with other names between: «Ысык-Көл жана Жалал-Абад облустары».
        joined = rf"(?:[\s\u00a0]*(?:,|жана|менен|и|мен)?[\s\u00a0]+{_WORD}){{0,4}}?"
        direct = re.match(rf"[\s\u00a0]+(?:{fold(kinds)})", after)
        listed = re.match(rf"(?:[\s\u00a0]*(?:,|жана|и)[\s\u00a0]+{_WORD}){{1,5}}[\s\u00a0]+(?:{fold(kinds)})", after)
        behind = re.search(rf"(?:{fold(kinds)})[\s\u00a0]+[«\"]?$", before)
        # «Сокулукского района Чуйской области»: the word before belongs to another name where one follows.
        other = re.match(rf"[\s\u00a0]+(?:{fold('|'.join(_KINDS.values()))})", after)
        if direct or (behind and not other) or (listed and name.level != "municipality"):
            yield match
        elif name.city and not _is_adjective(end):
            larger = re.match(rf"{joined}[\s\u00a0]+(?:облус|област|район)", after)
            inside = re.fullmatch(_KY_IN, end) or re.search(r"(?:^|\s)(?:в|из|г\.|городе|города)[\s\u00a0]+$", before)
            if inside and not larger:
                yield match


def _is_adjective(ending: str) -> bool:
    return ending.startswith(("ск", "цк", "лык", "лик"))


def _elsewhere(item: FoundPlace, found: list[FoundPlace], reference: ReferenceData) -> bool:
    """Whether the text names districts or oblasts, and this aimak lies in none of them: villages share names."""
    record = reference.municipalities.get(item.id) if item.level == "municipality" else None
    if record is None or record.type == "city":
        return False
    named = {other.id for other in found if other.level == "oblast"}
    named |= {reference.oblast_of_district.get(other.id, "") for other in found if other.level == "district"}
    own = record.oblast or reference.oblast_of_district.get(record.district or "")
    return bool(named) and own is not None and own not in named


def _smallest(found: list[FoundPlace], reference: ReferenceData) -> Iterator[FoundPlace]:
    found = [item for item in found if not _elsewhere(item, found, reference)]
    districts, oblasts = set(), set()
    for item in found:
        if item.level == "municipality":
            record = reference.municipalities[item.id]
            districts.add(record.district)
            oblasts.add(record.oblast or reference.oblast_of_district.get(record.district or ""))
        elif item.level == "district":
            oblasts.add(reference.oblast_of_district.get(item.id))
    for item in found:
        if (item.level == "district" and item.id in districts) or (item.level == "oblast" and item.id in oblasts):
            continue
        yield item
