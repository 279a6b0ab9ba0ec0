"""Marks of sources in a text (:mod:`portal.content.source_marks`) → footnote signs that lead to the list of sources."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from portal.content.source_marks import OWN, WITH_SPACE, numbers
from portal.markup.tags import HEADINGS

SIGN = "p-source"
CONTACT = '<span class="p-contact"></span>'
"""What ``{contact}`` in a text becomes: the page puts the address of the editors there, which no text knows."""
_NUMBERED = re.compile(r"s(\d+)\Z")
_JOINER = "\u2060"
"""Keeps a sign on the line of its word."""


def is_sign_class(name: str) -> bool:
    """Whether a class was given by this module."""
    return name == SIGN or bool(_NUMBERED.match(name))


class SourceSigns(Extension):
    """Signs are empty until the last step: what reads the tree before (headings, citations, search) sees no number."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Markdown's name)
        """Add the pattern and the steps of the tree."""
        # After code (190), before the backslash (180) and everything that reads brackets.
        md.inlinePatterns.register(_Mark(WITH_SPACE, md), "portal-source-marks", 185)
        md.inlinePatterns.register(_Contact(r"(?<!\\)\{contact\}", md), "portal-contact", 184)
        # Before headings get their anchors (7), and after everything that reads the tree (-20).
        md.treeprocessors.register(_NoneInHeadings(md), "portal-source-headings", 7.2)
        md.treeprocessors.register(_Numbers(md), "portal-source-signs", -30)


class _Mark(InlineProcessor):
    def handleMatch(  # type: ignore[override]  # noqa: N802  (Markdown's name)
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[ET.Element | str, int, int]:
        named = [number for number in numbers(m[0]) if number != OWN]
        if not named:
            return "", m.start(0), m.end(0)
        sign = ET.Element("sup", {"class": " ".join([SIGN, *(f"s{number}" for number in named)])})
        return sign, m.start(0), m.end(0)


class _Contact(InlineProcessor):
    def handleMatch(  # type: ignore[override]  # noqa: N802  (Markdown's name)
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[ET.Element, int, int]:
        return ET.Element("span", {"class": "p-contact"}), m.start(0), m.end(0)


class _NoneInHeadings(Treeprocessor):
    def run(self, root: ET.Element) -> None:
        for heading in [element for element in root.iter() if element.tag in HEADINGS]:
            for parent in list(heading.iter()):
                for sign in [child for child in parent if SIGN in child.get("class", "").split()]:
                    _remove(parent, sign)


def _remove(parent: ET.Element, child: ET.Element) -> None:
    index = list(parent).index(child)
    if index:
        parent[index - 1].tail = (parent[index - 1].tail or "") + (child.tail or "")
    else:
        parent.text = (parent.text or "") + (child.tail or "")
    parent.remove(child)


class _Numbers(Treeprocessor):
    """Fills the signs; inside of a link a sign is no link of its own."""

    def run(self, root: ET.Element) -> None:
        inside = {id(sign) for link in root.iter("a") for sign in link.iter("sup")}
        for sign in list(root.iter("sup")):
            classes = sign.get("class", "").split()
            named = [match[1] for name in classes if (match := _NUMBERED.match(name))]
            if SIGN not in classes or not named:
                continue
            sign.set("class", SIGN)
            sign.text = AtomicString(_JOINER)
            for number in named:
                made = ET.SubElement(sign, "span" if id(sign) in inside else "a")
                if made.tag == "a":
                    made.set("href", f"#source-{int(number)}")
                made.text = AtomicString(f"[{int(number)}]")
