"""Records of the reference data: topics, acts, regions, organisations, glossary.

One record holds all languages. A fact that was not seen is absent; a name may be known in one language only.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from portal.language.languages import OBLIGATORY, others
from portal.model.law_database import DatabaseCode
from portal.model.values import LANGS, Address, AnyDate, Lang, PageKey, Plain, Slug, Year, as_tuple, in_each_language

ActKind = Literal[
    "constitution", "constitutional_law", "code", "law", "decree", "gov_resolution", "cabinet_resolution",
    "cabinet_order", "jk_resolution", "local_resolution", "cec_resolution", "order", "regulation", "reglament",
    "concept", "program", "court_decision", "treaty", "bill", "other",
]  # fmt: skip

Issuer = Literal[
    "parliament", "president", "government", "cabinet", "ministry", "national_bank", "election_commission", "court",
    "local_kenesh", "mayor", "aiyl_okmotu", "head_aiyl_okmotu", "governor", "other",
]  # fmt: skip
"""Who decided: ``ministry`` stands for agencies, services and committees too, ``governor`` for oblast and district
administrations, ``parliament`` for its predecessors too."""


Words = Annotated[Plain, Field(min_length=1)]


def _one_or_many(value: object) -> object:
    """One id as a list of one: most acts replace one other."""
    return (value,) if isinstance(value, str) else as_tuple(value)


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, arbitrary_types_allowed=True, defer_build=True)


@in_each_language(Words | None, None, obligatory=Words)
class Both(_Record):
    """Words in every language that is obligatory, and perhaps in others."""

    def get(self, lang: Lang) -> str:
        """The words in ``lang`` or in the language that stands in for it."""
        return getattr(self, lang) or self.best(lang)[0]

    def best(self, lang: Lang) -> tuple[str, Lang]:
        """The same, with the language that they are in."""
        return next((words, code) for code in (lang, *others(lang)) if (words := getattr(self, code)))

    def items(self) -> Iterator[tuple[Lang, str]]:
        """Every language that has words, with them."""
        return ((lang, words) for lang in LANGS if (words := getattr(self, lang)))


@in_each_language(Words | None, None)
class Known(_Record):
    """Words in the languages in which they were seen; ``translated``: in which the words are the portal's own."""

    translated: Annotated[tuple[Lang, ...], BeforeValidator(as_tuple)] = ()

    @model_validator(mode="after")
    def _has_what_is_translated(self) -> Known:
        if any(not self.get(lang) for lang in self.translated) or len(set(self.translated)) < len(self.translated):
            raise PydanticCustomError("portal_translated", "translated", {"languages": ", ".join(self.translated)})
        return self

    @property
    def lacks(self) -> Lang | None:
        """An obligatory language in which words are missing that another one has."""
        return next((lang for lang in OBLIGATORY if not self.get(lang) and self.best(lang)), None)

    def get(self, lang: Lang) -> str | None:
        """The words in ``lang``, if they were seen."""
        words: str | None = getattr(self, lang, None)
        return words

    def best(self, lang: Lang) -> tuple[str, Lang] | None:
        """The words in ``lang`` or else in another language, with the language that they are in."""
        return next(((words, code) for code in (lang, *others(lang)) if (words := self.get(code))), None)

    def items(self) -> Iterator[tuple[Lang, str]]:
        """Every language that has words, with them."""
        return ((lang, words) for lang in LANGS if (words := self.get(lang)))


@in_each_language(Address | None, None)
class Addresses(_Record):
    """Addresses of pages in the languages in which they were seen."""

    def get(self, lang: Lang) -> str | None:
        """The address of the page in ``lang``, if it was seen."""
        address: str | None = getattr(self, lang, None)
        return address


@in_each_language(Annotated[tuple[Words, ...], BeforeValidator(as_tuple)], ())
class Lists(_Record):
    """Lists of words by language."""

    def get(self, lang: Lang) -> tuple[str, ...]:
        """The words in ``lang``."""
        words: tuple[str, ...] = getattr(self, lang)
        return words

    def items(self) -> Iterator[tuple[Lang, str]]:
        """Every one of the words with its language."""
        return ((lang, words) for lang in LANGS for words in self.get(lang))


class TopicGroup(_Record):
    """A group of topics on the index page."""

    id: Slug
    title: Both


class Topic(_Record):
    """A training topic by which documents are tagged."""

    id: Slug
    title: Both
    names: Lists = Lists()
    """What people call it who search."""
    summary: Both
    description: Both
    icon: Slug
    group: Slug
    origin: Literal["survey-2014", "added"]
    number: int | None = None


