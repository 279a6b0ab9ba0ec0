"""The written pages as they lie on disk: valid, marked up by language, light, and free of foreign addresses."""

from __future__ import annotations

import gzip
import re
from functools import cache
from html import unescape
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from selectolax.lexbor import LexborNode as Node

from browsing import built, html_validate
from page_types import LANGUAGES, addresses, of_type, page_types

# What a page type is expected to be there in every build.
TYPES = {
    "home", "catalogue", "practice", "resolution", "concept", "event", "topics", "topic", "acts", "act",
    "regions", "region", "organisations", "organisation", "glossary", "page", "notfound", "status",
}  # fmt: skip

# Elements by which a browser fetches something while it shows the page.
_FETCHING = {
    "script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src", "video": "src", "audio": "src",
    "object": "data", "embed": "src", "use": "href", "image": "href", "track": "src", "input": "src",
}  # fmt: skip


@pytest.fixture(scope="module")
def pages(built_site: Path) -> dict[str, HTMLParser]:
    """Return one parsed page of every type in both languages."""
    return {name: HTMLParser((built_site / name).read_text(encoding="utf-8")) for name in addresses(built_site)}


def test_every_page_type_is_built_in_both_languages(built_site: Path) -> None:
    types = page_types(built_site)
    assert set(types["ky"]) == set(types["ru"])
    assert set(types["ky"]) >= TYPES


def test_pages_are_valid_html(built_site: Path) -> None:
    assert html_validate([built_site / name for name in addresses(built_site)]) == []


def test_headings_descend_without_gaps_and_the_first_is_the_title(pages: dict[str, HTMLParser]) -> None:
    for name, page in pages.items():
        levels = [int(node.tag[1]) for node in page.css("h1, h2, h3, h4, h5, h6")]
        assert levels.count(1) == 1, name
        assert levels[0] == 1, name
        gaps = [(a, b) for a, b in pairwise(levels) if b > a + 1]
        assert not gaps, (name, gaps)


def test_every_page_has_the_same_landmarks(pages: dict[str, HTMLParser]) -> None:
    for name, page in pages.items():
        for selector in ("body > header", "body > nav#menu[aria-label]", "main", "body > footer"):
            assert len(page.css(selector)) == 1, (name, selector)
        for node in page.css("nav, section[role], form"):
            assert "aria-label" in node.attributes or "aria-labelledby" in node.attributes or node.tag == "form", name


def test_pages_say_their_language(pages: dict[str, HTMLParser]) -> None:
    for name, page in pages.items():
        html = page.css_first("html")
        assert html is not None
        assert html.attributes["lang"] == ("ru" if name.startswith("ru/") else "ky"), name


def test_russian_words_on_kyrgyz_pages_are_marked(built_site: Path) -> None:
    """Titles of acts and names of bodies that have no Kyrgyz form carry lang="ru"."""
    page = HTMLParser((built_site / of_type(built_site, "acts")).read_text(encoding="utf-8"))
    titles = page.css(".p-acts a")
    assert titles
    for node in titles:
        text = node.text()
        if re.match(r"(О|Об) [а-яё]", text):
            assert node.css_first("[lang=ru]") is not None, text


def test_sources_name_their_language(built_site: Path) -> None:
    foreign = 0
    for lang in LANGUAGES:
        for kind in ("practice", "resolution", "concept"):
            page = HTMLParser((built_site / of_type(built_site, kind, lang)).read_text(encoding="utf-8"))
            for node in page.css(".p-sources li [lang]"):
                assert node.attributes["lang"] in {"ky", "ru", "en", "kk"}
                assert node.attributes["lang"] != lang
                foreign += 1
    assert foreign


def test_anchors_within_a_page_lead_somewhere(built_site: Path) -> None:
    """All pages: a note, a list of contents or a question whose place is not there leads nowhere, on paper too."""
    for path in built_site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        places = set(map(unescape, re.findall(r'\sid="?([^\s">]+)', text)))
        asked = {unquote(unescape(one)) for one in re.findall(r'href="?#([^\s">]+)', text)}
        assert asked <= places, (path, sorted(asked - places)[:5])


def test_tables_have_headers(pages: dict[str, HTMLParser]) -> None:
    for name, page in pages.items():
        for table in page.css("table"):
            assert table.css_first("th") is not None, name


def test_pictures_have_a_text(pages: dict[str, HTMLParser]) -> None:
    for name, page in pages.items():
        for node in page.css("svg[role], img"):
            assert _named(node), (name, node.html)
        for node in page.css(".p-map a"):
            assert re.search(r"\d", node.attributes.get("aria-label") or ""), name


def _named(node: Node) -> bool:
    return bool(node.attributes.get("aria-label") or node.css_first("title")) or "alt" in node.attributes


