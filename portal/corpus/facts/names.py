"""Names of places and bodies in two passages: those of the reference data, and words that both languages write alike.

Kyrgyz and Russian write a name with nearly the same consonants (Ысык-Көл, Иссык-Кульский). A name counts as another
one only where each passage has a name that the other lacks, and one of them is known: from ``data/``, or because the
same document has it in both languages elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from portal.corpus.facts.fact_words import WORDS_KEPT, FactToken, words_of
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


@dataclass(frozen=True)
class NameStem:
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
    """Whether two words can be one name."""
    if one.sign == two.sign:
        return True
    common = 0
    for a, b in zip(one.sign, two.sign, strict=False):
        if a != b:
            break
        common += 1
    return common >= 4 or (common >= 2 and common >= min(len(one.sign), len(two.sign)))


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


@dataclass(frozen=True)
class CapitalWord:
    """A word that begins with a capital letter; ``opens``: a sentence, where every word does."""

    token: FactToken
    name: NameStem
    opens: bool


@dataclass(frozen=True)
class NamesOfPassage:
    """The words of a passage as far as names are concerned."""

    tokens: Sequence[FactToken]
    lang: Lang
    around: str = ""

    @cached_property
    def capitals(self) -> tuple[CapitalWord, ...]:
        """The words with a capital letter."""
        found = []
        for at, token in enumerate(self.tokens):
            if token.raw[0].isupper() and token.is_word and len(token.raw) > 1:
                before = self.tokens[at - 1].raw if at else "."
                opens = at == 0 or before in ".!?…:|*" or (before in '«"(' and at < 2)
                found.append(CapitalWord(token, name_stem(token.raw, self.lang), opens))
        return tuple(found[:MOST_FACTS])

    @cached_property
    def stems(self) -> frozenset[NameStem]:
        """The stems of all words with a capital letter here and around."""
        near = [item.token.raw for item in self.capitals]
        near += [word for word in words_of(self.around) if word[0].isupper()]
        return frozenset(name_stem(word, self.lang) for word in near[:MOST_FACTS])


def learned(pairs: Iterable[tuple[NamesOfPassage, NamesOfPassage]]) -> frozenset[NameStem]:
    """Names that both passages of a pair have."""
    found: set[NameStem] = set()
    for one, two in pairs:
        for first in one.capitals:
            for second in two.capitals:
                if len(first.name.sign) > 2 and not (first.opens and second.opens) and alike(first.name, second.name):
                    found |= {first.name, second.name}
    return frozenset(found)


def name_differences(
    one: NamesOfPassage, two: NamesOfPassage, known: KnownNames, doc: frozenset[NameStem]
) -> Iterator[NameDifference]:
    """Names that stand against each other."""
    left, right = _left(one, two, known), _left(two, one, known)
    for first in left:
        for second in right:
            sure = [item.name in known or item.name in doc for item in (first, second)]
            places = [item.name in known and not (item.opens and len(item.name.low) < 6) for item in (first, second)]
            if (
                (all(sure) and not (first.opens and second.opens))
                or (places[0] and not second.opens)
                or (places[1] and not first.opens)
            ):
                yield NameDifference(first.token, second.token)
                return


def names_alone(
    own: NamesOfPassage, other: NamesOfPassage, everywhere: Iterable[NameStem], known: KnownNames
) -> Iterator[FactToken]:
    """Places of the reference data that stand in one passage, and nowhere in the other text."""
    for item in _left(own, other, known):
        if item.name in known and not (item.opens and len(item.name.low) < 6):
            if any(alike(item.name, stem) or known.same(item.name, stem) for stem in everywhere):
                continue
            yield item.token


def _left(own: NamesOfPassage, other: NamesOfPassage, known: KnownNames) -> list[CapitalWord]:
    return [
        item
        for item in own.capitals
        if item.name.sign
        and not item.token.raw.isupper()
        and not any(alike(item.name, theirs) or known.same(item.name, theirs) for theirs in other.stems)
    ]