class ActStatus(_Record):
    """In force or not, as a source said on the day on which it was read."""

    state: Literal["in-force", "repealed", "draft", "amended"]
    since: AnyDate | None = None
    by: Words | None = None
    checked: AnyDate
    source: Words | None = None


class ActState(_Record):
    """What an act was from a day on, as a source said. The last one whose day has come holds on a given day."""

    state: Literal["in-force", "suspended", "repealed", "replaced"]
    since: Annotated[AnyDate, Field(alias="from")]
    by: Slug | None = None
    """The act that brought the state about; of ``replaced`` the act that took its place."""
    checked: AnyDate | None = None
    source: Words | None = None


class Amendment(_Record):
    """An act that amended this one; ``act`` where the register has it."""

    date: AnyDate
    number: Words | None = None
    act: Slug | None = None


# The values of an act that a source may name: names have a language.
if TYPE_CHECKING:
    _Sourced = str
else:
    _NAMES = tuple(f"{name}.{lang}" for name in ("title", "approves") for lang in LANGS)
    _Sourced = Literal[(*_NAMES, "date", "number", "amended_by", "published")]


Seen = Literal["copy", "list-copy", "kyrgyz-news", "citing-file", "file", "university-list", "kenesh-list", "code"]
"""What was read where no address is known; words ``act.seen.…``."""


class ActSource(_Record):
    """Where values of an act were read: ``at`` is the address of a page, or the name of a site.

    Without an address ``seen`` says what it was, with its ``day``; ``number`` is what it is filed under.
    """

    of: Annotated[tuple[_Sourced, ...], BeforeValidator(as_tuple), Field(min_length=1)]
    at: Annotated[Words, Field(max_length=1000)] | None = None
    seen: Seen | None = None
    day: AnyDate | None = None
    number: Words | None = None

    @model_validator(mode="after")
    def _is_somewhere(self) -> ActSource:
        if not self.at and not self.seen:
            raise PydanticCustomError("missing", "Field required")
        return self


class Act(_Record):
    """An act of law. Dates and numbers as seen; the official addresses by language.

    ``aliases`` are variants of the title that texts write. ``states`` say from which day on the act was in force,
    suspended, repealed or replaced; ``status`` is the older form with the last state only. Where the register does not
    say who decided, ``issuer`` follows from the kind (see ``portal.law``): it need not be written for laws.
    """

    id: Slug
    kind: ActKind
    issuer: Issuer | None = None
    office: Literal["prime_minister"] | None = None
    """Who signed for the issuer, where the act is called after that office: «Распоряжение Премьер-министра»."""
    title: Known = Known()
    short: Known = Known()
    approves: Known = Known()
    aliases: Lists = Lists()
    date: AnyDate | None = None
    year: Year | None = None
    number: Words | None = None
    cbd: DatabaseCode | None = None
    url: Addresses = Addresses()
    published: Known = Known()
    amended_by: Annotated[tuple[Amendment, ...], BeforeValidator(as_tuple)] = ()
    replaces: Annotated[tuple[Slug, ...], BeforeValidator(_one_or_many)] = ()
    replaced_by: Slug | None = None
    same_title_as: Annotated[tuple[Slug, ...], BeforeValidator(as_tuple)] = ()
    status: ActStatus | None = None
    states: Annotated[tuple[ActState, ...], BeforeValidator(as_tuple)] = ()
    sources: Annotated[tuple[ActSource, ...], BeforeValidator(as_tuple)] = ()
    jurisdiction: Words = "kg"
    place: Slug | None = None
    """Of a local act: the municipality, district or oblast whose act it is."""

    @property
    def standing(self) -> ActState | ActStatus | None:
        """The last state that a source told; None where nobody looked."""
        return self.states[-1] if self.states else self.status

    @property
    def ended(self) -> bool:
        """Whether a source said that the act is no longer in force."""
        return self.standing is not None and self.standing.state in {"repealed", "replaced"}

    def official(self, lang: Lang) -> str | None:
        """The official address in ``lang``: the one that was seen, else made from the code."""
        return self.url.get(lang) or (self.cbd.address(lang) if self.cbd else None)


class Tile(_Record):
    """The place of an oblast on the tile map; rows and columns count from 1."""

    row: Annotated[int, Field(ge=1, le=8)]
    column: Annotated[int, Field(ge=1, le=8)]


