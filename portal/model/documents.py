"""Front matter of documents as strict models: one per kind, one discriminated union.

Language-neutral metadata stands in the original's file alone. A translation has only what is translated
(:class:`Translation`), and the revision of the original that it renders. Unknown keys are errors.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, Literal, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from portal.model.dates import PartialDate

Lang = Literal["ky", "ru"]
LANGS: tuple[Lang, ...] = ("ky", "ru")


def other_lang(lang: Lang) -> Lang:
    """The other of the two languages of the portal."""
    return "ru" if lang == "ky" else "ky"


SourceLang = Literal["ky", "ru", "kk", "en"]
Kind = Literal["practice", "resolution", "concept", "course", "event"]
KINDS: tuple[Kind, ...] = get_args(Kind)
DocumentKind = Literal["practice", "resolution", "concept", "course", "event", "page"]

FOLDERS: dict[DocumentKind, str] = {
    "practice": "practices",
    "resolution": "resolutions",
    "concept": "concepts",
    "course": "courses",
    "event": "events",
    "page": "",
}
"""The folder of each kind, in ``docs/<language>/`` and in the built site alike."""


def _partial_date(value: object) -> PartialDate:
    try:
        return PartialDate.parse(value)
    except ValueError:
        raise PydanticCustomError("portal_date", "date") from None


def _year(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool) and not 1850 <= value <= 2100:
        raise PydanticCustomError("portal_date", "year")
    return value


# Whole, without the signs that browsers read in their own way, and without "name@", which hides the real site.
_ADDRESS = re.compile(r"https?://[^\s/?#@\\<>\"'`]*[\w\]][^\s/?#@\\<>\"'`]*(?:[/?#][^\s\\<>\"`]*)?\Z")


def is_address(value: str) -> bool:
    """Whether ``value`` is the full address of a page on the web."""
    return bool(_ADDRESS.match(value))


def _address(value: object) -> object:
    if isinstance(value, str) and not is_address(value):
        raise PydanticCustomError("portal_address", "address")
    return value


def _in_order(first: object, second: object) -> None:
    if first is not None and second is not None and first > second:  # type: ignore[operator]
        shown = [item.iso() if isinstance(item, PartialDate) else str(item) for item in (first, second)]
        raise PydanticCustomError("portal_order", "order", {"first": shown[0], "second": shown[1]})


_TAG = re.compile(r"<[a-zA-Z/!?][^\s>]*")


def _plain(value: object) -> object:
    # Templates escape what they show; a tag here is a slip or an attack all the same.
    tag = _TAG.search(value) if isinstance(value, str) else None
    if tag:
        raise PydanticCustomError("portal_html", "html", {"tag": tag[0][:20] + "…>"})
    return value.strip() if isinstance(value, str) else value


Plain = Annotated[str, BeforeValidator(_plain)]
Text = Annotated[Plain, Field(min_length=1, max_length=2000)]
ShortText = Annotated[Plain, Field(min_length=1, max_length=300)]
Summary = Annotated[Plain, Field(min_length=20, max_length=500)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Provision = Annotated[str, Field(pattern=r"^[0-9]+(-[0-9]+)?$")]
AnyDate = Annotated[PartialDate, BeforeValidator(_partial_date)]
Year = Annotated[int, BeforeValidator(_year)]
Address = Annotated[str, BeforeValidator(_address), Field(max_length=1000)]

Unit = Literal[
    "KGS", "USD", "EUR", "percent", "km", "m", "m2", "m3", "ha", "minutes", "hours", "days", "months", "years",
    "people", "households", "children", "places", "villages", "municipalities", "times", "count",
]  # fmt: skip
Status = Literal["planned", "pilot", "in-use", "completed", "stopped"]
Evidence = Literal["measured", "reported", "observed"]
Role = Literal[
    "initiator", "implementer", "organiser", "customer", "provider", "funder", "partner", "developer",
    "approver", "participant", "contact",
]  # fmt: skip
ReviewState = Literal["proposed", "checked", "published", "withdrawn"]
RelationName = Literal["answers", "carries-out", "teaches", "presents", "follows", "replaces", "made-from"]


class _Strict(BaseModel):
    # Deferred: what only stands inside of others needs no validator of its own, and building one takes milliseconds.
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, arbitrary_types_allowed=True, defer_build=True)


def as_tuple(value: object) -> object:
    """A list as a tuple: YAML gives lists, models are immutable. Other values stay as they are."""
    return tuple(value) if isinstance(value, list) else value


class Place(_Strict):
    """Where: ids of ``data/regions.yml``; the smallest one known is enough, the larger ones follow from it.

    ``country`` is an ISO 3166 code and stands only for places abroad, ``name`` then says which.
    """

    municipality: Slug | None = None
    district: Slug | None = None
    oblast: Slug | None = None
    country: Annotated[str, Field(pattern="^[A-Z]{2}$")] | None = None


class LawReference(_Strict):
    """An act of ``data/acts.yml`` that the document rests on, and the articles of it that are named."""

    act: Slug
    articles: Annotated[tuple[Provision, ...], BeforeValidator(as_tuple)] = ()


class Participation(_Strict):
    """An organisation of ``data/organisations.yml`` and what it did."""

    id: Slug
    role: Role


class Figure(_Strict):
    """A number with its unit and, for money, who paid. The label is translated in the translation's file."""

    id: Slug
    label: ShortText
    value: int | float
    to: int | float | None = None
    unit: Unit
    approximate: bool = False
    payer: Slug | None = None

    @model_validator(mode="after")
    def _check(self) -> Figure:
        _in_order(self.value, self.to)
        return self


