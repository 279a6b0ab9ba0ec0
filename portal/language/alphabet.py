"""Sorting by the real alphabets: code-point order puts ё, ң, ө and ү last."""

from __future__ import annotations

import unicodedata

KYRGYZ = "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя"
RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_DIGITS = "0123456789"
_LATIN = "abcdefghijklmnopqrstuvwxyz"


def _order(letters: str) -> dict[str, int]:
    # Digits before Latin before Cyrillic; letters of the sister alphabets keep a place near their base.
    return {letter: index for index, letter in enumerate(_DIGITS + _LATIN + letters, 2)}


_ALPHABETS = {"ky": KYRGYZ, "ru": RUSSIAN}
# Of a language without an alphabet here: its Latin letters, then those of Kyrgyz for names.
_ORDERS = {lang: _order(letters) for lang, letters in _ALPHABETS.items()}
_PLAIN = _order(KYRGYZ)
_BASE = str.maketrans("ңөүәғқұһі", "ноуагкухи")


def sort_key(text: str, lang: str) -> tuple[tuple[int, ...], str]:
    """A key that sorts ``text`` as a dictionary of ``lang`` does.

    Case and punctuation count only between words that are otherwise equal.
    """
    order = _ORDERS.get(lang, _PLAIN)
    places = []
    for letter in unicodedata.normalize("NFC", text).lower():
        if letter in order:
            places.append(order[letter])
        elif letter.translate(_BASE) in order:
            places.append(order[letter.translate(_BASE)])
        elif letter.isalnum():
            places.append(len(order) + 3)
        elif letter.isspace() and places and places[-1] != 1:
            places.append(1)  # a space sorts before every letter
    return tuple(places), text


def initial(text: str, lang: str) -> str:
    """The capital letter under which a dictionary lists ``text``; ``#`` for what has none."""
    for letter in unicodedata.normalize("NFC", text).upper():
        if letter.lower() in _ORDERS.get(lang, _PLAIN):
            return "#" if letter.isdigit() else letter
    return "#"


def letters_apart(lang: str) -> tuple[str, str]:
    """Letters that of all alphabets here only that of ``lang`` has, and those that only others have."""
    own = _ALPHABETS.get(lang, "")
    others = "".join(letters for code, letters in _ALPHABETS.items() if code != lang)
    return "".join(sorted(set(own) - set(others))), "".join(sorted(set(others) - set(own))) if own else ""