class District(_Record):
    """A district of an oblast."""

    id: Slug
    title: Both
    aliases: Lists = Lists()


class Oblast(_Record):
    """An oblast or a city of republican significance."""

    id: Slug
    title: Both
    kind: Literal["oblast", "city"]
    iso: Words
    centre: Both | None = None
    aliases: Lists = Lists()
    tile: Tile
    districts: Annotated[tuple[District, ...], BeforeValidator(as_tuple)] = ()


class Municipality(_Record):
    """A city or an aiyl aimak that documents name; the names as seen."""

    id: Slug
    title: Known
    type: Literal["city", "aiyl-aimak"]
    oblast: Slug | None = None
    district: Slug | None = None


class OrganisationName(_Record):
    """A name of a body and the years in which it was borne, where known."""

    from_: Annotated[Year | None, Field(alias="from")] = None
    to: Year | None = None
    title: Known
    short: Known = Known()


class Organisation(_Record):
    """A body that takes part in practices, adopts resolutions or is addressed by them."""

    id: Slug
    names: Annotated[tuple[OrganisationName, ...], BeforeValidator(as_tuple), Field(min_length=1)]
    kind: Literal[
        "state", "lsg", "association", "training", "ngo", "donor", "project", "university", "international", "other",
        "group",
    ]  # fmt: skip
    url: Address | None = None

    @property
    def name(self) -> OrganisationName:
        """The name that it bears today, as far as known: the one without an end, else the first."""
        return next((item for item in self.names if item.to is None), self.names[0])

    def name_in(self, year: int | None) -> OrganisationName:
        """The name that it bore in a year; that of today where the year, or the years of its names, are not known."""
        dated = (item for item in self.names if item.from_ or item.to)
        borne = (item for item in dated if year and (item.from_ or year) <= year < (item.to or year + 1))
        return next(borne, self.name)


class Term(_Record):
    """A term of the glossary; definitions are ours and say only common knowledge."""

    id: Slug
    term: Both
    abbr: Lists = Lists()
    synonyms: Lists = Lists()
    definition: Both | None = None


class TopicsFile(_Record):
    """``data/topics.yml``."""

    groups: Annotated[tuple[TopicGroup, ...], BeforeValidator(as_tuple)]
    topics: Annotated[tuple[Topic, ...], BeforeValidator(as_tuple)]


class ActsFile(_Record):
    """``data/acts.yml``."""

    acts: Annotated[tuple[Act, ...], BeforeValidator(as_tuple)]


class RegionsFile(_Record):
    """``data/regions.yml``."""

    oblasts: Annotated[tuple[Oblast, ...], BeforeValidator(as_tuple)]
    municipalities: Annotated[tuple[Municipality, ...], BeforeValidator(as_tuple)] = ()


class OrganisationsFile(_Record):
    """``data/organisations.yml``."""

    organisations: Annotated[tuple[Organisation, ...], BeforeValidator(as_tuple)]


class GlossaryFile(_Record):
    """``data/glossary.yml``."""

    terms: Annotated[tuple[Term, ...], BeforeValidator(as_tuple)]


class SynonymSet(_Record):
    """Words that mean the same to somebody who looks for something; a set may have several languages.

    Each of ``words`` finds documents with the others. ``asked`` are words that people type and that find documents with
    ``words``, but not the other way round: wider, narrower or colloquial ones.
    """

    id: Slug
    words: Lists
    asked: Lists = Lists()


class SynonymsFile(_Record):
    """``data/synonyms.yml``."""

    synonyms: Annotated[tuple[SynonymSet, ...], BeforeValidator(as_tuple)]


@in_each_language(Annotated[tuple[Words, ...], BeforeValidator(as_tuple), Field(max_length=26)], ())
class Wordings(Lists):
    """Lists of wordings; the search tells some thirty of a page apart, by bits of a number."""


class PageWords(_Record):
    """How people ask for a page about the portal itself, which the search then names above the documents."""

    id: PageKey
    asked: Wordings = Wordings()
    whole: Lists = Lists()
    """Whole queries that mean the page only where nothing else stands beside them: «лицензия», «как искать»."""
    things: Lists = Lists()
    """What the page tells of: none of these words asks for it alone."""
    deeds: Lists = Lists()
    """What people do or want to do with these things."""


class PagesFile(_Record):
    """``data/pages.yml``."""

    pages: Annotated[tuple[PageWords, ...], BeforeValidator(as_tuple)]
