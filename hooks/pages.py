"""MkDocs adapter: every page of the portal's sites becomes a page of MkDocs, with its view model."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from portal.addresses import page_path
from portal.publish.json_ld import script


@event_priority(-200)  # after static-i18n (-100) has filtered the files of this language
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """The editors' Markdown is read by the portal alone; MkDocs gets the finished pages instead."""
    for file in list(files.documentation_pages()):
        files.remove(file)
    allowed = config.extra["portal"].assets
    for file in list(files):
        # Files of the theme come from elsewhere; of docs/ only pictures and office documents pass.
        if file.src_dir == config.docs_dir and f"docs/{file.src_uri}" not in allowed:
            files.remove(file)
    site = config.extra["portal_sites"][config.plugins["i18n"].current_language]
    config.extra["portal_pages"] = pages = {}
    for page in site.pages:
        path = page_path(page.lang, page.key)
        file = File.generated(config, path, content="")
        file.dest_uri, file.url = page.address, page.address
        file.locale = file.locale_alternate_of = page.lang  # what static-i18n wants to find on a file
        file.alternates = {page.lang: file}
        pages[path] = page
        files.append(file)
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The template and the title; the text is rendered by the portal."""
    view = config.extra["portal_pages"][page.file.src_uri]
    hidden = [] if view.toc else ["toc"]
    page.meta = {"template": f"portal/{view.template}.html", "title": view.title, "hide": hidden}
    return ""


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The rendered text and its table of contents."""
    view = config.extra["portal_pages"][page.file.src_uri]
    page.toc = get_toc(list(view.toc))
    return view.body


def on_page_context(context: dict[str, object], page: Page, config: MkDocsConfig, nav: object) -> dict[str, object]:
    """What templates need: the page with its view model, the words of its language, the site."""
    view = config.extra["portal_pages"][page.file.src_uri]
    site = config.extra["portal_sites"][view.lang]
    for item in nav:
        item.active = item.is_page and item.file.src_uri == page_path(view.lang, view.section)
    linked = script(view, config.extra["portal"], site.words)
    return context | {"p": view, "view": view.view, "w": site.words, "t": site.words.t, "site": site, "ld": linked}
