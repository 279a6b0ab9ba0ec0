"""Both trees of Markdown files → documents and problems.

A file's place says its language and kind: ``docs/<language>/<folder of the kind>/…/<slug>.md``. Folders below
the kind's (a year, an oblast) are free: they do not appear in the address.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from portal.caching import Store, digest
from portal.content import source as sources
from portal.content.documents import Document, Version
from portal.content.models import (
    FOLDERS,
    LANGS,
    META,
    MODELS,
    DocumentKind,
    Figure,
    Lang,
    LawReference,
    Meta,
    PageMeta,
    Participation,
    Period,
    Place,
    Practice,
    Recommendation,
    Relation,
    Resolution,
    Reviewed,
    Translation,
    Votes,
    Withdrawal,
    WithdrawalReason,
    translatable,
)
from portal.content.models import Source as SourceModel
from portal.content.revision import revision
from portal.content.strict_yaml import Path as Path_
from portal.content.unfinished import marked_lines
from portal.content.validation import field_names, nearest, validate
from portal.language.translit import slugify
from portal.problems import Problem, problem

_KIND_OF_FOLDER: dict[str, DocumentKind] = {folder: kind for kind, folder in FOLDERS.items()}
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_WINDOWS_RESERVED = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"com{n}" for n in range(10)),
    *(f"lpt{n}" for n in range(10)),
}
_MAX_SLUG = 80
_REVISION = re.compile(r"r[0-9a-f]{10}\Z")
_NO_REVISION = "r0000000000"
_TRANSLATION_FIELDS = frozenset(Translation.model_fields)
_NESTED = (
    Place, LawReference, Participation, Figure, SourceModel, Relation, Votes, Recommendation, Period, Reviewed,
    Withdrawal, WithdrawalReason,
)  # fmt: skip


@dataclass(frozen=True)
class _File:
    lang: Lang
    kind: DocumentKind
    slug: str
    source: sources.Source
    digest: bytes
    """Of the bytes of the file."""

    @property
    def raw(self) -> dict[str | int, object]:
        value = self.source.meta.value
        return value if isinstance(value, dict) else {}

    @property
    def is_translation(self) -> bool:
        return "translation_of" in self.raw or "revision" in self.raw


def load_documents(root: Path, store: Store | None = None) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Read every document below ``root / "docs"``. Broken ones are left out and their problems returned.

    What ``store`` remembers of files that have not changed is not made again.
    """
    problems: list[Problem] = []
    files: dict[str, dict[Lang, list[_File]]] = defaultdict(lambda: defaultdict(list))
    for path in _markdown_files(root):
        file, found = _read(root, path, store)
        problems.extend(found)
        if file:
            files[file.slug][file.lang].append(file)
    documents = []
    for slug in sorted(files):
        document, found = _joined(files[slug], store)
        problems.extend(found)
        if document:
            documents.append(document)
    return tuple(documents), tuple(problems)


def _joined(by_lang: dict[Lang, list[_File]], store: Store | None) -> tuple[Document | None, tuple[Problem, ...]]:
    if store is None:
        return _join(by_lang)
    files = [file for lang in LANGS for file in by_lang.get(lang, [])]
    key = digest("document", [(file.source.path, file.digest) for file in files])
    known: tuple[Document | None, tuple[Problem, ...]] | None = store.get(key)
    if known is None:
        known = _join(by_lang)
        store.put(key, known)
    return known


def _markdown_files(root: Path) -> list[str]:
    found = (file for file in (root / "docs").rglob("*") if file.suffix.lower() in {".md", ".markdown"})
    return sorted(file.relative_to(root).as_posix() for file in found if file.is_file() or file.is_symlink())


def written_keys(root: Path) -> frozenset[str]:
    """Keys of all files that stand where documents stand, broken ones too: links to those are not at fault."""
    keys = set()
    for path in _markdown_files(root):
        lang, *folders = PurePosixPath(path).parts[1:]
        folder = folders[0] if len(folders) > 1 else ""
        if lang in LANGS and folder in _KIND_OF_FOLDER:
            keys.add(f"{folder}/{PurePosixPath(path).stem}".removeprefix("/"))
    return frozenset(keys)


def _read(root: Path, path: str, store: Store | None) -> tuple[_File | None, tuple[Problem, ...]]:
    place = PurePosixPath(path).relative_to("docs")
    lang = next((item for item in LANGS if place.parts[0] == item), None)
    if lang is None or len(place.parts) == 1:
        folder = "/".join(("docs", *place.parts[:-1]))
        known = ", ".join(f"docs/{item}" for item in LANGS)
        return None, (problem("folder-unknown", path, folder=folder, known=known),)
    relative = place.relative_to(lang)
    folder = relative.parts[0] if len(relative.parts) > 1 else ""
    kind = _KIND_OF_FOLDER.get(folder)
    if kind is None:
        known = ", ".join(sorted(name for name in _KIND_OF_FOLDER if name))
        return None, (problem("folder-unknown", path, folder=folder, known=known),)
    name_problem = _check_name(relative, path, lang)
    data, problems = sources.read_bytes(root, path)
    source: sources.Source | None = None
    own = digest("source", path, hashlib.blake2b(data or b"").digest())
    if data is not None:
        source, problems = _parsed(data, path, own, store)
    found = [*problems, *([name_problem] if name_problem else [])]
    if source is None or name_problem:
        return None, tuple(found)
    return _File(lang, kind, relative.stem, source, own), tuple(found)


def _parsed(
    data: bytes, path: str, key: bytes, store: Store | None
) -> tuple[sources.Source | None, tuple[Problem, ...]]:
    known: tuple[sources.Source | None, tuple[Problem, ...]] | None = store.get(key) if store else None
    if known is None:
        known = sources.parse(data, path)
        if store:
            store.put(key, known)
    return known


