"""Links, images and citations of a text: checked, and turned into addresses of the built site."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from portal.core.urls import address, relative, says_itself
from portal.markup.citations import mark
from portal.markup.job import BEFORE_LINK
from portal.markup.links import LinkProblem, Target, disguised
from portal.markup.model import TextLink
from portal.markup.step import Step


class LinkStep(Step):
    """Checks links and images and turns them into addresses of the built site."""

    def run(self, root: ET.Element) -> None:
        """Go through all links and images of the tree."""
        job, links = self.job, self.bench.links
        for element in root.iter():
            if element.tag == "a":
                href = _written(element.get("href", ""))
                if href.startswith(("#fn:", "#fnref")):
                    continue  # made by the footnotes, whose marks are no headings
                target = links.link(href, job.path, job.lang, job.own_address)
                if isinstance(target, LinkProblem):
                    job.report_link(target.code, href, **target.values)
                    element.attrib.pop("href", None)
                    continue
                shown = disguised("".join(element.itertext()), target.href) if target.external else None
                if shown and target.href.lower().startswith(("http:", "https:")):
                    job.report_link("link-disguised", href, href=href[:80], shown=shown[:80])
                self._apply(element, target, href)
            elif element.tag == "img":
                src = _written(element.get("src", ""))
                target = links.image(src, job.path, job.own_address)
                if isinstance(target, LinkProblem):
                    job.report_link(target.code, src, **target.values)
                    element.attrib.pop("src", None)
                    continue
                if not element.get("alt", "").strip():
                    job.report_link("image-alt", src, src=src)
                element.set("src", target.href)

    def _apply(self, element: ET.Element, target: Target, href: str) -> None:
        element.set("href", target.href)
        if target.external:
            element.set("rel", "noopener")
            if not says_itself("".join(element.itertext()), target.href):
                element.set("class", "external")  # on paper its address stands behind it
        if target.page and target.page[0] != self.job.lang:
            element.set("hreflang", target.page[0])
        if target.page or target.anchor:
            line, column = self.job.place(href, BEFORE_LINK)
            self.job.links.append(TextLink(target.page, target.anchor, line, column))


def _written(value: str) -> str:
    """Markdown obfuscates the characters of ``mailto:`` autolinks and stashes "\\(": read them back."""
    value = re.sub("\x02amp\x03#(\\d+);", lambda m: chr(int(m[1])), value)
    return re.sub("\x02(\\d+)\x03", lambda m: chr(int(m[1])), value)


class CitationStep(Step):
    """Links citations of acts to the pages of the acts; comes after the guard, whose list has no such attributes."""

    def run(self, root: ET.Element) -> None:
        """Mark the citations, where somebody is there who finds them."""
        job = self.job
        if job.cite:
            job.citations = mark(
                root, job.cite, lambda act: relative(job.own_address, address(job.lang, f"acts/{act}"))
            )
