"""The preview of one document: which one is meant, what is said above its page, and the page as a single file.

Texts go in, texts come out. How a page is made is not known here; ``portal/commands/preview.py`` puts both together.
"""

from __future__ import annotations

import base64
import hashlib
import mimetypes
import re
from collections.abc import Callable, Iterable, Sequence
from html import escape, unescape
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from portal.core.problems import MessageLang, Problem
from portal.core.records import dataclass
from portal.core.urls import address
from portal.corpus.redirects import as_key
from portal.editing.checking import counts
from portal.model.documents import FOLDERS
from portal.model.values import LANGS, Lang

_WATCHED = ("docs", "data", "addresses", "overrides")
_FOLDER_NAMES = frozenset(FOLDERS.values())
_MAIN = re.compile(r"<main\b[^>]*>")
_POLICY = re.compile(r"\s*<meta http-equiv=.?Content-Security-Policy[^>]*>")
_SCRIPT = re.compile(r"<script\b[^>]*>.*?</script>", re.DOTALL)
_STYLE = re.compile(r"""<link\b[^>]*\brel=["']?stylesheet["']?[^>]*>""")
_HREF = re.compile(r"""\bhref=["']?([^"'\s>]+)""")
_IMAGE = re.compile(r"""(<(?:img|link)\b[^>]*?\b(?:src|href)=)(["']?)([^"'\s>]+)\2""")
_SOURCES = re.compile(r"""<(source|img)\b[^>]*?(\s+srcset=(?:"([^"]*)"|'([^']*)'|([^\s>]+)))[^>]*>""")
_URL = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")


@dataclass(frozen=True)
class PreviewTarget:
    """A document by its key, in the language in which it is to be seen; ``paths`` are its files."""

    lang: Lang
    key: str
    paths: tuple[str, ...]

    @property
    def address(self) -> str:
        """The address of its page in the site."""
        return address(self.lang, self.key)


def find_target(root: Path, name: str) -> PreviewTarget | None:
    """The document that an editor means by a name, a path or an address; broken ones are found as well.

    A name alone means the original's language: that of the file that is no translation.
    """
    plain = name.replace("\\", "/").removeprefix("./")
    key = str(as_key(plain))
    slug = key.rpartition("/")[2]
    found = {lang: path for lang in LANGS for path in _files(root, lang, slug)}
    if not found:
        return None
    paths = tuple(path.relative_to(root).as_posix() for path in found.values())
    chosen: Lang | None = next(
        (lang for lang in LANGS if plain.removeprefix("docs/").startswith(f"{lang}/") and lang in found), None
    )
    original = next((lang for lang, path in found.items() if not _is_translation(path)), next(iter(found)))
    lang: Lang = chosen or original
    inner = found[lang].relative_to(root / "docs" / lang).parts
    folder = inner[0] if len(inner) > 1 else ""
    return PreviewTarget(lang, f"{folder}/{slug}".removeprefix("/"), paths)


def _files(root: Path, lang: Lang, slug: str) -> Iterable[Path]:
    base = root / "docs" / lang
    for path in sorted(base.rglob("*.md")):
        inner = path.relative_to(base).parts
        if path.stem == slug and path.is_file() and (inner[0] if len(inner) > 1 else "") in _FOLDER_NAMES:
            yield path


def _is_translation(path: Path) -> bool:
    with path.open("rb") as file:
        return b"\ntranslation_of" in file.read(1 << 16)


def stamp(root: Path) -> str:
    """A short text that changes whenever a file that pages are made from does."""
    found = hashlib.sha256()
    for name in _WATCHED:
        for path in sorted((root / name).rglob("*")):
            if path.is_file():
                state = path.stat()
                found.update(f"{path.relative_to(root)}\0{state.st_mtime_ns}\0{state.st_size}\n".encode())
    return found.hexdigest()[:16]


def split_problems(problems: Iterable[Problem], target: PreviewTarget) -> tuple[list[Problem], list[Problem]]:
    """The problems of the document's own files, in order, and those of all others."""
    slug = target.key.rpartition("/")[2]
    own: list[Problem] = []
    others: list[Problem] = []
    for item in sorted(set(problems)):
        mine = item.path in target.paths or (
            item.path.startswith("docs/") and PurePosixPath(item.path).stem == slug and item.path.endswith(".md")
        )
        (own if mine else others).append(item)
    return own, others


