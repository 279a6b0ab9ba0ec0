"""Files of translations: the skeleton of a new one, an outdated one with marks at what changed, the final stamp.

Texts go in, texts come out; nothing is written here. Marks (:mod:`portal.content.unfinished`) tell the translator what
is to be done, and keep the text from the site until the last of them is gone. What the translator has written stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from portal.content.documents import DocumentOrPage, Version
from portal.content.headings import rules
from portal.content.unfinished import CHANGED, REMOVED, TRANSLATE, for_command, without_offers
from portal.core.records import dataclass
from portal.editing.translating.blocks import Block, Change, blocks, changes, partners
from portal.editing.translating.history import OlderOriginal, words_now
from portal.editing.translating.offers import Offers
from portal.editing.translating.words import said
from portal.forms.front_matter import HEAD, write
from portal.model.values import Lang

_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)((?:[ \t]+#+)?[ \t]*(?:\{[^}]*\})?)[ \t]*\Z")
_REVISION = re.compile(r"(?m)^(revision[ \t]*:[ \t]*)([^\s#]*)")


@dataclass(frozen=True)
class ChangedPiece:
    """A piece that changed since the translation was made: a block of the text, or a word of the card by its name."""

    name: str
    old: str
    new: str
    line: int
    """In the original's file as it is now; 0 where the piece is gone."""
    translation: str


def skeleton(document: DocumentOrPage, lang: Lang, offers: Offers) -> str:
    """A new translation: the card with the words to translate, and every block of the original under a mark."""
    original = document.versions[document.original]
    card: dict[str, object] = {"translation_of": document.original, "revision": document.revision}
    card |= _nested({name: f"{TRANSLATE[lang]}: {text}" for name, text in words_now(document).items()}, document)
    body = [part for block in blocks(original.body) for part in _to_translate(block, document, lang, offers)]
    above = offers.above(words_now(document))
    return write(card, {HEAD: _help(document, lang, offers), **above}) + "\n" + "\n\n".join(body) + "\n"


def differences(document: DocumentOrPage, older: OlderOriginal, lang: Lang) -> tuple[ChangedPiece, ...]:
    """What changed in the original since ``older``, each with what the translation says there."""
    original, translation = document.versions[document.original], document.versions[lang]
    old, now, theirs = older.words, words_now(document), words_of(translation)
    found = [
        ChangedPiece(name, old.get(name, ""), now.get(name, ""), _line(original, name), theirs.get(name, ""))
        for name in dict.fromkeys((*now, *old))
        if old.get(name) != now.get(name)
    ]
    before = blocks(older.body)
    belonging = dict(zip(before, partners(before, blocks(translation.body)), strict=True))
    for change in changes(before, blocks(original.body)):
        if not _is_same(change):
            line = original.body_line + change.new.line - 1 if change.new else 0
            own = "\n\n".join(block.text for block in belonging[change.old]) if change.old else ""
            texts = [block.text if block else "" for block in (change.old, change.new)]
            found.append(ChangedPiece("", texts[0], texts[1], line, own))
    return tuple(found)


def merged(document: DocumentOrPage, older: OlderOriginal, lang: Lang, text: str, offers: Offers) -> str:
    """The outdated translation ``text`` with marks at all that changed since ``older``, stamped with the revision.

    Every block of the translation is still there, in its order.
    """
    translation = document.versions[lang]
    before = blocks(older.body)
    belonging = dict(zip(before, partners(before, blocks(translation.body)), strict=True))
    out: list[str] = [] if before else [block.text for block in blocks(translation.body)]
    for change in changes(before, blocks(document.versions[document.original].body)):
        own = [block.text for block in belonging[change.old]] if change.old else []
        out += [*_marked_change(change, document, lang, offers), *own]
    return _card_of(document, older, lang, text, offers) + "\n" + "\n\n".join(out) + "\n"


def stamped(text: str, revision: str) -> str:
    """The file with the revision in its card; everything else as it was. A card without the field gets it."""
    end = _end_of_card(text)
    card, rest = text[:end], text[end:]
    if _REVISION.search(card):
        return _REVISION.sub(lambda match: match[1] + revision, card, count=1) + rest
    return re.sub(r"(?m)^(translation_of[ \t]*:.*)$", rf"\1\nrevision: {revision}", card, count=1) + rest


def words_of(version: Version) -> dict[str, str]:
    """The translated words of a version, by the names of :func:`words_now`."""
    parts = {f"{group}.{key}": text for group, items in version.parts.items() for key, text in items.items()}
    return dict(version.words) | parts


def _is_same(change: Change) -> bool:
    return change.old is not None and change.new is not None and change.old.same == change.new.same


