"""All that is public of documents, for others to use: ``data/documents.json``, its JSON Schema, and CSV.

What a document has is not listed here: it follows from the fields that the models declare (:mod:`portal.model.fields`),
so a new field or kind appears by itself. Words that are translated stand by language. A value that no source gave is
left out. Only published documents are in the files, and none that they name is a draft or withdrawn.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from portal.content.documents import Document
from portal.core.cells import Cells
from portal.core.records import dataclass
from portal.core.urls import address
from portal.corpus.corpus import Portal
from portal.model.dates import PartialDate
from portal.model.documents import KINDS, MODELS, DocumentMeta
from portal.model.fields import fields_of, inner_model, models_of, shown, translated_items, translated_words
from portal.model.values import LANGS
from portal.publish.data.open_law import LICENCE, SCHEMA
from portal.publish.data.table import lines
from portal.words.labels import label

JSON, CSV, JSON_SCHEMA = (f"data/documents.{end}" for end in ("json", "csv", "schema.json"))

_STATES = frozenset({"review", "withdrawn"})
"""Fields that say whether a document is public, which all of these are."""
_MANY, _INNER = " | ", "; "
"""Between the items of a list in a cell, and of a list within one."""

Record = dict[str, Any]


def last_day(meta: DocumentMeta) -> dt.date:
    """The day when the document was last added to or looked over; no clock of the build has a part in it."""
    seen = meta.reviewed.date if meta.reviewed else None
    day = dt.date(seen.year, seen.month, seen.day) if seen and seen.day else meta.added
    return max(day, meta.added)


# Records --------------------------------------------------------------------------------------------------


def record_of(document: Document, public: Iterable[str]) -> Record:
    """A document as it stands in the files; ``public``: the documents that it may name."""
    meta, kept = document.meta, frozenset(public)
    found: Record = {
        "id": document.slug,
        "original": document.original,
        "states": {lang: document.state(lang) for lang in LANGS},
        "pages": {lang: address(lang, document.key) for lang in LANGS if document.state(lang) != "missing"},
    }
    words, items = translated_words(type(meta)), translated_items(type(meta))
    for name, value in _values(meta).items():
        if name in _STATES:
            continue
        if name in words:
            value = _by_language(document, lambda version, name=name: version.words.get(name))
        elif name in items:
            value = [_item(document, name, one, items[name].key, items[name].words) for one in value]
        elif (inner := inner_model(type(meta).model_fields[name])) and (links := _links(inner)):
            value = [one for one in value if all(one.get(link, "") in {*kept, ""} for link in links)]
        if value not in ([], {}):
            found[name] = value
    return found


def _links(model: type[BaseModel]) -> list[str]:
    """The fields of an item that name another document."""
    return [name for name in model.model_fields if shown(model, name).reference == "documents"]


def _item(document: Document, group: str, item: Record, key: str, words: str) -> Record:
    found = _by_language(document, lambda version: version.parts.get(group, {}).get(item[key]))
    return {name: found if name == words else value for name, value in item.items()}


def _by_language(document: Document, words: Any) -> dict[str, str]:
    return {lang: said for lang in LANGS if (version := document.versions.get(lang)) and (said := words(version))}


def _values(model: BaseModel) -> Record:
    """The fields of a model that say something, in the order of the card, as values of JSON."""
    found = {
        type(model).model_fields[name].alias or name: _plain(getattr(model, name)) for name in fields_of(type(model))
    }
    return {name: value for name, value in found.items() if value not in (None, [], {})}


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return _values(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, PartialDate):
        return value.iso()
    return value.isoformat() if isinstance(value, dt.date) else value


# Schema ---------------------------------------------------------------------------------------------------

_DATE = {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}
_TYPES: Mapping[object, Record] = {
    str: {"type": "string"}, bool: {"type": "boolean"}, int: {"type": "integer"}, float: {"type": "number"},
    dt.date: {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}, PartialDate: _DATE,
}  # fmt: skip


def _words_schema(described: Record) -> Record:
    """Of words by language, at least in one."""
    by_language = {lang: {"type": "string"} for lang in LANGS}
    return {**described, "type": "object", "properties": by_language, "additionalProperties": False, "minProperties": 1}


def _type_schema(kind: Any) -> Record:
    """The schema of a value of this type; where it is ``None``, it is left out."""
    if get_origin(kind) is Annotated:
        return _type_schema(get_args(kind)[0])
    if get_origin(kind) is Literal:
        return {"type": "string", "enum": list(get_args(kind))}
    if get_origin(kind) in (Union, UnionType):
        parts = [_type_schema(part) for part in get_args(kind) if part is not NoneType]
        if {part.get("type") for part in parts} == {"integer", "number"}:
            return {"type": "number"}
        return parts[0] if len(parts) == 1 else {"anyOf": parts}
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _type_schema(get_args(kind)[0])}
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return {"$ref": f"#/$defs/{kind.__name__}"}
    return dict(_TYPES[kind])


def _model_schema(model: type[BaseModel]) -> Record:
    properties, required = {}, []
    words = translated_words(model)
    for name in fields_of(model):
        info = model.model_fields[name]
        if name in _STATES and issubclass(model, tuple(MODELS.values())):
            continue
        described = {"description": label(model, name).name["en"]}
        key = info.alias or name
        properties[key] = _words_schema(described) if name in words else {**described, **_type_schema(info.annotation)}
        if info.is_required():
            required.append(key)
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def schema() -> Record:
    """The JSON Schema of ``data/documents.json``."""
    langs = {"type": "string", "enum": list(LANGS)}
    states = {"type": "string", "enum": ["original", "current", "outdated", "missing"]}
    own: Record = {
        "id": {"type": "string"},
        "original": {"description": "language of the original", **langs},
        "states": {"type": "object", "description": "language -> whether the text is there", "required": list(LANGS),
                   "properties": {**dict.fromkeys(LANGS, states)}, "additionalProperties": False},
        "pages": _words_schema({"description": "language -> page of the portal, below its root"}),
    }  # fmt: skip
    parts = {name: model for kind in KINDS for name, model in models_of(MODELS[kind]).items()}
    defs = {name: _model_schema(model) for name, model in sorted(parts.items())}
    for kind in KINDS:
        one = defs[MODELS[kind].__name__]
        one["properties"] = own | one["properties"]
        one["required"] = [*own, *one["required"]]
    return {
        "$schema": SCHEMA,
        "title": "documents",
        "type": "object",
        "required": ["licence", "updated", "documents"],
        "additionalProperties": False,
        "properties": {
            "licence": {"type": "string", "const": LICENCE},
            "updated": {"description": "day of the newest document; empty if there is none", "type": "string"},
            "documents": {
                "type": "array",
                "items": {"anyOf": [{"$ref": f"#/$defs/{MODELS[kind].__name__}"} for kind in KINDS]},
            },
        },
        "$defs": defs,
    }


# Table ----------------------------------------------------------------------------------------------------

_OWN = ("id", "original", *(f"states_{lang}" for lang in LANGS), *(f"pages_{lang}" for lang in LANGS))


def _leaves(model: type[BaseModel], name: str) -> Iterator[tuple[str, ...]]:
    """The path to every value that a field can have."""
    info = model.model_fields[name]
    key, inner = info.alias or name, inner_model(info)
    if inner:
        yield from ((key, *path) for field in fields_of(inner) for path in _leaves(inner, field))
    elif shown(model, name).translated:
        yield from ((f"{key}_{lang}",) for lang in LANGS)
    else:
        yield (key,)


@cache
def columns() -> tuple[tuple[str, ...], ...]:
    """The columns of the table: what any kind has, each by its path, in the order of the card."""
    orders: dict[tuple[str, ...], int] = {}
    for kind in KINDS:
        for name, declared in fields_of(MODELS[kind]).items():
            if name not in _STATES:
                for path in _leaves(MODELS[kind], name):
                    orders.setdefault(path, declared.order)
    return (*((name,) for name in _OWN), *sorted(orders, key=orders.__getitem__))


def row_of(record: Record) -> list[object]:
    """A record as a row of the table."""
    spread = _spread(record)
    return [_cell(spread, path, 0) for path in columns()]


def _spread(value: Any) -> Any:
    """A record with a member of its own for each language of its words."""
    if isinstance(value, list):
        return [_spread(one) for one in value]
    if not isinstance(value, dict):
        return value
    found: Record = {}
    for name, one in value.items():
        if isinstance(one, dict) and one.keys() <= set(LANGS):
            found |= {f"{name}_{lang}": said for lang, said in one.items()}
        else:
            found[name] = _spread(one)
    return found


def _cell(value: Any, path: tuple[str, ...], depth: int) -> Any:
    if isinstance(value, dict) and path:
        return _cell(value.get(path[0], ""), path[1:], depth)
    if isinstance(value, list):
        inner = [_cell(one, path, depth + 1) for one in value]
        plain = not any(isinstance(one, dict) for one in value)
        between = " " if plain else _INNER if depth else _MANY
        return between.join(map(str, inner)) if any(one != "" for one in inner) else ""
    return str(value).lower() if isinstance(value, bool) else value


# Files ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Part:
    """What one document adds to the files."""

    text: str
    line: str
    day: str


class OpenDocuments:
    """The files, as sums of what each document adds to them."""

    names = (JSON, CSV, JSON_SCHEMA)

    def __init__(self, portal: Portal, cells: Cells) -> None:
        """``portal``: as cells have it."""
        self._portal, self._cells = portal, cells
        self._public = cells.derived("public documents", self._make_public)
        self._is_public = cells.derived("public document", self._make_is_public)
        self._part = cells.derived("open document", self._make_part)
        self._text = cells.derived("documents file", self._make, kept=False)

    def digest(self, name: str) -> bytes:
        """A hash of a file, which is made for that only if it must be."""
        return self._cells.digest("documents file", name)

    def text(self, name: str) -> str:
        """The content of a file."""
        return self._text(name)

    def forget(self, name: str) -> None:
        """Let go of a file that nobody will ask for again."""
        self._cells.forget("documents file", name)

    def _make_is_public(self, slug: str) -> bool:
        return self._portal.documents[slug].review == "published"

    def _make_public(self, _: str) -> tuple[str, ...]:
        return tuple(slug for slug in self._portal.documents if self._is_public(slug))

    def _make_part(self, slug: str) -> _Part:
        document = self._portal.documents[slug]
        record = record_of(document, self._public(""))
        text = json.dumps(record, ensure_ascii=False, indent=1).replace("\n", "\n  ")
        return _Part(text, lines([row_of(record)]), last_day(document.meta).isoformat())

    def _make(self, name: str) -> str:
        if name == JSON_SCHEMA:
            return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"
        parts = [self._part(slug) for slug in self._public("")]
        if name == CSV:
            return lines([[".".join(path) for path in columns()]]) + "".join(part.line for part in parts)
        head = {"licence": LICENCE, "updated": max((part.day for part in parts), default="")}
        before = "".join(f' "{key}": {json.dumps(value)},\n' for key, value in head.items())
        inner = ",\n".join(f"  {part.text}" for part in parts)
        return f'{{\n{before} "documents": [\n{inner}\n ]\n}}\n' if parts else f'{{\n{before} "documents": []\n}}\n'


def outputs(portal: Portal) -> dict[str, str]:
    """All files by their path in the site."""
    made = OpenDocuments(portal, Cells(b""))
    return {name: made.text(name) for name in made.names}
