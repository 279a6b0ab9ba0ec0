"""What the form page for editors without git asks, and by which rules: made of the models, for ``form-check.js``.

The same models, labels, headings and messages as everywhere: a new field of a model appears in the form by itself.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from portal.content.headings import rules
from portal.core.problems import catalogue
from portal.forms.labels import labels
from portal.forms.schema import Schema, raw_schema
from portal.language.translit import slugify
from portal.model import documents as m
from portal.reference.load import ReferenceData
from portal.words.acts import act_details, act_title
from portal.words.interface import Interface, strings
from portal.words.organisations import organisation_name

Node = dict[str, Any]

FORMAT, VERSION = "portal-document", 1
"""What the file of the form says of itself (see FORM.md)."""

PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("about", ("title", "summary", "type", "topics")),
    ("place", ("places", "period", "date", "date_end", "horizon", "status", "status_reason", "format", "certificate")),
    ("text", ("text",)),
    ("facts", ("evidence", "figures", "votes", "recommendations")),
    ("law", ("approved_by", "laws", "organisations")),
    ("sources", ("sources",)),
)
"""Parts of the form and their fields, in order; fields that stand nowhere here come last, in a part of their own."""

HIDDEN = frozenset(
    {"kind", "added", "source_language", "related", "review", "reviewed", "withdrawn", "Figure.id"}
)  # fmt: skip
"""What the form does not ask: it follows, or is the editors' business."""

# Choice → where its words stand among the words of the interface.
_CHOICES: Mapping[str, str] = {
    "Practice.status": "status",
    "Practice.evidence": "evidence",
    "Concept.type": "type",
    "Concept.status": "status",
    "Course.format": "format",
    "Event.type": "type",
    "Participation.role": "role",
    "Figure.unit": "unit",
    "Source.language": "lang.in",
    "Document.source_language": "lang.in",
    "Document.review": "review.state",
    "Recommendation.state": "recommendations.state",
    "Relation.relation": "relation",
}
_ORDERS = (("start", "end"), ("date", "date_end"), ("value", "to"))
_LONG = 300
_CODES = ("field-missing", "field-number", "field-date", "field-order", "field-address", "field-short", "field-long",
          "field-pattern", "field-value", "field-repeated", "heading-missing", "html-forbidden")  # fmt: skip
_LETTERS = "абвгдежзийклмнңоөпрстуүфхцчшщъыьэюя"


def choice_name(key: str, value: str, words: Interface) -> str:
    """The words for one value of a field that is chosen from a list; the value itself where nobody wrote any."""
    prefix = _CHOICES.get(key, "")
    name = f"{prefix}.{value}"
    if prefix == "unit":
        if value == "count":
            return words.t("form.unit.count")
        return words.n(name, 5).replace("5", "").strip()  # the form after a number: «человек», «км»
    return words.t(name) if words.has(name) else value


@dataclass(frozen=True)
class _Asked:
    """For whom fields are described: the language, what is not asked, and the models inside."""

    words: Interface
    hidden: frozenset[str]
    definitions: Mapping[str, Schema]


def fields(schema: Schema, words: Interface, hidden: frozenset[str] = HIDDEN) -> list[Node]:
    """The fields of a model (:func:`portal.forms.schema.raw_schema`) in its order: see :func:`_node`."""
    return _fields(schema, _Asked(words, hidden, schema.get("definitions", {})))


def _fields(schema: Schema, asked: _Asked) -> list[Node]:
    required = set(schema.get("required", ()))
    return [
        _node(name, given, name in required, asked)
        for name, given in schema["properties"].items()
        if name not in asked.hidden and given["x-label"] not in asked.hidden
    ]


def _node(name: str, given: Schema, required: bool, asked: _Asked) -> Node:
    """One field: name, label, help, type, and the rules that its type has (``min``, ``max``, ``pattern`` …)."""
    key = given["x-label"]
    label = labels()[key]
    lang = asked.words.lang
    node: Node = {"name": name, "label": label.name[lang], "help": label.help[lang]}
    if required:
        node["required"] = True
    return node | _kind_of(key, given, asked)


def _kind_of(key: str, given: Schema, asked: _Asked) -> Node:
    items = given.get("items", {})
    if "$ref" in items:
        return {"type": "rows", **_group(items, asked), **_limits(given, "Items")}
    if given.get("type") == "array":
        found: Node = {"type": "refs" if "x-reference" in given else "words", **_limits(given, "Items")}
        if "x-reference" in given:
            found["of"] = given["x-reference"]
        elif "pattern" in items:
            found["pattern"] = items["pattern"]
        return found
    if "$ref" in given:
        return {"type": "group", **_group(given, asked)}
    if "enum" in given:
        options = [[value, choice_name(key, value, asked.words)] for value in given["enum"]]
        return {"type": "choice", "options": options}
    if "x-reference" in given:
        return {"type": "ref", "of": given["x-reference"]}
    if "x-type" in given:
        return {"type": given["x-type"], **_limits(given, "imum"), **_limits(given, "Length")}
    if given.get("format") == "date":
        return {"type": "day"}
    if given["type"] in {"integer", "number", "boolean"}:
        return {"type": given["type"], **_limits(given, "imum")}
    limits = _limits(given, "Length")
    found = {"type": "long" if limits.get("max", 0) > _LONG else "text", **limits}
    return found | ({"pattern": given["pattern"]} if "pattern" in given else {})


