"""One file, or one for each language → the files of a document, in memory. :mod:`saving` writes them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from portal.content.tree import is_plain_name, plain_name
from portal.content.validation import field_names
from portal.core.problems import Problem
from portal.core.records import dataclass
from portal.editing.importing import (
    act_names,
    form_photos,
    headings,
    languages,
    markdown,
    questions,
    source_list,
    title_lines,
    wording,
    writing,
)
from portal.editing.importing.accounting import footnotes_gone, note_lost, pictures_gone
from portal.editing.importing.dates import dates_in
from portal.editing.importing.kinds import kind_of
from portal.editing.importing.model import Blocks, HeadingBlock, Picture, inlines, plain
from portal.editing.importing.notes import CannotImportError, Note, Notes, say
from portal.editing.importing.openings import begins_act
from portal.editing.importing.pictures import remade
from portal.editing.importing.proposal import ProposedCard, given, propose
from portal.editing.importing.reading import read_file
from portal.editing.importing.resolutions import recommendations_in
from portal.editing.importing.summary import summary_of
from portal.editing.importing.topics import Example, kind_votes
from portal.editing.importing.version import GivenFile, ImportedText, Options, folder, without_leads
from portal.editing.importing.wording import harmless
from portal.language.languages import OBLIGATORY, spelling
from portal.model.dates import PartialDate
from portal.model.documents import KINDS, MODELS, Kind
from portal.model.values import LANGS, Lang
from portal.reference.load import ReferenceData

_SLUG_LENGTH = 60
_SURE_KIND = 0.25


@dataclass(frozen=True)
class Result:
    """A document ready to be written. ``files``: path from the project's root → bytes, the original first."""

    kind: Kind
    slug: str
    original: Lang
    files: Mapping[str, bytes]
    notes: tuple[Note, ...]
    card: Mapping[str, Any]
    topics: tuple[tuple[str, float], ...] = ()
    open: tuple[Problem, ...] = ()
    """What the card still lacks, in the words of the check."""


def import_files(
    files: Sequence[GivenFile], reference: ReferenceData, options: Options, known: Sequence[Example] = ()
) -> Result:
    """Import one file, or two that hold the two languages. Raises :class:`CannotImportError`.

    ``known``: documents that have topics, from which those of the new one are learned.
    """
    versions = _versions(files, options, notes := Notes())
    kind = _kind(versions, options, known, notes)
    for version in versions:
        before = version.blocks
        version.title, version.blocks = _title(version)
        version.blocks = title_lines.without_around(version.blocks)
        notes.add_some("title-footnote", *footnotes_gone(before, version.blocks))
        version.blocks = pictures_gone(before, version.blocks) + version.blocks
        version.summary = None if version.foreign else summary_of(version.blocks)
        if not version.imported.meta:
            listed = source_list.taken(version.blocks, version.foreign or version.lang, notes)
            version.blocks, version.listed = listed.blocks, listed.sources
        if kind == "resolution" and not version.imported.meta:
            found = recommendations_in(version.blocks, version.lang, reference)
            version.recommendations, version.blocks = found
            addressees = dict.fromkeys(item.addressee for item in version.recommendations)
            if addressees:
                notes.add("recommendations-moved", *addressees, count=len(version.recommendations))
        version.blocks = headings.fit(headings.normalise(version.blocks), kind, version.lang, notes)
        asked = questions.taken(version.blocks, kind, version.lang, notes)
        version.blocks, version.asked = asked.blocks, asked.sources
    without_leads(versions, kind, notes)
    slug = _slug(versions[0], options)
    photos, versions[0].imported = form_photos.placed(versions[0].imported, versions[0].lang, slug, notes)
    files_out = {**_pictures(versions, kind, slug, notes), **photos}
    card = _card(versions, kind, reference, options, known, notes)
    written = writing.write(versions, card, kind, slug, options, notes)
    _last_notes(versions, kind, card, notes)
    lines = chain.from_iterable({version.file: version.imported.lines for version in versions}.values())
    note_lost(lines, written.files.values(), notes)
    return Result(
        kind=kind,
        slug=slug,
        original=versions[0].lang,
        files={**written.files, **files_out},
        notes=tuple(notes.items),
        card=card.values,
        topics=tuple(card.topics),
        open=written.open,
    )


