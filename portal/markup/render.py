"""Markdown of an editor → safe HTML, table of contents, sections.

Safety is by construction: raw HTML is switched off in the Markdown parser, so it can only come out as visible
text, and every attribute that Markdown extensions let through is held against a list. What was switched off is
reported with its place, so that nothing silently disappears.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import markdown
from markdown.extensions import Extension
from markdown.extensions.toc import TocExtension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from portal.addresses import address, relative
from portal.content.headings import HeadingRules, rules
from portal.content.models import DocumentKind, Lang
from portal.language.translit import slugify
from portal.markup.citations import Citer, PlacedCitation, mark
from portal.markup.links import LinkMap, LinkProblem, Target
from portal.problems import Problem, problem

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ATTRIBUTES = {"id", "class", "lang", "title", "href", "src", "alt", "start", "hreflang", "rel"}
_CLASSES = {"admonition", "note", "tip", "warning", "important", "admonition-title", "footnote", "footnote-ref",
            "footnote-backref", "headerlink", "p-lead", "p-number", "external"}  # fmt: skip
_TABLE_STYLE = re.compile(r"text-align:\s*(left|right|center);?\Z")
_TAG = re.compile(r"<(?:!--|/?[a-zA-Z][a-zA-Z0-9-]*(?=[\s/>]|$))")
_ID = re.compile(r"[a-zA-Z][\w:.\-]*\Z")


@dataclass(frozen=True)
class Heading:
    """A heading with its level (2 to 6) and its anchor."""

    level: int
    id: str
    text: str


@dataclass(frozen=True)
class Section:
    """The plain text between one heading and the next; ``id`` is empty before the first heading."""

    id: str
    title: str
    text: str


@dataclass(frozen=True)
class Rendered:
    """A body as HTML with everything that others need to know of it."""

    html: str
    headings: tuple[Heading, ...]
    sections: tuple[Section, ...]
    anchors: frozenset[str]
    links: tuple[PageLink, ...]
    toc: tuple[dict[str, Any], ...]
    citations: tuple[PlacedCitation, ...] = ()


@dataclass(frozen=True)
class PageLink:
    """A link to a page of the portal, to be checked for its anchor when all pages are rendered."""

    page: tuple[Lang, str] | None
    anchor: str
    line: int
    column: int


EMPTY = Rendered("", (), (), frozenset(), (), ())


@dataclass
class _Job:
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
    links: list[PageLink] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    searched: dict[str, int] = field(default_factory=dict)

    def place(self, needle: str) -> tuple[int, int]:
        """The next place of ``needle`` in the body: Markdown's tree does not keep positions."""
        start = self.body.find(needle, self.searched.get(needle, 0))
        if start < 0:
            start = max(self.body.find(needle), 0)
        else:
            self.searched[needle] = start + max(len(needle), 1)
        line = self.body.count("\n", 0, start)
        column = start - (self.body.rfind("\n", 0, start) + 1)
        return self.body_line + line, column + 1

    def report(self, code: str, needle: str, **values: object) -> None:
        line, column = self.place(needle)
        self.problems.append(problem(code, self.path, line, column, **values))


class Renderer:
    """Renders bodies of one language. Holds a Markdown parser, which is expensive to make, and no results."""

    def __init__(self, lang: Lang, links: LinkMap, permalink_title: str) -> None:
        self.lang = lang
        self.links = links
        self._extension = _Portal(self)
        self._markdown = markdown.Markdown(
            extensions=[
                "tables", "attr_list", "def_list", "footnotes", "sane_lists", "admonition", "fenced_code",
                TocExtension(permalink="#", permalink_title=permalink_title, toc_depth="2-4"),
                self._extension,
            ],
            extension_configs={"footnotes": {"BACKLINK_TITLE": "{}"}},
            output_format="html",
            tab_length=4,
        )  # fmt: skip
        self.job: _Job | None = None

    def render(
        self,
        body: str,
        *,
        kind: DocumentKind,
        path: str,
        own_address: str,
        body_line: int = 1,
        original: Sequence[Heading] | None = None,
        cite: Citer | None = None,
    ) -> tuple[Rendered, tuple[Problem, ...]]:
        """Render ``body``. ``original``: the headings of the original that a current translation must mirror.
        ``cite`` finds citations of acts in a run of text; they become links to the pages of the acts.

        Problems carry lines of the file (``body_line`` is the body's first). Raises nothing for bad input.
        """
        job = _Job(kind, self.lang, path, own_address, body, body_line, original, cite)
        self.job = job
        self._markdown.reset()
        try:
            html = self._markdown.convert(body)
        except RecursionError:
            job.problems.append(problem("markdown-too-deep", path, body_line, 1))
            return EMPTY, tuple(job.problems)
        finally:
            self.job = None
        toc: list[dict[str, Any]] = getattr(self._markdown, "toc_tokens", [])
        return (
            Rendered(
                html=html,
                headings=tuple(job.headings),
                sections=tuple(job.sections),
                anchors=frozenset(job.anchors),
                links=tuple(job.links),
                toc=tuple(toc),
                citations=job.citations,
            ),
            tuple(job.problems),
        )


