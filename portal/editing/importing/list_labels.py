"""The labels of lists that count with letters or Roman numbers, as Word writes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

Label = Callable[[int], str]


def letter(number: int) -> str:
    """a, b, c … aa."""
    text = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text or "a"


def cyrillic(number: int) -> str:
    """а, б, в … яя."""
    # As Word counts: without ё й ъ ы ь.
    letters = "абвгдежзиклмнопрстуфхцчшщэюя"
    return letters[(number - 1) % len(letters)] * ((number - 1) // len(letters) + 1)


def roman(number: int) -> str:
    """I, II, III …"""
    signs = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
             (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
    text = ""
    for value, sign in signs:
        while number >= value and len(text) < 20:
            text, number = text + sign, number - value
    return text


_LABELS: Mapping[str, Label] = {
    "LowerAlpha": letter,
    "UpperAlpha": lambda number: letter(number).upper(),
    "LowerRoman": lambda number: roman(number).lower(),
    "UpperRoman": roman,
}


def label_of(style: str, delimiter: str, number: Label | None = None) -> Label | None:
    """The function from a place in the list to its label; ``None`` for lists that count in plain numbers.

    ``style`` and ``delimiter`` are pandoc's names; ``number`` counts instead of the style.
    """
    counted = number or _LABELS.get(style)
    if counted is None:
        return None
    close = "." if delimiter == "Period" else ")"
    open_ = "(" if delimiter == "TwoParens" else ""
    return lambda place: f"{open_}{counted(place)}{close} "
