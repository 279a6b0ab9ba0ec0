"""Card and text of each language → the files of a document."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import field
from typing import Any

from pydantic import TypeAdapter

from portal.content import source as sources
from portal.content.revision import revision
from portal.content.validation import field_names, validate
from portal.core.problems import Problem
from portal.core.records import dataclass
from portal.editing.importing.left_out import sent
from portal.editing.importing.model import HeadingBlock
from portal.editing.importing.notes import Note, Notes, say
from portal.editing.importing.proposal import ProposedCard
from portal.editing.importing.resolutions import same_length
from portal.editing.importing.version import ImportedText, Options, folder
from portal.editing.importing.wording import harmless
from portal.forms import front_matter
from portal.model.documents import META, MODELS, Kind
from portal.model.fields import translatable

_MOST_SENT, _WIDTH = 12_000, 110


@dataclass(frozen=True)
class WrittenFiles:
    """The files, and what the card of the original still lacks."""

    files: dict[str, bytes]
    open: tuple[Problem, ...] = field(default=())


def write(
    versions: Sequence[ImportedText], card: ProposedCard, kind: Kind, slug: str, options: Options, notes: Notes
) -> WrittenFiles:
    """The Markdown of the original, and of the translation where there is one."""
    first = versions[0]
    path = f"{folder(kind, first.lang)}/{slug}.md"
    head = say("card-head", options.says, {"day": options.today.isoformat()})
    comments = {**card.comments, front_matter.HEAD: [head]}
    original = f"{front_matter.write(card.values, comments)}\n{first.body}".encode()
    files = {path: original}
    current, problems = _revision(original, path, kind)
    if len(versions) < 2:
        return WrittenFiles(files, problems)
    second = versions[1]
    shape = [block.level for block in first.blocks if isinstance(block, HeadingBlock)]
    other = [block.level for block in second.blocks if isinstance(block, HeadingBlock)]
    if shape != other:
        notes.add("pair-headings", one=len(shape), two=len(other))
        current = None
    meta = second.imported.meta
    values: dict[str, Any] = {
        "translation_of": first.lang,
        "revision": current,
        "title": harmless(second.title) or None,
        "summary": meta.get("summary") or second.summary,
    }
    if first.recommendations:
        if same_length(first.recommendations, second.recommendations):
            texts = enumerate(second.recommendations, 1)
            values["recommendations"] = {number: harmless(item.text) for number, item in texts}
        else:
            notes.add("pair-recommendations", one=len(first.recommendations), two=len(second.recommendations))
    notices = {"summary": [say("card-summary" if values["summary"] else "card-summary-none", options.says, {})]}
    if current is None:
        notices["revision"] = [say("card-revision", options.says, {})]
    pair = f"{folder(kind, second.lang)}/{slug}.md"
    files[pair] = f"{front_matter.write(values, notices)}\n{second.body}".encode()
    return WrittenFiles(files, problems)


def sent_lines(notes: Sequence[Note], options: Options) -> list[str]:
    """Comments of the card with what the sender of a form wrote beside its fields, as much as a card bears."""
    found: list[str] = []
    left = _MOST_SENT
    for text in sent(notes):
        left -= len(text)
        if left < 0:
            found.append(say("card-sent-more", options.says, {}))
            break
        found += textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)
    return [say("card-sent", options.says, {}), *found] if found else []


def _revision(original: bytes, path: str, kind: Kind) -> tuple[str | None, tuple[Problem, ...]]:
    """The revision of the original, and what its card lacks; none where it cannot be told yet."""
    source, problems = sources.parse(original, path)
    if source is None or not isinstance(source.meta.value, dict):
        return None, problems
    value = {"kind": kind, **source.meta.value}
    checker: TypeAdapter[Any] = META
    meta, found = validate(checker, value, source.meta, path, field_names(MODELS[kind]))
    if meta is None:
        return None, (*problems, *found)
    return revision(source.body, translatable(meta)), problems
