"""The models → the configuration of Sveltia CMS, an editor program that runs in the browser (MIT, vendored from npm).

A collection holds the originals of one kind in one language, labelled in that language; another one their translations,
of which only the words can be changed. Sveltia's own "i18n" is not used: it writes the same fields into the files of
all languages, while here all neutral metadata stand in the original's file alone. A translation is made by
``python -m portal translate``, which also stamps the revision; translated recommendations are edited in the file, since
Sveltia writes every key as a text and theirs are numbers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from portal.content.headings import rules
from portal.core.problems import catalogue, message_lang_of
from portal.forms.front_matter import ORDER
from portal.forms.page_data import Node, all_fields, records
from portal.forms.schema import SLUG_PATTERN, raw_schema
from portal.model import documents as m
from portal.model.fields import translated_items, translated_words
from portal.model.values import LANGS
from portal.reference.load import ReferenceData
from portal.words.interface import Interface

Config = dict[str, Any]
Options = Mapping[str, list[dict[str, str]]]

PROGRAM = "sveltia-cms.js"
"""The vendored program; ``python -m portal cms`` copies it from ``node_modules/@sveltia/cms/dist``."""

_DATE = r"^\d{4}(-\d{2}){0,2}$"
_GITHUB = re.compile(r"https://(github|gitlab)\.com/([\w.-]+/[\w.-]+?)(?:\.git)?/?\Z")
_NO_HOST = ("github", "owner/repository")
# No kind with translated recommendations: see above.
_TRANSLATED = tuple(kind for kind in m.KINDS if "recommendations" not in m.MODELS[kind].model_fields)


def backend(repository: str | None) -> Config:
    """Where the program would send changes; with no known host it works on a folder of this computer alone."""
    match = _GITHUB.match(repository or "")
    name, repo = (match[1], match[2]) if match else _NO_HOST
    return {"name": name, "repo": repo, "branch": "main"}


def cms_config(reference: ReferenceData, repository: str | None = None) -> Config:
    """The whole configuration (``config.yml``)."""
    collections = []
    for lang in LANGS:
        words = Interface(lang)
        # One list for all fields that use it: YAML writes it once.
        known = {
            name: [{"label": row[1], "value": row[0]} for row in rows]
            for name, rows in records(reference, words).items()
        }
        collections += [_originals(kind, words, known) for kind in m.KINDS]
        collections += [_translations(kind, words) for kind in _TRANSLATED]
    return {
        "backend": backend(repository),
        "media_folder": f"docs/{LANGS[0]}",
        "public_folder": "",
        "slug": {"encoding": "ascii", "clean_accents": True, "maxlength": 80},
        # What is empty is absent, and YAML as the strict reader of the portal takes it.
        "output": {"omit_empty_optional_fields": True, "yaml": {"indent_sequences": True}},
        "collections": collections,
    }


def _collection(name: str, label: str, kind: m.Kind, words: Interface) -> Config:
    lang = words.lang
    return {
        "name": name,
        "label": label,
        "folder": f"docs/{lang}/{m.FOLDERS[kind]}",
        "media_folder": "",
        "public_folder": "",
        "extension": "md",
        "format": "yaml-frontmatter",
        "editor": {"preview": False},
        "duplicate": False,
    }


def _originals(kind: m.Kind, words: Interface, known: Options) -> Config:
    nodes = all_fields(raw_schema(m.MODELS[kind]), words, frozenset({"kind"}))
    message = _message("field-pattern", words)
    return {
        **_collection(f"{kind}s_{words.lang}", _label(words.t(f"kinds.{kind}"), words), kind, words),
        "create": True,
        "slug": {"template": "{{slug}}", "editable": True, "pattern": [SLUG_PATTERN, message]},
        # Only originals have the day on which they were added.
        "filter": {"field": "added", "pattern": r"^\d"},
        "fields": [
            {"name": "kind", "widget": "hidden", "default": kind},
            *(_field(node, words, known) for node in sorted(nodes, key=lambda node: ORDER.index(node["name"]))),
            _body(kind, words),
        ],
    }


def _translations(kind: m.Kind, words: Interface) -> Config:
    nodes = {node["name"]: node for node in all_fields(raw_schema(m.Translation), words, frozenset())}
    model = m.MODELS[kind]
    found = [
        {**_field(nodes["translation_of"], words, {}), "readonly": True},
        {**_field(nodes["revision"], words, {}), "readonly": True},
        *(_field(nodes[name], words, {}) for name in translated_words(model)),
        *(_common(nodes[name]) | {"widget": "keyvalue"} for name in translated_items(model)),
    ]
    label = f"{words.t('facet.translation')}: {words.t(f'kinds.{kind}').lower()}"
    return {
        **_collection(f"{kind}s_{words.lang}_translated", _label(label, words), kind, words),
        "create": False,
        "delete": False,
        "filter": {"field": "translation_of", "value": [lang for lang in LANGS if lang != words.lang]},
        "fields": [*found, _body(kind, words)],
    }


def _label(text: str, words: Interface) -> str:
    return f"{text} ({words.lang.upper()})"


def _body(kind: m.Kind, words: Interface) -> Config:
    """The text, as it stands in the file: the visual mode would write Markdown in its own way."""
    headings = "\n\n".join(f"## {item.words[words.lang]}" for item in rules()[kind].headings)
    hint = " · ".join(item.words[words.lang] for item in rules()[kind].headings)
    found: Config = {
        "name": "body",
        "label": words.t("form.part.text"),
        "widget": "markdown",
        "modes": ["raw", "rich_text"],
    }
    return found | ({"default": headings, "hint": hint} if headings else {})


def _common(node: Node) -> Config:
    """Name, label, hint; optional unless the model wants it."""
    return {
        "name": node["name"],
        "label": node["label"],
        "hint": node["help"],
        "required": bool(node.get("required")),
    }


def _field(node: Node, words: Interface, known: Options) -> Config:
    """One field with the widget that can hold its values and the rules that the widget can check."""
    found, kind = _common(node), node["type"]
    if kind == "rows":
        inner = [_field(one, words, known) for one in node["fields"]]
        return found | {"widget": "list", "fields": inner, "collapsed": "auto"} | _limits(node)
    if kind == "group":
        return found | {"widget": "object", "fields": [_field(one, words, known) for one in node["fields"]]}
    if kind in {"ref", "refs"}:
        if known.get(node["of"]):
            several = {"multiple": True, **_limits(node)} if kind == "refs" else {}
            return found | {"widget": "select", "options": known[node["of"]], **several}
        return found | {"widget": "string"} | _pattern(SLUG_PATTERN, words)
    if kind in {"words", "numbers"}:
        number = {"name": node["name"], "label": node["label"], "widget": "number", "value_type": "int"}
        return found | {"widget": "list", **({"field": number} if kind == "numbers" else {})} | _limits(node)
    if kind == "choice":
        return found | {
            "widget": "select",
            "options": [{"label": name, "value": value} for value, name in node["options"]],
        }
    if kind == "boolean":
        options = [{"label": words.t(f"form.{name}"), "value": value} for name, value in (("yes", True), ("no", False))]
        return found | {"widget": "select", "options": options}
    if kind in {"number", "integer", "year"}:
        return found | {"widget": "number", "value_type": "float" if kind == "number" else "int"} | _limits(node)
    if kind in {"date", "day"}:
        if kind == "day":
            return found | {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD", "default": "{{now}}"}
        return found | {"widget": "string"} | _pattern(_DATE, words)
    if kind == "address":
        return found | {"widget": "string", "type": "url"} | _lengths(node)
    widget = "text" if kind == "long" else "string"
    return found | {"widget": widget} | _lengths(node) | (_pattern(node["pattern"], words) if "pattern" in node else {})


def _limits(node: Node) -> Config:
    return {name: node[name] for name in ("min", "max") if name in node}


def _lengths(node: Node) -> Config:
    return {f"{name}length": node[name] for name in ("min", "max") if name in node}


def _pattern(pattern: str, words: Interface) -> Config:
    return {"pattern": [pattern, _message("field-pattern", words)]}


def _message(code: str, words: Interface) -> str:
    """The check's hint for a value of a wrong form: it names no field, so that it fits every one."""
    return catalogue()[code]["hint"][message_lang_of(words.lang)]
