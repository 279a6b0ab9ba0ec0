"""pydantic's errors → problems with the place in the file and words that an editor understands."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from portal.content.strict_yaml import Loaded, Path
from portal.problems import Problem, problem

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


def validate(
    adapter: TypeAdapter[T] | type[T], value: object, loaded: Loaded, path: str, known: Sequence[str] = ()
) -> tuple[T | None, tuple[Problem, ...]]:
    """Check ``value`` against a model. ``known`` are the field names to propose for an unknown one."""
    checker: TypeAdapter[T] = adapter if isinstance(adapter, TypeAdapter) else TypeAdapter(adapter)
    try:
        return checker.validate_python(value), ()
    except ValidationError as error:
        return None, tuple(_problem(item, loaded, path, known) for item in _without_unions(error.errors()))


def _without_unions(errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """``int | float`` reports each branch; one report a place is enough."""
    seen: set[tuple[Any, ...]] = set()
    kept = []
    for item in errors:
        place = _location(item)
        if place not in seen:
            seen.add(place)
            kept.append(item)
    return kept


_BRANCHES = {"int", "float", "str", "bool", "practice", "resolution", "concept", "course", "event", "page"}


def _location(item: ErrorDetails) -> Path:
    """The path in the YAML: pydantic adds the names of union branches and of custom validators."""
    parts = []
    for index, part in enumerate(item["loc"]):
        if isinstance(part, str) and ("[" in part or part == "[key]"):
            continue
        if index == 0 and part in _BRANCHES and len(item["loc"]) > 1:
            continue
        if index == len(item["loc"]) - 1 and part in {"int", "float"} and index > 0:
            continue
        parts.append(part)
    if len(item["loc"]) == 1 and item["loc"][0] in _BRANCHES:
        return ()
    return tuple(parts)


def _problem(item: ErrorDetails, loaded: Loaded, path: str, known: Sequence[str]) -> Problem:
    place = _location(item)
    line, column = loaded.place(place)
    field = ".".join(str(part) for part in place) or "?"
    kind, context = item["type"], item.get("ctx") or {}
    shown = _shown(item.get("input"))
    if kind == "missing":
        return problem("field-missing", path, line, column, field=field)
    if kind == "extra_forbidden":
        near = nearest(str(place[-1]), known)
        return problem("field-unknown", path, line, column, field=field, near=near or "–")
    if kind in {"union_tag_invalid", "union_tag_not_found"}:
        line, column = loaded.place(("kind",))
        return problem("kind-unknown", path, line, column, value=_shown(context.get("tag", "")))
    if kind in _TYPES:
        if item.get("input") is None:
            return problem("field-empty", path, line, column, field=field)
        return problem(f"field-{_TYPES[kind]}", path, line, column, field=field, value=shown)
    if kind in {"literal_error", "enum"}:
        allowed = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
        return problem("field-choice", path, line, column, field=field, value=shown, allowed=allowed)
    if kind == "portal_date":
        return problem("field-date", path, line, column, field=field, value=context["text"])
    if kind == "portal_order":
        return problem("field-order", path, line, column, field=field, **context)
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
    text = value if isinstance(value, str) else repr(value)
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
