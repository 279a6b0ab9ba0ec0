"""Parts of the front matter of a practice: what it cost and whom it reached, what changed, what one needs for it."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from portal.model.fields import Shown
from portal.model.parts import Figure, LawReference
from portal.model.values import (
    Address,
    AnyDate,
    Evidence,
    Role,
    ShortText,
    Slug,
    SourceLang,
    SourceNumber,
    Strict,
    Text,
    Unit,
    as_tuple,
)  # fmt: skip

Basis = Literal["stated", "derived"]
"""Whether a source says a number, or the portal has worked it out of numbers that sources say."""
Counts = Literal["total", "paid", "part", "reached", "time"]
"""Which question of a mayor a figure answers: what it cost in all, who paid what (``paid`` if the payers are all there,
``part`` if others paid the rest and no source says who), how many it reached, how long it took."""
Money = Literal["KGS", "USD", "EUR"]
MONEY: tuple[Money, ...] = get_args(Money)

UNITS_OF: dict[Counts, tuple[Unit, ...]] = {
    "total": MONEY,
    "paid": (*MONEY, "percent"),
    "part": (*MONEY, "percent"),
    "reached": ("people", "households", "children", "places"),
    "time": ("days", "months", "years", "hours"),
}
"""What the figures that answer a question are counted in."""


class PracticeFigure(Figure):
    """A figure that may say which question of a mayor it answers: such a fact stands here and nowhere else."""

    counts: Annotated[Counts | None, Shown(choices="counts")] = None
    basis: Annotated[Basis, Shown(choices="basis")] = "stated"

    @model_validator(mode="after")
    def _check_unit(self) -> PracticeFigure:
        if self.counts and self.unit not in UNITS_OF[self.counts]:
            allowed = ", ".join(UNITS_OF[self.counts])
            raise PydanticCustomError("portal_unit", "unit", {"counts": self.counts, "allowed": allowed})
        return self


class Indicator(Strict):
    """What was measured before and after. How it is known and of which day it is belong to the number."""

    id: Annotated[Slug, Shown(identifies=True, elsewhere="only tells indicators apart for translations")]
    label: Annotated[ShortText, Shown(translated=True)]
    before: Annotated[int | float | None, Shown()] = None
    after: Annotated[int | float, Shown()]
    unit: Annotated[Unit, Shown(choices="unit")]
    evidence: Annotated[Evidence | None, Shown(choices="evidence")] = None
    date: Annotated[AnyDate | None, Shown()] = None
    sources: Annotated[tuple[SourceNumber, ...], BeforeValidator(as_tuple), Shown(cites=True)] = ()


class Condition(Strict):
    """What one needs before one can do the same, and the articles of law that ask for it."""

    id: Annotated[Slug, Shown(identifies=True, elsewhere="only tells conditions apart for translations")]
    text: Annotated[ShortText, Shown(translated=True)]
    laws: Annotated[tuple[LawReference, ...], BeforeValidator(as_tuple), Shown()] = ()
    sources: Annotated[tuple[SourceNumber, ...], BeforeValidator(as_tuple), Shown(cites=True)] = ()


class Afterwards(Strict):
    """What is known of the time after the work was done."""

    id: Annotated[Slug, Shown(identifies=True, elsewhere="only tells events apart for translations")]
    date: Annotated[AnyDate, Shown()]
    text: Annotated[Text, Shown(translated=True)]
    sources: Annotated[tuple[SourceNumber, ...], BeforeValidator(as_tuple), Shown(cites=True)] = ()


class Contact(Strict):
    """A body that can be asked, and the page on which it can be reached. Never a private person."""

    body: Annotated[Slug | None, Shown(reference="organisations")] = None
    municipality: Annotated[Slug | None, Shown(reference="municipalities")] = None
    role: Annotated[Role, Shown(choices="role")]
    url: Annotated[Address | None, Shown(elsewhere="where the name leads")] = None

    @model_validator(mode="after")
    def _check_body(self) -> Contact:
        if not (self.body or self.municipality):
            raise PydanticCustomError("portal_body", "body")
        return self


class Reusable(Strict):
    """A document to take over: a decision, a contract, a form. Its title stands in its own language."""

    title: Annotated[ShortText, Shown()]
    url: Annotated[Address, Shown(elsewhere="where the title leads")]
    language: Annotated[SourceLang, Shown(choices="lang.in")]


PhotoLicence = Literal["CC0", "CC BY 3.0", "CC BY 4.0", "CC BY-SA 3.0", "CC BY-SA 4.0"]


class Photo(Strict):
    """A photograph that may be published: the file without its suffix, in the folder ``photos`` beside the practice."""

    id: Annotated[Slug, Shown(identifies=True, photo=True, elsewhere="the name of its files")]
    alt: Annotated[ShortText, Shown(translated=True, elsewhere="its alternative text")]
    author: Annotated[ShortText, Shown()]
    licence: Annotated[PhotoLicence, Shown(choices="licence")]
    url: Annotated[Address | None, Shown(elsewhere="where the author's name leads")] = None


PracticeFigures = Annotated[tuple[PracticeFigure, ...], BeforeValidator(as_tuple)]
Indicators = Annotated[tuple[Indicator, ...], BeforeValidator(as_tuple)]
Conditions = Annotated[tuple[Condition, ...], BeforeValidator(as_tuple)]
LaterEvents = Annotated[tuple[Afterwards, ...], BeforeValidator(as_tuple)]
Contacts = Annotated[tuple[Contact, ...], BeforeValidator(as_tuple)]
ReusableDocuments = Annotated[tuple[Reusable, ...], BeforeValidator(as_tuple)]
Photos = Annotated[tuple[Photo, ...], BeforeValidator(as_tuple), Field(max_length=3)]
