"""The plain text of a body between its headings, for search and for snippets."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from portal.markup.model import Section
from portal.markup.step import Step
from portal.markup.tags import HEADINGS


class SectionStep(Step):
    """Cuts the plain text at the headings, for search and for snippets."""

    def run(self, root: ET.Element) -> None:
        """Collect the sections of the finished tree."""
        current: tuple[str, str] = ("", "")
        texts: list[str] = []
        titles = {heading.id: heading.text for heading in self.job.headings}
        for element in self._blocks(root):
            if element.tag in HEADINGS:
                self._close(current, texts)
                anchor = element.get("id", "")
                current, texts = (anchor, titles.get(anchor, "")), []
            else:
                texts.append(self.plain(element))
        self._close(current, texts)

    def _close(self, current: tuple[str, str], texts: list[str]) -> None:
        text = " ".join(item for item in texts if item)
        if current[0] or text:
            self.job.sections.append(Section(current[0], current[1], text))

    def _blocks(self, root: ET.Element) -> Iterator[ET.Element]:
        for element in root:
            if element.tag in {"ul", "ol", "table", "blockquote", "dl", "tbody", "thead", "details", "div"}:
                yield from self._blocks(element)
            else:
                yield element
