"""pydantic's errors → problems with the place in the file and words that an editor understands."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from portal.content.field_words import (
    REFERENCE_FILES,
    choices_at,
    example_of,
    field_of,
    label_path,
    model_at,
    reference_at,
)
from portal.core.characters import shortened
from portal.core.labels import read_labels
from portal.core.problems import MESSAGE_LANGS, Problem, problem
from portal.core.records import dataclass
from portal.core.strict_yaml import Loaded, Path
from portal.model.dates import is_no_day
from portal.model.documents import MODELS, label_keys
from portal.model.fields import choices_of, inner_model

T = TypeVar("T")

_TYPES = {
    "string_type": "text",
    "int_type": "number",
    "int_from_float": "number",
    "float_type": "number",
    "bool_type": "true-false",
    "date_type": "date",
    "date_from_datetime_parsing": "date",
    "tuple_type": "list",
    "list_type": "list",
    "dict_type": "mapping",
    "model_type": "mapping",
    "model_attributes_type": "mapping",
}
_SHORT, _LONG = {"string_too_short", "too_short"}, {"string_too_long", "too_long"}
_OF_VALUES = {
    "portal_date": "field-date", "portal_address": "field-address",
    "portal_address_space": "field-address-space", "string_pattern_mismatch": "field-pattern",
}  # fmt: skip
_OWN = {
    "portal_order": "field-order", "portal_unit": "figure-unit", "portal_body": "contact-body",
    "portal_translated": "name-translated",
}  # fmt: skip
"""Mistakes of the models' own validators whose messages need the field and what the validator says."""
_NO_DAY = "yaml-date"
_UNKNOWN_TAG = frozenset({"union_tag_invalid", "union_tag_not_found"})


def validate(
    adapter: TypeAdapter[T] | type[T], value: object, loaded: Loaded, path: str, known: Sequence[str] = ()
) -> tuple[T | None, tuple[Problem, ...]]:
    """Check ``value`` against a model, or against a union of models that is told apart by a field.

    ``known`` are the field names to propose for an unknown one.
    """
    tagged = isinstance(adapter, TypeAdapter)
    model: Any = adapter
    checker: TypeAdapter[T] = adapter if isinstance(adapter, TypeAdapter) else _adapter(model)
    try:
        return checker.validate_python(value), ()
    except ValidationError as error:
        found: dict[Path, Problem] = {}
        for item in error.errors(include_url=False):
            # ``int | float`` reports each branch; one report a place is enough.
            place = _location(item, tagged)
            found.setdefault(place, _problem(item, _Where(loaded, path, place, _model_of(adapter, item)), known))
        # The reader has told of these days already.
        told = {item.values for item in loaded.problems if item.code == _NO_DAY}
        return None, tuple(item for item in found.values() if item.code != _NO_DAY or item.values not in told)


@cache
def _adapter(model: Any) -> TypeAdapter[Any]:
    """Made once a model: it takes longer than to check a document."""
    return TypeAdapter(model)


def _location(item: ErrorDetails, tagged: bool) -> Path:
    """The path in the YAML, without the names that pydantic adds for branches of unions and for keys."""
    parts = item["loc"][1:] if tagged else item["loc"]
    last = parts[-1] if parts and item["type"] != "extra_forbidden" else None
    return parts[:-1] if last == "[key]" or (last in {"int", "float"} and len(parts) > 1) else parts


def field_text(path: Path, loaded: Loaded) -> str:
    """A field's path as editors read it: the places of lists count from 1."""
    names, value = [], loaded.value
    for part in path:
        if isinstance(value, list) and isinstance(part, int):
            names.append(str(part + 1))
            value = value[part] if part < len(value) else None
        else:
            names.append(str(part))
            value = value.get(part) if isinstance(value, dict) else None
    return ".".join(names) or "?"


@dataclass(frozen=True)
class _Where:
    """A field of a file: the place in it, and the model that says what belongs there, where there is one."""

    loaded: Loaded
    path: str
    place: Path
    model: type[BaseModel] | None

    def at_field(self, code: str, **values: object) -> Problem:
        """A problem of this field, called as the form calls it, with an example of what to write."""
        line, column = self.loaded.place(self.place)
        name = next((part for part in reversed(self.place) if isinstance(part, str)), "?")
        words = {"labels": label_path(self.model, self.place), "name": name} if self.model else {}
        example = example_of(self.model, self.place) if self.model else f"{name}: …"
        field = field_text(self.place, self.loaded)
        return problem(code, self.path, line, column, field=field, example=example, **words, **values)


def _model_of(adapter: Any, item: ErrorDetails) -> type[BaseModel] | None:
    """The model that was broken: of a union the one that the kind of the document chose."""
    if isinstance(adapter, TypeAdapter):
        return MODELS.get(item["loc"][0]) if item["loc"] else None  # type: ignore[call-overload]
    return adapter if isinstance(adapter, type) and issubclass(adapter, BaseModel) else None


def _problem(item: ErrorDetails, where: _Where, known: Sequence[str]) -> Problem:
    """A field that is missing, unknown or empty; else what is wrong with its value."""
    kind = item["type"]
    if kind in _UNKNOWN_TAG:
        line, column = where.loaded.place(("kind",))
        value = _shown((item.get("ctx") or {}).get("tag", ""))
        return problem("kind-unknown", where.path, line, column, value=value)
    if kind == "missing":
        if allowed := ", ".join(choices_at(where.model, where.place)):
            return where.at_field("field-missing-choice", allowed=allowed)
        return where.at_field("field-missing")
    if kind == "invalid_key" and len(where.place) > 1:
        # {value: 2,5}: to YAML the number ends at its comma, and 5 is a field.
        return problem("number-cut", where.path, *where.loaded.place(where.place), rest=where.place[-1])
    if kind == "extra_forbidden":
        return _unknown_field(item, where, known)
    if item.get("input") is None:
        if allowed := ", ".join(choices_at(where.model, where.place)):
            return where.at_field("field-empty-choice", allowed=allowed)
        return where.at_field("field-empty")
    return _problem_of_value(item, where)


