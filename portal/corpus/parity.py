"""Do the original and its translations say the same facts? Numbers, dates, acts, links and pictures are compared.

Only current translations are compared: an outdated one renders an older original. A number counts wherever it stands
in title, summary, labels, recommendations and text; words for numbers are not read. Both places are named: the one with
the fact, and the paragraph of the other text that should have it. That headings, figures and recommendations are all
there is held by the reader of documents itself.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from portal.content.documents import DocumentOrPage, Version
from portal.content.source_marks import blanked, without_code
from portal.core.problems import Problem, problem
from portal.corpus.corpus import Portal
from portal.law.chunks import find_dates
from portal.law.tokens import tokenise
from portal.markup.model import Rendered
from portal.model.values import LANGS, Lang

# Thousands parted by (no-break) spaces belong together; a decimal comma or point and what follows too.
_NUMBER = re.compile(r"(?<![\w])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,]\d+)?")
_TIMES = re.compile(r"[\s\u00a0-]*(млн|миллион|млрд|миллиард|тыс|миң)")
_FACTOR = {"млн": 10**6, "миллион": 10**6, "млрд": 10**9, "миллиард": 10**9, "тыс": 10**3, "миң": 10**3}
_LINK = re.compile(r"(!?)\[(?:[^\[\]]|\[[^\[\]]*\])*\]\(<?([^)\s>]+)")
_TARGET = re.compile(r"(?<=\]\()[^)\n]*(?=\))|\{[^}\n]*\}|^\[[^\]\n]+\]:.*$", re.MULTILINE)
_FOREIGN = re.compile(r"(?i)[a-z][a-z+.-]*:|//")
_SMALL = 20
"""Up to this, numbers are often written as words: who does so in one language alone is told, but not stopped."""

CODES = {
    "number": "parity-number",
    "small-number": "parity-small-number",
    "date": "parity-date",
    "link": "parity-link",
    "address": "parity-address",
    "image": "parity-image",
    "act": "parity-act",
}
Field = tuple[str | int, ...]
Bodies = Mapping[tuple[Lang, str], Rendered]


@dataclass(frozen=True, order=True)
class Difference:
    """A fact of one version that the other lacks: the line where it stands, and the line where it is missing."""

    kind: str
    fact: str
    path: str
    line: int
    other: str
    other_line: int


def differences(portal: Portal, slugs: Collection[str] | None = None) -> tuple[Difference, ...]:
    """All differences, by file and line; ``slugs``: of these documents only."""
    chosen = sorted([*portal.documents, *portal.pages]) if slugs is None else slugs
    found = [item for slug in chosen if (text := portal.text(slug)) for item in _of(text, portal.bodies)]
    return tuple(sorted(found, key=lambda item: (item.path, item.line, item)))


def parity_problems(portal: Portal, slugs: Collection[str] | None = None) -> Iterator[Problem]:
    """The same as problems."""
    return map(_problem, differences(portal, slugs))


def fact_errors(document: DocumentOrPage) -> Iterator[Problem]:
    """Of one document, the differences that are certain; acts are never among them."""
    return (found for item in _of(document, {}) if (found := _problem(item)).severity == "error")


def _problem(item: Difference) -> Problem:
    code = CODES[item.kind]
    return problem(code, item.path, item.line, 1, fact=item.fact, other=f"{item.other}:{item.other_line}")


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

    @cached_property
    def _sections(self) -> list[list[int]]:
        """The offsets of the paragraphs of every section, the heading first."""
        sections: list[list[int]] = []
        for match in re.finditer(r"(?m)^(?=[^\s])(?<=\n\n)|^(?=#{1,6} )|\A", self.body):
            if not sections or self.body.startswith("#", match.start()):
                sections.append([])
            sections[-1].append(match.start())
        return sections

    def place_in(self, place: Field | int, other: _Text) -> int:
        """The line of ``other`` that answers to a place of this text: the same field, else the same paragraph."""
        if not isinstance(place, int):
            return other.line(place)
        at = max(index for index, item in enumerate(self._sections) if item[0] <= place)
        number = sum(start <= place for start in self._sections[at]) - 1
        section = other._sections[min(at, len(other._sections) - 1)]
        same = len(section) == len(self._sections[at])
        return other.line(section[number if same else 0])


_Facts = dict[str, Field | int]


def _of(document: DocumentOrPage, bodies: Bodies) -> Iterator[Difference]:
    for lang in LANGS:
        if document.state(lang) == "current":
            yield from _of_pair(document, bodies, _Text(document.versions[document.original]), lang)


def _of_pair(document: DocumentOrPage, bodies: Bodies, one: _Text, target: Lang) -> Iterator[Difference]:
    """Between the original and one of its translations."""
    two = _Text(document.versions[target])
    if document.kind != "page":  # sample texts of a help page may differ
        first, second = _numbers(one), _numbers(two)
        yield from _compare("number", first, second, one, two)
        yield from _dates(one, two)
    yield from _compare("link", _targets(one, ""), _targets(two, ""), one, two)
    yield from _compare("image", _targets(one, "!"), _targets(two, "!"), one, two)
    yield from _compare("act", _acts(one, bodies, document), _acts(two, bodies, document), one, two)


def _compare(kind: str, first: _Facts, second: _Facts, one: _Text, two: _Text) -> Iterator[Difference]:
    """Facts with their first place, against each other both ways."""
    for here, there, own, other in ((first, second, one, two), (second, first, two, one)):
        for fact, place in here.items():
            if fact not in there:
                yield Difference(
                    _exact_kind(kind, fact),
                    fact,
                    own.version.path,
                    own.line(place),
                    other.version.path,
                    own.place_in(place, other),
                )


def _exact_kind(kind: str, fact: str) -> str:
    if kind == "number":
        return "small-number" if fact.isdigit() and int(fact) <= _SMALL else "number"
    if kind == "link" and _FOREIGN.match(fact):
        return "address"
    return kind


def _numbers(text: _Text) -> _Facts:
    found: _Facts = {}
    for field, words in text.fields.items():
        for number, _ in _in(words):
            found.setdefault(number, field)
    body = _TARGET.sub(lambda match: " " * len(match[0]), text.body)
    for number, at in _in(body):
        found.setdefault(number, at)
    return found


def _in(text: str) -> Iterator[tuple[str, int]]:
    """Numbers in one form: 24 млн and 24 000 000 are the same."""
    for match in _NUMBER.finditer(text):
        number = re.sub(r"[ \u00a0\u202f]", "", match[0]).replace(",", ".")
        times = _TIMES.match(text, match.end())
        if times and len(number) <= 9:
            number = f"{round(float(number) * _FACTOR[times[1]], 3):f}".rstrip("0").rstrip(".")
        yield number, match.start()


def _dates(one: _Text, two: _Text) -> Iterator[Difference]:
    """Days whose month is another one in the other text: that is certain, whatever the words of the sentence.

    Days and years are numbers and compared as such.
    """
    first, second = _days(one), _days(two)
    for here, there, own, other in ((first, second, one, two), (second, first, two, one)):
        for fact, at in here.items():
            # «с 9 по 11 августа» has one month, «9-августунан 11-августуна чейин» two: only a contradiction counts.
            rivals = [item for item in there if item[3:] == fact[3:] and item not in here]
            if fact not in there and rivals:
                shown = f"{fact[3:]}.{fact[:2]}"
                lines = own.line(at), other.line(there[rivals[0]])
                yield Difference("date", shown, own.version.path, lines[0], other.version.path, lines[1])


def _days(text: _Text) -> dict[str, int]:
    """``MM-DD`` of every date with a day."""
    tokens = tokenise(text.body)
    found: dict[str, int] = {}
    for chunk in find_dates(tokens).by_start.values():
        if re.fullmatch(r"(?:\d{4}|-)-\d\d-\d\d", chunk.value):
            start, _ = tokens.folded.source_span(tokens.starts[chunk.start], tokens.ends[chunk.start])
            found.setdefault(chunk.value[-5:], start)
    return found


def _targets(text: _Text, mark: str) -> _Facts:
    found: _Facts = {}
    for match in _LINK.finditer(text.body):
        if match[1] == mark:
            found.setdefault(match[2], match.start())
    return found


def _acts(text: _Text, bodies: Bodies, document: DocumentOrPage) -> _Facts:
    """Acts that are named beyond doubt."""
    body = bodies.get((text.version.lang, document.slug))
    found: _Facts = {}
    for citation in body.citations if body else ():
        if len(citation.acts) == 1:
            words = r"\W+".join(map(re.escape, re.findall(r"\w+", citation.surface)))
            place = re.search(words, text.body) if words else None
            found.setdefault(citation.acts[0], place.start() if place else 0)
    return found
