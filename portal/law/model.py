"""What the finder returns: citations, provisions and the vocabulary of kinds of acts.

The terms are those of the project's domain data (kinds, jurisdictions, ``article:part:point:subpoint``).
"""

from __future__ import annotations

from dataclasses import dataclass

KINDS: frozenset[str] = frozenset({
    "constitution", "constitutional_law", "code", "law", "decree", "gov_resolution", "cabinet_resolution",
    "cabinet_order", "jk_resolution", "local_resolution", "cec_resolution", "order", "regulation",
    "reglament", "concept", "program", "court_decision", "treaty", "bill", "other",
})  # fmt: skip
ISSUERS: frozenset[str] = frozenset({
    "parliament", "president", "government", "cabinet", "ministry", "national_bank", "election_commission",
    "court", "local_kenesh", "mayor", "aiyl_okmotu", "head_aiyl_okmotu", "governor", "other",
})  # fmt: skip
"""Who decides: ``ministry`` for agencies and committees too, ``governor`` for oblast and district administrations."""

STATUTES: frozenset[str] = frozenset({"law", "constitutional_law", "code"})
LOCAL_ISSUERS: frozenset[str] = frozenset({"local_kenesh", "mayor", "aiyl_okmotu", "head_aiyl_okmotu", "governor"})
"""Bodies of a place: without the place their acts are not known."""

GENERAL_ISSUERS: frozenset[str] = LOCAL_ISSUERS | {
    "government", "cabinet", "parliament", "election_commission", "national_bank", "president",
}  # fmt: skip
"""Bodies whose resolutions are general: one of a court, a prosecutor or a ministry is one of a case."""

THIS = "this"
"""Stands for the provision the citing words are in: «настоящей статьи», «ушул берененин»."""

SAME = "same"
"""Stands for the provision named just before: «той же статьи»; the finder replaces it."""


@dataclass(frozen=True, slots=True)
class Provision:
    """One place in an act: article, part, point, subpoint, or a larger unit such as ``ch34``.

    Every level is a string as the domain data writes it: ``12``, ``233-10`` (inserted), ``214..219``
    (range), ``а`` (letter), ``this``. A level that is not named is empty.
    """

    article: str = ""
    part: str = ""
    point: str = ""
    subpoint: str = ""
    paragraph: str = ""
    unit: str = ""

    def __str__(self) -> str:
        """Return ``article:part:point:subpoint:abzN`` without empty levels at the end, or the larger unit."""
        if self.unit:
            return self.unit
        paragraph = f"abz{self.paragraph}" if self.paragraph else ""
        return ":".join((self.article, self.part, self.point, self.subpoint, paragraph)).rstrip(":")


@dataclass(frozen=True, slots=True)
class Named:
    """What a text says of one act, between ``start`` and ``end``.

    ``date`` is YYYY-MM-DD, YYYY, or --MM-DD when the year is missing. ``issuer`` is who decided, as the text or else
    the kind says; ``place`` the place whose body it is.
    """

    start: int
    end: int
    kind: str
    title: str | None = None
    date: str | None = None
    number: str | None = None
    provisions: tuple[Provision, ...] = ()
    jurisdiction: str = "kg"
    internal: bool = False
    elliptic: bool = False
    anaphoric: bool = False
    issuer: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Citation(Named):
    """One citation of one act.

    ``start`` and ``end`` count code points of the text that was given, not of a normalised one. ``antecedent`` is the
    index (in the list of the same text) of the citation from which an elliptic or anaphoric one takes its act.
    """

    antecedent: int | None = None
    follows: bool = False
    """It names no act of its own: without an antecedent nobody knows which is meant."""
    other_time: bool = False
    """«нового Кодекса», «мурдагы Мыйзам»: the title alone may be that of several acts, one after the other."""
    of_late: bool = False
    """«нового Кодекса»: it came not long before the text was written."""

    approved_by: int | None = None
    """The citation of the act that the text says brought this document into force."""

    @property
    def provision_texts(self) -> tuple[str, ...]:
        """The provisions in the notation of the domain data, each once, in the order of the text."""
        return tuple(dict.fromkeys(text for text in map(str, self.provisions) if text))
