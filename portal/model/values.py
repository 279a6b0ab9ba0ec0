"""Types of values in front matter: dates, years, addresses, plain words; and what every model has in common."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from portal.model.dates import PartialDate

Lang = Literal["ky", "ru"]
LANGS: tuple[Lang, ...] = ("ky", "ru")


def other_lang(lang: Lang) -> Lang:
    """The other of the two languages of the portal."""
    return "ru" if lang == "ky" else "ky"


SourceLang = Literal["ky", "ru", "kk", "en"]


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
ADDRESS = re.compile(r"https?://[^\s/?#@\\<>\"'`]*[\w\]][^\s/?#@\\<>\"'`]*(?:[/?#][^\s\\<>\"`]*)?\Z")


def is_address(value: str) -> bool:
    """Whether ``value`` is the full address of a page on the web."""
    return bool(ADDRESS.match(value))


def _address(value: object) -> object:
    if isinstance(value, str) and not is_address(value):
        raise PydanticCustomError("portal_address", "address")
    return value


def check_order(first: object, second: object) -> None:
    """Refuse a second value that is smaller than the first, where both are known."""
    if first is not None and second is not None and first > second:  # type: ignore[operator]
        shown = [item.iso() if isinstance(item, PartialDate) else str(item) for item in (first, second)]
        raise PydanticCustomError("portal_order", "order", {"first": shown[0], "second": shown[1]})


TAG = re.compile(r"<[a-zA-Z/!?][^\s>]*")


def _plain(value: object) -> object:
    # Templates escape what they show; a tag here is a slip or an attack all the same.
    tag = TAG.search(value) if isinstance(value, str) else None
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
SourceNumber = Annotated[int, Field(ge=1, le=99)]
Address = Annotated[str, BeforeValidator(_address), Field(max_length=1000)]

Unit = Literal[
    "KGS", "USD", "EUR", "percent", "km", "m", "m2", "m3", "ha", "minutes", "hours", "days", "months", "years",
    "people", "households", "children", "places", "villages", "municipalities", "times", "count",
]  # fmt: skip
Status = Literal["planned", "unknown-end", "pilot", "in-use", "completed", "stopped"]
Evidence = Literal["measured", "reported", "observed"]
Role = Literal[
    "initiator", "implementer", "organiser", "customer", "provider", "funder", "partner", "developer",
    "approver", "participant", "contact",
]  # fmt: skip
ReviewState = Literal["proposed", "checked", "published", "withdrawn"]
RelationName = Literal["answers", "carries-out", "teaches", "presents", "follows", "replaces", "made-from"]


class Strict(BaseModel):
    """Immutable, and unknown keys are errors."""

    # Deferred: what only stands inside of others needs no validator of its own, and building one takes milliseconds.
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, arbitrary_types_allowed=True, defer_build=True)


def as_tuple(value: object) -> object:
    """A list as a tuple: YAML gives lists, models are immutable. Other values stay as they are."""
    return tuple(value) if isinstance(value, list) else value
