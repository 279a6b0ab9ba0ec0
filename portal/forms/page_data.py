"""What the form page for editors without git asks, and by which rules: made of the models, for ``form-check.js``.

The same models, labels, headings and messages as everywhere: a new field of a model appears in the form by itself.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from portal.content import photos
from portal.content.headings import FixedHeading, heading_words, rules
from portal.core.problems import catalogue, message_lang_of
from portal.core.records import dataclass
from portal.forms.schema import Schema, raw_schema
from portal.language.alphabet import letters_apart
from portal.language.translit import slugify
from portal.model import documents as m
from portal.model import values
from portal.model.fields import FORM_PARTS, Shown, fields_of
from portal.model.values import Lang
from portal.reference.load import ReferenceData
from portal.words.acts import act_details, act_title
from portal.words.bodies import organisation_name
from portal.words.interface import Interface, strings
from portal.words.labels import label_of

Node = dict[str, Any]

FORMAT, VERSION = "portal-document", 1
"""What the file of the form says of itself (see FORM.md)."""

_ORDERS = (("start", "end"), ("date", "date_end"), ("value", "to"))
_LONG = 300
_CODES = (
    "field-missing", "field-number", "field-date", "yaml-date", "field-order", "field-address", "field-address-space",
    "text-short", "text-long", "list-short", "list-long", "field-pattern", "field-value", "field-repeated",
    "heading-missing", "html-forbidden", "field-unfilled",
)  # fmt: skip
_UNFILLED = r"^(?:[^\p{L}\p{N}]+|(\p{L})\1{2,9}[^\p{L}\p{N}]*)$"
"""What JavaScript takes for a field that nobody filled in: «…», «___», «???», «xxx»."""
_GAP = r"«\s*(?:…|\.{3})\s*»|_{3,}|§§"
"""And for a gap in a field of one text: «Опыт села «…»»; in the text itself a sample of a paper may have such gaps."""
_LETTERS = "абвгдежзийклмнңоөпрстуүфхцчшщъыьэюя"


def choice_name(prefix: str, value: str, words: Interface) -> str:
    """The words for one value of a field that is chosen from a list; the value itself where nobody wrote any."""
    name = f"{prefix}.{value}"
    if prefix == "unit":
        if value == "count":
            return words.t("form.unit.count")
        return words.n(name, 5).replace("5", "").strip()  # the form after a number: «человек», «км»
    return words.t(name) if words.has(name) else value


@dataclass(frozen=True)
class _Asked:
    """For whom fields are described: the language, whether for the form, what is left out, and the models inside."""

    words: Interface
    by_form: bool
    hidden: frozenset[str]
    definitions: Mapping[str, Schema]


def form_fields(schema: Schema, words: Interface) -> list[Node]:
    """The fields of a model (:func:`portal.forms.schema.raw_schema`) that the form asks for: see :func:`_node`."""
    asked = _Asked(words, True, frozenset(), schema.get("definitions", {}))
    return _fields(schema, asked, lambda given: given["x-shown"].asked is not None)


def all_fields(schema: Schema, words: Interface, hidden: frozenset[str]) -> list[Node]:
    """All fields of a model but the ``hidden`` ones."""
    return _fields(schema, _Asked(words, False, hidden, schema.get("definitions", {})), lambda _given: True)


def _fields(schema: Schema, asked: _Asked, wanted: Callable[[Schema], bool]) -> list[Node]:
    required = set(schema.get("required", ()))
    return [
        _node(name, given, name in required, asked)
        for name, given in schema["properties"].items()
        if name not in asked.hidden and wanted(given)
    ]


def _is_asked(given: Schema, asked: _Asked) -> bool:
    """Whether a field of a part is asked for: ids of figures are made, numbers of sources are the editors' business."""
    declared: Shown = given["x-shown"]
    is_made = declared.identifies and "pattern" in given and not declared.photo
    return not (asked.by_form and (declared.cites or is_made))


def _node(name: str, given: Schema, required: bool, asked: _Asked) -> Node:
    """One field: name, label, help, type, and the rules that its type has (``min``, ``max``, ``pattern`` …)."""
    if asked.by_form and given["x-shown"].photo:
        name_text, help_text = (asked.words.t(f"form.photo.{part}") for part in ("file", "help"))
        return {"name": "file", "label": name_text, "help": help_text, "required": True, "type": "photo"}
    key = given["x-label"]
    label = label_of(key)
    lang = message_lang_of(asked.words.lang)
    node: Node = {"name": name, "label": label.name[lang], "help": label.help[lang]}
    if asked.by_form and asked.words.has(f"form.help.{key}"):  # where the words for editors speak of commands
        node["help"] = asked.words.t(f"form.help.{key}")
    if required:
        node["required"] = True
    return node | _kind_of(given, asked)


