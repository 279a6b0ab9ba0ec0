"""The name and the help of every field of the models (``labels.yml``): the one place from which all tools take them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pydantic import BaseModel

from portal.core.labels import read_labels
from portal.core.problems import MESSAGE_LANGS, MessageLang
from portal.core.records import dataclass
from portal.model.documents import MODELS, Translation, label_keys
from portal.model.fields import models_of


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
    loaded = read_labels("labels.yml")
    return {
        key: Label({lang: entry[lang] for lang in MESSAGE_LANGS}, {lang: entry["help"][lang] for lang in MESSAGE_LANGS})
        for key, entry in loaded.items()
    }


def key_of(model: type[BaseModel], field: str) -> str:
    """The key of a field in ``labels.yml``: below the nearest class that has one."""
    return _key_below(model, field) or f"{model.__name__}.{field}"


def _key_below(model: type[BaseModel], field: str) -> str | None:
    return next((key for key in label_keys(model, field) if key in labels()), None)


def label_of(key: str) -> Label:
    """The label of a key; a field without one is called by its name, and the check of the code names it."""
    name = key.rpartition(".")[2]
    return labels().get(key) or Label(dict.fromkeys(MESSAGE_LANGS, name), dict.fromkeys(MESSAGE_LANGS, ""))


def unlabelled() -> tuple[str, ...]:
    """``Model.field`` of every field that ``labels.yml`` does not name."""
    models = {name: one for model in (*MODELS.values(), Translation) for name, one in models_of(model).items()}
    return tuple(
        f"{name}.{field}"
        for name, model in models.items()
        for field in model.model_fields
        if _key_below(model, field) is None
    )


def label(model: type[BaseModel], field: str) -> Label:
    """The label of a field of a model."""
    return label_of(key_of(model, field))
