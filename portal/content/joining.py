"""The files of one slug → a document: an original and its translation, and what does not fit between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from portal.content.documents import DocumentOrPage, Version, document_or_page
from portal.content.revision import revision
from portal.content.source import ParsedFile
from portal.content.unfinished import for_command, marked_lines, offered_lines
from portal.content.validation import field_names, nearest, unfilled, validate
from portal.core.problems import Problem, problem
from portal.core.records import dataclass
from portal.core.strict_yaml import Path as Path_
from portal.model.documents import FOLDERS, META, MODELS, DocumentKind, Meta, Translation
from portal.model.fields import item_words, models_of, translatable, translated_items, translated_words
from portal.model.values import LANGS, Lang

_REVISION = re.compile(r"r[0-9a-f]{10}\Z")
_FIELDS_OF_A_KIND = 2
"""So many fields that the folder's kind lacks and another has: the file stands in the wrong folder."""
_NO_REVISION = "r0000000000"
_TRANSLATION_FIELDS = frozenset(Translation.model_fields)


@dataclass(frozen=True)
class SourceFile:
    """A file as read, and what its place says that it is."""

    lang: Lang
    kind: DocumentKind
    slug: str
    source: ParsedFile

    @property
    def raw(self) -> dict[str | int, object]:
        """Its front matter."""
        value = self.source.meta.value
        return value if isinstance(value, dict) else {}

    @property
    def is_translation(self) -> bool:
        """Whether it says that it is one."""
        return "translation_of" in self.raw or "revision" in self.raw


def join(
    by_lang: Mapping[Lang, list[SourceFile]], *, complete: bool = True
) -> tuple[DocumentOrPage | None, tuple[Problem, ...]]:
    """Files of one slug, by language → the document, and what is wrong with it or between them.

    ``complete``: whether these are all its files. A translation is not called an orphan while its original may be the
    one that could not be read: who believed it would remove the marks of the translation.
    """
    problems: list[Problem] = []
    for lang in LANGS:
        for other in by_lang.get(lang, [])[1:]:
            problems.append(
                problem("slug-duplicate", other.source.path, slug=other.slug, other=by_lang[lang][0].source.path)
            )
    chosen = [by_lang[lang][0] for lang in LANGS if by_lang.get(lang)]
    if len({file.kind for file in chosen}) > 1:
        problems.append(
            problem("slug-duplicate", chosen[1].source.path, slug=chosen[1].slug, other=chosen[0].source.path)
        )
        chosen = chosen[:1]
    originals = [file for file in chosen if not file.is_translation]
    translations = [file for file in chosen if file.is_translation]
    if not originals:
        for file in translations if complete else ():
            line, column = file.source.meta.place(("translation_of",))
            problems.append(problem("translation-orphan", file.source.path, line, column))
        return None, tuple(problems)
    if len(originals) > 1:
        line, column = originals[1].source.meta.place(())
        problems.append(
            problem(
                "translation-two-originals",
                originals[1].source.path,
                line,
                column,
                other=originals[0].source.path,
            )
        )
    document, found = _original(originals[0])
    problems.extend(found)
    if document is None:
        for file in translations:  # what can be said of the translation is said at once all the same
            problems.extend(_translation(file, None, originals[0])[1])
        return None, tuple(problems)
    for file in translations:
        version, found = _translation(file, document, originals[0])
        problems.extend(found)
        if version:
            versions = {**document.versions, version.lang: version}
            document = replace(document, versions=versions)
    return document, tuple(problems)