def _group(given: Schema, asked: _Asked) -> Node:
    inner = _fields(asked.definitions[given["$ref"].rpartition("/")[2]], asked)
    names = {node["name"] for node in inner}
    order = [list(pair) for pair in _ORDERS if names.issuperset(pair)]
    return {"fields": inner, **({"order": order} if order else {})}


def _limits(given: Schema, of: str) -> Node:
    return {name: given[name + of] for name in ("min", "max") if name + of in given}


@cache
def _schema(kind: m.Kind) -> Schema:
    """The schema of a kind, to be read only: the same for both languages."""
    return raw_schema(m.MODELS[kind])


def describe(kind: m.Kind, words: Interface) -> Node:
    """A kind of documents: its name, its fields by parts, its fixed headings, pairs that must be in order."""
    nodes = {node["name"]: node for node in fields(_schema(kind), words)}
    headings = rules()[kind]
    parts, placed = [], set()
    for name, wanted in PARTS:
        found = [field for field in wanted if field in nodes or field == "text"]
        placed.update(found)
        if found:
            parts.append({"id": name, "title": words.t(f"form.part.{name}"), "fields": found})
    rest = [field for field in nodes if field not in placed]
    if rest:
        parts.append({"id": "more", "title": words.t("form.part.more"), "fields": rest})
    sections = [
        {
            "id": item.id,
            "title": item.words[words.lang],
            "required": item.required,
            "help": words.t(f"form.section.{kind}.{item.id}") if words.has(f"form.section.{kind}.{item.id}") else "",
        }
        for item in headings.headings
    ]
    return {
        "name": words.t(f"kind.{kind}"),
        "parts": parts,
        "fields": nodes,
        "sections": sections,
        "free": not headings.closed,
        "order": [list(pair) for pair in _ORDERS if nodes.keys() >= set(pair)],
    }


def form_data(reference: ReferenceData, words: Interface) -> Node:
    """Everything that the form's scripts need in one language."""
    lang = words.lang
    prefix = "form."
    return {
        "format": FORMAT,
        "version": VERSION,
        "lang": lang,
        "kinds": {kind: describe(kind, words) for kind in m.KINDS},
        "messages": {code: catalogue()[code]["message"][lang] for code in _CODES},
        "words": {key[len(prefix) :]: text for key, text in strings(lang).items() if key.startswith(prefix)},
        "records": records(reference, words),
        "countries": [[code, words.t(f"country.{code}")] for code in _countries(lang)],
        "letters": {letter: slugify(f"1{letter}1", lang)[1:-1] for letter in _LETTERS},
        "patterns": {"address": _for_client(m._ADDRESS.pattern), "tag": _for_client(m._TAG.pattern)},
    }


def _for_client(pattern: str) -> str:
    """A pattern of the models as JavaScript reads it with the flag u."""
    return pattern.replace(r"\Z", "$").replace(r"\"", '"').replace(r"[\w\]]", r"[\p{L}\p{N}_\]]")


def _countries(lang: m.Lang) -> list[str]:
    return [key.partition(".")[2] for key in strings(lang) if key.startswith("country.")]


def records(reference: ReferenceData, words: Interface) -> dict[str, list[list[str]]]:
    """Kind of records → ``[id, name, what else is searched or belongs to]``, in the order in which they are shown."""
    lang = words.lang

    def ordered(rows: list[list[str]]) -> list[list[str]]:
        return sorted(rows, key=lambda row: words.sort(row[1]))

    topics = [
        [item.id, item.title.get(lang), reference.groups[item.group].title.get(lang)]
        for item in reference.topics.values()
    ]
    order = list(reference.groups)
    topics.sort(key=lambda row: order.index(reference.topics[row[0]].group))
    acts = [
        [item.id, f"{act_title(item, words).text} ({act_details(item, words)})", " ".join(item.aliases.get(lang))]
        for item in reference.acts.values()
    ]
    organisations = [
        [item.id, organisation_name(item, words).text, " ".join(_other_names(item, lang))]
        for item in reference.organisations.values()
    ]
    districts = [
        [item.id, item.title.get(lang), reference.oblast_of_district[item.id]] for item in reference.districts.values()
    ]
    municipalities = [
        [
            item.id,
            (item.title.best(lang) or (item.id, lang))[0],
            item.oblast or reference.oblast_of_district.get(item.district or "", ""),
            item.district or "",
        ]
        for item in reference.municipalities.values()
    ]
    return {
        "topics": topics,
        "oblasts": ordered([[item.id, item.title.get(lang)] for item in reference.oblasts.values()]),
        "districts": ordered(districts),
        "municipalities": ordered(municipalities),
        "acts": ordered(acts),
        "organisations": ordered(organisations),
    }


def _other_names(item: Any, lang: m.Lang) -> list[str]:
    found = [text for name in item.names for known in (name.title, name.short) if (text := known.get(lang))]
    return list(dict.fromkeys(found))[1:]


def form_script(reference: ReferenceData, words: Interface) -> str:
    """The data as a classic script: pages on a stick can load nothing else."""
    data = json.dumps(form_data(reference, words), ensure_ascii=False, separators=(",", ":"))
    return f"window.portalFormData = {data};\n"


def form_path(lang: m.Lang) -> str:
    """Where the data of one language stand in the site."""
    return f"data/form.{lang}.js"
