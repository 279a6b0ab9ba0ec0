"""A new document: its file with the fixed headings, and above each field of the card what to write there.

Nothing is invented. What the title says is proposed (name of the file, topics, place), what only the editor knows stays
empty: the check then names each empty field and each empty section.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from portal.content.headings import rules
from portal.content.tree import plain_name
from portal.content.unfinished import for_command
from portal.core.problems import MessageLang
from portal.core.records import dataclass
from portal.editing.importing.places import FoundPlace, places_in
from portal.editing.importing.topics import Example, topics_in
from portal.editing.new_words import Say
from portal.forms import front_matter
from portal.language.languages import OBLIGATORY, with_spelling
from portal.model.documents import FOLDERS, KINDS, MODELS, DocumentKind, Translation
from portal.model.values import Lang
from portal.reference.load import ReferenceData
from portal.words.labels import labels

_MOST_WORDS, _LONGEST = 6, 60
_MOST_TOPICS = 3
_NAME = re.compile(r"(?<![\w-])[А-ЯЁҢӨҮ][а-яёңөү]+(?:[-–][А-ЯЁҢӨҮа-яёңөү]+)*(?![\w-])")
_KYRGYZ = re.compile("[ңөүҢӨҮ]")
SCHEMA = "yaml-language-server: $schema={up}schemas/{kind}.json"
"""What the YAML extension of editors' programs reads to find the description of the fields."""


@dataclass(frozen=True)
class Request:
    """What the editor asked for. ``slug``: ``None`` to propose one; ``both``: the files of translations too."""

    kind: DocumentKind
    title: str
    lang: Lang
    slug: str | None = None
    both: bool = False


@dataclass(frozen=True)
class New:
    """The files by path, and what was proposed; ``places``: ids, of which the only one was put into the card."""

    files: Mapping[str, str]
    slug: str
    topics: tuple[str, ...]
    places: tuple[str, ...]


def guessed_lang(title: str) -> Lang | None:
    """Kyrgyz by its own letters; nothing can be said of a title without them."""
    return with_spelling("roots") if _KYRGYZ.search(title) else None


def proposed_slug(title: str, lang: Lang, taken: Collection[str]) -> str:
    """The first words of the title in Latin letters; a number behind it where another document has that name."""
    name = ""
    for word in plain_name(title, lang).split("-")[:_MOST_WORDS]:
        longer = f"{name}-{word}".strip("-")
        if name and len(longer) > _LONGEST:
            break
        name = longer[:_LONGEST].strip("-")
    name = plain_name(name, lang)
    number = 2
    chosen = name
    while chosen in taken:
        chosen, number = f"{name}-{number}", number + 1
    return chosen


def new_document(
    request: Request,
    reference: ReferenceData,
    taken: Collection[str],
    today: dt.date,
    messages: MessageLang,
    known: Sequence[Example] = (),
) -> New:
    """The files of a new document.

    ``taken``: names that cannot be had; ``messages``: the language of the comments; ``known``: documents with topics.
    """
    slug = request.slug or proposed_slug(request.title, request.lang, taken)
    tagged = request.kind in KINDS  # ordinary pages have neither topics nor places
    found = topics_in(request.title, request.lang, reference, known) if tagged else ()
    topics = tuple(item.id for item in found if item.sure)[:_MOST_TOPICS]
    places = _places(request.title, reference) if tagged else ()
    say = Say(messages)
    meta, comments = _card(request, topics, places, today, say)
    files = {_path(request, slug, request.lang): front_matter.write(meta, comments) + _body(request.kind, request.lang)}
    for target in (lang for lang in OBLIGATORY if request.both and lang != request.lang):
        card = front_matter.write(
            {"translation_of": request.lang, "revision": None, "title": None, "summary": None},
            {
                front_matter.HEAD: [_schema(request.kind), say("translation")],
                "revision": [say("revision", slug=for_command(slug, target))],
                **{name: [_help(Translation, name, messages)] for name in ("title", "summary")},
            },
        )
        files[_path(request, slug, target)] = card + _body(request.kind, target)
    return New(files, slug, topics, tuple(item.id for item in places))


