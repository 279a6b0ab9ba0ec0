"""Markdown of an editor → safe HTML, table of contents, sections.

Safety is by construction: raw HTML is switched off in the Markdown parser, so it can only come out as visible
text, and every attribute that Markdown extensions let through is held against a list. What was switched off is
reported with its place, so that nothing silently disappears.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from xml.etree import ElementTree as ET

import markdown
from markdown.extensions import Extension
from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown.extensions.toc import TocExtension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from portal.content.headings import HeadingRules, rules
from portal.content.source_marks import without_code
from portal.core.problems import Problem, problem
from portal.core.urls import address, relative
from portal.language.translit import slugify
from portal.markup.brackets import unclosed_brackets
from portal.markup.citations import Citer, PlacedCitation, mark
from portal.markup.links import LinkMap, LinkProblem, Target
from portal.markup.source_signs import SourceSigns, is_sign_class
from portal.model.documents import DocumentKind
from portal.model.values import Lang

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# What may stand on every element, and what on some.
_ATTRIBUTES = {"id", "class", "lang", "title"}
_OWN_ATTRIBUTES = {"a": {"href", "hreflang", "rel"}, "img": {"src", "alt"}, "ol": {"start"}}
_CLASSES = {"admonition", "note", "tip", "warning", "important", "admonition-title", "footnote", "footnote-ref",
            "footnote-backref", "headerlink", "p-lead", "p-number", "p-contact", "external",
            "p-left", "p-right", "p-center"}  # fmt: skip
_TABLE_STYLE = re.compile(r"text-align:\s*(left|right|center);?\Z")
_TAG = re.compile(r"<(?:!--|/?[a-zA-Z][a-zA-Z0-9-]*(?=[\s/>]))")
_BEFORE_LINK = ("](", "](<", "]: ", "<", "")
_HEADING_LINE = re.compile(r"(?m)^(?:#{1,6}.*|(?![#\s]).*(?=\n(?:=+|-+)[ ]*$))")
_ID = re.compile(r"[a-zA-Z0-9][\w:.\-]*\Z")


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
    """A link to a page of the portal or to a place in one, to be checked when all pages are rendered."""

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
        self.report_at(code, self.place(needle), **values)

    def report_link(self, code: str, written: str, /, **values: object) -> None:
        self.report_at(code, self.place(written, _BEFORE_LINK), **values)

    def report_heading(self, code: str, index: int, all_: int, words: str, /, **values: object) -> None:
        """``index`` and ``all_``: which of how many headings, by which the place is found."""
        places = self.heading_places
        place = self.position(places[index]) if index < all_ == len(places) else self.place(words[:30])
        self.report_at(code, place, **values)

    def report_at(self, code: str, place: tuple[int, int], /, **values: object) -> None:
        line, column = place
        self.problems.append(problem(code, self.path, line, column, **values))


class Renderer:
    """Renders bodies of one language. Holds a Markdown parser, which is expensive to make, and no results."""

    def __init__(self, lang: Lang, links: LinkMap, permalink_title: str) -> None:
        self.lang = lang
        self.links = links
        self.permalink_title = permalink_title
        self.job: _Job | None = None
        self._markdown = self._parser()

    def _parser(self) -> markdown.Markdown:
        return markdown.Markdown(
            extensions=[
                "tables", "attr_list", "def_list", "footnotes", "sane_lists", "admonition", "fenced_code",
                # Without a marker: "[TOC]" is text like any other.
                TocExtension(marker="", permalink="#", permalink_title=self.permalink_title, toc_depth="2-4"),
                _Portal(self),
                SourceSigns(),
            ],
            extension_configs={"footnotes": {"BACKLINK_TITLE": "{}"}},
            output_format="html",
            tab_length=4,
        )  # fmt: skip

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
        if line := unclosed_brackets(body):
            job.problems.append(problem("markdown-brackets", path, body_line + line - 1, 1))
            return EMPTY, tuple(job.problems)
        try:
            html = self._markdown.convert(body)
            if not body.strip():  # Markdown does not even start
                self._markdown.treeprocessors["portal-headings"].run(ET.Element("div"))
        except RecursionError:
            self._markdown = self._parser()  # the old one still believes to be inside of a thousand lists
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
        md.preprocessors.register(_Fences(md, self.renderer), "fenced_code_block", 25)
        # After inline patterns (20) and attribute lists (8), before the table of contents (5).
        md.treeprocessors.register(_Attributes(md, self.renderer), "portal-attributes", 7.5)
        md.treeprocessors.register(_Headings(md, self.renderer), "portal-headings", 7)
        md.treeprocessors.register(_Links(md, self.renderer), "portal-links", 6)
        # Last of all: sees the finished tree.
        md.treeprocessors.register(_Guard(md, self.renderer), "portal-guard", -10)
        md.treeprocessors.register(_Citations(md, self.renderer), "portal-citations", -15)
        md.treeprocessors.register(_Sections(md, self.renderer), "portal-sections", -20)


class _Fences(FencedBlockPreprocessor):
    """Code between fences: only its language is kept, for it goes to the page behind the guard's back."""

    def __init__(self, md: markdown.Markdown, renderer: Renderer) -> None:
        super().__init__(md, {"lang_prefix": "language-"})
        self.renderer = renderer
        self.checked_for_deps = True  # no attributes, no highlighting

    def handle_attrs(self, attrs: Iterable[tuple[str, str | None]]) -> tuple[str, list[str], dict[str, Any]]:
        """Keep the first class and report everything else."""
        language: list[str] = []
        for name, value in attrs:
            if name == "." and value and not language:
                language = [value]
            elif self.renderer.job:
                shown = {"id": "#", ".": "."}.get(name, name)
                place = self.renderer.job.position(max(self.renderer.job.body.find(value or name), 0))
                self.renderer.job.report_at("attribute-forbidden", place, name=shown, value=(value or "")[:40])
        return "", language, {}


