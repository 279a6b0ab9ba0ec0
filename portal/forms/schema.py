"""The models of front matter → JSON Schemas (draft 7, which programs that edit YAML know best).

The schemas are made of the models: limits, patterns and choices cannot differ from what the check demands. What
JSON Schema cannot say (a date that exists, the start before the end) the check says alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from portal.core.problems import message_lang_of
from portal.language.languages import OBLIGATORY
from portal.model import documents as m
from portal.model import values
from portal.model.fields import models_of, shown
from portal.model.reference import Both, Known
from portal.reference.load import ReferenceData
from portal.words.labels import key_of, label_of

Schema = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"
IDS = "ids.json"
"""The file that holds the ids of the reference data: it changes with the data, the others with the models."""

SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"


def _before(annotated: object) -> object:
    """The function that one of the models' own types runs first: by it the type is known again."""
    return next(item.func for item in get_args(annotated)[1:] if hasattr(item, "func"))


# What the models' own validators demand, as far as JSON Schema can say it.
_RULES: Mapping[object, Schema] = {
    _before(values.AnyDate): {
        "x-type": "date",
        "anyOf": [
            {
                "type": "string",
                "pattern": r"^(18[5-9]\d|19\d\d|20\d\d|2100)(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$",
            },
            {"type": "integer", "minimum": 1850, "maximum": 2100},
        ],
    },
    _before(values.Year): {"x-type": "year", "type": "integer", "minimum": 1850, "maximum": 2100},
    _before(values.Address): {"x-type": "address", "type": "string", "pattern": r"""^https?://[^\s\\<>"`]+$"""},
    # Tags are not for JSON Schema; the form looks for them by the same rule as the models.
    _before(values.Plain): {"type": "string"},
}


class _Generator(GenerateJsonSchema):
    """pydantic's generator, told about the models' own types and about what YAML looks like."""

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        rule = _RULES.get(schema["function"]["function"])
        if rule and rule.get("x-type") == "date":
            return dict(rule)
        inner = self.generate_inner(schema["schema"])
        return {**inner, **rule} if rule else inner

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        # An optional field is left out rather than left empty.
        return self.generate_inner(schema["schema"])

    def union_schema(self, schema: core_schema.UnionSchema) -> JsonSchemaValue:
        found = super().union_schema(schema)
        if found.get("anyOf") == [{"type": "integer"}, {"type": "number"}]:
            return {"type": "number"}
        return found

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])


def raw_schema(model: type[BaseModel]) -> Schema:
    """The schema of one model with everything that tools of this package read out of it.

    Besides the keywords of JSON Schema a property has ``x-label`` (key in ``labels.yml``), ``x-type`` (``date``,
    ``year``, ``address``), ``x-reference`` (which ids it holds) and ``x-shown`` (what the field declares).
    Models inside stand in ``definitions``.
    """
    schema = model.model_json_schema(ref_template="#/definitions/{model}", schema_generator=_Generator)
    definitions: dict[str, Schema] = schema.pop("$defs", {})
    for name, found in models_of(model).items():
        target = schema if found is model else definitions[name]
        target.pop("title", None)
        target.pop("description", None)
        for field, info in found.model_fields.items():
            given = _with_items(target["properties"][info.alias or field])
            target["properties"][info.alias or field] = given
            declared = shown(found, field)
            given["x-label"] = key_of(found, field)
            given["x-shown"] = declared
            if declared.reference:
                given["x-reference"] = declared.reference
    return {**schema, "definitions": definitions}


def _with_items(given: Schema) -> Schema:
    """Without pydantic's title; limits of a list are told as such (behind a validator pydantic takes them for text)."""
    names = {"minLength": "minItems", "maxLength": "maxItems"} if given.get("type") == "array" else {}
    return {names.get(key, key): value for key, value in given.items() if key != "title"}