def _path(request: Request, slug: str, lang: Lang) -> str:
    return "/".join(part for part in ("docs", lang, FOLDERS[request.kind], f"{slug}.md") if part)


def _schema(kind: DocumentKind) -> str:
    return SCHEMA.format(up="../" * (3 if FOLDERS[kind] else 2), kind=kind)


def _card(
    request: Request, topics: tuple[str, ...], places: tuple[FoundPlace, ...], today: dt.date, say: Say
) -> tuple[dict[str, Any], dict[str, list[str]]]:
    kind, model = request.kind, MODELS[request.kind]
    title = " ".join(unicodedata.normalize("NFC", request.title).split())
    meta: dict[str, Any] = {"kind": kind, "title": title, "summary": None}
    if kind in KINDS:
        meta |= {"added": today, "review": "proposed", "topics": list(topics) or None}
        meta["sources"] = [{"title": None, "publisher": None, "language": None, "accessed": None}]
    meta |= {name: None for name, info in model.model_fields.items() if info.is_required() and name not in meta}
    one = _only(places)
    if one:
        meta["places"] = [{one.level: one.id}]
    comments: dict[str, list[str]] = {front_matter.HEAD: [_schema(kind), say("head"), *_about_headings(request, say)]}
    for name, info in model.model_fields.items():
        if name in {"kind", "withdrawn", "reviewed", "related", "source_language"}:
            continue
        lines = [_help(model, name, say.lang)]
        if name not in meta:
            # What may be left out stands as a comment only, with its name, for the editor to write below it.
            lines[0] = f"{info.alias or name}: {lines[0]} {say('optional')}"
        comments[name] = lines
    if topics:
        comments["topics"].append(say("proposed"))
    if kind in KINDS and not topics:
        comments["topics"].append(say("known-topics"))
    if one:
        comments["places"].append(say("proposed"))
    elif places:
        comments["places"].append(say("which-place", ids=", ".join(f"{item.level}: {item.id}" for item in places)))
    if "sources" in comments:
        comments["sources"].append(say("source-fields"))
    if "type" in meta:
        comments["type"].append(say("allowed", values=_allowed(kind, "type")))
    return meta, comments


def _allowed(kind: DocumentKind, name: str) -> str:
    schema = MODELS[kind].model_json_schema()["properties"][name]
    return ", ".join(schema.get("enum", ()))


def _about_headings(request: Request, say: Say) -> list[str]:
    required = rules()[request.kind].needed(request.lang)
    free = [name for name in rules()[request.kind].names(request.lang) if name not in required]
    lines = []
    if required:
        lines.append(say("required-headings", names=", ".join(f"«{name}»" for name in required)))
    if free:
        lines.append(say("free-headings", names=", ".join(f"«{name}»" for name in free)))
    return lines


def _help(model: Any, name: str, lang: MessageLang) -> str:
    for parent in model.__mro__:
        found = labels().get(f"{parent.__name__.lstrip('_')}.{name}")
        if found:
            return f"{found.name[lang]}. {found.help[lang]}"
    return ""


def _body(kind: DocumentKind, lang: Lang) -> str:
    """The fixed headings, each with an empty line below it to write on."""
    headings = rules()[kind].headings
    return "\n" + "".join(f"## {item.words[lang]}\n\n" for item in headings).rstrip("\n") + ("\n" if headings else "")


def _places(title: str, reference: ReferenceData) -> tuple[FoundPlace, ...]:
    """The places that the title names, those too whose kind it does not say («Ак-Башат: …»)."""
    said = places_in(title, reference)
    if said:
        return said
    found: dict[tuple[str, str], FoundPlace] = {}
    for match in _NAME.finditer(title):
        name = match[0]
        tried = f"{name} айыл аймагы. {name} районунда. {name} шаарында. {name} облусунда."
        for item in places_in(tried, reference):
            found.setdefault((item.level, item.id), item)
    return tuple(found.values())


def _only(places: tuple[FoundPlace, ...]) -> FoundPlace | None:
    """The place that is meant, if only one can be: of several the one municipality."""
    towns = [item for item in places if item.level == "municipality"]
    if len(places) == 1:
        return places[0]
    return towns[0] if len(towns) == 1 else None