def panel(own: Sequence[Problem], others: int, paths: Sequence[str], say: Callable[..., str], lang: MessageLang) -> str:
    """What stands above the page: every problem with its line, or that there is none."""
    look = " portal-preview--bad" if counts(own)[0] else " portal-preview--advised" if own else ""
    lines = [
        f'<section class="portal-preview{look}" lang="{lang}" aria-label="{escape(say("page-title"))}">',
        f"<p><strong>{escape(say('page-title'))}</strong> {escape(', '.join(paths))}. {escape(counted(own, say))}</p>",
    ]
    if own:
        lines.append("<ol>")
        for item in own:
            place = f"{item.path}, {say('page-line', line=item.line)}" if item.line else item.path
            lines.append(
                f'<li class="portal-preview__{item.severity}"><strong>{escape(place)}.</strong> '
                f"{escape(item.message(lang))} <span>{escape(item.hint(lang))}</span></li>"
            )
        lines.append("</ol>")
    if others:
        lines.append(f"<p>{escape(say('page-others', count=others))}</p>")
    return "\n".join([*lines, "</section>"])


def counted(problems: Sequence[Problem], say: Callable[..., str]) -> str:
    """How many errors and how many warnings, in words; what there is none of is not told."""
    told = zip(("page-errors", "page-warnings"), counts(problems), strict=True)
    return " ".join(say(key, count=count) for key, count in told if count) or say("page-clean")


def with_panel(html: str, text: str, head: str) -> str:
    """The page with the panel at the top of its main part, and ``head`` at the end of its head."""
    html = html.replace("</head>", f"{head}</head>", 1)
    return _MAIN.sub(lambda match: f"{match[0]}\n{text}", html, count=1)


def bare_page(target: PreviewTarget, text: str, head: str, styles: Sequence[str]) -> str:
    """The page where there is no page: the document cannot be read, the panel says why."""
    up = "../" * target.address.count("/")
    sheets = "".join(f'<link rel="stylesheet" href="{escape(up + style)}">' for style in styles)
    return (
        f'<!doctype html>\n<html lang="{target.lang}">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(target.key)}</title>{sheets}{head}</head>\n"
        f'<body><main class="p-main p-shell md-typeset">\n{text}\n</main></body>\n</html>\n'
    )


def single_file(html: str, page: Path, site: Path) -> str:
    """The page without scripts, with its styles, fonts and pictures inside: to be sent or looked at anywhere.

    ``page`` is where it stands in the folder ``site``; files outside of that are left out.
    """

    def read(base: Path, reference: str) -> tuple[Path, bytes] | None:
        parts = urlsplit(reference)
        file = (base / unquote(parts.path)).resolve()
        if parts.scheme or parts.netloc or not file.is_relative_to(site.resolve()) or not file.is_file():
            return None
        return file, file.read_bytes()

    def as_data(base: Path, reference: str) -> str | None:
        found = read(base, reference)
        if found is None:
            return None
        kind = mimetypes.guess_type(found[0].name)[0] or "application/octet-stream"
        kind = "font/woff2" if found[0].suffix == ".woff2" else kind
        return f"data:{kind};base64,{base64.b64encode(found[1]).decode()}"

    def sheet(match: re.Match[str]) -> str:
        reference = _HREF.search(match[0])
        found = read(page.parent, reference[1]) if reference else None
        if found is None:
            return ""
        css = found[1].decode("utf-8", "replace").replace('@charset "UTF-8";', "")
        css = _URL.sub(lambda url: f"url({as_data(found[0].parent, url[1]) or url[1]})", css)
        return "<style>" + css.replace("</", r"<\/") + "</style>"

    def picture(match: re.Match[str]) -> str:
        data = (
            as_data(page.parent, match[3])
            if match[3].lower().endswith((".png", ".jpg", ".jpeg", ".webp", ".svg"))
            else None
        )
        return f'{match[1]}"{data}"' if data else match[0]

    def choice(match: re.Match[str]) -> str:
        """What a browser may take instead: inside the page as well, or not at all. A choice that leads beside the page
        would be taken, and show nothing."""
        found = []
        for candidate in re.split(r",\s+|,$", unescape(match[3] or match[4] or match[5] or "")):
            address, _, size = candidate.strip().partition(" ")
            found.append(f"{as_data(page.parent, address)} {size}".strip() if read(page.parent, address) else "")
        if all(found):
            return match[0].replace(match[2], f' srcset="{", ".join(found)}"', 1)
        return "" if match[1] == "source" else match[0].replace(match[2], "", 1)

    html = _POLICY.sub("", _SCRIPT.sub("", html))
    return _SOURCES.sub(choice, _IMAGE.sub(picture, _STYLE.sub(sheet, html)))