def _check_name(relative: PurePosixPath, path: str, lang: Lang) -> Problem | None:
    parts = (*relative.parts[:-1], relative.stem)
    wrong = next((part for part in parts if not is_plain_name(part)), None)
    if wrong is None and relative.suffix != ".md":
        wrong = relative.name
    if wrong is None:
        return None
    proposed = "/".join(plain_name(part, lang) for part in parts)
    return problem("file-name", path, name=wrong, proposed=f"{proposed}.md")


def is_plain_name(part: str) -> bool:
    """Whether a name can be an address, and a file on every system."""
    return bool(_SLUG.match(part)) and len(part) <= _MAX_SLUG and part not in _WINDOWS_RESERVED


def plain_name(part: str, lang: Lang) -> str:
    """A name as :func:`is_plain_name` wants it, as like ``part`` as can be."""
    name = slugify(part, lang)[:_MAX_SLUG].strip("-") or "document"
    return f"{name}-1" if name in _WINDOWS_RESERVED else name


def _join(by_lang: dict[Lang, list[_File]]) -> tuple[Document | None, tuple[Problem, ...]]:
    problems: list[Problem] = []
    everything = [file for lang in LANGS for file in by_lang.get(lang, [])]
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
        for file in translations:
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
    if len(everything) >= 2 and translations:
        version, found = _translation(translations[0], document, originals[0])
        problems.extend(found)
        if version:
            versions = {**document.versions, version.lang: version}
            document = Document(
                document.slug, document.kind, document.original, document.meta, versions, document.revision
            )
    return document, tuple(problems)


def _original(file: _File) -> tuple[Document | None, tuple[Problem, ...]]:
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
    raw.setdefault("kind", file.kind)
    checked = validate(META, raw, loaded, path, field_names(MODELS[file.kind], *_NESTED))
    meta, problems = checked
    if meta is None:
        return None, problems
    repeated = _repeated(meta, file)
    version = _version_of_original(file, meta)
    document = Document(
        slug=file.slug,
        kind=file.kind,
        original=file.lang,
        meta=meta,
        versions={file.lang: version},
        revision=revision(file.source.body, translatable(meta)),
    )
    return document, (*problems, *repeated)


def _repeated(meta: Meta, file: _File) -> Iterable[Problem]:
    """Numbers of recommendations and ids of figures are what translations hang on: each once."""
    if isinstance(meta, PageMeta):
        return
    groups: list[tuple[str, str, list[object]]] = [("figures", "id", [item.id for item in meta.figures])]
    if isinstance(meta, Resolution):
        groups.append(("recommendations", "number", [item.number for item in meta.recommendations]))
    for group, name, values in groups:
        for index, value in enumerate(values):
            if value in values[:index]:
                line, column = file.source.meta.place((group, index, name))
                yield problem("field-repeated", file.source.path, line, column, field=f"{group}.{name}", value=value)


def _version_of_original(file: _File, meta: Meta) -> Version:
    return Version(
        lang=file.lang,
        path=file.source.path,
        title=meta.title,
        summary=meta.summary,
        body=file.source.body,
        body_line=file.source.body_line,
        loaded=file.source.meta,
        status_reason=meta.status_reason if isinstance(meta, Practice) else None,
        figures={} if isinstance(meta, PageMeta) else {item.id: item.label for item in meta.figures},
        recommendations={item.number: item.text for item in meta.recommendations}
        if isinstance(meta, Resolution)
        else {},
    )


def _translation(file: _File, document: Document | None, original: _File) -> tuple[Version | None, tuple[Problem, ...]]:
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
        problems.append(problem("translation-unfinished", path, marks[0], 1, count=len(marks), slug=file.slug))
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
        problems.extend(_incomplete(words, document, file))
    version = Version(
        lang=file.lang,
        path=path,
        title=words.title,
        summary=words.summary,
        body=file.source.body,
        body_line=file.source.body_line,
        loaded=loaded,
        status_reason=words.status_reason,
        figures=words.figures,
        recommendations=words.recommendations,
        revision=words.revision,
    )
    return version, tuple(problems)


def _marks(file: _File) -> list[int]:
    """The lines of the marks that the command ``translate`` left in a translation."""

    def of(value: object, path: Path_) -> Iterable[int]:
        if isinstance(value, str):
            yield from [file.source.meta.place(path)[0]] * len(marked_lines(value))
        elif isinstance(value, dict | list):
            items = value.items() if isinstance(value, dict) else enumerate(value)
            for key, inner in items:
                yield from of(inner, (*path, key))

    body = [file.source.body_line + line - 1 for line in marked_lines(file.source.body)]
    return sorted([*of(file.raw, ()), *body])


def _disagreements(others: dict[str | int, object], file: _File, original: _File) -> Iterable[Problem]:
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


def _incomplete(words: Translation, document: Document, file: _File) -> Iterable[Problem]:
    """A translation that claims the current revision must have every translatable part of it."""
    wanted = translatable(document.meta)
    for group, have in (("figures", words.figures), ("recommendations", words.recommendations)):
        expected = {str(key) for key in wanted.get(group, {})}
        present = {str(key) for key in have}
        line, column = file.source.meta.place((group,))
        for key in sorted(expected - present):
            yield problem("translation-part-missing", file.source.path, line, column, field=f"{group}.{key}")
        for key in sorted(present - expected):
            yield problem("translation-part-unknown", file.source.path, line, column, field=f"{group}.{key}")
    if "status_reason" in wanted and not words.status_reason:
        yield problem("translation-part-missing", file.source.path, 1, 1, field="status_reason")
