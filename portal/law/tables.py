"""The tables of words and forms (``forms/*.yml``): what a lawyer extends with a text editor, checked by a schema.

Tables hold words, forms and orders, never a pattern or code. What they mean is worked out in :mod:`portal.law.words`.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator, model_validator

from portal.law.model import ISSUERS, KINDS

FOLDER = Path(__file__).parent / "forms"


def _as_tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _one_of(allowed: frozenset[str], what: str) -> BeforeValidator:
    def check(value: object) -> object:
        if value not in allowed:
            raise ValueError(f"{value!r} is no {what}; known: {', '.join(sorted(allowed))}")
        return value

    return BeforeValidator(check)


_LETTERS = r"[^\W\d_]+(?:-[^\W\d_]+)*-?"
Word = Annotated[str, Field(pattern=rf"^=?{_LETTERS}(?: ~ {_LETTERS})?$")]
Phrase = Annotated[str, Field(pattern=rf"^=?{_LETTERS}(?: (?:~ )?=?{_LETTERS})*$")]
Words = Annotated[tuple[Word, ...], BeforeValidator(_as_tuple)]
Phrases = Annotated[tuple[Phrase, ...], BeforeValidator(_as_tuple)]
Kind = Annotated[str, _one_of(KINDS, "kind of act")]
Issuer = Annotated[str, _one_of(ISSUERS, "issuer")]
CitationParts = Annotated[
    tuple[Literal["state", "issuer", "number", "date", "title", "provision"], ...], BeforeValidator(_as_tuple)
]
EVIDENCE = frozenset({
    "quoted", "title", "name", "date", "year", "number", "issuer", "state", "provision", "capital", "cue", "years",
    "approved", "whose", "matter",
})  # fmt: skip


def _alternatives(value: object) -> object:
    """``[number, year+issuer]`` as sets of what must stand together."""
    if not isinstance(value, list):
        return value
    found = tuple(frozenset(str(item).split("+")) for item in value)
    wrong = sorted(set().union(*found) - EVIDENCE) if found else []
    if wrong:
        raise ValueError(f"{wrong[0]!r} is no evidence; known: {', '.join(sorted(EVIDENCE))}")
    return found


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class ActClass(_Table):
    """What a noun stands for, and what must stand beside it so that it names one act."""

    kind: Kind
    like: str = ""
    issuer: Issuer | None = None
    kinds: dict[Issuer, Kind] = {}
    cited_by: Annotated[tuple[frozenset[str], ...], BeforeValidator(_alternatives)]
    with_provision: Literal["capital"] | bool = False


class StateForms(_Table):
    """A state: its names, its letters, the word before «Республика», and words that show that it is spoken of."""

    names: Words = ()
    short: Words = ()
    before_republic: Words = ()
    signs: Words = ()


class MonthForms(_Table):
    """A month: what its name begins with in every case, and its letters."""

    begins: Words = ()
    kazakh: Words = ()
    short: Words = ()


class Common(_Table):
    """``common.yml``."""

    classes: dict[str, ActClass]
    issuer_of_kind: dict[Kind, Issuer]
    groups: Annotated[tuple[str, ...], BeforeValidator(_as_tuple)]
    states: dict[str, StateForms]
    months: dict[Annotated[int, Field(ge=1, le=12)], MonthForms]

    @field_validator("classes")
    @classmethod
    def _known(cls, classes: dict[str, ActClass]) -> dict[str, ActClass]:
        unknown = sorted({c.like for c in classes.values()} - set(classes) - {""})
        if unknown:
            raise ValueError(f"like: {unknown[0]!r} is no class")
        return classes


class Name(_Table):
    """An act known by a name of its own.

    ``capital``: only where the name begins with a capital letter; ``of_place``: where the name of a place follows;
    ``of_town``: a town that follows belongs to the name, which then counts in small letters too.
    """

    name: Phrase
    kind: Kind
    capital: bool = False
    of_place: bool = False
    of_town: bool = False
    jurisdiction: str = ""


class ShortCode(_Table):
    """A code known by its letters; ``state``: with the state behind it, it needs no provision."""

    title: str
    state: bool = False


class ProvisionUnit(_Table):
    """The words for a unit of an act."""

    words: Words = ()
    short: Words = ()


class Adjectives(_Table):
    """Words beside the noun that belong to the citation, by what they tell."""

    constitutional: Words = ()
    federal: Words = ()
    modifies: Words = ()
    before_noun: Words = ()
    between: Words = ()
    heading_twin: Words = ()
    cue: Words = ()
    treaty: Words = ()
    code: Words = ()


class Places(_Table):
    """Words for sorts of places, names that letters stand for, towns; ``of_body``: the sort that only a body tells."""

    kinds: dict[str, Words] = {}
    names: dict[str, str] = {}
    of_body: dict[Issuer, str] = {}
    towns: dict[str, Words] = {}


class Session(_Table):
    """What the heading of a session of a kenesh is made of."""

    nouns: Words = ()
    words: Words = ()


class ClauseEnds(_Table):
    """Words, and endings of verbs, that end a clause to the left of a title."""

    words: Words = ()
    endings: Words = ()
    but: Words = ()


class Forms(_Table):
    """The table of one language."""

    extends: str = ""
    nouns: dict[str, Words] = {}
    names: Annotated[tuple[Name, ...], BeforeValidator(_as_tuple)] = ()
    before_noun: CitationParts = ()
    after_noun: CitationParts = ()
    title_begins: Words = ()
    title_ends: Words = ()
    adjectives: Adjectives = Adjectives()
    short_codes: dict[str, ShortCode] = {}
    short_acts: dict[str, Kind] = {}
    issuers: dict[Issuer, Phrases] = {}
    letters: dict[str, dict[str, Issuer]] = {}
    places: Places = Places()
    units: dict[str, ProvisionUnit] = {}
    session: Session = Session()
    ordinals: Words = ()
    remarks: Phrases = ()
    frames: Phrases = ()
    of_court: Phrases = ()
    clause_ends: ClauseEnds = ClauseEnds()
    groups: dict[str, Words] = {}

    @model_validator(mode="before")
    @classmethod
    def _gathered(cls, data: dict[str, Any]) -> dict[str, Any]:
        """The lists of words that only their name tells apart."""
        groups = common().groups
        lists = {name: words for name, words in data.items() if name in groups}
        return {name: value for name, value in data.items() if name not in groups} | {"groups": lists}


class TableError(ValueError):
    """A table that breaks the schema: file, line, field and value, for the one who edited it."""

    def __init__(self, name: str, line: int, field: str, value: str, reason: str) -> None:
        super().__init__(f"{name}.yml:{line}: {field}: {reason} ({value})")
        self.name, self.line, self.field, self.value = name, line, field, value


def _load(name: str) -> dict[str, Any]:
    path = FOLDER / f"{name}.yml"
    try:
        # The parser in C is many times faster.
        data = yaml.load(path.read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise TableError(name, mark.line + 1 if mark else 1, "", "", str(error.problem)) from error
    if not isinstance(data, dict):
        raise TableError(name, 1, "", "", "no table")
    return data


def _checked(model: type[Any], data: dict[str, Any], name: str) -> Any:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = tuple(part for part in first["loc"] if part != "groups")
        field = ".".join(map(str, place))
        raise TableError(name, _line(name, place), field, str(first["input"])[:60], first["msg"]) from error


def _line(name: str, place: tuple[int | str, ...]) -> int:
    """The line on which a value of a table stands, or the nearest above it."""
    node = yaml.compose((FOLDER / f"{name}.yml").read_text("utf-8"))
    line = 1
    for part in place:
        if isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == str(part)), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
        else:
            break
        if node is None:
            break
        line = node.start_mark.line + 1
    return line


def tables_digest() -> bytes:
    """A hash of all tables: for keys of what is made with them."""
    found = hashlib.blake2b(digest_size=20)
    for path in sorted(FOLDER.glob("*.yml")):
        found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return found.digest()


@cache
def common() -> Common:
    """The table that all languages share."""
    found: Common = _checked(Common, _load("common"), "common")
    return found


@cache
def forms(lang: str) -> Forms:
    """The table of ``lang``; a table that extends another adds its words, and replaces what it gives units."""
    classes, data = common().classes, _load(lang)
    if base := data.pop("extends", ""):
        data = _merged(_load(base), data)
    found: Forms = _checked(Forms, data, lang)
    unknown = sorted(set(found.nouns) - set(classes))
    if unknown:
        line = _line(lang, ("nouns", unknown[0]))
        raise TableError(lang, line, f"nouns.{unknown[0]}", unknown[0], "no such class in common.yml")
    return found


def _merged(base: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    result = dict(base)
    for key, value in more.items():
        old = base.get(key)
        if isinstance(value, dict) and isinstance(old, dict) and key != "units":
            result[key] = _merged(old, value)
        elif isinstance(value, dict) and isinstance(old, dict):
            taken = {word for unit in value.values() for word in unit.get("words", ())}
            kept = {n: {**u, "words": [w for w in u.get("words", ()) if w not in taken]} for n, u in old.items()}
            result[key] = {**kept, **{n: {**kept.get(n, {}), **u} for n, u in value.items()}}
        elif isinstance(value, list) and isinstance(old, list):
            result[key] = [*old, *value]
        else:
            result[key] = value
    return result
