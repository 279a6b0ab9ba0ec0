"""The name and the help of every field of the models (``labels.yml``): the one place from which all tools take them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml
from pydantic import BaseModel

from portal.core.problems import MESSAGE_LANGS, MessageLang


@dataclass(frozen=True)
class Label:
    """What a field is called and what to write into it, in the languages of the messages."""

    name: Mapping[MessageLang, str]
    help: Mapping[MessageLang, str]

    def description(self) -> str:
        """Name and help in all languages, a paragraph each."""
        return "\n\n".join(f"{self.name[lang]}. {self.help[lang]}" for lang in MESSAGE_LANGS)


@cache
def labels() -> Mapping[str, Label]:
    """``Model.field`` → its label."""
    text = resources.files("portal.forms").joinpath("labels.yml").read_text(encoding="utf-8")
    loaded: Mapping[str, Mapping[str, Any]] = yaml.safe_load(text)
    return {
        key: Label({lang: entry[lang] for lang in MESSAGE_LANGS}, {lang: entry["help"][lang] for lang in MESSAGE_LANGS})
        for key, entry in loaded.items()
    }


def key_of(model: type[BaseModel], field: str) -> str:
    """The key of a field in ``labels.yml``: below the nearest class that has one. Raises ``KeyError`` for none."""
    for parent in model.__mro__:
        key = f"{parent.__name__.lstrip('_')}.{field}"
        if key in labels():
            return key
    raise KeyError(f"no label for {model.__name__}.{field} in portal/forms/labels.yml")


def label(model: type[BaseModel], field: str) -> Label:
    """The label of a field of a model."""
    return labels()[key_of(model, field)]
