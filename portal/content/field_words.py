"""Where the labels of a field stand, and an example of what to write into it: for the messages about its value."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any, Literal, get_args, get_origin

import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from portal.model.dates import PartialDate
from portal.model.documents import label_keys
from portal.model.fields import References, choices_of, inner_model, shown

_IDS: dict[References, str] = {
    "topics": "drinking-water",
    "oblasts": "batken",
    "districts": "leilek",
    "municipalities": "ak-sai",
    "acts": "kr-2021-123",
    "organisations": "lsg",
    "documents": "ak-sai-casa-1000",
}
"""Ids as they look, for the examples; whether they are there today does not matter."""

_OF_FIELDS = {"course": "local-budgets-self-study"}
"""The same for fields that hold one kind of document alone."""

REFERENCE_FILES: dict[References, str] = {
    "topics": "data/topics.yml",
    "oblasts": "data/regions.yml",
    "districts": "data/regions.yml",
    "municipalities": "data/regions.yml",
    "acts": "data/acts.yml",
    "organisations": "data/organisations.yml",
    "documents": "docs",
}
"""Where all ids of a kind stand."""

_PLAIN: dict[Any, tuple[str, ...]] = {
    PartialDate: ("2026-11-22",),
    dt.date: ("2026-11-22",),
    bool: ("true",),
    int: ("3", "2024"),
    float: ("2.5",),
}


def field_of(model: type[BaseModel], name: str) -> tuple[str, FieldInfo] | None:
    """A field by the name that stands in the file, with its name in the model."""
    named = ((field, info) for field, info in model.model_fields.items() if name == (info.alias or field))
    return next(named, None)


def label_path(model: type[BaseModel] | None, path: tuple[str | int, ...]) -> str:
    """The path of a field for :func:`portal.core.labels.shown_field`."""
    parts = []
    for part in path:
        found = field_of(model, str(part)) if model else None
        if isinstance(part, int):
            parts.append(f"#{part + 1}")
        elif found is None:
            parts.append(f"={part.replace('/', ' ')}")
        else:
            assert model is not None
            parts.append("|".join(label_keys(model, found[0])))
            model = inner_model(found[1])
    return "/".join(parts)


def model_at(model: type[BaseModel] | None, path: tuple[str | int, ...]) -> type[BaseModel] | None:
    """The model of what stands at ``path``, where it is one that has fields."""
    for part in path:
        if isinstance(part, str) and model is not None:
            found = field_of(model, part)
            model = inner_model(found[1]) if found else None
    return model


def choices_at(model: type[BaseModel] | None, path: tuple[str | int, ...]) -> tuple[str, ...]:
    """The values that the field at ``path`` can have, where these are few; empty where it can hold anything."""
    owner = model_at(model, path[:-1])
    found = field_of(owner, str(path[-1])) if owner and path else None
    return choices_of(owner, found[0]) if owner and found else ()


def reference_at(model: type[BaseModel] | None, path: tuple[str | int, ...]) -> References | None:
    """Of what the field at ``path`` holds ids, if it does."""
    path = path[:-1] if path and isinstance(path[-1], int) else path
    owner = model_at(model, path[:-1])
    found = field_of(owner, str(path[-1])) if owner and path else None
    return shown(owner, found[0]).reference if owner and found else None


def example_of(model: type[BaseModel], path: tuple[str | int, ...]) -> str:
    """``name: value`` as YAML for the field at ``path``; empty for a text, which has its example beside its label."""
    return _example(model, tuple(part for part in path if isinstance(part, str)))


@cache
def _example(model: type[BaseModel], names: tuple[str, ...]) -> str:
    """Made once a field: one broken record can give hundreds of messages."""
    for last, name in enumerate(names, start=1):
        found = field_of(model, name)
        if found is None:
            return ""
        inner = inner_model(found[1])
        if inner is None or last == len(names):
            value = _value(model, *found, depth=0)
            return f"{name}: {value}" if value else ""
        model = inner
    return ""


def _value(model: type[BaseModel], field: str, info: FieldInfo, depth: int) -> str:
    """A value of a field in YAML; empty for a text."""
    declared, inner = shown(model, field), inner_model(info)
    if get_origin(info.annotation) is dict:
        values = [""]
    elif declared.reference:
        values = [_OF_FIELDS.get(field, _IDS[declared.reference])]
    elif inner is not None:
        values = [_inside(inner, depth)]
    else:
        values = [text for kind in _kinds(info.annotation) for text in _plain(kind)]
    several = any(get_origin(part) is tuple for part in (info.annotation, *get_args(info.annotation)))
    values = [f"[{value}]" if several and value else value for value in values]
    return next((value for value in values if inner is not None or _fits(info.rebuild_annotation(), value)), "")


def _fits(kind: Any, value: str) -> bool:
    try:
        TypeAdapter(kind).validate_python(yaml.safe_load(value), strict=False)
    except ValidationError:
        return False
    return bool(value)


def _inside(model: type[BaseModel], depth: int) -> str:
    """The obligatory fields of a model; and of the others as many as it wants to be valid."""
    fields = sorted(model.model_fields.items(), key=lambda item: not item[1].is_required())
    least = sum(info.is_required() for _, info in fields) or 1
    if depth >= 2:
        return "…"
    values = [f"{info.alias or name}: {_value(model, name, info, depth + 1) or '…'}" for name, info in fields]
    tried = (f"{{{', '.join(values[:count])}}}" for count in range(least, len(values) + 1))
    return next((text for text in tried if _fits(model, text)), f"{{{', '.join(values[:least])}}}")


def _plain(kind: Any) -> tuple[str, ...]:
    """Values of a plain type, of which the field takes one; texts have their example beside their label."""
    if get_origin(kind) is Literal:
        return get_args(kind)[:1]
    return _PLAIN.get(kind, ())


def _kinds(annotation: Any) -> list[Any]:
    """The types and choices of an annotation, those inside of unions, lists and ``Annotated`` too."""
    if get_origin(annotation) is Literal:
        return [annotation]
    parts = get_args(annotation)
    return [annotation, *(kind for part in parts for kind in _kinds(part))]