class Source(_Strict):
    """Where the facts come from. ``accessed`` is the month or day on which it was read."""

    title: ShortText
    publisher: ShortText | None = None
    url: Address | None = None
    language: SourceLang
    date: AnyDate | None = None
    accessed: AnyDate


class Relation(_Strict):
    """A link to another document that says what it means: this one ``relation`` that one."""

    document: Slug
    relation: RelationName
    recommendation: Annotated[int, Field(ge=1, le=200)] | None = None


class Votes(_Strict):
    """A recorded vote; what the minutes do not say is left out."""

    for_: Annotated[int, Field(ge=0, alias="for")]
    against: Annotated[int, Field(ge=0)] | None = None
    abstained: Annotated[int, Field(ge=0)] | None = None


class Recommendation(_Strict):
    """One recommendation: to whom, what, and on which acts it rests."""

    number: Annotated[int, Field(ge=1, le=200)]
    addressees: Annotated[tuple[Slug, ...], BeforeValidator(as_tuple), Field(min_length=1)]
    text: Text
    laws: Annotated[tuple[LawReference, ...], BeforeValidator(as_tuple)] = ()
    state: Literal["open", "in-progress", "done"] | None = None


class Period(_Strict):
    """Years of a practice or horizon of a concept."""

    start: Year | None = None
    end: Year | None = None

    @model_validator(mode="after")
    def _check(self) -> Period:
        _in_order(self.start, self.end)
        return self


class Reviewed(_Strict):
    """Who looked the document over, and when."""

    by: ShortText
    date: AnyDate


class WithdrawalReason(_Strict):
    """Why, in the languages in which somebody has written it."""

    ky: Text | None = None
    ru: Text | None = None


class Withdrawal(_Strict):
    """Why a document was withdrawn, for its readers, and the document that took its place."""

    date: AnyDate
    reason: WithdrawalReason
    successor: Slug | None = None


def _after_date(value: PartialDate | None, info: ValidationInfo) -> PartialDate | None:
    start: PartialDate | None = info.data.get("date")
    if value is not None and start is not None and not value.covers(start):
        _in_order(start, value)
    return value


class _Document(_Strict):
    title: ShortText
    summary: Summary
    added: dt.date
    source_language: SourceLang | None = None
    topics: Annotated[tuple[Slug, ...], BeforeValidator(as_tuple), Field(min_length=1, max_length=8)]
    places: Annotated[tuple[Place, ...], BeforeValidator(as_tuple)] = ()
    organisations: Annotated[tuple[Participation, ...], BeforeValidator(as_tuple)] = ()
    laws: Annotated[tuple[LawReference, ...], BeforeValidator(as_tuple)] = ()
    figures: Annotated[tuple[Figure, ...], BeforeValidator(as_tuple)] = ()
    sources: Annotated[tuple[Source, ...], BeforeValidator(as_tuple), Field(min_length=1)]
    related: Annotated[tuple[Relation, ...], BeforeValidator(as_tuple)] = ()
    review: ReviewState = "published"
    reviewed: Reviewed | None = None
    withdrawn: Withdrawal | None = None

    @property
    def year(self) -> int | None:
        """The year under which the catalogue lists the document."""
        return None


