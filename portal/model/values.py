"""Types of values in front matter: dates, years, addresses, plain words; and what every model has in common."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, create_model
from pydantic_core import PydanticCustomError

from portal.language import languages
from portal.model.dates import PartialDate

# Which languages there are is data: for the models a choice of these, for whoever reads the code any text.
if TYPE_CHECKING:
    Lang = str
    SourceLang = str
else:
    Lang = Literal[languages.CODES]
    SourceLang = Literal[languages.SOURCES]
LANGS: tuple[Lang, ...] = languages.CODES
M = TypeVar("M", bound=BaseModel)


def in_each_language(kind: Any, default: Any, obligatory: Any = None) -> Callable[[type[M]], type[M]]:
    """A decorator that gives a model a field for every language of the portal: ``ky``, ``ru`` …

    ``kind`` is the type of the fields; where it is given, ``obligatory`` is that of the obligatory languages' fields,
    which have no default.
    """

    def decorate(model: type[M]) -> type[M]:
        fields: dict[str, Any] = {
            lang: (obligatory, ...) if obligatory and lang in languages.OBLIGATORY else (kind, default)
            for lang in LANGS
        }
        name, module, doc = model.__name__, model.__module__, model.__doc__
        made: type[M] = create_model(name, __base__=model, __module__=module, __doc__=doc, **fields)
        return made

    return decorate


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

_WITH_PATH = re.compile(r"https?://[^\s/]+/")


def is_address(value: str) -> bool:
    """Whether ``value`` is the full address of a page on the web."""
    return bool(ADDRESS.match(value))


def _address(value: object) -> object:
    if isinstance(value, str) and not is_address(value):
        spaced = _WITH_PATH.match(value) and is_address(re.sub(r"\s", "%20", value))
        raise PydanticCustomError("portal_address_space" if spaced else "portal_address", "address")
    return value


def check_order(first: object, second: object) -> None:
    """Refuse a second value that is smaller than the first, where both are known."""
    if first is not None and second is not None and first > second:  # type: ignore[operator]
        shown = [item.iso() if isinstance(item, PartialDate) else str(item) for item in (first, second)]
        raise PydanticCustomError("portal_order", "order", {"first": shown[0], "second": shown[1]})


def within(least: int, most: int) -> Callable[[object], object]:
    """What refuses whole numbers outside of these limits."""

    def check(value: object) -> object:
        if isinstance(value, int) and not isinstance(value, bool) and not least <= value <= most:
            raise PydanticCustomError("portal_range", "range", {"least": least, "most": most})
        return value

    return check


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
Questions = Annotated[Plain, Field(min_length=10, max_length=600)]
"""Several questions, one after the other."""
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
PageKey = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(/index)?$", max_length=80)]
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
    "initiator", "implementer", "organiser", "customer", "provider", "operator", "funder", "partner", "developer",
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