class _Portal(Extension):
    """Switches raw HTML off and adds the tree processors below."""

    def __init__(self, renderer: Renderer) -> None:
        super().__init__()
        self.renderer = renderer

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802  (Markdown's name)
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        # After inline patterns (20) and attribute lists (8), before the table of contents (5).
        md.treeprocessors.register(_Headings(md, self.renderer), "portal-headings", 7)
        md.treeprocessors.register(_Links(md, self.renderer), "portal-links", 6)
        # Last of all: sees the finished tree.
        md.treeprocessors.register(_Guard(md, self.renderer), "portal-guard", -10)
        md.treeprocessors.register(_Citations(md, self.renderer), "portal-citations", -15)
        md.treeprocessors.register(_Sections(md, self.renderer), "portal-sections", -20)


class _Step(Treeprocessor):
    def __init__(self, md: markdown.Markdown, renderer: Renderer) -> None:
        super().__init__(md)
        self.renderer = renderer

    @property
    def job(self) -> _Job:
        assert self.renderer.job is not None
        return self.renderer.job

    def plain(self, element: etree.Element) -> str:
        """The element's text with stashed entities put back."""
        text = "".join(element.itertext())
        stash = self.md.htmlStash.rawHtmlBlocks
        text = re.sub("\x02wzxhzdk:(\\d+)\x03", lambda m: _entity(str(stash[int(m[1])])), text)
        text = re.sub("\x02([0-9]+)\x03", lambda m: chr(int(m[1])), text)
        return re.sub(r"\s+", " ", text.replace("\x02amp\x03", "&")).strip()


def _entity(raw: str) -> str:
    """Stashed text as a reader sees it: code and entities without their markup."""
    import html

    return html.unescape(re.sub(r"<[^>]*>", "", raw))


class _Headings(_Step):
    """Gives every heading an anchor that is the same in both languages, and checks the fixed headings."""

    def run(self, root: etree.Element) -> None:
        job = self.job
        fixed = rules()[job.kind]
        found = [element for element in root.iter() if element.tag in _HEADINGS]
        same_shape = job.original is not None and [int(e.tag[1]) for e in found] == [
            h.level for h in job.original
        ]
        if job.original is not None and not same_shape:
            job.report(
                "heading-mismatch", "\n#" if found else "", count=len(found), original=len(job.original)
            )
        used: set[str] = set()
        number = 0
        for index, element in enumerate(found):
            text = self.plain(element)
            level = int(element.tag[1])
            if level == 1:
                job.report("heading-first-level", text[:30], text=text)
            if level == 2:
                number += 1
                self._check_fixed(fixed, text)
            position = job.original[index].id if same_shape and job.original else None
            anchor = self._anchor(element, fixed, text, level, position, number)
            if anchor in used:
                if element.get("id"):
                    job.report("anchor-repeated", f"#{anchor}", anchor=anchor)
                anchor = _unique(anchor, used)
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
        element: etree.Element,
        fixed: HeadingRules,
        text: str,
        level: int,
        position: str | None,
        number: int,
    ) -> str:
        own = element.get("id")
        if own and _ID.match(own):
            return own
        if level == 2:
            known = fixed.find(text, self.job.lang)
            if known:
                return known.id
            if self.job.kind == "concept" and position is None:
                return f"section-{number}"
        return position or slugify(text, self.job.lang) or "section"

    def _check_fixed(self, fixed: HeadingRules, text: str) -> None:
        if fixed.closed and not fixed.find(text, self.job.lang):
            allowed = " · ".join(fixed.names(self.job.lang))
            self.job.report("heading-unknown", text[:30], text=text, allowed=allowed)

    def _required(self, fixed: HeadingRules) -> None:
        have = {heading.id for heading in self.job.headings}
        for item in fixed.headings:
            if item.required and item.id not in have:
                words = item.words[self.job.lang]
                self.job.problems.append(
                    problem("heading-missing", self.job.path, self.job.body_line, 1, heading=words)
                )


