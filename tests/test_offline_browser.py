"""The office without a network, in Chromium and in Firefox: from the start file of a stick to paper.

One scene for both browsers: what one of them refuses on ``file://`` the other may allow.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast
from urllib.parse import unquote

import pytest
from pypdf import PdfReader

import browsing
from page_types import of_type
from portal.corpus.load import load_portal
from portal.publish.html.properties import read_properties
from portal.publish.offline.beside import ANCHOR
from portal.publish.offline.build import make_edition
from portal.publish.offline.stick.update import START
from portal.publish.offline.subsets import Subset

PROPERTIES = read_properties(browsing.REPOSITORY)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CITING = "events/academy-first-steps-2021.html"
CITATION = '#content a.p-cite[data-acts="kg-law-2016-75"]'
ASKED = "performance.getEntriesByType('resource').map((one) => one.name)"


class Visitor(Protocol):
    """What the scene needs of a browser; ``firefox.Firefox`` is one, :class:`Chromium` the other."""

    @property
    def url(self) -> str: ...
    def goto(self, url: str) -> None: ...
    def evaluate(self, script: str, argument: object = None) -> Any: ...
    def wait(self, script: str, argument: object = None) -> None: ...
    def click(self, selector: str) -> None: ...
    def follow(self, selector: str) -> None: ...
    def type(self, selector: str, text: str) -> None: ...
    def enter(self) -> None: ...
    def pdf(self, path: Path) -> None: ...
    def asked(self) -> list[str]: ...
    def errors(self) -> list[str]: ...


class Chromium:
    """Playwright's page as a visitor."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def url(self) -> str:
        return self.page.url

    def goto(self, url: str) -> None:
        self.page.goto(url)

    def evaluate(self, script: str, argument: object = None) -> Any:
        return self.page.evaluate(f"(argument) => ({script})", argument)

    def wait(self, script: str, argument: object = None) -> None:
        browsing.until(self.page, f"(argument) => ({script})", arg=argument)

    def click(self, selector: str) -> None:
        self.page.locator(selector).first.click()

    def follow(self, selector: str) -> None:
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()

    def type(self, selector: str, text: str) -> None:
        self.page.locator(selector).first.press_sequentially(text)

    def enter(self) -> None:
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def pdf(self, path: Path) -> None:
        self.page.pdf(path=path, format="A4")

    def asked(self) -> list[str]:
        return [*browsing.requests(self.page), *self.page.evaluate(ASKED)]

    def errors(self) -> list[str]:
        return browsing.script_errors(self.page)


