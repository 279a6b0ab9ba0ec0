"""What every step over the tree of Markdown is built on."""

from __future__ import annotations

import html
import re
from xml.etree import ElementTree as ET

import markdown
from markdown.treeprocessors import Treeprocessor

from portal.markup.job import Job, Workbench

# Places that the extension of footnotes keeps for the arrow back to the text.
_FOOTNOTE_MARKS = re.compile("\x02(?:qq|zz)[0-9]+(?:qq|zz)\x03")


class Step(Treeprocessor):
    """A step over the finished tree of Markdown."""

    def __init__(self, md: markdown.Markdown, bench: Workbench) -> None:
        super().__init__(md)
        self.bench = bench

    @property
    def job(self) -> Job:
        """The rendering that is being worked on."""
        assert self.bench.job is not None
        return self.bench.job

    def plain(self, element: ET.Element) -> str:
        """The element's text with stashed entities put back."""
        text = "".join(element.itertext())
        text = _FOOTNOTE_MARKS.sub(" ", text)
        stash = self.md.htmlStash.rawHtmlBlocks
        text = re.sub("\x02wzxhzdk:(\\d+)\x03", lambda m: _entity(str(stash[int(m[1])])), text)
        text = re.sub("\x02([0-9]+)\x03", lambda m: chr(int(m[1])), text)
        return re.sub(r"\s+", " ", text.replace("\x02amp\x03", "&")).strip()


def _entity(raw: str) -> str:
    """Stashed text as a reader sees it: code and entities without their markup."""
    return html.unescape(re.sub(r"<[^>]*>", "", raw))
