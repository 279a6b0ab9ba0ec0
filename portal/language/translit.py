"""Latin letters for Cyrillic ones and back: guesses at what a query in Latin letters means, and slugs.

People write Kyrgyz in Latin letters in several ways at once (BGN "kyzmat", chat "kizmat", Turkish "köy"), so
``from_latin`` returns several candidates, the likeliest first, for the search to look up.
"""

from __future__ import annotations

import re
import unicodedata

from portal.language.languages import analyser
from portal.language.normalise import normalise

#: Latin → Cyrillic; the longest match first.
SPELLINGS = (
    "shch щ,sch щ,zh ж,kh х,ch ч,sh ш,ts ц,ya я,yu ю,yo ё,ye е,"
    "a а,b б,c к,d д,e е,f ф,g г,h х,i и,j ж,k к,l л,m м,n н,o о,p п,q к,r р,s с,t т,u у,v в,w в,x х,y ы,z з,"
    "ö ө,ü ү,ı ы,ş ш,ç ч,ğ г,ñ ң,ŋ ң,é е"
)
_PAIRS = dict(pair.split(" ") for pair in SPELLINGS.split(","))
_LATIN = re.compile("|".join(sorted(_PAIRS, key=lambda s: (-len(s), s))))
_FRONT = str.maketrans("оу", "өү")
_WORD = re.compile("[а-яёңөү]+")
_SLUG_LETTERS = (
    "а:a б:b в:v г:g д:d е:e з:z и:i й:y к:k л:l м:m н:n ң:ng о:o ө:o п:p р:r с:s т:t у:u ү:u ф:f х:kh ц:ts "
    "ч:ch ш:sh щ:shch ъ: ы:y ь: э:e ю:yu я:ya"
)
_SLUG_COMMON = dict(pair.split(":") for pair in _SLUG_LETTERS.split())
_SLUG_PLAIN = {**_SLUG_COMMON, "ж": "zh"}
_SLUG_KYRGYZ = {**_SLUG_COMMON, "ж": "j", "х": "h"}


def from_latin(text: str, lang: str) -> list[str]:
    """A query in Latin letters → up to six Cyrillic candidates, the likeliest first; [] without a Latin letter.

    None for a language without an analyser of its own: its letters may be Latin.  Only Kyrgyz has ң ө ү.  i and y
    after a vowel are й (aiyl → айыл); c before e, i, y is ц; e that opens a word is э first in Kyrgyz, е first in
    Russian, and both are tried.  w between consonants is ү in Kyrgyz (kwn → күн).  A
    Kyrgyz word without а, ы is also tried with front vowels (o, u → ө, ү), one with them also with ы for i (kizmat →
    кызмат), for all of them or only behind the last back vowel (munitsipaldik → муниципалдык), and ng also as ң.
    """
    text = unicodedata.normalize("NFC", text).lower()
    if not _LATIN.search(text) or analyser(lang) == "plain":
        return []
    text = re.sub("c(?=[eiy])", "ts", text)
    if analyser(lang) == "kyrgyz":
        text = re.sub("(?<=[bcdfghjklmnpqrstvxz])w(?=[bcdfghjklmnpqrstvxz])", "ü", text)
    plain = _LATIN.sub(lambda m: _PAIRS[m.group()], text)
    plain = re.sub("([аеёиоуыэюяөү])[иы]", r"\1й", plain)
    opened = re.sub("(^|[^а-яёңөү])е", r"\1э", plain)
    found = [plain, opened]
    if analyser(lang) == "kyrgyz":
        fronted = _WORD.sub(lambda m: _fronted(m.group()), opened)
        found = [opened, fronted, *(form.replace("нг", "ң") for form in (opened, fronted)), plain]
        found += [_WORD.sub(lambda m: _ended(m.group()), opened)]
    return list(dict.fromkeys(normalise(candidate) for candidate in found))[:6]


def _fronted(word: str) -> str:
    return word.replace("и", "ы") if "а" in word or "ы" in word else word.translate(_FRONT)


def _ended(word: str) -> str:
    """A word with ы for the и behind its last back vowel."""
    last = max(map(word.rfind, "аоуыюя"))
    return word[: last + 1] + word[last + 1 :].replace("и", "ы")


def slugify(text: str, lang: str) -> str:
    """Any text → a name for files and anchors of a-z, 0-9 and single hyphens; "" if nothing of it fits.

    ``lang`` decides how ж and х are written: ``jergiliktuu``, ``zhilishche``.
    """
    text = unicodedata.normalize("NFC", text).lower().replace("№", " ")
    text = normalise(text)
    letters = _SLUG_KYRGYZ if analyser(lang) == "kyrgyz" else _SLUG_PLAIN
    text = "".join(letters.get(letter, letter) for letter in text)
    text = unicodedata.normalize("NFKD", text)
    text = re.sub("[’'\u0300-\u036f]", "", text)
    return re.sub("[^a-z0-9]+", "-", text).strip("-")
