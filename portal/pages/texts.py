"""What the pages of documents and ordinary pages have in common: text, contents, links to edit and report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape
from urllib.parse import quote

from portal.content.documents import DocumentOrPage, Version
from portal.core.urls import address
from portal.markup.model import Rendered
from portal.markup.source_signs import CONTACT
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
        body=body_html(context, text),
        features=body.features if body else (),
        source=version.path,
        indexed=not missing and text.review == "published",
        # hreflang is claimed between real versions only; the switch leads to the notice page all the same.
        versions={} if missing else there,
        kind=text.kind,
    )


def body_html(context: Context, text: DocumentOrPage) -> str:
    """The text as it is rendered; nothing where it is missing in this language."""
    missing = text.state(context.lang) == "missing"
    body = None if missing else context.portal.bodies.get((context.lang, text.slug))
    return body.html.replace(CONTACT, contact_html(context)) if body else ""


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
    """A mail to the editors that says which page it is about, if letters arrive there.

    The script of the pages adds the heading and the edition (``portal.js``), which a page does not hold.
    """
    mail = context.portal.settings.mail
    if not mail:
        return None
    subject = context.words.t("document.report.subject", title=version.title)
    body = quote("\r\n").join(map(quote, _report(context, version)))
    return f"mailto:{mail}?subject={quote(subject)}&body={body}"


def report_text(context: Context, version: Version) -> str:
    """What such a mail would say, to be copied, while the address of the editors only stands in for one."""
    return "\n".join(_report(context, version)) if context.portal.settings.is_placeholder else ""


def _report(context: Context, version: Version) -> list[str]:
    t, base = context.words.t, context.portal.settings.address or ""
    named = base + address(context.lang, version.path.split("/", 2)[2].removesuffix(".md"))
    return [f"{t('report.page')}: {version.title}", named, version.path, "", f"{t('report.slip')}: "]


def contact_html(context: Context) -> str:
    """The address of the editors as a link, or that there is none yet."""
    settings, t = context.portal.settings, context.words.t
    if not settings.contact:
        return f'<em class="p-contact">{escape(t("contact.unset"))}</em>'
    shown = escape(settings.contact)
    if settings.is_placeholder:
        return f'<span class="p-contact">{shown} <em>({escape(t("contact.placeholder"))})</em></span>'
    return f'<span class="p-contact"><a href="mailto:{shown}">{shown}</a></span>'
