"""Headings of a document with nothing below them, as a new document has them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.content.documents import DocumentOrPage, Version
from portal.core.problems import Problem, problem

_HEADING = re.compile(r"(?m)^(#{1,6})[ \t]+([^\n{]*)[^\n]*(?:\n|\Z)")
_FENCED = re.compile(r"(?ms)^(`{3,}|~{3,})[^\n]*\n.*?^\1[ \t]*\r?$")


def check_sections(document: DocumentOrPage) -> Iterator[Problem]:
    """Headings without a text in any language; a heading of a lower level is something."""
    for version in document.versions.values():
        yield from _empty(version)


def headings_of(text: str) -> list[tuple[re.Match[str], int]]:
    """The headings of a Markdown text with their levels; code has none."""
    return [(match, len(match[1])) for match in _HEADING.finditer(_FENCED.sub(_blank, text))]


def _empty(version: Version) -> Iterator[Problem]:
    text = version.body
    found = headings_of(text)
    for (match, level), after in zip(found, [*found[1:], None], strict=False):
        end = after[0].start() if after else len(text)
        if not text[match.end() : end].strip() and not (after and after[1] > level):
            line = version.body_line + text.count("\n", 0, match.start())
            yield problem("section-empty", version.path, line, 1, heading=match[2].strip())


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\r\n]", "x", match[0])
