"""pydantic's errors → problems with the place in the file and words that an editor understands."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from portal.core.problems import Problem, problem
from portal.core.strict_yaml import Loaded, Path

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
_OWN = {
    "portal_order": "field-order",
    "portal_unit": "figure-unit",
    "portal_body": "contact-body",
    "portal_translated": "name-translated",
}
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
            found.setdefault(place, _problem(item, place, loaded, path, known))
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


def _problem(item: ErrorDetails, place: Path, loaded: Loaded, path: str, known: Sequence[str]) -> Problem:
    """A field that is missing, unknown or empty; else what is wrong with its value."""
    kind = item["type"]
    if kind in _UNKNOWN_TAG:
        line, column = loaded.place(("kind",))
        return problem("kind-unknown", path, line, column, value=_shown((item.get("ctx") or {}).get("tag", "")))
    line, column = loaded.place(place)
    field = field_text(place, loaded)
    if kind == "missing":
        return problem("field-missing", path, line, column, field=field)
    if kind == "extra_forbidden":
        near = nearest(str(item["loc"][-1]), known)
        return problem("field-unknown", path, line, column, field=field, near=near or "–")
    if item.get("input") is None:
        return problem("field-empty", path, line, column, field=field)
    return _problem_of_value(item, field, path, line, column)


def _problem_of_value(item: ErrorDetails, field: str, path: str, line: int, column: int) -> Problem:
    kind, context = item["type"], item.get("ctx") or {}
    shown = _shown(item.get("input"))
    if kind in _TYPES:
        return problem(f"field-{_TYPES[kind]}", path, line, column, field=field, value=shown)
    if kind in {"literal_error", "enum"}:
        allowed = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
        return problem("field-choice", path, line, column, field=field, value=shown, allowed=allowed)
    if kind == "portal_date":
        return problem("field-date", path, line, column, field=field, value=shown)
    if kind == "portal_html":
        return problem("html-forbidden", path, line, column, tag=context["tag"])
    if kind in _OWN:
        return problem(_OWN[kind], path, line, column, field=field, **context)
    if kind == "portal_address":
        return problem("field-address", path, line, column, field=field, value=shown)
    if kind in {"string_too_short", "too_short"}:
        return problem("field-short", path, line, column, field=field, limit=context.get("min_length", 1))
    if kind in {"string_too_long", "too_long"}:
        return problem("field-long", path, line, column, field=field, limit=context.get("max_length", ""))
    if kind == "string_pattern_mismatch":
        return problem("field-pattern", path, line, column, field=field, value=shown)
    return problem("field-value", path, line, column, field=field, value=shown)


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
