"""What a link or an image in a document points to: checked, and turned into an address of the built site."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Literal
from urllib.parse import quote, unquote, urlsplit

from portal.content.validation import nearest
from portal.core.caching import digest
from portal.core.characters import shortened
from portal.core.records import dataclass
from portal.core.urls import address, asset_address, relative
from portal.model.values import LANGS, Lang

_SCHEME = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.\-]*)\s*:")
_CONTROLS = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\ufeff]+")
_SITE = re.compile(r"(?i)\s*https?://[^/?#\s]*(?=[/?#])")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?:\?subject=[^&\r\n]{0,200})?\Z")
_TELEPHONE = re.compile(r"\+?[0-9][0-9 ().-]{2,24}\Z")
_SHOWN = re.compile(
    r"(?i)(?:https?://)?([\w-]{1,63}(?:\.[\w-]{1,63}){0,7}\.(?:kg|org|com|net|info|ru|gov|kz|uz|int|io|me|eu))(?:[/:?]\S*)?\Z"
)
_ADDRESS = re.compile(
    r"(?i)(?:[\w-]{1,63}\.){1,8}(?:kg|org|com|net|info|ru|gov|kz|uz|int|io|me|eu)(?::\d+)?(?:[/?#].*)?\Z"
)
_ALLOWED_SCHEMES = {"http", "https", "mailto", "tel"}
IMAGE_SUFFIXES = (".png", ".jpg", ".jpeg", ".webp")
ATTACHMENT_SUFFIXES = (".pdf", ".csv", ".docx", ".xlsx", ".odt", ".ods")


@dataclass(frozen=True)
class Target:
    """Where a link goes. ``page`` is set for pages of the portal, whose ``anchor`` is to be checked later."""

    href: str
    external: bool = False
    page: tuple[Lang, str] | None = None
    anchor: str = ""


@dataclass(frozen=True)
class LinkProblem:
    """Why a link cannot be used: a problem code and the values of its message."""

    code: str
    values: Mapping[str, str]


@dataclass(frozen=True)
class LinkMap:
    """All that links can point to: keys of pages, and files of ``docs/`` (paths from the project's root)."""

    keys: frozenset[str]
    files: frozenset[str]

    def link(self, href: str, path: str, lang: Lang, own_address: str) -> Target | LinkProblem:
        """Resolve the ``href`` written in the file ``path``, whose page stands at ``own_address``."""
        plain = _as_browsers_read(href)
        scheme = _SCHEME.match(plain)
        if scheme:
            wrong = _wrong_contact(scheme[1].lower(), plain[scheme.end() :])
            if wrong:
                return LinkProblem(wrong, {"href": _short(href)})
            if scheme[1].lower() in _ALLOWED_SCHEMES:
                return Target(_external(href), external=True)
            return LinkProblem("link-scheme", {"href": _short(href), "scheme": scheme[1].lower()})
        if plain.startswith(("//", "\\", "/\\")):
            return LinkProblem("link-scheme", {"href": _short(href), "scheme": "//"})
        if right := _without_scheme(plain):
            return LinkProblem("link-www", {"href": _short(href), "right": _short(right)})
        file, _, anchor = plain.partition("#")
        file, anchor = unquote(file.partition("?")[0]), _CONTROLS.sub("", unquote(anchor))
        if not file and plain.startswith("#"):
            return Target(f"#{anchor}", anchor=anchor)
        if file.startswith("/"):
            return LinkProblem("link-absolute", {"href": _short(href)})
        written = _inside(path, unquote(html.unescape(href)))
        resolved = written if written in self.files else _inside(path, file) if file else "docs/"
        if resolved is None:
            return LinkProblem("link-outside", {"href": _short(href)})
        if resolved.endswith((".md", ".html")):
            return self._page(resolved, anchor, lang, own_address, href)
        if resolved.lower().endswith((*ATTACHMENT_SUFFIXES, *IMAGE_SUFFIXES)) and resolved in self.files:
            return Target(quote(relative(own_address, asset_address(resolved))))
        return LinkProblem("link-missing", {"href": _short(href), "near": self._near(resolved, lang)})

    def image(self, src: str, path: str, own_address: str) -> Target | LinkProblem:
        """Resolve the address of an image; only files of the portal's own are allowed."""
        plain = _as_browsers_read(src)
        if _SCHEME.match(plain) or plain.startswith(("//", "\\", "/\\")):
            return LinkProblem("image-remote", {"src": _short(src)})
        written = _inside(path, unquote(html.unescape(src)))
        # A name with spaces is told where the file stands; here it is the name of that file.
        resolved = written if written in self.files else _inside(path, unquote(plain))
        if resolved is None:
            return LinkProblem("link-outside", {"href": _short(src)})
        if not resolved.lower().endswith(IMAGE_SUFFIXES):
            return LinkProblem("image-type", {"src": _short(src), "allowed": ", ".join(IMAGE_SUFFIXES)})
        if resolved not in self.files:
            near = nearest(resolved, [file for file in self.files if file.lower().endswith(IMAGE_SUFFIXES)])
            return LinkProblem("image-missing", {"src": _short(src), "near": near or "–"})
        return Target(quote(relative(own_address, asset_address(resolved))))

    def _page(self, resolved: str, anchor: str, lang: Lang, own: str, href: str) -> Target | LinkProblem:
        inner = resolved.removeprefix("docs/")
        target_lang, _, rest = inner.partition("/")
        for known in LANGS:
            if target_lang == known:
                key = rest.removesuffix(".md").removesuffix(".html")
                if key in self.keys:
                    page = address(known, key) + (f"#{anchor}" if anchor else "")
                    return Target(relative(own, page), page=(known, key), anchor=anchor)
        return LinkProblem("link-missing", {"href": _short(href), "near": self._near(resolved, lang)})

    def _near(self, resolved: str, lang: Lang) -> str:
        stem = posixpath.basename(resolved.replace("\\", "/")).rsplit(".", 1)[0]
        by_name = {key.rsplit("/", 1)[-1]: key for key in self.keys}
        near = nearest(stem, by_name)
        return f"docs/{lang}/{by_name[near]}.md" if near else "–"


Question = tuple[Literal["link"], str, str, Lang, str] | tuple[Literal["image"], str, str, str]
Answer = tuple[Question, Target | LinkProblem]


@dataclass(frozen=True)
class AskedLinks(LinkMap):
    """Links that remember what they were asked and answered: by that is seen whether a rendered text is still right."""

    asked: list[Answer] = field(default_factory=list)

    def link(self, href: str, path: str, lang: Lang, own_address: str) -> Target | LinkProblem:
        """As :meth:`LinkMap.link`."""
        answer = super().link(href, path, lang, own_address)
        self.asked.append((("link", href, path, lang, own_address), answer))
        return answer

    def image(self, src: str, path: str, own_address: str) -> Target | LinkProblem:
        """As :meth:`LinkMap.image`."""
        answer = super().image(src, path, own_address)
        self.asked.append((("image", src, path, own_address), answer))
        return answer

    def would_answer(self, asked: Iterable[Answer]) -> bool:
        """Whether the answers would be the same now."""
        return all(self._answer(question) == answer for question, answer in asked)

    def _answer(self, question: Question) -> Target | LinkProblem:
        return super().link(*question[1:]) if question[0] == "link" else super().image(*question[1:])

    @property
    def digest(self) -> bytes:
        """Of all that the answers depend on, besides the questions."""
        return digest(sorted(self.keys), sorted(self.files))


def _wrong_contact(scheme: str, rest: str) -> str | None:
    """What is wrong with an address of mail or a telephone number: headers, codes that a telephone obeys."""
    value = unquote(unquote(rest))
    if scheme == "mailto" and not _MAIL.match(value):
        return "link-mail"
    return "link-telephone" if scheme == "tel" and not _TELEPHONE.match(value) else None


def disguised(text: str, href: str) -> str | None:
    """The address that a link shows while it leads to another site; ``None`` if it shows none."""
    shown = _SHOWN.match(text.strip())
    if not shown:
        return None
    host = urlsplit(href).hostname or ""
    names = [name.casefold().removeprefix("www.").rstrip(".") for name in (shown[1], host)]
    return shown[0].strip() if names[0] != names[1] else None


def _as_browsers_read(href: str) -> str:
    """Entities read, and without the signs that browsers skip: "java&#10;script:" must not slip through."""
    return _CONTROLS.sub("", html.unescape(href))


def _without_scheme(plain: str) -> str | None:
    """The whole address where somebody left out its beginning, as browsers do: ``www.kenesh.kg``, ``kenesh.kg/a``."""
    if _ADDRESS.match(plain) and not plain.lower().endswith((".md", ".html", *ATTACHMENT_SUFFIXES, *IMAGE_SUFFIXES)):
        return f"https://{plain}"
    return f"https://{plain}" if plain.lower().startswith("www.") else None


def _external(href: str) -> str:
    """An address as browsers ask for it: a space behind the name of the site is part of a name there."""
    site = _SITE.match(href)
    if not site:
        return _CONTROLS.sub("", href)
    rest = re.sub("[ \u00a0]", lambda match: quote(match[0]), href[site.end() :].strip())
    return _CONTROLS.sub("", site[0]) + _CONTROLS.sub("", rest)


def _inside(path: str, target: str) -> str | None:
    """The target's path from the project's root if it stays below ``docs/``, else ``None``."""
    if target.startswith("/"):
        return None
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
    return joined if joined.startswith("docs/") else None


def _short(href: str) -> str:
    return shortened(href, 80)
