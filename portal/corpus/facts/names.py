"""Names of places and bodies in two passages: those of the reference data, and words that both languages write alike.

Kyrgyz and Russian write a name with nearly the same consonants (Ысык-Көл, Иссык-Кульский). A name counts as another
one only where each passage has a name that the other lacks, and one of them is known: from ``data/``, or because the
same document has it in both languages elsewhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from portal.core.records import dataclass
from portal.corpus.facts.fact_words import WORDS_KEPT, FactToken, FactTokens, words_of
from portal.corpus.facts.passages import MOST_FACTS
from portal.language.languages import analyser
from portal.language.normalise import normalise
from portal.model.reference import District, Municipality, Oblast
from portal.model.values import LANGS, Lang
from portal.reference.load import ReferenceData

_RU_ENDING = re.compile(
    r"(?:(?:ин)?с?к(?:ий|ая|ое|ого|ой|ом|ому|им|ие|их|ую|ими)|[аеиоуыюя]|ой|ом|ем|ам|ах|ами|ов|ев|ей|ью|ию|ий|ый|ого|ому)\Z"
)
_KY_ENDING = re.compile(
    r"(?:[лдт][ыиуү]к)?(?:[лдт][аеоө]р)?"
    r"(?:с?[ыиуү](?:н[ыиуү]н?|н[аеоө]н?|нд[аеоө]\w{0,4}|н)?|[ндт][ыиуү]н?|[гк][аеоө]|[дт][аеоө](?:н|г[ыиуү]\w{0,4})?)?\Z"
)
_SAME_SOUND = str.maketrans({"щ": "ш", "ц": "с", "ф": "п", "в": "б", "ң": "н", "ъ": None, "ь": None})
_KINDS = frozenset(
    normalise(word)
    for word in [
        "облусу",
        "району",
        "шаары",
        "айыл",
        "аймагы",
        "айылдык",
        "область",
        "района",
        "район",
        "город",
        "айылный",
        "аймак",
        "городской",
        "шаардык",
        "шаар",
        "республикасы",
        "республики",
        "республика",
        "кыргыз",
        "кыргызской",
        "айылы",
        "село",
        "область",
        "аты",
        "муниципалитет",
        "кеңеш",
        "кенеш",
    ]
)


@dataclass(frozen=True)
class NameDifference:
    """A name of the first passage and the one that the second has in its place."""

    one: FactToken
    two: FactToken


class NameStem(NamedTuple):
    """A word without its endings; ``sign``: its consonants, which both languages share, a vowel at the beginning."""

    low: str
    sign: str
    lang: Lang


@lru_cache(maxsize=1 << 14)
def name_stem(word: str, lang: Lang) -> NameStem:
    """What is alike of a name in both languages and in all its forms."""
    *first, last = normalise(word).split("-")
    ending = _RU_ENDING if analyser(lang) == "russian" else _KY_ENDING
    bare = ending.sub("", last) if len(last) > 3 else last
    stem = "".join((*first, bare if len(bare) > 1 else last))
    plain = stem.translate(_SAME_SOUND).replace("дж", "ж")
    letters = re.sub("[аеиоуыэюяөүй]", "", plain)
    return NameStem(
        "-".join((*first, last)), ("*" if plain[:1] in "аеиоуыэюяөү" else "") + re.sub(r"(.)\1+", r"\1", letters), lang
    )


def alike(one: NameStem, two: NameStem) -> bool:
    """Whether two words can be one name; those that can have the same :func:`_opening`."""
    if one.sign == two.sign:
        return True
    common = 0
    for a, b in zip(one.sign, two.sign, strict=False):
        if a != b:
            break
        common += 1
    return common >= 4 or (common >= 2 and common >= min(len(one.sign), len(two.sign)))


def _opening(sign: str) -> str:
    return sign[:2]


def names_of_places(reference: ReferenceData) -> Iterator[tuple[int, Lang, str]]:
    """All names of the places of the reference data, with the number of the place and the language."""
    records: list[Oblast | District | Municipality] = [
        *reference.oblasts.values(),
        *reference.districts.values(),
        *reference.municipalities.values(),
    ]
    for number, record in enumerate(records):
        for lang in LANGS:
            aliases = () if isinstance(record, Municipality) else getattr(record.aliases, lang)
            yield from ((number, lang, name) for name in (getattr(record.title, lang), *aliases) if name)


class KnownNames:
    """The names of places of the reference data."""

    def __init__(self, reference: ReferenceData) -> None:
        self._places: dict[tuple[Lang, str], set[int]] = {}
        for number, lang, name in names_of_places(reference):
            for word in _own_words(name):
                self._places.setdefault((lang, _root(word, lang)), set()).add(number)
        self._known = lru_cache(maxsize=WORDS_KEPT)(self._look_up)

    def __contains__(self, name: NameStem) -> bool:
        """Whether a word is the name of a place."""
        return bool(self._records(name))

    def same(self, one: NameStem, two: NameStem) -> bool:
        """Whether both can name one place."""
        return not self._records(one).isdisjoint(self._records(two))

    def _records(self, name: NameStem) -> frozenset[int]:
        """The records of a place that is named so, whatever ending the word has."""
        return self._known(name.low, name.lang)

    def _look_up(self, low: str, lang: Lang) -> frozenset[int]:
        ending = _RU_ENDING if analyser(lang) == "russian" else _KY_ENDING
        for size in range(len(low), 1, -1):
            found = self._places.get((lang, low[:size]))
            if found and (size == len(low) or ending.fullmatch(low[size:])):
                return frozenset(found)
        return frozenset()


def _root(word: str, lang: Lang) -> str:
    """A name without the ending of an adjective or of a case; Kyrgyz titles name it bare."""
    low = normalise(word)
    return _RU_ENDING.sub("", low) if analyser(lang) == "russian" and len(low) > 4 else low


def _own_words(title: str) -> Iterator[str]:
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", title)
    yield from (word for word in words if word[0].isupper() and normalise(word) not in _KINDS)


class CapitalWord(NamedTuple):
    """A word that begins with a capital letter; ``opens``: a sentence, where every word does."""

    at: int
    """Its place among the tokens."""
    raw: str
    name: NameStem
    opens: bool


@dataclass(frozen=True)
class NamesOfPassage:
    """The words of a passage as far as names are concerned."""

    tokens: FactTokens
    places: Sequence[int]
    """Of the tokens that are words with a capital letter."""
    lang: Lang
    around: str = ""

    @cached_property
    def capitals(self) -> tuple[CapitalWord, ...]:
        """The words with a capital letter."""
        raws, found = self.tokens.raws, []
        for at in self.places[:MOST_FACTS]:
            before = raws[at - 1] if at else "."
            opens = at == 0 or before in ".!?…:|*" or (before in '«"(' and at < 2)
            found.append(CapitalWord(at, raws[at], name_stem(raws[at], self.lang), opens))
        return tuple(found)

    @cached_property
    def stems(self) -> frozenset[NameStem]:
        """The stems of all words with a capital letter here and around."""
        found = [item.name for item in self.capitals]
        near = [word for word in words_of(self.around) if word[0].isupper()] if self.around else []
        return frozenset([*found, *(name_stem(word, self.lang) for word in near)][:MOST_FACTS])

    @cached_property
    def openings(self) -> Mapping[str, Sequence[NameStem]]:
        """The stems by how they begin."""
        found = defaultdict(list)
        for name in self.stems:
            found[_opening(name.sign)].append(name)
        return found


def learned(pairs: Iterable[tuple[NamesOfPassage, NamesOfPassage]]) -> frozenset[NameStem]:
    """Names that both passages of a pair have."""
    found: set[NameStem] = set()
    for one, two in pairs:
        beginning = defaultdict(list)
        for second in two.capitals if one.capitals else ():
            beginning[_opening(second.name.sign)].append(second)
        for first in one.capitals:
            for second in beginning.get(_opening(first.name.sign), ()) if len(first.name.sign) > 2 else ():
                if not (first.opens and second.opens) and alike(first.name, second.name):
                    found |= {first.name, second.name}
    return frozenset(found)


def name_differences(
    one: NamesOfPassage, two: NamesOfPassage, known: KnownNames, doc: frozenset[NameStem]
) -> Iterator[NameDifference]:
    """Names that stand against each other."""
    left, right = _left(one, two, known), _left(two, one, known)
    if not left or not right:
        return
    known_right = [_known_as(item, known, doc) for item in right]
    for first in left:
        sure, place = _known_as(first, known, doc)
        for second, (also_sure, also_place) in zip(right, known_right, strict=True):
            if (
                (sure and also_sure and not (first.opens and second.opens))
                or (place and not second.opens)
                or (also_place and not first.opens)
            ):
                yield NameDifference(one.tokens[first.at], two.tokens[second.at])
                return


def _known_as(item: CapitalWord, known: KnownNames, doc: frozenset[NameStem]) -> tuple[bool, bool]:
    """Whether a word is a name that is known, and whether it is certainly that of a place."""
    place = item.name in known
    return place or item.name in doc, place and not (item.opens and len(item.name.low) < 6)


def names_alone(
    own: NamesOfPassage, other: NamesOfPassage, everywhere: Iterable[NameStem], known: KnownNames
) -> Iterator[FactToken]:
    """Places of the reference data that stand in one passage, and nowhere in the other text."""
    for item in _left(own, other, known):
        if item.name in known and not (item.opens and len(item.name.low) < 6):
            if any(alike(item.name, stem) or known.same(item.name, stem) for stem in everywhere):
                continue
            yield own.tokens[item.at]


def _left(own: NamesOfPassage, other: NamesOfPassage, known: KnownNames) -> list[CapitalWord]:
    return [
        item
        for item in own.capitals
        if item.name.sign
        and not item.raw.isupper()
        and not any(alike(item.name, theirs) for theirs in other.openings.get(_opening(item.name.sign), ()))
        and not (item.name in known and any(known.same(item.name, theirs) for theirs in other.stems))
    ]