def _original(file: SourceFile) -> tuple[DocumentOrPage | None, tuple[Problem, ...]]:
    loaded, path = file.source.meta, file.source.path
    raw = dict(file.raw)
    stated = raw.get("kind")
    if isinstance(stated, str) and stated != file.kind and stated in MODELS:
        line, column = loaded.place(("kind",))
        return None, (
            problem(
                "kind-folder",
                path,
                line,
                column,
                kind=stated,
                folder=FOLDERS[file.kind] or f"docs/{file.lang}",
            ),
        )
    if stated is None and (right := _kind_meant(file)):
        names = [name for name in map(str, raw) if name not in field_names(MODELS[file.kind])]
        line, column = loaded.place((names[0],))
        return None, (
            problem(
                "kind-misplaced", path, line, column, fields=", ".join(names), kind=right, slug=file.slug,
                folder="/".join((f"docs/{file.lang}", *filter(None, [FOLDERS[file.kind]]))),
                right=f"docs/{file.lang}/{FOLDERS[right]}",
            ),
        )  # fmt: skip
    raw.setdefault("kind", file.kind)
    checked = validate(META, raw, loaded, path, field_names(*models_of(MODELS[file.kind]).values()))
    meta, problems = checked[0], (*checked[1], *unfilled(MODELS[file.kind], loaded, path))
    if meta is None:
        return None, problems
    repeated = _repeated(meta, file)
    version = _version_of_original(file, meta)
    document = document_or_page(
        meta,
        slug=file.slug,
        original=file.lang,
        versions={file.lang: version},
        revision=revision(file.source.body, translatable(meta)),
    )
    return document, (*problems, *repeated)


def _kind_meant(file: SourceFile) -> DocumentKind | None:
    """The kind that has all fields of a card which stand in the folder of a kind that lacks several of them."""
    written = set(map(str, file.raw))
    lacking = written - set(field_names(MODELS[file.kind]))
    if len(lacking) < _FIELDS_OF_A_KIND:
        return None
    missing: dict[DocumentKind, int] = {}
    for kind, model in MODELS.items():
        if FOLDERS[kind] and written <= set(field_names(model)):
            wanted = (info.alias or name for name, info in model.model_fields.items() if info.is_required())
            missing[kind] = len(set(wanted) - written)
    return min(missing.items(), key=lambda item: item[1])[0] if missing else None


def _repeated(meta: Meta, file: SourceFile) -> Iterable[Problem]:
    """Numbers of recommendations and ids of figures are what translations hang on: each once."""
    for group, items in translated_items(type(meta)).items():
        name, values = items.key, [getattr(item, items.key) for item in getattr(meta, group)]
        for index, value in enumerate(values):
            if value in values[:index]:
                line, column = file.source.meta.place((group, index, name))
                yield problem("field-repeated", file.source.path, line, column, field=f"{group}.{name}", value=value)


def _version_of_original(file: SourceFile, meta: Meta) -> Version:
    words = {name: value for name in translated_words(type(meta)) if (value := getattr(meta, name))}
    parts = {name: item_words(meta, name, items) for name, items in translated_items(type(meta)).items()}
    return _version(file, words, parts)


def _version(
    file: SourceFile,
    words: Mapping[str, str],
    parts: Mapping[str, Mapping[str | int, str]],
    revision: str | None = None,
) -> Version:
    return Version(
        lang=file.lang,
        path=file.source.path,
        title=words["title"],
        summary=words["summary"],
        body=file.source.body,
        body_line=file.source.body_line,
        loaded=file.source.meta,
        words=words,
        parts=parts,
        revision=revision,
    )