def test_nothing_is_fetched_from_elsewhere(built_site: Path) -> None:
    """All pages, not only one of a type: the rule has no exception."""
    for path in built_site.rglob("*.html"):
        page = HTMLParser(path.read_text(encoding="utf-8"))
        for tag, attribute in _FETCHING.items():
            for node in page.css(f"{tag}[{attribute}]"):
                if tag == "link" and node.attributes.get("rel") in {"canonical", "alternate", "search"}:
                    continue
                address = node.attributes[attribute] or ""
                assert not re.match(r"(?:[a-z]+:)?//", address), (path, address)
                # An absolute path is dead on a stick.
                assert not address.startswith("/"), (path, address)
    for path in built_site.rglob("*.css"):
        for address in re.findall(r"url\(\s*[\"']?([^\"')]+)", path.read_text(encoding="utf-8")):
            assert not re.match(r"https?:|//", address), (path, address)


def test_the_drawing_of_a_practice_leads_to_its_key(built_site: Path) -> None:
    for lang in LANGUAGES:
        page = built_site / of_type(built_site, "practice", lang)
        link = HTMLParser(page.read_text(encoding="utf-8")).css_first(".p-brief > div > svg + a")
        address, _, anchor = str(link.attributes["href"]).partition("#")
        key = HTMLParser((page.parent / address).resolve().read_text(encoding="utf-8"))
        assert key.css_first(f"h2#{anchor}") is not None


def test_a_first_view_is_light(built_site: Path) -> None:
    """A phone on slow data: a document with styles, scripts and both fonts in 72 KB, but for a few long ones."""
    weights = {}
    for path in sorted(built_site.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        if re.search(_DOCUMENT, text):
            page = HTMLParser(text)
            weights[path] = _weight(built_site, path, page)
            sheets = [
                one for one in page.css("head > link[rel=stylesheet]") if "extras" not in str(one.attributes["href"])
            ]
            assert len(sheets) == 1, path
            assert all("defer" in node.attributes for node in page.css("script[src]")), path
            # Beside these: the page, two fonts, the icon, the manifest.
            assert 5 + len(page.css("script[src], head > link[rel=stylesheet]")) <= 14, path
    heavy = {path: weight for path, weight in weights.items() if weight > 72_000}
    assert len(heavy) <= 0.06 * len(weights) and max(weights.values()) <= 76_000, heavy
    for lang in LANGUAGES:
        home = built_site / of_type(built_site, "home", lang)
        assert _weight(built_site, home, HTMLParser(home.read_text(encoding="utf-8"))) <= 90_000


_DOCUMENT = r"p-page--(practice|resolution|concept|course|event|answer)\b"


def _weight(site: Path, path: Path, page: HTMLParser) -> int:
    """Bytes of a page, packed, with all that it loads at once but pictures. Its frame has 15 KB at most."""
    parts = {path} | {(site / "assets/fonts" / font.name) for font in site.rglob("*.woff2")}
    for node in page.css("head > link[rel=stylesheet], script[src]"):
        part = node.attributes.get("href") or node.attributes.get("src") or ""
        parts.add((path.parent / part.split("?")[0]).resolve())
    found = sum(_compressed(part) for part in parts)
    article = page.css_first("article")
    assert article is not None
    article.decompose()
    assert len(gzip.compress((page.html or "").encode(), 9)) <= 15_000, path
    return found


@cache
def _compressed(path: Path) -> int:
    data = path.read_bytes()
    return len(data) if path.suffix == ".woff2" else len(gzip.compress(data, 9))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_article_is_the_target_of_the_skip_link(built_site: Path, lang: str) -> None:
    page = HTMLParser((built_site / of_type(built_site, "practice", lang)).read_text(encoding="utf-8"))
    first = page.css_first("body a")
    assert first is not None
    assert first.attributes["href"] == "#content"
    assert page.css_first("article#content") is not None


def test_of_the_theme_only_what_pages_load_is_there(built_site: Path) -> None:
    """Material's own scripts and its second palette are 4 MB that nobody asks for."""
    there = {path.relative_to(built_site).as_posix() for path in built_site.rglob("assets/**/*") if path.is_file()}
    material = ("assets/javascripts/bundle", "assets/javascripts/lunr/", "assets/javascripts/workers/",
                "assets/stylesheets/palette", "assets/images/favicon.png")  # fmt: skip
    assert sorted(path for path in there if path.startswith(material) or path.endswith(".map")) == []
    assert sorted(path for path in there if path.startswith("assets/stylesheets/")) == [
        built(built_site, "content-extras.css"),
        built(built_site, "edition-own.css"),
        built(built_site, "portal.css"),
        built(built_site, "tools.css"),
    ]
