"""Do the two languages of a document say the same facts? Numbers, dates, acts, links and headings are compared.

Only current translations are compared: an outdated one renders an older original. A number counts wherever it stands
in title, summary, labels, recommendations and text; words for numbers are not read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from portal.content.documents import Document, Version
from portal.content.models import LANGS
from portal.portal import Portal

# Thousands parted by (no-break) spaces belong together; a decimal comma or point and what follows too.
_NUMBER = re.compile(r"(?<![\w])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,]\d+)?")
_LINK = re.compile(r"\]\(([^)\s]+)")
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
_TARGET = re.compile(r"(?<=\]\()[^)]*(?=\))|\{[^}]*\}")


@dataclass(frozen=True, order=True)
class Difference:
    """A fact of one version that the other lacks, with the line where it stands."""

    kind: str
    fact: str
    path: str
    line: int
    other: str


def differences(portal: Portal) -> tuple[Difference, ...]:
    """All differences, by file and line."""
    found = [item for document in portal.documents.values() for item in _of(document, portal)]
    return tuple(sorted(found, key=lambda item: (item.path, item.line, item)))


def _of(document: Document, portal: Portal) -> Iterator[Difference]:
    translated = next((lang for lang in LANGS if document.state(lang) == "current"), None)
    if translated is None:
        return
    one, two = document.versions[document.original], document.versions[translated]
    if document.kind != "page":  # sample texts of a help page may differ
        yield from _compare("number", _numbers(one), _numbers(two), one, two)
    yield from _compare("link", _links(one), _links(two), one, two)
    bodies = [portal.bodies[lang, document.slug] for lang in (document.original, translated)]
    acts = [
        {act: 1 for citation in body.citations if len(citation.acts) == 1 for act in citation.acts} for body in bodies
    ]
    yield from _compare("act", acts[0], acts[1], one, two)


def _compare(
    kind: str, first: dict[str, int], second: dict[str, int], one: Version, two: Version
) -> Iterator[Difference]:
    """Facts with the line of their first place, against each other both ways."""
    for fact, line in first.items():
        if fact not in second:
            yield Difference(kind, fact, one.path, line, two.path)
    for fact, line in second.items():
        if fact not in first:
            yield Difference(kind, fact, two.path, line, one.path)


def _numbers(version: Version) -> dict[str, int]:
    found: dict[str, int] = {}
    head = [version.title, version.summary, *version.figures.values(), *version.recommendations.values()]
    for text in head:
        for number in _in(text):
            found.setdefault(number, 1)
    for offset, line in enumerate(_CODE.sub(_blank, version.body).split("\n")):
        for number in _in(_TARGET.sub("", line)):
            found.setdefault(number, version.body_line + offset)
    return found


def _blank(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


def _in(text: str) -> Counter[str]:
    return Counter(re.sub(r"[ \u00a0\u202f]", "", match[0]).replace(",", ".") for match in _NUMBER.finditer(text))


def _links(version: Version) -> dict[str, int]:
    found: dict[str, int] = {}
    for offset, line in enumerate(_CODE.sub(_blank, version.body).split("\n")):
        for match in _LINK.finditer(line):
            found.setdefault(match[1], version.body_line + offset)
    return found
