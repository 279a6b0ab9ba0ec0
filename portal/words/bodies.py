"""Names of bodies in a reader's language."""

from __future__ import annotations

from portal.model.reference import Organisation
from portal.words.interface import Interface
from portal.words.texts import Words


def organisation_name(
    organisation: Organisation, words: Interface, short: bool = False, year: int | None = None
) -> Words:
    """The name that a body bears, or bore in ``year``, in the page's language or else in another."""
    name = organisation.name_in(year)
    abbreviated = name.short.get(words.lang) if short else None
    best = (abbreviated, words.lang) if abbreviated else name.title.best(words.lang)
    return Words(*best) if best else Words(organisation.id, words.lang)