def _versions(files: Sequence[GivenFile], options: Options, notes: Notes) -> list[ImportedText]:
    found: list[ImportedText] = []
    for file in files:
        imported, kind = read_file(file.data, file.name, notes)
        wanted = options.lang if len(files) == 1 else None
        if kind == "form":
            lang: Lang = next((known for known in LANGS if known == imported.meta["lang"]), LANGS[0])
            found.append(ImportedText(lang, imported, file.name, imported.blocks))
            continue
        split = languages.split(imported.blocks, notes)
        if len(files) > 1 and len(split.texts) > 1:
            raise CannotImportError("stop-two-bilingual", name=file.name)
        texts = split.texts or ({wanted: imported.blocks} if wanted else {})
        if not texts:
            raise CannotImportError("stop-no-language", words=plain(imported.blocks)[:80])
        for text_lang, blocks in texts.items():
            if text_lang in LANGS:
                lang = text_lang
                if wanted and len(texts) == 1 and wanted != lang:
                    notes.add("language-other", stated=wanted, found=lang)
                    lang = wanted
                found.append(ImportedText(lang, imported, file.name, blocks))
            else:
                found.append(ImportedText(wanted or LANGS[0], imported, file.name, blocks, foreign=text_lang))
                notes.add("language-foreign", lang=text_lang, folder=wanted or LANGS[0])
    if len(found) == 2 and found[0].lang == found[1].lang:
        raise CannotImportError("stop-same-language", lang=found[0].lang)
    if options.lang and len(found) == 2 and found[0].lang != options.lang:
        found.reverse()
    return found


def _kind(versions: Sequence[ImportedText], options: Options, known: Sequence[Example], notes: Notes) -> Kind:
    stated = versions[0].imported.meta.get("kind")
    for value in (options.kind, stated):
        for kind in KINDS:
            if value == kind:
                return kind
    first = versions[0]
    if any(map(questions.columns_of, first.blocks)):
        return "lesson"
    title = wording.with_subtitle(*wording.title_of(first.blocks, first.imported.title, first.imported.sure))
    words = plain(first.blocks)
    votes = kind_votes(f"{title}\n{words}", first.lang, known)
    forms = title_lines.forms_over(first.blocks)
    decides = first.imported.decides or begins_act(title, first.blocks)
    found = kind_of(title, words, votes, bool(first.imported.stamp), decides, forms)
    sure = found.certainty >= _SURE_KIND
    notes.add("kind-found" if sure else "kind-unsure", kind=found.kind, **({} if sure else {"second": found.second}))
    return found.kind


def _title(version: ImportedText) -> tuple[str, Blocks]:
    given_title = version.imported.meta.get("title")
    if isinstance(given_title, str) and given_title.strip():
        blocks = version.blocks
        first = blocks[0] if blocks else None
        if isinstance(first, HeadingBlock) and plain(first).casefold() == given_title.strip().casefold():
            blocks = blocks[1:]
        return given_title.strip(), blocks
    return wording.title_of(version.blocks, version.imported.title, version.imported.sure)


def _slug(first: ImportedText, options: Options) -> str:
    stated = options.slug or first.imported.meta.get("slug")
    if isinstance(stated, str) and stated:
        if not is_plain_name(stated):
            if options.slug:
                raise CannotImportError("stop-slug", slug=stated[:80], near=plain_name(stated, first.lang))
            stated = plain_name(stated, first.lang)
        return stated
    stem = first.file.rpartition(".")[0] or first.file
    name = plain_name(first.title or stem, first.lang)
    if len(name) > _SLUG_LENGTH:
        name = name[:_SLUG_LENGTH].rpartition("-")[0] or name[:_SLUG_LENGTH]
    return plain_name(name, first.lang)


def _pictures(versions: Sequence[ImportedText], kind: Kind, slug: str, notes: Notes) -> dict[str, bytes]:
    """Write the bodies, for which the names of the pictures are needed; the pictures come back by their paths."""
    out: dict[str, bytes] = {}
    written: dict[str, str] = {}
    number = 0
    for version in versions:
        wanted = [run.name for run in inlines(version.blocks) if isinstance(run, Picture)]
        missing = [name for name in wanted if _key(version, name) not in written]
        new = remade(missing, version.imported.pictures, notes)
        names: dict[str, str] = {}
        for name in dict.fromkeys(wanted):
            key = _key(version, name)
            if key not in written and name in new:
                number += 1
                path = f"{folder(kind, version.lang)}/{slug[:70]}-{number}{new[name].suffix}"
                out[path] = new[name].data
                written[key] = path
            if key in written:
                names[name] = posixpath.relpath(written[key], folder(kind, version.lang))
        text = markdown.write(version.blocks, _picture_writer(names, notes))
        version.body = source_list.with_numbers(text, 1 + len(versions[0].asked))
    return out


