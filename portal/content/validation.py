"""pydantic's errors → problems with the place in the file and words that an editor understands."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from portal.content.field_words import example_of, label_path
from portal.core.problems import Problem, problem
from portal.core.strict_yaml import Loaded, Path
from portal.model.documents import MODELS

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
    "portal_date": "field-date", "portal_address": "field-address", "string_pattern_mismatch": "field-pattern",
}  # fmt: skip
_OWN = {
    "portal_order": "field-order", "portal_unit": "figure-unit", "portal_body": "contact-body",
    "portal_translated": "name-translated",
}  # fmt: skip
"""Mistakes of the models' own validators whose messages need the field and what the validator says."""
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
        return None, tuple(found.values())


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
        return where.at_field("field-missing")
    if kind == "extra_forbidden":
        line, column = where.loaded.place(where.place)
        name = str(item["loc"][-1])
        if item.get("input") is None and len(where.place) > 1 and not name.isascii():
            # {label: Canals, mended in 2015}: YAML ends the text at its comma.
            return problem("text-cut", where.path, line, column, rest=name)
        near = nearest(name, known) or "–"
        field = field_text(where.place, where.loaded)
        return problem("field-unknown", where.path, line, column, field=field, near=near)
    if item.get("input") is None:
        return where.at_field("field-empty")
    return _problem_of_value(item, where)


def _problem_of_value(item: ErrorDetails, where: _Where) -> Problem:
    kind, context = item["type"], item.get("ctx") or {}
    shown = _shown(item.get("input"))
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
    return where.at_field(_OF_VALUES.get(kind, "field-value"), value=shown)


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
    return text if len(text) <= 60 else text[:57] + "…"


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
