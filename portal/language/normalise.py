"""One spelling for one word: Unicode form, case, look-alike letters; folding of ң ө ү; for any language.

``normalise`` and ``fold`` in ``language.js`` do the same.
"""

from __future__ import annotations

import re
import unicodedata

# Letters that look like Kyrgyz ones and come from other alphabets or fonts: ӊ (Nenets), ҥ (Yakut), ѳ (fita),
# ɵ (Latin barred o), ө's Mongolian double is the same letter; ү from Latin ʏ, Cyrillic ұ.
_LOOKALIKES = str.maketrans("ӊҥѳɵұ", "ңңөөү")
_YO = str.maketrans("ё", "е")
# Without ұ, which is a letter of Kazakh.
_OWN_LETTERS = str.maketrans("ӊҥѳɵӉҤѲƟ", "ңңөөҢҢӨӨ")
# Latin letters that look like Cyrillic ones, replaced only inside words that have Cyrillic letters as well.
_LATIN_TWINS = str.maketrans("aceopxykmthbüö", "асеорхукмтнвүө")
_WORD = re.compile(r"[a-züöɵ\u0400-\u04ff]+")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[a-züö]")
# Stress and other marks that NFC has left alone, soft hyphens, zero-width characters.
_INVISIBLE = re.compile("[\u00ad\u0300-\u036f\u200b-\u200d\u2060\ufeff]")
# What most words of most texts are made of already.
_PLAIN = re.compile("[а-яңөү0-9]*")


def normalise(text: str) -> str:
    """Any text → the same text in NFC, lower case, with one letter for each sound of Kyrgyz and ё → е.

    Stress marks, soft hyphens and zero-width characters go.  ``normalise(normalise(x)) == normalise(x)``.
    """
    low = text.lower()
    if _PLAIN.fullmatch(low):
        return low
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).lower())
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    text = text.translate(_LOOKALIKES).translate(_YO)
    if _LATIN.search(text) and _CYRILLIC.search(text):
        text = _WORD.sub(_unmix, text)
    return text


def _unmix(match: re.Match[str]) -> str:
    word = match.group()
    return word.translate(_LATIN_TWINS) if _CYRILLIC.search(word) else word


def fold(text: str) -> str:
    """Normalised text → as people type it without a Kyrgyz keyboard: ң → н, ө → о, ү → у."""
    return text.replace("ң", "н").replace("ө", "о").replace("ү", "у")  # translate takes longer, letter by letter


def own_letters(text: str) -> str:
    """Text as it is shown, look-alikes of ң and ө made these letters: «Миӊ-Булак» → «Миң-Булак»."""
    return text.translate(_OWN_LETTERS)
