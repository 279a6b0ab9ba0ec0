"""Do the original and its translations say the same facts?

The two texts are aligned part by part (:mod:`portal.content.alignment`), the words of the card field by field, and what
belongs together is compared (:mod:`portal.corpus.facts.comparing`). Only current translations are compared: an
outdated one renders an older original. Both places are named. That headings, figures and recommendations are all there
is held by the reader of documents itself.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import get_args

from portal.content.alignment import AlignedParts, TextPart, aligned, text_parts
from portal.content.documents import DocumentOrPage, Version
from portal.content.source_marks import blanked, without_code
from portal.core.budget import SECONDS, OverBudgetError, budget
from portal.core.problems import Problem, problem
from portal.core.records import dataclass
from portal.corpus.corpus import Portal
from portal.corpus.facts.comparing import compare, shortened
from portal.corpus.facts.names import (
    KnownNames,
    NamesOfPassage,
    NameStem,
    learned,
    name_differences,
    names_alone,
)
from portal.corpus.facts.passages import Passage
from portal.corpus.facts.told import FactDifference, FactKind
from portal.markup.model import Rendered
from portal.model.fields import rendered_words
from portal.model.values import LANGS, Lang

_MARKS = re.compile(r"(?m)^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?")
_WORD = re.compile(r"[а-яёөүңА-ЯЁӨҮҢ]{2,}")
_MOST_SAME = 2
_FOREIGN = re.compile(r"(?i)[a-z][a-z+.-]*:|//")
CODES = frozenset(f"parity-{kind}" for kind in get_args(FactKind))
Field = tuple[str | int, ...]
Bodies = Mapping[tuple[Lang, str], Rendered]


@dataclass(frozen=True, order=True)
class Difference:
    """A fact that one version lacks or has otherwise: the line where it stands, and the line of the other version.

    ``theirs`` is what stands there instead, empty where nothing does.
    """

    kind: FactKind
    fact: str
    theirs: str
    path: str
    line: int
    other: str
    other_line: int


def differences(portal: Portal, slugs: Collection[str] | None = None) -> tuple[Difference, ...]:
    """All differences, by file and line; ``slugs``: of these documents only."""
    found = [item for text, known in _chosen(portal, slugs) for item in set(_of(text, portal.bodies, known))]
    return tuple(sorted(found, key=lambda item: (item.path, item.line, item)))


def parity_problems(portal: Portal, slugs: Collection[str] | None = None) -> Iterator[Problem]:
    """The same as problems; a pair that takes too long is told instead."""
    for text, known in _chosen(portal, slugs):
        yield from _problems(text, portal.bodies, known)


def fact_errors(document: DocumentOrPage, known: KnownNames) -> Iterator[Problem]:
    """Of one document, the differences that are certain; what is only likely, as with acts, is not looked for."""
    return (item for item in _problems(document, {}, known, certain=True) if item.severity == "error")


def _problems(
    document: DocumentOrPage, bodies: Bodies, known: KnownNames, *, certain: bool = False
) -> Iterator[Problem]:
    try:
        with budget():
            found = sorted(
                set(_of(document, bodies, known, certain=certain)), key=lambda item: (item.path, item.line, item)
            )
    except OverBudgetError:
        yield problem("file-too-slow", document.versions[document.original].path, seconds=int(SECONDS))
        return
    for item in found:
        other = f"{item.other}:{item.other_line}"
        yield problem(f"parity-{item.kind}", item.path, item.line, 1, fact=item.fact, theirs=item.theirs, other=other)


def _chosen(portal: Portal, slugs: Collection[str] | None) -> Iterator[tuple[DocumentOrPage, KnownNames]]:
    known = KnownNames(portal.reference)
    for slug in sorted([*portal.documents, *portal.pages]) if slugs is None else sorted(slugs):
        text = portal.text(slug)
        if text:
            yield text, known


class _Text:
    """The words of one version with their places; a place is a field of the front matter or an offset in the body."""

    def __init__(self, version: Version) -> None:
        self.version = version
        self.body = blanked(without_code(version.body))

    @cached_property
    def fields(self) -> dict[Field, str]:
        """The words of the front matter, by what they are: the same names in original and translation."""
        version = self.version
        return {
            **{(name,): text for name, text in version.words.items()},
            **{(group, key): text for group, items in version.parts.items() for key, text in items.items()},
        }

    @cached_property
    def parts(self) -> tuple[TextPart, ...]:
        """The parts of the body."""
        return text_parts(self.version.body)

    def line(self, place: Field | int) -> int:
        """The line in the file."""
        if isinstance(place, int):
            return self.version.body_line + self.version.body.count("\n", 0, place)
        return self._field_line(place)

    def _field_line(self, field: Field) -> int:
        loaded = self.version.loaded
        if field in loaded.places or len(field) == 1:
            return loaded.place(field)[0]
        value = loaded.value.get(field[0]) if isinstance(loaded.value, dict) else None
        for index, item in enumerate(value if isinstance(value, list) else ()):  # an original has lists
            if isinstance(item, dict) and field[1] in {item.get("id"), item.get("number")}:
                return loaded.place((field[0], index))[0]
        return loaded.place((field[0],))[0]


@dataclass(frozen=True)
class _Place:
    """Where a passage stands: a field, or an offset in the body."""

    text: _Text
    start: Field | int

    def line(self, at: int) -> int:
        """The line of a place within the passage."""
        return self.text.line(self.start + at if isinstance(self.start, int) else self.start)


@dataclass(frozen=True)
class _Pair:
    """Two passages that belong together, and where they stand."""

    one: Passage
    two: Passage
    place: _Place
    other: _Place

    def told(self, item: FactDifference) -> Difference:
        """A difference with its places: the one that has the fact comes first."""
        lines = self.place.line(item.at), self.other.line(item.at_theirs)
        paths = self.place.text.version.path, self.other.text.version.path
        if item.fact:
            return Difference(item.kind, item.fact, item.theirs, paths[0], lines[0], paths[1], lines[1])
        return Difference(item.kind, item.theirs, "", paths[1], lines[1], paths[0], lines[0])


def _of(document: DocumentOrPage, bodies: Bodies, known: KnownNames, *, certain: bool = False) -> Iterator[Difference]:
    for lang in LANGS:
        if document.state(lang) == "current":
            yield from _of_pair(document, bodies, known, lang, certain=certain)


def _of_pair(
    document: DocumentOrPage, bodies: Bodies, known: KnownNames, target: Lang, *, certain: bool
) -> Iterator[Difference]:
    """Between the original and one of its translations."""
    one, two = _Text(document.versions[document.original]), _Text(document.versions[target])
    parts = aligned(one.parts, two.parts)
    rendered = rendered_words(type(document.meta))
    pairs = [*_field_pairs(one, two, rendered), *_body_pairs(one, two, parts)]
    for pair in pairs:
        yield from map(pair.told, _links(pair.one, pair.two))
    yield from _acts(one, two, bodies, document)
    if document.kind == "page":  # sample texts of a help page may differ
        return
    yield from _alone(one, two, parts)
    if not certain:
        yield from _untranslated(one, two)
        yield from _cell_words(one, two, parts)
    yield from _names(pairs, known, certain=certain)
    for pair in pairs:
        yield from map(pair.told, compare(pair.one, pair.two, certain=certain))


def _names(pairs: Sequence[_Pair], known: KnownNames, *, certain: bool) -> Iterator[Difference]:
    sides = [(_names_of(pair.one), _names_of(pair.two)) for pair in pairs]
    of_document = learned(sides)
    everywhere = [frozenset[NameStem]()] * 2 if certain else [
        frozenset[NameStem]().union(*(side[at].stems for side in sides)) for at in (0, 1)
    ]  # fmt: skip
    for pair, (first, second) in zip(pairs, sides, strict=True):
        against = list(name_differences(first, second, known, of_document))
        for item in against:
            yield pair.told(FactDifference("name", item.one.raw, item.two.raw, item.one.start, item.two.start))
        if against or certain:
            continue
        for token in names_alone(first, second, everywhere[1], known):
            yield pair.told(FactDifference("name-alone", token.raw, "", token.start, 0))
        for token in names_alone(second, first, everywhere[0], known):
            yield pair.told(FactDifference("name-alone", "", token.raw, 0, token.start))


def _names_of(passage: Passage) -> NamesOfPassage:
    return NamesOfPassage(passage.tokens, passage.places.capitals, passage.lang)


# What is compared with what --------------------------------------------------------------------------------


def _field_pairs(one: _Text, two: _Text, rendered: Collection[str]) -> Iterator[_Pair]:
    """Words that each language has of its own (``also_asked``) say different things, and are not held together."""
    langs = one.version.lang, two.version.lang
    for field, words in one.fields.items():
        if field in two.fields and (len(field) > 1 or field[0] in rendered):
            passages = Passage(words, langs[0]), Passage(two.fields[field], langs[1])
            yield _Pair(*passages, _Place(one, field), _Place(two, field))


def _body_pairs(one: _Text, two: _Text, parts: Sequence[AlignedParts]) -> Iterator[_Pair]:
    for at, both in enumerate(parts):
        if not both.one or not both.two or both.one[0].kind == "code":
            continue
        if both.one[0].kind == "row" and both.one[0].level == both.two[0].level:
            yield from _cell_pairs(one, two, both.one[0], both.two[0])
            continue
        near = [*parts[max(0, at - 1) : at], *parts[at + 1 : at + 2]]
        around = [part for item in near for part in item.one], [part for item in near for part in item.two]
        yield _Pair(
            Passage(_words(one, both.one), one.version.lang, "\n".join(part.text for part in around[0])),
            Passage(_words(two, both.two), two.version.lang, "\n".join(part.text for part in around[1])),
            _Place(one, both.one[0].start),
            _Place(two, both.two[0].start),
        )


def _words(text: _Text, parts: Sequence[TextPart]) -> str:
    """The words of one part, or of two that belong together, as they stand in the body."""
    return text.body[parts[0].start : parts[-1].start + len(parts[-1].text)]


def _cell_pairs(one: _Text, two: _Text, row: TextPart, other: TextPart) -> Iterator[_Pair]:
    for (at, words), (there, theirs) in zip(row.cells, other.cells, strict=False):
        if not words.strip() and not theirs.strip():  # a table of twenty thousand of them is compared in no time
            continue
        yield _Pair(
            Passage(words, one.version.lang),
            Passage(theirs, two.version.lang),
            _Place(one, row.start + at),
            _Place(two, other.start + there),
        )


def _untranslated(one: _Text, two: _Text) -> Iterator[Difference]:
    """Paragraphs and items of the translation that are still the original's, word for word: ``--start`` put them there.

    What has no more than two words of the language, such as names and addresses, may be the same in both.
    """
    originals = {_bare(part): part for part in one.parts if part.kind in {"paragraph", "item"}}
    for part in two.parts:
        words = _bare(part)
        original = originals.get(words) if part.kind in {"paragraph", "item"} else None
        if original and len(_WORD.findall(words)) > _MOST_SAME:
            lines = two.line(part.start), one.line(original.start)
            fact = shortened(words)
            yield Difference("untranslated", fact, "", two.version.path, lines[0], one.version.path, lines[1])


def _bare(part: TextPart) -> str:
    """The words of a part without the marks of quotations, lists and places."""
    return " ".join(_MARKS.sub(" ", part.text).split())


def _alone(one: _Text, two: _Text, parts: Sequence[AlignedParts]) -> Iterator[Difference]:
    """Parts without a partner, and rows of another number of cells; headings are counted where they are rendered."""
    lines = [one.line(0), two.line(0)]
    for both in parts:
        kind: FactKind = "part"
        if both.one and both.two:
            lines = [one.line(both.one[-1].start), two.line(both.two[-1].start)]
            if both.one[0].kind == "row" and both.one[0].level != both.two[0].level:
                cells = str(both.one[0].level), str(both.two[0].level)
                yield Difference("cells", *cells, one.version.path, lines[0], two.version.path, lines[1])
        elif (both.one or both.two)[0].kind == "heading":
            continue
        elif both.one:
            line = one.line(both.one[0].start)
            yield Difference(kind, shortened(both.one[0].text), "", one.version.path, line, two.version.path, lines[1])
        else:
            line = two.line(both.two[0].start)
            yield Difference(kind, shortened(both.two[0].text), "", two.version.path, line, one.version.path, lines[0])


def _cell_words(one: _Text, two: _Text, parts: Sequence[AlignedParts]) -> Iterator[Difference]:
    """Cells that say the same in one language and not in the other, in one column."""
    rows = [
        (both.one[0], both.two[0])
        for both in parts
        if both.one and both.two and both.one[0].kind == "row" and both.one[0].level == both.two[0].level
    ]
    for side, (own, other) in enumerate(((one, two), (two, one))):
        seen: dict[tuple[int, str], tuple[str, int]] = {}
        for row in rows:
            mine, theirs = row[side], row[1 - side]
            for column, ((at, words), (there, rendered)) in enumerate(zip(mine.cells, theirs.cells, strict=False)):
                key, value = (column, " ".join(words.split())), " ".join(rendered.split())
                if not any(sign.isalpha() for sign in key[1]):
                    continue
                first = seen.setdefault(key, (value, theirs.start + there))
                if first[0] != value:
                    lines = own.line(mine.start + at), other.line(theirs.start + there)
                    paths = own.version.path, other.version.path
                    yield Difference(
                        "cell-words", key[1], f"{first[0]} / {value}", paths[0], lines[0], paths[1], lines[1]
                    )


# Links and acts --------------------------------------------------------------------------------------------


def _links(one: Passage, two: Passage) -> Iterator[FactDifference]:
    for mark in ("", "!"):
        first = {target: at for target, at, sign in reversed(one.links) if sign == mark}
        second = {target: at for target, at, sign in reversed(two.links) if sign == mark}
        for target, at in first.items():
            if target not in second:
                yield FactDifference(_link_kind(target, mark), target, "", at, 0)
        for target, at in second.items():
            if target not in first:
                yield FactDifference(_link_kind(target, mark), "", target, 0, at)


def _link_kind(target: str, mark: str) -> FactKind:
    return "image" if mark else "address" if _FOREIGN.match(target) else "link"


def _acts(one: _Text, two: _Text, bodies: Bodies, document: DocumentOrPage) -> Iterator[Difference]:
    """Acts named beyond doubt that stand against each other. One alone is no sign: forms of titles differ too much, and
    its number and day are compared as such."""
    first, second = _acts_of(one, bodies, document), _acts_of(two, bodies, document)
    mine = [act for act in first if act not in second]
    theirs = [act for act in second if act not in first]
    for act, other in zip(mine, theirs, strict=False):
        lines = one.line(first[act]), two.line(second[other])
        yield Difference("act", act, other, one.version.path, lines[0], two.version.path, lines[1])


def _acts_of(text: _Text, bodies: Bodies, document: DocumentOrPage) -> dict[str, int]:
    body = bodies.get((text.version.lang, document.slug))
    found: dict[str, int] = {}
    for citation in body.citations if body else ():
        if len(citation.acts) == 1:
            words = r"\W+".join(map(re.escape, re.findall(r"\w+", citation.surface)))
            place = re.search(words, text.body) if words else None
            found.setdefault(citation.acts[0], place.start() if place else 0)
    return found