def _prefix(element: etree.Element, number: str) -> None:
    span = etree.Element("span", {"class": "p-number"})
    span.text = AtomicString(number)
    span.tail = " " + (element.text or "")
    element.text = None
    element.insert(0, span)


def _unique(anchor: str, used: set[str]) -> str:
    number = 2
    while f"{anchor}-{number}" in used:
        number += 1
    return f"{anchor}-{number}"


class _Links(_Step):
    """Checks links and images and turns them into addresses of the built site."""

    def run(self, root: etree.Element) -> None:
        job, links = self.job, self.renderer.links
        for element in root.iter():
            if element.tag == "a":
                href = _written(element.get("href", ""))
                if "footnote" in (element.get("class") or ""):
                    continue
                target = links.link(href, job.path, job.lang, job.own_address)
                if isinstance(target, LinkProblem):
                    job.report(target.code, href, **target.values)
                    element.attrib.pop("href", None)
                    continue
                self._apply(element, target, href)
            elif element.tag == "img":
                src = _written(element.get("src", ""))
                target = links.image(src, job.path, job.own_address)
                if isinstance(target, LinkProblem):
                    job.report(target.code, src, **target.values)
                    element.attrib.pop("src", None)
                    continue
                if not element.get("alt", "").strip():
                    job.report("image-alt", src, src=src)
                element.set("src", target.href)

    def _apply(self, element: etree.Element, target: Target, href: str) -> None:
        element.set("href", target.href)
        if target.external:
            element.set("class", "external")
            element.set("rel", "noopener")
        if target.page and target.page[0] != self.job.lang:
            element.set("hreflang", target.page[0])
        if target.anchor or target.page:
            line, column = self.job.place(href)
            self.job.links.append(PageLink(target.page, target.anchor, line, column))


def _written(value: str) -> str:
    """Markdown obfuscates the characters of ``mailto:`` autolinks; read them back."""
    return re.sub("\x02amp\x03#(\\d+);", lambda m: chr(int(m[1])), value)


class _Guard(_Step):
    """Attributes and visible raw HTML: the first are removed, both are reported."""

    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            self._attributes(element)
            if element.tag not in {"code", "pre"}:
                self._text(element.text)
            self._text(element.tail)
            anchor = element.get("id")
            if anchor:
                self.job.anchors.add(anchor)

    def _attributes(self, element: etree.Element) -> None:
        for name in list(element.attrib):
            value = element.attrib[name]
            if name == "style" and element.tag in {"td", "th"} and _TABLE_STYLE.match(value):
                continue
            bad_class = name == "class" and not all(
                part in _CLASSES or part.startswith("language-") for part in value.split()
            )
            bad_id = name == "id" and not (_ID.match(value))
            if name not in _ATTRIBUTES or bad_class or bad_id:
                needle = name if name in self.job.body else value
                self.job.report("attribute-forbidden", needle, name=name, value=value[:40])
                del element.attrib[name]

    def _text(self, text: str | None) -> None:
        for match in _TAG.finditer(text or ""):
            tag = match[0]
            self.job.report("html-forbidden", tag, tag=tag + ("" if tag == "<!--" else "…>"))


class _Citations(_Step):
    """Links citations of acts to the pages of the acts; comes after the guard, whose list has no such attributes."""

    def run(self, root: etree.Element) -> None:
        job = self.job
        if job.cite:
            job.citations = mark(
                root, job.cite, lambda act: relative(job.own_address, address(job.lang, f"acts/{act}"))
            )


class _Sections(_Step):
    """Cuts the plain text at the headings, for search and for snippets."""

    def run(self, root: etree.Element) -> None:
        current: tuple[str, str] = ("", "")
        texts: list[str] = []
        for element in self._blocks(root):
            if element.tag in _HEADINGS:
                self._close(current, texts)
                title = next((h.text for h in self.job.headings if h.id == element.get("id")), "")
                current, texts = (element.get("id", ""), title), []
            else:
                texts.append(self.plain(element))
        self._close(current, texts)

    def _close(self, current: tuple[str, str], texts: list[str]) -> None:
        text = " ".join(item for item in texts if item)
        if current[0] or text:
            self.job.sections.append(Section(current[0], current[1], text))

    def _blocks(self, root: etree.Element) -> Iterator[etree.Element]:
        for element in root:
            if element.tag in {"ul", "ol", "table", "blockquote", "dl", "tbody", "thead"}:
                yield from self._blocks(element)
            else:
                yield element
