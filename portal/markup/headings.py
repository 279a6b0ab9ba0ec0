"""Headings: an anchor for each, the same in both languages, and the fixed ones of each kind of document."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from markdown.util import AtomicString

from portal.content.headings import HeadingRules, rules
from portal.core.problems import problem
from portal.language.translit import slugify
from portal.markup.model import Heading
from portal.markup.step import Step
from portal.markup.tags import HEADINGS


class HeadingStep(Step):
    """Gives every heading an anchor that is the same in both languages, and checks the fixed headings."""

    def run(self, root: ET.Element) -> None:
        """Go through all headings of the tree."""
        job = self.job
        fixed = rules()[job.kind]
        found = [element for element in root.iter() if element.tag in HEADINGS]
        same_shape = job.original is not None and [int(e.tag[1]) for e in found] == [h.level for h in job.original]
        if job.original is not None and not same_shape:
            index = _first_difference(found, job.original)
            counts = {"count": len(found), "original": len(job.original)}
            job.report_heading("heading-mismatch", index, len(found), "", **counts)
        used: set[str] = set()
        numbers: dict[str, int] = {}
        number = 0
        for index, element in enumerate(found):
            text = self.plain(element)
            level = int(element.tag[1])
            if level == 1:
                job.report_heading("heading-first-level", index, len(found), text, text=text)
            if level == 2:
                number += 1
                if fixed.closed and not fixed.find(text, job.lang):
                    allowed = " · ".join(fixed.names(job.lang))
                    job.report_heading("heading-unknown", index, len(found), text, text=text, allowed=allowed)
            position = job.original[index].id if same_shape and job.original else None
            anchor = self._anchor(element, fixed, text, level, position, number)
            if anchor in used:
                if element.get("id") == anchor:
                    job.report_heading("anchor-repeated", index, len(found), f"#{anchor}", anchor=anchor)
                anchor = _unique(anchor, used, numbers)
            used.add(anchor)
            element.set("id", anchor)
            shown = text
            if job.kind == "concept" and level == 2:
                _prefix(element, f"{number}.")
                shown = f"{number}. {text}"
            job.headings.append(Heading(level, anchor, shown))
            job.anchors.add(anchor)
        self._required(fixed)

    def _anchor(
        self,
        element: ET.Element,
        fixed: HeadingRules,
        text: str,
        level: int,
        position: str | None,
        number: int,
    ) -> str:
        # The same in both languages: fixed headings and the original's anchors come before the editor's own.
        known = fixed.find(text, self.job.lang) if level == 2 else None
        if known or position:
            return known.id if known else str(position)
        own = element.get("id")
        if own:
            return own
        if level == 2 and self.job.kind == "concept":
            return f"section-{number}"
        return slugify(text, self.job.lang) or "section"

    def _required(self, fixed: HeadingRules) -> None:
        if fixed.one_of and not {heading.id for heading in self.job.headings} & set(fixed.one_of):
            first, *others = fixed.needed(self.job.lang)
            told = problem(
                "heading-missing", self.job.path, self.job.body_line, 1, heading=first, other=" · ".join(others)
            )
            self.job.problems.append(told)


def _prefix(element: ET.Element, number: str) -> None:
    span = ET.Element("span", {"class": "p-number"})
    span.text = AtomicString(number)
    span.tail = " " + (element.text or "")
    element.text = None
    element.insert(0, span)


def _first_difference(found: Sequence[ET.Element], original: Sequence[Heading]) -> int:
    """Which heading is the first with another level than the original's; the last where some are missing."""
    pairs = enumerate(zip(found, original, strict=False))
    different = (index for index, (element, heading) in pairs if element.tag != f"h{heading.level}")
    return next(different, min(len(original), max(len(found) - 1, 0)))


def _unique(anchor: str, used: set[str], counts: dict[str, int]) -> str:
    """``anchor`` with the next number that nothing has; ``counts`` remembers where to go on."""
    number = counts.get(anchor, 1) + 1
    while f"{anchor}-{number}" in used:
        number += 1
    counts[anchor] = number
    return f"{anchor}-{number}"