class Practice(_Document):
    """A good practice of a municipality."""

    kind: Literal["practice"]
    period: Period = Period()
    status: Status | None = None
    status_reason: ShortText | None = None
    evidence: Evidence | None = None

    @property
    def year(self) -> int | None:
        """The year under which the catalogue lists the document."""
        return self.period.end or self.period.start


class Resolution(_Document):
    """A resolution, recommendations or a memorandum: who adopted it, how they voted, what they recommend."""

    kind: Literal["resolution"]
    date: AnyDate
    votes: Votes | None = None
    recommendations: Annotated[tuple[Recommendation, ...], BeforeValidator(as_tuple)] = ()

    @property
    def year(self) -> int | None:
        """The year under which the catalogue lists the document."""
        return self.date.year


class Concept(_Document):
    """A concept, strategy, programme or regulation with its approving act and horizon."""

    kind: Literal["concept"]
    type: Literal["concept", "strategy", "programme", "regulation", "guide", "draft"]
    approved_by: Slug | None = None
    date: AnyDate | None = None
    horizon: Period = Period()
    status: Literal["draft", "approved"] | None = None

    @property
    def year(self) -> int | None:
        """The year under which the catalogue lists the document."""
        return self.date.year if self.date else self.horizon.start


class Course(_Document):
    """A course or a training programme."""

    kind: Literal["course"]
    format: Literal["in-person", "online", "blended"] | None = None
    period: Period = Period()
    date: AnyDate | None = None
    date_end: AnyDate | None = None
    certificate: bool | None = None

    _check = field_validator("date_end")(_after_date)

    @property
    def year(self) -> int | None:
        """The year under which the catalogue lists the document."""
        return self.date.year if self.date else self.period.end or self.period.start


class Event(_Document):
    """A conference, contest, exchange visit, forum or the like."""

    kind: Literal["event"]
    type: Literal["conference", "contest", "exchange", "forum", "training", "round-table", "grants", "other"]
    date: AnyDate
    date_end: AnyDate | None = None

    _check = field_validator("date_end")(_after_date)

    @property
    def year(self) -> int | None:
        """The year under which the catalogue lists the document."""
        return self.date.year


class PageMeta(_Strict):
    """An ordinary page of the portal: about, how to contribute and the like."""

    kind: Literal["page"]
    title: ShortText
    summary: Summary

    @property
    def year(self) -> int | None:
        """Pages belong to no year."""
        return None


Meta = Practice | Resolution | Concept | Course | Event | PageMeta
META: TypeAdapter[Meta] = TypeAdapter(Annotated[Meta, Field(discriminator="kind")], config=ConfigDict(defer_build=True))
MODELS: dict[DocumentKind, type[BaseModel]] = {
    "practice": Practice,
    "resolution": Resolution,
    "concept": Concept,
    "course": Course,
    "event": Event,
    "page": PageMeta,
}


class Translation(_Strict):
    """What the file of a translation holds of its own; neutral fields may stand there too if they agree."""

    translation_of: Lang
    revision: Annotated[str, Field(pattern="^r[0-9a-f]{10}$")]
    title: ShortText
    summary: Summary
    status_reason: ShortText | None = None
    figures: dict[Slug, ShortText] = Field(default_factory=dict)
    recommendations: dict[int, Text] = Field(default_factory=dict)


def translatable(meta: Meta) -> dict[str, Any]:
    """The words of the metadata that a translation renders, in a stable order (input of the revision)."""
    words: dict[str, Any] = {"title": meta.title, "summary": meta.summary}
    if isinstance(meta, Practice) and meta.status_reason:
        words["status_reason"] = meta.status_reason
    if not isinstance(meta, PageMeta) and meta.figures:
        words["figures"] = {item.id: item.label for item in meta.figures}
    if isinstance(meta, Resolution) and meta.recommendations:
        words["recommendations"] = {str(item.number): item.text for item in meta.recommendations}
    return words