def _translation(
    file: SourceFile, document: DocumentOrPage | None, original: SourceFile
) -> tuple[Version | None, tuple[Problem, ...]]:
    loaded, path = file.source.meta, file.source.path
    own = {key: value for key, value in file.raw.items() if key in _TRANSLATION_FIELDS}
    others = {key: value for key, value in file.raw.items() if key not in _TRANSLATION_FIELDS}
    problems: list[Problem] = []
    if not _REVISION.match(str(own.get("revision"))):
        if document is not None:  # else its revision is not known yet
            line, column = loaded.place(("revision",) if "revision" in own else ("translation_of",))
            problems.append(problem("translation-revision", path, line, column, revision=document.revision))
        own["revision"] = _NO_REVISION
    marks = _marks(file)
    if marks:
        name = for_command(file.slug, file.lang)
        problems.append(problem("translation-unfinished", path, marks[0], 1, count=len(marks), slug=name))
        return None, tuple(problems)
    known = (*field_names(MODELS[file.kind]), *_TRANSLATION_FIELDS)
    words, found = validate(Translation, own, loaded, path, known)
    problems += [*found, *_disagreements(others, file, original)]
    if words is None or document is None:
        return None, tuple(problems)
    if words.translation_of != document.original:
        line, column = loaded.place(("translation_of",))
        problems.append(
            problem(
                "translation-language",
                path,
                line,
                column,
                value=words.translation_of,
                right=document.original,
            )
        )
    if words.revision == document.revision:
        problems.extend(_incomplete(words, document, file, original))
    model = MODELS[file.kind]
    version = _version(
        file,
        {name: value for name in translated_words(model) if (value := getattr(words, name))},
        {name: getattr(words, name) for name in translated_items(model)},
        words.revision,
    )
    return version, tuple(problems)


def _marks(file: SourceFile) -> list[int]:
    """The lines of the marks that the command ``translate`` left in a translation; else of its offers."""

    def of(value: object, path: Path_) -> Iterable[int]:
        if isinstance(value, str):
            yield from [file.source.meta.place(path)[0]] * len(marked_lines(value))
        elif isinstance(value, dict | list):
            items = value.items() if isinstance(value, dict) else enumerate(value)
            for key, inner in items:
                yield from of(inner, (*path, key))

    body = file.source.body
    found = sorted([*of(file.raw, ()), *(file.source.body_line + line - 1 for line in marked_lines(body))])
    return found or [file.source.body_line + line - 1 for line in offered_lines(body)]


def _disagreements(others: dict[str | int, object], file: SourceFile, original: SourceFile) -> Iterable[Problem]:
    """Neutral fields in a translation: unknown ones, and ones that say something else than the original."""
    known = field_names(MODELS[file.kind])
    for key, value in others.items():
        line, column = file.source.meta.place((key,))
        if key not in known:
            near = nearest(str(key), (*known, *_TRANSLATION_FIELDS)) or "–"
            yield problem("field-unknown", file.source.path, line, column, field=key, near=near)
        elif key == "kind" and value == file.kind:
            continue
        elif original.raw.get(key) != value:
            other_line = original.source.meta.place((key,))[0]
            other = f"{original.source.path}:{other_line}"
            yield problem("translation-disagrees", file.source.path, line, column, field=key, other=other)


def _incomplete(words: Any, document: DocumentOrPage, file: SourceFile, original: SourceFile) -> Iterable[Problem]:
    """A translation that claims the current revision must have every translatable part of it."""

    def missing(line: int, column: int, group: str, key: str = "") -> Problem:
        other = f"{original.source.path}:{_line_of(original, group, key)}"
        name = f"{group}.{key}" if key else group
        return problem("translation-part-missing", file.source.path, line, column, field=name, other=other)

    wanted = translatable(document.meta)
    for group in translated_items(MODELS[file.kind]):
        expected, present = set(wanted.get(group, {})), {str(key) for key in getattr(words, group)}
        line, column = file.source.meta.place((group,))
        for key in sorted(expected - present):
            yield missing(line, column, group, key)
        for key in sorted(present - expected):
            yield problem("translation-part-unknown", file.source.path, line, column, field=f"{group}.{key}")
    for name in translated_words(MODELS[file.kind]):
        if name in wanted and not getattr(words, name):
            yield missing(1, 1, name)


def _line_of(original: SourceFile, group: str, key: str) -> int:
    """The line of a field of the original, or of that item of it which has this id or number."""
    items = original.raw.get(group)
    for index, item in enumerate(items if key and isinstance(items, list) else ()):
        if isinstance(item, dict) and key in {str(item.get(name)) for name in ("id", "number", "part")}:
            return original.source.meta.place((group, index))[0]
    return original.source.meta.place((group,))[0]
