"""What the pages of documents and ordinary pages have in common: text, contents, links to edit and report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import quote

from portal.content.documents import DocumentOrPage, Version
from portal.markup.model import Rendered
from portal.pages.context import Context
from portal.pages.model import Page


def text_page(
    context: Context, text: DocumentOrPage, template: str, view: object, added: Sequence[tuple[str, str]] = ()
) -> Page:
    """The page of a text, or the notice that it is missing in this language.

    ``added``: anchors and keys of the headings that the page adds below the text.
    """
    version = text.version(context.lang)
    missing = text.state(context.lang) == "missing"
    page = context.page(text.key, template, version.title, version.summary, view)
    body = None if missing else context.portal.bodies.get((context.lang, text.slug))
    there = {lang: at for lang, at in page.versions.items() if text.state(lang) != "missing"}
    return replace(
        page,
        toc=() if missing else _toc(context, body, added),
        body=body.html if body else "",
        features=body.features if body else (),
        source=version.path,
        indexed=not missing and text.review == "published",
        # hreflang is claimed between real versions only; the switch leads to the notice page all the same.
        versions={} if missing else there,
        kind=text.kind,
    )


def _toc(context: Context, body: Rendered | None, added: Sequence[tuple[str, str]]) -> tuple[Mapping[str, object], ...]:
    toc: list[Mapping[str, object]] = list(body.toc) if body else []
    below = list(added)
    if body and any(citation.acts for citation in body.citations):
        # Before the sources, which are the last of what is added.
        below.insert(max(0, len(below) - 1), ("laws", "law.text"))
    for anchor, key in below:
        toc.append({"level": 2, "id": anchor, "name": context.words.t(key), "children": []})
    return tuple(toc)


def edit_address(context: Context, version: Version) -> str | None:
    """Where the file can be edited, if the settings say so."""
    base = context.portal.settings.edit
    return base.rstrip("/") + "/" + version.path.removeprefix("docs/") if base else None


def report_address(context: Context, version: Version) -> str | None:
    """A mail to the editors, if the settings have an address."""
    contact = context.portal.settings.contact
    if not contact:
        return None
    subject = context.words.t("document.report.subject", title=version.title)
    return f"mailto:{contact}?subject={quote(subject)}&body={quote(version.path)}"
