"""Names of places and months: a text that nobody wrote must not seem to name one in one language alone."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from portal.corpus.facts.fact_words import contrast_groups
from portal.reference.load import load_reference

_ROOT = Path(__file__).resolve().parent.parent.parent
_SHORT = 4


@cache
def _names() -> tuple[str, ...]:
    """The words of all names, without the last letter where they are long: endings follow it."""
    data = load_reference(_ROOT)[0]
    places = (*data.oblasts.values(), *data.districts.values(), *data.municipalities.values())
    words = {word.lower() for place in places for _, title in place.title.items() for word in title.split()}
    months = next(group for group in contrast_groups() if group.name == "months").classes.values()
    words |= {word.lstrip("=") for month in months for forms in month.values() for word in forms}
    return tuple(word if len(word) <= _SHORT else word[:-1] for word in sorted(words))


@cache
def is_name(word: str) -> bool:
    """Whether a word is part of the name of a place or month, or begins like one."""
    return any(word == name if len(name) < _SHORT else word.startswith(name) for name in _names())
