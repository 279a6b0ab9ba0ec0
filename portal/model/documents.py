"""Front matter of documents as strict models: one per kind, one discriminated union.

Language-neutral metadata stands in the original's file alone. A translation has only what is translated
(:class:`Translation`), and the revision of the original that it renders. Unknown keys are errors. A new field is a line
here and its words in ``portal/words/`` (:class:`portal.model.fields.Shown`); a new kind is a class here and a place in
``Kind`` and ``DocumentMeta``: CONTRIBUTING-dev.md has the recipe.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationInfo, field_validator

from portal.model.dates import PartialDate
from portal.model.fields import Shown, models_of, translation_of, undeclared
from portal.model.parts import (
    AlsoAsked,
    Figure,
    FollowUp,
    LawReference,
    Participation,
    Period,
    Place,
    Recommendation,
    Relation,
    Reviewed,
    Sought,
    Source,
    Votes,
    Winner,
    Withdrawal,
)  # fmt: skip
from portal.model.practice_parts import (
    Conditions,
    Contacts,
    Indicators,
    LaterEvents,
    Photos,
    PracticeFigures,
    ReusableDocuments,
)  # fmt: skip
from portal.model.values import (
    AnyDate,
    Evidence,
    Lang,
    ReviewState,
    ShortText,
    Slug,
    SourceLang,
    SourceNumber,
    Status,
    Strict,
    Summary,
    Text,
    as_tuple,
    check_order,
    within,
)  # fmt: skip

Kind = Literal["guide", "answer", "practice", "resolution", "concept", "course", "lesson", "event"]
KINDS: tuple[Kind, ...] = get_args(Kind)
DocumentKind = Literal[Kind, "page"]

MOST_MINUTES = 15  # a lesson is read in one go, beside the work

FOLDERS: dict[DocumentKind, str] = {**{kind: f"{kind}s" for kind in KINDS}, "page": ""}
"""The folder of each kind, in ``docs/<language>/`` and in the built site alike."""


def _after_date(value: PartialDate | None, info: ValidationInfo) -> PartialDate | None:
    start: PartialDate | None = info.data.get("date")
    if value is not None and start is not None and not value.covers(start):
        check_order(start, value)
    return value


class _Document(Strict):
    title: Annotated[ShortText, Shown(order=10, asked=("about", 10), translated=True, exported="headline",
                                      elsewhere="the heading of the page")]  # fmt: skip
    summary: Annotated[Summary, Shown(order=20, asked=("about", 20), translated=True, exported="abstract",
                                      elsewhere="the lead of the page")]  # fmt: skip
    added: Annotated[dt.date, Shown(order=30, exported="dateCreated", elsewhere="at the foot of the page")]
    source_language: Annotated[SourceLang | None, Shown(order=40, choices="lang.in", elsewhere="a notice")] = None
    topics: Annotated[
        tuple[Slug, ...],
        BeforeValidator(as_tuple),
        Field(min_length=1, max_length=12),
        Shown(order=150, asked=("about", 40), passport=150, reference="topics", facet=("topic", 10), searched="topics",
              exported="keywords"),
    ]  # fmt: skip
    places: Annotated[
        tuple[Place, ...],
        BeforeValidator(as_tuple),
        Shown(
            order=160, asked=("place", 10), passport=10, row="place", facet=("oblast", 20), searched="about", line=10
        ),
    ] = ()
    organisations: Annotated[
        tuple[Participation, ...],
        BeforeValidator(as_tuple),
        Shown(order=170, asked=("law", 30), passport=140, searched="about"),
    ] = ()
    laws: Annotated[
        tuple[LawReference, ...],
        BeforeValidator(as_tuple),
        Shown(order=180, asked=("law", 20), passport=160, facet=("act", 50), searched="acts", exported="citation"),
    ] = ()
    figures: Annotated[
        tuple[Figure, ...], BeforeValidator(as_tuple), Shown(order=200, asked=("facts", 20), passport=130)
    ] = ()
    sources: Annotated[
        tuple[Source, ...],
        BeforeValidator(as_tuple),
        Field(min_length=1),
        Shown(order=230, asked=("sources", 10), elsewhere="a list below the text"),
    ]
    sourced: Annotated[bool, Shown(order=225, elsewhere="the signs of sources in the text")] = False
    related: Annotated[
        tuple[Relation, ...], BeforeValidator(as_tuple), Shown(order=220, elsewhere="a list below the text")
    ] = ()
    also_asked: Sought = None
    review: Annotated[ReviewState, Shown(order=240, choices="review.state", elsewhere="a notice")] = "published"
    reviewed: Annotated[Reviewed | None, Shown(order=250, elsewhere="at the foot of the page")] = None
    withdrawn: Annotated[Withdrawal | None, Shown(order=260, elsewhere="a notice")] = None

    @property
    def year(self) -> int | None:
        """The year under which the catalogue lists the document."""
        return None


class Guide(_Document):
    """How something is done: one theme, put together from several practices and from the law."""

    kind: Annotated[Literal["guide"], Shown(order=5, elsewhere="above the heading")]
    question: Annotated[ShortText, Shown(order=25, asked=("about", 25), translated=True, searched="question",
                                         elsewhere="above the text")]  # fmt: skip
    also_asked: AlsoAsked = None
    practices: Annotated[
        tuple[Slug, ...],
        BeforeValidator(as_tuple),
        Field(min_length=1, max_length=30),
        Shown(order=215, asked=("more", 10), reference="documents", elsewhere="a list below the text"),
    ]


class Answer(_Document):
    """A question of law as people ask it, and what law, consultations and explanations say of it."""

    kind: Annotated[Literal["answer"], Shown(order=5, elsewhere="above the heading")]
    standing: Annotated[
        Literal["answered", "disputed", "archive"],
        Shown(order=50, asked=("about", 30), passport=20, choices="standing"),
    ]
    form: Annotated[
        Literal["consultation", "explanation", "law-text", "example"],
        Shown(order=55, asked=("about", 32), passport=22, line=30, choices="answer.form"),
    ]
    answered_by: Annotated[ShortText, Shown(order=60, asked=("about", 34), passport=24, translated=True)]
    date: Annotated[AnyDate | None, Shown(order=70, asked=("place", 30), passport=40, line=40)] = None
    caution: Annotated[Text, Shown(order=75, asked=("about", 36), translated=True, elsewhere="a notice above the text")]
    also_asked: AlsoAsked = None

    @property
    def year(self) -> int | None:
        """The year under which the catalogue lists the document."""
        return self.date.year if self.date else None


class Practice(_Document):
    """A good practice of a municipality."""

    kind: Annotated[Literal["practice"], Shown(order=5, elsewhere="above the heading")]
    period: Annotated[Period, Shown(order=90, asked=("place", 20), passport=30, row="years", line=30)] = Period()
    status: Annotated[
        Status | None,
        Shown(order=110, asked=("place", 60), passport=90, line=40, choices="status", facet=("status", 40)),
    ] = None
    status_sources: Annotated[
        tuple[SourceNumber, ...], BeforeValidator(as_tuple), Shown(order=115, cites=True, joins="status")
    ] = ()
    status_reason: Annotated[ShortText | None, Shown(order=120, asked=("place", 70), passport=100, translated=True)] = (
        None
    )
    evidence: Annotated[
        Evidence | None,
        Shown(order=130, asked=("facts", 10), passport=110, choices="evidence", facet=("evidence", 45), sorts=True),
    ] = None
    figures: Annotated[PracticeFigures, Shown(order=200, asked=("facts", 20), passport=130)] = ()
    indicators: Annotated[Indicators, Shown(order=202, asked=("facts", 25), elsewhere="below what came of it")] = ()
    conditions: Annotated[Conditions, Shown(order=204, asked=("law", 40), elsewhere="below what one needs")] = ()
    later: Annotated[LaterEvents, Shown(order=206, asked=("facts", 35), elsewhere="below the text")] = ()
    contacts: Annotated[Contacts, Shown(order=208, asked=("law", 50), elsewhere="below the text")] = ()
    reusable: Annotated[ReusableDocuments, Shown(order=210, asked=("law", 60), elsewhere="below the text")] = ()
    photos: Annotated[Photos, Shown(order=212, asked=("text", 10), elsewhere="below the answers")] = ()

    @property
    def year(self) -> int | None:
        """The year under which the catalogue lists the document."""
        return self.period.end or self.period.start


class Resolution(_Document):
    """A resolution, a memorandum or the like: what it is, who adopted it, how they voted, what they recommend."""

    kind: Annotated[Literal["resolution"], Shown(order=5, elsewhere="above the heading")]
    type: Annotated[
        Literal["resolution", "memorandum", "declaration", "statement", "proposals", "report", "press-conference",
                "round-table", "initiative"],
        Shown(order=50, asked=("about", 30), passport=20, choices="type"),
    ] = "resolution"  # fmt: skip
    date: Annotated[AnyDate, Shown(order=70, asked=("place", 30), passport=40, line=30)]
    votes: Annotated[Votes | None, Shown(order=190, asked=("facts", 30), elsewhere="a drawing above the text")] = None
    recommendations: Annotated[
        tuple[Recommendation, ...],
        BeforeValidator(as_tuple),
        Shown(order=210, asked=("facts", 40), elsewhere="a list below the text"),
    ] = ()
    follow_up: Annotated[
        tuple[FollowUp, ...],
        BeforeValidator(as_tuple),
        Shown(order=212, elsewhere="beside what it follows"),
    ] = ()

    @property
    def year(self) -> int | None:
        """The year under which the catalogue lists the document."""
        return self.date.year


class Concept(_Document):
    """A concept, strategy, programme or regulation with its approving act and horizon."""

    kind: Annotated[Literal["concept"], Shown(order=5, elsewhere="above the heading")]
    type: Annotated[
        Literal["concept", "strategy", "programme", "regulation", "handbook", "draft"],
        Shown(order=50, asked=("about", 30), passport=20, choices="type"),
    ]
    approved_by: Annotated[
        Slug | None, Shown(order=140, asked=("law", 10), passport=120, reference="acts", searched="acts")
    ] = None
    date: Annotated[AnyDate | None, Shown(order=70, asked=("place", 30), passport=40, line=30)] = None
    horizon: Annotated[Period, Shown(order=100, asked=("place", 50), passport=80, line=30)] = Period()
    status: Annotated[
        Literal["draft", "approved"] | None,
        Shown(order=110, asked=("place", 60), passport=90, line=40, choices="status", facet=("status", 40)),
    ] = None
    status_sources: Annotated[
        tuple[SourceNumber, ...], BeforeValidator(as_tuple), Shown(order=115, cites=True, joins="status")
    ] = ()
    follow_up: Annotated[
        tuple[FollowUp, ...],
        BeforeValidator(as_tuple),
        Shown(order=212, elsewhere="beside what it follows"),
    ] = ()

    @property
    def year(self) -> int | None:
        """The year under which the catalogue lists the document."""
        return self.date.year if self.date else self.horizon.start


class Course(_Document):
    """A course, a training programme, trainings, or a memo on training."""

    kind: Annotated[Literal["course"], Shown(order=5, elsewhere="above the heading")]
    type: Annotated[Literal["self-study", "programme", "training", "memo"],
                    Shown(order=50, passport=20, line=20, choices="course.type")] = "training"  # fmt: skip
    format: Annotated[
        Literal["in-person", "online", "blended"] | None,
        Shown(order=60, asked=("place", 80), passport=60, choices="format"),
    ] = None
    period: Annotated[Period, Shown(order=90, asked=("place", 20), passport=31, row="years", line=30)] = Period()
    date: Annotated[AnyDate | None, Shown(order=70, asked=("place", 30), passport=30, row="years", line=30)] = None
    date_end: Annotated[AnyDate | None, Shown(order=80, asked=("place", 40), joins="date")] = None
    certificate: Annotated[
        bool | None, Shown(order=145, asked=("place", 90), passport=70, choices="passport.certificate")
    ] = None

    _check = field_validator("date_end")(_after_date)

    @property
    def year(self) -> int | None:
        """The year under which the catalogue lists the document."""
        return self.date.year if self.date else self.period.end or self.period.start


class Lesson(_Document):
    """A lesson of a self-study course: what to learn, an example of the portal, and questions (below its text)."""

    kind: Annotated[Literal["lesson"], Shown(order=5, elsewhere="above the heading")]
    course: Annotated[Slug, Shown(order=50, reference="documents", elsewhere="above the heading")]
    number: Annotated[int, Field(ge=1, le=50), Shown(order=51, elsewhere="above the heading")]
    minutes: Annotated[
        int,
        Field(ge=1, le=MOST_MINUTES),
        BeforeValidator(within(1, MOST_MINUTES)),
        Shown(order=52, elsewhere="below the heading"),
    ]
    goal: Annotated[Text, Shown(order=53, translated=True, elsewhere="below the heading")]
    practices: Annotated[
        tuple[Slug, ...],
        BeforeValidator(as_tuple),
        Field(max_length=5),
        Shown(order=54, reference="documents", elsewhere="below the example"),
    ] = ()


class Event(_Document):
    """A conference, contest, exchange visit, forum or the like."""

    kind: Annotated[Literal["event"], Shown(order=5, elsewhere="above the heading")]
    type: Annotated[
        Literal["conference", "contest", "exchange", "forum", "training", "round-table", "grants", "other"],
        Shown(order=50, asked=("about", 30), passport=20, line=20, choices="type"),
    ]
    date: Annotated[AnyDate, Shown(order=70, asked=("place", 30), passport=40, line=30)]
    date_end: Annotated[AnyDate | None, Shown(order=80, asked=("place", 40), joins="date")] = None
    opens: Annotated[dt.date | None, Shown(order=82, asked=("place", 42), passport=42)] = None
    deadline: Annotated[dt.date | None, Shown(order=83, asked=("place", 43), passport=43)] = None
    recurs: Annotated[
        Literal["yearly", "was-yearly", "several", "once"] | None,
        Shown(order=84, asked=("place", 44), passport=44, choices="recurs"),
    ] = None
    eligible: Annotated[ShortText | None, Shown(order=85, asked=("facts", 50), passport=45, translated=True)] = None
    prize: Annotated[ShortText | None, Shown(order=86, asked=("facts", 52), passport=46, translated=True)] = None
    winners: Annotated[
        tuple[Winner, ...],
        BeforeValidator(as_tuple),
        Shown(order=216, asked=("facts", 54), elsewhere="a table below the text"),
    ] = ()

    _check = field_validator("date_end")(_after_date)

    @field_validator("deadline")
    @classmethod
    def _after_opening(cls, value: dt.date | None, info: ValidationInfo) -> dt.date | None:
        check_order(info.data.get("opens"), value)
        return value

    @property
    def year(self) -> int | None:
        """The year under which the catalogue lists the document."""
        return self.date.year


class PageMeta(Strict):
    """An ordinary page of the portal: about, how to contribute and the like."""

    kind: Annotated[Literal["page"], Shown(order=5, elsewhere="an ordinary page has no kind for its readers")]
    title: Annotated[ShortText, Shown(order=10, translated=True, elsewhere="the heading of the page")]
    summary: Annotated[Summary, Shown(order=20, translated=True, elsewhere="the lead of the page")]


DocumentMeta = Guide | Answer | Practice | Resolution | Concept | Course | Lesson | Event
Meta = DocumentMeta | PageMeta
META: TypeAdapter[Meta] = TypeAdapter(Annotated[Meta, Field(discriminator="kind")], config=ConfigDict(defer_build=True))
MODELS: dict[DocumentKind, type[BaseModel]] = {
    get_args(model.model_fields["kind"].annotation)[0]: model for model in get_args(Meta)
}


class TranslationBase(Strict):
    """What the file of a translation holds of its own; neutral fields may stand there too if they agree."""

    translation_of: Annotated[Lang, Shown(order=1)]
    revision: Annotated[str, Field(pattern="^r[0-9a-f]{10}$"), Shown(order=2)]


Translation = translation_of(TranslationBase, MODELS.values())


def named_laws(meta: DocumentMeta) -> list[LawReference]:
    """All acts that front matter names, its recommendations and an approving act too; articles where they are named."""
    laws = list(meta.laws)
    if isinstance(meta, Practice):
        laws += [law for item in meta.conditions for law in item.laws]
    if isinstance(meta, Resolution):
        laws += [law for item in meta.recommendations for law in item.laws]
    if isinstance(meta, Concept) and meta.approved_by:
        laws.append(LawReference(act=meta.approved_by))
    return laws


def undeclared_fields() -> tuple[str, ...]:
    """``Model.field`` of every field of the models that declares nothing: a slip that the check of the code finds."""
    models = {name: one for model in MODELS.values() for name, one in models_of(model).items()}
    return tuple(undeclared(models))


def label_keys(model: type[BaseModel], field: str) -> tuple[str, ...]:
    """The keys under which ``portal/words/labels.yml`` may have a field: the model's own, then inherited ones."""
    parents = list(model.__mro__)
    if model is Translation:  # what it translates is called there as in the originals
        parents += [parent for kind in MODELS.values() if field in kind.model_fields for parent in kind.__mro__]
    names = dict.fromkeys(parent.__name__.lstrip("_").removesuffix("Base") for parent in parents)
    return tuple(f"{name}.{field}" for name in names if name not in {"Strict", "BaseModel", "object"})