def _unknown_field(item: ErrorDetails, where: _Where, known: Sequence[str]) -> Problem:
    """What is similar is looked for among the fields of the part in which it stands: others have no place there."""
    line, column = where.loaded.place(where.place)
    name = str(item["loc"][-1])
    if item.get("input") is None and len(where.place) > 1 and not name.isascii():
        # {label: Canals, mended in 2015}: YAML ends the text at its comma.
        return problem("text-cut", where.path, line, column, rest=name)
    part = model_at(where.model, where.place[:-1]) if len(where.place) > 1 else None
    if part is not None:
        fields = field_names(part)
        return where.at_field("field-unknown-inside", near=nearest(name, fields) or "–", fields=", ".join(fields))
    inside = _parts_with(where.model, name)
    if inside and len(where.place) == 1:
        return where.at_field("field-outside", inside=", ".join(inside))
    near = nearest(name, known) or "–"
    return problem("field-unknown", where.path, line, column, field=field_text(where.place, where.loaded), near=near)


def _parts_with(model: type[BaseModel] | None, name: str) -> list[str]:
    """The fields of a card inside of which a field of this name stands."""
    fields = model.model_fields.items() if model else ()
    return [field for field, info in fields if (inner := inner_model(info)) and field_of(inner, name)]


def _problem_of_value(item: ErrorDetails, where: _Where) -> Problem:
    kind, context = item["type"], item.get("ctx") or {}
    shown = _shown(item.get("input"))
    if "field-date" in {_OF_VALUES.get(kind), f"field-{_TYPES.get(kind)}"} and is_no_day(shown):
        line, column = where.loaded.place(where.place)
        return problem(_NO_DAY, where.path, line, column, text=shown)
    if kind in _TYPES:
        return where.at_field(f"field-{_TYPES[kind]}", value=shown)
    if kind in {"literal_error", "enum"}:
        allowed = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
        return where.at_field("field-choice", value=shown, allowed=allowed)
    if kind == "portal_html":
        line, column = where.loaded.place(where.place)
        return problem("html-forbidden", where.path, line, column, tag=context["tag"])
    if kind in _OWN:
        return where.at_field(_OWN[kind], **context)
    if kind == "portal_range":
        return where.at_field("field-range", value=shown, **context)
    if kind in _SHORT | _LONG:
        of_text, value = isinstance(item["input"], str), item["input"]
        limit = context["min_length" if kind in _SHORT else "max_length"]
        if kind in _SHORT:
            return where.at_field("text-short" if of_text else "list-short", limit=limit, length=len(value))
        return where.at_field("text-long" if of_text else "list-long", limit=limit, length=len(value))
    of_records = reference_at(where.model, where.place) if kind == "string_pattern_mismatch" else None
    if of_records and of_records != "documents":
        # Which one is meant says who knows the records: portal.corpus.named_in_words.
        file = REFERENCE_FILES[of_records]
        return where.at_field("reference-words", value=shown, kind=of_records, file=file, near="–")
    return where.at_field(_OF_VALUES.get(kind, "field-value"), value=shown)


def unfilled(model: type[BaseModel], loaded: Loaded, path: str) -> Iterator[Problem]:
    """Fields that hold nothing but their own name, as commands print it where somebody is to write something.

    Fields of which the values are few refuse such a word themselves.
    """
    yield from _unfilled(model, loaded.value, (), _Where(loaded, path, (), model))


def _unfilled(model: type[BaseModel], value: object, place: Path, where: _Where) -> Iterator[Problem]:
    for index, item in enumerate(value if isinstance(value, list) else ()):
        yield from _unfilled(model, item, (*place, index), where)
    for name, item in value.items() if isinstance(value, dict) else ():
        found = field_of(model, str(name))
        if found is None:
            continue
        inner = inner_model(found[1])
        if inner is not None:
            yield from _unfilled(inner, item, (*place, name), where)
        elif isinstance(item, str) and item.strip().casefold() in _names(model, found[0]):
            yield replace(where, place=(*place, name)).at_field("field-unfilled", value=_shown(item))


@cache
def _names(model: type[BaseModel], field: str) -> frozenset[str]:
    """What a field that takes any text is called, in every language."""
    if choices_of(model, field):
        return frozenset()
    record = next((found for key in label_keys(model, field) if (found := read_labels().get(key))), None)
    return frozenset(record[lang].casefold() for lang in MESSAGE_LANGS) if record else frozenset()


def _shown(value: object) -> str:
    """A value as it was written, shortened."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, tuple)):
        text = f"[{', '.join(_shown(item) for item in value[:5])}]"
    elif isinstance(value, dict):
        text = f"{{{', '.join(f'{key}: {_shown(item)}' for key, item in list(value.items())[:5])}}}"
    else:
        text = "" if value is None else str(value)
    return shortened(text, 60)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like ``word``, if any is alike enough to be meant."""
    match = difflib.get_close_matches(word, list(known), n=1, cutoff=0.5)
    return match[0] if match else None


def field_names(*models: type[BaseModel]) -> tuple[str, ...]:
    """Names of all fields of the models and of the models inside them, as written in YAML."""
    names: dict[str, None] = {}
    for model in models:
        for name, info in model.model_fields.items():
            names[info.alias or name] = None
    return tuple(names)