@pytest.fixture(scope="module")
def stick(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition in a folder with blanks and Kyrgyz letters in its name, as people have it."""
    portal, problems = load_portal(browsing.REPOSITORY)
    assert problems == ()
    folder = tmp_path_factory.mktemp("stick")
    made = make_edition(portal, built_site, folder, Subset(), 1_790_000_000, PROPERTIES)
    return made.folder.rename(folder / "Менин флешкам (1)")


@pytest.fixture(params=["chromium", "firefox"])
def visitor(request: pytest.FixtureRequest) -> Iterator[Visitor]:
    """Either browser with its network cut."""
    if request.param == "firefox":
        firefox = request.getfixturevalue("firefox")
        firefox.fresh()
        yield firefox
        return
    chromium = cast("Browser", request.getfixturevalue("browser"))
    with browsing.open_page(chromium, **browsing.DESKTOP, offline=True, locale="ru-RU") as page:
        yield Chromium(page)


def words(visitor: Visitor, selector: str) -> str:
    """The text of the first such element, on one line."""
    text = visitor.evaluate("document.querySelector(argument).textContent", selector)
    return " ".join(str(text).split())


def found(visitor: Visitor) -> int:
    """How many documents the list says that it has."""
    number = re.search(r"\d+", words(visitor, "[data-portal-count]"))
    assert number
    return int(number[0])


def test_the_office_without_network(visitor: Visitor, stick: Path, tmp_path: Path) -> None:
    root = stick.as_uri() + "/portal/"
    asked: set[str] = set()

    def look() -> None:
        assert visitor.evaluate("document.fonts.check('16px \"Golos Text\"')") is True
        asked.update(visitor.asked())

    # Open: the start file leads to the portal in the language of the system.
    visitor.goto((stick / START).as_uri())
    visitor.follow("a.open")
    assert visitor.url == root + "ru/index.html"
    look()

    # Search, in both languages, as people type it: without the letters that their keyboard lacks, in Latin.
    for address, typed, expected in (("search.html", "okutuu", "окут"), ("ru/search.html", "питьевая вода", "вод")):
        visitor.goto(root + address)
        visitor.type(".p-search--page input", typed)
        visitor.wait("document.querySelectorAll('.p-hit').length > 0")
        visitor.wait(
            "document.querySelector('[data-portal-list]').textContent.toLowerCase().includes(argument)", expected
        )
        look()

    # The field in the header leads to the same page.
    visitor.goto(root + "about.html")
    visitor.type(".p-search--header input", "таза суу")
    visitor.enter()
    visitor.wait("document.querySelectorAll('.p-hit').length > 0")
    assert "/search.html?q=" in visitor.url

    # Filter the catalogue: two facets together, kept in the address.
    visitor.goto(root + "ru/catalogue.html")
    visitor.wait("document.querySelector('.p-filters').hidden === false")
    everything = found(visitor)
    visitor.click("input[name=kind][value=practice]")
    visitor.wait(
        "parseInt(document.querySelector('[data-portal-count]').textContent.match(/[0-9]+/)[0]) < argument", everything
    )
    practices = found(visitor)
    visitor.evaluate("document.querySelector('.p-facet[data-facet=oblast] li:not([data-empty]) input').click()")
    visitor.wait("document.querySelectorAll('.p-chip').length === 2")
    visitor.wait(
        "parseInt(document.querySelector('[data-portal-count]').textContent.match(/[0-9]+/)[0]) < argument", practices
    )
    assert "kind=practice" in visitor.url and "oblast=" in visitor.url
    assert visitor.evaluate("document.querySelectorAll('[data-portal-list] .p-card').length") == found(visitor)
    look()

    # Switch the language in mid-text and stay at the heading.
    visitor.goto(root + CITING)
    anchor = visitor.evaluate("document.querySelectorAll('.p-body h2[id]')[1].id")
    visitor.evaluate("document.getElementById(argument).scrollIntoView()", anchor)
    in_sight = visitor.evaluate(
        "[...document.querySelectorAll('.p-body [id]')].map((one) => [one.id, one.getBoundingClientRect().top])"
        ".filter(([, top]) => top >= 0 && top <= window.innerHeight / 2).map(([id]) => id)"
    )
    visitor.follow("[data-portal-switch]")
    page, _, anchor = unquote(visitor.url).partition("#")
    assert page == unquote(f"{root}ru/{CITING}")
    assert anchor in in_sight
    top = visitor.evaluate("document.getElementById(argument).getBoundingClientRect().top", anchor)
    assert 0 <= top < 400

    # Follow the law: the card at the citation, the article, another document that rests on it.
    visitor.click(CITATION)
    visitor.wait("document.querySelector('#p-law-card') && !document.querySelector('#p-law-card').hidden")
    visitor.follow("#p-law-card a.p-button")
    assert visitor.url.endswith("/ru/acts/kg-law-2016-75.html#art_28")
    look()
    visitor.follow(".p-mentions__title a, .p-mentions__title")
    assert words(visitor, "h1")

    # Nothing was asked for that does not lie on the stick, and nothing was refused.
    assert asked
    assert [one for one in asked if not one.startswith((stick.as_uri(), "data:", "blob:"))] == []
    assert visitor.errors() == []


@pytest.mark.parametrize("lang", ["ky", pytest.param("ru", marks=pytest.mark.long)])
def test_paper_from_the_stick(visitor: Visitor, stick: Path, built_site: Path, tmp_path: Path, lang: str) -> None:
    address = of_type(built_site, "resolution", lang)
    visitor.goto((stick / "portal" / address).as_uri())
    body = visitor.evaluate("document.querySelector('.p-body').innerText")
    wanted = set(re.findall(r"\b[а-яңөүё]{6,}\b", body.lower()))
    assert len(wanted) > 20
    visitor.pdf(tmp_path / "page.pdf")
    text = "\n".join(sheet.extract_text() for sheet in PdfReader(tmp_path / "page.pdf").pages).lower()
    there = {word for word in wanted if word in text}
    # A word may be broken at the end of a line.
    assert len(there) >= 0.95 * len(wanted), sorted(wanted - there)[:20]
    assert visitor.errors() == []


# --- What a stick has otherwise than the site -------------------------------------------------


def test_both_languages_stand_in_the_page_of_the_document(visitor: Visitor, stick: Path, built_site: Path) -> None:
    """One of the two is shown, without a script's help; the switch of the language keeps to what is looked at."""
    root = (stick / "portal").as_uri() + "/"
    address = of_type(built_site, "practice")
    shown = "[argument, '.p-crumbs', '#content'].map((one) => document.querySelector(one).getClientRects().length > 0)"
    visitor.goto(root + address)
    assert visitor.evaluate(shown, f"#{ANCHOR}") == [False, True, True]
    visitor.evaluate("document.querySelector('.p-langs__both').click()")
    visitor.wait("location.hash === '#' + argument", ANCHOR)
    assert visitor.evaluate(shown, f"#{ANCHOR}") == [True, False, False]
    assert visitor.evaluate("document.querySelectorAll('#' + argument + ' [lang=ru]').length", ANCHOR) > 10
    top = visitor.evaluate("document.querySelector('#' + argument + ' h1').getBoundingClientRect().top", ANCHOR)
    assert 0 <= top < 300
    visitor.follow("[data-portal-switch]")
    assert visitor.url.endswith(f"/portal/ru/{address}#{ANCHOR}")
    assert visitor.evaluate(shown, f"#{ANCHOR}") == [True, False, False]
    # What scripts do to the text of a page they do to the one that is shown: the card of an act, the words looked for.
    visitor.goto(f"{root}ru/{CITING}#{ANCHOR}")
    visitor.click(f"#{ANCHOR} a.p-cite[data-acts='kg-law-2016-75']")
    visitor.wait("document.querySelector('#p-law-card a.p-button').getClientRects().length > 0")
    visitor.goto(f"{root}{address}?q=таштанды")
    visitor.wait("[...document.querySelectorAll('mark')].some((one) => one.getClientRects().length > 0)")
    visitor.goto(f"{root}ru/{address}#{ANCHOR}")
    visitor.follow(f"#{ANCHOR} h2 a[hreflang=ru]")
    assert visitor.url.endswith(f"/portal/ru/{address}")
    assert visitor.evaluate(shown, f"#{ANCHOR}") == [False, True, True]
    assert visitor.errors() == []


def test_what_is_found_shows_its_text_with_all_letters(visitor: Visitor, stick: Path) -> None:
    """Texts lie there with a byte a letter (``packs.py``)."""
    visitor.goto((stick / "portal/search.html").as_uri() + "?q=айыл өкмөтү")
    visitor.wait("/[өүң]/.test((document.querySelector('.p-hit__text') || {}).textContent || '')")
    text = visitor.evaluate("document.querySelector('[data-portal-list]').textContent")
    assert not re.search("[ђљњЂЉЊ�]", text) and "өкм" in text.lower()
    assert visitor.errors() == []


# --- My list from a stick ----------------------------------------------------------------------


def test_my_list_and_one_file_from_the_stick(visitor: Visitor, stick: Path, built_site: Path, tmp_path: Path) -> None:
    """What is put aside on one page stands on the other, is known in both languages, and goes into one file."""
    root = (stick / "portal").as_uri() + "/"
    visitor.goto(root + "list.html")
    visitor.evaluate("localStorage.removeItem('portal-list')")
    names = [of_type(built_site, "practice"), of_type(built_site, "resolution")]
    for name in names:
        visitor.goto(root + name)
        visitor.click("[data-portal-save]")
        visitor.wait("document.querySelector('.p-keep__said').textContent !== ''")
    titles = []
    for address in ("list.html", "ru/list.html"):
        visitor.goto(root + address)
        visitor.wait("document.querySelectorAll('.p-list__title a').length === 2")
        titles.append(
            visitor.evaluate("[...document.querySelectorAll('.p-list__title')].map((one) => one.textContent)")
        )
    assert titles[0] != titles[1]
    assert words(visitor, "[data-portal-list-link] span") == "2"

    # The file is caught on its way to the reader's folder; it needs nothing of the stick.
    visitor.evaluate(
        "portalList.loadFiles().then(() => { window.portalGive = (text, name) => { window.made = { text, name } } })"
    )
    visitor.click("[data-do=one-file]")
    visitor.wait("Boolean(window.made)")
    made = visitor.evaluate("window.made")
    assert made["name"] == "portal-list-ru.html"
    alone = tmp_path / "alone" / made["name"]
    alone.parent.mkdir()
    alone.write_text(made["text"], encoding="utf-8")
    visitor.goto(alone.as_uri())
    visitor.wait("document.fonts.status === 'loaded'")
    faces = visitor.evaluate("[...document.fonts].map((one) => one.status)")
    assert faces == ["loaded", "loaded"]
    for title in titles[1]:
        assert title in words(visitor, "main")
    assert visitor.evaluate("document.scripts.length") == 0
    shutil.rmtree(alone.parent)
    assert visitor.errors() == []
    if os.sep == "/":
        assert [one for one in visitor.asked() if one.startswith(("http:", "https:"))] == []