def _picture_writer(names: Mapping[str, str], notes: Notes) -> Any:
    def picture(item: Picture) -> str:
        name = names.get(item.name)
        if name is None:
            return ""
        if not item.alt:
            notes.add("picture-alt", name=posixpath.basename(name))
        return markdown.picture_code(item.alt, name)

    return picture


def _key(version: ImportedText, name: str) -> str:
    return f"{version.file}\n{name}"


def _card(
    versions: Sequence[ImportedText],
    kind: Kind,
    reference: ReferenceData,
    options: Options,
    known: Sequence[Example],
    notes: Notes,
) -> ProposedCard:
    first = versions[0]
    meta = {key: value for key, value in first.imported.meta.items()
            if key not in {"lang", "slug", "kind", "translation_of", "revision"}}  # fmt: skip
    if first.imported.meta.get("lang"):  # from the form: the author filled in every field
        values = {"added": options.today, **given(meta), "review": "proposed"}
        return ProposedCard(values=values, comments={"review": writing.sent_lines(notes.items, options)})
    published = first.imported.date or _byline_date(notes)
    card = propose(
        first.text,
        kind,
        reference,
        today=options.today,
        published=published,
        letterhead=_left_out(notes, "letterhead", "page-margins"),
        says=options.says,
        recommendations=first.recommendations,
        known=known,
        notes=notes,
    )
    source: dict[str, Any] = {"title": act_names.with_act(first.title or first.file, first.imported, notes)}
    if first.imported.publisher:
        source["publisher"] = first.imported.publisher
    if first.imported.url:
        source["url"] = first.imported.url
    source["language"] = first.foreign or first.lang
    if published:
        source.update(given({"date": published}))
    source["accessed"] = PartialDate(options.today.year, options.today.month)
    card.values["sources"] = [
        source, *questions.in_card(first.asked, source), *source_list.in_card(first.listed, source)
    ]  # fmt: skip
    card.comments.setdefault("sources", []).append(
        say("card-source", options.says, {"name": ", ".join(dict.fromkeys(item.file for item in versions))})
    )
    if first.foreign:
        card.values["source_language"] = first.foreign
        card.values["title"] = card.values["summary"] = None
        card.comments["summary"] = []
        card.comments["title"] = [say("card-foreign", options.says, {"lang": first.foreign, "title": first.title})]
    if not card.values.get("title"):
        card.comments.setdefault("title", []).append(say("card-title-none", options.says, {}))
    card.values = harmless(card.values)
    fields = field_names(MODELS[kind])
    for name, value in given(meta).items():
        if name in fields:
            card.values[name] = value
            card.comments.pop(name, None)
        else:
            notes.add("card-unknown", f"{name}: {value}")
    return card


def _left_out(notes: Notes, kind: str, *codes: str) -> str:
    """The lines of one kind, and of notes with ``codes``, that were left out of the text."""
    found = (note for note in notes.items if note.code in codes or note.values.get("kind") == kind)
    return "\n".join(quote for note in found for quote in note.quotes)


def _byline_date(notes: Notes) -> str:
    found = dates_in(_left_out(notes, "byline"))
    return found[0].date.iso() if found else ""


def _last_notes(versions: Sequence[ImportedText], kind: Kind, card: ProposedCard, notes: Notes) -> None:
    first = versions[0]
    for version in versions:
        words = plain(version.blocks)
        is_kyrgyz = spelling(version.lang) == "roots" and not version.foreign
        if is_kyrgyz and len(words) > 200 and not re.search("[ңөүҢӨҮ]", words):
            notes.add("kyrgyz-letters")
    if len(versions) == 1 and not first.foreign:
        missing = ", ".join(lang for lang in OBLIGATORY if lang != first.lang)
        notes.add("language-found", lang=first.lang, other=missing)
    if kind == "resolution" and not first.recommendations and not card.values.get("recommendations"):
        notes.add("no-recommendations")
