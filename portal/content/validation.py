"""pydantic's errors → problems with the place in the file and words that an editor understands."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
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
_UNKNOWN_TAG = frozenset({"union_tag_invalid", "union_tag_not_found"})


def validate(
    adapter: TypeAdapter[T] | type[T], value: object, loaded: Loaded, path: str, known: Sequence[str] = ()
) -> tuple[T | None, tuple[Problem, ...]]:
    """Check ``value`` against a model, or against a union of models that is told apart by a field.

    ``known`` are the field names to propose for an unknown one.
    """
    tagged = isinstance(adapter, TypeAdapter)
    checker: TypeAdapter[T] = adapter if isinstance(adapter, TypeAdapter) else TypeAdapter(adapter)
    try:
        return checker.validate_python(value), ()
    except ValidationError as error:
        found: dict[Path, Problem] = {}
        for item in error.errors(include_url=False):
            # ``int | float`` reports each branch; one report a place is enough.
            place = _location(item, tagged)
            found.setdefault(place, _problem(item, place, loaded, path, known))
        return None, tuple(found.values())


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
    kind, context = item["type"], item.get("ctx") or {}
    if kind in _UNKNOWN_TAG:
        return problem("kind-unknown", path, *loaded.place(("kind",)), value=_shown(context.get("tag", "")))
    line, column = loaded.place(place)
    if kind == "portal_html":
        return problem("html-forbidden", path, line, column, tag=context["tag"])
    field = field_text(place, loaded)
    if kind == "missing":
        return problem("field-missing", path, line, column, field=field)
    if kind == "extra_forbidden":
        near = nearest(str(item["loc"][-1]), known)
        return problem("field-unknown", path, line, column, field=field, near=near or "–")
    if item.get("input") is None:
        return problem("field-empty", path, line, column, field=field)
    code, values = _CODES.get(kind, ("field-value", _given))
    return problem(code, path, line, column, field=field, **values(item, context))


_Context = Mapping[str, Any]
_Values = Callable[[ErrorDetails, _Context], _Context]


def _given(item: ErrorDetails, _: _Context) -> _Context:
    return {"value": _shown(item.get("input"))}


def _choice(item: ErrorDetails, context: _Context) -> _Context:
    allowed = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
    return {"value": _shown(item.get("input")), "allowed": allowed}


def _order(_: ErrorDetails, context: _Context) -> _Context:
    return context


def _shortest(_: ErrorDetails, context: _Context) -> _Context:
    return {"limit": context.get("min_length", 1)}


def _longest(_: ErrorDetails, context: _Context) -> _Context:
    return {"limit": context.get("max_length", "")}


_CODES: Mapping[str, tuple[str, _Values]] = {
    **{kind: (f"field-{name}", _given) for kind, name in _TYPES.items()},
    "literal_error": ("field-choice", _choice),
    "enum": ("field-choice", _choice),
    "portal_date": ("field-date", _given),
    "portal_order": ("field-order", _order),
    "portal_address": ("field-address", _given),
    "string_too_short": ("field-short", _shortest),
    "too_short": ("field-short", _shortest),
    "string_too_long": ("field-long", _longest),
    "too_long": ("field-long", _longest),
    "string_pattern_mismatch": ("field-pattern", _given),
}
"""pydantic's type of error → the code of the problem, and what its message says beside the field."""


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
