"""Parts of the portal: one language, some topics. What is left out has a small page in its place that says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from html import escape

from portal.content.documents import Document, DocumentOrPage
from portal.core.built import built_name, names_in
from portal.core.records import dataclass
from portal.core.urls import address, asset_address, relative
from portal.corpus.corpus import Portal, page_keys
from portal.language.languages import folder, language_of
from portal.model.values import LANGS, Lang
from portal.publish.html.policy import policy
from portal.publish.html.references import local_references
from portal.reference.load import ReferenceData
from portal.words.interface import Interface


@dataclass(frozen=True)
class Subset:
    """What an edition holds: ``lang`` is ``None`` for all languages, ``topics`` are empty for all."""

    lang: Lang | None = None
    topics: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """A name for the subset that may stand in the name of a file."""
        parts = [self.lang or "", f"topics-{'-'.join(sorted(self.topics))}" if self.topics else ""]
        return "-".join(part for part in parts if part) or "all"

    @property
    def langs(self) -> tuple[Lang, ...]:
        """The languages that the edition holds."""
        return (self.lang,) if self.lang else LANGS


def of_topics(portal: Portal, topics: Iterable[str]) -> Portal:
    """The portal with the documents of these topics only, and all ordinary pages.

    Texts were rendered and their links resolved before, with all documents at hand.
    """
    chosen = set(topics)
    unknown = chosen - set(portal.reference.topics)
    if unknown:
        raise ValueError(f"unknown topics: {', '.join(sorted(unknown))}")
    documents = {
        slug: _without_relations(item, portal.documents, chosen)
        for slug, item in portal.documents.items()
        if _is_of(item, chosen)
    }
    return replace(portal, documents=documents, altered=frozenset(documents))


def _is_of(document: Document, topics: Set[str]) -> bool:
    return not topics.isdisjoint(document.meta.topics)


def _without_relations(document: Document, documents: Mapping[str, Document], topics: Set[str]) -> Document:
    """The document without its relations to documents that are left out."""
    meta = document.meta
    if not meta.related:
        return document
    kept = tuple(
        item for item in meta.related if item.document in documents and _is_of(documents[item.document], topics)
    )
    return document if kept == meta.related else replace(document, meta=meta.model_copy(update={"related": kept}))


def page_lang(path: str) -> Lang:
    """The language of the page at this path of the site."""
    return language_of(path)


def is_of_lang(path: str, lang: Lang) -> bool:
    """Whether a file of the site serves this language only: its pages, its search index, its exports."""
    if path.endswith(".html"):
        return page_lang(path) == lang
    return path.startswith(built_name(f"search/{lang}/")) or bool(re.fullmatch(rf"data/\w+\.{lang}\.\w+", path))


def unused_assets(portal: Portal, pages: Mapping[str, str]) -> set[str]:
    """Pictures and attachments of documents that no page of the edition refers to, by their path in the site."""
    used = {found for path, html in pages.items() for found in local_references(path, html)}
    return {asset_address(path) for path in portal.assets} - used


def placeholders(portal: Portal, built: Iterable[str], kept: Set[str], subset: Subset) -> dict[str, str]:
    """A page for every address of the whole portal that the edition has no page for.

    ``portal`` is the whole one, ``built`` are the files of the built site, ``kept`` those that stay in the edition.
    """
    built = list(built)
    keys = page_keys(portal.texts, portal.reference) - {"404"}
    wanted = {address(lang, key) for lang in LANGS for key in keys} | {path for path in built if path.endswith(".html")}
    titles = {item.key: item for item in portal.texts}
    styles = (names_in(built)("portal.css"), built_name("edition.css"))
    return {path: _placeholder(path, titles, portal.reference, kept, subset, styles) for path in sorted(wanted - kept)}


def _placeholder(
    path: str,
    documents: Mapping[str, DocumentOrPage],
    data: ReferenceData,
    kept: Set[str],
    subset: Subset,
    styles: Sequence[str],
) -> str:
    lang = page_lang(path)
    words = Interface(lang)
    key = path.removeprefix(folder(lang)).removesuffix(".html")
    home_lang = lang if lang in subset.langs else subset.langs[0]
    same_page = address(home_lang, key)
    lines = []
    if key in documents:
        version = documents[key].version(lang)
        mark = f' lang="{version.lang}"' if version.lang != lang else ""
        lines.append(f"<p{mark}><strong>{escape(version.title)}</strong></p>")
    if home_lang != lang:
        lines.append(f"<p>{escape(words.t(f'leftout.only.{home_lang}'))}</p>")
    if subset.topics:
        names = ", ".join(f"«{data.topics[name].title.get(lang)}»" for name in subset.topics)
        lines.append(f"<p>{escape(words.t('leftout.topics', topics=names))}</p>")
    lines.append(f"<p>{escape(words.t('leftout.where'))}</p>")
    links: list[tuple[str, str]] = []
    if same_page in kept and home_lang != lang:
        links.append((relative(path, same_page), words.t(f"leftout.open.{home_lang}")))
    links.append((relative(path, address(home_lang, "index")), words.t("notfound.home")))
    links.append((relative(path, address(home_lang, "catalogue")), words.t("notfound.catalogue")))
    items = " · ".join(f'<a href="{escape(href)}">{escape(text)}</a>' for href, text in links)
    lines.append(f"<p>{items}</p>")
    copy = f'<p class="p-notice p-notice--outdated p-copy">{escape(words.t("edition.copy"))}</p>'
    return _page(lang, words.t("leftout.title"), [relative(path, style) for style in styles], [copy, *lines])


def _page(lang: Lang, title: str, styles: Sequence[str], lines: Sequence[str]) -> str:
    sheets = "".join(f'<link rel="stylesheet" href="{escape(style)}">' for style in styles)
    return (
        f'<!doctype html>\n<html lang="{lang}" data-portal-left-out>\n<head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy()}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        f"<title>{escape(title)}</title>{sheets}</head>\n"
        '<body><main class="p-main p-shell"><article class="md-typeset p-page" id="content">\n'
        f"<h1>{escape(title)}</h1>\n" + "\n".join(lines) + "\n</article></main></body>\n</html>\n"
    )
