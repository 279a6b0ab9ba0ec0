"""What the portal does with each field of front matter, declared once: on the field itself.

A field is ``Annotated[type, Shown(…)]``. Models and validation read the type; the passport, cards, facets, search,
translations, forms, the CMS, schemas, JSON-LD and parity read :class:`Shown`. There is no second list: a field that
stands in none of these says why (``elsewhere``), and a test demands it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, create_model
from pydantic.fields import FieldInfo

FormPart = Literal["about", "place", "text", "facts", "law", "sources", "more"]
FORM_PARTS: tuple[FormPart, ...] = get_args(FormPart)
"""The parts of the form, in their order; ``text`` holds the sections of the text."""

IndexField = Literal["question", "asked", "topics", "acts", "about"]
References = Literal["topics", "oblasts", "districts", "municipalities", "acts", "organisations", "documents"]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Where a field is shown, asked, searched, translated and exported. What is not set, is not done."""

    order: int = 0
    """Place in the card (the front matter of the file); fields without one come last."""
    asked: tuple[FormPart, int] | None = None
    """Part of the form that asks for it, and the place there. Otherwise it follows, or is the editors' business."""
    passport: int = 0
    """Place of its row in the passport."""
    row: str = ""
    """Name of the row where it is not the field's own. Of two fields with one row the first that says something."""
    joins: str = ""
    """The field whose row shows this one too, such as the end of a span of days."""
    line: int = 0
    """Place in the one line below the title of a card; of fields in one place the first that says something."""
    choices: str = ""
    """Prefix of the interface words for its values."""
    reference: References | None = None
    """Which ids it holds."""
    photo: bool = False
    """Whether it names the files of a photograph: the form asks for the photograph in its place."""
    cites: bool = False
    """Whether it holds the places of sources in the document's list: editors' business, which no form asks."""
    facet: tuple[str, int] | None = None
    """Name of the facet of its values in catalogue and search, and the place there. It is shown as soon as enough
    documents have a value: :data:`portal.pages.facets.FEWEST`."""
    sorts: bool = False
    """Whether lists can be put in the order of its values, in the order of the type."""
    searched: IndexField | None = None
    """The field of the search index that has the words of its row."""
    translated: bool = False
    """Whether a translation renders it."""
    own: bool = False
    """Whether each language has words of its own for it, which render nothing: they do not count in the revision."""
    identifies: bool = False
    """Whether it tells the items of a list apart: what the translation of an item hangs on."""
    exported: str = ""
    """Property of schema.org in the JSON-LD of the page."""
    elsewhere: str = ""
    """Why it has no row: where the page shows it, or why it does not."""


_NOTHING = Shown()


def _of(info: FieldInfo) -> Shown | None:
    return next((item for item in info.metadata if isinstance(item, Shown)), None)


def shown(model: type[BaseModel], field: str) -> Shown:
    """What is declared of a field; nothing is done with one that declares nothing (``undeclared`` finds it)."""
    return _of(model.model_fields[field]) or _NOTHING


def choices_of(model: type[BaseModel], field: str) -> tuple[str, ...]:
    """The values of a field that has few, in the order in which its type names them."""
    kind = model.model_fields[field].annotation
    found = next((one for one in (kind, *get_args(kind)) if get_origin(one) is Literal), None)
    return get_args(found)


@cache
def fields_of(model: type[BaseModel]) -> Mapping[str, Shown]:
    """All fields of a model with what they declare, in the order of the card."""
    found = {name: shown(model, name) for name in model.model_fields}
    return dict(sorted(found.items(), key=lambda item: item[1].order or 10_000))


def undeclared(models: Mapping[str, type[BaseModel]]) -> Iterator[str]:
    """``Model.field`` of every field that declares nothing."""
    for name, model in models.items():
        for field, info in model.model_fields.items():
            if _of(info) is None:
                yield f"{name}.{field}"


def models_of(model: type[BaseModel]) -> dict[str, type[BaseModel]]:
    """A model and all models inside it, by name."""
    found: dict[str, type[BaseModel]] = {}

    def walk(kind: object) -> None:
        if isinstance(kind, type) and issubclass(kind, BaseModel) and kind.__name__ not in found:
            found[kind.__name__] = kind
            for info in kind.model_fields.values():
                walk(info.annotation)
        for part in get_args(kind):
            walk(part)

    walk(model)
    return found


