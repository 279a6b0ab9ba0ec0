"""Markdown of an editor → safe HTML, table of contents, sections.

Safety is by construction: raw HTML is switched off in the Markdown parser, so it can only come out as visible
text, and every attribute that Markdown extensions let through is held against a list. What was switched off is
reported with its place, so that nothing silently disappears.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import markdown
from markdown.extensions import Extension
from markdown.extensions.toc import TocExtension

from portal.content.questions import SELF_TEST, lesson_parts, read_questions
from portal.core.problems import Problem, problem
from portal.markup.brackets import crowded_signs, unclosed_brackets
from portal.markup.citations import Citer
from portal.markup.extensions import CONFIGS, STYLED, USUAL
from portal.markup.headings import HeadingStep
from portal.markup.job import Job, Workbench
from portal.markup.linking import CitationStep, LinkStep
from portal.markup.links import LinkMap
from portal.markup.model import EMPTY, Heading, Rendered, Section
from portal.markup.safety import AttributeStep, Fences, GuardStep
from portal.markup.sections import SectionStep
from portal.markup.source_signs import SourceSigns
from portal.markup.triggers import add_triggers
from portal.model.documents import DocumentKind
from portal.model.questions import Question
from portal.model.values import Lang


class Renderer:
    """Renders bodies of one language. Holds a Markdown parser, which is expensive to make, and no results."""

    def __init__(self, lang: Lang, links: LinkMap, permalink_title: str, extensions: Sequence[str] = USUAL) -> None:
        """``extensions``: some of :data:`portal.markup.extensions.EXTENSIONS`."""
        self.lang = lang
        self.extensions = tuple(extensions)
        self.permalink_title = permalink_title
        self._bench = Workbench(links)
        self._markdown = self._parser()

    def _parser(self) -> markdown.Markdown:
        parser = markdown.Markdown(
            extensions=[
                "tables", "attr_list", "sane_lists", "fenced_code", *self.extensions,
                # Without a marker: "[TOC]" is text like any other.
                TocExtension(marker="", permalink="#", permalink_title=self.permalink_title, toc_depth="2-4"),
                _Portal(self._bench),
                SourceSigns(),
            ],
            extension_configs={name: dict(CONFIGS[name]) for name in self.extensions if name in CONFIGS},
            output_format="html",
            tab_length=4,
        )  # fmt: skip
        add_triggers(parser)
        return parser

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

        Of a lesson the questions are read for themselves (:mod:`portal.content.questions`).

        Problems carry lines of the file (``body_line`` is the body's first). Raises nothing for bad input.
        """
        questions: tuple[Question, ...] = ()
        if kind == "lesson":  # what is wrong with the questions is told by portal.corpus.check_lessons
            questions = read_questions(body, self.lang, path, body_line).questions
            body = lesson_parts(body, self.lang).text
        job = Job(kind, self.lang, path, own_address, body, body_line, original, cite)
        self._bench.job = job
        self._markdown.reset()
        if line := unclosed_brackets(body):
            job.problems.append(problem("markdown-brackets", path, body_line + line - 1, 1))
            return EMPTY, tuple(job.problems)
        if crowd := crowded_signs(body):
            code = "markdown-table-long" if crowd[1] == "|" else "markdown-crowded"
            job.problems.append(problem(code, path, body_line + crowd[0] - 1, 1, sign=crowd[1]))
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
            self._bench.job = None
        toc: list[dict[str, Any]] = getattr(self._markdown, "toc_tokens", [])
        return (
            Rendered(
                html=html,
                headings=tuple(job.headings),
                sections=_with_questions(job.sections, questions),
                anchors=frozenset(job.anchors),
                links=tuple(job.links),
                toc=tuple(toc),
                citations=job.citations,
                features=tuple(name for name in STYLED if name in job.features),
                questions=questions,
            ),
            tuple(job.problems),
        )


def _with_questions(sections: Sequence[Section], questions: Sequence[Question]) -> tuple[Section, ...]:
    """The sections with the words of the questions, so that the search finds them."""
    asked = " ".join(item.words for item in questions)
    return tuple(replace(item, text=asked) if asked and item.id == SELF_TEST else item for item in sections)


class _Portal(Extension):
    """Switches raw HTML off and adds the tree processors below."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self.bench = bench

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802  (Markdown's name)
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.preprocessors.register(Fences(md, self.bench), "fenced_code_block", 25)
        # After inline patterns (20) and attribute lists (8), before the table of contents (5).
        md.treeprocessors.register(AttributeStep(md, self.bench), "portal-attributes", 7.5)
        md.treeprocessors.register(HeadingStep(md, self.bench), "portal-headings", 7)
        md.treeprocessors.register(LinkStep(md, self.bench), "portal-links", 6)
        # Last of all: sees the finished tree.
        md.treeprocessors.register(GuardStep(md, self.bench), "portal-guard", -10)
        md.treeprocessors.register(CitationStep(md, self.bench), "portal-citations", -15)
        md.treeprocessors.register(SectionStep(md, self.bench), "portal-sections", -20)
