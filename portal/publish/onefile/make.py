"""A built site and a choice of its documents → one HTML file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path

from portal.core.urls import address
from portal.corpus.corpus import Portal
from portal.model.values import LANGS, Lang
from portal.publish.html.properties import Properties
from portal.publish.offline.build import read_data
from portal.publish.onefile.clean import Cleaned, Part, Setting, clean
from portal.publish.onefile.kit import Kit, fill, make_kit


def parts_of(portal: Portal, site: Path, slugs: Iterable[str], langs: Sequence[Lang]) -> tuple[Part, ...]:
    """The pages of the documents in these languages; the original where the only language asked for is missing.

    Raises ``KeyError`` for a slug that no document has.
    """
    found: dict[str, Part] = {}
    for slug in slugs:
        document = portal.documents[slug]
        there = [lang for lang in langs if document.state(lang) != "missing"] or [document.original]
        for lang in there:
            at = address(lang, document.key)
            found[at] = Part(at, lang, (site / at).read_text(encoding="utf-8"))
    return tuple(found.values())


def one_file(portal: Portal, site: Path, parts: Sequence[Part], lang: Lang, properties: Properties) -> str:
    """The file with these parts, its frame in ``lang``. The same site, parts and ``properties`` give the same bytes."""
    kit = make_kit(portal.settings, properties)
    edition = read_data(site)
    lines: dict[str, str] = {name: str(edition[name]["line"]) for name in LANGS}

    def picture(path: str) -> bytes | None:
        file = site / path
        return file.read_bytes() if file.is_file() else None

    many = len(parts) > 1
    anchors = {part.address: f"d{number}" for number, part in enumerate(parts, 1)}
    left_out: dict[str, str] = {name: kit.words[name]["picture"] for name in LANGS}
    setting = Setting(kit.rules, kit.address, anchors, picture, left_out)
    cleaned = [clean(part, setting, f"d{number}-" if many else "", down=many) for number, part in enumerate(parts, 1)]
    return assemble(kit, cleaned, lines, lang)


def assemble(kit: Kit, parts: Sequence[Cleaned], lines: Mapping[str, str], lang: str, script: str = "") -> str:
    """The page around cleaned parts; ``lines`` are those of the edition by language, ``script`` an element."""
    many = len(parts) > 1
    # The frame speaks the languages of all its parts, its own first.
    langs = [lang, *(name for name in dict.fromkeys(part.lang for part in parts) if name != lang)]
    title = " · ".join(kit.words[name]["collection"] for name in langs) if many else parts[0].title
    head = [
        f"<p{_lang(name, lang)}>{escape(text)}</p>" for name in langs for text in (kit.words[name]["from"], lines[name])
    ]
    if many:
        items = "".join(
            f'<li{_lang(part.lang, lang)}><a href="#d{number}">{escape(part.title)}</a></li>\n'
            for number, part in enumerate(parts, 1)
        )
        heading, contents = (
            " · ".join(f"<span{_lang(name, lang)}>{escape(kit.words[name][word])}</span>" for name in langs)
            for word in ("collection", "contents")
        )
        head += [f"<h1>{heading}</h1>", f"<p>{contents}:</p>", f"<ol>\n{items}</ol>"]
    main = "".join(_part(kit, part, number) for number, part in enumerate(parts, 1))
    foot = [
        f"<p{_lang(name, lang)}>{escape(text)}</p>"
        for name in langs
        for text in (lines[name], kit.words[name]["licence"], kit.words[name]["unofficial"])
    ]
    values = {
        "lang": lang,
        "policy": kit.policy,
        "title": escape(title),
        "style": kit.style,
        "head": "\n".join(head) + "\n",
        "main": main,
        "foot": "\n".join(foot) + "\n",
        "script": script,
    }
    return fill(kit.page, values)


def _part(kit: Kit, part: Cleaned, number: int) -> str:
    named = escape(kit.address + part.address)
    # Without an address of the site the path in it is named: nothing to click on, but something to look for.
    shown = f'<a href="{named}">{named}</a>' if kit.address else named
    before, after = kit.words[part.lang]["address"].split("{address}")
    line = f'<p class="of-address">{escape(before)}{shown}{escape(after)}</p>\n'
    return f'<article class="of-part" id="d{number}" lang="{part.lang}">\n{part.html}\n{line}</article>\n'


def _lang(name: str, around: str) -> str:
    return "" if name == around else f' lang="{name}"'