def _line(version: Version, name: str) -> int:
    """The line of a word of the original's card."""
    group, _, key = name.partition(".")
    items = version.loaded.value.get(group) if isinstance(version.loaded.value, dict) else None
    if key and isinstance(items, list):
        for index, item in enumerate(items):
            if isinstance(item, dict) and str(item.get("id", item.get("number"))) == key:
                return version.loaded.place((group, index))[0]
        return 0
    return version.loaded.place((group,))[0]


def _help(document: DocumentOrPage, lang: Lang, offers: Offers) -> tuple[str, ...]:
    told = tuple(line.format(slug=for_command(document.slug, lang)) for line in said(lang)["help"])
    return tuple(f"§ {line}" for line in ((*told, said(lang)["offered"]) if offers.count else told))


def _nested(flat: Mapping[str, str], document: DocumentOrPage) -> dict[str, object]:
    """``figures.cost`` → ``figures: {cost: …}``; the numbers of recommendations are numbers."""
    keys = {
        (group, str(key)): key
        for version in document.versions.values()
        for group, items in version.parts.items()
        for key in items
    }
    found: dict[str, object] = {}
    groups: dict[str, dict[str | int, str]] = {}
    for name, text in flat.items():
        group, mark, key = name.partition(".")
        if mark and (group, key) in keys:
            groups.setdefault(group, {})[keys[group, key]] = text
            found[group] = groups[group]
        else:
            found[name] = text
    return found


def _to_translate(block: Block, document: DocumentOrPage, lang: Lang, offers: Offers) -> Iterator[str]:
    """A block of the original under a mark with its offers; a fixed heading comes translated."""
    heading = _HEADING.match(block.text) if block.level else None
    if heading:
        fixed = rules()[document.kind].find(heading[2], document.original) if document.kind in rules() else None
        words = fixed.words[lang] if fixed else f"{TRANSLATE[lang]}: {heading[2]}"
        yield f"{heading[1]} {words}{heading[3]}"
        yield from [] if fixed else _offered(heading[2], offers)
        return
    yield _quote([f"{TRANSLATE[lang]}:", *block.text.split("\n")])
    yield from _offered(block.text, offers)


def _offered(text: str, offers: Offers) -> Iterator[str]:
    comment = offers.comment(text)
    if comment:
        yield comment


def _marked_change(change: Change, document: DocumentOrPage, lang: Lang, offers: Offers) -> Iterator[str]:
    if _is_same(change):
        return
    if change.old is None:
        assert change.new is not None
        yield from _to_translate(change.new, document, lang, offers)
    elif change.new is None:
        yield _quote([f"{REMOVED[lang]}: {said(lang)['removed']}", "", *change.old.text.split("\n")])
    else:
        told, before, now = (said(lang)[name] for name in ("changed", "before", "after"))
        yield _quote(
            [f"{CHANGED[lang]}: {told}", "", before, "", *_inert(change.old), "", now, "", *_inert(change.new)]
        )
        yield from _offered(change.new.text, offers)


def _inert(block: Block) -> list[str]:
    """The lines of a block; a heading in a quotation would be one of the page's."""
    return [line.lstrip("# ") if block.level else line for line in block.text.split("\n")]


def _quote(lines: Iterable[str]) -> str:
    return "\n".join(f"> {line}".rstrip() for line in lines)


def _card_of(document: DocumentOrPage, older: OlderOriginal, lang: Lang, text: str, offers: Offers) -> str:
    """The card of the translation: as it was where only the revision is new, else with marks at the words."""
    now, theirs = words_now(document), words_of(document.versions[lang])
    changed = {name: text for name, text in now.items() if older.words.get(name) != text}
    gone = [name for name in theirs if name not in now]
    if not changed and not gone:
        return stamped(text, document.revision)[: _end_of_card(stamped(text, document.revision))]
    before, after = said(lang)["before"], said(lang)["after"]
    marked = {
        name: f"{CHANGED[lang]}: {before} {older.words[name]} {after} {text} → {theirs[name]}"
        if name in older.words and name in theirs
        else f"{TRANSLATE[lang]}: {text}"
        for name, text in changed.items()
    }
    kept = {name: f"{REMOVED[lang]}: {text}" if name in gone else text for name, text in theirs.items()}
    value = document.versions[lang].loaded.value
    card = dict(value) if isinstance(value, dict) else {}
    card |= {"revision": document.revision, **_nested(kept | marked, document)}
    card_text = without_offers(text)[: _end_of_card(without_offers(text))]
    comments = [line.lstrip("# ") for line in card_text.split("\n") if line.startswith("#")]
    above = offers.above(changed)
    head = (*comments, *_help(document, lang, offers))
    return write({str(key): item for key, item in card.items()}, {HEAD: head, **above})


def _end_of_card(text: str) -> int:
    """Where the text below the card begins."""
    end = re.compile(r"(?m)^(?:---|\.\.\.)[ \t]*\r?$\n?").search(text, text.find("\n") + 1)
    return end.end() if end else len(text)
