"""The words of the interface that the models ask for: names of the kinds of documents and of values to choose from."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from types import NoneType
from typing import Literal, get_args, get_origin

from portal.model.documents import FOLDERS, KINDS, MODELS
from portal.model.fields import models_of, shown


@cache
def needed_keys() -> frozenset[str]:
    """Keys that ``strings/`` must have, whatever stands there: no page of a new kind or value is made without them."""
    return frozenset((*_of_kinds(), *_of_values()))


def counts_things(key: str) -> bool:
    """Whether the words have plural forms."""
    return key.startswith(("count.", "unit."))


def _of_kinds() -> Iterator[str]:
    for kind in KINDS:
        folder = FOLDERS[kind]
        yield from (f"menu.{folder}", f"count.{folder}", f"kind.{kind}", f"kinds.{kind}", f"catalogue.lead.{kind}")


def _of_values() -> Iterator[str]:
    for model in {one for kind in MODELS.values() for one in models_of(kind).values()}:
        for name, info in model.model_fields.items():
            prefix = shown(model, name).choices
            yield from (f"{prefix}.{value}" for value in _values(info.annotation) if prefix)


def _values(kind: object) -> Iterator[str]:
    if kind is bool:
        yield from ("yes", "no")
    elif get_origin(kind) is Literal:
        yield from map(str, get_args(kind))
    elif kind is not NoneType:
        for part in get_args(kind):
            yield from _values(part)
