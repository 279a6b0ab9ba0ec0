"""Latin letters for Cyrillic ones and back: guesses at what a query in Latin letters means, and slugs.

People write Kyrgyz in Latin letters in several ways at once (BGN "kyzmat", chat "kizmat", Turkish "köy"), so
``from_latin`` returns several candidates, the likeliest first, for the search to look up.
"""

from __future__ import annotations

import re
import unicodedata

from portal.language.normalise import normalise

#: Latin → Cyrillic; the longest match first.
SPELLINGS = (
    "shch щ,sch щ,zh ж,kh х,ch ч,sh ш,ts ц,ya я,yu ю,yo ё,ye е,"
    "a а,b б,c к,d д,e е,f ф,g г,h х,i и,j ж,k к,l л,m м,n н,o о,p п,q к,r р,s с,t т,u у,v в,w в,x х,y ы,z з,"
    "ö ө,ü ү,ı ы,ş ш,ç ч,ğ г,ñ ң,ŋ ң,é е"
)
_PAIRS = dict(pair.split(" ") for pair in SPELLINGS.split(","))
_LATIN = re.compile("|".join(sorted(_PAIRS, key=lambda s: (-len(s), s))))
_FRONT = str.maketrans("оуы", "өүи")
_SLUG_COMMON = dict(
    zip(
        "абвгдезийклмнңоөпрстуүфхцчшщъыьэюя",
        "a b v g d e z i y k l m n ng o o p r s t u u f kh ts ch sh shch _ y _ e yu ya".replace("_", "\0").split(),
        strict=False,
    )
)
_SLUG = {
    "ky": {**_SLUG_COMMON, "ж": "j", "х": "h"},
    "ru": {**_SLUG_COMMON, "ж": "zh"},
}


def from_latin(text: str, lang: str) -> list[str]:
    """A query in Latin letters → up to six Cyrillic candidates, the likeliest first; [] if it has no Latin letter.

    ``lang`` is ``ky`` or ``ru``: only Kyrgyz has ң ө ү.  y and i are й beside a vowel and ы, и otherwise; э opens a
    word; a Kyrgyz word is written once with back vowels, once with front ones (o, u → ө, ү).
    """
    text = unicodedata.normalize("NFC", text).lower()
    if not _LATIN.search(text):
        return []
    plain = _LATIN.sub(lambda m: _PAIRS[m.group()], text)
    plain = re.sub("(?<![а-яёңөү])е", "э", plain) if lang == "ky" else plain
    plain = re.sub("(?<=[аеёиоуэөү])ы|ы(?=[аеёоуэөү])", "й", plain)
    glide = re.sub("(?<=[аеёоуэөү])и(?!и)", "й", plain)
    if lang == "ru":
        found = [plain, glide, re.sub(r"(?<=[ий])и\b|(?<=и)ы\b", "й", plain)]
    else:
        front = re.sub(r"[а-яёңөү]+", lambda m: _fronted(m.group()), glide)
        found = [plain, glide, front]
        found += [c.replace("нг", "ң") for c in found if "нг" in c]
        found += [re.sub("и", "ы", glide)] if "и" in glide else []
    return list(dict.fromkeys(normalise(c) for c in found))[:6]


def _fronted(word: str) -> str:
    return word if "а" in word or "ы" in word else word.translate(_FRONT)


def slugify(text: str, lang: str) -> str:
    """Any text → a name for files and anchors of a-z, 0-9 and single hyphens; "" if nothing of it can be written so.

    ``lang`` (``ky`` or ``ru``) decides how ж and х are written: ``jergiliktuu``, ``zhilishche``.
    """
    text = unicodedata.normalize("NFC", text).lower().replace("ё", "е")
    text = normalise(text)
    text = "".join(_SLUG[lang].get(letter, letter) for letter in text).replace("\0", "")
    text = unicodedata.normalize("NFKD", text)
    text = re.sub("[’'\u0300-\u036f]", "", text)
    return re.sub("[^a-z0-9]+", "-", text).strip("-")