def schemas(reference: ReferenceData) -> dict[str, Schema]:
    """File name → schema: one a kind for original and translation, and the ids of the reference data."""
    found = {f"{kind}.json": _document(kind, m.MODELS[kind]) for kind in m.MODELS}
    return {**found, IDS: _ids(reference)}


def _document(kind: m.DocumentKind, model: type[BaseModel]) -> Schema:
    """An original, or a translation where the file says that it is one."""
    original, translation = raw_schema(model), raw_schema(m.Translation)
    definitions = {**original.pop("definitions"), **translation.pop("definitions")}
    # The kind follows from the folder; in a translation neutral fields may stand if they agree with the original.
    original["required"] = [name for name in original["required"] if name != "kind"]
    translation["properties"] = {**original["properties"], **translation["properties"]}
    schema = {
        "$schema": DRAFT,
        "title": kind,
        "type": "object",
        "if": {"anyOf": [{"required": ["translation_of"]}, {"required": ["revision"]}]},
        "then": {"$ref": "#/definitions/translation"},
        "else": {"$ref": "#/definitions/original"},
        "definitions": {"original": original, "translation": translation, **definitions},
    }
    finished: Schema = _finished(schema)
    return finished


def _finished(value: Any) -> Any:
    """Without our own marks: labels become title and description, ids a reference to the file of ids."""
    if isinstance(value, list):
        return [_finished(item) for item in value]
    if not isinstance(value, dict):
        return value
    found = {key: _finished(item) for key, item in value.items() if not key.startswith("x-")}
    reference = value.get("x-reference")
    if reference and reference != "documents":
        ids = {"$ref": f"{IDS}#/definitions/{reference}"}
        if found.get("type") == "array":
            found["items"] = ids
        else:
            found = ids
    if "$ref" in found and "x-label" in value:
        found = {"allOf": [{"$ref": found["$ref"]}]}  # what stands beside a $ref does not count in draft 7
    if "x-label" in value:
        words = label_of(value["x-label"])
        found = {
            "title": " / ".join(words.name[message_lang_of(lang)] for lang in OBLIGATORY),
            "description": words.description(),
            **found,
        }
    return found


def _ids(reference: ReferenceData) -> Schema:
    """All ids with their names, for completion in editors' programs."""
    definitions = {}
    for name, records in _records(reference).items():
        ids, titles = list(records), list(records.values())
        definitions[name] = {"type": "string", "enum": ids, "enumDescriptions": titles} if ids else {"type": "string"}
    return {"$schema": DRAFT, "title": "ids", "definitions": definitions}


def _records(reference: ReferenceData) -> dict[str, dict[str, str]]:
    """Kind of records → id → its names in all languages."""
    acts = {
        item.id: (_names(item.title) or _names(item.approves)) + (f" № {item.number}" if item.number else "")
        for item in reference.acts.values()
    }
    return {
        "topics": {item.id: _names(item.title) for item in reference.topics.values()},
        "oblasts": {item.id: _names(item.title) for item in reference.oblasts.values()},
        "districts": {item.id: _names(item.title) for item in reference.districts.values()},
        "municipalities": {item.id: _names(item.title) for item in reference.municipalities.values()},
        "acts": acts,
        "organisations": {item.id: _names(item.name.title) for item in reference.organisations.values()},
    }


def _names(words: Both | Known) -> str:
    return " / ".join(dict.fromkeys(text for _, text in words.items()))


def slug_fields() -> Iterator[str]:
    """Keys of all fields of the models that hold ids (patterns of slugs), for the test that none is forgotten."""
    every: tuple[type[BaseModel], ...] = (*m.MODELS.values(), m.Translation)
    for model in every:
        schema = raw_schema(model)
        for part in (schema, *schema["definitions"].values()):
            for given in part.get("properties", {}).values():
                if SLUG_PATTERN in (given.get("pattern"), given.get("items", {}).get("pattern")):
                    yield given["x-label"]
