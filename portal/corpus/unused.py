"""The texts of files whose front matter cannot be used: what is wrong in them is said at once as well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from portal.content import source as sources
from portal.content.tree import UnusedFile
from portal.content.unfinished import offers_blanked
from portal.core.budget import SECONDS, OverBudgetError, budget
from portal.core.problems import Problem, problem
from portal.core.urls import address
from portal.markup.links import AskedLinks
from portal.markup.render import Renderer


def body_problems(
    root: Path, files: Iterable[UnusedFile], links: AskedLinks, extensions: Sequence[str]
) -> Iterator[Problem]:
    """What a build would say of the bodies. Anchors to other texts and headings of a translation are left out."""
    for file in files:
        data, _ = sources.read_bytes(root, file.path)
        text = sources.decode(data, file.path)[0] if data is not None else None
        body = sources.body_alone(text) if text is not None else None
        if body is None:
            continue
        text = offers_blanked(body[0])
        renderer = Renderer(file.lang, links, "", extensions)
        own = address(file.lang, file.key)
        try:
            with budget():
                _, problems = renderer.render(text, kind=file.kind, path=file.path, own_address=own, body_line=body[1])
        except OverBudgetError:
            problems = (problem("file-too-slow", file.path, seconds=int(SECONDS)),)
        # Where not even a heading stands, the text has not been begun: its sections are no matter yet.
        yield from (item for item in problems if item.code != "heading-missing" or "\n## " in f"\n{body[0]}")
