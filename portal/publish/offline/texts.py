"""The texts that stand on the stick beside the pages: start page and READMEs."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from html import escape
from importlib import resources
from string import Template
from urllib.parse import quote

from portal.core.built import built_name
from portal.core.urls import address
from portal.corpus.corpus import Portal
from portal.language.languages import others
from portal.model.values import LANGS, Lang
from portal.publish.html.properties import Properties, filled
from portal.publish.offline.stick.update import GUIDE
from portal.publish.offline.subsets import Subset
from portal.words.interface import Interface

_FOLDER = resources.files("portal.publish.offline.stick")
_WIDTH = 84
_INLINE = re.compile(r"<(script|style)>(.*?)</\1>", re.DOTALL)


def stick_file(name: str) -> str:
    """The text of a file in ``stick/``."""
    return _FOLDER.joinpath(name).read_text(encoding="utf-8")


def for_windows(text: str) -> bytes:
    """A text as every Notepad and PowerShell reads it: UTF-8 with its mark, CRLF."""
    return "\ufeff".encode() + text.replace("\r\n", "\n").replace("\n", "\r\n").encode()


def what_is_in(portal: Portal, subset: Subset, lang: Lang) -> str:
    """A sentence on what a partial edition holds; empty for a whole one."""
    words = Interface(lang)
    parts = [words.t(f"leftout.only.{subset.lang}")] if subset.lang else []
    if subset.topics:
        names = ", ".join(f"«{portal.reference.topics[name].title.get(lang)}»" for name in subset.topics)
        parts.append(words.t("leftout.topics", topics=names))
    return " ".join(parts)


def _readme_language(lang: Lang) -> Lang:
    """The language of the README for readers of ``lang``: its own, if somebody has written it."""
    return next(code for code in (lang, *others(lang)) if _FOLDER.joinpath(f"README-{code}.txt").is_file())


def guide(portal: Portal, subset: Subset, lines: Mapping[Lang, str]) -> str:
    """How to open and update the portal, in all languages, one below the other."""
    return f"\n\n{'=' * _WIDTH}\n\n".join(readme(portal, subset, lines, lang).strip() for lang in LANGS) + "\n"


def readme(portal: Portal, subset: Subset, lines: Mapping[Lang, str], lang: Lang) -> str:
    """The guide in one language."""
    return Template(stick_file(f"README-{_readme_language(lang)}.txt")).substitute(
        name=portal.settings.name.get(lang),
        edition=lines[lang],
        part="\n" + part + "\n" if (part := what_is_in(portal, subset, lang)) else "",
    )


def start_page(portal: Portal, subset: Subset, lines: Mapping[Lang, str], properties: Properties) -> str:
    """The page that readers open first: one block a language, the reader's language first."""
    blocks = []
    for lang in LANGS:
        words = Interface(lang)
        target = subset.lang or lang
        part = what_is_in(portal, subset, lang)
        link = f'<a class="open" href="portal/{address(target, "index")}">{escape(words.t(f"start.open.{target}"))}</a>'
        blocks.append(
            f'<section lang="{lang}">\n<h1>{escape(portal.settings.name.get(lang))}</h1>\n'
            f"<p>{escape(words.t('start.what'))}</p>\n"
            + (f"<p>{escape(part)}</p>\n" if part else "")
            + f"<p>{link}</p>\n"
            f'<p class="edition">{escape(lines[lang])}</p>\n'
            f'<p><a href="{quote(GUIDE)}">{escape(words.t("start.readme"))}</a></p>\n'
            f'<p class="notice p-copy">{escape(words.t("edition.copy"))}</p>\n'
            '<p class="notice" data-portal-notice hidden></p>\n</section>'
        )
    title = " · ".join(portal.settings.name.get(lang) for lang in LANGS)
    template = Template(filled(stick_file("start.html"), properties))
    page = template.substitute(
        lang=LANGS[0],
        data=f"portal/{built_name('edition-data.js')}",
        style=f"portal/{built_name('edition.css')}",
        title=escape(title),
        blocks="\n".join(blocks),
    )
    allowed: dict[str, list[str]] = {"script": [], "style": []}
    for tag, code in _INLINE.findall(page):
        digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
        allowed[tag].append(f"'sha256-{digest}'")
    # "file:" beside "self": the origin of a file is none to some browsers.
    scripts, styles = (" ".join(allowed[tag]) for tag in ("script", "style"))
    policy = f"default-src 'none'; script-src 'self' file: {scripts}; style-src 'self' file: {styles}"
    return page.replace("POLICY", policy)
