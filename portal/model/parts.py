"""Parts of front matter: places, laws, figures, sources, votes, recommendations and the like."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from portal.language.languages import others
from portal.model.fields import Shown
from portal.model.values import (
    Address,
    AnyDate,
    Lang,
    Provision,
    Questions,
    RelationName,
    Role,
    ShortText,
    Slug,
    SourceLang,
    SourceNumber,
    Strict,
    Text,
    Unit,
    Year,
    as_tuple,
    check_order,
    in_each_language,
)  # fmt: skip

AlsoAsked = Annotated[
    Questions | None,
    Shown(order=26, asked=("about", 26), translated=True, own=True, searched="asked", elsewhere="below the text"),
]
"""What a guide or an answer tells, asked in other words: nobody at a desk uses those of its title.

Each language has questions of its own.
"""

Sought = Annotated[
    Questions | None,
    Shown(order=235, translated=True, own=True, searched="asked", elsewhere="below the text"),
]
"""The same of any other document; its form does not ask for it."""


class Place(Strict):
    """Where: ids of ``data/regions.yml``; the smallest one known is enough, the larger ones follow from it.

    ``country`` is an ISO 3166 code and stands only for places abroad, ``name`` then says which.
    """

    municipality: Annotated[Slug | None, Shown(reference="municipalities")] = None
    district: Annotated[Slug | None, Shown(reference="districts")] = None
    oblast: Annotated[Slug | None, Shown(reference="oblasts")] = None
    country: Annotated[Annotated[str, Field(pattern="^[A-Z]{2}$")] | None, Shown()] = None


class LawReference(Strict):
    """An act of ``data/acts.yml`` that the document rests on, and the articles of it that are named."""

    act: Annotated[Slug, Shown(reference="acts")]
    articles: Annotated[tuple[Provision, ...], BeforeValidator(as_tuple), Shown()] = ()


class Participation(Strict):
    """An organisation of ``data/organisations.yml`` and what it did."""

    id: Annotated[Slug, Shown(reference="organisations")]
    role: Annotated[Role, Shown(choices="role")]


class Figure(Strict):
    """A number with its unit, for money who paid, and the sources that say so. The label is translated."""

    id: Annotated[Slug, Shown(identifies=True, elsewhere="only tells figures apart for translations")]
    label: Annotated[ShortText, Shown(translated=True)]
    value: Annotated[int | float, Shown()]
    to: Annotated[int | float | None, Shown()] = None
    unit: Annotated[Unit, Shown(choices="unit")]
    approximate: Annotated[bool, Shown()] = False
    over: Annotated[bool, Shown()] = False
    payer: Annotated[Slug | None, Shown(reference="organisations")] = None
    sources: Annotated[tuple[SourceNumber, ...], BeforeValidator(as_tuple), Shown(cites=True)] = ()

    @model_validator(mode="after")
    def _check(self) -> Figure:
        check_order(self.value, self.to)
        return self


class Source(Strict):
    """Where the facts come from. ``accessed`` is the month or day on which it was read."""

    title: Annotated[ShortText, Shown()]
    publisher: Annotated[ShortText | None, Shown()] = None
    url: Annotated[Address | None, Shown(elsewhere="where the title leads")] = None
    language: Annotated[SourceLang, Shown(choices="lang.in")]
    date: Annotated[AnyDate | None, Shown()] = None
    accessed: Annotated[AnyDate, Shown()]


class Relation(Strict):
    """A link to another document that says what it means: this one ``relation`` that one."""

    document: Annotated[Slug, Shown(reference="documents")]
    relation: Annotated[RelationName, Shown(choices="relation")]
    recommendation: Annotated[Annotated[int, Field(ge=1, le=200)] | None, Shown()] = None


class Votes(Strict):
    """A recorded vote; what the minutes do not say is left out."""

    for_: Annotated[int, Field(ge=0, alias="for"), Shown()]
    against: Annotated[Annotated[int, Field(ge=0)] | None, Shown()] = None
    abstained: Annotated[Annotated[int, Field(ge=0)] | None, Shown()] = None


class Recommendation(Strict):
    """One recommendation: to whom, what, and on which acts it rests."""

    number: Annotated[int, Field(ge=1, le=200), Shown(identifies=True)]
    addressees: Annotated[
        tuple[Slug, ...], BeforeValidator(as_tuple), Field(min_length=1), Shown(reference="organisations")
    ]
    text: Annotated[Text, Shown(translated=True)]
    laws: Annotated[tuple[LawReference, ...], BeforeValidator(as_tuple), Shown()] = ()


class FollowUp(Strict):
    """What is known of one recommendation, or of one section of a concept, on a day, and what shows it.

    ``nothing-seen`` says that nothing was found, never that nothing was done; every other state needs evidence:
    documents of the portal or sources of this document.
    """

    part: Annotated[int, Field(ge=1, le=200), Shown(identifies=True)]
    state: Annotated[
        Literal["carried-out", "partly", "under-way", "changed", "nothing-seen"], Shown(choices="follow_up.state")
    ]
    day: Annotated[AnyDate, Shown()]
    documents: Annotated[tuple[Slug, ...], BeforeValidator(as_tuple), Shown(reference="documents")] = ()
    sources: Annotated[tuple[SourceNumber, ...], BeforeValidator(as_tuple), Shown(cites=True)] = ()
    note: Annotated[Text | None, Shown(translated=True)] = None


class Winner(Strict):
    """Who won in which year and what; the words are translated."""

    id: Annotated[Slug, Shown(identifies=True, elsewhere="only tells winners apart for translations")]
    year: Annotated[Year, Shown()]
    municipality: Annotated[Slug | None, Shown(reference="municipalities")] = None
    document: Annotated[Slug | None, Shown(reference="documents")] = None
    text: Annotated[ShortText, Shown(translated=True)]
    sources: Annotated[tuple[SourceNumber, ...], BeforeValidator(as_tuple), Shown(cites=True)] = ()


class Period(Strict):
    """Years of a practice or horizon of a concept."""

    start: Annotated[Year | None, Shown()] = None
    end: Annotated[Year | None, Shown()] = None

    @model_validator(mode="after")
    def _check(self) -> Period:
        check_order(self.start, self.end)
        return self


class Reviewed(Strict):
    """Who looked the document over, and when."""

    by: Annotated[ShortText, Shown()]
    date: Annotated[AnyDate, Shown()]


@in_each_language(Annotated[Text | None, Shown()], None)
class WithdrawalReason(Strict):
    """Why, in the languages in which somebody has written it."""

    def best(self, lang: Lang) -> tuple[str, Lang] | None:
        """The words in ``lang`` or else in another language, with the language that they are in."""
        return next(((words, code) for code in (lang, *others(lang)) if (words := getattr(self, code))), None)


class Withdrawal(Strict):
    """Why a document was withdrawn, for its readers, and the document that took its place."""

    date: Annotated[AnyDate, Shown()]
    reason: Annotated[WithdrawalReason, Shown()]
    successor: Annotated[Slug | None, Shown(reference="documents")] = None
