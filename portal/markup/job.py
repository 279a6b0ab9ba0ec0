"""One rendering on its way through the steps: its text, what it found, and where in the file that stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from portal.content.source_marks import without_code
from portal.core.problems import Problem, problem
from portal.markup.citations import Citer, PlacedCitation
from portal.markup.links import LinkMap
from portal.markup.model import Heading, Section, TextLink
from portal.model.documents import DocumentKind
from portal.model.values import Lang

BEFORE_LINK = ("](", "](<", "]: ", "<", "")
"""What stands in Markdown before an address."""
EMPTY_LINK = ("]()", "](<>)", "]( )", "]:", "")
"""How a link without an address is written."""
_HEADING_LINE = re.compile(r"(?m)^(?:#{1,6}.*|(?![#\s]).*(?=\n(?:=+|-+)[ ]*$))")


@dataclass
class Job:
    """What one rendering is about and what it found; lives no longer than the rendering."""

    kind: DocumentKind
    lang: Lang
    path: str
    own_address: str
    body: str
    body_line: int
    original: Sequence[Heading] | None
    cite: Citer | None
    citations: tuple[PlacedCitation, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    links: list[TextLink] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    features: set[str] = field(default_factory=set)
    searched: dict[str, int] = field(default_factory=dict)

    @cached_property
    def searchable(self) -> str:
        """The body with its code blanked out, every other sign in its place."""
        return without_code(self.body)

    @cached_property
    def heading_places(self) -> list[int]:
        """Where headings start."""
        return [match.start() for match in _HEADING_LINE.finditer(self.searchable)]

    def place(self, needle: str, before: Sequence[str] = ("",)) -> tuple[int, int]:
        """The next place of ``needle``, after one of ``before``: Markdown's tree does not keep positions."""
        text, first = self.searchable, self.searched.get(needle, 0)
        for start, prefix in ((start, prefix) for start in (first, 0) for prefix in before):
            found = text.find(prefix + needle, start)
            if found >= 0:
                found += len(prefix)
                self.searched[needle] = found + max(len(needle), 1)
                return self.position(found)
        return self.position(max(self.body.find(needle), 0))

    def position(self, start: int) -> tuple[int, int]:
        """Line and column in the file of a place in the body."""
        line = self.body.count("\n", 0, start)
        column = start - (self.body.rfind("\n", 0, start) + 1)
        return self.body_line + line, column + 1

    def report(self, code: str, needle: str, /, **values: object) -> None:
        """Report a problem where ``needle`` stands."""
        self.report_at(code, self.place(needle), **values)

    def report_link(self, code: str, written: str, /, **values: object) -> None:
        """Report a problem of a link, where its address stands as it was written."""
        self.report_at(code, self.place(written, BEFORE_LINK if written.strip() else EMPTY_LINK), **values)

    def report_heading(self, code: str, index: int, all_: int, words: str, /, **values: object) -> None:
        """Report a problem of a heading, which is the one of ``index`` among ``all_``: by that its place is found."""
        places = self.heading_places
        place = self.position(places[index]) if index < all_ == len(places) else self.place(words[:30])
        self.report_at(code, place, **values)

    def report_at(self, code: str, place: tuple[int, int], /, **values: object) -> None:
        """Report a problem at a line and column of the file."""
        line, column = place
        self.problems.append(problem(code, self.path, line, column, **values))


@dataclass
class Workbench:
    """What the parser's steps share: the map of links, and the rendering that is being worked on, if any."""

    links: LinkMap
    job: Job | None = None