def inner_model(info: FieldInfo) -> type[BaseModel] | None:
    """The model of a field's items, or of its value."""
    found = [item for item in (info.annotation, *_parts(info.annotation)) if isinstance(item, type)]
    return next((item for item in found if issubclass(item, BaseModel)), None)


def _parts(kind: object) -> Iterator[object]:
    for part in get_args(kind):
        yield part
        yield from _parts(part)


# References -----------------------------------------------------------------------------------------------

Path = tuple[str | int, ...]


def references(meta: BaseModel, path: Path = ()) -> Iterator[tuple[Path, str, References]]:
    """All ids that front matter holds, with their place in it and of what they are."""
    for name in type(meta).model_fields:
        value, reference = getattr(meta, name), shown(type(meta), name).reference
        several = value if isinstance(value, tuple) else (value,)
        for index, item in enumerate(several):
            place = (*path, name, index) if isinstance(value, tuple) else (*path, name)
            if reference and item:
                yield place, item, reference
            elif isinstance(item, BaseModel):
                yield from references(item, place)


def cited_sources(meta: BaseModel, path: Path = ()) -> Iterator[tuple[Path, int]]:
    """All numbers of sources that front matter names, with their place in it."""
    for name in type(meta).model_fields:
        value = getattr(meta, name)
        cites = shown(type(meta), name).cites
        for index, item in enumerate(value if isinstance(value, tuple) else ()):
            if cites:
                yield (*path, name, index), item
            elif isinstance(item, BaseModel):
                yield from cited_sources(item, (*path, name, index))


# Translations ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class TranslatedItems:
    """A list whose items have words to translate: the field that tells them apart, and the one that has the words."""

    key: str
    words: str


@cache
def translated_words(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a model that a translation renders as they are."""
    return tuple(name for name, declared in fields_of(model).items() if declared.translated)


@cache
def rendered_words(model: type[BaseModel]) -> tuple[str, ...]:
    """Those of them whose words render the words of the original."""
    declared = fields_of(model)
    return tuple(name for name in translated_words(model) if not declared[name].own)


@cache
def translated_items(model: type[BaseModel]) -> Mapping[str, TranslatedItems]:
    """The lists of a model with words to translate in their items."""
    found = {}
    for name in fields_of(model):
        inner = inner_model(model.model_fields[name])
        if inner is None:
            continue
        declared = fields_of(inner)
        key = next((field for field, one in declared.items() if one.identifies), None)
        words = next((field for field, one in declared.items() if one.translated), None)
        if key and words:
            found[name] = TranslatedItems(key, words)
    return found


def translatable(meta: BaseModel) -> dict[str, Any]:
    """The words of the metadata that a translation renders (input of the revision): none that is empty."""
    model = type(meta)
    found: dict[str, Any] = {name: value for name in rendered_words(model) if (value := getattr(meta, name))}
    for name, items in translated_items(model).items():
        if words := item_words(meta, name, items):
            found[name] = {str(key): text for key, text in words.items()}
    return found


def item_words(meta: BaseModel, name: str, items: TranslatedItems) -> dict[str | int, str]:
    """The words of the items of a list, by what tells them apart; without the items that have none."""
    return {getattr(item, items.key): words for item in getattr(meta, name) if (words := getattr(item, items.words))}


def translation_of(base: type[BaseModel], models: Iterable[type[BaseModel]]) -> type[Any]:
    """The model of a translation's front matter, for all kinds: ``base`` with all that any of them translates.

    What every kind has (title, summary) is obligatory. Items of lists become a mapping: what tells them apart → words.
    """
    models, found = list(models), dict[str, Any]()
    for name in dict.fromkeys(name for model in models for name in translated_words(model)):
        infos = [info for model in models if (info := model.model_fields.get(name))]
        kind, everywhere = infos[0].rebuild_annotation(), len(infos) == len(models)
        obligatory = everywhere and all(info.is_required() for info in infos)
        found[name] = (kind, ...) if obligatory else (kind | None, None)
    for model in models:
        for name, items in translated_items(model).items():
            inner = inner_model(model.model_fields[name])
            assert inner is not None
            key, words = (inner.model_fields[field].rebuild_annotation() for field in (items.key, items.words))
            found.setdefault(name, (dict[key, words], {}))  # type: ignore[valid-type]
    return create_model("Translation", __base__=base, __doc__=base.__doc__, **found)
