"""Records of ``data/journal.yml``: what the journal «Муниципалитет» printed, by issue and rubric.

A document that names an item's address among its sources was made from it; nothing else is to be kept for that.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from portal.model.fields import Shown
from portal.model.reference import Both
from portal.model.values import Address, AnyDate, ShortText, Slug, SourceLang, Strict, as_tuple


class JournalRubric(Strict):
    """A rubric of the journal; its name in the language that was not seen is the portal's own."""

    id: Slug
    title: Both


class JournalItem(Strict):
    """An item: its printed title or, where that was not seen, what it is about in the portal's own words."""

    id: Slug
    title: ShortText | None = None
    about: Both | None = None
    language: SourceLang
    issue: Annotated[str, Field(pattern=r"^[0-9]+(-[0-9]+)? \([0-9]+(-[0-9]+)?\)$")] | None = None
    """Number in the year and, in brackets, number from the first issue on: ``7-8 (153-154)``."""
    date: AnyDate | None = None
    rubric: Slug | None = None
    url: Address | None = None
    """Where the item was read; one without it is known by its title only."""
    documents: Annotated[tuple[Slug, ...], BeforeValidator(as_tuple), Shown(reference="documents")] = ()
    """Documents about the same that were not made from the item."""

    @model_validator(mode="after")
    def _has_words(self) -> JournalItem:
        if not self.title and not self.about:
            raise PydanticCustomError("portal_journal", "journal")
        return self


class JournalFile(Strict):
    """``data/journal.yml``."""

    rubrics: Annotated[tuple[JournalRubric, ...], BeforeValidator(as_tuple)]
    items: Annotated[tuple[JournalItem, ...], BeforeValidator(as_tuple)]
