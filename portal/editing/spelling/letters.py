"""Letters of another alphabet that look like the right one: Latin a for Cyrillic а, ӊ for ң, ұ for ү."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.core.records import dataclass
from portal.language.languages import analyser
from portal.model.values import Lang

_TO_CYRILLIC = dict(zip("aceopxykmtiüöABCEHKMOPTXYÜÖ", "асеорхукмтіүөАВСЕНКМОРТХУҮӨ", strict=True))
# Only what looks the same in every font may be replaced the other way round.
_TO_LATIN = dict(zip("асеорхуіАВСЕНКМОРТХУІ", "aceopxyiABCEHKMOPTXYI", strict=True))
_FOREIGN = dict(zip("ӊҥѳɵʏұӉҤѲƟҰ", "ңңөөүүҢҢӨӨҮ", strict=True))
_KAZAKH = frozenset("әғқһі")
_OWN = re.compile("[а-яёА-ЯЁңөүҢӨҮ]+|[A-Za-z]+")
_KYRGYZ_LETTER = re.compile("[ңөүҢӨҮ]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏʏ]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
# An abbreviation or a name in Latin letters with a Kyrgyz or Russian ending: SMSти, CASAнын, Wi-Fiды.
_WITH_ENDING = re.compile(r"[A-Za-z]{2,}[а-яёңөү]+\Z")
# One Latin letter among Russian or Kyrgyz words: «c 2014 года».
_LONELY = re.compile(r"(?<=[а-яёңөүА-ЯЁҢӨҮ\d»,.)][ \u00a0\n])[acoyk](?=[ \u00a0][а-яёңөүА-ЯЁҢӨҮ«\d№])")


@dataclass(frozen=True)
class Mixed:
    """A word with letters of another alphabet; ``right``: the word without them, ``letters``: which they are."""

    letters: str
    right: str
    sure: bool


def mixed(word: str, lang: Lang) -> Mixed | None:
    """What is wrong with the letters of ``word``, if anything."""
    if _OWN.fullmatch(word):
        return None
    straight = "".join(_FOREIGN.get(letter, letter) for letter in word)
    foreign = {letter for letter, other in zip(word, straight, strict=True) if letter != other}
    if _KAZAKH & set(word.lower()) and foreign <= set("ұҰ"):
        return None  # a word in Kazakh, which has ұ
    latin, cyrillic = set(_LATIN.findall(straight)), set(_CYRILLIC.findall(straight))
    if not latin or not cyrillic:
        return Mixed(_shown(foreign), straight, True) if foreign else None
    if _WITH_ENDING.match(straight) and not straight[:2].islower():
        return None
    as_cyrillic, as_latin = latin <= _TO_CYRILLIC.keys(), cyrillic <= _TO_LATIN.keys()
    if "i" in latin and analyser(lang) == "russian":
        as_cyrillic = False
    more_cyrillic = sum(letter in cyrillic for letter in straight) * 2 >= len(straight)
    if as_cyrillic and (more_cyrillic or not as_latin):
        right = "".join(_TO_CYRILLIC.get(letter, letter) for letter in straight)
        own = bool(_KYRGYZ_LETTER.search(right)) and analyser(lang) == "russian"
        return Mixed(_shown(foreign | latin), right, not as_latin and not own and "і" not in right)
    if as_latin:
        right = "".join(_TO_LATIN.get(letter, letter) for letter in straight)
        return Mixed(_shown(cyrillic), right, False)
    return Mixed(_shown(latin if more_cyrillic else cyrillic), "–", False)


def lonely(text: str) -> Iterator[tuple[int, Mixed]]:
    """Words of one Latin letter that look like а, с, о, у, к and stand among Cyrillic words, with their places."""
    for match in _LONELY.finditer(text):
        yield match.start(), Mixed(_shown({match[0]}), _TO_CYRILLIC[match[0]], True)


def _shown(letters: set[str]) -> str:
    return ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in sorted(letters))