def _kind_of(given: Schema, asked: _Asked) -> Node:
    items = given.get("items", {})
    if "$ref" in items:
        return {"type": "rows", **_group(items, asked), **_limits(given, "Items")}
    if given.get("type") == "array":
        found: Node = {"type": "refs" if "x-reference" in given else "words", **_limits(given, "Items")}
        if "x-reference" in given:
            found["of"] = given["x-reference"]
        elif items.get("type") == "integer":
            found["type"] = "numbers"
        elif "pattern" in items:
            found["pattern"] = items["pattern"]
        return found
    if "$ref" in given:
        return {"type": "group", **_group(given, asked)}
    if "enum" in given:
        options = [[value, choice_name(given["x-shown"].choices, value, asked.words)] for value in given["enum"]]
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
    definition = asked.definitions[given["$ref"].rpartition("/")[2]]
    inner = _fields(definition, asked, lambda one: _is_asked(one, asked))
    names = {node["name"] for node in inner}
    order = [list(pair) for pair in _ORDERS if names.issuperset(pair)]
    found: Node = {"fields": inner, **({"order": order} if order else {})}
    # Ids that nobody is asked for are made of the words that tell the items apart.
    properties = definition["properties"]
    if asked.by_form and "id" in properties and properties["id"]["x-shown"].identifies:
        found["named"] = next(name for name, one in properties.items() if one["x-shown"].translated)
    return found


def _limits(given: Schema, of: str) -> Node:
    return {name: given[name + of] for name in ("min", "max") if name + of in given}


@cache
def _schema(kind: m.Kind) -> Schema:
    """The schema of a kind, to be read only: the same for both languages."""
    return raw_schema(m.MODELS[kind])


def describe(kind: m.Kind, words: Interface) -> Node:
    """A kind of documents: its name, its fields by parts, its fixed headings, pairs that must be in order."""
    nodes = {node["name"]: node for node in form_fields(_schema(kind), words)}
    headings = rules()[kind]
    declared = fields_of(m.MODELS[kind])
    asked: dict[str, list[tuple[int, str]]] = {"text": [(0, "text")]}
    for name in nodes:
        part, place = declared[name].asked or ("more", 0)
        asked.setdefault(part, []).append((place, name))
    parts = [
        {"id": part, "title": words.t(f"form.part.{part}"), "fields": [name for _, name in sorted(asked[part])]}
        for part in FORM_PARTS
        if part in asked
    ]
    sections = [
        {
            "id": item.id,
            "title": item.words[words.lang],
            "help": words.t(f"form.section.{kind}.{item.id}") if words.has(f"form.section.{kind}.{item.id}") else "",
            **_headings_of(kind, item),
        }
        for item in headings.headings
    ]
    return {
        "name": words.t(f"kind.{kind}"),
        "parts": parts,
        "fields": nodes,
        "sections": sections,
        "oneOf": list(headings.one_of),
        "free": not headings.closed,
        "order": [list(pair) for pair in _ORDERS if nodes.keys() >= set(pair)],
    }


def _headings_of(kind: m.Kind, heading: FixedHeading) -> Node:
    """By which headings of a Word file its text comes into this section."""
    former = (word for words in heading.former.values() for word in words)
    found: Node = {"also": sorted({word.lower() for word in (*heading.words.values(), *former)})}
    if patterns := heading_words().get(kind, {}).get(heading.id):
        found["means"] = "|".join(map(_heading_for_client, patterns))
    return found


def _heading_for_client(pattern: str) -> str:
    """A pattern of headings as JavaScript reads it with the flags iu: there, no border of words knows our letters."""
    lead, rest = ("(?:^|[^\\p{L}\\p{N}_])", pattern[2:]) if pattern.startswith(r"\b") else ("", pattern)
    return f"(?:{lead}{rest})".replace(r"\b", r"(?![\p{L}\p{N}_])")


def form_data(reference: ReferenceData, words: Interface) -> Node:
    """Everything that the form's scripts need in one language."""
    lang = words.lang
    prefix = "form."
    return {
        "format": FORMAT,
        "version": VERSION,
        "lang": lang,
        "kinds": {kind: describe(kind, words) for kind in m.KINDS},
        "messages": {code: catalogue()[code]["message"][message_lang_of(lang)] for code in _CODES},
        "words": {key[len(prefix) :]: text for key, text in strings(lang).items() if key.startswith(prefix)},
        "records": records(reference, words),
        "countries": [[code, words.t(f"country.{code}")] for code in _countries(lang)],
        "letters": {letter: slugify(f"1{letter}1", lang)[1:-1] for letter in _LETTERS},
        "apart": list(letters_apart(lang)),
        "photo": {"width": photos.WIDTH, "height": photos.HEIGHT, "bytes": photos.MAX_BYTES,
                  "pixels": photos.MAX_PIXELS},
        "patterns": {"address": _for_client(values.ADDRESS.pattern), "tag": _for_client(values.TAG.pattern),
                     "unfilled": _UNFILLED, "gap": _GAP},
    }  # fmt: skip


def _for_client(pattern: str) -> str:
    """A pattern of the models as JavaScript reads it with the flag u."""
    return pattern.replace(r"\Z", "$").replace(r"\"", '"').replace(r"[\w\]]", r"[\p{L}\p{N}_\]]")


def _countries(lang: Lang) -> list[str]:
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


def _other_names(item: Any, lang: Lang) -> list[str]:
    found = [text for name in item.names for known in (name.title, name.short) if (text := known.get(lang))]
    return list(dict.fromkeys(found))[1:]


def form_script(reference: ReferenceData, words: Interface) -> str:
    """The data as a classic script: pages on a stick can load nothing else."""
    data = json.dumps(form_data(reference, words), ensure_ascii=False, separators=(",", ":"))
    return f"window.portalFormData = {data};\n"


def form_path(lang: Lang) -> str:
    """Where the data of one language stand in the site."""
    return f"data/form.{lang}.js"