class _Step(Treeprocessor):
    def __init__(self, md: markdown.Markdown, renderer: Renderer) -> None:
        super().__init__(md)
        self.renderer = renderer

    @property
    def job(self) -> _Job:
        assert self.renderer.job is not None
        return self.renderer.job

    def plain(self, element: ET.Element) -> str:
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

    def run(self, root: ET.Element) -> None:
        job = self.job
        fixed = rules()[job.kind]
        found = [element for element in root.iter() if element.tag in _HEADINGS]
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


class _Links(_Step):
    """Checks links and images and turns them into addresses of the built site."""

    def run(self, root: ET.Element) -> None:
        job, links = self.job, self.renderer.links
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
            element.set("class", "external")
            element.set("rel", "noopener")
        if target.page and target.page[0] != self.job.lang:
            element.set("hreflang", target.page[0])
        if target.page or target.anchor:
            line, column = self.job.place(href, _BEFORE_LINK)
            self.job.links.append(PageLink(target.page, target.anchor, line, column))


def _written(value: str) -> str:
    """Markdown obfuscates the characters of ``mailto:`` autolinks and stashes "\\(": read them back."""
    value = re.sub("\x02amp\x03#(\\d+);", lambda m: chr(int(m[1])), value)
    return re.sub("\x02(\\d+)\x03", lambda m: chr(int(m[1])), value)


class _Attributes(_Step):
    """Attributes that are not on the list are removed and reported, before anything reads them."""

    def run(self, root: ET.Element) -> None:
        for element in root.iter():
            self._attributes(element)

    def _attributes(self, element: ET.Element) -> None:
        allowed = _ATTRIBUTES | _OWN_ATTRIBUTES.get(element.tag, set())
        for name in list(element.attrib):
            value = element.attrib[name] or ""  # a name alone has None
            if name == "style" and element.tag in {"td", "th"} and (aligned := _TABLE_STYLE.match(value)):
                # Styles in the page are forbidden by its policy (portal/publish/webapp/policy.py).
                del element.attrib["style"]
                element.set("class", f"{element.get('class', '')} p-{aligned[1]}".strip())
                continue
            bad_class = name == "class" and not all(
                part in _CLASSES or part.startswith("language-") or (element.tag == "sup" and is_sign_class(part))
                for part in value.split()
            )
            bad_id = name == "id" and not (_ID.match(value))
            if name not in allowed or bad_class or bad_id:
                needle = name if name in self.job.searchable else value
                self.job.report("attribute-forbidden", needle, name=name, value=value[:40])
                del element.attrib[name]


class _Guard(_Attributes):
    """The last look: attributes again, now those of extensions too, and raw HTML that is visible as text."""

    def run(self, root: ET.Element) -> None:
        super().run(root)
        for element in root.iter():
            if element.tag not in {"code", "pre"}:
                self._text(element.text)
            self._text(element.tail)
            anchor = element.get("id")
            if anchor:
                self.job.anchors.add(anchor)

    def _text(self, text: str | None) -> None:
        for match in _TAG.finditer(text or ""):
            tag = match[0]
            self.job.report("html-forbidden", tag, tag=tag + ("" if tag == "<!--" else "…>"))


class _Citations(_Step):
    """Links citations of acts to the pages of the acts; comes after the guard, whose list has no such attributes."""

    def run(self, root: ET.Element) -> None:
        job = self.job
        if job.cite:
            job.citations = mark(
                root, job.cite, lambda act: relative(job.own_address, address(job.lang, f"acts/{act}"))
            )


class _Sections(_Step):
    """Cuts the plain text at the headings, for search and for snippets."""

    def run(self, root: ET.Element) -> None:
        current: tuple[str, str] = ("", "")
        texts: list[str] = []
        titles = {heading.id: heading.text for heading in self.job.headings}
        for element in self._blocks(root):
            if element.tag in _HEADINGS:
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
            if element.tag in {"ul", "ol", "table", "blockquote", "dl", "tbody", "thead"}:
                yield from self._blocks(element)
            else:
                yield element
